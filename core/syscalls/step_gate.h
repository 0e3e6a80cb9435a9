#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <vector>

#include "event/event.h"
#include "event/mutex.h"

namespace sockwalk {

/// What an actor is allowed when it asks at the gate.
enum class Grant : std::uint8_t {
  none,
  proceed,  ///< make the call that was announced
  stop,     ///< the run ends: make no further call
};

/// Where an actor is, as the gate knows it.
enum class Place : std::uint8_t {
  running,  ///< between two calls, in its own code
  at_gate,  ///< waits for a grant, its next call is announced
  in_call,  ///< inside the kernel; whether it sleeps there, only /proc tells
  gone,
};

/// The gate that every actor passes before each system call. It never spans the call itself: a
/// blocked accept() is ended by another actor's connect(), not by the gate. Uses memory and
/// futexes only, because an actor's fd table is private.
class StepGate {
 public:
  /// `gated` false: actors pass freely, clients once open() has been called, until stop().
  StepGate(std::size_t actors, bool gated);

  // The actor's own thread.
  /// Announces the next call and waits for a grant. The event's parts must stay where they are.
  Grant arrive(ActorId actor, const Event& next) SOCKWALK_EXCLUDES(mutex_);
  /// The granted call has returned.
  void returned(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  void leave(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

  // The run's thread.
  void grant(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  /// Without turns: lets the clients in, as one starts them once the server is up.
  void open() SOCKWALK_EXCLUDES(mutex_);
  /// Lets every actor go home: those at the gate at once, the others at their next arrival.
  void stop() SOCKWALK_EXCLUDES(mutex_);

  struct Position {
    Place place = Place::running;
    Event next;  ///< at_gate: the announced call; in_call: the call
  };
  Position position(ActorId actor) const SOCKWALK_EXCLUDES(mutex_);
  /// Counts every change of place; two equal readings around an inspection mean nothing moved.
  std::uint64_t changes() const { return changes_.load(std::memory_order_acquire); }
  /// Returns when changes() differs from `seen`, or after `limit`.
  void wait_change(std::uint64_t seen, std::chrono::microseconds limit) SOCKWALK_EXCLUDES(mutex_);

 private:
  struct Post {
    Position position;
    Grant granted = Grant::none;
    std::condition_variable_any wake;
  };
  /// Without turns: waits for open() or stop().
  void wait_open() SOCKWALK_EXCLUDES(mutex_);
  void moved() { changes_.fetch_add(1, std::memory_order_acq_rel); }

  const bool gated_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> open_{false};
  std::atomic<std::uint64_t> changes_{0};
  mutable Mutex mutex_;
  std::vector<std::unique_ptr<Post>> posts_ SOCKWALK_GUARDED_BY(mutex_);
  std::condition_variable_any changed_;
  std::condition_variable_any opened_;
};

}  // namespace sockwalk
