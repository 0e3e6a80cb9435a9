#pragma once

#include "text/text.h"

/// How a call may end, in the words of a question to a class.
namespace sockwalk::alternatives_text {

inline constexpr Text kReturns{"alternatives.returns", "returns {0}"};
inline constexpr Text kFails{"alternatives.fails", "fails: {0}"};
inline constexpr Text kSleeps{"alternatives.sleeps", "falls asleep"};

}  // namespace sockwalk::alternatives_text
