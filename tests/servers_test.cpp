#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstring>
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

TEST_SUITE_END();
