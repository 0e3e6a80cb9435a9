#include "run/independence.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace sockwalk {
namespace {

/// Buffers take some 200 KiB and some 270 small messages (net.core.wmem_default): far from that.
constexpr std::uint64_t kFewBytes = 16 * 1024;
constexpr std::size_t kFewPieces = 64;
constexpr std::size_t kFewSteps = 100;
constexpr std::array<std::string_view, 10> kBreaks{"OOB",      "epoll",      "timeo",  "TIMEO",
                                                   "time_out", "SNDBUF",     "RCVBUF", "RIGHTS",
                                                   "SO_PASS",  "never_reads"};

bool uses_table_alone(const Model& model, ActorId actor) {
  if (actor >= model.actors.size()) return false;
  const auto table = model.actors[actor].table;
  return std::ranges::count(model.actors, table, &Actor::table) == 1;
}

const FdTable& table_of(const Model& model, ActorId actor) {
  return model.tables[model.actors[actor].table];
}

/// The socket behind the call's descriptor when nothing else refers to it; else nullptr.
const Socket* own_socket(const Model& model, ActorId actor, std::int32_t fd) {
  const SocketIndex index = model.socket_of(actor, fd);
  if (index == kNoSocket) return nullptr;
  const Socket& socket = model.sockets[index];
  return socket.holders.size() == 1 && socket.in_flight == 0 ? &socket : nullptr;
}

bool blocking(const Model& model, ActorId actor, std::int32_t fd) {
  const Descriptor* descriptor = table_of(model, actor).find(fd);
  return descriptor != nullptr && !model.files[descriptor->file].nonblocking;
}

bool accepts_the_oldest(const Model& model, const Socket& listener) {
  if (!listener.listening || listener.accept_queue.empty() || listener.backlog < 0) return false;
  return listener.accept_queue.size() + model.actors.size() <=
         static_cast<std::size_t>(listener.backlog) + 1;
}

bool reads_what_is_there(const Socket& socket, const Event& call) {
  const auto wanted = static_cast<std::uint64_t>(std::max<std::int64_t>(0, call.args[1]));
  return wanted > 0 && socket.unread_bytes >= wanted && socket.unread_bytes < kFewBytes &&
         socket.unread.size() < kFewPieces;
}

/// The other end's only owner can do nothing but wait for this end.
bool peer_waits_in_read(const Model& model, const Socket& socket, std::span<const Stand> stands) {
  if (socket.peer == kNoSocket) return false;
  const Socket& peer = model.sockets[socket.peer];
  if (peer.closed || peer.queued || !peer.unread.empty() || peer.holders.size() != 1 ||
      peer.in_flight != 0 || peer.shut_receive) {
    return false;
  }
  return std::ranges::any_of(stands, [&](const Stand& stand) {
    const bool reads = stand.stance == Stance::asleep || stand.stance == Stance::at_gate;
    if (!reads || stand.call.call != Syscall::read || stand.timeout_ms >= 0) return false;
    if (stand.call.args[1] == 0 || !uses_table_alone(model, stand.actor)) return false;
    return model.socket_of(stand.actor, stand.call.fd()) == socket.peer &&
           blocking(model, stand.actor, stand.call.fd());
  });
}

}  // namespace

Independence::Independence(const Scenario& scenario) {
  plain_ = std::ranges::none_of(kBreaks, [&](std::string_view word) {
    return scenario.text.find(word) != std::string::npos;
  });
  for (const ClientPlan& client : scenario.clients) plain_ &= client.steps.size() < kFewSteps;
}

bool Independence::of(const Model& model, const Stand& stand, std::span<const Stand> stands) const {
  const Event& call = stand.call;
  if (stand.stance != Stance::at_gate || !uses_table_alone(model, stand.actor)) return false;
  if (call.call == Syscall::socket) return true;
  if (call.call == Syscall::exit) return table_of(model, stand.actor).descriptors.empty();
  if (!plain_) return false;
  const Socket* socket = own_socket(model, stand.actor, call.fd());
  if (socket == nullptr) return false;
  switch (call.call) {
    case Syscall::accept:
      return accepts_the_oldest(model, *socket);
    case Syscall::read:
      return socket->type == SOCK_STREAM && reads_what_is_there(*socket, call);
    case Syscall::write:
    case Syscall::close:
      return socket->type == SOCK_STREAM && !socket->listening &&
             peer_waits_in_read(model, *socket, stands);
    default:
      return false;
  }
}

}  // namespace sockwalk
