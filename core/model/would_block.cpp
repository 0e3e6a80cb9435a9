#include "model/model.h"

namespace sockwalk {
namespace {

/// True when select(2) calls the descriptor readable. A socket that is not connected counts: poll
/// says HUP there, and select takes HUP for readable.
bool readable(const Socket& socket) {
  if (socket.listening) return !socket.accept_queue.empty();
  if (!socket.was_connected) return true;
  return !socket.unread.empty() || socket.shut_receive;  // a reset has shut it too
}

/// True when there is no room for one more in the accept queue: it takes backlog + 1. A negative
/// backlog stands for the system's limit, which only the kernel knows.
bool full(const Socket& listener) {
  return listener.backlog >= 0 &&
         listener.accept_queue.size() > static_cast<std::size_t>(listener.backlog);
}

bool connect_sleeps(const Model& model, const Socket& client, const Event& call) {
  if (client.was_connected || client.listening || call.parts == nullptr) return false;
  const SocketIndex target = model.bound_to(call.parts->address);
  if (target == kNoSocket) return false;
  const Socket& listener = model.sockets[target];
  return listener.listening && listener.type == client.type && full(listener);
}

/// True when nothing that select was asked about is ready, as far as the model knows.
bool select_sleeps(const Model& model, const Event& call) {
  if (call.parts == nullptr) return true;
  for (const std::int32_t fd : call.parts->fds) {
    if (fd >= call.args[0]) continue;  // beyond nfds: not looked at
    const SocketIndex socket = model.socket_of(call.actor, fd);
    if (socket == kNoSocket || readable(model.sockets[socket])) return false;
  }
  if (call.parts->fds_count <= call.parts->fds.size()) return true;
  // A larger set was recorded in part. Its other members are among the actor's own descriptors.
  const Actor* actor = model.actor(call.actor);
  if (actor == nullptr) return true;
  for (const Descriptor& descriptor : model.tables[actor->table].descriptors) {
    if (descriptor.fd >= call.args[0]) break;
    if (readable(model.sockets[model.files[descriptor.file].socket])) return false;
  }
  return true;
}

}  // namespace

bool Model::would_block(const Event& call) const {
  if (call.call == Syscall::select) return select_sleeps(*this, call);
  const Actor* caller = actor(call.actor);
  const SocketIndex socket = socket_of(call.actor, call.fd());
  if (caller == nullptr || socket == kNoSocket) return false;
  if (files[tables[caller->table].find(call.fd())->file].nonblocking) return false;
  const Socket& subject = sockets[socket];
  switch (call.call) {
    case Syscall::accept: return subject.listening && subject.accept_queue.empty();
    case Syscall::read:
      return subject.was_connected && call.args[1] != 0 && subject.unread.empty() &&
             !subject.shut_receive;
    case Syscall::connect: return connect_sleeps(*this, subject, call);
    default: return false;
  }
}

}  // namespace sockwalk
