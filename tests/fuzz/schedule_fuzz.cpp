#include <cstddef>
#include <cstdint>
#include <string_view>

#include "actors/turn_request.h"
#include "log/trace_file.h"
#include "run/schedule.h"

/// A schedule, as read_schedule() takes it from a file, and a command.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sockwalk;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(read_command(text, kServer));
  const auto trace = parse_trace(text, "hostile.trace", TraceLines::schedule);
  if (!trace.ok()) return 0;
  const auto turns = schedule_of(trace->events, trace->names);
  if (!turns.ok()) return 0;
  for (const ScheduledTurn& turn : *turns) static_cast<void>(resolve(turn, trace->names));
  return 0;
}
