#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "run/run.h"
#include "run/walk.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

const std::vector<std::string> kManyAtOnce = {
    "kind = \"select\"", "kind = \"poll\"",    "kind = \"epoll\"", "kind = \"epoll\"\ntrigger = \"edge\"",
    "kind = \"threads\"", "kind = \"pool\"",   "kind = \"pool\"\nworkers = 2",
    "kind = \"select\"\nslots = 2", "kind = \"poll\"\nslots = 1", "kind = \"epoll\"\nslots = 1",
    "kind = \"epoll\"\nslots = 2\ntrigger = \"edge\""};

std::vector<std::string> all_servers() {
  std::vector<std::string> all = kManyAtOnce;
  all.insert(all.end(), {"kind = \"iterative\"", "kind = \"iterative\"\nremove_stale = \"when-bind-fails\"",
                         "kind = \"iterative\"\npath = \"@{run}/x\"",
                         "kind = \"iterative\"\nfaults = [\"forgets-unlink\"]",
                         "kind = \"iterative\"\nfaults = [\"forgets-close\"]"});
  return all;
}

Scenario parsed(const std::string& toml) {
  auto read = parse_scenario(toml, "test.toml");
  REQUIRE_MESSAGE(read.ok(), (read ? "" : read.error().sentence));
  return *std::move(read);
}

const std::string kTitle = "title = \"t\"\nabout = \"a\"\nwhat_next = \"w\"\n[server]\n";

/// Three clients whose sums are 15, 5 and then 20, and 300.
Scenario three_sums(const std::string& server) {
  return parsed(kTitle + server +
                "\n[[client]]\ndoes = [\"socket\", \"connect\", \"send 7\", \"send 8\", \"ask\", \"receive\", \"close\"]"
                "\n[[client]]\ndoes = [\"socket\", \"connect\", \"send 5\", \"ask\", \"receive\", \"send 20\", \"ask\", "
                "\"receive\", \"close\"]"
                "\n[[client]]\ndoes = [\"socket\", \"connect\", \"send 100 200\", \"ask\", \"receive\", \"close\"]\n");
}

const std::vector<std::string> kThreeSums = {"15", "5 20", "300"};

/// What the clients 1, 2 and 3 received, as integers, however many reads it took.
std::vector<std::string> answers(std::span<const Event> events) {
  std::vector<std::string> all;
  for (ActorId client = 1; client <= 3; ++client) {
    std::vector<std::byte> bytes;
    for (const Event& event : events) {
      if (event.kind != EventKind::exit || event.call != Syscall::read || event.actor != client) continue;
      if (event.parts == nullptr) continue;
      bytes.insert(bytes.end(), event.parts->data.begin(), event.parts->data.end());
    }
    std::string& text = all.emplace_back();
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
      std::int32_t value = 0;
      std::memcpy(&value, bytes.data() + at, 4);
      text += (text.empty() ? "" : " ") + std::to_string(value);
    }
  }
  return all;
}

/// The events of a run, with the memory that they refer to.
struct Recorded {
  std::vector<Event> events;
  std::shared_ptr<const void> memory;
};

Recorded played_free(const Scenario& scenario, const KernelCalls* calls = nullptr) {
  TemporaryDirectory base;
  RunOptions options;
  options.base_directory = base.path();
  options.free = true;
  options.calls = calls;
  auto run = Run::start(scenario, options);
  REQUIRE(run.ok());
  REQUIRE((*run)->wait_idle(10'000));
  CHECK((*run)->status().finished);
  Recorded recorded{{}, (*run)->memory()};
  (*run)->take(0, recorded.events);
  return recorded;
}

std::size_t entries(const char* directory) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(directory)) ++count;
  return count;
}

/// Gives turns to the lowest actor at the gate until `actor` sleeps in `call`, or joins its threads.
/// Then stops: within a second, and nothing is left.
void check_stop(const std::string& toml, ActorId actor, Syscall call) {
  const Scenario scenario = parsed(kTitle + toml);
  const std::size_t threads = entries("/proc/self/task");
  const std::size_t descriptors = entries("/proc/self/fd");
  {
    TemporaryDirectory base;
    RunOptions options;
    options.base_directory = base.path();
    auto run = Run::start(scenario, options);
    REQUIRE(run.ok());
    bool reached = false;
    for (int turn = 0; turn < 100 && !reached; ++turn) {
      REQUIRE((*run)->wait_idle(5000));
      const auto stands = (*run)->status().stands;
      // A thread stands nowhere before the server made it.
      const auto wanted = std::ranges::find(stands, actor, &Stand::actor);
      reached = wanted != stands.end() &&
                (call == Syscall::none ? wanted->stance == Stance::joining
                                       : wanted->stance == Stance::asleep && wanted->call.call == call);
      const auto next = std::ranges::find(stands, Stance::at_gate, &Stand::stance);
      if (next != stands.end() && !reached) (*run)->give_turn(next->actor);
    }
    CHECK(reached);
    const auto begin = std::chrono::steady_clock::now();
    (*run)->stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    run->reset();
    CHECK(std::filesystem::is_empty(base.path()));
  }
  CHECK(entries("/proc/self/task") == threads);
  CHECK(entries("/proc/self/fd") == descriptors);
}

const std::string kOneClient = "\n[[client]]\ndoes = [\"socket\", \"connect\", \"send 7\", \"ask\", \"receive\", \"close\"]\n";
const std::string kSilent = "\n[[client]]\ndoes = [\"socket\", \"connect\", \"read 4\"]\n";

}  // namespace

TEST_SUITE_BEGIN("servers");

