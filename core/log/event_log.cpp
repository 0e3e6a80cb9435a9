#include "log/event_log.h"

#include <algorithm>
#include <new>

namespace sockwalk {

EventProducer& EventLog::add_producer() {
  MutexLock lock(mutex_);
  producers_.push_back(std::make_unique<EventProducer>());
  return *producers_.back();
}

void EventLog::add_block() {
  MutexLock lock(mutex_);
  // The first is seldom filled: most runs are short.
  blocks_.push_back(fresh_pages(kBlock * sizeof(Event), !blocks_.empty()));
  block_ = blocks_.back().get();
}

Event& EventLog::put(const Event& event) {
  const std::size_t place = (next_seq_ - 1) % kBlock;
  if (place == 0) add_block();
  Event& logged = *new (block_ + place * sizeof(Event)) Event(event);
  logged.seq = next_seq_++;
  if (logged.actor < kFirstSpecialActor) {
    if (logged.actor >= open_enter_.size()) open_enter_.resize(logged.actor + 1u, 0);
    if (logged.kind == EventKind::enter) open_enter_[logged.actor] = logged.seq;
    if (logged.kind == EventKind::exit) logged.enter = open_enter_[logged.actor];
  }
  return logged;
}

std::vector<std::span<const Event>> EventLog::commit() {
  MutexLock lock(mutex_);
  const std::uint64_t before = committed_;
  committed_ = next_seq_ - 1;
  return pieces_after(before);
}

std::vector<std::span<const Event>> EventLog::pieces_after(std::uint64_t after) const {
  std::vector<std::span<const Event>> pieces;
  for (std::uint64_t at = after; at < committed_;) {
    const std::size_t first = at % kBlock;
    const auto count = std::min<std::uint64_t>(kBlock - first, committed_ - at);
    const std::byte* block = blocks_[at / kBlock].get();
    pieces.emplace_back(std::launder(reinterpret_cast<const Event*>(block)) + first, count);
    at += count;
  }
  return pieces;
}

std::uint64_t EventLog::committed() const {
  MutexLock lock(mutex_);
  return committed_;
}

void EventLog::take(std::uint64_t after, std::vector<Event>& out) const {
  MutexLock lock(mutex_);
  for (const auto piece : pieces_after(after)) out.insert(out.end(), piece.begin(), piece.end());
}

}  // namespace sockwalk
