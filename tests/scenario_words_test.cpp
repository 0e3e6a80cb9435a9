#include <doctest/doctest.h>

#include <set>
#include <string>

#include "event/event_text.h"
#include "few_clients.h"
#include "model/explain.h"
#include "model/transition.h"
#include "run/assets.h"
#include "run/walk.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

/// A scenario that has been played to its end for real.
struct Played {
  explicit Played(const Scenario& scenario) {
    WalkOptions options;
    options.run.base_directory = base.path();
    auto started = Walk::start(scenario, options);
    REQUIRE(started.ok());
    walk = *std::move(started);
    REQUIRE(walk->settle(5000));
    while (walk->next_actor() != kNoActor) {
      REQUIRE(walk->step());
      REQUIRE(walk->settle(5000));
    }
  }
  const Timeline& timeline() const { return walk->timeline(); }

  TemporaryDirectory base;
  std::unique_ptr<Walk> walk;
};

template <class Check>
void for_each_scenario(Check check) {
  std::size_t played = 0;
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    CAPTURE(entry.name);
    REQUIRE(entry.scenario.ok());
    check(Played(*entry.scenario).timeline());
    ++played;
  }
  CHECK(played >= 5);
}

void check_words(const Sentence& sentence) {
  const std::string text = sentence.words();
  CAPTURE(text);
  CHECK_FALSE(text.empty());
  CHECK(text.find('{') == std::string::npos);
  CHECK(text.find("that name") == std::string::npos);
  CHECK(text.find("somebody ") == std::string::npos);
  CHECK(text.find("/tmp") == std::string::npos);
}

}  // namespace

TEST_SUITE_BEGIN("scenario_words");

TEST_CASE("Every transition that a scenario makes is in the table") {
  std::set<const Transition*> made_rows;
  for_each_scenario([&](const Timeline& timeline) {
    Model model;
    for (const Event& event : timeline.events()) {
      const Model before = model;
      model.apply(event);
      CAPTURE(event.seq);
      for (const MadeTransition& made : transitions_made(before, model, event)) {
        const Socket& socket = model.sockets[made.socket];
        CAPTURE(socket_title(model, made.socket));
        CAPTURE(machine_of(socket));
        CAPTURE((made.from ? phase_name(*made.from) : "(unborn)"));
        CAPTURE(phase_name(made.to));
        CAPTURE(strace_line(event, nullptr));
        CHECK(made.row != nullptr);
        made_rows.insert(made.row);
      }
    }
  });
  CHECK(made_rows.size() > 20);
}

TEST_CASE(
    "Every call of every scenario is foretold and explained, with names and no general words") {
  for_each_scenario([](const Timeline& timeline) {
    for (const Event& event : timeline.events()) {
      CAPTURE(event.seq);
      if (event.kind == EventKind::enter) {
        check_words(foretell(timeline.state_at(event.seq - 1), event));
        check_words(needs(timeline.state_at(event.seq), event));
      }
      if (event.kind != EventKind::exit) continue;
      const Event& enter = timeline.event(event.enter);
      const Model before = timeline.state_at(explained_from(enter, event));
      const Sentence sentence = explain(before, enter, event);
      check_words(sentence);
      CHECK(sentence.text->id.find("general") == std::string_view::npos);
      CHECK(sentence.text->id.find("unseen") == std::string_view::npos);
    }
  });
}

TEST_SUITE_END();

}  // namespace sockwalk
