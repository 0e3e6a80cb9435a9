#include "timeline_summary.h"

#include <algorithm>

namespace sockwalk {

void TimelineSummary::update(const Timeline& timeline, std::uint64_t generation) {
  if (generation != generation_ || timeline.last_seq() < seen_) {
    *this = {};
    generation_ = generation;
  }
  const auto turns = timeline.turns();
  while (seen_ < timeline.last_seq()) {
    const Event& event = timeline.event(++seen_);
    if (turn_ + 1 < turns.size() && turns[turn_ + 1].first == event.seq) {
      ++turn_;
      clock_ = clock_ || turns[turn_].actor == kClock;
    }
    take(event, turn_);
  }
}

void TimelineSummary::take(const Event& event, std::uint64_t turn) {
  if (turn == 0) return;
  const std::uint64_t index = (turn - 1) / turns_each_;
  if (index >= kMostStretches) {
    halve_stretches();
    return take(event, turn);
  }
  if (index >= stretches_.size()) stretches_.resize(index + 1);
  Stretch& stretch = stretches_[index];
  const bool failed = event.failed() && !event.expected;
  stretch.failed = stretch.failed || failed;
  if (event.kind == EventKind::enter && event.actor < kFirstSpecialActor) stretch.rows |= row_of(event.actor);
}

std::uint8_t TimelineSummary::row_of(ActorId actor) {
  while (actor / actors_each_ >= kMostRows) halve_rows();
  const std::size_t row = actor / actors_each_;
  rows_ = std::max(rows_, row + 1);
  return static_cast<std::uint8_t>(1U << row);
}

void TimelineSummary::halve_stretches() {
  for (std::size_t i = 0; i < kMostStretches; i += 2) {
    const Stretch& one = stretches_[i];
    const Stretch& other = stretches_[i + 1];
    stretches_[i / 2] = {static_cast<std::uint8_t>(one.rows | other.rows), one.failed || other.failed};
  }
  stretches_.resize(kMostStretches / 2);
  turns_each_ *= 2;
}

void TimelineSummary::halve_rows() {
  for (Stretch& stretch : stretches_) {
    unsigned rows = 0;
    for (unsigned row = 0; row < kMostRows; ++row) {
      if ((stretch.rows >> row & 1U) != 0) rows |= 1U << (row / 2);
    }
    stretch.rows = static_cast<std::uint8_t>(rows);
  }
  actors_each_ *= 2;
  rows_ = (rows_ + 1) / 2;
}

}  // namespace sockwalk
