#include "run/exploration.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "program_story.h"
#include "run/assets.h"

using namespace sockwalk;

namespace {

/// A server of `kind` and a client for each list of steps.
Scenario scenario_of(const std::string& kind, const std::vector<std::string>& clients) {
  std::string text = "title = \"t\"\n[server]\nkind = \"" + kind + "\"\nservice = \"sum\"\nbacklog = 5\n";
  for (const std::string& steps : clients) text += "[[client]]\ndoes = [" + steps + "]\n";
  auto scenario = parse_scenario(text, "orders");
  REQUIRE_MESSAGE(scenario.ok(), scenario.error().sentence);
  return *std::move(scenario);
}

const std::string kAsksOnce = R"("socket", "connect", "send 7", "ask", "receive", "close")";
const std::string kAsksTwice =
    R"("socket", "connect", "send 5", "ask", "receive", "send 20", "ask", "receive", "close")";
const std::string kReadsFirst = R"("socket", "connect", "receive", "close")";

Exploration all_orders(const Scenario& scenario, ExploreOptions options = {}) {
  auto found = explore(scenario, options);
  REQUIRE_MESSAGE(found.ok(), found.error().sentence);
  return *std::move(found);
}

/// All that is said to be wrong, in whatever outcome.
std::vector<std::string> wrong_in(const Exploration& found) {
  std::vector<std::string> all;
  for (const OutcomeFound& one : found.outcomes) {
    all.insert(all.end(), one.outcome.wrong.begin(), one.outcome.wrong.end());
  }
  return all;
}

/// The outcomes in an order that does not depend on the search.
std::vector<std::string> outcomes_in(const Exploration& found) {
  std::vector<std::string> all;
  for (const OutcomeFound& one : found.outcomes) {
    std::string text;
    for (const ActorOutcome& actor : one.outcome.actors) {
      text += actor.name + ":" + std::to_string(static_cast<int>(actor.end)) + actor.call;
      for (const auto answer : actor.received) text += " " + std::to_string(answer);
      for (const auto& call : actor.failed) text += " " + call;
      text += "; ";
    }
    all.push_back(text);
  }
  std::ranges::sort(all);
  return all;
}

}  // namespace

TEST_SUITE_BEGIN("exploration");

TEST_CASE("an iterative server gives three clients their sums in every order") {
  const auto scenario = scenario_of("iterative", {kAsksOnce, kAsksTwice, kAsksOnce});
  const Exploration found = all_orders(scenario);
  CHECK(wrong_in(found) == std::vector<std::string>{});
  REQUIRE(found.outcomes.size() == 1);
  CHECK(found.outcomes[0].outcome.actors[2].received == std::vector<std::int32_t>{5, 20});
  CHECK(found.waiting == 0);
  CHECK(found.ended + found.met == found.played);
}

TEST_CASE("a select server does so too, in as many orders as there is time for") {
  const auto scenario = scenario_of("select", {kAsksOnce, kAsksTwice, kAsksOnce});
  ExploreOptions options;
  options.limit = 60;
  const Exploration found = all_orders(scenario, options);
  CHECK(wrong_in(found) == std::vector<std::string>{});
  CHECK(found.played == 60);
  CHECK(found.waiting > 0);
}

TEST_CASE("a client that reads before it asks waits for the server, and that for it") {
  const Exploration found = all_orders(scenario_of("iterative", {kReadsFirst}));
  CHECK(wrong_in(found) ==
        std::vector<std::string>{"server and client 1 wait for each other: both in read"});
}

TEST_CASE("those who stand behind a deadlock are told why they wait") {
  const Exploration found = all_orders(scenario_of("iterative", {kReadsFirst, kAsksOnce}));
  const auto wrong = wrong_in(found);
  CHECK(std::ranges::count(wrong, "server and client 1 wait for each other: both in read") > 0);
  CHECK(std::ranges::count(wrong, "client 2 waits for ever in read: server has not accepted its "
                                  "connection and sleeps in read") > 0);
}

TEST_CASE("clients that may come before the server are left by it when they have failed") {
  ExploreOptions options;
  options.from_start = true;
  const Exploration found = all_orders(scenario_of("iterative", {kAsksOnce}), options);
  CHECK(found.outcomes.size() > 1);
  const auto wrong = wrong_in(found);
  CHECK(std::ranges::count(wrong, "server waits for ever in accept: nobody is left who could wake it") > 0);
}

TEST_CASE("a step that leads elsewhere than expected is wrong in that outcome") {
  const auto scenario = scenario_of(
      "iterative", {R"("socket", { do = "connect", expect = "ECONNREFUSED" }, "send 7", "ask", )"
                    R"({ do = "receive", expect = "= 8" }, "close")"});
  const Exploration found = all_orders(scenario);
  CHECK(found.outcomes.size() == 1);
  const auto wrong = wrong_in(found);
  REQUIRE(wrong.size() == 2);
  CHECK(has(wrong[0], "client 1, step 2 \"connect\": expected ECONNREFUSED, but connect(3, "));
  CHECK(has(wrong[0], "\"{run}/demo.sock\""));
  CHECK(wrong[1] == "client 1, step 5 \"receive\": expected = 8, but read(3, \"\\7\\0\\0\\0\", 4) = 4");
}

TEST_CASE("answers that travel by other calls, and texts, are judged too") {
  const auto sums = all_orders(scenario_of(
      "iterative", {R"("socket", "connect", "sendto 7", "sendmsg 8 0", "recv 4 MSG_PEEK", "recvmsg 4", "close")"}));
  CHECK(wrong_in(sums) == std::vector<std::string>{});
  REQUIRE(sums.outcomes.size() == 1);
  CHECK(sums.outcomes[0].outcome.actors[1].received == std::vector<std::int32_t>{15});
  const auto text = all_orders(*find_scenario("upper"));
  CHECK(wrong_in(text) == std::vector<std::string>{});
  CHECK(text.outcomes[0].outcome.actors[1].text != "");
}

TEST_CASE("leaving out calls that cannot matter leaves out no outcome") {
  struct Case {
    std::string kind;
    std::vector<std::string> clients;
    bool from_start = false;
  };
  const std::string goes_early = R"("socket", "connect", "send 7", "ask", "close")";
  for (const Case& one : {Case{"iterative", {kAsksOnce, kAsksOnce}},
                          Case{"iterative", {kReadsFirst, kAsksOnce}},
                          Case{"iterative", {goes_early, kAsksOnce}},
                          Case{"select", {goes_early}},
                          Case{"iterative", {kAsksOnce}, true}}) {
    CAPTURE(one.kind);
    const auto scenario = scenario_of(one.kind, one.clients);
    ExploreOptions all;
    all.reduce = false;
    all.limit = 6000;
    all.from_start = one.from_start;
    ExploreOptions few = all;
    few.reduce = true;
    const Exploration every = all_orders(scenario, all);
    const Exploration reduced = all_orders(scenario, few);
    REQUIRE(every.waiting == 0);
    REQUIRE(reduced.waiting == 0);
    MESSAGE(one.kind << ", orders played: " << every.played << ", reduced: " << reduced.played);
    CHECK(outcomes_in(every) == outcomes_in(reduced));
    CHECK(reduced.played < every.played);
  }
}

TEST_CASE("whoever asks for it ends the exploration between two orders") {
  ExploreOptions options;
  options.on_order = [](const Exploration& so_far) { return so_far.played < 3; };
  const Exploration found = all_orders(scenario_of("select", {kAsksOnce, kAsksOnce}), options);
  CHECK(found.stopped);
  CHECK(found.played == 3);
}

TEST_SUITE_END();
