#include "machine_picture.h"

#include <algorithm>
#include <array>

namespace sockwalk {
namespace {

constexpr std::array kConnectionPhases{Phase::created, Phase::bound, Phase::listening, Phase::closed};
constexpr std::array kConnectionArrows{MachineArrow{Syscall::bind}, MachineArrow{Syscall::listen},
                                       MachineArrow{Syscall::close}};
constexpr std::array kDataPhases{Phase::in_accept_queue, Phase::connected, Phase::peer_closed, Phase::closed};
constexpr std::array kDataArrows{MachineArrow{Syscall::accept}, MachineArrow{Syscall::close, true},
                                 MachineArrow{Syscall::close}};
constexpr std::array kClientPhases{Phase::created, Phase::connected, Phase::peer_closed, Phase::closed};
constexpr std::array kClientArrows{MachineArrow{Syscall::connect}, MachineArrow{Syscall::close, true},
                                   MachineArrow{Syscall::close}};

}  // namespace

MachinePicture picture_of(Machine machine) {
  switch (machine) {
    case Machine::connection_socket: return {machine, kConnectionPhases, kConnectionArrows};
    case Machine::data_socket: return {machine, kDataPhases, kDataArrows};
    case Machine::client_socket: break;
  }
  return {machine, kClientPhases, kClientArrows};
}

int place_in(const MachinePicture& picture, const Socket& socket) {
  Phase phase = phase_of(socket);
  const bool half = phase == Phase::half_closed_sent || phase == Phase::half_closed_received;
  if (half || phase == Phase::shut_down) phase = Phase::connected;
  if (phase == Phase::connecting) phase = Phase::created;
  const auto at = std::ranges::find(picture.phases, phase);
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

}  // namespace sockwalk
