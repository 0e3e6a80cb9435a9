#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "actors/actor_thread.h"
#include "actors/part.h"
#include "event/mutex.h"
#include "kernel/observer.h"
#include "log/event_log.h"
#include "run/run.h"
#include "run/run_directory.h"
#include "syscalls/step_gate.h"

namespace sockwalk {

/// What stands behind a Run: the actors, and the run's own thread that gives them turns. Public
/// functions may be called from any thread but an actor's; the private ones belong to the run's
/// thread, and so do the fields that no mutex guards.
class Run::Play {
 public:
  Play(const Scenario& scenario, RunOptions options, std::unique_ptr<RunDirectory> directory);
  ~Play();

  /// Casts the actors and waits until each has its own fd table.
  Done begin();
  void give_turn(ActorId actor) SOCKWALK_EXCLUDES(mutex_);
  bool wait_idle(int timeout_ms) SOCKWALK_EXCLUDES(mutex_);
  void stop() SOCKWALK_EXCLUDES(mutex_);
  RunStatus status() const SOCKWALK_EXCLUDES(mutex_);
  std::string save_error() const SOCKWALK_EXCLUDES(mutex_);

  const TraceHeader& header() const { return header_; }
  const ActorNames& names() const { return names_; }
  const std::shared_ptr<EventLog>& log() const { return log_; }

 private:
  void cast();
  void play() SOCKWALK_EXCLUDES(mutex_);
  void play_turns() SOCKWALK_EXCLUDES(mutex_);
  void play_free() SOCKWALK_EXCLUDES(mutex_);
  /// The actor that is given the next turn; kNoActor when the run is to stop.
  ActorId await_turn() SOCKWALK_EXCLUDES(mutex_);

  /// Waits until every actor waits at the gate, sleeps in the kernel or is gone.
  void settle();
  bool still(ActorId actor) const;
  bool all_still() const;
  /// All actors are gone, or sleep in the kernel where no other can wake them.
  bool all_rest() const;
  /// The server listens, or never will.
  static bool server_is_up(std::span<const Event> events);

  /// What the actors have put since: the mover's events first, then the others' by number.
  std::vector<Event> collect(ActorId mover);
  /// The same in the order of time, for runs without turns.
  std::vector<Event> collect_by_time();
  void add_peers(std::span<Event> events);
  Event event_of(EventKind kind, ActorId actor) const;
  Event kernel_event();
  /// Logs a turn's events, with the kernel's answer when nothing moves.
  void commit(std::vector<Event>& events, bool quiescent);
  void publish(bool idle) SOCKWALK_EXCLUDES(mutex_);
  void end_actors();

  const Scenario scenario_;
  const RunOptions options_;
  const std::unique_ptr<RunDirectory> directory_;
  const std::shared_ptr<EventLog> log_;
  const std::string path_;
  const std::int64_t start_ns_;
  TraceHeader header_;            // constant once begun
  ActorNames names_;              // constant once begun
  std::vector<const Listing*> listings_;  // constant once begun, by actor
  std::vector<Part> parts_;               // constant once begun, by actor
  StepGate gate_;
  std::vector<EventProducer*> producers_;
  std::vector<std::unique_ptr<ActorThread>> actors_;

  Observer observer_;
  Model model_;
  std::uint64_t turn_ = 0;
  std::unique_ptr<TraceWriter> writer_;

  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  RunStatus status_ SOCKWALK_GUARDED_BY(mutex_);
  ActorId wanted_ SOCKWALK_GUARDED_BY(mutex_) = kNoActor;
  bool stopping_ SOCKWALK_GUARDED_BY(mutex_) = false;
  std::string save_error_ SOCKWALK_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace sockwalk
