#include "step_difference.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "event_script.h"

TEST_SUITE_BEGIN("step_difference");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// Two states of one script.
struct Steps {
  explicit Steps(EventScript& told) : script(told), before(told.model()), seq(told.model().seq) {}

  StepDifference after() {
    timeline.append(std::span(script.events()).subspan(timeline.last_seq()));
    return step_difference({before, timeline, seq}, {script.model(), timeline, script.model().seq});
  }

  EventScript& script;
  const Model before;
  const std::uint64_t seq;
  Timeline timeline;
};

std::vector<std::string> lines(const StepDifference& found) {
  std::vector<std::string> out;
  for (const DifferenceRow& row : found.rows) {
    out.push_back(row.object + ": " + row.what + " " + row.before + " -> " + row.after);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("an accept: who called, the number it got, the socket and the queue; the rest is counted") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  Steps steps(s);
  s.as("server").accept(3, 4);
  const StepDifference found = steps.after();
  const Lines told = lines(found);
  const auto has = [&](std::string_view line) { return std::ranges::count(told, line) == 1; };
  CHECK(has("Server: descriptor 4  -> Data socket for client 1"));
  CHECK(has("Connection socket: accept queue 1 -> 0"));
  CHECK(has("Data socket for client 1: phase in accept queue -> connected"));
  CHECK(std::ranges::any_of(told, [](const std::string& line) {
    return line.starts_with("Server: last call listen(3") && line.find(" -> accept(3") != std::string::npos &&
           line.ends_with(" = 4");
  }));
  CHECK(found.same_actors == 1);        // the client
  CHECK(found.same_sockets == 1);       // the client's
  CHECK(found.same_descriptors == 2);   // 3 of either
  CHECK(found.same_names == 1);
}

TEST_CASE("a state beside itself has no rows, and all of it is counted") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4).slots(3).slot(1, 4, 7);
  Steps steps(s);
  const StepDifference found = steps.after();
  CHECK(found.rows.empty());
  CHECK(found.same_actors == 2);
  CHECK(found.same_sockets == 3);
  CHECK(found.same_descriptors == 3);
  CHECK(found.same_slots == 3);
  CHECK(found.same_names == 1);
}

TEST_CASE("many turns apart: a number that was given out again is one row, and leads to its socket") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  s.as("client 2").socket(3).connect(3, kPath).as("server").accept(3, 4);
  Steps steps(s);
  s.close(4).accept(3, 4);
  const StepDifference found = steps.after();
  const auto row = std::ranges::find(found.rows, "descriptor 4", &DifferenceRow::what);
  REQUIRE(row != found.rows.end());
  CHECK(row->before == "Data socket for client 1");
  CHECK(row->after == "Data socket for client 2");
  CHECK(row->target.kind == Target::Kind::fd);
  CHECK(row->target.socket == s.model().socket_of(kServer, 4));
}

TEST_CASE("the server's array and its fd_set, slot by slot") {
  EventScript s;
  listening_server(s).slots(2).select({3}, {3});
  Steps steps(s);
  s.as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4).slot(1, 4, 7).enter_select({3, 4});
  const Lines told = lines(steps.after());
  const auto has = [&](std::string_view line) { return std::ranges::count(told, line) == 1; };
  CHECK(has("Server's own array: slot 1 free -> 4"));
  CHECK(has("Server's own array: sum of slot 1  -> 7"));
  CHECK(has("Server keeps besides: fd_set [3] -> 3, 4"));
}

TEST_CASE("every row has an object, says two different things, and leads somewhere") {
  EventScript s;
  s.as("server");
  Steps steps(s);
  listening_server(s).slots(2).as("client 1").socket(3).connect(3, kPath).write(3, "12345");
  s.as("server").accept(3, 4).slot(1, 4, 0).as("client 1").close(3).as("server").unlink(kPath);
  const StepDifference found = steps.after();
  CHECK(found.rows.size() > 15);
  for (const DifferenceRow& row : found.rows) {
    CAPTURE(row.what);
    CHECK_FALSE(row.object.empty());
    CHECK_FALSE(row.what.empty());
    CHECK(row.before != row.after);
    CHECK(row.target.kind != Target::Kind::none);
  }
}

}  // namespace sockwalk

TEST_SUITE_END();
