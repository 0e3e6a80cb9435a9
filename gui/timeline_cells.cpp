#include "timeline_cells.h"

#include <algorithm>

#include "event/event_text.h"
#include "text/pane_text.h"

namespace sockwalk {
namespace {

void finish(TimelineCell& cell, const Timeline& timeline, const Event& exit, std::uint64_t turn) {
  cell.exit = exit.seq;
  cell.to = turn;
  cell.outcome = exit.error == 0    ? CallOutcome::succeeded
                 : exit.expected    ? CallOutcome::expected
                                    : CallOutcome::failed;
  cell.plain_zero = exit.error == 0 && exit.ret == 0 && exit.call != Syscall::read;
  const Event& enter = timeline.event(cell.enter);
  if (!cell.plain_zero) cell.result = short_result_text(exit, enter);
  // What a write carried says more than how many bytes it was, when all of them went.
  const bool whole = exit.error == 0 && exit.call == Syscall::write && exit.ret == enter.args[1];
  if (whole && enter.parts != nullptr) cell.result = data_text(enter.parts->data, enter.parts->data_bytes);
  if (exit.woken_by != 0 && exit.woken_by <= timeline.last_seq()) {
    cell.woken_by_turn = timeline.turn_of(exit.woken_by);
    cell.woken_by = timeline.event(exit.woken_by).actor;
  } else if (cell.to > cell.from && timeline.turns()[turn].actor == kClock) {
    cell.woken_by_turn = turn;
    cell.woken_by = kClock;
  }
}

/// A wait in pthread_join(3) that has begun earlier: behind the last call.
TimelineCell join_from(const Timeline& timeline, ActorId id, const Actor& actor) {
  TimelineCell cell;
  cell.kind = TimelineCell::Kind::library;
  cell.actor = id;
  cell.enter = actor.last_exit.seq;
  cell.from = timeline.turn_of(actor.last_exit.seq);
  cell.call = words(text::kJoin);
  return cell;
}

/// The calls that had not returned before the stretch begins.
std::vector<TimelineCell> open_before(const Timeline& timeline, std::uint64_t first) {
  std::vector<TimelineCell> cells;
  if (first == 0) return cells;
  const Model before = timeline.state_at(timeline.end_of_turn(first - 1));
  for (std::size_t i = 0; i < before.actors.size(); ++i) {
    const Actor& actor = before.actors[i];
    if (actor.joining) cells.push_back(join_from(timeline, static_cast<ActorId>(i), actor));
    if (actor.state != ActorState::in_call) continue;
    TimelineCell cell;
    cell.actor = actor.call.actor;
    cell.enter = actor.call.seq;
    cell.from = timeline.turn_of(actor.call.seq);
    cell.call = row_of(actor.call.call).name;
    cells.push_back(std::move(cell));
  }
  return cells;
}

/// Gathers the cells of a stretch of turns, event by event.
class Gathering {
 public:
  Gathering(const Timeline& timeline, std::uint64_t first)
      : timeline_(timeline), cells_(open_before(timeline, first)) {}

  void begin_turn(const Turn& turn) {
    turn_ = turn.number;
    if (turn.actor != kClock) return;
    TimelineCell& cell = add(TimelineCell::Kind::time, timeline_.event(turn.first));
    cell.actor = kClock;
    cell.call = words(text::kClockTurn);
    cell.exit = turn.first;
  }

  void take(const Event& event) {
    switch (event.kind) {
      case EventKind::command: return command(event);
      case EventKind::enter: return enter(event);
      case EventKind::exit:
      case EventKind::end: return leave(event);
      case EventKind::library: return library(event);
      default: break;
    }
  }

