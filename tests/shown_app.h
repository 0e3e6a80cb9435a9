#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "app.h"
#include "temporary_directory.h"

namespace sockwalk {

inline constexpr const char* kScenarioNames[] = {"one-client", "sum-select", "queue", "stale-name",
                                                 "nobody-home"};

/// The window's state with a live run behind it and a clock that only the test moves.
class ShownApp {
  const TemporaryDirectory base_;

 public:
  /// `schedule`: turns that are given first.
  explicit ShownApp(const std::string& scenario, std::vector<ScheduledTurn> schedule = {})
      : app(options(base_, std::move(schedule))) {
    REQUIRE(app.open_scenario(scenario).ok());
    wait();
  }

  App app;
  double now = 100.0;

  std::string file(const std::string& name) const { return base_.path_of(name); }
  std::uint64_t turn() const { return app.walk().turn(); }
  std::uint64_t hash() const { return app.walk().model().hash(app.walk().header().directory); }

  void perform(Command command) { app.perform({command, kNoActor, 0, {}}, now); }
  void give_turn(ActorId actor) { app.perform({Command::give_turn, actor, 0, {}}, now); }
  void seek(std::uint64_t turn) { app.perform({Command::seek_turn, kNoActor, turn, {}}, now); }

  /// Frames without any time passing, until the actors are at rest.
  void wait() {
    for (int i = 0; i < 50'000; ++i) {
      app.update(now);
      if (!app.walk().busy() && !app.walk().replaying()) return;
      ::usleep(200);
    }
    FAIL("the run did not come to rest within ten seconds");
  }
  /// One frame after `seconds`.
  void pass(double seconds) {
    now += seconds;
    app.update(now);
  }
  /// Space, and the first frame of what it reveals.
  void step() {
    perform(Command::step);
    wait();
  }
  bool can_step() const { return app.walk().next_actor() != kNoActor; }
  /// Space twice for each turn: one gives it, the next completes the reveal.
  void to_the_end() {
    while (can_step()) {
      step();
      perform(Command::step);
    }
  }

 private:
  static WalkOptions options(const TemporaryDirectory& base, std::vector<ScheduledTurn> schedule) {
    WalkOptions options;
    options.schedule = std::move(schedule);
    options.run.base_directory = base.path();
    return options;
  }
};

}  // namespace sockwalk
