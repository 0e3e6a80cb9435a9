#include <benchmark/benchmark.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <vector>

#include "log/event_log.h"
#include "syscalls/traced_calls.h"

using namespace sockwalk;

namespace {

constexpr int kPairs = 400;   // about a millisecond
constexpr int kBatches = 50;

/// Of this thread's own time, so that a busy machine does not decide.
double seconds_of(auto&& work) {
  const auto now = [] {
    timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  return now() - begin;
}

double median(std::vector<double> values) {
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
  return values[values.size() / 2];
}

/// What recording costs: a write and a read of four bytes over a socketpair, through TracedCalls
/// without turns, against the same raw calls, in turn within one run. `ratio` is the median of the
/// pairwise ratios.
void traced_pair_against_raw(benchmark::State& state) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) {
    state.SkipWithError("no socketpair");
    return;
  }
  std::vector<double> ratios;
  std::vector<double> raw_ns;
  std::array<std::byte, 4> bytes{};
  EventLog log;
  EventProducer& producer = log.add_producer();
  StepGate gate(1, false);
  TimeLimits limits;
  TracedCalls calls({0, &producer, &gate, &real_kernel_calls(), &limits, nullptr, monotonic_ns()});
  std::vector<Event> events;
  for (auto _ : state) {
    double raw = 0;
    double traced = 0;
    for (int batch = 0; batch < kBatches; ++batch) {
      raw += seconds_of([&] {
        for (int i = 0; i < kPairs; ++i) {
          benchmark::DoNotOptimize(::syscall(SYS_write, ends[0], bytes.data(), bytes.size()));
          benchmark::DoNotOptimize(::syscall(SYS_read, ends[1], bytes.data(), bytes.size()));
        }
      });
      traced += seconds_of([&] {
        for (int i = 0; i < kPairs; ++i) {
          benchmark::DoNotOptimize(calls.write({"bench.c", 1}, ends[0], bytes));
          benchmark::DoNotOptimize(calls.read({"bench.c", 2}, ends[1], bytes));
        }
      });
      // The run's own thread does this beside the actors, about once in a millisecond.
      events.clear();
      producer.drain(events);
      if (events.size() != 4UL * kPairs) state.SkipWithError("events are missing");
    }
    ratios.push_back(traced / raw);
    raw_ns.push_back(raw / kBatches / kPairs * 1e9);
  }
  ::close(ends[0]);
  ::close(ends[1]);
  state.counters["ratio"] = median(ratios);
  state.counters["raw_ns"] = median(raw_ns);
}

}  // namespace

BENCHMARK(traced_pair_against_raw)->Iterations(41)->Unit(benchmark::kMillisecond);
