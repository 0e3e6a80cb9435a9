#include <benchmark/benchmark.h>
#include <time.h>

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

double thread_micros() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Each iteration is one jump to any step, as a drag of the playhead makes it. Counters in µs: by
/// the clock on the wall, and of CPU time alone, which a busy machine does not lengthen.
void jump(benchmark::State& state) {
  Timeline timeline;
  timeline.append(recording(static_cast<unsigned>(state.range(0))).events());
  std::mt19937_64 random(11);
  Model model;
  std::vector<double> wall;
  std::vector<double> cpu;
  for (auto _ : state) {
    const std::uint64_t step = 1 + random() % timeline.last_seq();
    const double cpu_before = thread_micros();
    const auto before = std::chrono::steady_clock::now();
    timeline.seek(model, step);
    const std::chrono::duration<double, std::micro> took =
        std::chrono::steady_clock::now() - before;
    wall.push_back(took.count());
    cpu.push_back(thread_micros() - cpu_before);
    state.SetIterationTime(took.count() / 1e6);
  }
  state.counters["p50_us"] = at_share(wall, 0.50);
  state.counters["p99_us"] = at_share(wall, 0.99);
  state.counters["cpu_p50_us"] = at_share(cpu, 0.50);
  state.counters["cpu_p99_us"] = at_share(cpu, 0.99);
  state.counters["live"] = static_cast<double>(timeline.now().open_sockets().size());
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
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events.size()));
}
BENCHMARK(fold)->ArgName("churn")->Arg(0)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sockwalk
