#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "event/event.h"
#include "log/event_log.h"
#include "syscalls/connection_ends.h"
#include "syscalls/kernel_calls.h"
#include "syscalls/step_gate.h"
#include "syscalls/time_limits.h"

namespace sockwalk {

class TracedCalls;

/// A line of a listing: where the program that the actor plays stands.
struct SourcePlace {
  const char* file = nullptr;  ///< must live as long as the log
  std::uint16_t line = 0;
};

/// What a call gave back: a value ≥ 0, or −1 with errno, or −1 alone when the actor ended before it.
struct CallResult {
  std::int64_t value = -1;
  int error = 0;

  bool ok() const { return value >= 0; }
};

/// What travels with the bytes of sendmsg(2) (unix(7), SCM_RIGHTS and SCM_CREDENTIALS).
struct SentControl {
  std::span<const std::int32_t> rights;
  const Credentials* credentials = nullptr;
};

/// What came with the bytes of recvmsg(2).
struct ReceivedControl {
  std::vector<std::int32_t> rights;
  bool has_credentials = false;
  Credentials credentials;
  int flags = 0;  ///< MSG_TRUNC, MSG_CTRUNC, …
};

/// Gives a server the threads that it makes. Called from the actor's thread: memory and futexes only.
class Crew {
 public:
  virtual ~Crew() = default;
  /// Starts a thread that shares the fd table of `by`, and plays `program` in it as an actor of its
  /// own. kNoActor when the run stops.
  virtual ActorId hire(ActorId by, std::string_view name,
                       std::function<void(TracedCalls&)> program) = 0;
};

/// What one actor's calls work with; all of it outlives them.
struct CallSetting {
  ActorId actor = kNoActor;
  EventProducer* events = nullptr;
  StepGate* gate = nullptr;
  const KernelCalls* calls = nullptr;
  TimeLimits* limits = nullptr;
  Crew* crew = nullptr;  ///< may be null: then nobody can be hired
  std::int64_t start_ns = 0;
  AcceptWatch* accepts = nullptr;  ///< may be null: then no close() waits for it
};

/// The system calls of one actor, each real, each passing the gate before and leaving an `enter`
/// and an `exit` event. Belongs to the actor's thread. Once ended() is true (the run stops, or a
/// signal has ended the actor) calls do nothing any more and fail; the actor's program then returns.
///
/// While a run is stepped deadlines are held: a call with a time-out sleeps without one, and returns
/// as if it had passed once Orders::expire is set and a signal has ended the sleep. The log tells
/// the time-outs that the program asked for.
class TracedCalls {
 public:
  explicit TracedCalls(const CallSetting& setting);

  bool ended() const { return ended_; }
  ActorId actor() const { return actor_; }
  /// For which of the clients that the actor plays its calls are from now on; 0 = it is one itself.
  void play_for(std::uint32_t client) { client_ = client; }
  /// Makes the call that the words of Grant::perform ask for.
  void on_request(std::function<void(TracedCalls&, const std::string&)> perform) {
    perform_ = std::move(perform);
  }
  /// EPIPE alone is told then, and the actor goes on, as after signal(SIGPIPE, SIG_IGN).
  void ignore_sigpipe(bool ignore) { sigpipe_ignored_ = ignore; }
  /// An errno that the next call may meet and that the program is content with; 0 = none.
  void content_with(int error) { content_with_ = error; }

  // traced_calls.cpp
  CallResult socket(SourcePlace at, int domain, int type, int protocol);
  CallResult socketpair(SourcePlace at, int domain, int type, int protocol, std::array<int, 2>& fds);
  CallResult bind(SourcePlace at, int fd, const UnixAddress& address);
  CallResult listen(SourcePlace at, int fd, int backlog);
  CallResult accept(SourcePlace at, int fd);
  CallResult accept4(SourcePlace at, int fd, int flags);
  CallResult connect(SourcePlace at, int fd, const UnixAddress& address);
  CallResult shutdown(SourcePlace at, int fd, int how);
  CallResult dup(SourcePlace at, int fd);
  CallResult close(SourcePlace at, int fd);
  /// The last call. The thread must return afterwards; the kernel then closes what is open.
  void exit(SourcePlace at, int status);

