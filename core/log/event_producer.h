#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

#include "event/arena.h"
#include "event/event.h"

namespace sockwalk {

/// Where one thread puts its events: a queue without locks from that thread to the log. Per-thread
/// buffers keep the cost of a recorded call at a few nanoseconds beside the two clock reads.
class EventProducer {
 public:
  EventProducer();
  ~EventProducer();
  EventProducer(const EventProducer&) = delete;
  EventProducer& operator=(const EventProducer&) = delete;

  /// The place of the next event: fill it, then publish() it. Building it there and not elsewhere
  /// keeps recording cheap. Holds until publish(). Only the producing thread.
  Event& next() {
    if (used_ == kChunk) next_chunk();
    return *new (tail_->events + used_ * sizeof(Event)) Event;
  }
  /// The event at next() can be taken. Only the producing thread.
  void publish() { tail_->published.store(++used_, std::memory_order_release); }
  /// Appends one event. Only the producing thread.
  void put(const Event& event) {
    next() = event;
    publish();
  }

  /// Memory for the parts of this thread's events. Only the producing thread; what was put into an
  /// event may be read by whoever took the event.
  Arena& arena() { return arena_; }

  /// What has been put so far and not dropped, where it lies: appends to `pieces`, of which each
  /// follows the one before. They hold until drop(). Only the log's consuming thread.
  void look(std::vector<std::span<const Event>>& pieces) const;
  /// The first `count` of those events are not needed any more. Only the log's consuming thread.
  void drop(std::size_t count);
  /// Moves what has been put so far to the end of `out`. Only the log's consuming thread.
  void drain(std::vector<Event>& out);

 private:
  static constexpr std::uint32_t kChunk = 512;
  static constexpr std::size_t kSpares = 8;
  static_assert(std::is_trivially_copyable_v<Event>);
  struct Chunk {
    std::atomic<std::uint32_t> published{0};
    std::atomic<Chunk*> next{nullptr};
    // Bytes rather than events, so that a new chunk is not written twice.
    alignas(Event) std::byte events[kChunk * sizeof(Event)];
  };
  void next_chunk();
  void recycle(Chunk* chunk);

  Chunk* tail_;              // producing thread
  std::uint32_t used_ = 0;   // producing thread
  Arena arena_;              // producing thread
  Chunk* head_;              // consuming thread
  std::uint32_t taken_ = 0;  // consuming thread
  // Emptied chunks on their way back to the producing thread: fresh memory costs page faults.
  std::array<std::atomic<Chunk*>, kSpares> spares_{};
};

}  // namespace sockwalk
