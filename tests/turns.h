#pragma once

#include <vector>

#include "actors/turn_request.h"

namespace sockwalk {

/// The plain turns of these actors, in this order.
inline std::vector<TurnRequest> turns_of(const std::vector<ActorId>& actors) {
  std::vector<TurnRequest> turns;
  for (const ActorId actor : actors) turns.push_back({actor, TurnRequest::Kind::proceed, {}});
  return turns;
}

}  // namespace sockwalk
