#pragma once

#include "event/syscall.h"

namespace sockwalk {

/// The call of which `call` is a form with more arguments: accept4 is an accept; recvfrom and
/// recvmsg are a read, sendto and sendmsg a write. Any other call is its own family.
constexpr Syscall family_of(Syscall call) {
  switch (call) {
    case Syscall::accept4:
      return Syscall::accept;
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      return Syscall::read;
    case Syscall::sendto:
    case Syscall::sendmsg:
      return Syscall::write;
    default:
      return call;
  }
}

/// Whether the call waits until descriptors are ready.
constexpr bool is_readiness_call(Syscall call) {
  return call == Syscall::select || call == Syscall::poll || call == Syscall::epoll_wait;
}

/// Whether the call returns the number of a descriptor that it makes.
constexpr bool makes_descriptor(Syscall call) {
  return call == Syscall::socket || call == Syscall::accept || call == Syscall::accept4 ||
         call == Syscall::dup || call == Syscall::open || call == Syscall::epoll_create1;
}

/// Whether the call's first argument is a descriptor, which then is Event::fd().
inline bool takes_fd(Syscall call) { return row_of(call).arguments[0].kind == ArgumentKind::fd; }

}  // namespace sockwalk
