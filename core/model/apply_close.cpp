#include <algorithm>
#include <utility>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// The actor is gone: the kernel has closed what it left open, lowest number first. What it shares
/// with other threads stays until the last of them is gone.
void Model::apply_end(const Event& event) {
  Actor* actor = cast(event.actor);
  if (actor == nullptr) return;
  leave_call(event.actor);
  actor->state = ActorState::gone;
  actor->joining = false;
  if (is_alone(event.actor)) release_all(event.actor);
  if (event.actor == kServer && event.error == 0) count_step(event.actor, 12);
}

/// Ends the open file descriptions to which nothing refers any more, in the order in which that
/// came about. What dies with one of them may be the last that held another.
void Model::close_doomed() {
  for (std::size_t i = 0; i < doomed_.size(); ++i) {
    const FileIndex file = doomed_[i];
    const OpenFile& open = files[file];
    const bool held = open.references > 0 || open.in_flight > 0 || open.calls > 0;
    if (open.kind == FileKind::none || held) continue;
    const SocketIndex socket = open.socket;
    forget_interests(file);
    files[file] = {};
    free_files_.push_back(file);
    if (socket != kNoSocket) close_socket(socket, false);
  }
  doomed_.clear();
}

/// The socket is no more. `refused`: it was a queued end whose listener went; its client then meets
/// ECONNRESET once whether it has written or not, as it does where bytes are left unread.
void Model::close_socket(SocketIndex socket, bool refused) {
  if (sockets[socket].closed) return;
  Socket& closed = touch(socket);
  // The place of an urgent byte that was taken holds nothing that could be lost.
  const bool unread = std::ranges::any_of(
      closed.unread, [](const Unread& piece) { return piece.urgency != Urgency::taken; });
  const bool reset = refused || unread;
  const std::vector<SocketIndex> queued = std::move(closed.accept_queue);
  drop_unread(socket);
  closed.accept_queue = {};
  closed.holders = {};
  closed.file = kNoFile;
  closed.closed = true;
  closed.listening = closed.queued = closed.connecting = closed.reset = false;
  const auto place = std::lower_bound(open_.begin(), open_.end(), socket) - open_.begin();
  open_.erase(open_.begin() + place);
  open_inodes_.erase(open_inodes_.begin() + place);
  if (closed.is_datagram()) {
    lose_destination(socket);
  } else if (closed.peer != kNoSocket) {
    lose_peer(closed.peer, reset);
  }
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
  // What was received as nothing before this was logged was the end, no message of no bytes.
  if (left.keeps_messages()) left.read_ahead = 0;
  arrive(socket, ~0U);
}

}  // namespace sockwalk
