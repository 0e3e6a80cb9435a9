#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "kernel/observer.h"
#include "own_table_thread.h"
#include "syscalls/kernel_calls.h"
#include "temporary_directory.h"
#include "test_socket.h"

namespace sockwalk {
namespace {

using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;

/// What the target picture holds and more: a listener with three clients served and three queued
/// (ten sockets), and four actors asleep in the kernel.
struct Scene {
  Scene() {
    listener.bind(path);
    listener.listen(5);
    for (TestSocket& client : clients) client.connect(listener);
    for (TestSocket& end : served) end = listener.accept();
    inodes.push_back(listener.inode());
    for (const TestSocket& client : clients) inodes.push_back(client.inode());
    for (const TestSocket& end : served) inodes.push_back(end.inode());
    for (ActorId actor = 0; actor < 4; ++actor) {
      actors.push_back(std::make_unique<OwnTableThread>([this] {
        char byte = 0;
        real_kernel_calls().read(silence[0].fd(), &byte, 1);
      }));
      observer.watch(actor, actors.back()->tid());
      eventually([&] { return observer.probe(actor)->asleep_in(Syscall::read); });
    }
  }

  TemporaryDirectory directory;
  std::string path = directory.path_of("demo.sock");
  TestSocket listener;
  std::array<TestSocket, 6> clients;
  std::array<TestSocket, 3> served;
  std::vector<std::uint32_t> inodes;
  std::array<TestSocket, 2> silence = TestSocket::pair();
  Observer observer;
  std::vector<std::unique_ptr<OwnTableThread>> actors;
};

bool complete(const KernelSnapshot& snapshot) {
  return snapshot.can_ask &&
         std::all_of(snapshot.sockets.begin(), snapshot.sockets.end(),
                     [](const KernelSocket& socket) { return socket.found; }) &&
         std::all_of(snapshot.threads.begin(), snapshot.threads.end(),
                     [](const KernelThread& thread) { return thread.call == Syscall::read; });
}

/// The cheapest look at all Unix sockets of the machine that needs no netlink; its length.
std::size_t read_proc_net_unix() {
  static std::array<char, 64 * 1024> text;
  const int fd = open("/proc/net/unix", O_RDONLY | O_CLOEXEC);
  std::size_t length = 0;
  ssize_t got = 0;
  while ((got = read(fd, text.data(), text.size())) > 0) length += static_cast<std::size_t>(got);
  close(fd);
  return length;
}

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// A kernel check at a step: goal at most 100 µs. The two ways are timed in turns, so that whatever
/// slows the machine slows both.
void observer_look(benchmark::State& state) {
  Scene scene;
  std::vector<double> look_us;
  std::vector<double> proc_us;
  auto arena = std::make_unique<Arena>();
  for (auto _ : state) {
    if (arena->bytes() > (1 << 20)) arena = std::make_unique<Arena>();
    const Clock::time_point start = Clock::now();
    const KernelSnapshot* snapshot = scene.observer.look(scene.inodes, scene.path, *arena);
    const Clock::time_point looked = Clock::now();
    benchmark::DoNotOptimize(read_proc_net_unix());
    const Clock::time_point read = Clock::now();
    if (!complete(*snapshot)) {
      state.SkipWithError("the kernel cannot be asked, or did not know a socket or a sleeper");
      break;
    }
    state.SetIterationTime(std::chrono::duration<double>(looked - start).count());
    look_us.push_back(Microseconds(looked - start).count());
    proc_us.push_back(Microseconds(read - looked).count());
  }
  if (look_us.empty()) return;
  state.counters["look_us"] = median(look_us);
  state.counters["proc_net_unix_us"] = median(proc_us);
  state.counters["look/proc_net_unix"] = median(look_us) / median(proc_us);
  state.counters["proc_net_unix_bytes"] = static_cast<double>(read_proc_net_unix());
}
BENCHMARK(observer_look)->UseManualTime()->Unit(benchmark::kMicrosecond)->MinTime(1.0);

}  // namespace
}  // namespace sockwalk
