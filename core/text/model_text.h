#pragma once

#include "text/text.h"

/// The words for what the model holds: phases and the names of sockets.
namespace sockwalk {

inline constexpr Text kPhaseCreated{"phase.created", "created"};
inline constexpr Text kPhaseBound{"phase.bound", "bound"};
inline constexpr Text kPhaseListening{"phase.listening", "listening"};
inline constexpr Text kPhaseConnecting{"phase.connecting", "connecting"};
inline constexpr Text kPhaseInAcceptQueue{"phase.in_accept_queue", "in accept queue"};
inline constexpr Text kPhaseConnected{"phase.connected", "connected"};
inline constexpr Text kPhaseHalfClosedSent{"phase.half_closed_sent", "half-closed (sent)"};
inline constexpr Text kPhaseHalfClosedReceived{"phase.half_closed_received",
                                               "half-closed (received)"};
inline constexpr Text kPhaseShutDown{"phase.shut_down", "shut down (both)"};
inline constexpr Text kPhasePeerClosed{"phase.peer_closed", "peer closed"};
inline constexpr Text kPhaseClosed{"phase.closed", "closed"};

inline constexpr Text kConnectionSocketTitle{"socket.connection", "Connection socket"};
inline constexpr Text kClientSocketTitle{"socket.client", "{0}'s socket"};
inline constexpr Text kDataSocketTitle{"socket.data", "Data socket for {0}"};
inline constexpr Text kPairEndTitle{"socket.pair_end", "{0}'s end {1} of a pair"};
inline constexpr Text kDatagramSocketTitle{"socket.datagram", "{0}'s datagram socket"};
inline constexpr Text kForeignDataSocketTitle{"socket.data_foreign",
                                              "Data socket for an unknown client"};

}  // namespace sockwalk
