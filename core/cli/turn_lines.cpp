#include "cli/turn_lines.h"

#include <fmt/format.h>

#include "event/event_text.h"
#include "event/quoted.h"
#include "event/syscall.h"
#include "text/command_text.h"

namespace sockwalk {
namespace {

using namespace command_text;

/// The next event of the same actor that says how its call went on, within the same turn.
const Event* sequel(const Timeline& timeline, const Event& enter) {
  const std::uint64_t last = timeline.end_of_turn(timeline.turn_of(enter.seq));
  for (std::uint64_t seq = enter.seq + 1; seq <= last; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.actor != enter.actor) continue;
    if (event.kind == EventKind::exit || event.kind == EventKind::end) return &event;
  }
  return nullptr;
}

/// " (woken by client 1's connect)"
std::string woken_text(const Timeline& timeline, const ActorNames& names, const Event& exit) {
  if (!exit.slept) return {};
  if (exit.woken_by == 0 || exit.woken_by > timeline.last_seq()) return say(kWoken).words();
  const Event& cause = timeline.event(exit.woken_by);
  return say(kWokenBy, escaped(names.name(cause.actor)), row_of(cause.call).name).words();
}

struct Line {
  std::string text;  ///< empty: the event has no line
  Output::Colour colour = Output::Colour::none;
};

Line line_of(const Timeline& timeline, const ActorNames& names, const Event& event) {
  switch (event.kind) {
    case EventKind::turn:
    case EventKind::kernel:
      return {};
    case EventKind::enter: {
      const Event* next = sequel(timeline, event);
      if (next != nullptr && next->kind == EventKind::exit) return {};
      if (next != nullptr) return {call_text(event), Output::Colour::none};
      return {say(kAsleepLine, call_text(event)).words(), Output::Colour::yellow};
    }
    case EventKind::exit: {
      const bool alarming = event.failed() && !event.expected;
      return {strace_line(event, enter_of(timeline, event)) + woken_text(timeline, names, event),
              alarming ? Output::Colour::red : Output::Colour::none};
    }
    case EventKind::signal:
      return {strace_line(event, nullptr), Output::Colour::red};
    default:
      return {strace_line(event, nullptr), Output::Colour::dim};
  }
}

}  // namespace

const Event* enter_of(const Timeline& timeline, const Event& exit) {
  if (exit.enter == 0 || exit.enter > timeline.last_seq()) return nullptr;
  const Event& enter = timeline.event(exit.enter);
  return enter.kind == EventKind::enter ? &enter : nullptr;
}

bool falls_asleep(const Timeline& timeline, const Event& enter) {
  return enter.kind == EventKind::enter && sequel(timeline, enter) == nullptr;
}

void print_turn(Output& output, const Timeline& timeline, const ActorNames& names,
                std::uint64_t turn, bool numbered) {
  const Turn& stretch = timeline.turns()[turn];
  if (stretch.first == 0) return;
  for (std::uint64_t seq = stretch.first; seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    const Line line = line_of(timeline, names, event);
    if (line.text.empty()) continue;
    const std::string actor = event.actor == kSetup ? "setup" : escaped(names.name(event.actor));
    const std::string number = numbered ? fmt::format("{:>6}  ", seq) : std::string{};
    const std::string place = fmt::format("{}{:>4}  {:<9} ", number, turn, actor);
    output.line(output.paint(Output::Colour::dim, place) + output.paint(line.colour, line.text));
  }
}

}  // namespace sockwalk
