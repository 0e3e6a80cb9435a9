#include <doctest/doctest.h>

#include "few_clients.h"
#include "run/assets.h"
#include "run/comparison.h"
#include "run/run.h"

using namespace sockwalk;

namespace {

constexpr int kTimes = 20;

struct Recorded {
  std::string directory;
  ActorNames names;
  Timeline timeline;
  std::shared_ptr<const void> memory;
};

Recorded play(const Scenario& scenario, const std::vector<ScheduledTurn>& turns) {
  RunOptions options;
  options.observe = false;
  auto run = Run::start(scenario, options);
  REQUIRE_MESSAGE(run.ok(), run.error().sentence);
  Schedule rule = turns.empty() ? Schedule(scenario.order) : Schedule();
  Recorded recorded;
  for (std::size_t given = 0;; ++given) {
    (*run)->wait_idle();
    std::vector<Event> fresh;
    (*run)->take(recorded.timeline.last_seq(), fresh);
    recorded.timeline.append(fresh);
    const RunStatus status = (*run)->status();
    if (!turns.empty() && given == turns.size()) break;
    const TurnRequest turn = turns.empty() ? rule.next(recorded.timeline.now(), status.stands)
                                           : resolve(turns[given], (*run)->names());
    if (turn.actor == kNoActor && turn.kind != TurnRequest::Kind::add_client) break;
    (*run)->give_turn(turn);
    rule.taken(turn);
  }
  recorded.directory = (*run)->header().directory;
  recorded.names = (*run)->names();
  recorded.memory = (*run)->memory();
  return recorded;
}

/// The first difference between two runs, in calls, results or states; empty if none.
std::string difference(const Recorded& first, const Recorded& again) {
  if (first.timeline.turns().size() != again.timeline.turns().size()) return "number of turns";
  Model state;
  for (std::uint64_t turn = 0; turn < first.timeline.turns().size(); ++turn) {
    const std::string differs = turn_difference(first.timeline, first.directory, state, again.timeline,
                                                again.directory, turn, again.names);
    if (!differs.empty()) return differs;
  }
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("repetition");

TEST_CASE("one schedule gives the same calls, results and states every time") {
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    REQUIRE(entry.scenario.ok());
    if (entry.scenario->free || entry.scenario->kernel_chooses) continue;
    CAPTURE(entry.name);
    const Recorded first = play(*entry.scenario, {});
    const auto turns = schedule_of(first.timeline.events(), first.names);
    REQUIRE(turns.ok());
    REQUIRE_FALSE(turns->empty());
    for (int i = 0; i < kTimes; ++i) {
      const std::string differs = difference(first, play(*entry.scenario, *turns));
      CHECK_MESSAGE(differs.empty(), differs);
      if (!differs.empty()) break;
    }
  }
}

TEST_SUITE_END();
