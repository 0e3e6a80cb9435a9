#include <sys/socket.h>

#include <cerrno>

#include "event/constant_names.h"
#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/refusal_text.h"

namespace sockwalk {
namespace {

/// Another actor that uses the same number; kNoActor if none does.
ActorId twin_of(const Circumstance& met, std::int64_t fd) {
  for (std::size_t i = 0; i < met.model.actors.size(); ++i) {
    const ActorId id = static_cast<ActorId>(i);
    if (id == met.enter.actor) continue;
    if (met.model.socket_of(id, static_cast<std::int32_t>(fd)) != kNoSocket) return id;
  }
  return kNoActor;
}

Sentence socket_made(const Circumstance& met, const Event& exit) {
  namespace texts = explain_text;
  if (const ActorId twin = twin_of(met, exit.ret); twin != kNoActor) {
    return say(texts::kSocketTwin, met.caller, exit.ret, who(met.model, twin));
  }
  if (exit.ret == 3) return say(texts::kSocketFirst, met.caller);
  return say(texts::kSocketMade, met.caller, exit.ret);
}

Sentence name_made(const Circumstance& met) {
  namespace texts = explain_text;
  switch (met.address().kind) {
    case UnixAddress::Kind::abstract:
      return say(texts::kBindAbstract, met.name(), met.number);
    case UnixAddress::Kind::path:
      return say(texts::kBindPath, met.name(), met.number);
    case UnixAddress::Kind::unnamed:
    case UnixAddress::Kind::none:
      break;
  }
  const bool named = met.socket != nullptr && met.socket->address.kind != UnixAddress::Kind::none;
  return named ? say(texts::kBindKept, met.number) : say(texts::kBindChosen);
}

Sentence listens(const Circumstance& met) {
  namespace texts = explain_text;
  const std::int64_t backlog = met.enter.args[1];
  // Linux reads the backlog as unsigned and cuts it to net.core.somaxconn, which is 4096 by
  // default and was 128 for long (listen(2)); what it is here, the model cannot know.
  if (backlog < 0 || backlog > 4096) return say(texts::kListenClamped, met.number, backlog);
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kListenAgain, met.number, backlog + 1, backlog);
  }
  return say(texts::kListen, met.number, met.own_name(), backlog + 1, backlog);
}

Sentence name_removed(const Circumstance& met) {
  namespace texts = explain_text;
  const Target target = target_of(met.model, met.address());
  switch (target.kind) {
    case TargetKind::stale: {
      const bool own = made_by(met.model, met.enter.actor, met.address());
      return say(own ? texts::kUnlinkOwn : texts::kUnlinkStale, met.name());
    }
    case TargetKind::bound:
    case TargetKind::shut_down:
    case TargetKind::listening: {
      const ActorId owner = holder_of(met.model, target.socket);
      if (owner == met.enter.actor || owner == kNoActor) return say(texts::kUnlinkLive, met.name());
      return say(texts::kUnlinkForeign, met.name(), capitalised(met.caller), who(met.model, owner));
    }
    case TargetKind::nothing:
    case TargetKind::unlinked:
      break;
  }
  return say(texts::kUnlinkUnseen, met.name());
}

namespace texts = refusal_text;

Sentence socket_refusal(const Circumstance& met, int error) {
  const int type = static_cast<int>(met.enter.args[1]);
  switch (error) {
    case EMFILE:
      return say(texts::kSocketLimit, capitalised(met.caller));
    case EPROTONOSUPPORT:
      return say(texts::kSocketProtocol, met.enter.args[2]);
    case ESOCKTNOSUPPORT:
      return say(texts::kSocketType, socket_type_name(type));
    case EAFNOSUPPORT:
      return say(texts::kSocketFamily, domain_name(static_cast<int>(met.enter.args[0])));
    case EINVAL:
      return say(texts::kSocketArguments, socket_type_name(type));
    case EACCES:
    case EPERM:
      return say(texts::kSocketForbidden, capitalised(met.caller));
    default:
      return {};
  }
}

Sentence name_taken(const Circumstance& met) {
  if (met.address().kind == UnixAddress::Kind::abstract) {
    return say(texts::kBindAbstractTaken, met.name());
  }
  const Target target = target_of(met.model, met.address());
  switch (target.kind) {
    case TargetKind::stale:
      return say(texts::kBindStale, met.name());
    case TargetKind::bound:
    case TargetKind::shut_down:
    case TargetKind::listening:
      return say(texts::kBindLive, met.name(), who(met.model, holder_of(met.model, target.socket)));
    case TargetKind::nothing:
    case TargetKind::unlinked:
      break;
  }
  return say(texts::kBindTaken, met.name());
}

Sentence bind_refusal(const Circumstance& met, int error) {
  const bool named = met.socket != nullptr && met.socket->address.kind != UnixAddress::Kind::none;
  switch (error) {
    case EADDRINUSE:
      return name_taken(met);
    case EINVAL:
      if (named) return say(texts::kBindTwice, met.number, met.own_name());
      return say(texts::kBindAddress, met.address().length);
    case ENOENT:
      return say(texts::kBindNoDirectory, met.name());
    case EACCES:
    case EPERM:
      return say(texts::kBindForbidden, capitalised(met.caller), met.name());
    default:
      return {};
  }
}

Sentence listen_refusal(const Circumstance& met, int error) {
  if (error == EOPNOTSUPP) return say(texts::kDatagram, row_of(Syscall::listen).name);
  if (error != EINVAL) return {};
  if (met.socket != nullptr) {
    if (met.socket->was_connected) return say(texts::kListenConnected, met.number);
    if (met.socket->address.kind == UnixAddress::Kind::none) {
      return say(texts::kListenNoName, met.number);
    }
  }
  return say(texts::kListenInvalid, met.number);
}

Sentence unlink_refusal(const Circumstance& met, const Event& exit) {
  switch (exit.error) {
    case ENOENT:
      return say(exit.expected ? texts::kUnlinkFine : texts::kUnlinkNothing, met.name());
    case EACCES:
      return say(texts::kUnlinkForbidden, capitalised(met.caller), met.name());
    case EPERM:
      return say(texts::kUnlinkSticky, capitalised(met.caller), met.name());
    case EISDIR:
      return say(texts::kUnlinkDirectory, met.name());
    case EBUSY:
      return say(texts::kUnlinkBusy, met.name());
    default:
      return {};
  }
}

}  // namespace

Sentence explain_naming(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::socket:
      return socket_made(met, exit);
    case Syscall::bind:
      return name_made(met);
    case Syscall::listen:
      return listens(met);
    case Syscall::unlink:
      return name_removed(met);
    default:
      return {};
  }
}

Sentence explain_naming_refusal(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::socket:
    case Syscall::socketpair:
      return socket_refusal(met, exit.error);
    case Syscall::bind:
      return bind_refusal(met, exit.error);
    case Syscall::listen:
      return listen_refusal(met, exit.error);
    case Syscall::unlink:
      return unlink_refusal(met, exit);
    default:
      return {};
  }
}

}  // namespace sockwalk
