#include <sys/socket.h>

#include <cerrno>

#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/message_text.h"

namespace sockwalk {
namespace {

namespace texts = message_text;

bool has_flag(const Event& enter, int flag) {
  return enter.call != Syscall::read && enter.call != Syscall::write && (enter.args[2] & flag) != 0;
}

std::string content_of(const Event& event, std::uint64_t bytes) {
  return content_in_words(event.parts == nullptr ? std::span<const std::byte>{} : event.parts->data,
                          bytes);
}

Sentence sent_datagram(const Circumstance& met, const Event& exit) {
  const std::string content = content_of(met.enter, static_cast<std::uint64_t>(exit.ret));
  const SocketIndex there = met.model.destination_of(met.enter);
  const bool addressed = met.address().kind != UnixAddress::Kind::none;
  const std::string to = addressed ? met.name() : which(met.model, there);
  if (exit.slept) return say(texts::kSentSlept, content, to, met.call);
  if (const ActorId sleeper = sleeper_on(met.model, there); sleeper != kNoActor) {
    return say(texts::kSentWakes, content, to, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name);
  }
  if (!addressed && met.socket->of_pair) return say(texts::kSentInPair, content, to);
  return say(addressed ? texts::kSentDatagram : texts::kSentToPeer, content, to);
}

Sentence sent(const Circumstance& met, const Event& exit) {
  const EventParts* parts = met.enter.parts;
  const std::string content = content_of(met.enter, static_cast<std::uint64_t>(exit.ret));
  if (met.enter.call == Syscall::sendmsg && parts != nullptr && !parts->rare->fds.empty()) {
    if (exit.ret == 0 && !met.keeps_records()) return say(texts::kSentNoCarrier);
    std::vector<std::string> numbers;
    for (const std::int32_t fd : parts->rare->fds) numbers.push_back(fmt::format("{}", fd));
    const bool one = numbers.size() == 1;
    return say(one ? texts::kSentRights : texts::kSentRightsMany, content, list_in_words(numbers),
               capitalised(met.far), met.caller);
  }
  if (met.enter.call == Syscall::sendmsg && parts != nullptr && parts->rare->has_credentials) {
    return say(texts::kSentCredentials, content, parts->rare->credentials.pid,
               parts->rare->credentials.uid, met.far);
  }
  return met.is_datagram() && exit.ret > 0 ? sent_datagram(met, exit) : Sentence{};
}

/// What the number that a descriptor got here leads to: the socket that stood first among those
/// that travel; kNoSocket when that is unknown or no socket.
SocketIndex arriving_socket(const Circumstance& met) {
  if (met.socket == nullptr) return kNoSocket;
  for (const Unread& piece : met.socket->unread) {
    if (piece.rights.empty()) continue;
    const FileIndex file = piece.rights.front();
    return file < met.model.files.size() ? met.model.files[file].socket : kNoSocket;
  }
  return kNoSocket;
}

std::string numbers_in_words(std::span<const OpenedFd> opened) {
  std::vector<std::string> numbers;
  for (const OpenedFd& one : opened) numbers.push_back(fmt::format("{}", one.fd));
  return list_in_words(numbers);
}

/// recvmsg() with MSG_PEEK: what travels with the message stays with it.
Sentence peeked_rights(const Event& exit, const std::string& content) {
  const EventParts& parts = *exit.parts;
  if ((parts.rare->message_flags & MSG_CTRUNC) != 0) {
    return say(texts::kPeekCut, content, parts.opened.size());
  }
  if (parts.opened.empty()) return {};
  return say(texts::kPeekRights, content, numbers_in_words(parts.opened));
}

Sentence received_rights(const Circumstance& met, const Event& exit, const std::string& content) {
  const EventParts& parts = *exit.parts;
  if (has_flag(met.enter, MSG_PEEK)) {
    const Sentence peeked = peeked_rights(exit, content);
    if (!peeked.empty()) return peeked;
  }
  if ((parts.rare->message_flags & MSG_CTRUNC) != 0) {
    const std::uint32_t room = met.enter.parts == nullptr ? 0 : met.enter.parts->rare->fds_count;
    if (parts.opened.empty()) return say(texts::kControlCut, content);
    return say(texts::kRightsCut, parts.opened.size(), room);
  }
  if (parts.opened.size() == 1) {
    const std::int32_t number = parts.opened.front().fd;
    const SocketIndex socket = arriving_socket(met);
    if (socket == kNoSocket) return say(texts::kGotRight, capitalised(content), number);
    return say(texts::kGotRightSocket, capitalised(content), number, which(met.model, socket));
  }
  if (parts.opened.size() > 1) {
    return say(texts::kGotRights, capitalised(content), numbers_in_words(parts.opened),
               parts.opened.size());
  }
  if (parts.rare->has_credentials) {
    return say(texts::kGotCredentials, capitalised(content), parts.rare->credentials.pid,
               parts.rare->credentials.uid, parts.rare->credentials.gid);
  }
  return {};
}

/// What the flags of a receiving call made of it.
Sentence received_by_flags(const Circumstance& met, const Event& exit, const std::string& content) {
  const std::int64_t room = met.enter.args[1];
  if (has_flag(met.enter, MSG_PEEK)) return say(texts::kPeeked, content, met.far, met.call);
  if (has_flag(met.enter, MSG_TRUNC) && met.keeps_records() && exit.ret > room) {
    return say(texts::kTrueLength, met.far, bytes_in_words(static_cast<std::uint64_t>(exit.ret)),
               bytes_in_words(static_cast<std::uint64_t>(room)), met.call);
  }
  if (has_flag(met.enter, MSG_WAITALL) && !met.keeps_records()) {
    if (exit.ret < room) return say(texts::kWaitedEnd, exit.ret, room);
    return say(texts::kWaitedAll, exit.ret, met.far, met.call);
  }
  if (exit.parts != nullptr && (exit.parts->rare->message_flags & MSG_TRUNC) != 0) {
    return say(texts::kCut, room, met.far);
  }
  return {};
}

/// Whether descriptors travel with what a call without room for them takes.
bool drops_rights(const Circumstance& met, const Event& exit) {
  if (met.enter.call == Syscall::recvmsg || met.socket == nullptr) return false;
  std::uint64_t bytes = static_cast<std::uint64_t>(exit.ret);
  for (const Unread& piece : met.socket->unread) {
    if (!piece.rights.empty()) return true;
    if (met.keeps_records() || piece.bytes >= bytes) return false;
    bytes -= piece.bytes;
  }
  return false;
}

Sentence received(const Circumstance& met, const Event& exit) {
  const std::string content = content_of(exit, static_cast<std::uint64_t>(exit.ret));
  if (met.enter.call == Syscall::recvmsg && exit.parts != nullptr) {
    const Sentence rights = received_rights(met, exit, content);
    if (!rights.empty()) return rights;
  }
  const Sentence by_flags = received_by_flags(met, exit, content);
  if (!by_flags.empty()) return by_flags;
  if (exit.ret > 0 && !has_flag(met.enter, MSG_PEEK) && drops_rights(met, exit)) {
    return say(texts::kRightsDropped, content, met.far, met.call);
  }
  if (met.enter.call != Syscall::recvfrom || !met.is_datagram() || met.socket->of_pair ||
      exit.parts == nullptr) {
    return {};
  }
  const UnixAddress& from = exit.parts->rare->address;
  const bool named =
      from.kind == UnixAddress::Kind::path || from.kind == UnixAddress::Kind::abstract;
  return named ? say(texts::kGotDatagram, content, short_name(from))
               : say(texts::kGotNameless, content);
}

/// Whether a receive that returned 0 met the end of file: a stream has no messages of 0 bytes.
bool is_end(const Circumstance& met) {
  return met.socket != nullptr && !met.keeps_records() && met.enter.args[1] > 0;
}

}  // namespace

Sentence explain_message(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::write:
    case Syscall::sendto:
    case Syscall::sendmsg:
      return sent(met, exit);
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      if (exit.ret == 0 && (met.enter.call != Syscall::recvmsg || is_end(met))) return {};
      return received(met, exit);
    default:
      return {};
  }
}

