#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "event/event.h"
#include "model/socket.h"
#include "model/socket_list.h"

namespace sockwalk {

/// A descriptor: a number in one table that refers to an open file description.
struct Descriptor {
  std::int32_t fd = -1;
  FileIndex file = 0;
  bool operator==(const Descriptor&) const = default;
};

/// The numbers of one actor (or of several threads that share them), lowest first.
struct FdTable {
  std::vector<Descriptor> descriptors;  ///< sorted by fd; 0, 1 and 2 are not listed

  const Descriptor* find(std::int32_t fd) const;
};

/// What an open file description stands for.
enum class FileKind : std::uint8_t {
  none,    ///< the entry is free
  socket,
  plain,   ///< what open(2) opened
  epoll,   ///< an epoll instance (epoll_create1(2))
  unknown, ///< received from somebody whose log is not here
};

/// One entry of the interest list of an epoll instance (epoll(7)). It belongs to the open file
/// description, and goes with that, not with the number under which it was added.
struct Interest {
  std::int32_t fd = -1;        ///< the number at EPOLL_CTL_ADD: what epoll_wait() reports
  FileIndex file = kNoFile;
  std::uint32_t number = 0;    ///< its place in the order of the adding; other entries may be gone
  std::uint32_t events = 0;    ///< EPOLL…, as asked for
  bool armed = true;           ///< EPOLLET: something has come since it was reported last
  bool silent = false;         ///< EPOLLONESHOT: reported, until EPOLL_CTL_MOD
  bool reported_ahead = false; ///< its cause is not logged yet (log order)
  bool operator==(const Interest&) const = default;
};

/// An open file description: what dup(), fork() and descriptors in flight share.
struct OpenFile {
  FileKind kind = FileKind::none;
  SocketIndex socket = kNoSocket;  ///< of kind socket
  std::uint32_t references = 0;    ///< descriptors
  std::uint32_t in_flight = 0;     ///< messages on their way that carry it (SCM_RIGHTS)
  std::uint32_t calls = 0;         ///< calls that go on inside it: close() does not end those
  bool nonblocking = false;        ///< O_NONBLOCK
  std::uint32_t inode = 0;         ///< attribute; 0 = unknown
  /// In how many entries of interest lists it is. Of a single one, where it is known: the instance
  /// and the entry's number, so that one among thousands is found without looking at all.
  std::uint32_t watches = 0;
  FileIndex watched_by = kNoFile;
  std::uint32_t watch_number = 0;
  std::uint32_t next_watch = 0;    ///< of kind epoll: number of the next entry
  std::string_view path;           ///< of kind plain; lies in an arena
  std::vector<Interest> interests; ///< of kind epoll: the interest list, in the order of the adding
};

enum class ActorState : std::uint8_t {
  absent,   ///< cast, not started
  ready,    ///< between two calls
  in_call,  ///< its enter is logged, its exit is not: asleep in the kernel at a quiescent point
  gone,
};

/// One actor: a thread that plays a process.
struct Actor {
  std::string_view name;      ///< lies in an arena
  ActorState state = ActorState::absent;
  std::uint16_t table = 0;    ///< index in Model::tables
  std::int32_t pid = 0;
  std::int32_t tid = 0;
  std::uint32_t calls = 0;    ///< enter events so far; the ordinal in SocketId
  Event call;                 ///< the enter event of the current or last call; kind note if none
  Event last_exit;            ///< likewise; kind note if none
  /// In a call: what its descriptor led to as it began; another thread may close that number meanwhile.
  FileIndex call_file = kNoFile;
  std::vector<FileIndex> call_rights;  ///< in sendmsg: what travels with the message
  bool done_ahead = false;    ///< in epoll_ctl: another call has proved it done already (log order)
  bool joining = false;       ///< asleep in pthread_join(3), a library call
  std::uint16_t steps_done = 0;   ///< server: bit n−1 is set once step n of the twelve is done
  std::array<std::uint32_t, 12> step_counts{};  ///< how often each of the twelve was done
};

/// One slot of the server's own array of client handles, as its notes told.
struct Slot {
  std::int32_t fd = -1;       ///< −1 = free
  std::int64_t result = 0;    ///< the intermediate result kept for that client
  std::uint64_t changed = 0;  ///< seq of the note
  bool operator==(const Slot&) const = default;
};

/// The server's own array. Empty until the server says that it has one.
struct HandleTable {
  ActorId actor = kNoActor;
  std::vector<Slot> slots;
};

/// A name in the file system that a bind() or the set-up made.
struct FileName {
  std::string_view path;             ///< lies in an arena
  std::string_view directory{};      ///< where `path` starts, if that is relative; likewise
  std::string_view leads_to{};       ///< a symbolic link: to that path; likewise
  SocketIndex socket = kNoSocket;    ///< kNoSocket: left by somebody who is gone
  bool exists = true;
  std::uint64_t changed = 0;         ///< seq
};

/// The state of everything, as far as the log tells: the fold of its events. A plain value, a copy
/// is a checkpoint. Knows no clock, no lock, no file and no kernel: `apply` reads nothing but the
/// event and the model, and relies on order within one actor only (events of two actors may be
/// logged in either order around a wake-up). Views and byte spans inside refer to the arenas of
/// the recording, which must outlive the model.
class Model {
 public:
  std::vector<Actor> actors;      ///< by ActorId
  std::vector<FdTable> tables;
  std::vector<OpenFile> files;
  SocketList sockets;             ///< in the order of birth; closed ones stay
  std::vector<FileName> names;
  HandleTable handles;
  std::uint64_t seq = 0;          ///< of the last event applied
  std::uint64_t turn = 0;         ///< number of the last turn begun; 0 before the first
  ActorId mover = kNoActor;       ///< to whom that turn was given
  /// Somebody has changed modes or users (chmod, fchmod, umask, setresuid), which are not kept here.
  bool permissions_changed = false;

