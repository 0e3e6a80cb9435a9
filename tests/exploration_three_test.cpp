#include <doctest/doctest.h>

#include <algorithm>

#include "run/exploration.h"
#include "run/run.h"

using namespace sockwalk;

namespace {

/// Three clients that ask for a sum of two integers each, and a server of `keys`.
Scenario three_clients(const std::string& keys) {
  std::string text = "title = \"t\"\n[server]\n" + keys + "\n";
  for (int i = 0; i < 3; ++i) {
    text += "[[client]]\ndoes = [\"socket\", \"connect\", \"send 7\", \"send 8\", \"ask\", \"receive\", \"close\"]\n";
  }
  auto scenario = parse_scenario(text, "naive");
  REQUIRE_MESSAGE(scenario.ok(), (scenario ? "" : scenario.error().sentence));
  return *std::move(scenario);
}

Exploration explored(const Scenario& scenario, std::size_t limit) {
  ExploreOptions options;
  options.limit = limit;
  auto found = explore(scenario, options);
  REQUIRE(found.ok());
  return *std::move(found);
}

/// The outcome of which `words` are said; nullptr when there is none.
const OutcomeFound* outcome_with(const Exploration& found, const std::string& words) {
  const auto one = std::ranges::find_if(found.outcomes, [&](const OutcomeFound& outcome) {
    return std::ranges::count(outcome.outcome.wrong, words) != 0;
  });
  return one == found.outcomes.end() ? nullptr : &*one;
}

/// What the turns of `found` lead to when they are given once more.
Outcome again(const Scenario& scenario, const OutcomeFound& found) {
  auto run = Run::start(scenario, {});
  REQUIRE(run.ok());
  (*run)->wait_idle();
  for (const ScheduledTurn& turn : found.schedule) {
    (*run)->give_turn(resolve(turn, (*run)->names()));
    (*run)->wait_idle();
  }
  std::vector<Event> events;
  (*run)->take(0, events);
  Model model;
  for (const Event& event : events) model.apply(event);
  return outcome_of(scenario, events, model, (*run)->status().stands, (*run)->names(),
                    (*run)->header().directory);
}

}  // namespace

TEST_SUITE_BEGIN("exploration_three");

TEST_CASE("of the naive server both mistakes are found: the wrong sum and the lost zero") {
  const Scenario scenario = three_clients("kind = \"select\"\nfaults = [\"naive\"]");
  const Exploration found = explored(scenario, 60);
  for (const char* words : {"client 1 received 7, and the right answer was 15",
                            "server and client 1 wait for each other: server in select, client 1 in read"}) {
    CAPTURE(words);
    const OutcomeFound* mistake = outcome_with(found, words);
    REQUIRE(mistake != nullptr);
    CHECK(again(scenario, *mistake) == mistake->outcome);
  }
}

TEST_CASE("of our servers none") {
  for (const char* keys : {"kind = \"iterative\"", "kind = \"select\"", "kind = \"poll\"", "kind = \"epoll\"",
                           "kind = \"epoll\"\ntrigger = \"edge\"", "kind = \"threads\"",
                           "kind = \"pool\"\nworkers = 2"}) {
    CAPTURE(keys);
    const Exploration found = explored(three_clients(keys), 20);
    CHECK(found.fine());
    CHECK(found.ended > 0);
    CHECK(found.diverged == 0);
  }
}

TEST_SUITE_END();
