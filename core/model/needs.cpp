#include <sys/socket.h>

#include <algorithm>

#include "model/call_family.h"
#include "model/explain.h"
#include "model/foretelling.h"
#include "model/readiness_call.h"
#include "text/foretell_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;

Sentence needs_ready(const Circumstance& met) {
  const Watched watched = watched_by(met);
  if (watched.all.empty()) return say(texts::kNeedsTime, met.call);
  const std::string listeners = list_in_words(watched.listeners);
  const std::string others = list_in_words(watched.others);
  if (listeners.empty() && others.empty()) {
    return say(texts::kNeedsReady, list_in_words(watched.all), met.call);
  }
  if (others.empty()) return say(texts::kNeedsClient, listeners, met.call);
  const Sentence plain = listeners.empty()
                             ? say(texts::kNeedsFarEnd, others, met.call)
                             : say(texts::kNeedsClientOrBytes, listeners, others, met.call);
  return watched.stranded ? say(texts::kNeedsArrival, plain.words()) : plain;
}

Sentence needs_bytes(const Circumstance& met) {
  if (met.socket != nullptr && !met.is_datagram() && met.model.may_be_collected(met.socket->peer)) {
    return say(unreachable_text::kNeeds, met.call);
  }
  if (met.is_datagram()) return say(texts::kNeedsMessage, met.number, met.call);
  const bool whole = met.enter.call != Syscall::read && (met.enter.args[2] & MSG_WAITALL) != 0;
  if (whole && !met.keeps_records()) {
    return say(texts::kNeedsAll, met.far, met.call,
               bytes_in_words(static_cast<std::uint64_t>(met.enter.args[1])));
  }
  const bool queued = met.peer != nullptr && met.peer->queued;
  return say(queued ? texts::kNeedsAcceptAndBytes : texts::kNeedsBytes, met.far, met.call);
}

Sentence needs_room(const Circumstance& met) {
  if (!met.is_datagram()) return say(texts::kNeedsReader, met.far, met.call);
  const bool addressed = met.address().kind != UnixAddress::Kind::none;
  return say(texts::kNeedsQueue,
             addressed ? met.name() : which(met.model, met.model.destination_of(met.enter)),
             met.call);
}

Sentence needs_anything(const Circumstance& met) {
  switch (family_of(met.enter.call)) {
    case Syscall::accept:
      return say(texts::kNeedsConnect, met.call);
    case Syscall::connect:
      return say(texts::kNeedsRoom, met.name());
    case Syscall::read:
      return needs_bytes(met);
    case Syscall::write:
      return needs_room(met);
    case Syscall::select:
    case Syscall::poll:
    case Syscall::epoll_wait:
      return needs_ready(met);
    default:
      return say(texts::kNeedsKernel, met.call);
  }
}

}  // namespace

Sentence needs(const Model& now, const Event& enter) {
  if (enter.call == Syscall::none) return {};
  const Circumstance met(now, enter);
  const Sentence plain = needs_anything(met);
  const std::int64_t timeout = std::max(met.limit_ms(), timeout_of(enter));
  return timeout > 0 ? say(texts::kOrClock, plain.words(), timeout) : plain;
}

}  // namespace sockwalk
