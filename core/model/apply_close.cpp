#include <algorithm>
#include <utility>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// The actor is gone: the kernel has closed what it left open, lowest number first.
void Model::apply_end(const Event& event) {
  Actor* actor = cast(event.actor);
  if (actor == nullptr) return;
  if (actor->state == ActorState::in_call) end_connect(event.actor);
  actor->state = ActorState::gone;
  const std::vector<Descriptor> left = tables[actor->table].descriptors;
  for (const Descriptor& descriptor : left) release(event.actor, descriptor.fd);
  if (event.actor == kServer && event.error == 0) count_step(event.actor, 12);
}

/// Takes a number out of the actor's table. The last holder's leaving closes the socket.
void Model::release(ActorId actor, std::int32_t fd) {
  const std::uint16_t table = actors[actor].table;
  auto& descriptors = tables[table].descriptors;
  const Descriptor* found = tables[table].find(fd);
  if (found == nullptr) return;
  const std::uint32_t file = found->file;
  descriptors.erase(descriptors.begin() + (found - descriptors.data()));
  const SocketIndex subject = files[file].socket;
  std::erase(touch(subject).holders, Holder{table, fd});
  if (--files[file].references > 0) return;
  free_files_.push_back(file);
  files[file] = {};
  if (sockets[subject].holders.empty() && sockets[subject].in_flight == 0) close_socket(subject, false);
}

/// The socket is no more. `refused`: it was a queued end whose listener went; its client then meets
/// ECONNRESET once whether it has written or not, as it does where bytes are left unread.
void Model::close_socket(SocketIndex socket, bool refused) {
  if (sockets[socket].closed) return;
  Socket& closed = touch(socket);
  const bool reset = refused || closed.unread_bytes > 0;
  const std::vector<SocketIndex> queued = std::move(closed.accept_queue);
  unread_pieces_ -= closed.unread.size();
  closed.accept_queue = {};
  closed.unread = {};
  closed.holders = {};
  closed.unread_bytes = 0;
  closed.closed = true;
  closed.listening = closed.queued = closed.connecting = closed.reset = false;
  const auto place = std::lower_bound(open_.begin(), open_.end(), socket) - open_.begin();
  open_.erase(open_.begin() + place);
  open_inodes_.erase(open_inodes_.begin() + place);
  if (closed.peer != kNoSocket) lose_peer(closed.peer, reset);
  for (const SocketIndex data_socket : queued) close_socket(data_socket, true);
  leave_name(socket);
}

/// The name in the file system stays, with nobody behind it.
void Model::leave_name(SocketIndex socket) {
  const Socket& closed = sockets[socket];
  if (closed.listener != kNoSocket || closed.address.kind != UnixAddress::Kind::path) return;
  FileName& name = name_entry(closed.address);
  if (name.socket != socket) return;
  name.socket = kNoSocket;
  name.changed = seq;
}

/// The other end is closed; `reset`: with bytes unread in it.
void Model::lose_peer(SocketIndex socket, bool reset) {
  if (sockets[socket].closed) return;
  Socket& left = touch(socket);
  left.peer_gone = left.shut_receive = left.shut_send = true;
  if (reset && !left.reset_ahead) left.reset = true;
  left.reset_ahead = false;
}

}  // namespace sockwalk