  /// Folds one event into the state. Any event is survived, also one that no kernel would send
  /// (hostile traces); what cannot be understood changes nothing but seq.
  void apply(const Event& event);

  const Actor* actor(ActorId id) const { return id < actors.size() ? &actors[id] : nullptr; }
  /// The open file description behind `fd` of `actor`, or kNoFile.
  FileIndex file_of(ActorId actor, std::int32_t fd) const;
  /// The socket behind `fd` of `actor`, or kNoSocket (also where it is something else than a socket).
  SocketIndex socket_of(ActorId actor, std::int32_t fd) const;
  /// To which socket the call sends: the one that its address names, else the peer. kNoSocket when
  /// there is none. `call` is an enter of the write family.
  SocketIndex destination_of(const Event& call) const;
  SocketIndex find(SocketId id) const;
  /// The sockets that are not closed, in the order of birth.
  std::span<const SocketIndex> open_sockets() const { return open_; }
  /// The open socket with that inode, or kNoSocket.
  SocketIndex find_inode(std::uint32_t inode) const;
  /// The open socket that listens on or is bound to `address`, or kNoSocket. A path that has been
  /// unlinked leads nowhere; links are not followed.
  SocketIndex bound_to(const UnixAddress& address) const;
  /// The name at which connect(2) arrives with `address`: symbolic links from before the run are
  /// followed (path_resolution(7)).
  UnixAddress followed(const UnixAddress& address) const;
  const FileName* file_name(std::string_view path) const;
  const FileName* file_name(const UnixAddress& path) const;

  /// True when the call would sleep now (accept with an empty queue, read with nothing there,
  /// connect to a full queue, select, poll and epoll_wait with nothing ready and not told to return
  /// at once). Writes to a full buffer cannot be told from here and count as not blocking. A sleep
  /// with a time limit is one too. `call` is an enter event, committed or not.
  bool would_block(const Event& call) const;
  /// What poll(2) says of that open file description now: POLLIN, POLLOUT, POLLRDHUP, POLLHUP,
  /// POLLERR. POLLOUT as if there were room: how full a send buffer is only the kernel knows.
  std::uint32_t readiness(FileIndex file) const;
  /// Whether the kernel's garbage collector may have closed that socket, which is open here: nobody
  /// can reach it, or the listener in whose accept queue it waits. Calls tell when they meet it.
  bool may_be_collected(SocketIndex socket) const;
  /// Whether nobody could reach the socket any more once that one number of it is closed.
  bool would_be_unreachable(SocketIndex socket) const;
  /// True while somebody sleeps in a write to that socket: a part of what is written is there, and
  /// only the kernel knows how much.
  bool is_being_written(SocketIndex reader) const;
  /// True while somebody sleeps in a plain receive on it, with nothing there: that passes over an
  /// urgent byte which comes alone, and sleeps on.
  bool loses_urgent_byte(SocketIndex reader) const;
  /// True while somebody sleeps in a receive on it that waits for all it asked for (MSG_WAITALL).
  bool is_being_gathered(SocketIndex reader) const;
  /// What epoll_wait() would report of that entry of an interest list; 0 = it is not on the ready
  /// list. The EPOLL… bits have the values of the POLL… bits.
  std::uint32_t ready(const Interest& interest) const;

