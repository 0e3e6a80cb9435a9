#include "model/expected_answer.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "event/constant_names.h"
#include "model/call_family.h"
#include "model/circumstance.h"
#include "model/readiness_call.h"
#include "model/urgent.h"
#include "text/alternatives_text.h"

namespace sockwalk {
namespace {

bool is_named(const Circumstance& met) {
  return met.socket->address.kind != UnixAddress::Kind::none;
}

Answer expected_accept(const Circumstance& met) {
  if (met.is_datagram()) return Answer::failing(EOPNOTSUPP);
  if (met.socket == nullptr || !met.socket->listening) return Answer::failing(EINVAL);
  if (!met.socket->accept_queue.empty())
    return Answer::returning(lowest_free(met.model, met.enter.actor));
  return Answer::failing(met.socket->shut_receive ? EINVAL : EAGAIN);
}

/// Whether a datagram socket has a destination of its own, and takes messages from there alone.
bool listens_to_another(const Circumstance& met, SocketIndex receiver) {
  const SocketIndex partner = met.model.sockets[receiver].peer;
  return partner != kNoSocket && partner != met.index;
}

/// The kernel looks at the name first, then at the queue, and at the caller's own socket last.
Answer expected_connect(const Circumstance& met) {
  const Target target = met.destination();
  if (target.kind == TargetKind::nothing || target.kind == TargetKind::unlinked) {
    return Answer::failing(met.address().kind == UnixAddress::Kind::abstract ? ECONNREFUSED
                                                                             : ENOENT);
  }
  if (target.kind == TargetKind::stale) return Answer::failing(ECONNREFUSED);
  const Socket& other = met.model.sockets[target.socket];
  if (met.socket != nullptr && other.type != met.socket->type) {
    // A type is part of an abstract name.
    const bool abstract = met.address().kind == UnixAddress::Kind::abstract;
    return Answer::failing(abstract ? ECONNREFUSED : EPROTOTYPE);
  }
  if (met.is_datagram()) {
    return listens_to_another(met, target.socket) ? Answer::failing(EPERM) : Answer::returning(0);
  }
  if (target.kind != TargetKind::listening) return Answer::failing(ECONNREFUSED);
  if (other.has_full_queue()) return Answer::failing(EAGAIN);
  if (met.socket != nullptr && met.socket->was_connected) return Answer::failing(EISCONN);
  if (met.socket != nullptr && met.socket->listening) return Answer::failing(EINVAL);
  return Answer::returning(0);
}

Answer expected_bind(const Circumstance& met) {
  const UnixAddress address = met.address();
  const FileName* file =
      address.kind == UnixAddress::Kind::path ? met.model.file_name(address) : nullptr;
  // Sockets of two types may have the same abstract name.
  const SocketIndex holder = met.model.bound_to(address);
  const bool held = holder != kNoSocket &&
                    (met.socket == nullptr || met.model.sockets[holder].type == met.socket->type);
  if (held || (file != nullptr && file->exists)) return Answer::failing(EADDRINUSE);
  return met.socket != nullptr && is_named(met) ? Answer::failing(EINVAL) : Answer::returning(0);
}

Answer expected_listen(const Circumstance& met) {
  if (met.socket == nullptr) return Answer::returning(0);
  if (met.is_datagram()) return Answer::failing(EOPNOTSUPP);
  return is_named(met) && !met.socket->was_connected ? Answer::returning(0)
                                                     : Answer::failing(EINVAL);
}

Answer expected_read(const Circumstance& met) {
  const auto room = static_cast<std::int64_t>(bytes_asked(met.enter));
  if (met.socket == nullptr) return Answer::returning(room);
  if (met.enter.call == Syscall::read && room == 0) return Answer::returning(0);
  const Socket& socket = *met.socket;
  if (!socket.was_connected && !met.is_datagram() && socket.unread.empty()) {
    return Answer::failing(met.keeps_records() ? ENOTCONN : EINVAL);
  }
  if (is_out_of_band(met.enter)) {
    if (met.keeps_records()) return Answer::failing(EOPNOTSUPP);
    return urgent_byte(socket) == nullptr ? Answer::failing(EINVAL) : Answer::returning(1);
  }
  const Reach reach = reach_of(socket);
  const bool nothing = socket.unread.size() == reach.passed;
  // Of a stream comes first what was sent, of records first that some are lost.
  if (socket.reset && (met.keeps_records() || nothing)) return Answer::failing(ECONNRESET);
  if (!nothing) {
    if (!met.keeps_records()) {
      return Answer::returning(std::min(room, static_cast<std::int64_t>(reach.bytes)));
    }
    const auto record = static_cast<std::int64_t>(socket.unread.front().bytes);
    const bool whole = met.enter.call != Syscall::read && (met.enter.args[2] & MSG_TRUNC) != 0;
    return Answer::returning(whole ? record : std::min(room, record));
  }
  // Only the kernel knows how much of a write that sleeps is there already.
  if (met.model.is_being_written(met.index)) return Answer::returning(room);
  const bool ended = (socket.peer_gone && !met.is_datagram()) || socket.shut_receive;
  return ended ? Answer::returning(0) : Answer::failing(EAGAIN);
}

Answer expected_write(const Circumstance& met) {
  const auto size = static_cast<std::int64_t>(bytes_asked(met.enter));
  if (met.socket == nullptr) return Answer::returning(size);
  if (is_out_of_band(met.enter)) {
    const bool seqpacket = met.keeps_records() && !met.is_datagram();
    const bool record = seqpacket && met.socket->was_connected && !met.socket->reset;
    if (met.is_datagram() || record || (!seqpacket && size == 0))
      return Answer::failing(EOPNOTSUPP);
  }
  if (met.is_datagram()) {
    const SocketIndex to = met.model.destination_of(met.enter);
    const UnixAddress address = met.address();
    if (to != kNoSocket && !met.model.sockets[to].closed) {
      return listens_to_another(met, to) ? Answer::failing(EPERM) : Answer::returning(size);
    }
    if (to != kNoSocket || address.kind == UnixAddress::Kind::abstract)
      return Answer::failing(ECONNREFUSED);
    if (address.kind == UnixAddress::Kind::none) return Answer::failing(ENOTCONN);
    return Answer::failing(met.destination().kind == TargetKind::stale ? ECONNREFUSED : ENOENT);
  }
  const bool addressed = met.address().kind != UnixAddress::Kind::none;
  if (addressed && !met.keeps_records()) {
    return Answer::failing(met.socket->was_connected ? EISCONN : EOPNOTSUPP);
  }
  if (met.socket->reset && met.keeps_records()) return Answer::failing(ECONNRESET);
  if (!met.socket->was_connected) return Answer::failing(ENOTCONN);
  return met.socket->peer_gone || met.socket->shut_send ? Answer::failing(EPIPE)
                                                        : Answer::returning(size);
}

Answer expected_wait(const Circumstance& met) {
  const EventParts* parts = met.enter.parts;
  if (met.enter.call == Syscall::epoll_wait) {
    if (met.file != nullptr && met.file->kind != FileKind::epoll) return Answer::failing(EINVAL);
  } else if (met.enter.call == Syscall::select && parts != nullptr) {
    const bool all_open = std::ranges::all_of(parts->rare->fds, [&](std::int32_t fd) {
      return fd <= 2 || fd >= met.enter.args[0] ||
             met.model.file_of(met.enter.actor, fd) != kNoFile;
    });
    if (!all_open) return Answer::failing(EBADF);
  }
  return Answer::returning(ready_count(met.model, met.enter));
}

Answer expected_control(const Circumstance& met) {
  const auto fd = static_cast<std::int32_t>(met.enter.args[2]);
  const FileIndex target = met.model.file_of(met.enter.actor, fd);
  if (target == kNoFile) return Answer::failing(EBADF);
  if (met.model.files[target].kind == FileKind::plain) return Answer::failing(EPERM);
  if (met.file == nullptr || fd == met.enter.fd() || met.file->kind != FileKind::epoll) {
    return Answer::failing(EINVAL);
  }
  const bool there = std::ranges::any_of(met.file->interests, [&](const Interest& interest) {
    return interest.fd == fd && interest.file == target;
  });
  if (met.enter.args[1] == EPOLL_CTL_ADD) {
    return there ? Answer::failing(EEXIST) : Answer::returning(0);
  }
  return there ? Answer::returning(0) : Answer::failing(ENOENT);
}

Answer expected_unlink(const Circumstance& met) {
  const FileName* file = met.model.file_name(met.address());
  return file != nullptr && file->exists ? Answer::returning(0) : Answer::failing(ENOENT);
}

Answer expected_open(const Circumstance& met) {
  const FileName* file = met.model.file_name(met.address());
  const bool of_socket = file != nullptr && file->exists && file->socket != kNoSocket;
  if (of_socket) return Answer::failing(ENXIO);
  return Answer::returning(lowest_free(met.model, met.enter.actor));
}

Answer expected_fcntl(const Circumstance& met) {
  if (met.enter.args[1] != F_GETFL || met.socket == nullptr) return Answer::returning(0);
  return Answer::returning(O_RDWR | (met.file->nonblocking ? O_NONBLOCK : 0));
}

/// Whether the call is for sockets only.
bool is_socket_call(Syscall call) {
  const Syscall family = family_of(call);
  return family == Syscall::bind || family == Syscall::listen || family == Syscall::accept ||
         family == Syscall::connect || family == Syscall::shutdown || call == Syscall::sendto ||
         call == Syscall::recvfrom || call == Syscall::sendmsg || call == Syscall::recvmsg ||
         call == Syscall::getsockname || call == Syscall::getpeername ||
         call == Syscall::getsockopt || call == Syscall::setsockopt;
}

}  // namespace

std::int32_t lowest_free(const Model& model, ActorId actor) {
  std::int32_t fd = 3;
  const Actor* known = model.actor(actor);
  if (known == nullptr || known->table >= model.tables.size()) return fd;
  for (const Descriptor& one : model.tables[known->table].descriptors) {
    if (one.fd == fd) ++fd;
  }
  return fd;
}

Sentence in_words(const Answer& answer) {
  namespace texts = alternatives_text;
  switch (answer.kind) {
    case Answer::Kind::returns:
      return say(texts::kReturns, answer.value);
    case Answer::Kind::fails:
      return say(texts::kFails, errno_name(answer.error));
    case Answer::Kind::sleeps:
      break;
  }
  return say(texts::kSleeps);
}

Answer answer_of(const Event* exit) {
  if (exit == nullptr || exit->kind != EventKind::exit) return Answer::asleep();
  return exit->failed() ? Answer::failing(exit->error) : Answer::returning(exit->ret);
}

std::optional<Answer> expected_answer(const Model& now, const Event& enter) {
  if (enter.call == Syscall::exit || enter.call == Syscall::none) return {};
  if (now.would_block(enter)) return Answer::asleep();
  const Circumstance met(now, enter);
  if (takes_fd(enter.call) && met.file == nullptr && enter.fd() > 2) return Answer::failing(EBADF);
  const bool other = met.file != nullptr &&
                     (met.file->kind == FileKind::plain || met.file->kind == FileKind::epoll);
  if (other && is_socket_call(enter.call)) return Answer::failing(ENOTSOCK);
  // What the kernel's garbage collector may have closed makes either answer possible.
  const bool sends = family_of(enter.call) == Syscall::write;
  const bool receives = family_of(enter.call) == Syscall::read;
  if (met.socket != nullptr && (sends || (receives && met.socket->unread.empty())) &&
      now.may_be_collected(sends ? now.destination_of(enter) : met.socket->peer)) {
    return {};
  }
  switch (family_of(enter.call)) {
    case Syscall::accept:
      return expected_accept(met);
    case Syscall::connect:
      return expected_connect(met);
    case Syscall::bind:
      return expected_bind(met);
    case Syscall::listen:
      return expected_listen(met);
    case Syscall::read:
      return expected_read(met);
    case Syscall::write:
      return expected_write(met);
    case Syscall::select:
    case Syscall::poll:
    case Syscall::epoll_wait:
      return expected_wait(met);
    case Syscall::epoll_ctl:
      return expected_control(met);
    case Syscall::unlink:
      return expected_unlink(met);
    case Syscall::open:
      return expected_open(met);
    case Syscall::fcntl:
      return expected_fcntl(met);
    case Syscall::getpeername:
      return met.socket == nullptr || met.socket->was_connected ? Answer::returning(0)
                                                                : Answer::failing(ENOTCONN);
    default:
      return Answer::returning(makes_descriptor(enter.call) ? lowest_free(now, enter.actor) : 0);
  }
}

}  // namespace sockwalk
