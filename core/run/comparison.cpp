#include "run/comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include "event/event_text.h"
#include "text/run_text.h"

namespace sockwalk {
namespace {

/// The events of a turn that a program can see: calls, results, signals, notes, ends.
std::vector<const Event*> visible(const Timeline& timeline, std::uint64_t turn) {
  std::vector<const Event*> events;
  const Turn& stretch = timeline.turns()[turn];
  for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind != EventKind::kernel && event.kind != EventKind::start) events.push_back(&event);
  }
  return events;
}

/// Actors are threads: the credentials of all of them name the process that played them.
std::string without_process(std::string text, const Timeline& timeline) {
  const auto start = std::ranges::find(timeline.events(), EventKind::start, &Event::kind);
  if (start == timeline.events().end()) return text;
  const std::string own = fmt::format("{{pid={},", start->args[0]);
  for (std::size_t at = text.find(own); at != std::string::npos; at = text.find(own, at + 1)) {
    text.replace(at, own.size(), "{pid={pid},");
  }
  return text;
}

std::string line(const Timeline& timeline, const Event* event, const std::string& directory) {
  if (event == nullptr) return "—";
  const Event* enter = event->enter != 0 && event->enter <= timeline.last_seq()
                           ? &timeline.event(event->enter)
                           : nullptr;
  return without_process(without_directory(strace_line(*event, enter), directory), timeline);
}

}  // namespace

std::string without_directory(std::string text, const std::string& directory) {
  if (directory.empty()) return text;
  for (std::size_t at = text.find(directory); at != std::string::npos; at = text.find(directory, at)) {
    text.replace(at, directory.size(), "{run}");
  }
  // Abstract names have the directory's own name in them.
  const std::string own = directory.substr(directory.rfind('/') + 1);
  for (std::size_t at = text.find(own); !own.empty() && at != std::string::npos; at = text.find(own, at)) {
    text.replace(at, own.size(), "{run}");
  }
  return text;
}

std::string turn_difference(const Timeline& recorded, const std::string& recorded_directory,
                            Model& recorded_state, const Timeline& now, const std::string& directory,
                            std::uint64_t turn, const ActorNames& names) {
  const auto before = visible(recorded, turn);
  const auto after = visible(now, turn);
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const Event* was = i < before.size() ? before[i] : nullptr;
    const Event* is = i < after.size() ? after[i] : nullptr;
    const std::string line_was = line(recorded, was, recorded_directory);
    const std::string line_is = line(now, is, directory);
    const bool same_actor = was != nullptr && is != nullptr && was->actor == is->actor;
    if (same_actor && was->kind == is->kind && was->slept == is->slept && line_was == line_is) continue;
    const ActorId who = is != nullptr ? is->actor : was->actor;
    const bool result = is != nullptr && is->kind == EventKind::exit;
    const Text& text = result ? text::kReplayResultDiffers : text::kReplayCallDiffers;
    return say(text, turn, names.name(who), line_is, line_was).words();
  }
  recorded.seek(recorded_state, recorded.end_of_turn(turn));
  const std::uint64_t end = now.end_of_turn(turn);
  const std::uint64_t hash = end == now.last_seq() ? now.now().hash(directory)
                                                   : now.state_at(end).hash(directory);
  if (recorded_state.hash(recorded_directory) == hash) return {};
  return say(text::kReplayStateDiffers, turn).words();
}

}  // namespace sockwalk
