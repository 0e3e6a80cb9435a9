#include "timeline_summary.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>

#include "event_script.h"
#include "generated_recording.h"

namespace sockwalk {

TEST_SUITE_BEGIN("timeline_summary");

TEST_CASE("a short run has a stretch for each turn: who called, and whether it failed") {
  EventScript s;
  s.as("server").as("client 1");
  s.turn(1, 1);
  s.socket(3);
  s.turn(1, 2);
  s.connect(3, "/run/demo.sock", ECONNREFUSED);
  Timeline timeline;
  timeline.append(s.events());
  TimelineSummary summary;
  summary.update(timeline, 1);
  REQUIRE(summary.stretches().size() == 2);
  CHECK(summary.stretches()[0] == TimelineSummary::Stretch{2, false});
  CHECK(summary.stretches()[1] == TimelineSummary::Stretch{2, true});
  CHECK(summary.rows() == 2);
  CHECK_FALSE(summary.clock());
}

TEST_CASE("a long run of many has a few hundred stretches and rows, none of them empty") {
  GeneratedRecording::Shape shape;
  shape.events = 60'000;
  shape.clients = 1000;
  const GeneratedRecording recording(shape);
  Timeline timeline;
  timeline.append(recording.events());
  TimelineSummary at_once;
  at_once.update(timeline, 1);
  CHECK(at_once.stretches().size() <= TimelineSummary::kMostStretches);
  CHECK(at_once.rows() <= TimelineSummary::kMostRows);
  CHECK(at_once.actors_each() * TimelineSummary::kMostRows >= 1001);
  const std::uint64_t turns = timeline.turns().size() - 1;
  CHECK(at_once.stretches().size() == (turns + at_once.turns_each() - 1) / at_once.turns_each());
  CHECK(std::ranges::none_of(at_once.stretches(), [](const auto& stretch) { return stretch.rows == 0; }));

  // A recording that grows leads to the same; another one starts afresh.
  Timeline growing;
  TimelineSummary piecewise;
  for (std::size_t from = 0; from < recording.events().size(); from += 997) {
    growing.append(recording.events().subspan(from, std::min<std::size_t>(997, recording.events().size() - from)));
    piecewise.update(growing, 1);
  }
  CHECK(std::ranges::equal(piecewise.stretches(), at_once.stretches()));
  piecewise.update(Timeline(), 2);
  CHECK(piecewise.stretches().empty());
}

TEST_SUITE_END();

}  // namespace sockwalk
