#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/agreement.h"
#include "model/timeline.h"
#include "run/run.h"

namespace sockwalk {

struct WalkOptions {
  RunOptions run;
  std::vector<ScheduledTurn> schedule;  ///< turns to give first, instead of the scenario's order
  std::optional<std::uint64_t> seed;
};

/// A playhead over a live run or a trace: what the window and the terminal bind keys to. Stands
/// after a whole turn; looking back never changes anything. One thread owns it (the window's or the
/// terminal's) and no function waits for an actor unless it says so.
class Walk {
 public:
  static Result<std::unique_ptr<Walk>> start(const Scenario& scenario, const WalkOptions& options);
  /// Opens a trace. A damaged one opens as far as it is good; damage() then says where it stopped.
  static Result<std::unique_ptr<Walk>> open(const std::string& path, const WalkOptions& options = {});
  ~Walk();

  /// Takes what the run has committed since; true when anything changed (new events, run idle or
  /// finished). Call once a frame. The playhead follows new turns when it stood at the end.
  bool update();
  /// For the terminal and tests: update() until the run is idle or finished. False after timeout.
  bool settle(int timeout_ms = -1);

  const Timeline& timeline() const { return timeline_; }
  /// Changes whenever timeline() becomes another recording, and is no other walk's: for what views keep
  /// about it.
  std::uint64_t generation() const { return generation_; }
  const ActorNames& names() const { return names_; }
  const TraceHeader& header() const { return header_; }
  const std::optional<Scenario>& scenario() const { return scenario_; }
  const std::string& damage() const { return damage_; }

  /// The state at the playhead: after the last event of turn().
  const Model& model() const { return model_; }
  std::uint64_t turn() const { return turn_; }
  std::uint64_t last_turn() const { return timeline_.turns().size() - 1; }
  bool at_end() const { return turn_ == last_turn(); }

  bool live() const { return run_ != nullptr; }       ///< there is a run behind it (perhaps finished)
  bool busy() const { return busy_; }                 ///< a turn is under way
  bool finished() const { return finished_; }         ///< all actors are gone, or it is a trace
  /// Continue-from-here is being carried out: the old recording's turns are given again.
  bool replaying() const { return replaying_; }
  /// After a replay: the first turn whose calls, results or state differ from the recording, or which
  /// could not be given; empty if none.
  const std::string& replay_difference() const { return replay_difference_; }
  /// At the live end: why the entry of the scenario's order that is due cannot be given; empty when
  /// it can, or when turns were given that are not in the order.
  const std::string& order_note() const { return order_note_; }

  /// The call that `actor` makes next, seen from the playhead: from the recording while looking
  /// back, from the run's gate at the live end. Nothing when it is asleep, gone or unknown.
  std::optional<Event> next_call(ActorId actor) const;
  /// Who moves when nobody chooses. kNoActor: nobody can (finished, or all asleep); kClock: time.
  ActorId next_actor() const { return next_turn().actor; }
  /// The same with what the turn is given for.
  TurnRequest next_turn() const;
  /// How the actors stand at the live end, between two turns; empty otherwise.
  std::span<const Stand> stands() const;
  /// The actors that could be given the turn at the playhead.
  std::vector<ActorId> can_move() const;

  /// Space: forward in the recording, or one turn of next_actor() at the live end. False: nothing to do.
  bool step();
  /// One turn of `actor`; only at the live end and when it stands at the gate.
  bool give_turn(ActorId actor) { return give_turn({actor, TurnRequest::Kind::proceed, {}}); }
  /// Any turn that can be given (can_be_given()); only at the live end. False: it cannot.
  bool give_turn(const TurnRequest& request);
  bool back();
  bool forward();  ///< in the recording only
  void seek(std::uint64_t turn);
  void home() { seek(0); }
  void end() { seek(last_turn()); }
  /// Plays the scenario from its start again. The old run is kept: past().
  Done restart();
  /// Looking back at turn k: plays the scenario again for real up to k, then hands over live.
  Done continue_from_here();

  /// Model and kernel at the playhead, from the kernel event of the turn.
  const Agreement& agreement() const { return agreement_; }
  const KernelSnapshot* kernel() const;

  /// Writes everything so far as a trace.
  Done save(const std::string& path) const;

  /// Recordings that restart() and continue_from_here() have left behind, oldest first; the last twenty.
  struct Past {
    TraceHeader header;
    ActorNames names;
    std::vector<Event> events;
    std::shared_ptr<const void> memory;
  };
  const std::vector<Past>& past() const { return past_; }
  /// Shows one of them; what was shown becomes the newest of them.
  void show_past(std::size_t index);

 private:
  Walk() = default;
  Done begin(std::vector<ScheduledTurn> replay);
  void show(Past recording);
  void place(std::uint64_t turn);
  void keep_past();
  void feed_replay();
  void note_order();

  std::optional<Scenario> scenario_;
  WalkOptions options_;
  TraceHeader header_;
  ActorNames names_;
  std::string damage_;
  Timeline timeline_;
  Model model_;
  Agreement agreement_;
  std::uint64_t turn_ = 0;
  std::uint64_t generation_ = 0;
  std::unique_ptr<Run> run_;
  std::shared_ptr<const void> memory_;
  RunStatus status_;
  Schedule schedule_;
  TurnRequest next_;             // at the live end, while idle
  bool busy_ = false;
  bool finished_ = false;
  bool replaying_ = false;
  std::vector<ScheduledTurn> replay_;  // still to be given, the next one last
  Timeline recorded_;            // what a replay is compared with
  std::string recorded_directory_;
  Model recorded_model_;         // a state of recorded_
  std::string replay_difference_;
  std::string order_note_;
  std::vector<Past> past_;
  std::vector<Event> fresh_;
};

}  // namespace sockwalk
