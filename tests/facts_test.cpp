#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "build_paths.h"
#include "program_story.h"
#include "run/assets.h"
#include "run/facts.h"
#include "skipped.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

/// The rows of what was observed: a letter, and how many.
struct Rows {
  char letter;
  int count;
};
constexpr Rows kRows[] = {{'A', 17}, {'B', 9}, {'C', 9},  {'D', 11}, {'E', 7},  {'F', 16}, {'G', 16}, {'H', 9},
                          {'I', 7},  {'J', 8}, {'K', 12}, {'L', 9},  {'M', 14}, {'N', 4},  {'O', 10}, {'P', 5},
                          {'Q', 9},  {'R', 9}, {'S', 18}, {'T', 8},  {'U', 4},  {'V', 6},  {'W', 12}};

std::set<std::string> all_rows() {
  std::set<std::string> rows;
  for (const Rows& one : kRows) {
    for (int i = 1; i <= one.count; ++i) rows.insert(one.letter + std::to_string(i));
  }
  return rows;
}

std::set<std::string> unexpressed_rows() {
  std::set<std::string> rows;
  for (const UnexpressedFact& row : unexpressed_facts()) rows.insert(row.id);
  return rows;
}

/// A scenario with one fact, whose one step leads to `expect`.
Scenario fact_that_expects(const std::string& expect) {
  const auto read = parse_scenario(
      "title = \"t\"\n[fact]\nid = \"X1\"\nclaim = \"c\"\npromised = \"P\"\n[server]\ndoes = [\"socket\", { do = "
      "\"accept\", expect = \"" + expect + "\" }]\n",
      "X1.toml");
  REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : read.error().sentence));
  return *read;
}

/// The number behind `name` in the counts that --json prints last.
int count_of(const std::string& json, const std::string& name) {
  const std::string key = "\"" + name + "\":";
  const auto at = json.rfind(key);
  return at == std::string::npos ? -1 : std::stoi(json.substr(at + key.size()));
}

}  // namespace

TEST_SUITE_BEGIN("facts");

TEST_CASE("this kernel does what is claimed of it") {
  Program program;
  const Ended ended = program({"facts", "--json"});
  CHECK_MESSAGE(ended.code == 0, ended.err);
  CHECK(ended.err.empty());
  CHECK(count_of(ended.out, "different") == 0);
  const int expressed = count_of(ended.out, "expressed");
  CHECK(expressed >= 247);
  // Who is root must not be able to skip any.
  const int skipped = count_of(ended.out, "skipped");
  CHECK(skipped <= (::geteuid() == 0 ? 0 : 14));
  CHECK(count_of(ended.out, "same") == expressed - skipped);
  CHECK(program.left_nothing());
}

TEST_CASE("a claim that does not hold is different, with what was observed") {
  const auto right = play_fact(fact_that_expects("EINVAL"));
  REQUIRE(right.ok());
  CHECK(right->outcome == FactReport::Outcome::same);
  const auto wrong = play_fact(fact_that_expects("EBADF"));
  REQUIRE(wrong.ok());
  CHECK(wrong->outcome == FactReport::Outcome::different);
  REQUIRE(wrong->steps.size() == 1);
  CHECK(has(wrong->steps[0].observed.words(), "EINVAL"));
}

TEST_CASE("every row is a fact, or stands among those that none expresses") {
  std::set<std::string> covered = unexpressed_rows();
  for (const std::string& id : fact_ids()) {
    const std::string row = id.substr(0, id.find('-'));
    if (row == "POLL" || row == "FOLK") continue;
    CHECK_MESSAGE(unexpressed_rows().count(row) == 0, row);
    covered.insert(row);
  }
  CHECK(covered == all_rows());
}

TEST_CASE("the manual lists the rows that none expresses, with the same reasons") {
  std::ifstream file(SOCKWALK_SOURCE_DIR "/doc/facts.md");
  std::ostringstream manual;
  manual << file.rdbuf();
  const auto rows = unexpressed_facts();
  CHECK(rows.size() == 43);
  for (const UnexpressedFact& row : rows) {
    CHECK_MESSAGE(has(manual.str(), "| " + row.id + " | " + row.why + " |\n"), row.id);
  }
}

TEST_CASE("every fact expects something, and is called as it calls itself") {
  for (const std::string& id : fact_ids()) {
    const auto fact = find_fact(id);
    REQUIRE_MESSAGE(fact.ok(), (fact.ok() ? "" : fact.error().sentence));
    CHECK_MESSAGE(has_expectations(*fact), id);
    CHECK(fact->name == "facts/" + id);
    CHECK(fact->fact->claim.size() <= 120);
  }
}

TEST_CASE("facts are named by themselves or by their row, in the order of rows") {
  const auto ids = fact_ids();
  const auto place = [&](const char* id) { return std::ranges::find(ids, id) - ids.begin(); };
  CHECK(place("A9") < place("A10"));
  CHECK(place("H1-5") < place("H3"));
  const auto row = facts_named("K1");
  REQUIRE(row.ok());
  CHECK(*row == std::vector<std::string>{"K1-dgram", "K1-seqpacket", "K1-stream"});
  const auto one = facts_named("K1-dgram");
  REQUIRE(one.ok());
  CHECK(one->size() == 1);
  CHECK(*facts_named("k1") == *row);
  CHECK(find_fact("h1-5")->name == "facts/H1-5");
}

TEST_CASE("what is no fact is refused, with the nearest") {
  Program program;
  check_refused(program, {"facts", "K1-dgramm"}, "did you mean K1-dgram");
  check_refused(program, {"facts", "S17"}, "no scenario expresses S17: measures time");
  check_refused(program, {"facts", "\x1b[2J"}, "there is no fact \"\\x1b[2J\"");
  check_refused(program, {"run", "facts/K1"}, "write one of: K1-dgram, K1-seqpacket, K1-stream");
}

TEST_CASE("the table fits its width, and says what was observed") {
  for (const char* width : {"80", "120"}) {
    ::setenv("COLUMNS", width, 1);
    Program program;
    const Ended ended = program({"facts", "H1-1", "A3"});
    ::unsetenv("COLUMNS");
    CHECK(ended.code == 0);
    CHECK(has(ended.err, "facts: 2 expressed, 2 same, 0 different, 0 skipped; rows not expressible: 43"));
    CHECK(has(ended.out, "same: accept: EINVAL"));
    for (const std::string& line : lines(ended.out)) CHECK(line.size() <= std::stoul(width));
  }
}

TEST_CASE("a fact is a scenario that can be run by its name") {
  Program program;
  CHECK(program({"run", "facts/R1-accept"}).code == 0);
  CHECK(has(program({"scenarios"}).err, "facts: sockwalk facts"));
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("facts_root");

TEST_CASE("a fact that needs another user is skipped where he cannot come in") {
  if (::geteuid() != 0) return skipped("only root can become somebody else");
  const auto fact = find_fact("G11");
  REQUIRE(fact.ok());
  TemporaryDirectory closed;
  const auto report = play_fact(*fact, closed.path());
  REQUIRE(report.ok());
  CHECK(report->outcome == FactReport::Outcome::skipped);
  CHECK(has(report->why, "other users may not enter"));
}

TEST_SUITE_END();
