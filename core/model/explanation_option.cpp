#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "model/explanation.h"
#include "text/option_text.h"
#include "text/urgent_text.h"

namespace sockwalk {
namespace {

namespace texts = option_text;

/// sun_family, before the name (unix(7)).
constexpr std::uint32_t kFamilyBytes = 2;
/// sizeof(sockaddr_un)
constexpr std::uint32_t kWholeAddress = 110;

std::string option_name(const Event& enter) {
  return constant_text(ArgumentKind::option, enter.args[1]);
}

Sentence counted(const Circumstance& met, const Event& exit) {
  const std::int64_t value = exit.parts == nullptr ? 0 : exit.parts->rare->value;
  if (met.enter.args[1] == SIOCOUTQ) return say(texts::kOutq, met.number, value);
  if (met.enter.args[1] != FIONREAD) return say(texts::kIoctlDone, met.number, value);
  const std::string bytes = bytes_in_words(static_cast<std::uint64_t>(value));
  if (met.is_datagram()) return say(texts::kInqDatagram, met.number, bytes);
  if (met.socket != nullptr && met.socket->passed_urgent > 0 &&
      static_cast<std::uint64_t>(value) > met.socket->unread_bytes) {
    return say(urgent_text::kCountedPassed, met.number, bytes,
               bytes_in_words(met.socket->unread_bytes));
  }
  return say(met.keeps_records() ? texts::kInqRecords : texts::kInqStream, met.number, bytes);
}

Sentence option_set(const Circumstance& met) {
  const std::int64_t value = met.enter.args[2];
  switch (met.enter.args[1]) {
    case SO_RCVTIMEO:
    case SO_SNDTIMEO:
      if (value == 0) return say(texts::kNoLimit, met.number, option_name(met.enter));
      return say(met.enter.args[1] == SO_RCVTIMEO ? texts::kReceiveLimit : texts::kSendLimit,
                 met.number, value);
    case SO_SNDBUF:
      return say(texts::kSendBuffer, met.number, value, value * 2);
    case SO_RCVBUF:
      return say(texts::kReceiveBuffer, met.number, value * 2);
    case SO_REUSEADDR:
      return say(texts::kReuseAddress, met.number);
    case SO_PASSCRED:
      return say(texts::kPassCredentials, met.number, value);
    default:
      return say(texts::kOptionSet, met.number, option_name(met.enter), value);
  }
}

Sentence peer_told(const Circumstance& met, const Credentials& who) {
  const auto user = static_cast<std::int32_t>(who.uid);  // nobody: −1
  if (who.pid == 0) return say(texts::kPeerNobody, who.pid, user);
  if (met.socket != nullptr && met.socket->of_pair) return say(texts::kPeerPaired, who.pid, user);
  const bool server_end = met.socket != nullptr && met.socket->listener != kNoSocket;
  return say(server_end ? texts::kPeerConnected : texts::kPeerListened, who.pid, user);
}

Sentence option_told(const Circumstance& met, const Event& exit) {
  if (exit.parts == nullptr) return say(texts::kOptionIs, met.number, option_name(met.enter), 0);
  if (exit.parts->rare->has_credentials) return peer_told(met, exit.parts->rare->credentials);
  const std::int64_t value = exit.parts->rare->value;
  switch (met.enter.args[1]) {
    case SO_ERROR:
      if (value == 0) return say(texts::kErrorNone, met.number);
      return say(texts::kErrorTaken, met.number, errno_name(static_cast<int>(value)));
    case SO_ACCEPTCONN:
      return say(value != 0 ? texts::kAcceptsYes : texts::kAcceptsNo, met.number);
    case SO_SNDBUF:
      return say(texts::kSendBufferIs, met.number, value);
    case SO_TYPE:
      return say(texts::kTypeIs, met.number, socket_type_name(static_cast<int>(value)));
    default:
      return say(texts::kOptionIs, met.number, option_name(met.enter), value);
  }
}

Sentence own_name(const Circumstance& met, const Event& exit) {
  const UnixAddress name = exit.parts == nullptr ? UnixAddress{} : exit.parts->rare->address;
  switch (name.kind) {
    case UnixAddress::Kind::path:
      if (name.length > kWholeAddress) return say(texts::kOwnNameLong, met.number, name.length);
      if (met.socket != nullptr && met.socket->listener != kNoSocket) {
        return say(texts::kHandleName, met.number, short_name(name), name.length);
      }
      return say(texts::kOwnName, met.number, short_name(name), name.length);
    case UnixAddress::Kind::abstract:
      if (met.socket != nullptr && met.socket->autobound) {
        return say(texts::kChosenName, met.number, short_name(name));
      }
      return say(texts::kAbstractName, met.number, short_name(name), name.length);
    case UnixAddress::Kind::unnamed:
    case UnixAddress::Kind::none:
      break;
  }
  return say(texts::kOwnNoName, met.number);
}

Sentence peer_name(const Circumstance& met, const Event& exit) {
  const UnixAddress name = exit.parts == nullptr ? UnixAddress{} : exit.parts->rare->address;
  const bool named = name.length > kFamilyBytes && (name.kind == UnixAddress::Kind::path ||
                                                    name.kind == UnixAddress::Kind::abstract);
  if (named) return say(texts::kPeerName, met.number, short_name(name), name.length);
  return say(texts::kPeerNoName, met.number, capitalised(met.far));
}

Sentence set_refusal(const Circumstance& met, int error) {
  const bool port = met.enter.args[1] == SO_REUSEPORT;
  switch (error) {
    case EOPNOTSUPP:
      if (port) return say(texts::kReusePort);
      return say(texts::kOptionNotSupported, met.number, option_name(met.enter));
    case EDOM:
      return say(texts::kOptionDomain, met.enter.args[2], option_name(met.enter));
    case EPERM:
    case EACCES:
      return say(texts::kOptionForbidden, capitalised(met.caller), option_name(met.enter));
    default:
      return {};
  }
}

Sentence option_refusal(const Circumstance& met, int error) {
  switch (error) {
    case ENOPROTOOPT:
      return say(texts::kOptionUnknown, met.number, option_name(met.enter), met.call);
    case EINVAL:
      return say(texts::kOptionInvalid, met.enter.args[2], option_name(met.enter));
    default:
      return met.enter.call == Syscall::setsockopt ? set_refusal(met, error) : Sentence{};
  }
}

}  // namespace

Sentence explain_option(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::ioctl:
      return counted(met, exit);
    case Syscall::setsockopt:
      return option_set(met);
    case Syscall::getsockopt:
      return option_told(met, exit);
    case Syscall::getsockname:
      return own_name(met, exit);
    default:
      return peer_name(met, exit);
  }
}

Sentence explain_option_refusal(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::ioctl:
      if (exit.error == EINVAL && met.socket != nullptr && met.socket->listening) {
        return say(texts::kIoctlListener, met.number);
      }
      if (exit.error == EINVAL || exit.error == ENOTTY)
        return say(texts::kIoctlUnknown, met.number);
      return {};
    case Syscall::setsockopt:
    case Syscall::getsockopt:
      return option_refusal(met, exit.error);
    case Syscall::getpeername:
      if (exit.error != ENOTCONN) return {};
      return say(met.socket != nullptr && met.socket->listening ? texts::kPeerNameListener
                                                                : texts::kPeerNameMissing,
                 met.number);
    default:
      return {};
  }
}

}  // namespace sockwalk