  std::vector<TimelineCell> take_all(std::uint64_t last) {
    for (TimelineCell& cell : cells_) {
      if (cell.exit == 0) cell.to = last;
    }
    // A library call that did not wait is over in the turn of the call behind it, and in its way.
    std::erase_if(cells_, [](const TimelineCell& cell) {
      return cell.kind == TimelineCell::Kind::library && !cell.slept();
    });
    for (TimelineCell& cell : cells_) cell.words_to = words_end(cell);
    return std::move(cells_);
  }

 private:
  /// A command to a sleeper stands in the sleeper's own lane.
  std::uint64_t words_end(const TimelineCell& cell) const {
    std::uint64_t end = cell.to;
    for (const TimelineCell& other : cells_) {
      const bool within = other.kind == TimelineCell::Kind::command && other.actor == cell.actor &&
                          other.from > cell.from && other.from <= end;
      if (within && cell.kind != TimelineCell::Kind::command) end = other.from - 1;
    }
    return end;
  }

  TimelineCell& add(TimelineCell::Kind kind, const Event& event) {
    TimelineCell cell;
    cell.kind = kind;
    cell.actor = event.actor;
    cell.enter = event.seq;
    cell.from = cell.to = turn_;
    return cells_.emplace_back(std::move(cell));
  }

  void command(const Event& event) {
    if (event.actor == kClock) return;  // its turn says so
    TimelineCell& cell = add(TimelineCell::Kind::command, event);
    cell.exit = event.seq;
    cell.outcome = CallOutcome::succeeded;
    if (event.parts != nullptr) cell.call = event.parts->text;
  }

  void enter(const Event& event) {
    // The command that asked for this call, in the same turn, is told by the call.
    std::string asked;
    const auto before = std::find_if(cells_.rbegin(), cells_.rend(), [&](const TimelineCell& cell) {
      return cell.kind == TimelineCell::Kind::command && cell.actor == event.actor && cell.from == turn_;
    });
    if (before != cells_.rend()) {
      asked = before->call;
      cells_.erase(std::next(before).base());
    }
    TimelineCell& cell = add(TimelineCell::Kind::call, event);
    cell.call = row_of(event.call).name;
    cell.command = std::move(asked);
  }

  void leave(const Event& event) {
    const auto open = std::find_if(cells_.rbegin(), cells_.rend(), [&](const TimelineCell& cell) {
      return cell.actor == event.actor && cell.kind == TimelineCell::Kind::call;
    });
    if (open == cells_.rend() || open->exit != 0) return;
    if (event.kind == EventKind::exit) return finish(*open, timeline_, event, turn_);
    open->exit = event.seq;
    open->to = turn_;
    open->outcome = CallOutcome::succeeded;
    open->plain_zero = true;
  }

  void library(const Event& event) {
    if (event.ret == 0) {
      TimelineCell& cell = add(TimelineCell::Kind::library, event);
      if (event.parts != nullptr) cell.call = event.parts->text;
      return;
    }
    const auto open = std::find_if(cells_.rbegin(), cells_.rend(), [&](const TimelineCell& cell) {
      return cell.actor == event.actor && cell.kind == TimelineCell::Kind::library && cell.exit == 0;
    });
    if (open == cells_.rend()) return;
    open->exit = event.seq;
    open->to = turn_;
    open->outcome = CallOutcome::succeeded;
    open->plain_zero = true;
  }

  const Timeline& timeline_;
  std::vector<TimelineCell> cells_;
  std::uint64_t turn_ = 0;
};

}  // namespace

std::vector<TimelineCell> timeline_cells(const Timeline& timeline, std::uint64_t first,
                                         std::uint64_t last) {
  last = std::min<std::uint64_t>(last, timeline.turns().size() - 1);
  if (first > last) return {};
  Gathering gathering(timeline, first);
  for (std::uint64_t turn = first; turn <= last; ++turn) {
    const Turn& stretch = timeline.turns()[turn];
    gathering.begin_turn(stretch);
    for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
      gathering.take(timeline.event(seq));
    }
  }
  return gathering.take_all(last);
}

}  // namespace sockwalk
