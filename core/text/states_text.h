#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kStates{"states.header", "State machines"};
inline constexpr Text kStatesFor{"states.header_for", "for {0}"};
inline constexpr Text kConnectionSocket{"states.connection", "Connection socket"};
inline constexpr Text kDataSocket{"states.data", "Data socket, server's end"};
inline constexpr Text kClientSocket{"states.client", "Client's socket"};
inline constexpr Text kPairEnd{"states.pair_end", "End of a pair"};
inline constexpr Text kDatagramSocket{"states.datagram", "Datagram socket"};
inline constexpr Text kPeersCall{"states.peers_call", "peer's {0}()"};
inline constexpr Text kAcceptMovesOn{
    "states.accept", "Next, accept(): the master stays listening; the oldest queued data socket gets its handle."};
inline constexpr Text kNextMovesOn{"states.next", "Marked as next: what the call does when it succeeds."};
inline constexpr Text kMachineLegend{"states.legend", "Filled: where the socket stands. Ticked: what it went through."};

}  // namespace sockwalk::text
