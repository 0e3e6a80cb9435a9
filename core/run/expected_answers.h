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
  std::vector<std::int32_t> received;  ///< sum: whole integers, in order
  std::vector<std::int32_t> expected;  ///< sum: an answer for each 0 that the client has sent
  std::string received_text;           ///< echo, upper: the bytes that came
  std::string expected_text;           ///< echo, upper: what was sent, as it should come back
  bool ended = false;  ///< a read met the end of file or an error: nothing more comes
};

/// The exchanges of all clients with `service`, by what they themselves sent and received, with
/// whichever calls: whatever the server did, the sum of what a client has sent since its last 0 is
/// the right answer to the next, or its own bytes are, in capital letters for `upper`. Pure. What was
/// recorded in part only (kRecordedBytes) ends the judgement of its descriptor.
std::vector<Exchange> exchanges_of(ServiceKind service, std::span<const Event> events);

}  // namespace sockwalk
