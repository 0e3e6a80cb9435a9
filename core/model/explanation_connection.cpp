#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/refusal_text.h"

namespace sockwalk {
namespace {

/// The client whose connection accept() took: by the peer's inode where it is known, else the one
/// that stood in the queue first.
ActorId accepted_client(const Circumstance& met, const Event& exit) {
  if (exit.parts != nullptr && !exit.parts->opened.empty()) {
    const std::uint32_t peer = exit.parts->opened.front().peer;
    const SocketIndex client = peer == 0 ? kNoSocket : met.model.find_inode(peer);
    if (client != kNoSocket) return met.model.sockets[client].id.actor;
  }
  if (met.socket == nullptr || met.socket->accept_queue.empty()) return kNoActor;
  return client_of(met.model, met.socket->accept_queue.front());
}

Sentence accepted(const Circumstance& met, const Event& exit) {
  namespace texts = explain_text;
  const ActorId actor = accepted_client(met, exit);
  const std::string client = actor == kNoActor ? words(texts::kAClient) : who(met.model, actor);
  if (exit.ret == 0) return say(texts::kAcceptZero, client, met.call);
  if (met.enter.call == Syscall::accept4 && met.enter.args[1] != 0) {
    return say(texts::kAcceptFlagged, client, exit.ret,
               constant_text(ArgumentKind::type, met.enter.args[1]));
  }
  if (exit.slept) return say(texts::kAcceptSlept, client, exit.ret, met.call);
  if (met.socket == nullptr || met.socket->accept_queue.empty()) {
    return actor == kNoActor ? say(texts::kAcceptUnseen, exit.ret, met.call)
                             : say(texts::kAcceptOldest, client, exit.ret, met.call);
  }
  const Socket& oldest = met.model.sockets[met.socket->accept_queue.front()];
  if (oldest.peer_gone) {
    return say(texts::kAcceptOfGone, capitalised(client), exit.ret,
               bytes_in_words(oldest.unread_bytes), met.call);
  }
  const std::size_t more = met.socket->accept_queue.size() - 1;
  if (more == 1) return say(texts::kAcceptOldestOfTwo, client, exit.ret, met.call);
  if (more > 1) return say(texts::kAcceptOldestOf, client, exit.ret, more, met.call);
  return say(texts::kAcceptOldest, client, exit.ret, met.call);
}

/// Whether the actor's last call was a connect that failed.
bool tried_before(const Circumstance& met) {
  const Actor* actor = met.model.actor(met.enter.actor);
  return actor != nullptr && actor->last_exit.call == Syscall::connect && actor->last_exit.failed();
}

Sentence connected(const Circumstance& met, const Event& exit) {
  namespace texts = explain_text;
  if (met.is_datagram()) return say(texts::kConnectDatagram, met.name(), met.caller);
  if (exit.slept) return say(texts::kConnectSlept, met.name());
  const Target target = met.destination();
  if (target.kind != TargetKind::listening) {
    return say(texts::kConnectUnseen, met.name(), met.caller);
  }
  const Socket& listener = met.model.sockets[target.socket];
  const std::size_t place = listener.accept_queue.size() + 1;
  if (tried_before(met)) return say(texts::kConnectRetried, met.name(), place);
  if (const ActorId sleeper = sleeper_on(met.model, target.socket); sleeper != kNoActor) {
    return say(texts::kConnectWakes, met.name(), who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name);
  }
  return say(texts::kConnectQueued, met.name(), place, capitalised(met.caller));
}

namespace texts = refusal_text;

Sentence accept_invalid(const Circumstance& met, bool slept) {
  if (slept) return say(texts::kAcceptWokenShut, met.number, met.call);
  const std::int64_t flags = met.enter.call == Syscall::accept4 ? met.enter.args[1] : 0;
  if ((flags & ~std::int64_t{SOCK_NONBLOCK | SOCK_CLOEXEC}) != 0) {
    return say(texts::kAcceptFlags, flags);
  }
  if (met.socket == nullptr) return say(texts::kAcceptNotListening, met.number);
  if (met.socket->listening) return say(texts::kAcceptShutDown, met.number);
  if (met.socket->was_connected) return say(texts::kAcceptConnected, met.number, met.call);
  const bool named = met.socket->address.kind != UnixAddress::Kind::none;
  return say(named ? texts::kAcceptNotListening : texts::kAcceptNoName, met.number);
}

Sentence accept_refusal(const Circumstance& met, int error, bool slept) {
  switch (error) {
    case EINVAL:
      return accept_invalid(met, slept);
    case EAGAIN:
      if (met.timed_out(slept)) return say(texts::kAcceptTimedOut, met.number, met.call);
      return say(met.socket != nullptr && met.socket->shut_receive ? texts::kAcceptEmptyShut
                                                                   : texts::kAcceptEmpty,
                 met.number, met.call);
    case EMFILE: {
      if (met.socket == nullptr || met.socket->accept_queue.empty()) {
        return say(texts::kAcceptLimit, capitalised(met.caller), met.call);
      }
      const ActorId client = client_of(met.model, met.socket->accept_queue.front());
      return say(texts::kAcceptLimitQueued, capitalised(met.caller),
                 client == kNoActor ? words(explain_text::kAClient) : who(met.model, client));
    }
    case EINTR:
      return met.limit_ms() > 0 ? say(texts::kInterruptedLimit, met.call, met.number)
                                : say(texts::kAcceptInterrupted, met.call);
    case ECONNABORTED:
      return say(texts::kAcceptAborted, met.call);
    case EOPNOTSUPP:
      return say(texts::kDatagram, met.call);
    default:
      return {};
  }
}

Sentence nobody_listens(const Circumstance& met, const Event& exit) {
  if (met.address().kind == UnixAddress::Kind::abstract) {
    const Target target = met.destination();
    if (target.kind == TargetKind::bound) return say(texts::kConnectNotListening, met.name());
    if (target.kind == TargetKind::shut_down) return say(texts::kConnectListenerShut, met.name());
    return say(texts::kConnectNoAbstract, met.name(), met.address().length);
  }
  switch (met.destination().kind) {
    case TargetKind::bound:
      return say(texts::kConnectNotListening, met.name());
    case TargetKind::stale:
      return say(exit.slept ? texts::kConnectListenerClosed : texts::kConnectStale, met.name());
    case TargetKind::shut_down:
      return say(texts::kConnectListenerShut, met.name());
    case TargetKind::listening:
      if (exit.slept) return say(texts::kConnectListenerClosed, met.name());
      break;
    case TargetKind::nothing:
    case TargetKind::unlinked:
      break;
  }
  return say(texts::kConnectRefused, met.name());
}

/// Whether another directory has that name.
bool is_elsewhere(const Circumstance& met) {
  return std::any_of(met.model.names.begin(), met.model.names.end(), [&](const FileName& name) {
    return name.exists && short_name(name.path) == met.name();
  });
}

Sentence no_such_name(const Circumstance& met) {
  const UnixAddress address = met.address();
  const bool relative = !address.name.empty() && address.name.front() != '/';
  switch (met.destination().kind) {
    case TargetKind::unlinked:
      return say(texts::kConnectUnlinked, met.name());
    case TargetKind::nothing:
      // A name that others know is not found from where this actor stands.
      if (relative && is_elsewhere(met)) return say(texts::kConnectNotFound, met.name(), met.caller);
      break;
    default:
      if (relative) return say(texts::kConnectNotFound, met.name(), met.caller);
  }
  return say(texts::kConnectNoName, met.name());
}

Sentence no_room(const Circumstance& met, const Event& exit) {
  if (met.timed_out(exit.slept)) return say(texts::kConnectTimedOut, met.name());
  const Target target = met.destination();
  if (target.kind != TargetKind::listening) {
    return say(texts::kConnectNoRoom, met.name());
  }
  const Socket& listener = met.model.sockets[target.socket];
  return say(texts::kConnectFullQueue, met.name(), listener.accept_queue.size(), listener.backlog);
}

Sentence connect_refusal(const Circumstance& met, const Event& exit) {
  switch (exit.error) {
    case ECONNREFUSED:
      return nobody_listens(met, exit);
    case ENOENT:
      return no_such_name(met);
    case EAGAIN:
      return no_room(met, exit);
    case EISCONN:
      return say(texts::kConnectTwice, met.number, met.far);
    case EINVAL:
      if (met.socket != nullptr && met.socket->listening) {
        return say(texts::kConnectListener, met.number, capitalised(met.caller));
      }
      return say(texts::kConnectAddress, met.address().length);
    case EPROTOTYPE:
      return say(texts::kConnectType, met.name(), met.caller,
                 socket_type_name(met.socket == nullptr ? 0 : met.socket->type));
    case EACCES:
      return say(texts::kConnectForbidden, capitalised(met.caller), met.name());
    case EPERM:
      return say(texts::kConnectNotPermitted, met.name());
    case EINTR:
      return met.limit_ms() > 0 ? say(texts::kInterruptedLimit, met.call, met.number)
                                : say(texts::kConnectInterrupted, met.name());
    case EINPROGRESS:
    case EALREADY:
      return say(texts::kConnectUnderWay);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_connection(const Circumstance& met, const Event& exit) {
  return met.enter.call == Syscall::connect ? connected(met, exit) : accepted(met, exit);
}

Sentence explain_connection_refusal(const Circumstance& met, const Event& exit) {
  return met.enter.call == Syscall::connect ? connect_refusal(met, exit)
                                            : accept_refusal(met, exit.error, exit.slept);
}

}  // namespace sockwalk
