#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/event.h"

namespace sockwalk {

/// What a client of a service received over one descriptor, and what it should have.
struct Exchange {
  ActorId actor = kNoActor;
  std::int32_t fd = -1;
  std::vector<std::int32_t> received;  ///< whole integers, in order
  std::vector<std::int32_t> expected;  ///< an answer for each 0 that the client's writes have put in
  bool ended = false;  ///< a read met the end of file or an error: nothing more comes
};

/// The exchanges of all clients with the sum service, by their own writes and reads: whatever the
/// server did, the sum of what a client has written since its last 0 is the right answer to the
/// next. Pure. What was recorded in part only (kRecordedBytes) ends the judgement of its descriptor.
std::vector<Exchange> sum_exchanges(std::span<const Event> events);

}  // namespace sockwalk
