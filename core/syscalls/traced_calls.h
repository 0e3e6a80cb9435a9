#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "event/event.h"
#include "log/event_log.h"
#include "syscalls/kernel_calls.h"
#include "syscalls/step_gate.h"

namespace sockwalk {

/// A line of a listing: where the program that the actor plays stands.
struct SourcePlace {
  const char* file = nullptr;  ///< must live as long as the log
  std::uint16_t line = 0;
};

/// What a call gave back: a value ≥ 0, or −1 with errno.
struct CallResult {
  std::int64_t value = -1;
  int error = 0;

  bool ok() const { return error == 0; }
};

/// The system calls of one actor, each real, each passing the gate before and leaving an `enter`
/// and an `exit` event. Belongs to the actor's thread. Once ended() is true (the run stops, or a
/// signal has ended the actor) calls do nothing any more and fail; the actor's program then returns.
/// References must outlive it.
class TracedCalls {
 public:
  TracedCalls(ActorId actor, EventProducer& events, StepGate& gate, const KernelCalls& calls,
              std::int64_t start_ns);

  bool ended() const { return ended_; }

  CallResult socket(SourcePlace at, int domain, int type, int protocol);
  CallResult bind(SourcePlace at, int fd, const UnixAddress& address);
  CallResult listen(SourcePlace at, int fd, int backlog);
  CallResult accept(SourcePlace at, int fd);
  CallResult connect(SourcePlace at, int fd, const UnixAddress& address);
  CallResult read(SourcePlace at, int fd, std::span<std::byte> buffer);
  CallResult write(SourcePlace at, int fd, std::span<const std::byte> data);
  /// Waits until one of `fds` is readable; `ready` receives those that are.
  CallResult select(SourcePlace at, std::span<const std::int32_t> fds, std::vector<std::int32_t>& ready);
  CallResult close(SourcePlace at, int fd);
  /// `content_with`: an errno that the program expects and is content with, 0 for none.
  CallResult unlink(SourcePlace at, const UnixAddress& path, int content_with);
  /// The same for bind(): a program that tries again after EADDRINUSE is content with it.
  CallResult bind(SourcePlace at, int fd, const UnixAddress& address, int content_with);
  /// The last call. The thread must return afterwards; the kernel then closes what is open.
  void exit(SourcePlace at, int status);

  void start(pid_t pid, pid_t tid, std::string_view name);
  void note_step(SourcePlace at, int step);
  void note_slots(std::int64_t count);
  void note_slot(std::int64_t slot, int fd, std::int64_t result);

 private:
  /// The place of the next event in the log, filled as the enter of a call.
  Event& begin(Syscall call, SourcePlace at, std::initializer_list<std::int64_t> arguments);
  /// Passes the gate with the event that begin() made, and logs it. False: the actor has ended.
  bool enter(Event& event);
  /// Logs the exit of the call that was entered last and makes the result of it.
  CallResult leave(long returned, const EventParts* parts = nullptr, int content_with = 0);
  void end(SourcePlace at, int status, int signal);
  const EventParts* opened(long returned);
  void note(NoteKind kind, std::initializer_list<std::int64_t> arguments, SourcePlace at = {});
  std::int64_t now() const;

  const ActorId actor_;
  EventProducer& events_;
  StepGate& gate_;
  const KernelCalls& calls_;
  const std::int64_t start_ns_;
  // What leave() needs of the call that was entered last; the event itself is the log's by then.
  Syscall call_ = Syscall::none;
  SourcePlace at_;
  std::array<std::int64_t, 3> arguments_{};
  bool ended_ = false;
};

/// Nanoseconds of CLOCK_MONOTONIC: the clock of t_ns.
std::int64_t monotonic_ns();

/// Installs the process's handlers of the two signals that actors meet: SIGPIPE, which is only noted
/// (the writing thread then ends, as a process would), and the signal that ends a blocked call,
/// without SA_RESTART (signal(7)). Once before the first run; repeated calls do nothing.
void install_signal_handlers();
/// The signal that ends a blocked call of an actor's thread.
int stop_signal();

}  // namespace sockwalk
