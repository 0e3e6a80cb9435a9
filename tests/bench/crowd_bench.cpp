#include <benchmark/benchmark.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "actors/crowd.h"
#include "actors/service.h"
#include "event/unix_address.h"
#include "run/assets.h"
#include "run/descriptor_limit.h"
#include "run/run.h"
#include "syscalls/kernel_calls.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

constexpr int kPerActor = 100;

/// The programs of the scenario crowd, without anything of ours: the same threads with the same fd
/// tables make the same calls in the same order.
class BareCrowd {
 public:
  BareCrowd(int clients, const std::string& path) : clients_(clients) {
    name_ = to_sockaddr({UnixAddress::Kind::path, path, 0}, length_);
  }

  void play() {
    std::vector<std::thread> threads;
    threads.emplace_back([this] { serve(); });
    for (int first = 1; first <= clients_; first += kPerActor) {
      threads.emplace_back([this, first] { play_clients(first); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  bool right() const { return right_.load() == clients_; }

 private:
  void add(int epoll, int fd) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    calls_.epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
  }

  void serve() {
    own_tables();
    calls_.unlink(name_.sun_path);
    const int master = static_cast<int>(calls_.socket(AF_UNIX, SOCK_STREAM, 0));
    calls_.bind(master, address(), length_);
    calls_.listen(master, 128);
    up_.store(true);
    up_.notify_all();
    const int epoll = static_cast<int>(calls_.epoll_create1(0));
    add(epoll, master);
    std::vector<SumService> sums(static_cast<std::size_t>(clients_) + 16);
    std::vector<epoll_event> ready(static_cast<std::size_t>(clients_) + 1);
    for (int gone = 0, came = 0; gone < clients_;) {
      const long count = calls_.epoll_wait(epoll, ready.data(), clients_ + 1, -1);
      for (long i = 0; i < count; ++i) {
        const int fd = ready[static_cast<std::size_t>(i)].data.fd;
        if (fd == master) {
          add(epoll, static_cast<int>(calls_.accept(master)));
          if (++came == clients_) calls_.epoll_ctl(epoll, EPOLL_CTL_DEL, master, nullptr);
          continue;
        }
        SumService& sum = sums[static_cast<std::size_t>(fd)];
        if (talk(sum, fd)) continue;
        calls_.close(fd);
        if (gone++ == 0) add(epoll, master);
        sum = {};
      }
    }
    calls_.close(epoll);
    calls_.close(master);
    calls_.unlink(name_.sun_path);
  }

  bool talk(SumService& sum, int fd) const {
    const auto room = sum.missing();
    const long got = calls_.read(fd, room.data(), room.size());
    if (got <= 0) return false;
    sum.took(static_cast<std::size_t>(got));
    for (auto answer = sum.answer(); !answer.empty(); answer = sum.answer()) {
      sum.sent(static_cast<std::size_t>(calls_.write(fd, answer.data(), answer.size())));
    }
    return true;
  }

  void play_clients(int first) {
    own_tables();
    up_.wait(false);
    const int count = std::min(kPerActor, clients_ - first + 1);
    std::vector<int> fds;
    const auto put = [&](int fd, std::int32_t value) { calls_.write(fd, &value, sizeof value); };
    for (int i = 0; i < count; ++i) {
      fds.push_back(static_cast<int>(calls_.socket(AF_UNIX, SOCK_STREAM, 0)));
    }
    for (const int fd : fds) calls_.connect(fd, address(), length_);
    for (int i = 0; i < count; ++i) put(fds[static_cast<std::size_t>(i)], first + i);
    for (const int fd : fds) put(fd, 7);
    for (const int fd : fds) put(fd, 0);
    for (int i = 0; i < count; ++i) {
      std::int32_t sum = 0;
      calls_.read(fds[static_cast<std::size_t>(i)], &sum, sizeof sum);
      right_ += sum == first + i + 7 ? 1 : 0;
    }
    for (const int fd : fds) calls_.close(fd);
  }

  const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&name_); }

  const KernelCalls& calls_ = real_kernel_calls();
  const int clients_;
  sockaddr_un name_{};
  std::uint32_t length_ = 0;
  std::atomic<bool> up_{false};
  std::atomic<int> right_{0};
};

struct Took {
  double wall = 0;
  double cpu = 0;  ///< of all threads: what a busy machine does not lengthen
};

/// A reading of both clocks, in seconds.
struct Moment {
  double wall = 0;
  double cpu = 0;

