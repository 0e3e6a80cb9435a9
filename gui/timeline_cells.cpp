#include "timeline_cells.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

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

/// Which socket a call is about: the one behind its descriptor, which is always the first argument.
SocketIndex socket_of(const Model& model, const Event& enter) {
  const bool by_fd = row_of(enter.call).arguments[0].kind == ArgumentKind::fd;
  return by_fd ? model.socket_of(enter.actor, enter.fd()) : kNoSocket;
}

/// The one that it has made, or given a number.
SocketIndex opened_by(const Model& model, const Event& exit) {
  const bool opened = !exit.failed() && exit.parts != nullptr && !exit.parts->opened.empty();
  return opened ? model.socket_of(exit.actor, exit.parts->opened[0].fd) : kNoSocket;
}

/// Gathers the cells of a stretch of turns, event by event.
class Gathering {
 public:
  /// `model`: the state before turn `first`, or 0. It goes along.
  Gathering(const Timeline& timeline, Model model, std::uint64_t first) : timeline_(timeline), model_(std::move(model)) {
    if (first > 0) open_before();
  }

  void begin_turn(const Turn& turn) {
    turn_ = turn.number;
    if (turn.actor != kClock) return;
    TimelineCell& cell = add(TimelineCell::Kind::time, timeline_.event(turn.first));
    cell.actor = kClock;
    cell.call = words(text::kClockTurn);
    cell.exit = turn.first;
  }

  void take(const Event& event) {
    // Before a close(), its number still leads to the socket.
    if (event.kind == EventKind::enter) enter(event);
    model_.apply(event);
    switch (event.kind) {
      case EventKind::command: return command(event);
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
    for (const auto& [actor, open] : open_) {
      if (open.call != kNone) set_phase(cells_[open.call], open.socket);
    }
    // A library call that did not wait is over in the turn of the call behind it, and in its way.
    std::erase_if(cells_, [](const TimelineCell& cell) {
      return cell.actor == kNoActor || (cell.kind == TimelineCell::Kind::library && !cell.slept());
    });
    std::vector<TimelineCell> commands;
    for (const TimelineCell& cell : cells_) {
      if (cell.kind == TimelineCell::Kind::command) commands.push_back(cell);
    }
    for (TimelineCell& cell : cells_) cell.words_to = words_end(cell, commands);
    return std::move(cells_);
  }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};
  /// What an actor is in the midst of: indexes of cells.
  struct Open {
    std::size_t call = kNone;
    std::size_t library = kNone;
    std::size_t command = kNone;   ///< of this turn
    std::uint64_t command_turn = 0;
    SocketIndex socket = kNoSocket;  ///< that the call is about
  };

  /// The calls that had not returned before the stretch begins.
  void open_before() {
    for (std::size_t i = 0; i < model_.actors.size(); ++i) {
      const Actor& actor = model_.actors[i];
      const auto id = static_cast<ActorId>(i);
      if (actor.joining) {
        open_[id].library = cells_.size();
        cells_.push_back(join_from(timeline_, id, actor));
      }
      if (actor.state != ActorState::in_call) continue;
      Open& open = open_[id];
      open.call = cells_.size();
      open.socket = socket_of(model_, actor.call);
      TimelineCell cell;
      cell.actor = id;
      cell.enter = actor.call.seq;
      cell.from = timeline_.turn_of(actor.call.seq);
      cell.call = row_of(actor.call.call).name;
      cells_.push_back(std::move(cell));
    }
  }

  /// A command to a sleeper stands in the sleeper's own lane.
  static std::uint64_t words_end(const TimelineCell& cell, const std::vector<TimelineCell>& commands) {
    std::uint64_t end = cell.to;
    if (cell.kind == TimelineCell::Kind::command) return end;
    for (const TimelineCell& other : commands) {
      const bool within = other.actor == cell.actor && other.from > cell.from && other.from <= end;
      if (within) end = other.from - 1;
    }
    return end;
  }

