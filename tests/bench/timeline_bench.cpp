#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <random>
#include <vector>

#include "generated_recording.h"
#include "model/timeline.h"

namespace sockwalk {
namespace {

/// A million events with a thousand live sockets: one connection socket and 500 connections.
/// `churn` counts of 1000 turns those in which a client leaves and comes again.
const GeneratedRecording& recording(unsigned churn) {
  static const GeneratedRecording calm({1'000'000, 500, 0, 7});
  static const GeneratedRecording busy({1'000'000, 500, 100, 7});
  return churn == 0 ? calm : busy;
}

double at_share(std::vector<double>& values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(
                                          share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

/// Each iteration is one jump to any step, as a drag of the playhead makes it. Counters: µs.
void jump(benchmark::State& state) {
  Timeline timeline;
  timeline.append(recording(static_cast<unsigned>(state.range(0))).events());
  std::mt19937_64 random(11);
  Model model;
  std::vector<double> micros;
  for (auto _ : state) {
    const std::uint64_t step = 1 + random() % timeline.last_seq();
    const auto before = std::chrono::steady_clock::now();
    timeline.seek(model, step);
    const std::chrono::duration<double, std::micro> took =
        std::chrono::steady_clock::now() - before;
    micros.push_back(took.count());
    state.SetIterationTime(took.count() / 1e6);
  }
  state.counters["p50_us"] = at_share(micros, 0.50);
  state.counters["p99_us"] = at_share(micros, 0.99);
  state.counters["max_us"] = at_share(micros, 1.0);
  state.counters["sockets"] = static_cast<double>(timeline.now().sockets.size());
  state.counters["checkpoints"] = static_cast<double>(timeline.checkpoint_count());
}
BENCHMARK(jump)->ArgName("churn")->Arg(0)->Arg(100)->Iterations(3000)->UseManualTime()->Unit(
    benchmark::kMicrosecond);

/// The fold alone, an event an item.
void fold(benchmark::State& state) {
  const auto events = recording(static_cast<unsigned>(state.range(0))).events();
  for (auto _ : state) {
    Model model;
    for (const Event& event : events) model.apply(event);
    benchmark::DoNotOptimize(model.seq);
  }
  state.counters["ns_per_event"] = benchmark::Counter(
      static_cast<double>(state.iterations()) * static_cast<double>(events.size()) / 1e9,
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(fold)->ArgName("churn")->Arg(0)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sockwalk