  static Moment now() { return {read(CLOCK_MONOTONIC), read(CLOCK_PROCESS_CPUTIME_ID)}; }
  Took operator-(const Moment& earlier) const { return {wall - earlier.wall, cpu - earlier.cpu}; }

 private:
  static double read(clockid_t clock) {
    timespec time;
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
};

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

/// The scenario crowd, recorded, against the same programs without us, in turn within one run: from
/// the start of the first thread to the last event in the log, the kernel's answers about who was
/// accepted included; the check against the kernel, with the fold that it needs, comes after that.
/// `ratio` is the median of the pairwise ratios.
void recorded_crowd_against_bare(benchmark::State& state) {
  const int clients = static_cast<int>(state.range(0));
  const auto shipped = find_scenario("crowd");
  const auto scenario =
      shipped ? with_clients(*shipped, static_cast<std::uint64_t>(clients)) : shipped;
  if (!scenario || !allow_descriptors(descriptors_needed(*scenario)).ok()) {
    state.SkipWithError("no crowd of that size here");
    return;
  }
  TemporaryDirectory place;
  std::vector<double> wall, cpu, bare_ms;
  std::uint64_t events = 0;
  for (auto _ : state) {
    BareCrowd crowd(clients, place.path_of("s"));
    const Moment bare_start = Moment::now();
    crowd.play();
    const Took bare = Moment::now() - bare_start;
    RunOptions options;
    options.base_directory = place.path();
    options.free = true;
    // The kernel check comes after the last of the actors' events, with news of its own.
    std::array<Moment, 2> last{};
    options.on_change = [&] { last = {last[1], Moment::now()}; };
    const Moment start = Moment::now();
    auto started = Run::start(*scenario, options);
    std::unique_ptr<Run> run;
    if (started) run = *std::move(started);
    if (run != nullptr) run->wait_idle();
    if (run != nullptr) run->stop();
    const Took recorded = last[0] - start;
    if (run == nullptr || !run->status().finished || !crowd.right()) {
      state.SkipWithError("the run failed");
      return;
    }
    events = run->status().committed;
    wall.push_back(recorded.wall / bare.wall);
    cpu.push_back(recorded.cpu / bare.cpu);
    bare_ms.push_back(bare.wall * 1e3);
  }
  state.counters["ratio"] = median(wall);
  state.counters["cpu_ratio"] = median(cpu);
  state.counters["bare_ms"] = median(bare_ms);
  state.counters["events"] = static_cast<double>(events);
}
// How the threads fall on the processors makes single pairs scatter widely, the short ones most.
BENCHMARK(recorded_crowd_against_bare)
    ->ArgName("clients")
    ->Arg(1000)
    ->Iterations(51)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(recorded_crowd_against_bare)
    ->ArgName("clients")
    ->Arg(10000)
    ->Iterations(11)
    ->Unit(benchmark::kMillisecond);

/// What lies in an arena beside an event: arguments, bytes, addresses.
std::size_t arena_bytes(const Event& event) {
  if (event.parts == nullptr) return 0;
  const EventParts& parts = *event.parts;
  const RareParts& rare = *parts.rare;
  return sizeof parts + (&rare == &kNoRareParts ? 0 : sizeof rare) + rare.address.name.size() +
         parts.data.size_bytes() + parts.opened.size_bytes() + rare.fds.size_bytes() +
         rare.poll.size_bytes() + parts.text.size();
}

/// Memory of a recorded event: the record itself, and what its arena holds for it.
void memory_of_an_event(benchmark::State& state) {
  const auto scenario = find_scenario("crowd");
  TemporaryDirectory place;
  for (auto _ : state) {
    RunOptions options;
    options.base_directory = place.path();
    options.free = true;
    auto started = Run::start(*scenario, options);
    if (!started || !(*started)->wait_idle(60'000)) {
      state.SkipWithError("the run failed");
      return;
    }
    std::vector<Event> events;
    (*started)->take(0, events);
    std::size_t beside = 0;
    for (const Event& event : events) beside += arena_bytes(event);
    state.counters["bytes_per_event"] = sizeof(Event);
    state.counters["arena_bytes_per_event"] =
        static_cast<double>(beside) / static_cast<double>(events.size());
    state.counters["events"] = static_cast<double>(events.size());
  }
}
BENCHMARK(memory_of_an_event)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sockwalk
