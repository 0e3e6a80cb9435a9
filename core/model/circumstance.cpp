#include "model/circumstance.h"

#include <sys/socket.h>

#include <algorithm>

#include "event/event_text.h"
#include "event/syscall.h"
#include "model/call_family.h"
#include "model/urgent.h"
#include "text/explain_text.h"

namespace sockwalk {

namespace texts = explain_text;

Target target_of(const Model& model, const UnixAddress& address) {
  SocketIndex at = model.bound_to(address);
  if (at == kNoSocket && address.kind == UnixAddress::Kind::path) {
    const FileName* file = model.file_name(address);
    if (file == nullptr) return {};
    if (!file->exists) return {TargetKind::unlinked, file->socket};
    return {TargetKind::stale, file->socket};
  }
  if (at == kNoSocket) return {};
  const Socket& socket = model.sockets[at];
  if (socket.listening && socket.shut_receive) return {TargetKind::shut_down, at};
  return {socket.listening ? TargetKind::listening : TargetKind::bound, at};
}

std::string who(const Model& model, ActorId actor) {
  const Actor* known = model.actor(actor);
  if (known == nullptr || known->name.empty()) return words(texts::kSomebody);
  if (known->name == "server") return words(texts::kTheServer);
  return capitalised(known->name);
}

std::string which(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return words(texts::kASocket);
  switch (model.sockets[socket].role()) {
    case SocketRole::connection:
      return words(texts::kConnectionSocket);
    case SocketRole::server_data: {
      const ActorId client = client_of(model, socket);
      const std::string of = client == kNoActor ? words(texts::kAClient) : who(model, client);
      return say(texts::kDataSocket, of).words();
    }
    case SocketRole::client:
    case SocketRole::pair_end:
    case SocketRole::datagram:
      break;
  }
  return socket_title(model, socket);
}

std::string short_name(std::string_view path) {
  return short_name(UnixAddress{UnixAddress::Kind::path, path, 0});
}

std::string short_name(const UnixAddress& address) {
  if (address.kind == UnixAddress::Kind::none || address.kind == UnixAddress::Kind::unnamed) {
    return words(texts::kNoName);
  }
  std::string text = to_text(address);
  const std::size_t slash = text.rfind('/');
  if (slash == std::string::npos || slash + 1 == text.size()) return text;
  const bool abstract = address.kind == UnixAddress::Kind::abstract;
  return (abstract ? "@" : "") + text.substr(slash + 1);
}

std::string bytes_in_words(std::uint64_t bytes) {
  return bytes == 1 ? words(texts::kOneByte) : say(texts::kBytes, bytes).words();
}

std::string content_in_words(std::span<const std::byte> data, std::uint64_t bytes) {
  if (data.empty()) return bytes_in_words(bytes);
  return say(texts::kBytesCarrying, bytes_in_words(bytes), data_text(data, bytes)).words();
}

std::string list_in_words(const std::vector<std::string>& parts) {
  std::string list;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == 0) {
      list = parts[i];
    } else {
      const bool last = i + 1 == parts.size();
      list = say(last ? texts::kListLast : texts::kListNext, list, parts[i]).words();
    }
  }
  return list;
}

ActorId far_actor(const Model& model, SocketIndex socket) {
  if (socket >= model.sockets.size()) return kNoActor;
  const Socket& near = model.sockets[socket];
  if (near.listener != kNoSocket) return client_of(model, socket);
  if (near.peer >= model.sockets.size()) return kNoActor;
  const Socket& far = model.sockets[near.peer];
  if (const ActorId holder = holder_of(model, near.peer); holder != kNoActor) return holder;
  if (far.listener >= model.sockets.size()) return far.id.actor;
  const ActorId listens = holder_of(model, far.listener);
  return listens != kNoActor ? listens : model.sockets[far.listener].id.actor;
}

namespace {

/// Whether the call that `id` sleeps in ends when something comes to `socket`.
bool waits_on(const Model& model, ActorId id, const Event& call, SocketIndex socket) {
  const auto leads_there = [&](std::int32_t fd) { return model.socket_of(id, fd) == socket; };
  switch (call.call) {
    case Syscall::accept:
    case Syscall::accept4:
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      return leads_there(call.fd());
    case Syscall::select:
      return call.parts != nullptr &&
             std::any_of(call.parts->rare->fds.begin(), call.parts->rare->fds.end(), leads_there);
    case Syscall::poll:
      return call.parts != nullptr &&
             std::any_of(call.parts->rare->poll.begin(), call.parts->rare->poll.end(),
                         [&](const PollEntry& entry) { return leads_there(entry.fd); });
    case Syscall::epoll_wait: {
      const FileIndex instance = model.file_of(id, call.fd());
      if (instance == kNoFile) return false;
      const std::vector<Interest>& interests = model.files[instance].interests;
      return std::any_of(interests.begin(), interests.end(), [&](const Interest& interest) {
        return interest.file < model.files.size() && model.files[interest.file].socket == socket;
      });
    }
    default:
      return false;
  }
}

}  // namespace

