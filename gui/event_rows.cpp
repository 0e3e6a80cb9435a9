#include "event_rows.h"

#include <algorithm>

#include "event/constant_names.h"
#include "event/event_text.h"
#include "text/events_text.h"

namespace sockwalk {

bool is_asleep(const Event& event) { return event.kind == EventKind::enter; }

std::string event_line(const Timeline& timeline, const ActorNames& names, const Event& event, EventForm form) {
  const Event* enter = event.enter != 0 && event.enter <= timeline.last_seq() ? &timeline.event(event.enter) : nullptr;
  std::string line = form == EventForm::strace ? strace_line(event, enter) : plain_sentence(event, enter, names);
  // The names of call and error are the words that one looks for.
  if (form == EventForm::sentence && event.call != Syscall::none) {
    std::string name(row_of(event.call).name);
    if (event.failed()) name += " " + errno_name(event.error);
    line = name + " \u2013 " + line;
  }
  if (is_asleep(event)) line += words(text::kFellAsleep);
  if (event.woken_by != 0 && event.woken_by <= timeline.last_seq()) {
    const Event& waker = timeline.event(event.woken_by);
    line += say(text::kWokenBy, row_of(waker.call).name, doer_of(waker, names)).words();
  }
  return line;
}

void EventRows::update(const Timeline& timeline, const ActorNames& names, std::uint64_t generation,
                       std::string_view typed, EventForm form) {
  if (generation != generation_ || timeline.last_seq() < seen_) {
    *this = {};
    generation_ = generation;
  }
  if (typed != typed_ || form != form_) {
    typed_ = typed;
    form_ = form;
    filter_ = EventFilter(typed);
    passed_.clear();
    filtered_ = 0;
  }
  const auto turns = timeline.turns();
  while (seen_ < timeline.last_seq()) {
    const Event& event = timeline.event(++seen_);
    if (turn_ + 1 < turns.size() && turns[turn_ + 1].first == event.seq) {
      ++turn_;
      turn_first_ = event.seq;
    }
    take(event);
  }
  if (filter_.empty()) return;
  const std::size_t end = std::min(all_.size(), filtered_ + kPiece);
  for (; filtered_ < end; ++filtered_) {
    const Event& event = timeline.event(all_[filtered_]);
    if (filter_.passes(doer_of(event, names), event_line(timeline, names, event, form_))) passed_.push_back(event.seq);
  }
}

void EventRows::take(const Event& event) {
  const bool of_actor = event.actor < kFirstSpecialActor;
  if (of_actor && event.actor >= open_.size()) open_.resize(event.actor + 1U, 0);
  switch (event.kind) {
    case EventKind::enter:
      // A line until it returns in the same turn: then the exit says it all.
      if (of_actor) open_[event.actor] = event.seq;
      break;
    case EventKind::exit:
    case EventKind::end:
      if (of_actor && open_[event.actor] >= std::max<std::uint64_t>(1, turn_first_)) drop(open_[event.actor]);
      if (of_actor) open_[event.actor] = 0;
      break;
    case EventKind::signal:
    case EventKind::start:
    case EventKind::command: break;
    case EventKind::note:
      if (event.note == NoteKind::slot || event.note == NoteKind::slots) return;
      break;
    default: return;
  }
  all_.push_back(event.seq);
}

/// The line of that event, which is among the last.
void EventRows::drop(std::uint64_t seq) {
  const auto place = std::ranges::lower_bound(all_, seq);
  if (place == all_.end() || *place != seq) return;
  if (static_cast<std::size_t>(place - all_.begin()) < filtered_) --filtered_;
  all_.erase(place);
  const auto passed = std::ranges::lower_bound(passed_, seq);
  if (passed != passed_.end() && *passed == seq) passed_.erase(passed);
}

}  // namespace sockwalk
