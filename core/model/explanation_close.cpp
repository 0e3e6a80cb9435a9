#include <cerrno>

#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/loss_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = explain_text;

Sentence listener_closed(const Circumstance& met) {
  const Socket& listener = *met.socket;
  if (listener.accept_queue.size() > 1) {
    return say(texts::kCloseListenerMany, met.own_name(), listener.accept_queue.size());
  }
  if (listener.accept_queue.size() == 1) {
    const ActorId client = client_of(met.model, listener.accept_queue.front());
    return say(texts::kCloseListenerOne, met.own_name(),
               capitalised(client == kNoActor ? words(texts::kAClient) : who(met.model, client)));
  }
  const bool abstract = listener.address.kind == UnixAddress::Kind::abstract;
  if (abstract) return say(texts::kCloseListenerAbstract, met.own_name());
  const FileName* file = met.model.file_name(listener.address);
  const bool named = file != nullptr && file->exists;
  return say(named ? texts::kCloseListener : texts::kCloseListenerUnlinked, met.own_name());
}

Sentence end_closed(const Circumstance& met) {
  if (met.peer == nullptr || met.socket->peer_gone || met.peer->closed) {
    return say(texts::kCloseLast, met.number, capitalised(met.far));
  }
  if (met.peer->queued) return say(texts::kCloseQueued);
  if (met.socket->unread_bytes > 0 && !met.is_datagram()) {
    return say(texts::kCloseReset, met.number, bytes_in_words(met.socket->unread_bytes), met.far);
  }
  return say(texts::kCloseEnd, met.number, capitalised(met.far));
}

}  // namespace

Sentence explain_close(const Circumstance& met) {
  if (met.socket == nullptr) return say(texts::kCloseUnknown, met.number);
  const Socket& socket = *met.socket;
  if (socket.holders.size() + socket.in_flight > 1) {
    const ActorId holder = other_holder(met.model, met.index, met.enter.actor, met.enter.fd());
    if (holder == kNoActor && met.model.would_be_unreachable(met.index)) {
      return say(unreachable_text::kClosed, met.number);
    }
    if (holder == kNoActor) return say(texts::kCloseInFlight, met.number);
    return say(texts::kCloseCopy, met.number, who(met.model, holder));
  }
  if (socket.listening) return listener_closed(met);
  if (socket.was_connected) return end_closed(met);
  if (socket.address.kind == UnixAddress::Kind::path) {
    return say(texts::kCloseBound, met.own_name());
  }
  return say(texts::kClosePlain, met.number);
}

Sentence explain_close_refusal(const Circumstance& met, const Event& exit) {
  switch (exit.error) {
    case EBADF:
      if (met.enter.fd() < 0) return say(loss_text::kCloseNegative, met.number);
      return say(loss_text::kCloseTwice, capitalised(met.caller), met.number);
    case EINTR:
      return say(loss_text::kCloseInterrupted, met.number);
    case EIO:
    case ENOSPC:
    case EDQUOT:
      return say(loss_text::kCloseInput, met.number);
    default:
      return {};
  }
}

}  // namespace sockwalk
