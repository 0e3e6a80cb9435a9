#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// One turn as a stretch of the log: its `turn` event, what it caused, and the kernel's answer.
/// Turn 0 is everything before the first turn.
struct Turn {
  std::uint64_t number = 0;
  ActorId actor = kNoActor;
  std::uint64_t first = 0;   ///< seq of its first event
  std::uint64_t last = 0;    ///< seq of its last event so far
  std::uint64_t kernel = 0;  ///< seq of its kernel event; 0 = none
};

/// All events of a recording with the means to see the state after any of them. Appending never
/// changes what is there. One thread owns it. The arenas of the events must outlive it.
class Timeline {
 public:
  Timeline();

  /// Appends events; their seq must go on from the last one (from 1, without gaps).
  void append(std::span<const Event> events);

  std::span<const Event> events() const { return events_; }
  /// REQUIRES: 1 <= seq <= last_seq()
  const Event& event(std::uint64_t seq) const { return events_[seq - 1]; }
  std::uint64_t last_seq() const { return events_.size(); }

  /// Turns in order; turns()[k].number == k. There is always turn 0.
  std::span<const Turn> turns() const { return turns_; }
  /// The turn to which the event `seq` belongs; 0 for seq 0.
  std::uint64_t turn_of(std::uint64_t seq) const;
  /// seq of the last event of turn `k`. REQUIRES: k < turns().size()
  std::uint64_t end_of_turn(std::uint64_t turn) const { return turns_[turn].last; }

  /// The state after event `seq` (0 = before everything), from the nearest checkpoint before.
  /// Identical whether reached forwards, backwards or by a jump. Values above the end mean the end.
  Model state_at(std::uint64_t seq) const;
  /// The same into `model`, which must be a state of this timeline or a fresh one. It is replayed
  /// further when it stands a little before `seq` already, else overwritten.
  void seek(Model& model, std::uint64_t seq) const;
  /// The state after the last event.
  const Model& now() const { return now_; }

  std::size_t checkpoint_count() const { return checkpoints_.size(); }

 private:
  /// The stored state nearest before `seq`; nullptr stands for the empty one.
  const Model* nearest(std::uint64_t seq) const;

  std::vector<Event> events_;
  std::vector<Turn> turns_;
  std::vector<Model> checkpoints_;  ///< sorted by seq
  std::uint64_t next_checkpoint_;
  Model now_;
};

}  // namespace sockwalk
