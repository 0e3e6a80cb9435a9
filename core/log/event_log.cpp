#include "log/event_log.h"

#include <algorithm>

namespace sockwalk {

EventProducer::EventProducer() : tail_(new Chunk), head_(tail_) {}

EventProducer::~EventProducer() {
  for (Chunk* chunk = head_; chunk != nullptr;) {
    Chunk* next = chunk->next.load(std::memory_order_acquire);
    delete chunk;
    chunk = next;
  }
  for (const auto& spare : spares_) delete spare.load(std::memory_order_acquire);
}

void EventProducer::next_chunk() {
  Chunk* chunk = nullptr;
  for (auto& spare : spares_) {
    chunk = spare.exchange(nullptr, std::memory_order_acq_rel);
    if (chunk != nullptr) break;
  }
  if (chunk == nullptr) chunk = new Chunk;
  tail_->next.store(chunk, std::memory_order_release);
  tail_ = chunk;
  used_ = 0;
}

void EventProducer::recycle(Chunk* chunk) {
  chunk->published.store(0, std::memory_order_relaxed);
  chunk->next.store(nullptr, std::memory_order_relaxed);
  for (auto& spare : spares_) {
    chunk = spare.exchange(chunk, std::memory_order_acq_rel);
    if (chunk == nullptr) return;
  }
  delete chunk;
}

void EventProducer::drain(std::vector<Event>& out) {
  for (;;) {
    const std::uint32_t published = head_->published.load(std::memory_order_acquire);
    if (published != taken_) {
      const auto* first = std::launder(reinterpret_cast<const Event*>(head_->events));
      out.insert(out.end(), first + taken_, first + published);
      taken_ = published;
    }
    // A chunk that was emptied when it was just full: its successor may have come since.
    if (taken_ < kChunk) return;
    Chunk* next = head_->next.load(std::memory_order_acquire);
    if (next == nullptr) return;
    recycle(head_);
    head_ = next;
    taken_ = 0;
  }
}

EventProducer& EventLog::add_producer() {
  MutexLock lock(mutex_);
  producers_.push_back(std::make_unique<EventProducer>());
  return *producers_.back();
}

void EventLog::number(std::span<Event> events) {
  for (Event& event : events) {
    event.seq = next_seq_++;
    if (event.actor >= kFirstSpecialActor) continue;
    if (event.actor >= open_enter_.size()) open_enter_.resize(event.actor + 1u, 0);
    if (event.kind == EventKind::enter) open_enter_[event.actor] = event.seq;
    if (event.kind == EventKind::exit) event.enter = open_enter_[event.actor];
  }
}

void EventLog::append(std::span<const Event> events) {
  MutexLock lock(mutex_);
  committed_ += events.size();
  while (!events.empty()) {
    if (blocks_.empty() || blocks_.back().size() == kBlock) blocks_.emplace_back().reserve(kBlock);
    std::vector<Event>& block = blocks_.back();
    const std::size_t count = std::min(events.size(), kBlock - block.size());
    block.insert(block.end(), events.begin(), events.begin() + static_cast<std::ptrdiff_t>(count));
    events = events.subspan(count);
  }
}

std::uint64_t EventLog::committed() const {
  MutexLock lock(mutex_);
  return committed_;
}

void EventLog::take(std::uint64_t after, std::vector<Event>& out) const {
  MutexLock lock(mutex_);
  if (after >= committed_) return;
  std::size_t first = after % kBlock;
  for (std::size_t i = after / kBlock; i < blocks_.size(); ++i) {
    const std::vector<Event>& block = blocks_[i];
    out.insert(out.end(), block.begin() + static_cast<std::ptrdiff_t>(first), block.end());
    first = 0;
  }
}

}  // namespace sockwalk
