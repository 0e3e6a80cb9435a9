#include <sys/socket.h>

#include <algorithm>

#include "model/call_family.h"
#include "model/model.h"
#include "model/readiness_call.h"
#include "model/urgent.h"

namespace sockwalk {
namespace {

/// The queue is looked at first: a socket that is connected or listens waits too, and is refused
/// then.
bool connect_sleeps(const Model& model, const Socket& client, const Event& call) {
  if (call.parts == nullptr) return false;
  const SocketIndex target = model.bound_to(model.followed(call.parts->rare->address));
  if (target == kNoSocket) return false;
  const Socket& listener = model.sockets[target];
  return listener.listening && !listener.shut_receive && listener.type == client.type &&
         listener.has_full_queue();
}

bool receive_sleeps(const Model& model, SocketIndex index, const Event& call) {
  const Socket& reader = model.sockets[index];
  const bool plain = call.call == Syscall::read;
  if (plain && call.args[1] == 0) return false;
  const std::int64_t flags = plain ? 0 : call.args[2];
  if ((flags & (MSG_DONTWAIT | MSG_OOB)) != 0 || reader.shut_receive) return false;
  if (!reader.was_connected && !reader.is_datagram()) return false;
  if (model.is_being_written(index)) return false;
  // Who only looks does not wait for the whole.
  const bool whole = (flags & (MSG_WAITALL | MSG_PEEK)) == MSG_WAITALL &&
                     !reader.keeps_messages() && call.args[1] > 0;
  const Reach reach = reach_of(reader);
  if (reach.stops && reach.bytes > 0) return false;
  if (whole) return reach.bytes < static_cast<std::uint64_t>(call.args[1]);
  return reader.unread.size() == reach.passed;
}

bool waits_for_readiness(const Model& model, const Event& call) {
  if (timeout_of(call) == 0) return false;
  if (call.call == Syscall::epoll_wait) {
    const FileIndex file = model.file_of(call.actor, call.fd());
    if (file == kNoFile || model.files[file].kind != FileKind::epoll) return false;
  }
  return ready_count(model, call) == 0;
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

bool Model::loses_urgent_byte(SocketIndex reader) const {
  const Socket& socket = sockets[reader];
  if (socket.keeps_messages() || !socket.unread.empty()) return false;
  return std::any_of(actors.begin(), actors.end(), [&](const Actor& actor) {
    if (actor.state != ActorState::in_call || actor.call_file == kNoFile) return false;
    const OpenFile& file = files[actor.call_file];
    if (file.socket != reader || file.nonblocking || !takes_in_order(actor.call)) return false;
    return actor.call.call == Syscall::read || (actor.call.args[2] & MSG_DONTWAIT) == 0;
  });
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
  if (is_readiness_call(call.call)) return waits_for_readiness(*this, call);
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
