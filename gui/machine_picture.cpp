#include "machine_picture.h"

#include <algorithm>
#include <utility>

namespace sockwalk {
namespace {

bool is_half(Phase phase) {
  return phase == Phase::half_closed_sent || phase == Phase::half_closed_received ||
         phase == Phase::shut_down;
}

/// Builds a column from the top down.
class Chain {
 public:
  explicit Chain(Phase first) { picture_.phases.push_back(first); }
  void then(Syscall call, Phase phase, bool by_peer = false) {
    picture_.arrows.push_back({call, by_peer});
    picture_.phases.push_back(phase);
  }
  MachinePicture take(Machine machine) {
    picture_.machine = machine;
    return std::move(picture_);
  }

 private:
  MachinePicture picture_;
};

/// Half-closed, by whom it was, where that is so or comes next.
void add_half(Chain& chain, Phase now, const Event* next) {
  const bool comes = next != nullptr && next->call == Syscall::shutdown && now == Phase::connected;
  if (!is_half(now) && !comes) return;
  const bool by_peer = now == Phase::half_closed_received;
  chain.then(Syscall::shutdown, is_half(now) ? now : Phase::half_closed_sent, by_peer);
}

void add_end(Chain& chain) {
  chain.then(Syscall::close, Phase::peer_closed, true);
  chain.then(Syscall::close, Phase::closed);
}

MachinePicture client_picture(const Socket* socket, Phase now, const Event* next) {
  Chain chain(Phase::created);
  const bool named = socket != nullptr && socket->address.kind != UnixAddress::Kind::none;
  const bool binds = next != nullptr && next->call == Syscall::bind && now == Phase::created;
  if (named || binds) chain.then(Syscall::bind, Phase::bound);
  if (now == Phase::connecting) chain.then(Syscall::connect, Phase::connecting);
  chain.then(Syscall::connect, Phase::connected);
  add_half(chain, now, next);
  add_end(chain);
  return chain.take(Machine::client_socket);
}

/// It needs no connection; with connect() it has a destination.
MachinePicture datagram_picture(const Socket* socket, Phase now, const Event* next) {
  Chain chain(Phase::created);
  chain.then(Syscall::bind, Phase::bound);
  const bool connects = next != nullptr && next->call == Syscall::connect;
  const bool has = socket != nullptr && (socket->was_connected || now == Phase::peer_closed);
  if (has || connects) {
    chain.then(Syscall::connect, Phase::connected);
    add_half(chain, now, next);
    chain.then(Syscall::close, Phase::peer_closed, true);
  }
  chain.then(Syscall::close, Phase::closed);
  return chain.take(Machine::client_socket);
}

}  // namespace

MachinePicture picture_of(SocketRole role, const Socket* socket, const Event* next) {
  const Phase now = socket == nullptr ? Phase::created : phase_of(*socket);
  switch (role) {
    case SocketRole::connection: {
      Chain chain(Phase::created);
      chain.then(Syscall::bind, Phase::bound);
      chain.then(Syscall::listen, Phase::listening);
      chain.then(Syscall::close, Phase::closed);
      return chain.take(Machine::connection_socket);
    }
    case SocketRole::server_data: {
      Chain chain(Phase::in_accept_queue);
      chain.then(Syscall::accept, Phase::connected);
      add_half(chain, now, next);
      add_end(chain);
      return chain.take(Machine::data_socket);
    }
    case SocketRole::pair_end: {
      Chain chain(Phase::connected);
      add_half(chain, now, next);
      add_end(chain);
      return chain.take(Machine::client_socket);
    }
    case SocketRole::datagram: return datagram_picture(socket, now, next);
    case SocketRole::client: break;
  }
  return client_picture(socket, now, next);
}

int place_in(const MachinePicture& picture, const Socket& socket) {
  const auto at = std::ranges::find(picture.phases, phase_of(socket));
  return at == picture.phases.end() ? -1 : static_cast<int>(at - picture.phases.begin());
}

int arrow_of(const MachinePicture& picture, const Model& model, SocketIndex socket, const Event& call) {
  if (socket == kNoSocket) return -1;
  const SocketIndex at_fd = model.socket_of(call.actor, call.fd());
  const Socket& shown = model.sockets[socket];
  for (std::size_t i = 0; i < picture.arrows.size(); ++i) {
    const MachineArrow& arrow = picture.arrows[i];
    if (arrow.call != call.call) continue;
    const bool about = arrow.call == Syscall::accept ? at_fd == shown.listener
                       : arrow.by_peer                ? at_fd != kNoSocket && at_fd == shown.peer
                                                      : at_fd == socket;
    const int place = place_in(picture, shown);
    // A close is possible from every phase; the arrow that is drawn last stands for it.
    const bool here = place == static_cast<int>(i) || (call.call == Syscall::close && !arrow.by_peer);
    if (about && here) return static_cast<int>(i);
  }
  return -1;
}

SocketIndex connection_shown(const Model& model) {
  SocketIndex shown = kNoSocket;
  for (SocketIndex i = 0; i < model.sockets.size(); ++i) {
    if (machine_of(model.sockets[i]) == Machine::connection_socket) shown = i;
  }
  return shown;
}

SocketIndex data_shown(const Model& model, const Event* next, SocketIndex selected) {
  const auto is_data = [&](SocketIndex i) {
    return i < model.sockets.size() && machine_of(model.sockets[i]) == Machine::data_socket;
  };
  if (is_data(selected)) return selected;
  if (selected < model.sockets.size() && is_data(model.sockets[selected].peer)) return model.sockets[selected].peer;
  if (next != nullptr) {
    const SocketIndex at_fd = model.socket_of(next->actor, next->fd());
    if (is_data(at_fd)) return at_fd;
    if (at_fd != kNoSocket && is_data(model.sockets[at_fd].peer)) return model.sockets[at_fd].peer;
    if (at_fd != kNoSocket && !model.sockets[at_fd].accept_queue.empty()) {
      return model.sockets[at_fd].accept_queue.front();
    }
  }
  SocketIndex shown = kNoSocket;
  for (SocketIndex i = 0; i < model.sockets.size(); ++i) {
    if (is_data(i) && (shown == kNoSocket || model.sockets[i].changed >= model.sockets[shown].changed)) shown = i;
  }
  return shown;
}

namespace {

/// Stands in no accept queue and comes from none.
bool is_alone(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return false;
  const SocketRole role = model.sockets[socket].role();
  return role == SocketRole::pair_end || role == SocketRole::datagram;
}

/// The newest of them that is still open, else the newest.
SocketIndex newest_alone(const Model& model) {
  SocketIndex shown = kNoSocket;
  for (SocketIndex i = 0; i < model.sockets.size(); ++i) {
    if (!is_alone(model, i)) continue;
    const bool better = shown == kNoSocket || model.sockets[shown].closed || !model.sockets[i].closed;
    if (better) shown = i;
  }
  return shown;
}

}  // namespace

MachinesShown machines_shown(const Model& model, const Event* next, SocketIndex selected) {
  MachinesShown shown;
  const SocketIndex at_fd = next == nullptr ? kNoSocket : model.socket_of(next->actor, next->fd());
  SocketIndex alone = is_alone(model, selected) ? selected : is_alone(model, at_fd) ? at_fd : kNoSocket;
  if (alone == kNoSocket && connection_shown(model) == kNoSocket) alone = newest_alone(model);
  if (alone != kNoSocket) {
    const Socket& socket = model.sockets[alone];
    shown.left = alone;
    shown.left_role = shown.right_role = socket.role();
    shown.right = is_alone(model, socket.peer) ? socket.peer : kNoSocket;
    if (shown.right == kNoSocket && next != nullptr) shown.right = model.destination_of(*next);
    if (!is_alone(model, shown.right) || shown.right == alone) shown.right = kNoSocket;
    shown.linked = false;
    return shown;
  }
  const bool client = selected < model.sockets.size() &&
                      model.sockets[selected].role() == SocketRole::client;
  shown.left = client ? selected : connection_shown(model);
  shown.left_role = client ? SocketRole::client : SocketRole::connection;
  shown.right = data_shown(model, next, selected);
  shown.linked = !client;
  return shown;
}

const MachinesShown& ShownMachines::of(const Model& model, std::array<std::uint64_t, 2> state,
                                       const Event* next, SocketIndex selected) {
  std::array<std::uint64_t, 8> by{state[0], state[1], selected};
  if (next != nullptr) {
    by[3] = std::uint64_t{next->actor} + 1;
    by[4] = static_cast<std::uint64_t>(next->call);
    by[5] = static_cast<std::uint64_t>(next->args[0]);
    by[6] = reinterpret_cast<std::uintptr_t>(next->parts);
  }
  by[7] = model.sockets.size();
  if (found_by_ == by) return shown_;
  found_by_ = by;
  shown_ = machines_shown(model, next, selected);
  return shown_;
}

}  // namespace sockwalk
