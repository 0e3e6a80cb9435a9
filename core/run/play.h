#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "actors/actor_thread.h"
#include "actors/part.h"
#include "event/mutex.h"
#include "kernel/observer.h"
#include "log/event_log.h"
#include "run/accepted_peers.h"
#include "run/run.h"
#include "run/run_directory.h"
#include "syscalls/step_gate.h"
#include "syscalls/time_limits.h"

namespace sockwalk {

/// What stands behind a Run: the actors, and the run's own thread that gives them turns. Public
/// functions may be called from any thread but an actor's; the private ones belong to the run's
/// thread, and so do the fields that no mutex guards.
class Run::Play : private Crew {
 public:
  Play(const Scenario& scenario, RunOptions options, std::unique_ptr<RunDirectory> directory);
  ~Play() override;

  /// Casts the actors and waits until each has its own fd table.
  Done begin();
  void give_turn(TurnRequest request) SOCKWALK_EXCLUDES(mutex_);
  bool wait_idle(int timeout_ms) SOCKWALK_EXCLUDES(mutex_);
  void stop() SOCKWALK_EXCLUDES(mutex_);
  RunStatus status() const SOCKWALK_EXCLUDES(mutex_);
  std::string save_error() const SOCKWALK_EXCLUDES(mutex_);

  const TraceHeader& header() const { return header_; }
  ActorNames names() const SOCKWALK_EXCLUDES(cast_mutex_);
  const std::shared_ptr<EventLog>& log() const { return log_; }

 private:
  /// One actor as the run knows it. Stays where it is until the run ends.
  struct Member {
    ActorId id = kNoActor;
    std::string name;
    Part part;
    EventProducer* events = nullptr;
    std::unique_ptr<ActorThread> thread;
    bool watched = false;                ///< run's thread: the observer knows it
    ActorId shares = kNoActor;           ///< whose fd table it shares
    std::int64_t deadline_ms = -1;       ///< run's thread: of the call it sleeps in, in held time
  };

  // play_cast.cpp
  Done set_parts();
  /// Puts an actor on the stage: its post, its events, its thread.
  Member& cast(std::string name, Part part, std::function<void(TracedCalls&)> program, ActorId shares)
      SOCKWALK_EXCLUDES(cast_mutex_);
  ActorId hire(ActorId by, std::string_view name, std::function<void(TracedCalls&)> program) override
      SOCKWALK_EXCLUDES(cast_mutex_);
  ActorId add_client(const std::string& words);
  /// All actors, in the order of their numbers. Threads that were hired meanwhile are in it.
  std::vector<Member*> members() const SOCKWALK_EXCLUDES(cast_mutex_);
  Member& member(ActorId actor) const SOCKWALK_EXCLUDES(cast_mutex_);
  /// The actors that use the same fd table as `actor`, itself among them.
  std::vector<ActorId> sharers(ActorId actor) const;
  /// Lets the observer watch whoever is new. Any of them that could not start: its errno.
  int watch_new();
  void end_actors();

  // play_turns.cpp
  void play() SOCKWALK_EXCLUDES(mutex_);
  void play_turns() SOCKWALK_EXCLUDES(mutex_);
  void play_free() SOCKWALK_EXCLUDES(mutex_);
  void give(TurnRequest& request);
  /// The next turn that was asked for; its actor is kNoActor when the run is to stop.
  TurnRequest await_turn() SOCKWALK_EXCLUDES(mutex_);
  /// Waits until every actor waits at the gate, sleeps in the kernel or is gone.
  void settle();
  bool still(const Member& member) const;
  bool all_still() const;
  std::chrono::microseconds asking_time() const;
  /// All actors have made their last call; their threads may still be there.
  bool all_have_left() const;
  /// All actors are gone, or sleep in the kernel where no other can wake them.
  bool all_rest() const;
  /// The event says that the server listens, or waits for somebody without that, or never will.
  static bool tells_server_is_up(const Event& event);
  void publish(bool idle) SOCKWALK_EXCLUDES(mutex_);
  std::vector<Stand> stands();

  // play_commands.cpp
  /// Begins the turn. What the run's own thread does in it is appended to `events`.
  void carry_out(const TurnRequest& request, std::vector<Event>& events);
  void crash(ActorId actor);
  void interrupt(ActorId actor, int signal, std::vector<Event>& events);
  /// Lets the earliest held deadline pass.
  void let_time_pass();

  // play_log.cpp
  /// What the actors have put since: the mover's events first, then the others' by number. `ahead`:
  /// how many events of this turn will stand before them.
  std::vector<Event> collect(ActorId mover, std::uint64_t ahead);
  /// Logs the same in the order of time, for runs without turns, where nobody needs the state before
  /// the end. Whether there was any.
  bool log_by_time();
  /// Completes the exit of an accept with who is at the far end.
  void add_peer(Event& event);
  Event event_of(EventKind kind, ActorId actor) const;
  /// What lies in the directory before the first call.
  std::vector<Event> leftover_notes() const;
  Event kernel_event();
  /// Logs a turn's events, with the kernel's answer: nothing moves.
  void commit(std::span<const Event> events);
  /// Folds what has been logged since, and logs the kernel's answer to that.
  void commit_kernel();
  void record() SOCKWALK_EXCLUDES(mutex_);

  const Scenario scenario_;
  const RunOptions options_;
  const std::unique_ptr<RunDirectory> directory_;
  const std::shared_ptr<EventLog> log_;
  const StepName name_;      ///< the server's, as the scenario writes it
  const std::string given_;  ///< what it is in this run, as the kernel is given it
  const std::string path_;   ///< where it lies; empty where it is no path
  const std::int64_t start_ns_;
  TraceHeader header_;            // constant once begun
  UnixAddress address_;           // constant once begun: the server's name
  StepGate gate_;

  TimeLimits limits_;

  /// All actors of the scenario stand. Threads that a server makes come after them: without a gate it
  /// may be that far before its last client has been cast.
  std::atomic<bool> cast_{false};
  mutable Mutex cast_mutex_;
  ActorNames names_ SOCKWALK_GUARDED_BY(cast_mutex_);
  std::deque<Member> members_ SOCKWALK_GUARDED_BY(cast_mutex_);

  /// Only without turns: between two turns nobody goes, and the observer asks in time.
  const std::unique_ptr<AcceptedPeers> peers_;

  // The run's thread alone, once it runs.
  Observer observer_;
  Model model_;
  bool server_is_up_ = false;     ///< without turns
  std::uint64_t turn_ = 0;
  std::int64_t held_ms_ = 0;      ///< how much time the Clock has let pass
  std::unique_ptr<TraceWriter> writer_;

  mutable Mutex mutex_;
  std::condition_variable_any changed_;
  RunStatus status_ SOCKWALK_GUARDED_BY(mutex_);
  TurnRequest wanted_ SOCKWALK_GUARDED_BY(mutex_);
  bool turn_wanted_ SOCKWALK_GUARDED_BY(mutex_) = false;
  bool stopping_ SOCKWALK_GUARDED_BY(mutex_) = false;
  std::string save_error_ SOCKWALK_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace sockwalk
