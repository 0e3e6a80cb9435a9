#include <sys/socket.h>

#include "model/call_family.h"
#include "model/foretelling.h"
#include "text/foretell_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;

/// The longest address that the kernel looks at before it looks at the number (unix(7)).
constexpr std::uint32_t kLongestAddress = 128;

bool works_on_sockets_only(Syscall call) {
  switch (family_of(call)) {
    case Syscall::bind:
    case Syscall::listen:
    case Syscall::accept:
    case Syscall::connect:
    case Syscall::shutdown:
    case Syscall::setsockopt:
    case Syscall::getsockopt:
    case Syscall::getsockname:
    case Syscall::getpeername:
      return true;
    case Syscall::read:
    case Syscall::write:
      return call != Syscall::read && call != Syscall::write;
    default:
      return false;
  }
}

/// Whether the kernel refuses the call's other arguments before it asks what the number stands for.
bool is_refused_before(const Circumstance& met) {
  if (met.enter.call == Syscall::accept4) {
    return (met.enter.args[1] & ~std::int64_t{SOCK_NONBLOCK | SOCK_CLOEXEC}) != 0;
  }
  return met.address().length > kLongestAddress;
}

Sentence no_socket(const Circumstance& met) {
  if (is_refused_before(met)) return say(texts::kNoSocketAtAll, met.number, met.call);
  return say(texts::kNoSocket, met.number, met.call);
}

}  // namespace

Sentence foretell_number(const Circumstance& met) {
  const Event& enter = met.enter;
  if (!takes_fd(enter.call)) return {};
  if (enter.fd() < 0) return say(texts::kNegativeNumber, met.number, met.call);
  if (met.file == nullptr) {
    if (enter.fd() > 2) {
      return say(texts::kBadNumber, capitalised(met.caller), met.number, met.call);
    }
    // Not in the model's tables: it is what the process was given, or closed.
    return works_on_sockets_only(enter.call) ? say(texts::kNoSocketAtAll, met.number, met.call)
                                             : Sentence{};
  }
  switch (met.file->kind) {
    case FileKind::epoll: {
      if (works_on_sockets_only(enter.call)) return no_socket(met);
      const Syscall family = family_of(enter.call);
      const bool moves_data = family == Syscall::read || family == Syscall::write;
      return moves_data ? say(texts::kEpollInstance, met.number, met.call) : Sentence{};
    }
    case FileKind::plain:
      if (works_on_sockets_only(enter.call)) return no_socket(met);
      [[fallthrough]];
    case FileKind::socket:
      if (enter.call != Syscall::epoll_wait && enter.call != Syscall::epoll_ctl) return {};
      return say(texts::kNoInstance, met.number, met.call);
    case FileKind::none:
    case FileKind::unknown:
      break;
  }
  return {};
}

Sentence if_permitted(const Circumstance& met, const Sentence& plain) {
  const bool has_permissions = met.address().kind == UnixAddress::Kind::path;
  if (!met.model.permissions_changed || !has_permissions) return plain;
  return say(texts::kIfPermitted, plain.words());
}

}  // namespace sockwalk
