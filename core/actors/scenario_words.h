#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "actors/step_words.h"
#include "actors/turn_request.h"

namespace sockwalk {

/// "S S 1 crash:1 T" → the turns. Whoever does not exist among `clients` is refused.
WordProblem read_order(std::string_view words, std::size_t clients,
                       std::vector<TurnRequest>& order);

}  // namespace sockwalk
