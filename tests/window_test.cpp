#include "window.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <memory>
#include <string>

namespace sockwalk {

TEST_SUITE_BEGIN("window");

TEST_CASE("without a display the sentence says what else one can do") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const Result<std::unique_ptr<Window>> made = Window::create({});
  REQUIRE_FALSE(made.ok());
  const std::string& sentence = made.error().sentence;
  CAPTURE(sentence);
  CHECK(sentence.find("there is no display (") != std::string::npos);
  CHECK(sentence.find("sockwalk walk NAME") != std::string::npos);
  CHECK(sentence.find("--screenshot OUT.png") != std::string::npos);
  CHECK(sentence.find('\n') == std::string::npos);
}

TEST_SUITE_END();

}  // namespace sockwalk
