#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

#include "model/model.h"
#include "model/opened_by.h"

namespace sockwalk {
namespace {

/// Whether an inode that was told may be that of `client`: numbers that are unknown fit any.
bool may_be(std::uint32_t told, const Socket& client) {
  return told == 0 || client.inode == 0 || client.inode == told;
}

}  // namespace

/// accept() gives a number to a data socket that a connect() has made. Where that connect's exit is
/// not logged yet, the accept proves that it succeeded, and both ends are linked here.
void Model::apply_accept(const Event& enter, const Event& exit) {
  const OpenedFd opened = opened_by(exit);
  if (opened.fd < 0) return;
  const SocketIndex listener = subject_of(exit.actor);
  SocketIndex data_socket = take_queued(listener, opened.peer);
  if (data_socket == kNoSocket) {
    const Connecting* early = early_candidate(listener, opened.peer);
    if (early != nullptr) {
      const SocketId id{early->actor, 0, actors[early->actor].calls};
      data_socket = make_data_socket(early->socket, listener, id);
    } else {
      const SocketId id{exit.actor, 0, actors[exit.actor].calls};
      data_socket = make_data_socket(kNoSocket, listener, id);
      orphans_.push_back({data_socket, opened.peer});
    }
  }
  // accept(2) passes no flag on; accept4(2) is told which to set.
  const bool nonblocking = enter.call == Syscall::accept4 && (enter.args[1] & SOCK_NONBLOCK) != 0;
  open_socket(exit.actor, opened, data_socket, nonblocking);
}

/// Takes the data socket that the peer's inode tells, else the oldest, out of the accept queue.
SocketIndex Model::take_queued(SocketIndex listener, std::uint32_t peer) {
  if (listener == kNoSocket) return kNoSocket;
  auto& queue = sockets.edit(listener).accept_queue;
  auto chosen = queue.end();
  for (auto it = queue.begin(); it != queue.end(); ++it) {
    const SocketIndex client = sockets[*it].peer;
    if (client == kNoSocket || !may_be(peer, sockets[client])) continue;
    if (chosen == queue.end()) chosen = it;
    if (peer == 0 || sockets[client].inode == peer) {
      chosen = it;
      break;
    }
  }
  if (chosen == queue.end()) return kNoSocket;
  const SocketIndex taken = *chosen;
  queue.erase(chosen);
  touch(listener);
  touch(taken).queued = false;
  return taken;
}

/// The connect() without a logged exit that an accept on `listener` may have answered: the one with
/// that inode, else the one that entered first.
const Model::Connecting* Model::early_candidate(SocketIndex listener, std::uint32_t peer) const {
  const Connecting* first = nullptr;
  for (const Connecting& candidate : connecting_) {
    const Socket& client = sockets[candidate.socket];
    if (client.was_connected || !may_be(peer, client)) continue;
    const SocketIndex target = target_of(candidate.actor);
    if (target != listener && target != kNoSocket) continue;
    if (peer != 0 && client.inode == peer) return &candidate;
    if (first == nullptr) first = &candidate;
  }
  return first;
}

/// The accepted connection that `client` may have asked for: the oldest, where several may be.
SocketIndex Model::take_orphan(SocketIndex listener, SocketIndex client) {
  const auto found = std::find_if(orphans_.begin(), orphans_.end(), [&](const Orphan& orphan) {
    const bool reached = listener == kNoSocket || sockets[orphan.data_socket].listener == listener;
    return reached && may_be(orphan.peer, sockets[client]);
  });
  if (found == orphans_.end()) return kNoSocket;
  const SocketIndex data_socket = found->data_socket;
  orphans_.erase(found);
  return data_socket;
}

void Model::begin_connect(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket || sockets[subject].listening) return;
  if (sockets[subject].passes_credentials) bind_automatically(subject);
  if (sockets[subject].was_connected || sockets[subject].is_datagram()) return;
  touch(subject).connecting = true;
  connecting_.push_back({enter.actor, subject});
}

