#include "model/socket.h"

#include <sys/socket.h>

namespace sockwalk {

bool Socket::is_datagram() const { return type == SOCK_DGRAM; }

bool Socket::keeps_messages() const { return type == SOCK_DGRAM || type == SOCK_SEQPACKET; }

bool Socket::has_full_queue() const {
  return backlog >= 0 && accept_queue.size() > static_cast<std::size_t>(backlog);
}

SocketRole Socket::role() const {
  if (of_pair) return SocketRole::pair_end;
  if (is_datagram()) return SocketRole::datagram;
  if (listener != kNoSocket) return SocketRole::server_data;
  if (listening) return SocketRole::connection;
  if (id.actor != kServer) return SocketRole::client;
  return was_connected ? SocketRole::server_data : SocketRole::connection;
}

Phase phase_of(const Socket& socket) {
  if (socket.closed) return Phase::closed;
  if (socket.queued) return Phase::in_accept_queue;
  if (socket.connecting) return Phase::connecting;
  if (socket.listening) return Phase::listening;
  if (socket.peer_gone) return Phase::peer_closed;
  if (socket.was_connected && socket.shut_send && socket.shut_receive) return Phase::shut_down;
  if (socket.was_connected && socket.shut_send) return Phase::half_closed_sent;
  if (socket.was_connected && socket.shut_receive) return Phase::half_closed_received;
  if (socket.was_connected) return Phase::connected;
  return socket.address.kind == UnixAddress::Kind::none ? Phase::created : Phase::bound;
}

}  // namespace sockwalk
