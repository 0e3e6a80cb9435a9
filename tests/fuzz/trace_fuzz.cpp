#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "event/event_text.h"
#include "log/trace_file.h"
#include "model/timeline.h"

/// A trace, and all that a window does with one that could be read: its lines and its states.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sockwalk;
  const auto trace =
      parse_trace({reinterpret_cast<const char*>(data), size}, "hostile.trace", TraceLines::all);
  if (!trace.ok()) return 0;
  Timeline timeline;
  timeline.append(trace->events);
  std::string line;
  for (const Event& event : trace->events) {
    const bool returned = event.kind == EventKind::exit && event.enter != 0;
    const Event* enter = returned ? &timeline.event(event.enter) : nullptr;
    line = strace_line(event, enter);
    line += plain_sentence(event, enter, trace->names);
    append_json(line, event, trace->names);
  }
  static_cast<void>(timeline.now().hash(trace->header.directory));
  return 0;
}
