#include "timeline_cells.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "event_script.h"

TEST_SUITE_BEGIN("timeline_cells");

namespace sockwalk {
namespace {

using Kind = TimelineCell::Kind;

/// Events that have no verb of their own in the script.
void tell(EventScript& s, EventKind kind, ActorId actor, std::string_view text, std::int64_t ret = 0) {
  Event event;
  event.kind = kind;
  event.actor = actor;
  event.ret = ret;
  PartsDraft parts;
  parts.text = text;
  s.add(event, parts);
}

std::vector<TimelineCell> cells_of(const EventScript& script) {
  Timeline timeline;
  timeline.append(script.events());
  return timeline_cells(timeline, 0, timeline.turns().size() - 1);
}

const TimelineCell& only(const std::vector<TimelineCell>& cells, Kind kind) {
  REQUIRE(std::ranges::count(cells, kind, &TimelineCell::kind) == 1);
  return *std::ranges::find(cells, kind, &TimelineCell::kind);
}

}  // namespace

TEST_CASE("a crash stands in the lane of whom it was for") {
  EventScript s;
  s.as("server").as("client 1");
  s.turn(1, 1);
  tell(s, EventKind::command, 1, "crash");
  s.ends(0, 9);
  const auto cells = cells_of(s);
  const TimelineCell& cell = only(cells, Kind::command);
  CHECK(cell.actor == 1);
  CHECK(cell.from == 1);
  CHECK(cell.call == "crash");
}

TEST_CASE("a call that was asked for says so, and the command has no cell besides") {
  EventScript s;
  s.as("server").as("client 1");
  s.turn(1, 1);
  tell(s, EventKind::command, 1, "does socket");
  s.socket(3);
  const auto cells = cells_of(s);
  CHECK(cells.size() == 1);
  CHECK(only(cells, Kind::call).command == "does socket");
}

TEST_CASE("an interrupt leaves the sleeper's words their place") {
  EventScript s;
  listening_server(s);
  s.turn(0, 1);
  s.enter_accept(3);
  s.turn(0, 2);
  tell(s, EventKind::command, 0, "interrupt");
  const auto cells = cells_of(s);
  const auto sleeper = std::ranges::find(cells, std::string("accept"), &TimelineCell::call);
  REQUIRE(sleeper != cells.end());
  CHECK(sleeper->to == 2);
  CHECK(sleeper->words_to == 1);
}

TEST_CASE("time that passes has a lane, and is what woke a sleeper with a limit") {
  EventScript s;
  listening_server(s);
  s.turn(0, 1);
  s.enter_select({3}, 2000);
  s.turn(kClock, 2);
  s.exit_select({});
  const auto cells = cells_of(s);
  CHECK(only(cells, Kind::time).actor == kClock);
  const auto sleeper = std::ranges::find(cells, std::string("select"), &TimelineCell::call);
  REQUIRE(sleeper != cells.end());
  CHECK(sleeper->woken_by == kClock);
  CHECK(sleeper->woken_by_turn == 2);
}

TEST_CASE("a wait for a thread is a sleep, from when it began until the thread was gone") {
  EventScript s;
  s.as("server");
  s.turn(0, 1);
  s.socket(3);
  tell(s, EventKind::library, 0, "pthread_join", 0);
  s.as_thread("handler 1", "server");
  s.turn(1, 2);
  s.leaves();
  CHECK(only(cells_of(s), Kind::library).exit == 0);
  tell(s, EventKind::library, 0, "pthread_join", 1);
  const auto cells = cells_of(s);
  CHECK(only(cells, Kind::library).slept());
  CHECK(only(cells, Kind::library).to == 2);
}

}  // namespace sockwalk

TEST_SUITE_END();
