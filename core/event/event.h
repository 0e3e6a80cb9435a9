#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "event/ids.h"
#include "event/kernel_snapshot.h"
#include "event/syscall.h"
#include "event/unix_address.h"

namespace sockwalk {

enum class EventKind : std::uint8_t {
  /// An actor's thread runs; args = {pid, tid, shared}, parts->text = its name. args[2] − 1 is the actor
  /// whose fd table it shares; 0 = it has one of its own.
  start,
  command,  ///< what the user asked for besides turns, before its turn; parts->text = the words
  turn,     ///< a turn was given to `actor`; ret = its number, from 1
  enter,    ///< a system call begins; args and parts hold its arguments
  exit,     ///< it returned; ret, error, parts hold what came back
  signal,   ///< a signal reached the actor; args[0] = its number
  library,  ///< a library call, in parts->text: "pthread_join"; ret = 0 as it begins, 1 as it ends
  fork,
  exec,
  kernel,   ///< the kernel's own answer at a quiescent point; parts->kernel
  note,     ///< what the program did between two calls; `note` says which
  end,      ///< the actor is gone; ret = its exit status, error = the signal that ended it, or 0
};

/// What a `note` event tells.
enum class NoteKind : std::uint8_t {
  none,
  step,      ///< args[0] = the number of the server's twelve steps that has just been done
  slots,     ///< args[0] = how many slots the server's own array of handles has; all are free
  slot,      ///< args = {slot, fd or −1, result}: one slot of that array has changed
  /// parts->address: a name in the file system from before the run; parts->text: where it leads, if it
  /// is a symbolic link.
  leftover,
  text,      ///< parts->text: a remark for people
};

/// A descriptor that a call made.
struct OpenedFd {
  std::int32_t fd = -1;
  std::uint32_t inode = 0;  ///< from the actor's own fstat(2); 0 = unknown
  std::uint32_t peer = 0;   ///< inode of the peer as unix_diag told; 0 = unknown
};

/// One descriptor of poll(2) or epoll(7), with what is asked of it or what it is ready for.
struct PollEntry {
  std::int32_t fd = -1;
  std::uint32_t events = 0;   ///< POLL… or EPOLL… that are asked for
  std::uint32_t revents = 0;  ///< those that have come
  bool operator==(const PollEntry&) const = default;
};

/// Who somebody is, as SO_PEERCRED and SCM_CREDENTIALS tell it (unix(7)).
struct Credentials {
  std::int32_t pid = 0;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;
  bool operator==(const Credentials&) const = default;
};

/// The parts that few events have. Lies in an arena beside their EventParts.
struct RareParts {
  UnixAddress address;
  /// select: the set that was asked for, or that is ready; sendmsg: the descriptors that travel.
  std::span<const std::int32_t> fds;
  /// How many there were; `fds` holds at most kRecordedEntries. Enter of recvmsg: for how many there
  /// is room.
  std::uint32_t fds_count = 0;
  /// poll, epoll_wait: all that was asked (enter) or is ready (exit); epoll_ctl: the one.
  std::span<const PollEntry> poll;
  std::uint32_t poll_count = 0;       ///< how many there were, as with fds_count
  std::uint32_t message_flags = 0;    ///< exit of recvmsg: MSG_TRUNC, MSG_CTRUNC, …
  bool has_value = false;             ///< getsockopt, ioctl, fcntl gave `value`
  bool has_credentials = false;       ///< sent (enter) or received (exit)
  std::int64_t value = 0;
  Credentials credentials;
  const KernelSnapshot* kernel = nullptr;
};

inline constexpr RareParts kNoRareParts{};

/// The parts of an event that have no fixed size. Lies in an arena, with all it refers to; one line
/// of the processor's cache, since most of what is recorded are bytes that were read and written.
struct EventParts {
  std::span<const std::byte> data;  ///< at most kRecordedBytes of what was written or read
  std::uint64_t data_bytes = 0;     ///< how many there were
  std::span<const OpenedFd> opened;
  std::string_view text;
  const RareParts* rare = &kNoRareParts;  ///< never null
};

static_assert(sizeof(EventParts) <= 64);

inline constexpr std::size_t kRecordedBytes = 64;
inline constexpr std::size_t kRecordedEntries = 64;

/// One thing that happened. A fixed record; a copy shares the parts, which live as long as the
/// arena of the recording. Trivially copyable, owned by nobody.
struct Event {
  std::uint64_t seq = 0;            ///< from 1, in the order of the log; 0 = not committed yet
  std::int64_t t_ns = 0;            ///< CLOCK_MONOTONIC since the start of the run
  std::array<std::int64_t, 3> args{};  ///< of an enter; an exit repeats those of its enter
  std::int64_t ret = 0;
  std::uint64_t enter = 0;          ///< exit: seq of its enter
  std::uint64_t woken_by = 0;       ///< exit of a call that slept: seq of the enter that woke it; 0 = unknown
  const EventParts* parts = nullptr;
  const char* file = nullptr;       ///< the listing; in an arena; may be null
  std::int32_t error = 0;           ///< errno of a failed call
  ActorId actor = kNoActor;
  std::uint16_t line = 0;           ///< of `file`, from 1
  EventKind kind = EventKind::note;
  Syscall call = Syscall::none;
  NoteKind note = NoteKind::none;
  bool slept : 1 = false;           ///< exit: the thread was seen asleep inside the call
  bool expected : 1 = false;        ///< exit: it failed, and the program is content with that
  /// Of an actor that plays several clients: for which of them, from 1; 0 = it is one itself.
  std::uint32_t client = 0;

  std::int32_t fd() const { return static_cast<std::int32_t>(args[0]); }
  bool failed() const { return kind == EventKind::exit && error != 0; }
};

static_assert(sizeof(Event) <= 96);

}  // namespace sockwalk
