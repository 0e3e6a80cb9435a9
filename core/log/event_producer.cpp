#include "log/event_producer.h"

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

void EventProducer::look(std::vector<std::span<const Event>>& pieces) const {
  std::uint32_t from = taken_;
  for (const Chunk* chunk = head_; chunk != nullptr;
       chunk = chunk->next.load(std::memory_order_acquire)) {
    const std::uint32_t published = chunk->published.load(std::memory_order_acquire);
    const auto* first = std::launder(reinterpret_cast<const Event*>(chunk->events));
    if (published != from) pieces.emplace_back(first + from, first + published);
    if (published < kChunk) return;
    from = 0;
  }
}

void EventProducer::drop(std::size_t count) {
  while (count > 0) {
    // A chunk that was emptied when it was just full: its successor has come since.
    if (taken_ == kChunk) {
      Chunk* next = head_->next.load(std::memory_order_acquire);
      recycle(head_);
      head_ = next;
      taken_ = 0;
    }
    const auto here = std::min<std::size_t>(count, kChunk - taken_);
    taken_ += static_cast<std::uint32_t>(here);
    count -= here;
  }
}

void EventProducer::drain(std::vector<Event>& out) {
  std::vector<std::span<const Event>> pieces;
  look(pieces);
  std::size_t count = 0;
  for (const auto piece : pieces) {
    out.insert(out.end(), piece.begin(), piece.end());
    count += piece.size();
  }
  drop(count);
}

}  // namespace sockwalk
