#include <poll.h>
#include <sys/socket.h>

#include "model/call_family.h"
#include "model/model.h"

namespace sockwalk {
namespace {

/// True when there is no room for one more in the accept queue: it takes backlog + 1. A negative
/// backlog stands for the system's limit, which only the kernel knows.
bool full(const Socket& listener) {
  return listener.backlog >= 0 &&
         listener.accept_queue.size() > static_cast<std::size_t>(listener.backlog);
}

bool connect_sleeps(const Model& model, const Socket& client, const Event& call) {
  if (client.was_connected || client.listening || call.parts == nullptr) return false;
  const SocketIndex target = model.bound_to(model.followed(call.parts->address));
  if (target == kNoSocket) return false;
  const Socket& listener = model.sockets[target];
  return listener.listening && !listener.shut_receive && listener.type == client.type &&
         full(listener);
}

bool receive_sleeps(const Model& model, SocketIndex index, const Event& call) {
  const Socket& reader = model.sockets[index];
  const bool plain = call.call == Syscall::read;
  if (plain && call.args[1] == 0) return false;
  const std::int64_t flags = plain ? 0 : call.args[2];
  if ((flags & MSG_DONTWAIT) != 0 || reader.shut_receive) return false;
  if (!reader.was_connected && !reader.is_datagram()) return false;
  if (model.is_being_written(index)) return false;
  const bool whole = (flags & MSG_WAITALL) != 0 && !reader.keeps_messages() && call.args[1] > 0;
  if (whole) return reader.unread_bytes < static_cast<std::uint64_t>(call.args[1]);
  return reader.unread.empty();
}

/// What select(2) takes for readable: HUP too, which poll says of a socket that is not connected.
bool readable(const Model& model, FileIndex file) {
  return file == kNoFile || (model.readiness(file) & (POLLIN | POLLHUP | POLLERR)) != 0;
}

/// True when nothing that select was asked about is ready, as far as the model knows.
bool select_sleeps(const Model& model, const Event& call) {
  if (call.args[1] == 0) return false;
  if (call.parts == nullptr) return true;
  for (const std::int32_t fd : call.parts->fds) {
    if (fd >= call.args[0]) continue;  // beyond nfds: not looked at
    if (readable(model, model.file_of(call.actor, fd))) return false;
  }
  if (call.parts->fds_count <= call.parts->fds.size()) return true;
  // A larger set was recorded in part. Its other members are among the actor's own descriptors.
  const Actor* actor = model.actor(call.actor);
  if (actor == nullptr) return true;
  for (const Descriptor& descriptor : model.tables[actor->table].descriptors) {
    if (descriptor.fd >= call.args[0]) break;
    if (readable(model, descriptor.file)) return false;
  }
  return true;
}

bool poll_sleeps(const Model& model, const Event& call) {
  if (call.args[1] == 0) return false;
  if (call.parts == nullptr) return true;
  for (const PollEntry& entry : call.parts->poll) {
    if (entry.fd < 0) continue;  // left out (poll(2))
    const FileIndex file = model.file_of(call.actor, entry.fd);
    const std::uint32_t asked = entry.events | POLLERR | POLLHUP | POLLNVAL;
    if (file == kNoFile || (model.readiness(file) & asked) != 0) return false;
  }
  return true;
}

bool epoll_sleeps(const Model& model, const Event& call) {
  if (call.args[2] == 0) return false;
  const FileIndex file = model.file_of(call.actor, call.fd());
  if (file == kNoFile || model.files[file].kind != FileKind::epoll) return false;
  for (const Interest& interest : model.files[file].interests) {
    if (model.ready(interest) != 0) return false;
  }
  return true;
}

}  // namespace

bool Model::is_being_written(SocketIndex reader) const {
  const SocketIndex writer = sockets[reader].peer;
  if (writer == kNoSocket || sockets[reader].keeps_messages()) return false;
  for (const Actor& actor : actors) {
    if (actor.state != ActorState::in_call || actor.call_file == kNoFile) continue;
    if (family_of(actor.call.call) != Syscall::write) continue;
    if (files[actor.call_file].socket == writer) return true;
  }
  return false;
}

bool Model::is_being_gathered(SocketIndex reader) const {
  for (const Actor& actor : actors) {
    if (actor.state != ActorState::in_call || actor.call_file == kNoFile) continue;
    const bool may_wait =
        actor.call.call == Syscall::recvfrom || actor.call.call == Syscall::recvmsg;
    if (!may_wait || (actor.call.args[2] & MSG_WAITALL) == 0) continue;
    if (files[actor.call_file].socket == reader) return true;
  }
  return false;
}

bool Model::would_block(const Event& call) const {
  if (call.call == Syscall::select) return select_sleeps(*this, call);
  if (call.call == Syscall::poll) return poll_sleeps(*this, call);
  if (call.call == Syscall::epoll_wait) return epoll_sleeps(*this, call);
  if (!takes_fd(call.call)) return false;
  const FileIndex file = file_of(call.actor, call.fd());
  if (file == kNoFile || files[file].nonblocking) return false;
  const SocketIndex socket = files[file].socket;
  if (socket == kNoSocket) return false;
  const Socket& subject = sockets[socket];
  switch (family_of(call.call)) {
    case Syscall::accept:
      return subject.listening && !subject.shut_receive && subject.accept_queue.empty();
    case Syscall::read:
      return receive_sleeps(*this, socket, call);
    case Syscall::connect:
      return connect_sleeps(*this, subject, call);
    default:
      return false;
  }
}

}  // namespace sockwalk
