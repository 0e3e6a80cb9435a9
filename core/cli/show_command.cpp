#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/state_text.h"
#include "cli/turn_lines.h"
#include "event/event_text.h"
#include "log/trace_file.h"
#include "model/timeline.h"
#include "text/command_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

void print_events(Output& output, const Trace& trace, const Timeline& timeline, bool json) {
  if (!json) {
    for (std::size_t turn = 0; turn < timeline.turns().size(); ++turn) {
      print_turn(output, timeline, trace.names, turn, true);
    }
    return;
  }
  std::string line;
  append_json(line, trace.header);
  output.line(line);
  for (const Event& event : trace.events) {
    line.clear();
    append_json(line, event, trace.names);
    output.line(line);
  }
}

/// The event whose state is wanted; the sentence where the trace does not have it.
Result<std::uint64_t> wanted_event(const ShowCommand& command, const Timeline& timeline) {
  const std::string name = quotable(command.trace, 300);
  if (command.at) {
    if (*command.at <= timeline.last_seq()) return *command.at;
    return Error{say(kAtBeyondEnd, *command.at, name, timeline.last_seq()).words()};
  }
  const std::uint64_t last = timeline.turns().size() - 1;
  if (*command.turn <= last) return timeline.end_of_turn(*command.turn);
  return Error{say(kTurnBeyondEnd, *command.turn, name, last).words()};
}

}  // namespace

int show(const ShowCommand& command) {
  const auto trace = read_trace(command.trace);
  if (!trace) return refuse(trace.error().sentence);
  Timeline timeline;
  timeline.append(trace->events);
  Output output;
  if (!command.at && !command.turn) {
    print_events(output, *trace, timeline, command.json);
  } else {
    const auto seq = wanted_event(command, timeline);
    if (!seq) {
      if (trace->damage) talk(trace->damage->sentence);
      return refuse(seq.error().sentence);
    }
    const Model model = timeline.state_at(*seq);
    if (command.json) {
      output.line(state_json(model, trace->names));
    } else {
      print_state(output, model, trace->names);
    }
  }
  if (!trace->damage) return output.finish(kFine);
  const int code = output.finish(kReported);
  talk(trace->damage->sentence);
  return code;
}

}  // namespace sockwalk
