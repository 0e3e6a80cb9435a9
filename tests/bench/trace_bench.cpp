#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "event/event_text.h"
#include "generated_recording.h"
#include "log/trace_file.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

/// A trace of a million events and a thousand clients, as a file and in memory.
struct LongTrace {
  TemporaryDirectory folder;
  std::string path = folder.path_of("long.trace");
  simdjson::padded_string text;
  std::size_t events = 0;

  LongTrace() {
    GeneratedRecording::Shape shape;
    shape.events = 1'000'000;
    shape.clients = 1000;
    const GeneratedRecording recording(shape);
    ActorNames names;
    names.id_of("server");
    for (int client = 1; client <= shape.clients; ++client) {
      names.id_of("client " + std::to_string(client));
    }
    const Done written = write_trace(path, {}, recording.events(), names);
    if (!written.ok()) throw std::runtime_error(written.error().sentence);
    text = simdjson::padded_string::load(path).value();
    events = recording.events().size();
  }
};

const LongTrace& long_trace() {
  static const LongTrace trace;
  return trace;
}

void report(benchmark::State& state) {
  const LongTrace& trace = long_trace();
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * trace.text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * trace.events));
}

/// What to compare with: the library alone, over the same bytes.
void parse_many(benchmark::State& state) {
  const LongTrace& trace = long_trace();
  simdjson::dom::parser parser;
  for (auto _ : state) {
    simdjson::dom::document_stream stream;
    std::size_t count = 0;
    if (parser.parse_many(trace.text).get(stream) != simdjson::SUCCESS) break;
    for (const auto document : stream) count += document.error() == simdjson::SUCCESS ? 1 : 0;
    if (count != trace.events + 1) state.SkipWithError("not every line was parsed");
  }
  report(state);
}

void open_trace(benchmark::State& state) {
  for (auto _ : state) {
    const auto trace = read_trace(long_trace().path);
    if (!trace.ok() || trace->damage || trace->events.size() != long_trace().events) {
      state.SkipWithError("not every event was read");
    }
  }
  report(state);
}

BENCHMARK(parse_many)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(open_trace)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace sockwalk
