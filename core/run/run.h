#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/event.h"
#include "event/result.h"
#include "log/trace_file.h"
#include "run/schedule.h"
#include "syscalls/kernel_calls.h"

namespace sockwalk {

struct RunOptions {
  std::string base_directory;   ///< where the private directory is made; empty: see RunDirectory::make()
  bool free = false;            ///< no gate: actors run by themselves, deadlines are real
  bool observe = true;          ///< ask the kernel at every quiescent point (free: at the end)
  std::string save;             ///< write the trace there while running; empty: no file
  const KernelCalls* calls = nullptr;  ///< instead of the real ones, for forced faults
  /// Called from the run's thread after every commit, with no lock held. Must not block and must
  /// not call the run.
  std::function<void()> on_change;
};

/// How a run stands between two turns.
struct RunStatus {
  bool idle = false;      ///< quiescent: every actor waits at the gate, sleeps or is gone
  bool finished = false;  ///< all actors are gone
  std::uint64_t committed = 0;  ///< events so far
  std::vector<Stand> stands;    ///< by actor; current only while idle
};

/// One scenario, played for real: owns the actors' threads, the gate, the log, the observer and the
/// private directory. Its own thread gives the turns, waits for quiescence, asks the kernel and
/// commits a turn's events at once: the mover's, then those of the actors it woke, by number.
/// All public functions may be called from any thread but an actor's; none waits for an actor
/// except wait_idle() and stop().
class Run {
 public:
  /// Refused with a sentence: a run directory that cannot be made, a path that is too long.
  static Result<std::unique_ptr<Run>> start(const Scenario& scenario, const RunOptions& options);
  ~Run();  ///< stop()

  /// Gives one turn. Ignored unless idle and the turn can be given (can_be_given()).
  void give_turn(const TurnRequest& request);
  /// The plain turn of `actor`: the call that it stands at.
  void give_turn(ActorId actor) { give_turn({actor, TurnRequest::Kind::proceed, {}}); }
  /// Waits until the run is idle or finished. False after `timeout_ms`; negative: no limit.
  bool wait_idle(int timeout_ms = -1);
  /// Ends every actor, whatever it is blocked in, and removes what the run made. Never hangs.
  void stop();

  RunStatus status() const;
  /// Appends all committed events after seq `after` to `out`.
  void take(std::uint64_t after, std::vector<Event>& out) const;
  /// The first error of writing the trace that options.save asked for, if any. After stop().
  std::string save_error() const;

  const TraceHeader& header() const;
  /// Of all actors so far: their number grows when threads are made or clients are added.
  ActorNames names() const;
  /// Keeps alive what events refer to, also after the run is gone.
  std::shared_ptr<const void> memory() const;

 private:
  class Play;
  explicit Run(std::unique_ptr<Play> play);
  std::unique_ptr<Play> play_;
};

}  // namespace sockwalk
