#include "motion.h"

#include <doctest/doctest.h>

namespace sockwalk {

TEST_SUITE_BEGIN("motion");

TEST_CASE("easing begins at 0, ends at 1, and is held outside") {
  CHECK(ease_in_out(0.0F) == 0.0F);
  CHECK(ease_in_out(1.0F) == 1.0F);
  CHECK(ease_in_out(-3.0F) == 0.0F);
  CHECK(ease_in_out(7.0F) == 1.0F);
}

TEST_CASE("easing never goes back") {
  for (int i = 0; i < 1000; ++i) {
    CHECK(ease_in_out(static_cast<float>(i) / 1000.0F) <=
          ease_in_out(static_cast<float>(i + 1) / 1000.0F));
  }
}

TEST_CASE("in and out is slow at both ends, and symmetric") {
  CHECK(ease_in_out(0.1F) < 0.1F);
  CHECK(ease_in_out(0.9F) > 0.9F);
  CHECK(ease_in_out(0.5F) == doctest::Approx(0.5));
  CHECK(ease_in_out(0.2F) + ease_in_out(0.8F) == doctest::Approx(1.0));
}

TEST_CASE("an animation asks for frames up to its end, and not after") {
  const Animation animation{.start = 10.0, .duration = 2.0};
  CHECK(animation.end() == 12.0);
  CHECK(animation.progress(9.0) == 0.0F);
  CHECK(animation.progress(11.0) == doctest::Approx(0.5));
  CHECK(animation.progress(12.0) == 1.0F);
  CHECK(animation.running(9.0));
  CHECK(animation.running(11.999));
  CHECK_FALSE(animation.running(12.0));
}

TEST_CASE("twice the speed takes half the time") {
  const Animation animation{.start = 10.0, .duration = 2.0, .speed = 2.0};
  CHECK(animation.end() == 11.0);
  CHECK(animation.progress(10.5) == doctest::Approx(0.5));
}

TEST_CASE("reduced motion, no duration or no speed: over at once") {
  CHECK_FALSE(Animation{.start = 1.0, .duration = 2.0, .reduced = true}.running(1.0));
  CHECK(Animation{.start = 1.0, .duration = 2.0, .reduced = true}.progress(1.0) == 1.0F);
  CHECK_FALSE(Animation{.start = 1.0}.running(1.0));
  CHECK_FALSE(Animation{.start = 1.0, .duration = 2.0, .speed = 0.0}.running(1.0));
}

TEST_CASE("what nobody has started is over") {
  CHECK_FALSE(Animation{}.running(0.0));
  CHECK(Animation{}.progress(0.0) == 1.0F);
}

TEST_CASE("between two values") {
  CHECK(between(2.0F, 4.0F, 0.5F) == 3.0F);
  CHECK(between(2.0F, -4.0F, 1.0F) == -4.0F);
}

TEST_SUITE_END();

}  // namespace sockwalk
