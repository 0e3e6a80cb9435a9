#include "model/timeline.h"

#include <algorithm>

#include "event/assert.h"

namespace sockwalk {
namespace {

/// Checkpoints stand so near that a jump replays little, and so far apart that they take at most so
/// many bytes for each event.
constexpr std::uint64_t kCheckpointEvents = 4096;
constexpr std::uint64_t kCheckpointBytes = 64;
/// About how many bytes of a copy cost as much time as the fold of one event.
constexpr std::uint64_t kBytesPerEvent = 256;

}  // namespace

Timeline::Timeline() : next_checkpoint_(kCheckpointEvents) { turns_.push_back({0, kNoActor, 1, 0, 0}); }

void Timeline::append(std::span<const Event> events) {
  events_.insert(events_.end(), events.begin(), events.end());
  for (const Event& event : events) {
    SOCKWALK_ASSERT(event.seq == now_.seq + 1, "events come in the order of the log, without gaps");
    if (event.kind == EventKind::turn) {
      turns_.push_back({turns_.size(), event.actor, event.seq, event.seq, 0});
    }
    turns_.back().last = event.seq;
    if (event.kind == EventKind::kernel) turns_.back().kernel = event.seq;
    now_.apply(event);
    if (event.seq >= next_checkpoint_) {
      checkpoints_.push_back(now_);
      next_checkpoint_ = event.seq + std::max(kCheckpointEvents, now_.bytes() / kCheckpointBytes);
    }
  }
}

std::uint64_t Timeline::turn_of(std::uint64_t seq) const {
  const auto after = std::upper_bound(
      turns_.begin() + 1, turns_.end(), seq,
      [](std::uint64_t wanted, const Turn& turn) { return wanted < turn.first; });
  return static_cast<std::uint64_t>(after - turns_.begin()) - 1;
}

const Model* Timeline::nearest(std::uint64_t seq) const {
  if (seq >= now_.seq) return &now_;
  const auto after = std::upper_bound(
      checkpoints_.begin(), checkpoints_.end(), seq,
      [](std::uint64_t wanted, const Model& checkpoint) { return wanted < checkpoint.seq; });
  return after == checkpoints_.begin() ? nullptr : &*(after - 1);
}

Model Timeline::state_at(std::uint64_t seq) const {
  Model model;
  seek(model, seq);
  return model;
}

void Timeline::seek(Model& model, std::uint64_t seq) const {
  seq = std::min(seq, last_seq());
  const Model* start = nearest(seq);
  const std::uint64_t start_seq = start == nullptr ? 0 : start->seq;
  const std::uint64_t copying = start == nullptr ? 0 : start->bytes() / kBytesPerEvent;
  const bool goes_on = model.seq <= seq && seq - model.seq <= seq - start_seq + copying;
  if (!goes_on) {
    if (start == nullptr) {
      model = Model();
    } else {
      model = *start;
    }
  }
  for (std::uint64_t next = model.seq; next < seq; ++next) model.apply(events_[next]);
}

}  // namespace sockwalk