ActorId sleeper_on(const Model& model, SocketIndex socket) {
  if (socket == kNoSocket) return kNoActor;
  for (std::size_t i = 0; i < model.actors.size(); ++i) {
    const ActorId id = static_cast<ActorId>(i);
    const Actor& actor = model.actors[i];
    if (actor.state == ActorState::in_call && waits_on(model, id, actor.call, socket)) return id;
  }
  return kNoActor;
}

Shutter who_shut(const Model& model, SocketIndex socket, Direction direction) {
  if (socket >= model.sockets.size()) return Shutter::unknown;
  const bool receive = direction == Direction::receive;
  const Socket& near = model.sockets[socket];
  if (receive ? near.shut_receive_here : near.shut_send_here) return Shutter::near;
  if (near.peer >= model.sockets.size()) return Shutter::unknown;
  const Socket& far = model.sockets[near.peer];
  return (receive ? far.shut_send_here : far.shut_receive_here) ? Shutter::far : Shutter::unknown;
}

ActorId other_holder(const Model& model, SocketIndex socket, ActorId actor, std::int32_t fd) {
  for (const Holder& holder : model.sockets[socket].holders) {
    for (std::size_t i = 0; i < model.actors.size(); ++i) {
      const ActorId id = static_cast<ActorId>(i);
      if (model.actors[i].table != holder.table) continue;
      if (id == actor && holder.fd == fd) continue;
      return id;
    }
  }
  return kNoActor;
}

std::string open_numbers(const Model& model, ActorId actor) {
  const Actor* owner = model.actor(actor);
  std::vector<std::string> numbers;
  if (owner == nullptr || owner->table >= model.tables.size()) return {};
  for (const Descriptor& descriptor : model.tables[owner->table].descriptors) {
    numbers.push_back(fmt::format("{}", descriptor.fd));
  }
  return list_in_words(numbers);
}

bool made_by(const Model& model, ActorId actor, const UnixAddress& address) {
  for (const Socket& socket : model.sockets) {
    const bool own = socket.id.actor == actor && socket.listener == kNoSocket;
    if (own && socket.address == address) return true;
  }
  return false;
}

bool asks_for_answer(const Event& enter) {
  if (enter.actor == kServer || enter.parts == nullptr) return false;
  const std::span<const std::byte> data = enter.parts->data;
  return enter.parts->data_bytes == 4 && data.size() == 4 &&
         std::all_of(data.begin(), data.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

std::uint64_t bytes_asked(const Event& enter) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(0, enter.args[1]));
}

Circumstance::Circumstance(const Model& state, const Event& call_event)
    : model(state),
      enter(call_event),
      call(row_of(call_event.call).name),
      caller(who(state, call_event.actor)),
      number(fmt::format("{}", call_event.fd())) {
  if (row_of(enter.call).arguments[0].kind == ArgumentKind::fd) {
    index = state.socket_of(enter.actor, enter.fd());
    const FileIndex open = state.file_of(enter.actor, enter.fd());
    if (open < state.files.size()) file = &state.files[open];
  }
  if (index != kNoSocket) socket = &state.sockets[index];
  if (socket != nullptr && socket->peer < state.sockets.size()) peer = &state.sockets[socket->peer];
  const ActorId actor = index == kNoSocket ? kNoActor : far_actor(state, index);
  far = actor == kNoActor ? words(texts::kOtherEnd) : who(state, actor);
}

std::string readable_in_words(const Circumstance& met, std::int32_t fd) {
  const SocketIndex index = met.model.socket_of(met.enter.actor, fd);
  if (index == kNoSocket) return say(texts::kReadyPlain, fd).words();
  const Socket& socket = met.model.sockets[index];
  if (socket.listening) return say(texts::kReadyQueue, fd).words();
  if (std::string urgent = urgent_reason(socket, std::to_string(fd)); !urgent.empty())
    return urgent;
  if (socket.unread_bytes > 0) {
    return say(texts::kReadyBytes, fd, bytes_in_words(socket.unread_bytes)).words();
  }
  if (socket.peer_gone || socket.shut_receive) return say(texts::kReadyEnd, fd).words();
  return say(texts::kReadyPlain, fd).words();
}

Target Circumstance::destination() const { return target_of(model, model.followed(address())); }

std::string Circumstance::name() const { return short_name(address()); }

std::string Circumstance::own_name() const {
  return short_name(socket == nullptr ? UnixAddress{} : socket->address);
}

bool Circumstance::keeps_records() const { return socket != nullptr && socket->keeps_messages(); }

bool Circumstance::is_datagram() const { return socket != nullptr && socket->is_datagram(); }

bool Circumstance::may_not_wait() const {
  const bool has_flags = row_of(enter.call).arguments[3].kind == ArgumentKind::message_flags ||
                         row_of(enter.call).arguments[2].kind == ArgumentKind::message_flags;
  if (has_flags && (enter.args[2] & MSG_DONTWAIT) != 0) return true;
  return file != nullptr && file->nonblocking;
}

std::int64_t Circumstance::limit_ms() const {
  if (socket == nullptr) return 0;
  switch (family_of(enter.call)) {
    case Syscall::accept:
    case Syscall::read:
      return socket->receive_limit_ms;
    case Syscall::connect:
    case Syscall::write:
      return socket->send_limit_ms;
    default:
      return 0;
  }
}

}  // namespace sockwalk