  // traced_transfer.cpp
  CallResult read(SourcePlace at, int fd, std::span<std::byte> buffer);
  CallResult write(SourcePlace at, int fd, std::span<const std::byte> data);
  /// `address` of kind none: to the peer.
  CallResult sendto(SourcePlace at, int fd, std::span<const std::byte> data, int flags,
                    const UnixAddress& address);
  /// `from` receives the sender's name, which lies in the log's arena.
  CallResult recvfrom(SourcePlace at, int fd, std::span<std::byte> buffer, int flags,
                      UnixAddress* from = nullptr);
  CallResult sendmsg(SourcePlace at, int fd, std::span<const std::byte> data, int flags,
                     const SentControl& control);
  /// `room`: for how many descriptors there is room; negative: for credentials instead.
  CallResult recvmsg(SourcePlace at, int fd, std::span<std::byte> buffer, int flags, int room,
                     ReceivedControl& control);

  // traced_readiness.cpp; time-outs in milliseconds, negative: none
  /// Waits until one of `fds` is readable; `ready` receives those that are. `nfds` −1: the highest
  /// + 1. REQUIRES: each of `fds` is from 0 to FD_SETSIZE − 1.
  CallResult select(SourcePlace at, std::span<const std::int32_t> fds,
                    std::vector<std::int32_t>& ready, std::int64_t timeout_ms = -1, int nfds = -1);
  /// Sets the revents of `entries`.
  CallResult poll(SourcePlace at, std::span<PollEntry> entries, std::int64_t timeout_ms = -1);
  CallResult epoll_create1(SourcePlace at, int flags);
  CallResult epoll_ctl(SourcePlace at, int epfd, int operation, int fd, std::uint32_t events);
  /// `ready` receives at most `maxevents`.
  CallResult epoll_wait(SourcePlace at, int epfd, int maxevents, std::vector<PollEntry>& ready,
                        std::int64_t timeout_ms = -1);

  // traced_options.cpp
  CallResult fcntl(SourcePlace at, int fd, int command, std::int64_t flags);
  /// FIONREAD or SIOCOUTQ; `value` receives the answer.
  CallResult ioctl(SourcePlace at, int fd, unsigned long request, std::int64_t& value);
  /// SO_RCVTIMEO and SO_SNDTIMEO are told in milliseconds, the others as they are.
  CallResult setsockopt(SourcePlace at, int fd, int option, std::int64_t value);
  CallResult getsockopt(SourcePlace at, int fd, int option, std::int64_t& value);
  CallResult getsockname(SourcePlace at, int fd, std::string& name);
  CallResult getpeername(SourcePlace at, int fd, std::string& name);
  CallResult unlink(SourcePlace at, const UnixAddress& path);
  CallResult open(SourcePlace at, const UnixAddress& path, int flags);
  CallResult chmod(SourcePlace at, const UnixAddress& path, unsigned mode);
  CallResult fchmod(SourcePlace at, int fd, unsigned mode);
  CallResult umask(SourcePlace at, unsigned mode);
  CallResult mkdir(SourcePlace at, const UnixAddress& path, unsigned mode);
  CallResult chdir(SourcePlace at, const UnixAddress& path);
  /// Whoever may leaves its groups as well, for the group of the same number, as a program that gives
  /// up its rights does before; a note says so.
  CallResult setresuid(SourcePlace at, unsigned user);

  /// The working directory of the thread is that now: where relative names start.
  void stands_in(std::string_view directory) { directory_ = directory; }
  void start(pid_t pid, pid_t tid, std::string_view name, ActorId shares = kNoActor);
  void note_step(SourcePlace at, int step);
  void note_slots(std::int64_t count);
  void note_slot(std::int64_t slot, int fd, std::int64_t result);
  void note_text(std::string_view text);
  /// Leaves the actor room for descriptors below `limit` only: higher numbers are taken by
  /// placeholders, because RLIMIT_NOFILE belongs to the whole process. False when that cannot be.
  bool limit_descriptors(int limit);

  /// A thread of the actor's own, which shares its fd table.
  ActorId hire(std::string_view name, std::function<void(TracedCalls&)> program);
  /// pthread_join(3) with each of them.
  void join(const std::vector<ActorId>& others);

