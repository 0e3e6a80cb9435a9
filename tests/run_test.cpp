#include "run/run.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <string>

#include "model/agreement.h"
#include "model/timeline.h"
#include "run/assets.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

Scenario scenario(const std::string& name) {
  auto found = find_scenario(name);
  REQUIRE(found.ok());
  return *std::move(found);
}

std::size_t threads() {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
    count += entry.exists() ? 1 : 0;
  }
  return count;
}

std::size_t descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
  return count;
}

/// A run under a base directory of the test's own.
struct Played {
  TemporaryDirectory base;
  std::unique_ptr<Run> run;

  explicit Played(const std::string& name, RunOptions options = {}) {
    options.base_directory = base.path();
    auto started = Run::start(scenario(name), options);
    REQUIRE_MESSAGE(started.ok(), (started.ok() ? "" : started.error().sentence));
    run = *std::move(started);
    REQUIRE(run->wait_idle(5000));
  }
  void turn(ActorId actor) {
    run->give_turn(actor);
    REQUIRE(run->wait_idle(5000));
  }
  void give(const TurnRequest& request) {
    run->give_turn(request);
    REQUIRE(run->wait_idle(5000));
  }
  std::vector<Event> events() const {
    std::vector<Event> all;
    run->take(0, all);
    return all;
  }
  Event last(EventKind kind, ActorId actor) const {
    const std::vector<Event> all = events();
    for (auto event = all.rbegin(); event != all.rend(); ++event) {
      if (event->kind == kind && event->actor == actor) return *event;
    }
    return {};
  }
};

}  // namespace

TEST_SUITE_BEGIN("run");

TEST_CASE("nobody moves before the first turn") {
  Played played("one-client");
  CHECK(played.run->status().stands[0].stance == Stance::at_gate);
  CHECK(played.run->status().stands[0].call.call == Syscall::unlink);
  CHECK(played.last(EventKind::enter, 0).kind == EventKind::note);
}

TEST_CASE("a turn is one call, with the kernel's answer at its end") {
  Played played("one-client");
  played.turn(0);
  const std::vector<Event> events = played.events();
  CHECK(events.back().kind == EventKind::kernel);
  CHECK(played.last(EventKind::exit, 0).call == Syscall::unlink);
  CHECK(played.last(EventKind::exit, 0).expected);
  CHECK(played.run->status().stands[0].call.call == Syscall::socket);
}

TEST_CASE("every actor's first socket is 3: fd tables are private") {
  Played played("sum-select");
  played.turn(0);
  for (ActorId actor = 0; actor < 4; ++actor) {
    played.turn(actor);
    CHECK(played.last(EventKind::exit, actor).ret == 3);
  }
}

TEST_CASE("a connect wakes the sleeping accept in the same turn") {
  Played played("one-client");
  for (int i = 0; i < 5; ++i) played.turn(0);
  CHECK(played.run->status().stands[0].stance == Stance::asleep);
  played.turn(1);
  played.turn(1);
  const Event accepted = played.last(EventKind::exit, 0);
  CHECK(accepted.call == Syscall::accept);
  CHECK(accepted.ret == 4);
  CHECK(accepted.slept);
  CHECK(accepted.woken_by == played.last(EventKind::enter, 1).seq);
  CHECK(accepted.parts->opened[0].peer != 0);
}

TEST_CASE("a turn for somebody who sleeps is ignored") {
  Played played("one-client");
  for (int i = 0; i < 5; ++i) played.turn(0);
  const std::size_t before = played.events().size();
  played.turn(0);
  CHECK(played.events().size() == before);
}

TEST_CASE("stopping ends a run in the middle and leaves nothing behind") {
  const std::size_t threads_before = threads();
  const std::size_t descriptors_before = descriptors();
  {
    Played played("sum-select");
    for (int i = 0; i < 5; ++i) played.turn(0);
    CHECK(played.run->status().stands[0].stance == Stance::asleep);
    played.turn(1);
    const auto begin = std::chrono::steady_clock::now();
    played.run->stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    played.run.reset();
    CHECK(std::filesystem::is_empty(played.base.path()));
  }
  CHECK(threads() == threads_before);
  CHECK(descriptors() == descriptors_before);
}

TEST_CASE("a free run ends by itself with every sum right") {
  RunOptions options;
  options.free = true;
  Played played("sum-select", options);
  CHECK(played.run->status().finished);
  std::vector<std::int64_t> answers;
  for (const Event& event : played.events()) {
    if (event.kind != EventKind::exit || event.call != Syscall::read || event.actor == kServer) continue;
    REQUIRE(event.parts != nullptr);
    REQUIRE(event.parts->data.size() == 4);
    std::int32_t answer = 0;
    std::memcpy(&answer, event.parts->data.data(), 4);
    answers.push_back(answer);
  }
  std::ranges::sort(answers);
  CHECK(answers == std::vector<std::int64_t>{5, 15, 20, 300});
}

