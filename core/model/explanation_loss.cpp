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
      if (lost_in_queue(met)) return say(texts::kReadResetQueued, met.call);
      return say(texts::kReadReset, capitalised(met.far), met.call);
    case EAGAIN:
      return say(texts::kReadEmpty, capitalised(met.far), met.call);
    case EINTR:
      return say(texts::kReadInterrupted, met.call);
    default:
      return {};
  }
}

Sentence broken_pipe(const Circumstance& met) {
  if (met.socket == nullptr) return say(texts::kWritePipe, met.number, met.call);
  if (lost_in_queue(met)) return say(texts::kWriteQueueGone, met.call);
  if (met.socket->peer_gone) {
    const bool record = met.keeps_records();
    return say(record ? texts::kWritePeerGoneRecord : texts::kWritePeerGone, capitalised(met.far),
               met.call);
  }
  // A SHUT_RD of the peer is marked here too.
  const bool by_peer = who_shut(met.model, met.index, met.enter.actor) == Shutter::far;
  if (met.socket->shut_send && !by_peer) return say(texts::kWriteShut, met.call);
  if (by_peer || (met.peer != nullptr && met.peer->shut_receive)) {
    return say(texts::kWritePeerDeaf, capitalised(met.far), met.call);
  }
  return say(texts::kWritePipe, met.number, met.call);
}

Sentence write_loss(const Circumstance& met, int error) {
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
      return say(texts::kWriteFull, met.far, met.call);
    case EINTR:
      return say(texts::kWriteInterrupted, met.call);
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
      return say(texts::kWriteInvalid, met.number);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_loss(const Circumstance& met, const Event& exit) {
  const Sentence special = explain_message_loss(met, exit);
  if (!special.empty()) return special;
  switch (met.enter.call) {
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      return read_loss(met, exit.error);
    default:
      return write_loss(met, exit.error);
  }
}

}  // namespace sockwalk