  /// A hash of the state without what differs from run to run (inode, pid, tid, seq, time, paths'
  /// private directory). `directory` is what to leave out of names. Equal states have equal hashes.
  std::uint64_t hash(std::string_view directory = {}) const;

  /// About how many bytes of memory a copy takes once it shares nothing but closed sockets.
  std::size_t bytes() const;

 private:
  /// A connect() whose exit is not logged yet.
  struct Connecting {
    ActorId actor = kNoActor;
    SocketIndex socket = kNoSocket;
  };
  /// An accepted connection without a known client, with the inode that was told of the client.
  struct Orphan {
    SocketIndex data_socket = kNoSocket;
    std::uint32_t peer = 0;
  };
  /// What is known of an address.
  struct Place {
    SocketIndex bound = kNoSocket;  ///< who was bound there last; perhaps closed, or the path removed
    std::size_t name = kNoName;     ///< of a path: its entry in `names`
  };
  struct AddressHash {
    /// The same path may be written from its beginning or from a directory: its last part counts.
    std::size_t operator()(const UnixAddress& address) const {
      return std::hash<std::string_view>{}(address.name.substr(address.name.rfind('/') + 1));
    }
  };
  static constexpr std::size_t kNoName = static_cast<std::size_t>(-1);

  // readiness.cpp
  std::uint32_t readiness(FileIndex file, int depth) const;
  std::uint32_t ready(const Interest& interest, int depth) const;

  // apply.cpp
  Actor* cast(ActorId id);
  void apply_start(const Event& event);
  void apply_enter(const Event& event);
  void apply_exit(const Event& event);
  void apply_failure(const Event& enter, const Event& exit);
  void apply_success(const Event& enter, const Event& exit);
  void apply_library(const Event& event);
  void leave_call(ActorId actor);
  bool is_alone(ActorId actor) const;
  SocketIndex subject_of(ActorId actor) const;
  int course_step(const Event& enter, const Event& exit) const;
  Socket& touch(SocketIndex socket);

  // apply_file.cpp
  FileIndex add_file(FileKind kind, bool nonblocking, std::uint32_t inode);
  void give_number(ActorId actor, std::int32_t fd, FileIndex file);
  void open_socket(ActorId actor, const OpenedFd& opened, SocketIndex socket, bool nonblocking);
  void apply_dup(const Event& enter, const Event& exit);
  void apply_fcntl(const Event& enter);
  void apply_open(const Event& enter, const Event& exit);
  void release(ActorId actor, std::int32_t fd);
  void release_all(ActorId actor);
  void unhold(FileIndex file);

  // apply_epoll.cpp
  void apply_epoll_create(const Event& exit);
  void apply_epoll_ctl(const Event& enter);
  void prove_epoll_ctl(FileIndex instance, std::int32_t fd);
  void apply_epoll_wait(const Event& enter, const Event& exit);
  void forget_interests(FileIndex file);
  void add_interest(FileIndex instance, Interest interest);
  void drop_interest(FileIndex instance, std::vector<Interest>::iterator entry);
  Interest* only_interest(FileIndex file);
  Interest* reported_interest(FileIndex instance, ActorId actor, std::int32_t fd);
  void arrive(SocketIndex socket, std::uint32_t events);

  // apply_socket.cpp
  SocketIndex add_socket(SocketId id);
  void apply_socket(const Event& enter, const Event& exit);
  void apply_socketpair(const Event& enter, const Event& exit);
  void apply_bind(const Event& enter);
  void name_socket(SocketIndex socket, const UnixAddress& address);
  void bind_automatically(SocketIndex socket);
  void name_sender(SocketIndex socket, const Event& exit);
  void apply_listen(const Event& enter);
  void apply_shutdown(const Event& enter);
  void shut(SocketIndex socket, bool receive, bool send);
  void apply_setsockopt(const Event& enter);
  void apply_getsockopt(const Event& enter, const Event& exit);
  void apply_getsockname(const Event& enter, const Event& exit);