 private:
  /// The place of the next event in the log, filled as the enter of a call.
  Event& begin(Syscall call, SourcePlace at, std::initializer_list<std::int64_t> arguments);
  /// Passes the gate with the event that begin() made, and logs it. False: the actor has ended.
  bool enter(Event& event, std::int64_t timeout_ms = -1);
  /// Logs the exit of the call that was entered last and makes the result of it.
  CallResult leave(long returned, const EventParts* parts = nullptr);
  void end(SourcePlace at, int status, int signal);
  /// The run stops: the actor ends without a word in the log.
  void cease();
  /// The socket behind `fd` as the actor knows it; 0 = none that it has opened.
  std::uint32_t inode_of(int fd) const;
  /// The number `fd`, which the actor has just been given; `made`: with a new socket behind it.
  OpenedFd learn(int fd, bool made);
  const EventParts* opened(long returned, bool made);
  const EventParts* accepted(int listener, long returned);
  const EventParts* with_address(const UnixAddress& address);
  /// Its name, and where a relative one begins, live as long as the log.
  UnixAddress kept(const UnixAddress& address);
  CallResult named(Syscall call, SourcePlace at, int fd, std::string& name,
                   long (*ask)(int, sockaddr*, unsigned*));
  void note(NoteKind kind, std::initializer_list<std::int64_t> arguments, SourcePlace at = {},
            std::string_view text = {});
  void library(std::string_view text, bool ends);
  std::int64_t now() const;
  bool held() const { return gate_.gated(); }

  /// The time-out that holds for calls on `fd` that receive or send; −1 = none.
  std::int64_t time_limit(int fd, int option) const;
  CallResult get_time_limit(int fd, int option, std::int64_t& value);
  long set_kernel_limit(int fd, int option, std::int64_t milliseconds);
  /// Makes a call that may sleep: `attempt(expired)`, again with true when its held deadline has come.
  template <class Attempt>
  long until_deadline(Attempt attempt) {
    long returned = attempt(false);
    while (returned == -EINTR && orders_.expire.exchange(false)) returned = attempt(true);
    return returned;
  }
  /// The same for calls whose deadline is an option of the socket.
  template <class Attempt>
  long until_limit(int fd, int option, Attempt attempt) {
    return until_deadline([&](bool expired) {
      if (!expired) return attempt();
      // As long as no wait at all: the kernel rounds up to its next tick.
      set_kernel_limit(fd, option, 0);
      const long returned = attempt();
      set_kernel_limit(fd, option, time_limit(fd, option));
      return returned;
    });
  }

  const ActorId actor_;
  EventProducer& events_;
  StepGate& gate_;
  Orders& orders_;
  const KernelCalls& calls_;
  Crew* const crew_;
  const std::int64_t start_ns_;
  std::function<void(TracedCalls&, const std::string&)> perform_;
  TimeLimits& limits_;
  std::vector<std::uint32_t> inodes_;  ///< of the sockets that the actor has opened, by number
  bool shares_table_ = false;          ///< others open and close numbers, too
  ConnectionEnds ends_;
  std::string directory_;  ///< where relative names start; empty: unknown
  std::vector<epoll_event>
      told_;  ///< room for what epoll_wait() tells, as much as was ever asked for
  // What leave() needs of the call that was entered last; the event itself is the log's by then.
  Syscall call_ = Syscall::none;
  SourcePlace at_;
  std::array<std::int64_t, 3> arguments_{};
  std::int64_t last_ns_ = 0;  ///< when that call began or returned
  std::uint32_t client_ = 0;
  int content_with_ = 0;
  bool performing_ = false;  ///< the next call is the one that was asked for
  bool sigpipe_ignored_ = false;
  bool ended_ = false;
};

/// Nanoseconds of CLOCK_MONOTONIC: the clock of t_ns.
std::int64_t monotonic_ns();

/// Installs the process's handlers of the signals that actors meet: SIGPIPE, which is only noted
/// (the writing thread then ends, as a process would); SIGUSR1 without SA_RESTART and SIGUSR2 with
/// it, which interrupt a call as it is taught; and the signal that ends a blocked call, without
/// SA_RESTART (signal(7)). Once before the first run; repeated calls do nothing.
void install_signal_handlers();
/// The signal that ends a blocked call of an actor's thread.
int stop_signal();

}  // namespace sockwalk
