#include "timeline_cells.h"

#include <algorithm>

#include "event/event_text.h"

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
  }
}

/// The calls that had not returned before the stretch begins.
std::vector<TimelineCell> open_before(const Timeline& timeline, std::uint64_t first) {
  std::vector<TimelineCell> cells;
  if (first == 0) return cells;
  for (const Actor& actor : timeline.state_at(timeline.end_of_turn(first - 1)).actors) {
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

}  // namespace

std::vector<TimelineCell> timeline_cells(const Timeline& timeline, std::uint64_t first,
                                         std::uint64_t last) {
  last = std::min<std::uint64_t>(last, timeline.turns().size() - 1);
  if (first > last) return {};
  std::vector<TimelineCell> cells = open_before(timeline, first);
  for (std::uint64_t turn = first; turn <= last; ++turn) {
    const Turn& stretch = timeline.turns()[turn];
    for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
      const Event& event = timeline.event(seq);
      if (event.kind == EventKind::enter) {
        TimelineCell cell;
        cell.actor = event.actor;
        cell.enter = seq;
        cell.from = turn;
        cell.call = row_of(event.call).name;
        cells.push_back(std::move(cell));
      } else if (event.kind == EventKind::exit || event.kind == EventKind::end) {
        const auto open = std::find_if(cells.rbegin(), cells.rend(), [&](const TimelineCell& cell) {
          return cell.actor == event.actor;
        });
        if (open == cells.rend() || open->exit != 0) continue;
        if (event.kind == EventKind::exit) {
          finish(*open, timeline, event, turn);
        } else {
          open->exit = seq;
          open->to = turn;
          open->outcome = CallOutcome::succeeded;
          open->plain_zero = true;
        }
      }
    }
  }
  for (TimelineCell& cell : cells) {
    if (cell.exit == 0) cell.to = last;
  }
  return cells;
}

}  // namespace sockwalk
