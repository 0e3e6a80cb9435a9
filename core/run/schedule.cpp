#include "run/schedule.h"

#include <algorithm>

#include "log/trace_file.h"
#include "model/explain.h"
#include "text/command_text.h"
#include "text/run_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;
using Kind = TurnRequest::Kind;

const Stand* stand_of(ActorId actor, std::span<const Stand> stands) {
  const auto found = std::ranges::find(stands, actor, &Stand::actor);
  return found == stands.end() ? nullptr : &*found;
}

bool holds_a_deadline(const Stand& stand) {
  return stand.stance == Stance::asleep && stand.timeout_ms >= 0;
}

}  // namespace

bool can_be_given(const TurnRequest& request, std::span<const Stand> stands) {
  if (request.kind == Kind::add_client) return true;
  if (request.kind == Kind::time) return std::ranges::any_of(stands, holds_a_deadline);
  const Stand* stand = stand_of(request.actor, stands);
  if (stand == nullptr) return false;
  if (request.kind == Kind::proceed || request.kind == Kind::perform) {
    return stand->stance == Stance::at_gate;
  }
  return stand->stance != Stance::gone;
}

Sentence why_not_given(const TurnRequest& request, const Sentence& entry, std::string_view name,
                       std::span<const Stand> stands, const Model& now) {
  if (request.kind == Kind::time) return say(text::kScheduleNoDeadline, entry.words());
  const Stand* stand = stand_of(request.actor, stands);
  if (stand == nullptr) return say(text::kScheduleNobody, entry.words(), quotable(name));
  const std::string shown = capitalised(quotable(name));
  if (stand->stance == Stance::gone) return say(text::kScheduleGone, entry.words(), shown);
  if (stand->stance == Stance::joining) return say(text::kScheduleJoining, entry.words(), shown);
  return say(text::kScheduleAsleep, entry.words(), shown, needs(now, stand->call).words());
}

Schedule::Schedule(const std::vector<TurnRequest>& order) {
  for (const TurnRequest& request : order) order_.push_back({order_.size() + 1, request});
}

const Schedule::Entry* Schedule::held_up(std::span<const Stand> stands) const {
  if (random_ || left_ || order_.empty()) return nullptr;
  return can_be_given(order_.front().request, stands) ? nullptr : &order_.front();
}

TurnRequest Schedule::next(const Model& model, std::span<const Stand> stands) {
  if (!random_) {
    for (const Entry& entry : order_) {
      if (can_be_given(entry.request, stands)) return entry.request;
    }
  }
  std::vector<ActorId> waiting;  // at the gate
  std::vector<ActorId> free;     // of these, whose call would return at once
  for (const Stand& stand : stands) {
    if (stand.stance != Stance::at_gate) continue;
    waiting.push_back(stand.actor);
    if (!model.would_block(stand.call)) free.push_back(stand.actor);
  }
  auto& candidates = free.empty() ? waiting : free;
  if (candidates.empty()) {
    const TurnRequest time{kClock, Kind::time, {}};
    return can_be_given(time, stands) ? time : TurnRequest{};
  }
  std::sort(candidates.begin(), candidates.end());
  if (!random_) return {candidates.front(), Kind::proceed, {}};
  if (!drawn_) drawn_ = (*random_)();
  return {candidates[*drawn_ % candidates.size()], Kind::proceed, {}};
}

void Schedule::taken(const TurnRequest& request) {
  const auto entry = std::ranges::find(order_, request, &Entry::request);
  if (entry != order_.begin()) left_ = true;
  if (entry != order_.end()) order_.erase(entry);
  drawn_.reset();
}

TurnRequest resolve(const ScheduledTurn& turn, const ActorNames& names) {
  if (turn.kind == Kind::add_client) return {kNoActor, turn.kind, turn.words};
  const ActorId actor = names.find(turn.actor);
  return {actor, actor == kClock ? Kind::time : turn.kind, turn.words};
}

Result<std::vector<ScheduledTurn>> schedule_of(std::span<const Event> events,
                                               const ActorNames& names) {
  std::vector<ScheduledTurn> turns;
  for (const Event& event : events) {
    if (event.kind == EventKind::turn) {
      turns.push_back({std::string(names.name(event.actor)), Kind::proceed, {}});
    }
    // A command says what the turn before it was given for.
    if (event.kind != EventKind::command || turns.empty()) continue;
    const auto words = event.parts == nullptr ? std::string_view{} : event.parts->text;
    const auto command = read_command(words, event.actor);
    if (!command.ok()) return command.error();
    turns.back().kind = command->kind;
    turns.back().words = command->words;
  }
  return turns;
}

Result<std::vector<ScheduledTurn>> read_schedule(const std::string& path) {
  const auto trace = read_trace(path, TraceLines::schedule);
  if (!trace) return trace.error();
  if (trace->damage) return *trace->damage;
  auto turns = schedule_of(trace->events, trace->names);
  if (turns.ok() && turns->empty()) return Error{say(kScheduleEmpty, quotable(path)).words()};
  return turns;
}

}  // namespace sockwalk
