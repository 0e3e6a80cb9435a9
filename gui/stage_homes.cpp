#include <algorithm>

#include "stage_crowd.h"
#include "stage_plan.h"

namespace sockwalk {

/// Who uses a table, and where what its numbers lead to stands on the stage.

ActorId StagePlan::first_with(std::uint16_t table) const {
  const auto found = std::ranges::find(model.actors, table, &Actor::table);
  return found == model.actors.end() ? kNoActor
                                     : static_cast<ActorId>(found - model.actors.begin());
}

std::size_t StagePlan::sharers_of(ActorId actor) const {
  return static_cast<std::size_t>(std::ranges::count_if(clients, [&](ActorId other) {
    return other != actor && table_owner(other) == actor;
  }));
}

std::size_t StagePlan::server_threads() const {
  std::size_t count = 0;
  while (count < columns.size() && table_owner(columns[count].actor) == kServer) ++count;
  return count;
}

bool StagePlan::is_shown(ActorId actor) const {
  return actor == kServer || std::ranges::find(clients, actor) != clients.end();
}

ActorId StagePlan::home_of(SocketIndex socket) const {
  const Socket& subject = model.sockets[socket];
  const Actor* maker = model.actor(subject.id.actor);
  ActorId home = kNoActor;
  for (const Holder& holder : subject.holders) {
    const ActorId owner = first_with(holder.table);
    if (owner == kNoActor || !is_shown(owner)) continue;
    if (maker != nullptr && maker->table == holder.table) return owner;
    home = std::min(home, owner);
  }
  return home;
}

/// False for a socket that stands in a heat strip with the rest of a crowd.
bool StagePlan::stands_in_full(SocketIndex socket) const {
  if (input.few == nullptr || socket == kNoSocket) return true;
  if (model.sockets[socket].role() == SocketRole::connection) return true;
  return std::ranges::find(input.few->sockets, socket) != input.few->sockets.end();
}

/// What the numbers of one actor lead to, by their lowest number.
std::vector<StageObject> StagePlan::objects_of(ActorId id, std::size_t most,
                                               std::size_t& hidden) const {
  constexpr std::size_t kMostTwins = 3;
  std::vector<StageObject> found;
  const Actor* actor = model.actor(id);
  if (actor == nullptr || actor->table >= model.tables.size()) return found;
  for (const Descriptor& descriptor : model.tables[actor->table].descriptors) {
    const OpenFile& file = model.files[descriptor.file];
    StageObject object;
    if (file.socket != kNoSocket) object.socket = file.socket;
    else object.file = descriptor.file;
    if (!stands_in_full(object.socket)) continue;
    const auto known = std::ranges::find_if(found, [&](const StageObject& one) {
      return one.socket == object.socket && one.file == object.file;
    });
    if (known != found.end()) {
      if (known->fds.size() < kMostTwins) known->fds.push_back(descriptor.fd);
      continue;
    }
    if (found.size() >= most) {
      ++hidden;
      continue;
    }
    object.fds.push_back(descriptor.fd);
    if (object.socket != kNoSocket) {
      const ActorId home = home_of(object.socket);
      if (home != id && home != kNoActor) object.elsewhere = home;
    }
    found.push_back(std::move(object));
  }
  return found;
}

/// The socket in whose receive buffer a message lies that carries `file`.
SocketIndex StagePlan::carrier_of(FileIndex file) const {
  for (const SocketIndex socket : model.open_sockets()) {
    for (const Unread& unread : model.sockets[socket].unread) {
      if (std::ranges::find(unread.rights, file) != unread.rights.end()) return socket;
    }
  }
  return kNoSocket;
}

/// With whom a socket stands that nobody has a number for: who will receive it, or is in a call
/// inside it, else who made it.
ActorId StagePlan::keeper_of(SocketIndex socket) const {
  const Socket& subject = model.sockets[socket];
  // Sockets may lie in each other's buffers, and go in circles.
  constexpr int kDeepest = 8;
  SocketIndex carrier = socket;
  for (int i = 0; i < kDeepest && model.sockets[carrier].in_flight > 0; ++i) {
    carrier = carrier_of(model.sockets[carrier].file);
    if (carrier == kNoSocket) break;
    // What waits in an accept queue stands with the listener.
    if (model.sockets[carrier].queued) carrier = model.sockets[carrier].listener;
    if (carrier >= model.sockets.size()) break;
    if (model.sockets[carrier].holders.empty() && model.sockets[carrier].in_flight > 0) continue;
    const ActorId home = home_of(carrier);
    if (home != kNoActor) return home;
    break;
  }
  for (std::size_t i = 0; i < model.actors.size(); ++i) {
    const Actor& actor = model.actors[i];
    if (actor.state != ActorState::in_call || actor.call_file >= model.files.size()) continue;
    const ActorId owner = table_owner(static_cast<ActorId>(i));
    if (model.files[actor.call_file].socket == socket && is_shown(owner)) return owner;
  }
  const ActorId maker = table_owner(subject.id.actor);
  return maker < model.actors.size() && is_shown(maker) ? maker : kServer;
}

/// Open sockets without any number: in flight in a message, or kept by a call that goes on inside them.
void StagePlan::add_homeless(ActorId actor, std::vector<StageObject>& objects) const {
  for (const SocketIndex socket : model.open_sockets()) {
    const Socket& subject = model.sockets[socket];
    if (!subject.holders.empty() || subject.queued || !stands_in_full(socket)) continue;
    if (keeper_of(socket) != actor) continue;
    StageObject object;
    object.socket = socket;
    objects.push_back(std::move(object));
  }
}

bool StagePlan::joined(SocketIndex socket) const {
  const SocketIndex peer = model.sockets[socket].peer;
  if (peer >= model.sockets.size()) return false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const StageColumn& column = columns[i];
    if (!column.is_socket_here()) continue;
    const bool paired = column.row != 0 && (column.socket == socket || column.socket == peer);
    if (paired) return true;
    if (column.socket != socket && column.socket != peer) continue;
    const std::size_t next = next_in_top_row(i);
    return next != kNoBox && columns[next].is_socket_here() &&
           columns[next].socket == (column.socket == socket ? peer : socket);
  }
  const std::size_t one = row_of(socket);
  const std::size_t other = row_of(peer);
  if (one == 0 || other == 0) return false;
  const auto [first, last] = std::minmax(one, other);
  for (std::size_t row = first; row + 1 < last; ++row) {
    if (!rows[row].empty()) return false;
  }
  return true;
}

std::size_t StagePlan::next_in_top_row(std::size_t column) const {
  for (std::size_t i = column + 1; i < columns.size(); ++i) {
    if (!columns[i].empty() && columns[i].row == 0) return i;
  }
  return kNoBox;
}

}  // namespace sockwalk
