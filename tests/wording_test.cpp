#include "text/wording.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace sockwalk;

namespace {

constexpr std::array<std::string_view, 5> kKnown{"scenarios", "run", "walk", "show", "explain"};

std::string best(std::string_view word) {
  const auto near = nearest(word, kKnown);
  return near.empty() ? std::string{} : std::string{near.front()};
}

}  // namespace

TEST_SUITE_BEGIN("wording");

TEST_CASE("the nearest word is offered, a strange one is not") {
  CHECK(best("runn") == "run");
  CHECK(best("rnu") == "run");
  CHECK(best("WALK") == "walk");
  CHECK(best("scenario") == "scenarios");
  CHECK(best("expl") == "explain");
  CHECK(best("xyzzy").empty());
  CHECK(best("").empty());
  CHECK(best(std::string(100000, 'r')).empty());
}

TEST_CASE("the closest words are offered also where none is near") {
  constexpr std::array<std::string_view, 4> errors{"EPERM", "EIO", "EINVAL", "EBADF"};
  const auto found = closest("EFOO", errors);
  REQUIRE(found.size() == 3);
  CHECK(found.front() == "EIO");
  CHECK(nearest("EFOO", errors).empty());
  CHECK(closest(std::string(100000, 'E'), errors).empty());
}

TEST_CASE("at most three, best first") {
  constexpr std::array<std::string_view, 5> words{"abcd", "abcx", "abc", "abxx", "abcde"};
  const auto near = nearest("abcd", words);
  REQUIRE(near.size() == 3);
  CHECK(near[0] == "abcd");
}

TEST_CASE("a word in a sentence cannot steer a terminal") {
  CHECK(quotable("plain ü") == "plain ü");
  CHECK(quotable("a\x1b[2Jb\n") == "a\\x1b[2Jb\\x0a");
  CHECK(quotable("\xc2\x9b") == "\\xc2\\x9b");
  CHECK(quotable("\xff") == "\\xff");
  CHECK(quotable("tset\u202etest") == "tset\\xe2\\x80\\xaetest");
  CHECK(quotable(std::string(100, 'x')) == std::string(80, 'x') + "…");
  CHECK(quotable("üüü", 4) == "üü…");
}

TEST_SUITE_END();
