#include "run/schedule.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "log/trace_file.h"
#include "text/command_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

/// "server" → 0, "client 3" → 3, whichever of them the file names first.
ActorId actor_named(std::string_view name) {
  constexpr std::string_view kClient = "client ";
  if (name == "server") return kServer;
  if (!name.starts_with(kClient)) return kNoActor;
  name.remove_prefix(kClient.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = error == std::errc{} && end == name.data() + name.size();
  return whole && number >= 1 && number <= 9 ? static_cast<ActorId>(number) : kNoActor;
}

bool at_gate(ActorId actor, std::span<const Stand> stands) {
  return std::any_of(stands.begin(), stands.end(), [&](const Stand& stand) {
    return stand.actor == actor && stand.stance == Stance::at_gate;
  });
}

}  // namespace

ActorId Schedule::next(const Model& model, std::span<const Stand> stands) {
  if (!random_) {
    for (const ActorId actor : order_) {
      if (at_gate(actor, stands)) return actor;
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
  if (candidates.empty()) return kNoActor;
  std::sort(candidates.begin(), candidates.end());
  if (!random_) return candidates.front();
  if (!drawn_) drawn_ = (*random_)();
  return candidates[*drawn_ % candidates.size()];
}

void Schedule::taken(ActorId actor) {
  const auto entry = std::find(order_.begin(), order_.end(), actor);
  if (entry != order_.end()) order_.erase(entry);
  drawn_.reset();
}

Result<std::vector<ActorId>> read_schedule(const std::string& path) {
  const auto trace = read_trace(path, TraceLines::schedule);
  if (!trace) return trace.error();
  if (trace->damage) return *trace->damage;
  std::vector<ActorId> turns;
  for (const Event& event : trace->events) {
    if (event.kind != EventKind::turn) continue;
    const std::string_view name = trace->names.name(event.actor);
    const ActorId actor = actor_named(name);
    if (actor == kNoActor) {
      return Error{say(kScheduleActor, quotable(path), turns.size() + 1, quotable(name)).words()};
    }
    turns.push_back(actor);
  }
  if (turns.empty()) return Error{say(kScheduleEmpty, quotable(path)).words()};
  return turns;
}

}  // namespace sockwalk
