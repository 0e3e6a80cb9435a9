#include <utility>

#include "model/model.h"

namespace sockwalk {

/// connect(2) of a datagram socket: its sends go there from now on. What has come from an earlier
/// destination is thrown away.
void Model::connect_datagram(SocketIndex socket, SocketIndex destination) {
  const SocketIndex earlier = sockets[socket].peer;
  if (earlier != kNoSocket && earlier != destination) drop_unread(socket);
  Socket& connected = touch(socket);
  connected.peer = destination;
  connected.was_connected = true;
  connected.peer_gone = destination != kNoSocket && sockets[destination].closed;
}

/// A send has found the destination gone: the socket has none any more.
void Model::disconnect_datagram(SocketIndex socket) {
  Socket& left = touch(socket);
  left.peer = kNoSocket;
  left.was_connected = left.peer_gone = false;
}

void Model::drop_unread(SocketIndex socket) {
  Socket& emptied = touch(socket);
  const std::vector<Unread> dropped = std::exchange(emptied.unread, {});
  emptied.unread_bytes = 0;
  unread_pieces_ -= dropped.size();
  for (const Unread& piece : dropped) land(piece.rights);
}

/// A datagram socket is closed: those that send to it are told by their next send.
void Model::lose_destination(SocketIndex gone) {
  for (const SocketIndex index : open_) {
    if (sockets[index].peer == gone) touch(index).peer_gone = true;
  }
}

}  // namespace sockwalk
