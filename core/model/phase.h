#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sockwalk {

/// Where a socket stands in its state machine. Computed from facts by phase_of(), never stored,
/// so that a name cannot disagree with a fact.
enum class Phase : std::uint8_t {
  created,
  bound,
  listening,
  connecting,            ///< asleep in connect(): the accept queue is full
  in_accept_queue,       ///< the server's end of a connection that has no handle yet
  connected,
  half_closed_sent,      ///< this end has said that it sends no more
  half_closed_received,  ///< the peer has said so
  peer_closed,
  closed,
};
inline constexpr std::size_t kPhases = 10;

/// The standard word: "in accept queue".
std::string_view phase_name(Phase phase);
/// The word of JSON: "in_accept_queue". As the enumerator.
std::string_view phase_id(Phase phase);

}  // namespace sockwalk
