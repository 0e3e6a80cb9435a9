#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

#include "event/arena.h"
#include "event/event.h"
#include "event/mutex.h"

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
  /// The event at next() can be drained. Only the producing thread.
  void publish() { tail_->published.store(++used_, std::memory_order_release); }
  /// Appends one event. Only the producing thread.
  void put(const Event& event) {
    next() = event;
    publish();
  }

  /// Memory for the parts of this thread's events. Only the producing thread; what was put into an
  /// event may be read by whoever took the event.
  Arena& arena() { return arena_; }

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

/// All events of one run in the order of the log, the only way from an actor's thread to the model.
/// One thread (the run's) drains producers and commits; any thread may read what is committed.
class EventLog {
 public:
  EventLog() = default;
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  /// A producer for one thread; lives as long as the log, which keeps its arena. Any thread.
  EventProducer& add_producer() SOCKWALK_EXCLUDES(mutex_);
  /// The arena of the committing thread: turn, command and kernel events.
  Arena& arena() { return arena_; }

  /// Gives events their place in the log: sets seq, and the `enter` of exits. They must be appended
  /// in that order, with nothing between. Committing thread.
  void number(std::span<Event> events);
  /// Makes numbered events readable, all at once. Committing thread.
  void append(std::span<const Event> events) SOCKWALK_EXCLUDES(mutex_);
  void commit(std::span<Event> events) SOCKWALK_EXCLUDES(mutex_) {
    number(events);
    append(events);
  }
  /// seq of the next event to be numbered. Committing thread.
  std::uint64_t next_seq() const { return next_seq_; }

  std::uint64_t committed() const SOCKWALK_EXCLUDES(mutex_);
  /// Appends all events after seq `after` to `out`. Any thread.
  void take(std::uint64_t after, std::vector<Event>& out) const SOCKWALK_EXCLUDES(mutex_);

 private:
  Arena arena_;                                            // committing thread
  std::vector<std::uint64_t> open_enter_;                  // committing thread; by actor
  std::uint64_t next_seq_ = 1;                             // committing thread
  mutable Mutex mutex_;
  // In blocks, so that a long log is never copied to grow: fresh memory costs page faults.
  static constexpr std::size_t kBlock = 4096;
  std::vector<std::vector<Event>> blocks_ SOCKWALK_GUARDED_BY(mutex_);
  std::uint64_t committed_ SOCKWALK_GUARDED_BY(mutex_) = 0;
  std::vector<std::unique_ptr<EventProducer>> producers_ SOCKWALK_GUARDED_BY(mutex_);
};

}  // namespace sockwalk
