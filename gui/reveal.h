#pragma once

#include <cstdint>
#include <vector>

#include "model/timeline.h"
#include "motion.h"
#include "scene.h"

namespace sockwalk {

/// The beats of one finished turn, revealed one after the other. Log order within an actor is kept;
/// across actors the order is that of cause and effect: the call, what it changed in the kernel, who
/// woke, and last what came back to the caller's program. Knows no clock but the one it is told.
class TurnReveal {
 public:
  /// Nothing is revealed: everything is shown.
  TurnReveal() = default;
  /// Starts with the first beat of turn `turn` at time `now` (seconds).
  TurnReveal(const Timeline& timeline, std::uint64_t turn, double now);

  bool settled() const { return at_ >= steps_.size(); }
  /// Beat and eased progress at `now`, with `speed` as a factor.
  Reveal at(double now, double speed) const;
  /// Moves on to the beat that is due at `now`. True when the beat has changed.
  bool advance(double now, double speed);
  /// The next beat at once. True when there was one.
  bool next_beat(double now);
  void complete() { at_ = steps_.size(); }

  /// The state to show in the current beat: `before` with all events up to this beat applied.
  Model shown(const Timeline& timeline, const Model& before) const;
  /// The state that the beat before has left, from which this one moves.
  Model left(const Timeline& timeline, const Model& before) const;
  /// seq of the last event that the current beat shows; 0 when settled.
  std::uint64_t shown_seq() const;

 private:
  Model after(std::size_t steps, const Timeline& timeline, const Model& before) const;

  struct Step {
    Beat beat = Beat::call;
    std::vector<std::uint64_t> events;  ///< seqs that this beat adds, in the order to apply
    double length = kBeatMotion;        ///< at speed 1
  };
  Animation running_beat(double speed) const {
    return {.start = began_, .duration = steps_[at_].length, .speed = speed};
  }

  std::vector<Step> steps_;
  std::size_t at_ = 0;
  double began_ = 0.0;
};

}  // namespace sockwalk
