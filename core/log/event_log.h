#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "event/arena.h"
#include "event/event.h"
#include "event/mutex.h"
#include "event/pages.h"
#include "log/event_producer.h"

namespace sockwalk {

/// All events of one run in the order of the log, the only way from an actor's thread to the model.
/// One thread (the run's) takes them from their producers and commits them; any thread may read what
/// is committed.
class EventLog {
 public:
  EventLog() = default;
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  /// A producer for one thread; lives as long as the log, which keeps its arena. Any thread.
  EventProducer& add_producer() SOCKWALK_EXCLUDES(mutex_);
  /// The arena of the committing thread: turn, command and kernel events.
  Arena& arena() { return arena_; }

  /// Gives an event its place in the log: sets seq, and the `enter` of an exit. Nobody reads it, and
  /// it may be changed there, until it is committed. Committing thread.
  Event& put(const Event& event) SOCKWALK_EXCLUDES(mutex_);
  /// Makes all that has been put readable at once, and tells where it lies: in pieces, of which each
  /// follows the one before, and which hold as long as the log. Committing thread.
  std::vector<std::span<const Event>> commit() SOCKWALK_EXCLUDES(mutex_);
  /// seq of the next event to be put. Committing thread.
  std::uint64_t next_seq() const { return next_seq_; }

  std::uint64_t committed() const SOCKWALK_EXCLUDES(mutex_);
  /// Appends all events after seq `after` to `out`. Any thread.
  void take(std::uint64_t after, std::vector<Event>& out) const SOCKWALK_EXCLUDES(mutex_);

 private:
  // In blocks, so that a long log is never copied to grow.
  static constexpr std::size_t kBlock = 4096;

  void add_block() SOCKWALK_EXCLUDES(mutex_);
  /// The committed events after `after`, block by block.
  std::vector<std::span<const Event>> pieces_after(std::uint64_t after) const
      SOCKWALK_REQUIRES(mutex_);

  Arena arena_;                            // committing thread
  std::vector<std::uint64_t> open_enter_;  // committing thread; by actor
  std::uint64_t next_seq_ = 1;             // committing thread
  std::byte* block_ = nullptr;             // committing thread: the last of blocks_
  mutable Mutex mutex_;
  std::vector<Pages> blocks_ SOCKWALK_GUARDED_BY(mutex_);
  std::uint64_t committed_ SOCKWALK_GUARDED_BY(mutex_) = 0;
  std::vector<std::unique_ptr<EventProducer>> producers_ SOCKWALK_GUARDED_BY(mutex_);
};

}  // namespace sockwalk
