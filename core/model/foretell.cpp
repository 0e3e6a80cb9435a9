#include <sys/socket.h>

#include <algorithm>

#include "model/circumstance.h"
#include "model/call_family.h"
#include "model/explain.h"
#include "model/foretelling.h"
#include "text/explain_text.h"
#include "text/foretell_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;

std::string client_in_words(const Model& model, SocketIndex data_socket) {
  const ActorId client = client_of(model, data_socket);
  return client == kNoActor ? words(explain_text::kAClient) : who(model, client);
}

Sentence foretell_bind(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->address.kind != UnixAddress::Kind::none) {
    return say(texts::kBindTwice, met.number, met.own_name());
  }
  if (met.address().kind == UnixAddress::Kind::abstract) {
    return say(texts::kBindAbstract, met.name(), met.number);
  }
  if (met.address().kind != UnixAddress::Kind::path) return say(texts::kBindChosen);
  const FileName* file = met.model.file_name(met.address());
  const bool occupied = file != nullptr && file->exists;
  return say(occupied ? texts::kBindOccupied : texts::kBind, met.name(), met.number);
}

Sentence foretell_listen(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kListenAgain, met.number, met.enter.args[1]);
  }
  if (met.socket != nullptr && met.socket->address.kind == UnixAddress::Kind::none) {
    return say(texts::kListenNoName, met.number);
  }
  return say(texts::kListen, met.number, met.own_name());
}

Sentence foretell_accept(const Circumstance& met) {
  if (met.socket == nullptr || !met.socket->listening) {
    return say(texts::kAcceptNotListening, met.number);
  }
  const std::vector<SocketIndex>& queue = met.socket->accept_queue;
  if (queue.empty()) {
    if (met.may_not_wait()) return say(texts::kAcceptNothing, met.number, met.call);
    return say(texts::kAcceptSleeps);
  }
  const std::string client = capitalised(client_in_words(met.model, queue.front()));
  if (queue.size() == 1) return say(texts::kAccept, client, met.caller);
  return say(texts::kAcceptMany, client, met.caller, queue.size());
}

Sentence foretell_connect(const Circumstance& met) {
  if (met.is_datagram()) return say(texts::kConnectDatagram, met.name());
  if (met.socket != nullptr && met.socket->was_connected) {
    return say(texts::kConnectTwice, met.number);
  }
  const Target target = met.destination();
  switch (target.kind) {
    case TargetKind::nothing:
    case TargetKind::unlinked:
      return say(met.address().kind == UnixAddress::Kind::abstract ? texts::kConnectNoAbstract
                                                                   : texts::kConnectNoName,
                 met.name());
    case TargetKind::stale:
      return say(texts::kConnectStale, met.name());
    case TargetKind::bound:
    case TargetKind::shut_down:
      return say(texts::kConnectNotListening, met.name());
    case TargetKind::listening:
      break;
  }
  if (met.model.would_block(met.enter)) {
    return say(texts::kConnectSleeps, met.name(),
               met.model.sockets[target.socket].accept_queue.size());
  }
  if (const ActorId sleeper = sleeper_on(met.model, target.socket); sleeper != kNoActor) {
    return say(texts::kConnectWakes, met.name(), who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name);
  }
  return say(texts::kConnect, met.name());
}

Sentence foretell_read(const Circumstance& met) {
  if (met.socket == nullptr || !met.socket->was_connected) {
    const bool listening = met.socket != nullptr && met.socket->listening;
    return say(listening ? texts::kReadListener : texts::kReadNotConnected, met.number,
               met.call);
  }
  // A stream gives what was sent first, other types tell of the loss first.
  const bool reset_first = met.socket->reset && met.keeps_records();
  if (met.socket->unread_bytes > 0 && !reset_first) {
    const Unread& front = met.socket->unread.front();
    const std::uint64_t bytes = met.socket->unread_bytes;
    const std::string content = met.socket->unread.size() == 1 ? content_in_words(front.data, bytes)
                                                               : bytes_in_words(bytes);
    const bool fits =
        bytes <= static_cast<std::uint64_t>(std::max<std::int64_t>(0, met.enter.args[1]));
    if (fits) return say(texts::kReadOne, content, met.far, met.call);
    return say(texts::kRead, content, met.far, met.enter.args[1], met.call);
  }
  if (met.socket->reset) return say(texts::kReadReset, capitalised(met.far), met.call);
  if (met.socket->peer_gone) return say(texts::kReadEnd, capitalised(met.far), met.call);
  if (met.may_not_wait()) return say(texts::kReceiveNothing, met.number, met.call);
  const bool queued = met.peer != nullptr && met.peer->queued;
  return say(queued ? texts::kReadSleepsQueued : texts::kReadSleeps, met.far, met.call);
}

