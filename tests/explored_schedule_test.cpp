#include <doctest/doctest.h>

#include <algorithm>

#include "run/assets.h"
#include "run/exploration.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

/// Plays the turns that led to `found`, and writes them into `file` as `sockwalk explore` does.
void write_schedule(const Scenario& scenario, const OutcomeFound& found, const std::string& file) {
  WalkOptions options;
  options.schedule = found.schedule;
  auto walk = Walk::start(scenario, options);
  REQUIRE(walk.ok());
  while ((*walk)->turn() < found.schedule.size()) {
    REQUIRE((*walk)->settle(5000));
    REQUIRE(((*walk)->replaying() || (*walk)->turn() == found.schedule.size()));
  }
  REQUIRE((*walk)->save(file).ok());
}

Outcome outcome_of(const Walk& walk) {
  return outcome_of(*walk.scenario(), walk.timeline().events(), walk.model(), walk.stands(), walk.names(),
                    walk.header().directory);
}

}  // namespace

TEST_SUITE_BEGIN("explored_schedule");

TEST_CASE("a schedule that exploring has written leads to the reported outcome in the window") {
  const auto scenario = find_scenario("naive-lost-zero");
  REQUIRE(scenario.ok());
  ExploreOptions options;
  options.limit = 40;
  const auto found = explore(*scenario, options);
  REQUIRE(found.ok());
  REQUIRE(found->outcomes.size() > 1);
  CHECK(std::ranges::any_of(found->outcomes, [](const OutcomeFound& one) { return !one.outcome.fine(); }));
  for (const OutcomeFound& one : found->outcomes) {
    CAPTURE(one.outcome.wrong.size());
    const TemporaryDirectory files;
    write_schedule(*scenario, one, files.path_of("found.schedule"));
    auto turns = read_schedule(files.path_of("found.schedule"));
    REQUIRE(turns.ok());
    CHECK(*turns == one.schedule);
    ShownApp shown("naive-lost-zero", *std::move(turns));
    CHECK(shown.turn() == one.schedule.size());
    CHECK(shown.app.walk().next_actor() == kNoActor);
    CHECK(shown.app.notice() == "");
    CHECK(outcome_of(shown.app.walk()) == one.outcome);
  }
}

TEST_CASE("a turn of a schedule that belongs to nobody is told in the window") {
  ShownApp shown("one-client", {{"server", TurnRequest::Kind::proceed, {}}, {"nobody", TurnRequest::Kind::proceed, {}}});
  CHECK(shown.turn() == 1);
  CHECK(shown.app.notice().find("turn 2") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace sockwalk
