#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "actors/scenario.h"
#include "text/text.h"

namespace sockwalk {

/// Why a string of a scenario is refused, and at which of its bytes.
struct WordProblem {
  std::size_t offset = 0;
  Sentence why;  ///< empty: nothing is wrong

  bool refused() const { return !why.empty(); }
};

/// "send 7 8" → the step. `step` is untouched when the words are refused.
WordProblem read_step(std::string_view words, ClientStep& step);

/// "S S 1" → the actors. Whoever does not exist among `clients` is refused.
WordProblem read_order(std::string_view words, std::size_t clients, std::vector<TurnRequest>& order);

}  // namespace sockwalk
