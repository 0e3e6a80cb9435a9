#include <sys/socket.h>

#include <cerrno>

#include "model/explanation.h"
#include "text/loss_text.h"

namespace sockwalk {
namespace {

namespace texts = loss_text;

/// True for a client whose connection was thrown away with the accept queue that it stood in.
bool lost_in_queue(const Circumstance& met) {
  return met.peer != nullptr && met.peer->closed && met.peer->holders.empty() &&
         met.peer->listener != kNoSocket && met.peer->inode == 0;
}

Sentence read_loss(const Circumstance& met, int error) {
  const bool listening = met.socket != nullptr && met.socket->listening;
  switch (error) {
    case EINVAL:
      if (listening) return say(texts::kReadListener, met.number);
      if (met.socket != nullptr && met.socket->was_connected) {
        return say(texts::kReadInvalid, met.number);
      }
      return say(texts::kReadNotConnected, met.number);
    case ENOTCONN:
      return say(listening ? texts::kReadListener : texts::kReadNoPeer, met.number);
    case ECONNRESET:
      if (lost_in_queue(met)) return say(texts::kReadResetQueued);
      return say(texts::kReadReset, capitalised(met.far));
    case EAGAIN:
      return say(texts::kReadEmpty, capitalised(met.far));
    case EINTR:
      return say(texts::kReadInterrupted);
    default:
      return {};
  }
}

Sentence broken_pipe(const Circumstance& met) {
  if (met.socket == nullptr) return say(texts::kWritePipe, met.number);
  if (lost_in_queue(met)) return say(texts::kWriteQueueGone);
  if (met.socket->peer_gone) {
    const bool record = met.keeps_records();
    return say(record ? texts::kWritePeerGoneRecord : texts::kWritePeerGone, capitalised(met.far));
  }
  if (met.socket->shut_send) return say(texts::kWriteShut);
  if (met.peer != nullptr && met.peer->shut_receive) {
    return say(texts::kWritePeerDeaf, capitalised(met.far));
  }
  return say(texts::kWritePipe, met.number);
}

Sentence write_loss(const Circumstance& met, int error) {
  switch (error) {
    case ENOTCONN:
      if (met.is_datagram()) return say(texts::kWriteNoDestination);
      return say(met.socket != nullptr && met.socket->listening ? texts::kWriteListener
                                                                : texts::kWriteNotConnected,
                 met.number);
    case EDESTADDRREQ:
      return say(texts::kWriteNoDestination);
    case EPIPE:
      return broken_pipe(met);
    case ECONNRESET:
      return say(texts::kWriteReset, capitalised(met.far));
    case EAGAIN:
      return say(texts::kWriteFull, met.far);
    case EINTR:
      return say(texts::kWriteInterrupted);
    case EMSGSIZE:
      return say(texts::kWriteTooLong,
                 bytes_in_words(static_cast<std::uint64_t>(met.enter.args[1])));
    case ECONNREFUSED:
      return say(texts::kWriteNoReceiver, met.caller);
    case EPERM:
      return say(texts::kWriteNotPermitted);
    case EACCES:
      return say(texts::kWriteForbidden, capitalised(met.caller));
    case EINVAL:
      return say(texts::kWriteInvalid, met.number);
    default:
      return {};
  }
}

Sentence select_loss(const Circumstance& met, int error) {
  switch (error) {
    case EBADF: {
      if (met.enter.parts != nullptr) {
        for (const std::int32_t fd : met.enter.parts->fds) {
          if (fd > 2 && met.model.socket_of(met.enter.actor, fd) == kNoSocket) {
            return say(texts::kSelectClosed, fd, met.caller);
          }
        }
      }
      return say(texts::kSelectBadNumber);
    }
    case EINVAL:
      return say(met.enter.args[0] < 0 ? texts::kSelectCount : texts::kSelectArguments,
                 met.enter.args[0]);
    case EINTR:
      return say(texts::kSelectInterrupted);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_loss(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::read:
      return read_loss(met, exit.error);
    case Syscall::write:
      return write_loss(met, exit.error);
    case Syscall::select:
      return select_loss(met, exit.error);
    default:
      return {};
  }
}

}  // namespace sockwalk
