#include <sys/socket.h>

#include <algorithm>

#include "model/foretelling.h"
#include "model/urgent.h"
#include "text/explain_text.h"
#include "text/foretell_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;

bool has_flag(const Event& enter, int flag) {
  return enter.call != Syscall::read && enter.call != Syscall::write && (enter.args[2] & flag) != 0;
}

/// What a read of one message would find.
Sentence foretell_message(const Circumstance& met) {
  const std::vector<Unread>& unread = met.socket->unread;
  const Unread& front = unread.front();
  const std::string content = content_in_words(front.data, front.bytes);
  if (front.bytes > bytes_asked(met.enter)) {
    return say(texts::kReadMessageCut, content, bytes_in_words(bytes_asked(met.enter)), met.call);
  }
  if (unread.size() == 1) return say(texts::kReadMessageOne, content, met.call);
  return say(texts::kReadMessage, unread.size(), content, met.call);
}

Sentence foretell_bytes(const Circumstance& met) {
  const Unread& front = met.socket->unread.front();
  const std::uint64_t bytes = met.socket->unread_bytes;
  const std::string content =
      met.socket->unread.size() == 1 ? content_in_words(front.data, bytes) : bytes_in_words(bytes);
  if (has_flag(met.enter, MSG_PEEK)) return say(texts::kReadPeek, content, met.far, met.call);
  if (!front.rights.empty()) return say(texts::kReadRights, content, met.far);
  if (has_flag(met.enter, MSG_WAITALL) && met.model.would_block(met.enter)) {
    return say(texts::kReadAllWaits, content, met.far, bytes_in_words(bytes_asked(met.enter)),
               met.call);
  }
  if (bytes <= bytes_asked(met.enter)) return say(texts::kReadOne, content, met.far, met.call);
  return say(texts::kRead, content, met.far, met.enter.args[1], met.call);
}

Sentence foretell_empty(const Circumstance& met) {
  if (met.model.may_be_collected(met.socket->peer) && !met.socket->reset && !met.is_datagram() &&
      !met.socket->shut_receive) {
    return say(unreachable_text::kForetellRead, met.call);
  }
  if (met.socket->reset) return say(texts::kReadReset, capitalised(met.far), met.call);
  if (met.socket->peer_gone && !met.is_datagram()) {
    return say(texts::kReadEnd, capitalised(met.far), met.call);
  }
  // A datagram socket asks whether it may wait before it looks whether it was shut down.
  const bool asks_first = met.is_datagram() && met.may_not_wait();
  if (met.socket->shut_receive && !asks_first) return say(texts::kReadShut, met.far, met.call);
  if (met.may_not_wait()) return say(texts::kReadNotWaiting, met.number, met.call);
  if (met.is_datagram()) return say(texts::kReadMessageSleeps, met.call);
  const bool queued = met.peer != nullptr && met.peer->queued;
  return say(queued ? texts::kReadSleepsQueued : texts::kReadSleeps, met.far, met.call);
}

/// sendmsg() with a descriptor that is not open, which the kernel looks at first; empty if none is.
Sentence foretell_missing_right(const Circumstance& met) {
  if (met.enter.call != Syscall::sendmsg || met.enter.parts == nullptr) return {};
  for (const std::int32_t fd : met.enter.parts->rare->fds) {
    if (fd >= 0 && fd <= 2) continue;  // not in the model's tables
    if (met.model.file_of(met.enter.actor, fd) == kNoFile) {
      return say(texts::kMissingRight, fd, met.caller);
    }
  }
  return {};
}

/// sendmsg() with something that travels; empty if nothing does.
Sentence foretell_cargo(const Circumstance& met, const std::string& content,
                        const std::string& there) {
  const EventParts* parts = met.enter.parts;
  if (met.enter.call != Syscall::sendmsg || parts == nullptr) return {};
  if (parts->rare->fds.size() == 1) {
    return say(texts::kWriteRight, content, there, parts->rare->fds.front());
  }
  if (!parts->rare->fds.empty()) {
    std::vector<std::string> numbers;
    for (const std::int32_t fd : parts->rare->fds) numbers.push_back(fmt::format("{}", fd));
    return say(texts::kWriteRights, content, there, list_in_words(numbers));
  }
  if (!parts->rare->has_credentials) return {};
  return say(texts::kWriteCredentials, content, parts->rare->credentials.pid,
             parts->rare->credentials.uid);
}

