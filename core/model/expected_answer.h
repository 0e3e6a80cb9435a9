#pragma once

#include <cstdint>
#include <optional>

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// How a call ends, as a class is asked about it.
struct Answer {
  enum class Kind : std::uint8_t { returns, fails, sleeps };

  Kind kind = Kind::returns;
  std::int64_t value = 0;  ///< of `returns`
  int error = 0;           ///< of `fails`: its errno

  static Answer returning(std::int64_t value) { return {Kind::returns, value, 0}; }
  static Answer failing(int error) { return {Kind::fails, 0, error}; }
  static Answer asleep() { return {Kind::sleeps, 0, 0}; }
  bool operator==(const Answer&) const = default;
};

/// "returns 4", "fails: ECONNREFUSED", "falls asleep"
Sentence in_words(const Answer& answer);

/// What really came of a call, from its exit; nullptr: it did not return.
Answer answer_of(const Event* exit);

/// How the model expects `enter` to end in the state `now`: asleep exactly where would_block() says
/// so. Nothing for exit(), which has no result. What only the kernel knows (how full a buffer is,
/// the limit of descriptors, the modes of files) is expected to be no obstacle.
std::optional<Answer> expected_answer(const Model& now, const Event& enter);

/// The number that the next descriptor of `actor` gets (open(2): the lowest that is free).
std::int32_t lowest_free(const Model& model, ActorId actor);

}  // namespace sockwalk
