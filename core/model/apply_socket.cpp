#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "model/model.h"
#include "model/opened_by.h"

namespace sockwalk {
namespace {

int clamped(std::int64_t value) {
  return static_cast<int>(std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(),
                                                   std::numeric_limits<int>::max()));
}

/// The type that the kernel makes of the argument: SOCK_RAW becomes SOCK_DGRAM (unix(7)).
int made_type(int type) {
  type &= ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
  return type == SOCK_RAW ? SOCK_DGRAM : type;
}

}  // namespace

SocketIndex Model::add_socket(SocketId id) {
  const auto index = static_cast<SocketIndex>(sockets.size());
  Socket& made = sockets.add();
  made.id = id;
  made.born = seq;
  made.changed = seq;
  open_.push_back(index);
  open_inodes_.push_back(0);
  return index;
}

void Model::apply_socket(const Event& enter, const Event& exit) {
  const OpenedFd opened = opened_by(exit);
  if (opened.fd < 0) return;
  const SocketIndex made = add_socket({exit.actor, 0, actors[exit.actor].calls});
  const int type = clamped(enter.args[1]);
  touch(made).domain = clamped(enter.args[0]);
  touch(made).type = made_type(type);
  touch(made).client = enter.client;
  open_socket(exit.actor, opened, made, (type & SOCK_NONBLOCK) != 0);
}

/// Both ends of a pair are connected from birth, to each other.
void Model::apply_socketpair(const Event& enter, const Event& exit) {
  if (exit.parts == nullptr || exit.parts->opened.size() != 2) return;
  const auto opened = exit.parts->opened;
  if (opened[0].fd < 0 || opened[1].fd < 0 || opened[0].fd == opened[1].fd) return;
  const int type = clamped(enter.args[1]);
  const auto first = static_cast<SocketIndex>(sockets.size());
  for (std::uint16_t i = 0; i < 2; ++i) {
    const SocketIndex index = add_socket({exit.actor, i, actors[exit.actor].calls});
    Socket& made = touch(index);
    made.domain = clamped(enter.args[0]);
    made.type = made_type(type);
    made.client = enter.client;
    made.of_pair = made.was_connected = true;
    made.peer = i == 0 ? first + 1 : first;
  }
  for (std::uint16_t i = 0; i < 2; ++i) {
    open_socket(exit.actor, opened[i], first + i, (type & SOCK_NONBLOCK) != 0);
  }
}

void Model::apply_bind(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket || enter.parts == nullptr) return;
  if (enter.parts->rare->address.kind == UnixAddress::Kind::unnamed) {
    bind_automatically(subject);
  } else {
    name_socket(subject, enter.parts->rare->address);
  }
}

void Model::name_socket(SocketIndex socket, const UnixAddress& address) {
  touch(socket).address = address;
  places_[address].bound = socket;
  if (address.kind != UnixAddress::Kind::path) return;
  FileName& name = name_entry(address);
  name.socket = socket;
  name.exists = true;
  name.leads_to = {};
  name.changed = seq;
}

/// The kernel chooses an abstract name, which getsockname(2) tells later (unix(7), autobind).
void Model::bind_automatically(SocketIndex socket) {
  if (sockets[socket].address.kind != UnixAddress::Kind::none) return;
  Socket& bound = touch(socket);
  bound.address.kind = UnixAddress::Kind::unnamed;
  bound.autobound = true;
}

void Model::apply_listen(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  Socket& listener = touch(subject);
  listener.listening = true;
  listener.backlog = clamped(enter.args[1]);
}

/// shutdown(2): a connection has two directions, and each end has a bit for both. What one end
/// sends no more the other receives no more.
void Model::apply_shutdown(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  const bool receive = enter.args[1] == SHUT_RD || enter.args[1] == SHUT_RDWR;
  const bool send = enter.args[1] == SHUT_WR || enter.args[1] == SHUT_RDWR;
  shut(subject, receive, send);
  Socket& here = touch(subject);
  here.shut_receive_here = here.shut_receive_here || receive;
  here.shut_send_here = here.shut_send_here || send;
  const SocketIndex peer = sockets[subject].peer;
  if (peer == kNoSocket || sockets[subject].is_datagram()) return;
  if (!sockets[peer].closed) shut(peer, send, receive);
}

void Model::shut(SocketIndex socket, bool receive, bool send) {
  Socket& end = touch(socket);
  end.shut_receive = end.shut_receive || receive;
  end.shut_send = end.shut_send || send;
  // What was received as nothing before this was logged was the end, no message of no bytes.
  if (receive && end.keeps_messages()) end.read_ahead = 0;
  arrive(socket, ~0U);
}

void Model::apply_setsockopt(const Event& enter) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  switch (enter.args[1]) {
    case SO_PASSCRED: touch(subject).passes_credentials = enter.args[2] != 0; break;
    case SO_RCVTIMEO: touch(subject).receive_limit_ms = enter.args[2]; break;
    case SO_SNDTIMEO: touch(subject).send_limit_ms = enter.args[2]; break;
    default: break;
  }
}

/// SO_ERROR tells a reset as a read would, and takes it away.
void Model::apply_getsockopt(const Event& enter, const Event& exit) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket || enter.args[1] != SO_ERROR || exit.parts == nullptr) return;
  if (exit.parts->rare->has_value && exit.parts->rare->value == ECONNRESET) tell_reset(subject);
}

void Model::apply_getsockname(const Event& enter, const Event& exit) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket || exit.parts == nullptr) return;
  const UnixAddress& told = exit.parts->rare->address;
  const bool unknown = sockets[subject].address.kind == UnixAddress::Kind::unnamed;
  if (unknown && told.kind == UnixAddress::Kind::abstract) name_socket(subject, told);
}

}  // namespace sockwalk
