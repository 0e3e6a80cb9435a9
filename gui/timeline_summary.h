#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/timeline.h"

namespace sockwalk {

/// A whole recording in a few hundred stretches: who made calls in each, and whether one failed. Every
/// event is looked at once, when it has come; what it costs to draw is the same for ten turns and for a
/// million.
class TimelineSummary {
 public:
  static constexpr std::size_t kMostStretches = 512;
  static constexpr std::size_t kMostRows = 8;

  struct Stretch {
    std::uint8_t rows = 0;   ///< bit n: somebody in the nth row of actors made a call
    bool failed = false;     ///< a call failed that the program did not expect to
    bool operator==(const Stretch&) const = default;
  };

  /// Takes what has come since. `generation`: another one is another recording (ShownWalk::generation()).
  void update(const Timeline& timeline, std::uint64_t generation);

  /// From turn 1 on; the last one may be shorter.
  std::span<const Stretch> stretches() const { return stretches_; }
  std::uint64_t turns_each() const { return turns_each_; }
  /// How many actors share a row.
  std::size_t actors_each() const { return actors_each_; }
  std::size_t rows() const { return rows_; }
  /// Whether time has passed: the Clock has had a turn.
  bool clock() const { return clock_; }

 private:
  void take(const Event& event, std::uint64_t turn);
  std::uint8_t row_of(ActorId actor);
  void halve_stretches();
  void halve_rows();

  std::vector<Stretch> stretches_;
  std::uint64_t turns_each_ = 1;
  std::size_t actors_each_ = 1;
  std::size_t rows_ = 0;
  bool clock_ = false;
  std::uint64_t generation_ = 0;
  std::uint64_t seen_ = 0;   ///< events
  std::uint64_t turn_ = 0;   ///< of the last one
};

}  // namespace sockwalk