  void set_phase(TimelineCell& cell, SocketIndex socket) const {
    if (socket < model_.sockets.size()) cell.phase = phase_of(model_.sockets[socket]);
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
    Open& open = open_[event.actor];
    open.command = cells_.size();
    open.command_turn = turn_;
    TimelineCell& cell = add(TimelineCell::Kind::command, event);
    cell.exit = event.seq;
    cell.outcome = CallOutcome::succeeded;
    if (event.parts != nullptr) cell.call = event.parts->text;
  }

  void enter(const Event& event) {
    Open& open = open_[event.actor];
    // The command that asked for this call, in the same turn, is told by the call.
    std::string asked;
    if (open.command != kNone && open.command_turn == turn_) {
      asked = cells_[open.command].call;
      cells_[open.command].actor = kNoActor;  // take_all() removes it
      open.command = kNone;
    }
    open.call = cells_.size();
    open.socket = socket_of(model_, event);
    TimelineCell& cell = add(TimelineCell::Kind::call, event);
    cell.call = row_of(event.call).name;
    cell.command = std::move(asked);
  }

  void leave(const Event& event) {
    Open& open = open_[event.actor];
    if (open.call == kNone) return;
    TimelineCell& cell = cells_[std::exchange(open.call, kNone)];
    if (event.kind == EventKind::exit) {
      finish(cell, timeline_, event, turn_);
      const SocketIndex opened = opened_by(model_, event);
      return set_phase(cell, opened != kNoSocket ? opened : open.socket);
    }
    end(cell, event);
  }

  void library(const Event& event) {
    Open& open = open_[event.actor];
    if (event.ret == 0) {
      open.library = cells_.size();
      TimelineCell& cell = add(TimelineCell::Kind::library, event);
      if (event.parts != nullptr) cell.call = event.parts->text;
      return;
    }
    if (open.library != kNone) end(cells_[std::exchange(open.library, kNone)], event);
  }

  void end(TimelineCell& cell, const Event& event) const {
    cell.exit = event.seq;
    cell.to = turn_;
    cell.outcome = CallOutcome::succeeded;
    cell.plain_zero = true;
  }

  const Timeline& timeline_;
  Model model_;
  std::vector<TimelineCell> cells_;
  std::unordered_map<ActorId, Open> open_;
  std::uint64_t turn_ = 0;
};

/// How many turns before and after those in sight have cells as well.
constexpr std::uint64_t kMargin = 64;

std::vector<TimelineCell> gather(const Timeline& timeline, const Model& before, std::uint64_t first,
                                 std::uint64_t last) {
  Gathering gathering(timeline, before, first);
  for (std::uint64_t turn = first; turn <= last; ++turn) {
    const Turn& stretch = timeline.turns()[turn];
    gathering.begin_turn(stretch);
    for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
      gathering.take(timeline.event(seq));
    }
  }
  return gathering.take_all(last);
}

}  // namespace

std::vector<TimelineCell> timeline_cells(const Timeline& timeline, std::uint64_t first,
                                         std::uint64_t last) {
  last = std::min<std::uint64_t>(last, timeline.turns().size() - 1);
  if (first > last) return {};
  return gather(timeline, first == 0 ? Model() : timeline.state_at(timeline.end_of_turn(first - 1)), first, last);
}

const std::vector<TimelineCell>& CellsInSight::of(const Timeline& timeline, std::uint64_t generation,
                                                  std::uint64_t first, std::uint64_t last) {
  last = std::min<std::uint64_t>(last, timeline.turns().size() - 1);
  const bool same = generation == generation_ && timeline.last_seq() == seen_ && first >= first_ && last <= last_;
  const bool few = last_ - first_ <= 4 * (last - std::min(first, last)) + 4 * kMargin;
  if (same && few) return cells_;
  if (generation != generation_) before_ = {};
  generation_ = generation;
  seen_ = timeline.last_seq();
  first_ = first;
  last_ = last;
  cells_.clear();
  if (first == 0 || first > last) return cells_;
  // So that a pan of a few pixels makes none.
  first = first_ = first - std::min(first - 1, kMargin);
  last = last_ = std::min<std::uint64_t>(last + kMargin, timeline.turns().size() - 1);
  timeline.seek(before_, timeline.end_of_turn(first - 1));
  cells_ = gather(timeline, before_, first, last);
  return cells_;
}

}  // namespace sockwalk