  // apply_connection.cpp
  void apply_accept(const Event& enter, const Event& exit);
  void begin_connect(const Event& enter);
  void apply_connect(const Event& enter);
  void fail_connect(const Event& enter);
  SocketIndex end_connect(ActorId actor);
  SocketIndex target_of(const UnixAddress& address) const;
  SocketIndex target_of(ActorId actor) const;
  SocketIndex make_data_socket(SocketIndex client, SocketIndex listener, SocketId id);
  SocketIndex take_queued(SocketIndex listener, std::uint32_t peer);
  const Connecting* early_candidate(SocketIndex listener, std::uint32_t peer) const;
  SocketIndex take_orphan(SocketIndex listener, SocketIndex client);
  void link(SocketIndex client, SocketIndex data_socket);

  // apply_transfer.cpp
  void apply_receive(const Event& enter, const Event& exit);
  void apply_send(const Event& enter, const Event& exit);
  void deliver(SocketIndex sender, SocketIndex receiver, const Event& enter, std::uint64_t bytes);
  void put_in(SocketIndex receiver, Unread piece);
  void put_urgent(SocketIndex receiver, Unread byte);
  void take_urgent(SocketIndex reader);
  void pass_urgent(SocketIndex reader);
  void fail_transfer(const Event& enter, const Event& exit);
  void tell_reset(SocketIndex socket);

  // apply_datagram.cpp
  void connect_datagram(SocketIndex socket, SocketIndex destination);
  void disconnect_datagram(SocketIndex socket);
  void drop_unread(SocketIndex socket);
  void lose_destination(SocketIndex gone);

  // apply_rights.cpp
  void begin_sending(ActorId sender);
  void install_rights(ActorId actor, std::span<const OpenedFd> opened,
                      std::span<const FileIndex> rights);
  std::vector<FileIndex> take_rights_ahead(SocketIndex receiver);
  void put_in_flight(FileIndex file);
  void land(std::span<const FileIndex> rights);

  // apply_unreachable.cpp
  std::vector<bool> reached_files(FileIndex without) const;
  void mark_unreachable();
  void notice_collected(const Event& enter, const Event& exit);
  void notice_collected_by_waiting(const Event& enter, const Event& exit);
  void collect(SocketIndex socket);

  // apply_close.cpp
  void apply_end(const Event& event);
  void close_socket(SocketIndex socket, bool refused);
  void close_doomed();
  void leave_name(SocketIndex socket);
  void lose_peer(SocketIndex socket, bool reset);

  // apply_note.cpp
  void apply_note(const Event& event);
  void apply_unlink(const Event& enter);
  void count_step(ActorId actor, std::int64_t step);
  FileName& name_entry(const UnixAddress& address);

  std::vector<Connecting> connecting_;       ///< in the order of the enters
  std::vector<Orphan> orphans_;              ///< in the order of the accepts
  std::vector<SocketIndex> open_;            ///< sorted
  std::vector<std::uint32_t> open_inodes_;   ///< of open_, beside it, to be searched quickly
  std::vector<FileIndex> free_files_;        ///< entries of `files` that nobody refers to
  std::vector<FileIndex> doomed_;            ///< to be freed before apply() returns
  std::vector<FileIndex> epolls_;            ///< open epoll instances
  std::size_t flights_ = 0;                  ///< sum of OpenFile::in_flight
  bool released_ = false;                    ///< this event has given a number back
  std::unordered_map<UnixAddress, Place, AddressHash> places_;
  std::size_t unread_pieces_ = 0;            ///< in all sockets
};

/// The name by which people know a socket: "Connection socket", "Client 2's socket",
/// "Data socket for client 1", "Server's end 1 of a pair", "Client 1's datagram socket".
std::string socket_title(const Model& model, SocketIndex socket);
/// "client 1" → "Client 1"
std::string capitalised(std::string_view name);
/// Whom `socket` belongs to, by name: the client at the far end of a server's data socket, else the
/// actor that made it, or the one of its clients for which it did: "client 437". Empty when
/// unknown.
std::string party_of(const Model& model, SocketIndex socket);
/// The actor at the far end of a server's data socket; kNoActor when unknown.
ActorId client_of(const Model& model, SocketIndex socket);
/// The first actor that holds a descriptor of `socket`; kNoActor if none does.
ActorId holder_of(const Model& model, SocketIndex socket);

}  // namespace sockwalk
