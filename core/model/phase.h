#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sockwalk {

/// Where a socket stands in its state machine. Computed from facts by phase_of(), never stored,
/// so that a name cannot disagree with a fact. A listener stays `listening` when it is shut down, as
/// it does for the kernel; a datagram socket knows `created`, `bound`, `connected`, `peer_closed`
/// and `closed`, and leaves `connected` when a send finds its destination gone.
enum class Phase : std::uint8_t {
  created,
  bound,
  listening,
  connecting,            ///< asleep in connect(): the accept queue is full
  in_accept_queue,       ///< the server's end of a connection that has no handle yet
  connected,             ///< a datagram socket: it has a destination of its own
  half_closed_sent,      ///< this end sends no more: shutdown(SHUT_WR), or the peer's SHUT_RD
  half_closed_received,  ///< this end receives no more: the peer's SHUT_WR, or its own SHUT_RD
  shut_down,             ///< both of these, and the peer is still there
  peer_closed,           ///< a datagram socket: its destination is gone
  closed,
};
inline constexpr std::size_t kPhases = 11;

/// The standard word: "in accept queue".
std::string_view phase_name(Phase phase);
/// The word of JSON: "in_accept_queue". As the enumerator.
std::string_view phase_id(Phase phase);

}  // namespace sockwalk