TEST_CASE("in turns every server gives every client its own sum") {
  for (const std::string& server : all_servers()) {
    CAPTURE(server);
    const auto walk = Walk::start(three_sums(server), {});
    REQUIRE(walk.ok());
    while ((*walk)->settle(10'000) && (*walk)->step()) continue;
    const auto& events = (*walk)->timeline().events();
    CHECK(answers(events) == kThreeSums);
    CHECK(std::ranges::count_if(events, [](const Event& event) {
            return event.kind == EventKind::end && (event.ret != 0 || event.error != 0);
          }) == 0);
  }
}

TEST_CASE("and so it does when nobody gives turns") {
  for (const std::string& server : all_servers()) {
    CAPTURE(server);
    for (int i = 0; i < 5; ++i) CHECK(answers(played_free(three_sums(server)).events) == kThreeSums);
  }
}

TEST_CASE("a thread that a server makes never takes the number of a client") {
  const Scenario scenario = three_sums("kind = \"pool\"\nworkers = 2");
  std::atomic<int> wrong{0};
  const auto play = [&] {
    for (int i = 0; i < 25; ++i) {
      TemporaryDirectory base;
      RunOptions options;
      options.free = true;
      options.base_directory = base.path();
      const auto run = Run::start(scenario, options);
      if (!run.ok() || !(*run)->wait_idle(5000)) ++wrong;
      if (run.ok() && (*run)->names().find("client 3") != 3) ++wrong;
    }
  };
  // Several at once, so that a server is far ahead of a cast that has to wait for a processor.
  std::vector<std::thread> players;
  for (int i = 0; i < 6; ++i) players.emplace_back(play);
  for (std::thread& player : players) player.join();
  CHECK(wrong == 0);
}

TEST_CASE("reads and writes of one byte spoil no sum") {
  KernelCalls calls = real_kernel_calls();
  calls.read = [](int fd, void* buffer, unsigned long count) {
    return real_kernel_calls().read(fd, buffer, std::min(count, 1UL));
  };
  for (const std::string& server : all_servers()) {
    CAPTURE(server);
    CHECK(answers(played_free(three_sums(server), &calls).events) == kThreeSums);
  }
}

TEST_CASE("answers that go byte by byte arrive whole") {
  KernelCalls calls = real_kernel_calls();
  calls.write = [](int fd, const void* data, unsigned long count) {
    // A client's integers stay whole: its listing does not write them in a loop.
    thread_local bool server = fd != 3;
    return real_kernel_calls().write(fd, data, server ? std::min(count, 1UL) : count);
  };
  for (const std::string& server : all_servers()) {
    CAPTURE(server);
    CHECK(answers(played_free(three_sums(server), &calls).events) == kThreeSums);
  }
}

TEST_CASE("echo sends back what came, upper in capital letters") {
  for (const std::string& server : all_servers()) {
    if (server.find("iterative\"\n") != std::string::npos) continue;
    for (const auto& [service, answer] : {std::pair{"echo", "aBc"}, std::pair{"upper", "ABC"}}) {
      CAPTURE(server);
      const auto played = played_free(
          parsed(kTitle + server + "\nservice = \"" + service +
                 "\"\n[[client]]\ndoes = [\"socket\", \"connect\", \"send \\\"aBc\\\"\", \"read 64\", \"close\"]\n"));
      // Clang 14 does not let a lambda take a structured binding.
      const auto expected = std::as_bytes(std::span(answer, 3));
      CHECK(std::ranges::count_if(played.events, [&](const Event& event) {
              return event.actor == 1 && event.kind == EventKind::exit && event.call == Syscall::read &&
                     event.parts != nullptr &&
                     std::ranges::equal(event.parts->data, expected);
            }) == 1);
    }
  }
}

TEST_CASE("a thread for each client has a name and shares the server's descriptors") {
  const auto played = played_free(three_sums("kind = \"threads\""));
  std::vector<std::string> names;
  for (const Event& event : played.events) {
    if (event.kind == EventKind::start && event.args[2] != 0) names.emplace_back(event.parts->text);
  }
  std::ranges::sort(names);
  CHECK(names == std::vector<std::string>{"handler 1", "handler 2", "handler 3"});
}

TEST_CASE("a server stops whatever it sleeps in, and leaves nothing") {
  check_stop("kind = \"iterative\"" + kOneClient, 0, Syscall::accept);
  check_stop("kind = \"iterative\"" + kSilent, 0, Syscall::read);
  check_stop("kind = \"select\"" + kOneClient, 0, Syscall::select);
  check_stop("kind = \"poll\"" + kOneClient, 0, Syscall::poll);
  check_stop("kind = \"epoll\"" + kOneClient, 0, Syscall::epoll_wait);
  check_stop("kind = \"threads\"" + kSilent, 0, Syscall::none);
  check_stop("kind = \"threads\"" + kSilent, 2, Syscall::read);
  check_stop("kind = \"pool\"" + kOneClient, 0, Syscall::none);
  check_stop("kind = \"pool\"\nserve = 2" + kSilent, 3, Syscall::accept);
  check_stop("kind = \"iterative\"\ntype = \"dgram\"\n[[client]]\ndoes = [\"socket dgram\"]\n", 0, Syscall::recvfrom);
}

TEST_CASE("and so does a client") {
  check_stop("kind = \"iterative\"\nbacklog = 0\n" + kSilent + kSilent + kSilent, 3, Syscall::connect);
  check_stop("kind = \"iterative\"\nfaults = [\"never-reads\"]\n[[client]]\n"
             "does = [\"socket\", \"connect\", { do = \"send 64000 bytes\", repeat = 9 }]\n",
             1, Syscall::write);
}

TEST_SUITE_END();
