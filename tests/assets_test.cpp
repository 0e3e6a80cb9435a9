#include "run/assets.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "run/listings.h"
#include "temporary_directory.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("assets");

TEST_CASE("the scenarios of the source tree are found, in the order of their names") {
  CHECK(std::filesystem::is_directory(assets_directory() + "/scenarios"));
  const auto entries = list_scenarios();
  REQUIRE(entries.size() >= 5);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK_MESSAGE(entries[i].scenario.ok(), entries[i].name);
    if (entries[i].scenario) CHECK(entries[i].scenario->name == entries[i].name);
    if (i > 0) CHECK(entries[i - 1].name < entries[i].name);
  }
}

TEST_CASE("a scenario is found by name or by path") {
  const auto named = find_scenario("queue");
  REQUIRE(named.ok());
  CHECK(named->clients.size() == 3);
  const auto by_path = find_scenario(assets_directory() + "/scenarios/queue.toml");
  REQUIRE(by_path.ok());
  CHECK(by_path->name == "queue");
  CHECK(by_path->text == named->text);
}

TEST_CASE("an unknown name offers the nearest") {
  const auto sentence = [](const std::string& name) {
    const auto found = find_scenario(name);
    return found ? std::string{} : found.error().sentence;
  };
  CHECK(sentence("stale_name").find("did you mean stale-name?") != std::string::npos);
  CHECK(sentence("Queue").find("did you mean queue?") != std::string::npos);
  CHECK(sentence("xyz").find("there are: abstract, broken-pipe, ") != std::string::npos);
  CHECK(sentence("").find("there is no scenario \"\"") != std::string::npos);
  CHECK(sentence("none.trace").find("there is no file \"none.trace\" here") == 0);
  CHECK(sentence("../code/client_sum").find("No such file") != std::string::npos);
}

TEST_CASE("the name of a file is no scenario's, and what to do with the file is said") {
  const TemporaryDirectory place;
  std::ofstream(place.path_of("zebra.trace")) << "x";
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(place.path());
  const auto found = find_scenario("zebra.trace");
  std::filesystem::current_path(before);
  REQUIRE_FALSE(found.ok());
  CHECK(found.error().sentence.find("but a file: write ./zebra.trace to play") != std::string::npos);
}

TEST_CASE("a listing is read once and stays where it is") {
  const auto first = find_listing("server_select.c");
  REQUIRE(first.ok());
  CHECK((*first)->file == "server_select.c");
  CHECK((*first)->line_of("accept") != 0);
  const auto second = find_listing("server_select.c");
  REQUIRE(second.ok());
  CHECK(*first == *second);
  for (const char* name : {"", "none.c", "../scenarios/queue.toml", "/etc/passwd"}) {
    CHECK_FALSE(find_listing(name).ok());
  }
}

TEST_CASE("every scenario's listings are there") {
  for (const auto& entry : list_scenarios()) {
    REQUIRE(entry.scenario.ok());
    for (std::size_t i = 0; i <= entry.scenario->clients.size(); ++i) {
      CHECK_MESSAGE(listing_of(*entry.scenario, static_cast<ActorId>(i)).ok(), entry.name);
    }
  }
}

TEST_SUITE_END();