Sentence explain_end(const Circumstance& met, const Event& exit, const Sentence& end) {
  if (met.enter.call != Syscall::recvmsg || exit.parts == nullptr || !is_end(met)) return end;
  if (exit.parts->rare->has_credentials) return say(texts::kNoSender, end.words());
  if ((exit.parts->rare->message_flags & MSG_CTRUNC) == 0) return end;
  return say(texts::kEndCut, end.words());
}

namespace {

Sentence bad_right(const Circumstance& met) {
  if (met.enter.parts != nullptr) {
    for (const std::int32_t fd : met.enter.parts->rare->fds) {
      if (fd <= 2 && fd >= 0) continue;  // not in the model's tables
      if (met.model.file_of(met.enter.actor, fd) == kNoFile) {
        return say(texts::kBadRight, fd, met.number, met.caller);
      }
    }
  }
  return say(texts::kBadRightUnknown, met.caller);
}

Sentence sendmsg_loss(const Circumstance& met, int error) {
  const EventParts* parts = met.enter.parts;
  const bool carries = parts != nullptr && parts->rare->fds_count > 0;
  switch (error) {
    case EINVAL:
      if (carries && parts->rare->fds_count > 253)
        return say(texts::kTooManyRights, parts->rare->fds_count);
      return say(texts::kMessageInvalid, met.number);
    case EBADF:
      return carries && met.file != nullptr ? bad_right(met) : Sentence{};
    case EPERM:
      if (parts == nullptr || !parts->rare->has_credentials) return {};
      return say(texts::kFalseCredentials, capitalised(met.caller), parts->rare->credentials.pid,
                 parts->rare->credentials.uid);
    case ETOOMANYREFS:
      return say(texts::kTooManyFlights);
    default:
      return {};
  }
}

/// A call that names a receiver by its address.
Sentence addressed_loss(const Circumstance& met, int error, bool slept) {
  switch (error) {
    case ENOENT:
      return say(texts::kSendNoName, met.name());
    case ECONNREFUSED:
      return say(texts::kSendRefused, met.name());
    case EACCES:
      return say(texts::kSendForbidden, capitalised(met.caller), met.name());
    case EPROTOTYPE:
      return say(texts::kSendType, met.name());
    case EISCONN:
      return say(texts::kSendConnected, met.number, met.call);
    case EOPNOTSUPP:
      return say(texts::kSendAddressed, met.number, met.call);
    case EPERM:
      return say(texts::kSendNotPermitted, met.name());
    case EAGAIN:
      if (met.timed_out(slept)) return say(texts::kSendTimedOut, met.name());
      return say(texts::kSendFull, met.name(), met.call);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_message_loss(const Circumstance& met, const Event& exit) {
  if (met.enter.call == Syscall::sendmsg) {
    const Sentence special = sendmsg_loss(met, exit.error);
    if (!special.empty()) return special;
  }
  const bool addressed =
      met.enter.call == Syscall::sendto && met.address().kind != UnixAddress::Kind::none;
  if (addressed) {
    const Sentence special = addressed_loss(met, exit.error, exit.slept);
    if (!special.empty()) return special;
  }
  if (met.is_datagram() && exit.error == EAGAIN &&
      (met.enter.call == Syscall::write || met.enter.call == Syscall::sendto ||
       met.enter.call == Syscall::sendmsg)) {
    const std::string there = which(met.model, met.model.destination_of(met.enter));
    if (met.timed_out(exit.slept)) return say(texts::kSendTimedOut, there);
    return say(texts::kSendFull, there, met.call);
  }
  const bool has_flags = met.enter.call == Syscall::sendto || met.enter.call == Syscall::sendmsg ||
                         met.enter.call == Syscall::recvfrom || met.enter.call == Syscall::recvmsg;
  if (exit.error == EOPNOTSUPP && has_flags) return say(texts::kOutOfBand, met.number, met.call);
  return {};
}

}  // namespace sockwalk