Sentence foretell_write(const Circumstance& met) {
  if (met.socket == nullptr || !met.socket->was_connected) {
    return say(texts::kWriteNotConnected, met.number, met.call);
  }
  if (met.socket->peer_gone) return say(texts::kWriteGone, capitalised(met.far), met.call);
  const std::string content =
      met.enter.parts == nullptr
          ? bytes_in_words(static_cast<std::uint64_t>(met.enter.args[1]))
          : content_in_words(met.enter.parts->data, met.enter.parts->data_bytes);
  if (met.peer != nullptr && met.peer->queued) return say(texts::kWriteQueued, content, met.call);
  if (asks_for_answer(met.enter)) return say(texts::kWriteAsks, met.far, met.call);
  const ActorId sleeper = sleeper_on(met.model, met.socket->peer);
  const std::string there = met.peer == nullptr ? met.far : which(met.model, met.socket->peer);
  if (sleeper != kNoActor) {
    return say(texts::kWriteWakes, content, there, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name, met.call);
  }
  return say(texts::kWrite, content, there, met.far, met.call);
}

/// What select() would find ready among the descriptors that it is given, and all of them.
struct Watched {
  std::vector<std::string> all;
  std::vector<std::string> ready;
  std::vector<std::string> listeners;
  std::vector<std::string> others;
  std::vector<std::string> beyond;  ///< not below nfds: the kernel does not look at them
};

Watched watched_by(const Circumstance& met) {
  Watched watched;
  if (met.enter.parts == nullptr) return watched;
  for (const std::int32_t fd : met.enter.parts->fds) {
    const std::string number = fmt::format("{}", fd);
    watched.all.push_back(number);
    if (fd >= met.enter.args[0]) {
      watched.beyond.push_back(number);
      continue;
    }
    const SocketIndex index = met.model.socket_of(met.enter.actor, fd);
    if (index == kNoSocket) continue;
    const Socket& socket = met.model.sockets[index];
    (socket.listening ? watched.listeners : watched.others).push_back(number);
    if (socket.listening && !socket.accept_queue.empty()) {
      watched.ready.push_back(say(explain_text::kReadyQueue, fd).words());
    } else if (socket.unread_bytes > 0) {
      watched.ready.push_back(
          say(explain_text::kReadyBytes, fd, bytes_in_words(socket.unread_bytes)).words());
    } else if (socket.peer_gone || socket.shut_receive) {
      watched.ready.push_back(say(explain_text::kReadyEnd, fd).words());
    }
  }
  return watched;
}

Sentence foretell_select(const Circumstance& met) {
  const Watched watched = watched_by(met);
  if (watched.all.empty()) return say(texts::kSelectNothing);
  if (!watched.beyond.empty()) {
    return say(texts::kSelectShort, met.enter.args[0], list_in_words(watched.beyond));
  }
  const std::string all = list_in_words(watched.all);
  if (watched.ready.empty()) return say(texts::kSelectSleeps, all);
  return say(texts::kSelect, all, list_in_words(watched.ready));
}

Sentence foretell_close(const Circumstance& met) {
  if (met.socket == nullptr) return say(texts::kClosePlain, met.number);
  const Socket& socket = *met.socket;
  if (socket.holders.size() + socket.in_flight > 1) {
    const ActorId holder = other_holder(met.model, met.index, met.enter.actor, met.enter.fd());
    return say(texts::kCloseCopy, met.number,
               holder == kNoActor ? words(explain_text::kSomebody) : who(met.model, holder));
  }
  if (socket.listening) {
    if (socket.accept_queue.empty()) return say(texts::kCloseListener, met.own_name());
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
  if (live) return say(texts::kUnlinkLive, met.name());
  const bool own = made_by(met.model, met.enter.actor, met.address());
  return say(own ? texts::kUnlink : texts::kUnlinkStale, met.name());
}

Sentence foretell_exit(const Circumstance& met) {
  const std::string open = open_numbers(met.model, met.enter.actor);
  return open.empty() ? say(texts::kExit, met.caller) : say(texts::kExitOpen, met.caller, open);
}

/// True when the call names a descriptor that its actor does not have. A number below 3 is not the
/// model's to know.
bool without_descriptor(const Circumstance& met) {
  return takes_fd(met.enter.call) && met.file == nullptr && met.socket == nullptr;
}

Sentence needs_ready(const Circumstance& met) {
  const Watched watched = watched_by(met);
  if (watched.all.empty()) return say(texts::kNeedsTime);
  const std::string listeners = list_in_words(watched.listeners);
  const std::string others = list_in_words(watched.others);
  if (listeners.empty() && others.empty())
    return say(texts::kNeedsReady, list_in_words(watched.all));
  if (others.empty()) return say(texts::kNeedsClient, listeners);
  if (listeners.empty()) return say(texts::kNeedsFarEnd, others);
  return say(texts::kNeedsClientOrBytes, listeners, others);
}

}  // namespace

