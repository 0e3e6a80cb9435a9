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
  std::uint32_t file = 0;  ///< index in Model::files
  bool operator==(const Descriptor&) const = default;
};

/// The numbers of one actor (or of several threads that share them), lowest first.
struct FdTable {
  std::vector<Descriptor> descriptors;  ///< sorted by fd; 0, 1 and 2 are not listed

  const Descriptor* find(std::int32_t fd) const;
};

/// An open file description: what dup() and fork() share.
struct OpenFile {
  SocketIndex socket = kNoSocket;
  std::uint32_t references = 0;
  bool nonblocking = false;
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

  /// Folds one event into the state. Any event is survived, also one that no kernel would send
  /// (hostile traces); what cannot be understood changes nothing but seq.
  void apply(const Event& event);

  const Actor* actor(ActorId id) const { return id < actors.size() ? &actors[id] : nullptr; }
  /// The socket behind `fd` of `actor`, or kNoSocket.
  SocketIndex socket_of(ActorId actor, std::int32_t fd) const;
  SocketIndex find(SocketId id) const;
  /// The sockets that are not closed, in the order of birth.
  std::span<const SocketIndex> open_sockets() const { return open_; }
  /// The open socket with that inode, or kNoSocket.
  SocketIndex find_inode(std::uint32_t inode) const;
  /// The open socket that listens on or is bound to `address`, or kNoSocket. A path that has been
  /// unlinked leads nowhere.
  SocketIndex bound_to(const UnixAddress& address) const;
  const FileName* file_name(std::string_view path) const;

  /// True when the call would sleep now (accept with an empty queue, read with nothing there,
  /// connect to a full queue, select with nothing ready). Writes to a full buffer cannot be told
  /// from here and count as not blocking. `call` is an enter event, committed or not.
  bool would_block(const Event& call) const;

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
    std::size_t operator()(const UnixAddress& address) const {
      return std::hash<std::string_view>{}(address.name);
    }
  };
  static constexpr std::size_t kNoName = static_cast<std::size_t>(-1);

  // apply.cpp
  Actor* cast(ActorId id);
  void apply_start(const Event& event);
  void apply_enter(const Event& event);
  void apply_exit(const Event& event);
  void apply_failure(const Event& enter, const Event& exit);
  void apply_success(const Event& enter, const Event& exit);
  int course_step(const Event& enter, const Event& exit) const;
  Socket& touch(SocketIndex socket);
  SocketIndex add_socket(SocketId id);
  void give_number(ActorId actor, const OpenedFd& opened, SocketIndex socket, bool nonblocking);

  // apply_connection.cpp
  void apply_socket(const Event& enter, const Event& exit);
  void apply_bind(const Event& enter);
  void apply_listen(const Event& enter);
  void apply_accept(const Event& enter, const Event& exit);
  void begin_connect(const Event& enter);
  void apply_connect(const Event& enter);
  void fail_connect(const Event& enter);
  SocketIndex end_connect(ActorId actor);
  SocketIndex target_of(ActorId actor) const;
  SocketIndex make_data_socket(SocketIndex client, SocketIndex listener, SocketId id);
  SocketIndex take_queued(SocketIndex listener, std::uint32_t peer);
  const Connecting* early_candidate(SocketIndex listener, std::uint32_t peer) const;
  SocketIndex take_orphan(SocketIndex listener, SocketIndex client);
  void link(SocketIndex client, SocketIndex data_socket);

  // apply_transfer.cpp
  void apply_read(const Event& enter, const Event& exit);
  void apply_write(const Event& enter, const Event& exit);

  // apply_close.cpp
  void apply_end(const Event& event);
  void release(ActorId actor, std::int32_t fd);
  void close_socket(SocketIndex socket, bool refused);
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
  std::vector<std::uint32_t> free_files_;    ///< entries of `files` that nobody refers to
  std::unordered_map<UnixAddress, Place, AddressHash> places_;
  std::size_t unread_pieces_ = 0;            ///< in all sockets
};

/// The name by which people know a socket: "Connection socket", "Client 2's socket",
/// "Data socket for client 1".
std::string socket_title(const Model& model, SocketIndex socket);
/// "client 1" → "Client 1"
std::string capitalised(std::string_view name);
/// The actor at the far end of a server's data socket; kNoActor when unknown.
ActorId client_of(const Model& model, SocketIndex socket);
/// The first actor that holds a descriptor of `socket`; kNoActor if none does.
ActorId holder_of(const Model& model, SocketIndex socket);

}  // namespace sockwalk