TEST_CASE("a free run begins where the server never listens, too") {
  RunOptions options;
  options.free = true;
  Played played("datagram", options);
  CHECK(played.run->status().finished);
}

TEST_CASE("a free run knows what lay there before its first call") {
  RunOptions options;
  options.free = true;
  Played played("facts/U4", options);
  const std::vector<Event> events = played.events();
  CHECK(std::ranges::count(events, NoteKind::leftover, &Event::note) == 1);
  REQUIRE(events.back().kind == EventKind::kernel);
  Timeline timeline;
  timeline.append(events);
  CHECK(compare(timeline.now(), *events.back().parts->rare->kernel).agrees());
}

TEST_CASE("a free run is finished only when its last events can be read") {
  RunOptions options;
  options.free = true;
  for (int i = 0; i < 60; ++i) {
    Played played("one-client", options);
    REQUIRE(played.run->status().finished);
    const std::vector<Event> events = played.events();
    REQUIRE(std::ranges::count(events, EventKind::end, &Event::kind) == 2);
  }
}

TEST_CASE("short reads and short writes do not spoil a sum") {
  KernelCalls calls = real_kernel_calls();
  calls.read = [](int fd, void* buffer, unsigned long count) {
    return real_kernel_calls().read(fd, buffer, count > 1 ? 1 : count);
  };
  RunOptions options;
  options.free = true;
  options.calls = &calls;
  Played played("one-client", options);
  const std::vector<Event> events = played.events();
  CHECK(std::ranges::count_if(events, [](const Event& event) {
          return event.note == NoteKind::slot && event.args[2] == 15;
        }) > 0);
}

TEST_CASE("a directory that cannot be made is refused with a sentence") {
  RunOptions options;
  options.base_directory = "/proc";
  const auto run = Run::start(scenario("one-client"), options);
  REQUIRE_FALSE(run.ok());
  CHECK(run.error().sentence.find("/proc") != std::string::npos);
  options.base_directory = "/tmp/" + std::string(120, 'x');
  const auto long_run = Run::start(scenario("one-client"), options);
  REQUIRE_FALSE(long_run.ok());
  CHECK(long_run.error().sentence.find("107") != std::string::npos);
}

TEST_CASE("a crash ends an actor wherever it is, and the kernel closes what it had") {
  Played played("one-client");
  for (int i = 0; i < 5; ++i) played.turn(0);
  CHECK(played.run->status().stands[0].stance == Stance::asleep);
  played.give({0, TurnRequest::Kind::crash, {}});
  CHECK(played.run->status().stands[0].stance == Stance::gone);
  CHECK(played.last(EventKind::end, 0).error == SIGKILL);
  played.turn(1);
  played.give({1, TurnRequest::Kind::crash, {}});
  CHECK(played.run->status().finished);
  CHECK(played.last(EventKind::command, 1).parts->text == "crash");
}

TEST_CASE("an interrupted call returns EINTR, and with SA_RESTART it sleeps on") {
  Played played("one-client");
  for (int i = 0; i < 5; ++i) played.turn(0);
  played.give({0, TurnRequest::Kind::interrupt_restart, {}});
  CHECK(played.run->status().stands[0].stance == Stance::asleep);
  CHECK(played.last(EventKind::signal, 0).args[0] == SIGUSR2);
  played.give({0, TurnRequest::Kind::interrupt, {}});
  CHECK(played.last(EventKind::exit, 0).error == EINTR);
  CHECK(played.last(EventKind::exit, 0).slept);
}

TEST_CASE("another call than the announced one can be made, and the announced one waits") {
  Played played("one-client");
  played.turn(1);
  CHECK(played.last(EventKind::exit, 1).ret == 3);
  played.give({1, TurnRequest::Kind::perform, "send 7"});
  CHECK(played.last(EventKind::exit, 1).call == Syscall::write);
  CHECK(played.last(EventKind::exit, 1).error == ENOTCONN);
  CHECK(played.run->status().stands[1].call.call == Syscall::connect);
}

TEST_CASE("a client can be added at any time, and does what it is told") {
  Played played("one-client");
  for (int i = 0; i < 5; ++i) played.turn(0);
  played.give({kNoActor, TurnRequest::Kind::add_client, "socket; connect"});
  REQUIRE(played.run->status().stands.size() == 3);
  CHECK(played.run->names().name(2) == "client 2");
  CHECK(played.last(EventKind::turn, 2).ret == 6);
  played.turn(2);
  played.turn(2);
  CHECK(played.last(EventKind::exit, 0).ret == 4);  // the sleeping accept
  CHECK(played.run->status().stands[2].call.call == Syscall::exit);
}

TEST_CASE("two runs at the same time do not meet") {
  Played one("one-client");
  Played other("one-client");
  for (int i = 0; i < 4; ++i) {
    one.turn(0);
    other.turn(0);
  }
  CHECK(one.last(EventKind::exit, 0).ret == 0);
  CHECK(other.last(EventKind::exit, 0).ret == 0);
}

TEST_SUITE_END();
