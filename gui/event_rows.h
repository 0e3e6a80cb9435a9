#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "event_filter.h"
#include "model/timeline.h"

namespace sockwalk {

/// How the events pane writes an event.
enum class EventForm : std::uint8_t {
  strace,    ///< as strace(1) does
  sentence,  ///< as one would say it
};

/// The event as a line of the pane, without who did it.
std::string event_line(const Timeline& timeline, const ActorNames& names, const Event& event, EventForm form);
/// Whether the line is about a call that did not return in its turn.
bool is_asleep(const Event& event);

/// Which events are lines of the pane: what returned, what fell asleep, signals, commands and notes; and
/// which of them a filter lets through. Each event is looked at once, when it has come; a filter goes
/// through them a piece at a time, so that no frame waits for a million.
class EventRows {
 public:
  /// Events that a filter is applied to in one update(): some milliseconds.
  static constexpr std::size_t kPiece = 4096;

  /// Takes what has come since, and goes on with the filter. `generation`: another one is another
  /// recording (ShownWalk::generation()).
  void update(const Timeline& timeline, const ActorNames& names, std::uint64_t generation, std::string_view typed,
              EventForm form);

  /// seqs of those that pass, in order.
  std::span<const std::uint64_t> rows() const { return filter_.empty() ? all_ : passed_; }
  /// seqs of all lines.
  std::span<const std::uint64_t> all() const { return all_; }
  const EventFilter& filter() const { return filter_; }
  /// False while the filter has not gone through all of them.
  bool complete() const { return filter_.empty() || filtered_ == all_.size(); }

 private:
  void take(const Event& event);
  void drop(std::uint64_t seq);

  std::vector<std::uint64_t> all_;
  std::vector<std::uint64_t> passed_;
  std::vector<std::uint64_t> open_;  ///< by actor: the enter that it has not returned from; 0: none
  EventFilter filter_;
  std::string typed_;
  EventForm form_ = EventForm::strace;
  std::size_t filtered_ = 0;         ///< of all_
  std::uint64_t generation_ = 0;
  std::uint64_t seen_ = 0;           ///< events
  std::uint64_t turn_ = 0;           ///< of the last one
  std::uint64_t turn_first_ = 0;     ///< its first event
};

}  // namespace sockwalk
