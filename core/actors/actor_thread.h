#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "syscalls/traced_calls.h"

namespace sockwalk {

/// A thread that plays a process: with an fd table of its own, so that its first socket is 3, and
/// with nothing in it but raw calls, memory and futexes (any other descriptor used there would be
/// looked up in the private table). When it ends the kernel closes what it left open, as for a
/// process. Made and joined by the run's thread; one
/// that shares a table is made by the thread of the actor that it shares it with.
class ActorThread {
 public:
  struct Role {
    CallSetting setting;
    std::string name;
    ActorId shares = kNoActor;  ///< whose fd table it shares; kNoActor: it has one of its own
  };

  /// Starts the thread. `program` runs in it, and what it refers to must outlive this object.
  ActorThread(Role role, std::function<void(TracedCalls&)> program);
  ~ActorThread();  ///< REQUIRES: the gate has been stopped, or the thread is gone
  ActorThread(const ActorThread&) = delete;
  ActorThread& operator=(const ActorThread&) = delete;

  /// Waits until the thread has set itself up; 0 or the errno why it has no private fd table.
  int wait_started() const;
  pid_t tid() const { return tid_.load(std::memory_order_acquire); }

  /// Ends the thread whatever it is blocked in. REQUIRES: StepGate::stop() has been called. A signal
  /// just before a call is missed by it, so the signal is repeated until the thread is gone.
  void end();
  /// Sends it a signal.
  void signal(int number) const;

 private:
  void run(const Role& role, const std::function<void(TracedCalls&)>& program);

  std::atomic<pid_t> tid_{0};
  std::atomic<int> started_{-1};
  std::thread thread_;
};

}  // namespace sockwalk
