#include "actors/listing.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "build_paths.h"

using namespace sockwalk;

namespace {

std::string refused(const std::string& text) {
  const auto listing = parse_listing(text, "a.c");
  return listing ? std::string{} : listing.error().sentence;
}

}  // namespace

TEST_SUITE_BEGIN("listing");

TEST_CASE("labels and hidden parts are read and not displayed") {
  const auto listing = parse_listing(
      "/* @hide */\n"
      "#include <x.h>\n"
      "/* @show */\n"
      "  fd = socket(1, 2, 3);   /* @socket 2 */\n"
      "  go(); /* plain */\n"
      "close(fd); /* @close */\r\n",
      "a.c");
  REQUIRE(listing.ok());
  CHECK(listing->file == "a.c");
  REQUIRE(listing->lines().size() == 3);
  CHECK(listing->lines()[0].number == 4);
  CHECK(listing->lines()[0].text == "  fd = socket(1, 2, 3);");
  CHECK(listing->lines()[0].label == "socket");
  CHECK(listing->lines()[0].step == 2);
  CHECK(listing->lines()[1].text == "  go(); /* plain */");
  CHECK(listing->lines()[1].label.empty());
  CHECK(listing->lines()[2].text == "close(fd);");
  CHECK(listing->lines()[2].step == 0);
  CHECK(listing->line_of("close") == 6);
  CHECK(listing->line_of("none") == 0);
  CHECK(listing->line_of("") == 0);
  CHECK(listing->index_of(6) == 2);
  CHECK(listing->index_of(2) == -1);
}

TEST_CASE("mistakes are named with their line") {
  CHECK(refused("x\n/* @show */\n") ==
        "a.c:2: @show changes nothing here; @hide and @show must take turns");
  CHECK(refused("/* @hide */\n/* @hide */\n").starts_with("a.c:2: @hide changes nothing"));
  CHECK(refused("/* @hide */\nx; /* @x */\n").starts_with("a.c:2: label @x stands in a hidden"));
  CHECK(refused("x; /* @x 13 */").starts_with("a.c:1: \"13\" is none of the twelve steps"));
  CHECK(refused("x; /* @x one */").starts_with("a.c:1: \"one\" is none"));
  CHECK(refused("x; /* @x */\ny; /* @x */")
            .starts_with("a.c:2: label @x stands here for the second"));
  CHECK(refused(std::string(70000, '\n')).starts_with("a.c:65536: "));
  CHECK(refused("/* @*/\n/* @ */ /* @").empty());
}

TEST_CASE("the servers' listings show the twelve steps, nothing of the comments is left") {
  const std::set<std::string> servers = {
      "server_iterative.c", "server_bind_again.c",     "server_echo.c",      "server_upper.c",
      "server_seqpacket.c", "server_select.c",    "server_poll.c",
      "server_epoll.c",     "server_epoll_edge.c",     "server_threads.c",   "server_pool.c",
      "server_naive.c",     "server_reads_little.c"};
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SOCKWALK_SOURCE_DIR "/assets/code")) {
    const auto listing = read_listing(entry.path().string());
    REQUIRE_MESSAGE(listing.ok(), (listing ? std::string{} : listing.error().sentence));
    std::set<int> steps;
    for (const ListingLine& line : listing->lines()) {
      CHECK(line.text.find("/* @") == std::string::npos);
      if (line.step != 0) steps.insert(line.step);
    }
    if (servers.contains(listing->file)) {
      ++files;
      CHECK_MESSAGE(steps.size() == 12, listing->file);
    }
  }
  CHECK(files == servers.size());
}

TEST_CASE("a listing that is not there is named") {
  const auto none = read_listing("/nonexistent/a.c");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().sentence.find("/nonexistent/a.c") != std::string::npos);
}

TEST_SUITE_END();
