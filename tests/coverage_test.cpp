#include <doctest/doctest.h>
#include <fmt/core.h>
#include <unistd.h>

#include <set>
#include <span>
#include <string>

#include "event/constant_names.h"
#include "event_script.h"
#include "lives.h"
#include "model/transition.h"
#include "run/assets.h"
#include "run/facts.h"
#include "run/walk.h"

using namespace sockwalk;

namespace {

/// A row in words, to find it by.
std::string words(const Transition& row) {
  return fmt::format("machine {}, from {}: {} {}, outcome {} {}, to {}",
                     static_cast<int>(row.machine), row.from ? phase_name(*row.from) : "nothing",
                     row.by_peer ? "peer's" : "own", row_of(row.call).name,
                     static_cast<int>(row.outcome), errno_name(row.error), phase_name(row.to));
}

/// The rows of the table that stories have gone through, and the steps for which it has none.
class Visited {
 public:
  void add(const std::string& story, std::span<const Event> events) {
    Model model;
    for (const Event& event : events) {
      const Model before = model;
      model.apply(event);
      for (const MadeTransition& made : transitions_made(before, model, event)) {
        if (made.row != nullptr) {
          rows_.insert(made.row);
          continue;
        }
        unknown_ +=
            fmt::format("{}, event {}: {} {} from {} to {}\n", story, event.seq,
                        row_of(event.call).name, errno_name(event.error),
                        made.from ? phase_name(*made.from) : "nothing", phase_name(made.to));
      }
    }
  }

  bool has(const Transition& row) const { return rows_.count(&row) == 1; }
  std::size_t size() const { return rows_.size(); }
  const std::string& unknown() const { return unknown_; }

 private:
  std::set<const Transition*> rows_;
  std::string unknown_;
};

void play(Visited& visited, const Scenario& scenario) {
  WalkOptions options;
  options.run.observe = false;
  options.run.free = scenario.free;
  const auto walk = Walk::start(scenario, options);
  REQUIRE_MESSAGE(walk.ok(), (walk.ok() ? "" : walk.error().sentence));
  do {
    (*walk)->settle();
  } while ((*walk)->step());
  visited.add(scenario.name, (*walk)->timeline().events());
}

/// All scenarios and facts that can be played here, for real.
const Visited& played() {
  static const Visited all = [] {
    Visited visited;
    for (const ScenarioEntry& entry : list_scenarios()) {
      REQUIRE(entry.scenario.ok());
      play(visited, *entry.scenario);
    }
    for (const std::string& id : fact_ids()) {
      const auto fact = find_fact(id);
      REQUIRE(fact.ok());
      if (!fact->fact->needs_root || ::geteuid() == 0) play(visited, *fact);
    }
    return visited;
  }();
  return all;
}

}  // namespace

TEST_SUITE_BEGIN("coverage");

TEST_CASE("every transition that a scenario or a fact makes is in the table") {
  CHECK(played().unknown() == "");
  CHECK(played().size() >= 60);
}

TEST_CASE("every row of the table is reached by a scenario, a fact or a life") {
  Visited lived;
  for (const auto& life : lives::all()) {
    EventScript script;
    life(script);
    lived.add("life", script.events());
  }
  for (const Transition& row : transition_table()) {
    CHECK_MESSAGE((played().has(row) || lived.has(row)), words(row));
  }
  MESSAGE("of " << transition_table().size() << " rows real runs reach " << played().size());
}

TEST_SUITE_END();
