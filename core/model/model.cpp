#include "model/model.h"

#include <algorithm>

#include "text/model_text.h"

namespace sockwalk {

const Descriptor* FdTable::find(std::int32_t fd) const {
  const auto place = std::lower_bound(
      descriptors.begin(), descriptors.end(), fd,
      [](const Descriptor& descriptor, std::int32_t number) { return descriptor.fd < number; });
  return place != descriptors.end() && place->fd == fd ? &*place : nullptr;
}

FileIndex Model::file_of(ActorId id, std::int32_t fd) const {
  const Actor* owner = actor(id);
  if (owner == nullptr || owner->table >= tables.size()) return kNoFile;
  const Descriptor* descriptor = tables[owner->table].find(fd);
  return descriptor == nullptr ? kNoFile : descriptor->file;
}

SocketIndex Model::socket_of(ActorId id, std::int32_t fd) const {
  const FileIndex file = file_of(id, fd);
  return file == kNoFile ? kNoSocket : files[file].socket;
}

SocketIndex Model::destination_of(const Event& call) const {
  if (call.parts != nullptr && call.call == Syscall::sendto &&
      call.parts->rare->address.kind != UnixAddress::Kind::none) {
    return bound_to(followed(call.parts->rare->address));
  }
  const SocketIndex sender = socket_of(call.actor, call.fd());
  return sender == kNoSocket ? kNoSocket : sockets[sender].peer;
}

SocketIndex Model::find(SocketId id) const {
  // From the newest: it is mostly the living that are asked for.
  for (std::size_t i = sockets.size(); i-- > 0;) {
    if (sockets[i].id == id) return static_cast<SocketIndex>(i);
  }
  return kNoSocket;
}

SocketIndex Model::find_inode(std::uint32_t inode) const {
  if (inode == 0) return kNoSocket;
  const auto found = std::find(open_inodes_.begin(), open_inodes_.end(), inode);
  if (found == open_inodes_.end()) return kNoSocket;
  return open_[static_cast<std::size_t>(found - open_inodes_.begin())];
}

SocketIndex Model::bound_to(const UnixAddress& address) const {
  const auto place = places_.find(address);
  if (place == places_.end()) return kNoSocket;
  if (address.kind == UnixAddress::Kind::path) {
    const FileName& name = names[place->second.name];
    return name.exists ? name.socket : kNoSocket;
  }
  const SocketIndex bound = place->second.bound;
  return bound == kNoSocket || sockets[bound].closed ? kNoSocket : bound;
}

UnixAddress Model::followed(const UnixAddress& address) const {
  constexpr int kMostLinks = 40;  // path_resolution(7): then the kernel says ELOOP
  UnixAddress arrived = address;
  for (int i = 0; i < kMostLinks && arrived.kind == UnixAddress::Kind::path; ++i) {
    const FileName* name = file_name(arrived);
    if (name == nullptr || !name->exists || name->leads_to.empty()) break;
    arrived = {UnixAddress::Kind::path, name->leads_to, 0};
    // A link that is relative starts where the link lies.
    const std::size_t end = name->path.rfind('/');
    if (name->leads_to.starts_with('/')) continue;
    if (end == std::string_view::npos) arrived.directory = name->directory;
    if (name->path.starts_with('/')) arrived.directory = name->path.substr(0, end);
  }
  return arrived;
}

const FileName* Model::file_name(std::string_view path) const {
  return file_name(UnixAddress{UnixAddress::Kind::path, path, 0});
}

const FileName* Model::file_name(const UnixAddress& path) const {
  const auto place = places_.find(path);
  const bool named = place != places_.end() && place->second.name != kNoName;
  return named ? &names[place->second.name] : nullptr;
}

std::size_t Model::bytes() const {
  // A holder and a descriptor lie in small pieces of memory of their own, as malloc(3) cuts them;
  // the vectors of unread data have grown beyond their need.
  constexpr std::size_t kPiece = 32;
  constexpr std::size_t kUnread = 2 * sizeof(Unread);
  return sockets.bytes(open_) + open_.size() * (sizeof(OpenFile) + 2 * kPiece) +
         actors.size() * (sizeof(Actor) + sizeof(FdTable)) +
         handles.slots.size() * sizeof(Slot) + names.size() * (sizeof(FileName) + 2 * kPiece) +
         unread_pieces_ * kUnread;
}

std::string capitalised(std::string_view name) {
  std::string text(name);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string socket_title(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return {};
  const Socket& subject = model.sockets[socket];
  switch (subject.role()) {
    case SocketRole::connection: return words(kConnectionSocketTitle);
    case SocketRole::server_data: {
      std::string client = party_of(model, socket);
      if (client.empty()) return words(kForeignDataSocketTitle);
      return words(kDataSocketTitle, {std::move(client)});
    }
    case SocketRole::pair_end:
    case SocketRole::datagram:
    case SocketRole::client: break;
  }
  std::string name = capitalised(party_of(model, socket));
  if (subject.role() == SocketRole::pair_end) {
    return words(kPairEndTitle, {std::move(name), std::to_string(subject.id.index + 1)});
  }
  const bool datagram = subject.role() == SocketRole::datagram;
  return words(datagram ? kDatagramSocketTitle : kClientSocketTitle, {std::move(name)});
}

std::string party_of(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return {};
  SocketIndex own = socket;
  if (model.sockets[socket].role() == SocketRole::server_data) own = model.sockets[socket].peer;
  if (own == kNoSocket) return {};
  const Socket& subject = model.sockets[own];
  if (subject.client != 0) return client_name(subject.client);
  const Actor* owner = model.actor(subject.id.actor);
  return owner == nullptr ? std::string{} : std::string(owner->name);
}

ActorId client_of(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return kNoActor;
  const Socket& subject = model.sockets[socket];
  if (subject.role() != SocketRole::server_data || subject.peer == kNoSocket) return kNoActor;
  return model.sockets[subject.peer].id.actor;
}

ActorId holder_of(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size() || model.sockets[socket].holders.empty()) return kNoActor;
  const std::uint16_t table = model.sockets[socket].holders.front().table;
  for (std::size_t i = 0; i < model.actors.size(); ++i) {
    if (model.actors[i].table == table) return static_cast<ActorId>(i);
  }
  return kNoActor;
}

}  // namespace sockwalk
