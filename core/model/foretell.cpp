#include "model/call_family.h"
#include "model/circumstance.h"
#include "model/explain.h"
#include "model/foretelling.h"
#include "text/explain_text.h"
#include "text/foretell_text.h"
#include "text/readiness_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;

std::string client_in_words(const Model& model, SocketIndex data_socket) {
  const ActorId client = client_of(model, data_socket);
  return client == kNoActor ? words(explain_text::kAClient) : who(model, client);
}

Sentence foretell_bind(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->address.kind != UnixAddress::Kind::none) {
    if (met.address().kind == UnixAddress::Kind::unnamed) return say(texts::kBindKept, met.number);
    return say(texts::kBindTwice, met.number, met.own_name());
  }
  if (met.address().kind == UnixAddress::Kind::abstract) {
    return say(texts::kBindAbstract, met.name(), met.number);
  }
  if (met.address().kind != UnixAddress::Kind::path) return say(texts::kBindChosen);
  const FileName* file = met.model.file_name(met.address());
  const bool occupied = file != nullptr && file->exists;
  if (occupied) return say(texts::kBindOccupied, met.name(), met.number);
  return if_permitted(met, say(texts::kBind, met.name(), met.number));
}

Sentence foretell_listen(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kListenAgain, met.number, met.enter.args[1]);
  }
  if (met.is_datagram()) return say(texts::kListenDatagram, met.number);
  if (met.socket != nullptr && met.socket->address.kind == UnixAddress::Kind::none) {
    return say(texts::kListenNoName, met.number);
  }
  if (met.socket != nullptr && met.socket->was_connected) {
    return say(texts::kListenConnected, met.number);
  }
  return say(texts::kListen, met.number, met.own_name());
}

Sentence foretell_accept(const Circumstance& met) {
  if (met.socket == nullptr || !met.socket->listening) {
    return say(texts::kAcceptNotListening, met.number, met.call);
  }
  const std::vector<SocketIndex>& queue = met.socket->accept_queue;
  if (queue.empty()) {
    if (met.socket->shut_receive) return say(texts::kAcceptShutDown, met.number, met.call);
    return say(met.may_not_wait() ? texts::kAcceptEmpty : texts::kAcceptSleeps, met.call);
  }
  const std::string client = capitalised(client_in_words(met.model, queue.front()));
  if (queue.size() == 1) return say(texts::kAccept, client, met.caller, met.call);
  return say(texts::kAcceptMany, client, met.caller, queue.size(), met.call);
}

/// A name that leads to a socket which the caller's cannot be connected to, or to none; empty else.
Sentence foretell_target(const Circumstance& met, const Target& target) {
  const bool there = target.kind == TargetKind::bound || target.kind == TargetKind::shut_down ||
                     target.kind == TargetKind::listening;
  if (there && met.socket != nullptr && met.model.sockets[target.socket].type != met.socket->type) {
    return say(texts::kConnectType, met.name());
  }
  switch (target.kind) {
    case TargetKind::unlinked:
      return say(texts::kConnectUnlinked, met.name());
    case TargetKind::nothing:
      return say(met.address().kind == UnixAddress::Kind::abstract ? texts::kConnectNoAbstract
                                                                   : texts::kConnectNoName,
                 met.name());
    case TargetKind::stale:
      return say(texts::kConnectStale, met.name());
    case TargetKind::shut_down:
      return say(texts::kConnectListenerShut, met.name());
    case TargetKind::bound:
      return met.is_datagram() ? Sentence{} : say(texts::kConnectNotListening, met.name());
    case TargetKind::listening:
      break;
  }
  return {};
}

Sentence foretell_connect(const Circumstance& met) {
  const Target target = met.destination();
  if (const Sentence refused = foretell_target(met, target); !refused.empty()) return refused;
  const Socket& listener = met.model.sockets[target.socket];
  if (met.is_datagram()) {
    const bool taken = listener.peer != kNoSocket && listener.peer != met.index;
    if (taken) return say(texts::kConnectNotPermitted, met.name());
    return if_permitted(met, say(texts::kConnectDatagram, met.name()));
  }
  if (listener.has_full_queue()) {
    return if_permitted(met, say(met.may_not_wait() ? texts::kConnectAgain : texts::kConnectSleeps,
                                 met.name(), listener.accept_queue.size()));
  }
  if (met.socket != nullptr && met.socket->was_connected) {
    return say(texts::kConnectTwice, met.number);
  }
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kConnectListener, met.number);
  }
  if (const ActorId sleeper = sleeper_on(met.model, target.socket); sleeper != kNoActor) {
    return if_permitted(met, say(texts::kConnectWakes, met.name(), who(met.model, sleeper),
                                 row_of(met.model.actor(sleeper)->call.call).name));
  }
  return if_permitted(met, say(texts::kConnect, met.name()));
}

