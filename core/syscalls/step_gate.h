#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "event/event.h"
#include "event/mutex.h"

namespace sockwalk {

/// What an actor is allowed when it asks at the gate.
enum class Grant : std::uint8_t {
  none,
  proceed,  ///< make the call that was announced
  perform,  ///< make another call instead, then ask again with the one that was announced
  crash,    ///< end here, as if killed: the kernel closes what is open
  stop,     ///< the run ends: make no further call
};

/// Where an actor is, as the gate knows it.
enum class ActorPlace : std::uint8_t {
  running,  ///< between two calls, in its own code
  at_gate,  ///< waits for a grant, its next call is announced
  in_call,  ///< inside the kernel; whether it sleeps there, only /proc tells
  joining,  ///< waits in pthread_join(3) until other actors have left
  gone,
};

/// What is wanted of an actor that sleeps in a call. Read by its own thread when a signal has ended
/// the call, set by the run's thread before it sends the signal. Lives as long as the gate.
struct Orders {
  std::atomic<bool> crash{false};
  std::atomic<bool> expire{false};          ///< the call's deadline has come
  std::atomic<bool> returning{false};       ///< likewise, until its exit is logged: it sleeps no more
};

/// The gate that every actor passes before each system call. It never spans the call itself: a
/// blocked accept() is ended by another actor's connect(), not by the gate. Uses memory and
/// futexes only, because an actor's fd table is private.
class StepGate {
 public:
  /// `gated` false: actors pass freely, clients once open() has been called, until stop().
  StepGate(std::size_t actors, bool gated);

  bool gated() const { return gated_; }
  /// A post for one more actor, which has the next number. Any thread.
  void add_post() SOCKWALK_EXCLUDES(mutex_);
  Orders& orders(ActorId actor) const SOCKWALK_EXCLUDES(mutex_);

  // The actor's own thread.
  /// Announces the next call and waits for a grant. The event's parts must stay where they are.
  /// `timeout_ms`: after what time the call would return by itself; negative: never. With
  /// Grant::perform `request` receives the words of the call to make.
  Grant arrive(ActorId actor, const Event& next, std::int64_t timeout_ms, std::string& request)
      SOCKWALK_EXCLUDES(mutex_);
  /// The call that Grant::perform asked for begins.
  void performs(ActorId actor, const Event& call, std::int64_t timeout_ms) SOCKWALK_EXCLUDES(mutex_);
  /// The granted call has returned.
  void returned(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  /// Waits until `others` have left, or the run stops.
  void join(ActorId actor, const std::vector<ActorId>& others) SOCKWALK_EXCLUDES(mutex_);
  void leave(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  bool stopping() const { return stopping_.load(std::memory_order_relaxed); }

  // The run's thread.
  /// Grants the actor at the gate its turn: Grant::proceed, perform or crash.
  void grant(ActorId actor, Grant what = Grant::proceed, std::string request = {})
      SOCKWALK_EXCLUDES(mutex_);
  /// Ends the waiting of an actor that is joining others, for one that crashes.
  void abandon_join(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  /// Without turns: lets the clients in, as one starts them once the server is up.
  void open() SOCKWALK_EXCLUDES(mutex_);
  /// Lets every actor go home: those at the gate at once, the others at their next arrival.
  void stop() SOCKWALK_EXCLUDES(mutex_);

  struct Position {
    ActorPlace place = ActorPlace::running;
    Event next;  ///< at_gate: the announced call; in_call: the call
    std::int64_t timeout_ms = -1;  ///< of that call; negative: it has no deadline
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
    std::string request;
    std::vector<ActorId> joined;
    Orders orders;
    std::condition_variable_any wake;
  };
  /// Without turns: waits for open() or stop().
  void wait_open() SOCKWALK_EXCLUDES(mutex_);
  bool all_gone(const std::vector<ActorId>& actors) const SOCKWALK_REQUIRES(mutex_);
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
