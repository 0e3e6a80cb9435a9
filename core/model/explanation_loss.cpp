#include <sys/socket.h>

#include <cerrno>

#include "model/call_family.h"
#include "model/explanation.h"
#include "model/urgent.h"
#include "text/loss_text.h"
#include "text/refusal_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = loss_text;

bool has_flag(const Event& enter, int flag) {
  return enter.call != Syscall::read && enter.call != Syscall::write && (enter.args[2] & flag) != 0;
}

bool is_epoll(const Circumstance& met) {
  return met.file != nullptr && met.file->kind == FileKind::epoll;
}

/// True for a client whose connection was thrown away with the accept queue that it stood in.
bool lost_in_queue(const Circumstance& met) {
  return met.peer != nullptr && met.peer->closed && met.peer->holders.empty() &&
         met.peer->listener != kNoSocket && met.peer->inode == 0;
}

Sentence interrupted(const Circumstance& met, const Text& otherwise) {
  return met.limit_ms() > 0 ? say(refusal_text::kInterruptedLimit, met.call, met.number)
                            : say(otherwise, met.call);
}

Sentence read_loss(const Circumstance& met, int error, bool slept) {
  const bool listening = met.socket != nullptr && met.socket->listening;
  switch (error) {
    case EINVAL:
      if (is_epoll(met)) return say(texts::kReadEpoll, met.number, met.call);
      if (listening) return say(texts::kReadListener, met.number);
      if (met.socket != nullptr && met.socket->was_connected) {
        return say(texts::kReadInvalid, met.number);
      }
      return say(texts::kReadNotConnected, met.number);
    case ENOTCONN:
      return say(listening ? texts::kReadListener : texts::kReadNoPeer, met.number);
    case ECONNRESET:
      if (lost_in_queue(met)) return say(texts::kReadResetQueued, met.call);
      return say(texts::kReadReset, capitalised(met.far), met.call);
    case EAGAIN:
      if (met.timed_out(slept)) return say(texts::kReadTimedOut, met.far, met.call);
      if (met.is_datagram()) return say(texts::kReadMessageEmpty, met.number, met.call);
      if (has_flag(met.enter, MSG_DONTWAIT)) {
        return say(texts::kReadDontWait, capitalised(met.far), met.call);
      }
      return say(texts::kReadEmpty, capitalised(met.far), met.call);
    case EINTR:
      return interrupted(met, texts::kReadInterrupted);
    default:
      return {};
  }
}

/// What comes with EPIPE.
std::string signal_in_words(const Circumstance& met) {
  if (has_flag(met.enter, MSG_NOSIGNAL)) return words(texts::kSignalSpared);
  if (met.keeps_records()) return words(texts::kSignalNever);
  return say(texts::kSignalToo, met.call).words();
}

Sentence broken_pipe(const Circumstance& met) {
  const std::string signal = signal_in_words(met);
  if (met.socket == nullptr) return say(texts::kWritePipe, met.number, signal);
  if (lost_in_queue(met)) return say(texts::kWriteQueueGone, signal);
  const std::string far = capitalised(met.far);
  if (met.socket->peer_gone) {
    if (has_flag(met.enter, MSG_NOSIGNAL)) return say(texts::kWritePeerGoneQuiet, far);
    if (met.keeps_records()) return say(texts::kWritePeerGoneRecord, far);
    return say(texts::kWritePeerGone, far, met.call);
  }
  // A SHUT_RD of the peer is marked at this end too.
  const bool by_peer = who_shut(met.model, met.index, Direction::send) == Shutter::far;
  if (met.socket->shut_send && !by_peer) return say(texts::kWriteShut, signal);
  if (by_peer || (met.peer != nullptr && met.peer->shut_receive)) {
    return say(texts::kWritePeerDeaf, far, signal);
  }
  return say(texts::kWritePipe, met.number, signal);
}

Sentence write_loss(const Circumstance& met, int error, bool slept) {
  switch (error) {
    case ENOTCONN:
      if (met.is_datagram()) return say(texts::kWriteNoDestination);
      return say(met.socket != nullptr && met.socket->listening ? texts::kWriteListener
                                                                : texts::kWriteNotConnected,
                 met.number, met.call);
    case EDESTADDRREQ:
      return say(texts::kWriteNoDestination);
    case EPIPE:
      return broken_pipe(met);
    case ECONNRESET:
      return say(texts::kWriteReset, capitalised(met.far), met.call);
    case EAGAIN:
      if (met.timed_out(slept)) return say(texts::kWriteTimedOut, met.far, met.call);
      return say(texts::kWriteFull, met.far, met.call);
    case EINTR:
      return interrupted(met, texts::kWriteInterrupted);
    case EMSGSIZE:
      return say(texts::kWriteTooLong,
                 bytes_in_words(static_cast<std::uint64_t>(met.enter.args[1])));
    case ECONNREFUSED:
      return say(texts::kWriteNoReceiver, met.caller, met.call);
    case EPERM:
      return say(texts::kWriteNotPermitted);
    case EACCES:
      return say(texts::kWriteForbidden, capitalised(met.caller));
    case EINVAL:
      if (is_epoll(met)) return say(texts::kWriteEpoll, met.number, met.call);
      return say(texts::kWriteInvalid, met.number);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_loss(const Circumstance& met, const Event& exit) {
  const bool gone = exit.error == EPIPE || exit.error == ECONNRESET || exit.error == ECONNREFUSED;
  if (gone && met.socket != nullptr && !(exit.error == EPIPE && met.socket->shut_send)) {
    const bool sends = family_of(met.enter.call) == Syscall::write;
    const SocketIndex to = sends ? met.model.destination_of(met.enter) : met.socket->peer;
    if (met.model.may_be_collected(to)) return say(unreachable_text::kFailed, met.call);
  }
  const Sentence urgent = explain_urgent_loss(met, exit);
  if (!urgent.empty()) return urgent;
  const Sentence special = explain_message_loss(met, exit);
  if (!special.empty()) return special;
  switch (met.enter.call) {
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      return read_loss(met, exit.error, exit.slept);
    default:
      return write_loss(met, exit.error, exit.slept);
  }
}

}  // namespace sockwalk
