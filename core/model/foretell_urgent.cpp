#include <sys/socket.h>

#include "model/call_family.h"
#include "model/foretelling.h"
#include "model/urgent.h"
#include "text/urgent_text.h"

namespace sockwalk {
namespace {

namespace texts = urgent_text;

bool peeks(const Event& call) {
  return call.call != Syscall::read && (call.args[2] & MSG_PEEK) != 0;
}

Sentence foretell_sending(const Circumstance& met) {
  if (!is_out_of_band(met.enter)) return {};
  if (met.keeps_records()) return say(texts::kForetellType, met.call);
  if (bytes_asked(met.enter) == 0) return say(texts::kForetellEmpty, met.call);
  if (!met.socket->was_connected || met.socket->peer_gone || met.socket->shut_send) return {};
  const std::string content =
      met.enter.parts == nullptr
          ? bytes_in_words(bytes_asked(met.enter))
          : content_in_words(met.enter.parts->data, met.enter.parts->data_bytes);
  const std::string there = met.peer == nullptr ? met.far : which(met.model, met.socket->peer);
  return say(texts::kForetellSend, content, there, met.call);
}

Sentence foretell_taking(const Circumstance& met) {
  if (met.keeps_records()) return say(texts::kForetellType, met.call);
  if (urgent_byte(*met.socket) == nullptr) return say(texts::kForetellNone, met.number, met.call);
  return say(peeks(met.enter) ? texts::kForetellShow : texts::kForetellTake, met.call);
}

/// Nothing is there but the urgent byte at the front.
Sentence foretell_passing(const Circumstance& met) {
  if (peeks(met.enter)) return say(texts::kForetellPeekNothing, met.call);
  if (met.socket->reset) return {};
  if (met.socket->peer_gone || met.socket->shut_receive) {
    return say(texts::kForetellPassEnd, met.call);
  }
  if (met.may_not_wait()) return say(texts::kForetellPassNotWaiting, met.call);
  return say(texts::kForetellPassSleeps, met.far, met.call);
}

}  // namespace

Sentence foretell_urgent(const Circumstance& met) {
  if (met.socket == nullptr) return {};
  if (family_of(met.enter.call) == Syscall::write) return foretell_sending(met);
  if (is_out_of_band(met.enter)) {
    return met.socket->was_connected || met.is_datagram() ? foretell_taking(met) : Sentence{};
  }
  if (met.keeps_records() || !has_urgent_place(*met.socket)) return {};
  if (met.enter.call == Syscall::read && bytes_asked(met.enter) == 0) return {};
  const Reach reach = reach_of(*met.socket);
  if (reach.loses_urgent && reach.bytes == 0) return foretell_passing(met);
  if (reach.bytes == 0 || peeks(met.enter)) return {};
  if (reach.loses_urgent) {
    return say(texts::kForetellPass, bytes_in_words(reach.bytes), met.call);
  }
  if (!reach.stops || bytes_asked(met.enter) < reach.bytes) return {};
  return say(texts::kForetellStop, bytes_in_words(reach.bytes), met.call);
}

}  // namespace sockwalk
