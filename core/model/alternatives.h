#pragma once

#include <cstddef>
#include <vector>

#include "model/expected_answer.h"
#include "model/model.h"

namespace sockwalk {

inline constexpr std::size_t kMostAlternatives = 4;

/// What a class may choose from before the call `enter` is made in the state `now`: what the model
/// expects, and other results that are plausible because the state diagram or the manual page has
/// them for this call, or because they are a usual mistake. Two to four, all different, in an order that
/// tells nothing: numbers, errors, sleep. Empty where there is nothing to ask.
std::vector<Answer> alternatives(const Model& now, const Event& enter);

}  // namespace sockwalk
