#pragma once

#include <optional>
#include <vector>

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// How a call ends, as a class is asked about it.
struct Answer {
  enum class Kind : std::uint8_t { returns, fails, sleeps };

  Kind kind = Kind::returns;
  std::int64_t value = 0;  ///< of `returns`
  int error = 0;           ///< of `fails`: its errno

  bool operator==(const Answer&) const = default;
};

/// "returns 4", "fails: ECONNREFUSED", "falls asleep"
Sentence in_words(const Answer& answer);

/// What really came of a call, from its exit; nullptr: it did not return.
Answer answer_of(const Event* exit);

/// How the model expects `enter` to end in the state `now`. Nothing for exit(), which has no result.
/// Only the kernel knows: this is to make sure that the right one is among the alternatives.
std::optional<Answer> expected_answer(const Model& now, const Event& enter);

inline constexpr std::size_t kMostAlternatives = 4;

/// What a class may choose from before the call `enter` is made in the state `now`: what the model
/// expects, and other results that are plausible because the state diagram or the manual page has
/// them for this call, or because they are a usual mistake. Two to four, all different, in an order that
/// tells nothing: numbers, errors, sleep. Empty where there is nothing to ask.
std::vector<Answer> alternatives(const Model& now, const Event& enter);

}  // namespace sockwalk
