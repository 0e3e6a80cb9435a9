#include "model/transition.h"

#include <array>
#include <cerrno>

#include "text/state_text.h"

namespace sockwalk {
namespace {

namespace why = state_text;
using enum Outcome;
using enum Phase;

constexpr Machine kConnection = Machine::connection_socket;
constexpr Machine kData = Machine::data_socket;
constexpr Machine kClient = Machine::client_socket;
constexpr bool kOwn = false;
constexpr bool kPeer = true;
constexpr std::nullopt_t kUnborn = std::nullopt;

// accept stands for accept4, read and write for all calls that receive and send (family_of()).
// The end of an actor closes what it left open and counts as close().
constexpr std::array kRows{
    // A socket that will listen.
    Transition{kConnection, kUnborn, Syscall::socket, kOwn, succeeded, 0, created, &why::kMade,
               "socket(2)"},
    Transition{kConnection, created, Syscall::bind, kOwn, succeeded, 0, bound, &why::kNamed,
               "bind(2)"},
    Transition{kConnection, created, Syscall::bind, kOwn, failed, 0, created, &why::kNameRefused,
               "bind(2)"},
    Transition{kConnection, created, Syscall::listen, kOwn, failed, EINVAL, created,
               &why::kListenNoName, "listen(2)"},
    Transition{kConnection, created, Syscall::accept, kOwn, failed, EINVAL, created,
               &why::kAcceptTooEarly, "accept(2)"},
    Transition{kConnection, created, Syscall::close, kOwn, succeeded, 0, closed,
               &why::kUnnamedClosed, "close(2)"},
    Transition{kConnection, bound, Syscall::bind, kOwn, failed, EINVAL, bound, &why::kNameKept,
               "bind(2)"},
    Transition{kConnection, bound, Syscall::accept, kOwn, failed, EINVAL, bound,
               &why::kAcceptTooEarly, "accept(2)"},
    Transition{kConnection, bound, Syscall::listen, kOwn, succeeded, 0, listening, &why::kListens,
               "listen(2)"},
    Transition{kConnection, bound, Syscall::close, kOwn, succeeded, 0, closed, &why::kNamedClosed,
               "unix(7)"},
    Transition{kConnection, listening, Syscall::listen, kOwn, succeeded, 0, listening,
               &why::kListensAgain, "listen(2)"},
    Transition{kConnection, listening, Syscall::connect, kPeer, succeeded, 0, listening,
               &why::kQueueGrows, "listen(2)"},
    Transition{kConnection, listening, Syscall::accept, kOwn, succeeded, 0, listening,
               &why::kQueueShrinks, "accept(2)"},
    Transition{kConnection, listening, Syscall::accept, kOwn, slept, 0, listening,
               &why::kQueueEmpty, "accept(2)"},
    Transition{kConnection, listening, Syscall::accept, kOwn, failed, 0, listening,
               &why::kAcceptFails, "accept(2)"},
    Transition{kConnection, listening, Syscall::connect, kOwn, failed, EINVAL, listening,
               &why::kListenerConnects, "connect(2)"},
    Transition{kConnection, listening, Syscall::read, kOwn, failed, EINVAL, listening,
               &why::kCarriesNoData, "listen(2)"},
    Transition{kConnection, listening, Syscall::write, kOwn, failed, ENOTCONN, listening,
               &why::kCarriesNoData, "listen(2)"},
    Transition{kConnection, listening, Syscall::close, kOwn, succeeded, 0, closed,
               &why::kListenerClosed, "close(2)"},

    // The server's end of a connection.
    Transition{kData, kUnborn, Syscall::connect, kPeer, succeeded, 0, in_accept_queue,
               &why::kQueued, "connect(2)"},
    Transition{kData, in_accept_queue, Syscall::write, kPeer, succeeded, 0, in_accept_queue,
               &why::kQueuedReceives, "unix(7)"},
    Transition{kData, in_accept_queue, Syscall::close, kPeer, succeeded, 0, in_accept_queue,
               &why::kQueuedClientLeaves, "accept(2)"},
    Transition{kData, in_accept_queue, Syscall::accept, kOwn, succeeded, 0, connected,
               &why::kAccepted, "accept(2)"},
    Transition{kData, in_accept_queue, Syscall::accept, kOwn, succeeded, 0, peer_closed,
               &why::kAcceptedLate, "accept(2)"},
    Transition{kData, in_accept_queue, Syscall::close, kOwn, succeeded, 0, closed,
               &why::kQueueThrownAway, "close(2)"},
    Transition{kData, connected, Syscall::read, kOwn, succeeded, 0, connected, &why::kReads,
               "read(2)"},
    Transition{kData, connected, Syscall::read, kOwn, slept, 0, connected, &why::kReadSleeps,
               "read(2)"},
    Transition{kData, connected, Syscall::write, kOwn, succeeded, 0, connected, &why::kWrites,
               "write(2)"},
    Transition{kData, connected, Syscall::close, kPeer, succeeded, 0, peer_closed,
               &why::kPeerCloses, "close(2)"},
    Transition{kData, connected, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kData, peer_closed, Syscall::read, kOwn, succeeded, 0, peer_closed, &why::kReadsRest,
               "read(2)"},
    Transition{kData, peer_closed, Syscall::read, kOwn, failed, ECONNRESET, peer_closed,
               &why::kReset, "unix(7)"},
    Transition{kData, peer_closed, Syscall::write, kOwn, failed, EPIPE, peer_closed,
               &why::kWriteBroken, "write(2)"},
    Transition{kData, peer_closed, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},

    // A client's socket.
    Transition{kClient, kUnborn, Syscall::socket, kOwn, succeeded, 0, created, &why::kMade,
               "socket(2)"},
    Transition{kClient, created, Syscall::bind, kOwn, succeeded, 0, bound, &why::kNamed, "bind(2)"},
    Transition{kClient, created, Syscall::write, kOwn, failed, ENOTCONN, created, &why::kEarlyWrite,
               "write(2)"},
    Transition{kClient, created, Syscall::read, kOwn, failed, EINVAL, created, &why::kEarlyRead,
               "read(2)"},
    Transition{kClient, created, Syscall::connect, kOwn, succeeded, 0, connected, &why::kConnects,
               "connect(2)"},
    Transition{kClient, created, Syscall::connect, kOwn, failed, 0, created, &why::kConnectFails,
               "connect(2)"},
    Transition{kClient, created, Syscall::connect, kOwn, slept, 0, connecting, &why::kConnectSleeps,
               "connect(2)"},
    Transition{kClient, created, Syscall::close, kOwn, succeeded, 0, closed, &why::kUnnamedClosed,
               "close(2)"},
    Transition{kClient, bound, Syscall::connect, kOwn, succeeded, 0, connected, &why::kConnects,
               "connect(2)"},
    Transition{kClient, bound, Syscall::connect, kOwn, failed, 0, bound, &why::kConnectFails,
               "connect(2)"},
    Transition{kClient, bound, Syscall::connect, kOwn, slept, 0, connecting, &why::kConnectSleeps,
               "connect(2)"},
    Transition{kClient, bound, Syscall::close, kOwn, succeeded, 0, closed, &why::kNamedClosed,
               "unix(7)"},
    Transition{kClient, connecting, Syscall::connect, kOwn, succeeded, 0, connected,
               &why::kConnectRoom, "connect(2)"},
    Transition{kClient, connecting, Syscall::connect, kOwn, failed, 0, created,
               &why::kConnectGivesUp, "connect(2)"},
    Transition{kClient, connecting, Syscall::connect, kOwn, failed, 0, bound, &why::kConnectGivesUp,
               "connect(2)"},
    Transition{kClient, connecting, Syscall::close, kOwn, succeeded, 0, closed,
               &why::kConnectorGone, "close(2)"},
    Transition{kClient, connected, Syscall::accept, kPeer, succeeded, 0, connected,
               &why::kNowAccepted, "accept(2)"},
    Transition{kClient, connected, Syscall::connect, kOwn, failed, EISCONN, connected,
               &why::kConnectedOnce, "connect(2)"},
    Transition{kClient, connected, Syscall::read, kOwn, succeeded, 0, connected, &why::kReads,
               "read(2)"},
    Transition{kClient, connected, Syscall::read, kOwn, slept, 0, connected, &why::kReadSleeps,
               "read(2)"},
    Transition{kClient, connected, Syscall::write, kOwn, succeeded, 0, connected, &why::kWrites,
               "write(2)"},
    Transition{kClient, connected, Syscall::close, kPeer, succeeded, 0, peer_closed,
               &why::kPeerCloses, "close(2)"},
    Transition{kClient, connected, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kClient, peer_closed, Syscall::read, kOwn, succeeded, 0, peer_closed,
               &why::kReadsRest, "read(2)"},
    Transition{kClient, peer_closed, Syscall::read, kOwn, failed, ECONNRESET, peer_closed,
               &why::kReset, "unix(7)"},
    Transition{kClient, peer_closed, Syscall::write, kOwn, failed, EPIPE, peer_closed,
               &why::kWriteBroken, "write(2)"},
    Transition{kClient, peer_closed, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},

    // Half-closed: the server's end.
    Transition{kData, connected, Syscall::shutdown, kOwn, succeeded, 0, half_closed_sent, &why::kShutsSending,
               "shutdown(2)"},
    Transition{kData, connected, Syscall::shutdown, kOwn, succeeded, 0, half_closed_received, &why::kShutsReceiving,
               "shutdown(2)"},
    Transition{kData, connected, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, connected, Syscall::shutdown, kPeer, succeeded, 0, half_closed_received, &why::kPeerShutsSending,
               "shutdown(2)"},
    Transition{kData, connected, Syscall::shutdown, kPeer, succeeded, 0, half_closed_sent, &why::kPeerShutsReceiving,
               "shutdown(2)"},
    Transition{kData, connected, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, half_closed_sent, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, half_closed_sent, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, half_closed_received, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, half_closed_received, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kData, half_closed_sent, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kData, half_closed_sent, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kData, half_closed_received, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kData, half_closed_received, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kData, shut_down, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kData, shut_down, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kData, half_closed_sent, Syscall::write, kOwn, failed, EPIPE, half_closed_sent, &why::kShutWriteBroken,
               "write(2)"},
    Transition{kData, in_accept_queue, Syscall::accept, kOwn, succeeded, 0, half_closed_received, &why::kAcceptedShut,
               "accept(2)"},
    Transition{kData, in_accept_queue, Syscall::accept, kOwn, succeeded, 0, half_closed_sent, &why::kAcceptedShut,
               "accept(2)"},
    Transition{kData, in_accept_queue, Syscall::accept, kOwn, succeeded, 0, shut_down, &why::kAcceptedShut,
               "accept(2)"},

    // Half-closed: the client's end, and pairs.
    Transition{kClient, connected, Syscall::shutdown, kOwn, succeeded, 0, half_closed_sent, &why::kShutsSending,
               "shutdown(2)"},
    Transition{kClient, connected, Syscall::shutdown, kOwn, succeeded, 0, half_closed_received, &why::kShutsReceiving,
               "shutdown(2)"},
    Transition{kClient, connected, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, connected, Syscall::shutdown, kPeer, succeeded, 0, half_closed_received, &why::kPeerShutsSending,
               "shutdown(2)"},
    Transition{kClient, connected, Syscall::shutdown, kPeer, succeeded, 0, half_closed_sent, &why::kPeerShutsReceiving,
               "shutdown(2)"},
    Transition{kClient, connected, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, half_closed_sent, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, half_closed_sent, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, half_closed_received, Syscall::shutdown, kOwn, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, half_closed_received, Syscall::shutdown, kPeer, succeeded, 0, shut_down, &why::kShutsBoth,
               "shutdown(2)"},
    Transition{kClient, half_closed_sent, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kClient, half_closed_sent, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kClient, half_closed_received, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kClient, half_closed_received, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kClient, shut_down, Syscall::close, kPeer, succeeded, 0, peer_closed, &why::kPeerCloses,
               "close(2)"},
    Transition{kClient, shut_down, Syscall::close, kOwn, succeeded, 0, closed, &why::kEndCloses,
               "close(2)"},
    Transition{kClient, half_closed_sent, Syscall::write, kOwn, failed, EPIPE, half_closed_sent, &why::kShutWriteBroken,
               "write(2)"},
    Transition{kClient, kUnborn, Syscall::socketpair, kOwn, succeeded, 0, connected, &why::kPairMade,
               "socketpair(2)"},
    Transition{kClient, connected, Syscall::close, kOwn, succeeded, 0, peer_closed, &why::kPairEndCloses,
               "close(2)"},
};

}  // namespace

std::span<const Transition> transition_table() { return kRows; }

Machine machine_of(const Socket& socket) {
  switch (socket.role()) {
    case SocketRole::connection:
      return Machine::connection_socket;
    case SocketRole::server_data:
      return Machine::data_socket;
    case SocketRole::client:
    case SocketRole::pair_end:
    case SocketRole::datagram:
      break;
  }
  return Machine::client_socket;
}

}  // namespace sockwalk