/// Forgets the connect() that `actor` is in, and returns its socket, or kNoSocket if it is in none.
SocketIndex Model::end_connect(ActorId actor) {
  const auto entry = std::find_if(connecting_.begin(), connecting_.end(),
                                  [&](const Connecting& it) { return it.actor == actor; });
  if (entry == connecting_.end()) return kNoSocket;
  const SocketIndex socket = entry->socket;
  connecting_.erase(entry);
  touch(socket).connecting = false;
  return socket;
}

/// Whom the connect() of `actor` reaches if it succeeds. Its exit may be logged after the name or
/// the listener is gone: then it was the last that was bound there.
SocketIndex Model::target_of(ActorId actor) const {
  const EventParts* parts = actors[actor].call.parts;
  return parts == nullptr ? kNoSocket : target_of(parts->rare->address);
}

SocketIndex Model::target_of(const UnixAddress& address) const {
  const UnixAddress arrived = followed(address);
  const SocketIndex now = bound_to(arrived);
  if (now != kNoSocket) return now;
  const auto place = places_.find(arrived);
  return place == places_.end() ? kNoSocket : place->second.bound;
}

/// connect() has succeeded: the server's end exists from now on and waits in the accept queue.
void Model::apply_connect(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject != kNoSocket && sockets[subject].is_datagram()) {
    connect_datagram(subject, target_of(enter.actor));
    return;
  }
  const SocketIndex client = end_connect(enter.actor);
  if (client == kNoSocket || sockets[client].was_connected) return;
  const SocketId id{enter.actor, 0, actors[enter.actor].calls};
  const SocketIndex listener = target_of(enter.actor);
  const SocketIndex accepted = take_orphan(listener, client);
  if (accepted != kNoSocket) {
    touch(accepted).id = id;
    link(client, accepted);
    if (sockets[accepted].closed) lose_peer(client, false);
    return;
  }
  touch(client).was_connected = true;
  if (listener == kNoSocket) return;
  const SocketIndex data_socket = make_data_socket(client, listener, id);
  if (sockets[listener].closed) {
    close_socket(data_socket, true);
    return;
  }
  touch(data_socket).queued = true;
  touch(listener).accept_queue.push_back(data_socket);
  arrive(listener, POLLIN);
}

/// connect() has failed. If an accept was paired with it, that was another client's: the next one
/// that is still connecting takes its place, else whose connect succeeds next.
void Model::fail_connect(const Event& enter) {
  const SocketIndex subject = end_connect(enter.actor);
  if (subject == kNoSocket || !sockets[subject].was_connected) return;
  Socket& client = touch(subject);
  const SocketIndex data_socket = client.peer;
  client.peer = kNoSocket;
  client.was_connected = client.peer_gone = client.shut_receive = client.shut_send = false;
  client.reset = client.reset_ahead = false;
  if (data_socket == kNoSocket) return;
  touch(data_socket).peer = kNoSocket;
  const Connecting* other = early_candidate(sockets[data_socket].listener, 0);
  if (other == nullptr) {
    orphans_.push_back({data_socket, 0});
    return;
  }
  touch(data_socket).id = {other->actor, 0, actors[other->actor].calls};
  link(other->socket, data_socket);
  if (sockets[data_socket].closed) lose_peer(other->socket, false);
}

/// The server's end of a connection: type and address are the listener's. `client` may be unknown.
SocketIndex Model::make_data_socket(SocketIndex client, SocketIndex listener, SocketId id) {
  const SocketIndex index = add_socket(id);
  Socket& made = touch(index);
  made.was_connected = true;
  made.listener = listener;
  if (listener != kNoSocket) {
    made.domain = sockets[listener].domain;
    made.type = sockets[listener].type;
    made.address = sockets[listener].address;
  }
  if (client != kNoSocket) link(client, index);
  return index;
}

void Model::link(SocketIndex client, SocketIndex data_socket) {
  touch(data_socket).peer = client;
  Socket& end = touch(client);
  end.peer = data_socket;
  end.was_connected = true;
  end.connecting = false;
  // Where the far end was shut down before this was logged.
  end.shut_receive = end.shut_receive || sockets[data_socket].shut_send;
  end.shut_send = end.shut_send || sockets[data_socket].shut_receive;
}

}  // namespace sockwalk
