#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "event/event_text.h"
#include "model/agreement.h"
#include "run/expectations.h"
#include "run/walk.h"
#include "temporary_directory.h"

namespace sockwalk {

inline Scenario read(const std::string& toml) {
  auto scenario = parse_scenario("title = \"t\"\n" + toml, "story.toml");
  REQUIRE_MESSAGE(scenario.ok(), (scenario.ok() ? "" : scenario.error().sentence));
  return *std::move(scenario);
}

/// A scenario played to its end on the real kernel.
struct Played {
  explicit Played(const std::string& toml) : scenario(read(toml)) {
    WalkOptions options;
    options.run.base_directory = base.path();
    auto started = Walk::start(scenario, options);
    REQUIRE_MESSAGE(started.ok(), (started.ok() ? "" : started.error().sentence));
    walk = *std::move(started);
    REQUIRE(walk->settle(5000));
    while (walk->next_actor() != kNoActor) {
      REQUIRE(walk->step());
      REQUIRE(walk->settle(5000));
    }
  }

  std::vector<CheckedExpectation> checked() const {
    return check_expectations(scenario, walk->timeline().events(), walk->names(),
                              walk->header().directory);
  }
  /// The sentences of what was not met, one a line.
  std::string unmet() const {
    std::string lines;
    for (const Sentence& one : unmet_expectations(scenario, walk->timeline().events(),
                                                  walk->names(), walk->header().directory)) {
      lines += one.words() + "\n";
    }
    return lines;
  }
  /// What model and kernel differ in, turn by turn, one a line.
  std::string disagreements() const {
    std::string lines;
    for (const Event& event : walk->timeline().events()) {
      if (event.kind != EventKind::kernel || event.parts->rare->kernel == nullptr) continue;
      const Agreement found =
          compare(walk->timeline().state_at(event.seq), *event.parts->rare->kernel);
      for (const Comparison& one : found.comparisons) {
        if (one.verdict != Verdict::different) continue;
        lines += std::string(one.property) + ": " + one.model + ", " + one.kernel + "\n";
      }
    }
    return lines;
  }
  std::string directory() const { return walk->header().directory; }

  Scenario scenario;
  TemporaryDirectory base;
  std::unique_ptr<Walk> walk;
};

/// All that `toml` expects happens, and it expects `count` things.
inline void check_met(const std::string& toml, std::size_t count) {
  const Played played(toml);
  CHECK(played.unmet() == "");
  CHECK(played.checked().size() == count);
}

}  // namespace sockwalk