Sentence foretell_close(const Circumstance& met) {
  if (met.socket == nullptr) return say(texts::kCloseFile, met.number);
  const Socket& socket = *met.socket;
  if (socket.holders.size() + socket.in_flight > 1) {
    const ActorId holder = other_holder(met.model, met.index, met.enter.actor, met.enter.fd());
    if (holder == kNoActor && met.model.would_be_unreachable(met.index)) {
      return say(unreachable_text::kForetellClose, met.number);
    }
    if (holder == kNoActor) return say(texts::kCloseInFlight, met.number);
    return say(texts::kCloseCopy, met.number, who(met.model, holder));
  }
  if (socket.listening) {
    if (socket.accept_queue.empty()) {
      const FileName* file = met.model.file_name(socket.address.name);
      const bool stays =
          socket.address.kind == UnixAddress::Kind::path && file != nullptr && file->exists;
      return say(stays ? texts::kCloseListener : texts::kCloseListenerUnnamed, met.own_name());
    }
    std::vector<std::string> clients;
    for (const SocketIndex queued : socket.accept_queue) {
      clients.push_back(client_in_words(met.model, queued));
    }
    return say(texts::kCloseListenerQueue, met.own_name(), list_in_words(clients));
  }
  if (!socket.was_connected) return say(texts::kClosePlain, met.number);
  if (met.peer == nullptr || socket.peer_gone) {
    return say(texts::kCloseLast, met.number, capitalised(met.far));
  }
  if (met.peer->queued) return say(texts::kCloseQueued);
  if (socket.unread_bytes > 0) {
    return say(texts::kCloseUnread, met.number, met.far, bytes_in_words(socket.unread_bytes));
  }
  return say(texts::kCloseEnd, met.number, capitalised(met.far));
}

Sentence foretell_unlink(const Circumstance& met) {
  const FileName* file = met.model.file_name(met.address());
  if (file == nullptr || !file->exists) return say(texts::kUnlinkFirst, met.name());
  const bool live = file->socket != kNoSocket && !met.model.sockets[file->socket].closed;
  if (live) return if_permitted(met, say(texts::kUnlinkLive, met.name()));
  const bool own = made_by(met.model, met.enter.actor, met.address());
  return if_permitted(met, say(own ? texts::kUnlink : texts::kUnlinkStale, met.name()));
}

Sentence foretell_exit(const Circumstance& met) {
  const std::string open = open_numbers(met.model, met.enter.actor);
  return open.empty() ? say(texts::kExit, met.caller) : say(texts::kExitOpen, met.caller, open);
}

/// Without the time-out of the socket.
Sentence foretell_plain(const Circumstance& met) {
  const Event& enter = met.enter;
  if (const Sentence refused = foretell_number(met); !refused.empty()) return refused;
  switch (family_of(enter.call)) {
    case Syscall::socket:
      return say(texts::kSocket, met.caller);
    case Syscall::bind:
      return foretell_bind(met);
    case Syscall::listen:
      return foretell_listen(met);
    case Syscall::accept:
      return foretell_accept(met);
    case Syscall::connect:
      return foretell_connect(met);
    case Syscall::read:
      return foretell_receive(met);
    case Syscall::write:
      return foretell_send(met);
    case Syscall::select:
    case Syscall::poll:
    case Syscall::epoll_wait:
      return foretell_waiting(met);
    case Syscall::close:
      return foretell_close(met);
    case Syscall::unlink:
      return foretell_unlink(met);
    case Syscall::exit:
      return foretell_exit(met);
    default:
      return foretell_other(met);
  }
}

}  // namespace

Sentence foretell(const Model& now, const Event& enter) {
  if (enter.call == Syscall::none) return {};
  const Circumstance met(now, enter);
  const Sentence plain = foretell_plain(met);
  if (met.limit_ms() <= 0 || !now.would_block(enter)) return plain;
  return say(readiness_text::kForetellTimeLimit, plain.words(), met.limit_ms());
}

}  // namespace sockwalk
