#include "run/lecture.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "run/assets.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

std::string refused(std::string_view toml) {
  const Result<Lecture> lecture = parse_lecture(toml, "talk.toml");
  REQUIRE_FALSE(lecture.ok());
  CHECK(lecture.error().sentence.find('\n') == std::string::npos);
  return lecture.error().sentence;
}

bool says(const std::string& text, std::string_view part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("lecture");

TEST_CASE("stops with scenario, turn, question and note; a stop goes on with the scenario before") {
  const auto lecture = parse_lecture(R"(
title = "Who waits?"
[[stop]]
scenario = "one-client"
turn = 4
note = """Ask who knows.
Wait."""
[[stop]]
turn = 5
question = true
[[stop]]
turn = 6
question = "Which number?"
[[stop]]
turn = 7
question = false
)",
                                     "talk.toml");
  REQUIRE_MESSAGE(lecture.ok(), lecture.error().sentence);
  CHECK(lecture->title == "Who waits?");
  REQUIRE(lecture->stops.size() == 4);
  const auto& stops = lecture->stops;
  CHECK(stops[0].note == "Ask who knows.\nWait.");
  CHECK(stops[0].line == 3);
  CHECK_FALSE(stops[0].asks);
  for (const LectureStop& stop : stops) CHECK(stop.scenario == "one-client");
  CHECK(stops[1].asks);
  CHECK(stops[1].question.empty());
  CHECK(stops[2].question == "Which number?");
  CHECK_FALSE(stops[3].asks);
  CHECK(stops[3].turn == 7);
}

TEST_CASE("what is wrong is said with line and column, and how to mend it") {
  CHECK(says(refused(""), "talk.toml:1:1: a lecture needs a [[stop]]"));
  CHECK(says(refused("[[stop]\n"), "talk.toml:1:"));
  CHECK(says(refused("stop = 3\n"), "talk.toml:1:8: "));
  CHECK(says(refused("[[stop]]\nturn = 3\n"), "talk.toml:1:1: the first [[stop]] has to name"));
  CHECK(says(refused("[[stop]]\nscenario = \"one-clint\"\n"), "talk.toml:2:12: "));
  CHECK(says(refused("[[stop]]\nscenario = \"one-clint\"\n"), "one-client"));
  CHECK(says(refused("[[stop]]\nscenario = \"one-client\"\nturns = 3\n"), "talk.toml:3:1: "));
  CHECK(says(refused("[[stop]]\nscenario = \"one-client\"\nturn = -1\n"), "talk.toml:3:8: "));
  CHECK(says(refused("[[stop]]\nscenario = \"one-client\"\nquestion = 3\n"), "talk.toml:3:12: "));
  CHECK(says(refused("[[stop]]\nscenario = \"one-client\"\nnote = \"\\u001b[2J\"\n"), "talk.toml:3:8: "));
  CHECK(says(refused("[[stop]]\nscenario = \"one-client\"\nquestion = \"" + std::string(99, 'x') + "\"\n"),
             "talk.toml:3:12: "));
}

TEST_CASE("a missing file and a folder are said to be so") {
  const TemporaryDirectory folder;
  CHECK(says(read_lecture(folder.path_of("none.toml")).error().sentence, "none.toml"));
  CHECK(says(read_lecture(folder.path()).error().sentence, "folder"));
}

TEST_CASE("a scenario's file is looked for beside the lecture") {
  const TemporaryDirectory folder;
  std::filesystem::copy_file(assets_directory() + "/scenarios/one-client.toml", folder.path_of("mine.toml"));
  std::ofstream(folder.path_of("talk.toml")) << "[[stop]]\nscenario = \"mine.toml\"\n";
  const auto lecture = read_lecture(folder.path_of("talk.toml"));
  REQUIRE_MESSAGE(lecture.ok(), lecture.error().sentence);
  CHECK(find_scenario(lecture->stops[0].scenario).ok());
}

TEST_CASE("the lectures that come with sockwalk can be read") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(assets_directory() + "/lectures")) {
    const auto lecture = read_lecture(entry.path().string());
    REQUIRE_MESSAGE(lecture.ok(), lecture.error().sentence);
    CHECK(lecture->stops.size() > 3);
    ++count;
  }
  CHECK(count > 0);
}

TEST_SUITE_END();

}  // namespace sockwalk