Sentence foretell(const Model& now, const Event& enter) {
  const Circumstance met(now, enter);
  if (without_descriptor(met)) {
    return say(texts::kBadNumber, capitalised(met.caller), met.number, row_of(enter.call).name);
  }
  const Syscall family = family_of(enter.call);
  const bool moves_data = family == Syscall::read || family == Syscall::write;
  if (moves_data && met.socket != nullptr && met.is_datagram()) return foretell_datagram(met);
  switch (family) {
    case Syscall::socket: return say(texts::kSocket, met.caller);
    case Syscall::bind: return foretell_bind(met);
    case Syscall::listen: return foretell_listen(met);
    case Syscall::accept: return foretell_accept(met);
    case Syscall::connect: return foretell_connect(met);
    case Syscall::read: return foretell_read(met);
    case Syscall::write: return foretell_write(met);
    case Syscall::select: return foretell_select(met);
    case Syscall::close: return foretell_close(met);
    case Syscall::unlink: return foretell_unlink(met);
    case Syscall::exit: return foretell_exit(met);
    case Syscall::dup:
    case Syscall::socketpair:
    case Syscall::shutdown:
    case Syscall::fcntl: return foretell_descriptor(met);
    case Syscall::poll:
    case Syscall::epoll_create1:
    case Syscall::epoll_ctl:
    case Syscall::epoll_wait: return foretell_readiness(met);
    case Syscall::ioctl:
    case Syscall::setsockopt:
    case Syscall::getsockopt:
    case Syscall::getsockname:
    case Syscall::getpeername: return foretell_option(met);
    case Syscall::none: return {};
    default: return foretell_file(met);
  }
}

namespace {

/// "3 and 4": what an epoll instance watches.
std::string interests_in_words(const Circumstance& met) {
  std::vector<std::string> watched;
  if (met.file != nullptr) {
    for (const Interest& interest : met.file->interests) {
      watched.push_back(fmt::format("{}", interest.fd));
    }
  }
  return list_in_words(watched);
}

Sentence needs_without_time(const Circumstance& met) {
  switch (family_of(met.enter.call)) {
    case Syscall::accept: return say(texts::kNeedsConnect);
    case Syscall::connect: return say(texts::kNeedsRoom, met.name());
    case Syscall::read: {
      if (met.socket != nullptr && met.is_datagram()) return say(texts::kNeedsDatagram, met.call);
      const bool queued = met.peer != nullptr && met.peer->queued;
      return say(queued ? texts::kNeedsAcceptAndBytes : texts::kNeedsBytes, met.far, met.call);
    }
    case Syscall::write: return say(texts::kNeedsReader, met.far, met.call);
    case Syscall::select: return needs_ready(met);
    case Syscall::poll: {
      std::vector<std::string> watched;
      if (met.enter.parts != nullptr) {
        for (const PollEntry& entry : met.enter.parts->poll) {
          watched.push_back(fmt::format("{}", entry.fd));
        }
      }
      if (!watched.empty()) return say(texts::kNeedsReadyIn, met.call, list_in_words(watched));
      break;
    }
    case Syscall::epoll_wait:
      if (const std::string watched = interests_in_words(met); !watched.empty()) {
        return say(texts::kNeedsReadyIn, met.call, watched);
      }
      break;
    case Syscall::none: return {};
    default: break;
  }
  return say(texts::kNeedsKernel, row_of(met.enter.call).name);
}

/// The time-out among the arguments of a call; −1 = none.
std::int64_t time_out_of(const Event& enter) {
  switch (enter.call) {
    case Syscall::select:
    case Syscall::poll: return enter.args[1];
    case Syscall::epoll_wait: return enter.args[2];
    default: return -1;
  }
}

}  // namespace

Sentence needs(const Model& now, const Event& enter) {
  const Circumstance met(now, enter);
  Sentence sentence = needs_without_time(met);
  const std::int64_t timeout = time_out_of(enter);
  if (timeout <= 0 || sentence.empty()) return sentence;
  return say(texts::kNeedsOrClock, sentence.words(), timeout);
}

}  // namespace sockwalk
