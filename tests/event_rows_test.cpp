#include "event_rows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "event_script.h"
#include "generated_recording.h"

namespace sockwalk {
namespace {

/// A server that falls asleep in accept, and a client that is refused, then connects and wakes it.
struct Story {
  Story() {
    script.as("server").as("client 1").as("server");
    script.turn(0, 1);
    script.socket(3);
    script.turn(0, 2);
    script.enter_accept(3);
    script.as("client 1");
    script.turn(1, 3);
    script.socket(3);
    script.turn(1, 4);
    script.connect(3, "/run/demo.sock", ECONNREFUSED);
    script.turn(1, 5);
    script.connect(3, "/run/demo.sock");
    script.as("server").exit_opened(4);
    timeline.append(script.events());
    names.id_of("server");
    names.id_of("client 1");
  }

  std::vector<std::string> lines(EventRows& rows, std::string_view typed, EventForm form = EventForm::strace) const {
    do {
      rows.update(timeline, names, 1, typed, form);
    } while (!rows.complete());
    std::vector<std::string> lines;
    for (const std::uint64_t seq : rows.rows()) lines.push_back(event_line(timeline, names, timeline.event(seq), form));
    return lines;
  }

  EventScript script;
  Timeline timeline;
  ActorNames names;
};

bool any_has(const std::vector<std::string>& lines, std::string_view words) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

}  // namespace

TEST_SUITE_BEGIN("event_rows");

TEST_CASE("a call is one line, and two when it fell asleep in one turn and returned in another") {
  const Story story;
  EventRows rows;
  const auto lines = story.lines(rows, "");
  CHECK(std::ranges::count_if(lines, [](const std::string& line) { return line.starts_with("socket("); }) == 2);
  CHECK(std::ranges::count_if(lines, [](const std::string& line) { return line.starts_with("accept("); }) == 2);
  CHECK(any_has(lines, "falls asleep"));
  CHECK(std::ranges::is_sorted(rows.all()));
}

TEST_CASE("a filter finds actors, calls and errors, in capitals or not, and says how many of all") {
  const Story story;
  EventRows rows;
  const std::size_t all = story.lines(rows, "").size();
  CHECK(story.lines(rows, "econnrefused").size() == 1);
  CHECK(story.lines(rows, "CONNECT client 1").size() == 2);
  CHECK(story.lines(rows, "connect client 2").empty());
  CHECK(story.lines(rows, "server accept").size() == 2);
  CHECK(rows.all().size() == all);
  CHECK(story.lines(rows, "  ").size() == all);
}

TEST_CASE("sentences keep the names of call and error, so that these are found there too") {
  const Story story;
  EventRows rows;
  const auto lines = story.lines(rows, "ECONNREFUSED", EventForm::sentence);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].starts_with("connect ECONNREFUSED"));
  CHECK(lines[0].find("Client 1") != std::string::npos);
}

TEST_CASE("what the filter has found is told apart in the line, once where words overlap") {
  const EventFilter filter("read ad 3");
  const auto places = filter.places_in("READ(3) ad 3");
  REQUIRE(places.size() == 2);
  CHECK(places[0] == std::pair<std::size_t, std::size_t>{0, 4});
  CHECK(places[1] == std::pair<std::size_t, std::size_t>{8, 12});
}

TEST_CASE("a recording that grows gives the same lines as one that was there at once") {
  GeneratedRecording::Shape shape;
  shape.events = 20'000;
  shape.clients = 30;
  const GeneratedRecording recording(shape);
  ActorNames names;
  names.id_of("server");
  for (int client = 1; client <= 30; ++client) names.id_of("client " + std::to_string(client));
  Timeline timeline;
  timeline.append(recording.events());
  EventRows at_once;
  int pieces = 0;
  do {
    at_once.update(timeline, names, 1, "write", EventForm::strace);
    ++pieces;
  } while (!at_once.complete());
  CHECK(pieces > 1);  // no frame looks at all of them
  Timeline growing;
  EventRows piecewise;
  for (std::size_t from = 0; from < 20'000; from += 333) {
    growing.append(recording.events().subspan(from, std::min<std::size_t>(333, 20'000 - from)));
    piecewise.update(growing, names, 1, "write", EventForm::strace);
  }
  while (!piecewise.complete()) piecewise.update(growing, names, 1, "write", EventForm::strace);
  CHECK(std::ranges::equal(piecewise.all(), at_once.all()));
  CHECK(std::ranges::equal(piecewise.rows(), at_once.rows()));
  piecewise.update(Timeline(), names, 2, "", EventForm::strace);
  CHECK(piecewise.rows().empty());
}

TEST_SUITE_END();

}  // namespace sockwalk