Sentence foretell_datagram(const Circumstance& met, const std::string& content) {
  const bool addressed = met.address().kind != UnixAddress::Kind::none;
  const SocketIndex to = met.model.destination_of(met.enter);
  if (to == kNoSocket) {
    return addressed ? say(texts::kWriteNowhere, met.name(), met.call)
                     : say(texts::kWriteNotConnected, met.number, met.call);
  }
  const std::string there = addressed ? met.name() : which(met.model, to);
  const Sentence cargo = foretell_cargo(met, content, there);
  if (!cargo.empty()) return cargo;
  return if_permitted(met, say(texts::kWriteDatagram, content, there, met.call));
}

}  // namespace

Sentence foretell_receive(const Circumstance& met) {
  if (const Sentence urgent = foretell_urgent(met); !urgent.empty()) return urgent;
  if (met.socket == nullptr) return say(texts::kReadPlain, met.number, met.call);
  if (met.enter.call == Syscall::read && bytes_asked(met.enter) == 0) {
    return say(texts::kReadNothing, met.call);
  }
  if (!met.socket->was_connected && !met.is_datagram()) {
    return say(met.socket->listening ? texts::kReadListener : texts::kReadNotConnected, met.number,
               met.call);
  }
  // A stream gives what was sent first, other types tell of the loss first.
  const bool nothing = met.socket->unread.size() == reach_of(*met.socket).passed;
  if (nothing || (met.socket->reset && met.keeps_records())) {
    return foretell_empty(met);
  }
  const bool plain = !has_flag(met.enter, MSG_PEEK) && met.socket->unread.front().rights.empty();
  return met.keeps_records() && plain ? foretell_message(met) : foretell_bytes(met);
}

Sentence foretell_send(const Circumstance& met) {
  if (const Sentence urgent = foretell_urgent(met); !urgent.empty()) return urgent;
  if (met.model.may_be_collected(met.model.destination_of(met.enter)) && !met.socket->shut_send) {
    return say(unreachable_text::kForetellWrite, met.call);
  }
  const std::string content =
      met.enter.parts == nullptr
          ? bytes_in_words(bytes_asked(met.enter))
          : content_in_words(met.enter.parts->data, met.enter.parts->data_bytes);
  if (met.socket == nullptr) return say(texts::kWritePlain, content, met.number, met.call);
  if (const Sentence missing = foretell_missing_right(met); !missing.empty()) return missing;
  if (met.is_datagram()) return foretell_datagram(met, content);
  if (met.socket->listening) return say(texts::kWriteListener, met.number, met.call);
  if (!met.socket->was_connected) {
    return say(texts::kWriteNotConnected, met.number, met.call);
  }
  if (met.socket->peer_gone) return say(texts::kWriteGone, capitalised(met.far), met.call);
  if (met.socket->shut_send) return say(texts::kWriteShut, met.far, met.call);
  const std::string there = met.peer == nullptr ? met.far : which(met.model, met.socket->peer);
  const Sentence cargo = foretell_cargo(met, content, there);
  if (!cargo.empty()) return cargo;
  if (met.peer != nullptr && met.peer->queued) return say(texts::kWriteQueued, content, met.call);
  if (asks_for_answer(met.enter)) return say(texts::kWriteAsks, met.far, met.call);
  const ActorId sleeper = sleeper_on(met.model, met.socket->peer);
  if (sleeper != kNoActor) {
    return say(texts::kWriteWakes, content, there, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name, met.call);
  }
  return say(texts::kWrite, content, there, met.far, met.call);
}

}  // namespace sockwalk
