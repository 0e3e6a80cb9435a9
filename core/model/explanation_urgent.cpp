#include <sys/socket.h>

#include <cerrno>

#include "model/call_family.h"
#include "model/explanation.h"
#include "model/urgent.h"
#include "text/urgent_text.h"

namespace sockwalk {
namespace {

namespace texts = urgent_text;

std::string content_of(const Event& event, std::uint64_t bytes) {
  return content_in_words(event.parts == nullptr ? std::span<const std::byte>{} : event.parts->data,
                          bytes);
}

bool peeks(const Event& call) {
  return call.call != Syscall::read && (call.args[2] & MSG_PEEK) != 0;
}

bool is_stream(const Circumstance& met) { return met.socket != nullptr && !met.keeps_records(); }

Sentence sent(const Circumstance& met, const Event& exit) {
  // Where less was sent than given the urgent byte, the last, stayed behind.
  if (exit.ret < met.enter.args[1] || met.peer == nullptr) return {};
  const std::string content = content_of(met.enter, static_cast<std::uint64_t>(exit.ret));
  const std::string there = which(met.model, met.socket->peer);
  if (exit.ret == 1 && met.model.loses_urgent_byte(met.socket->peer)) {
    const ActorId sleeper = sleeper_on(met.model, met.socket->peer);
    return say(texts::kSentLost, content, there, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name);
  }
  if (urgent_byte(*met.peer) != nullptr) return say(texts::kSentAgain, content, there);
  return say(exit.ret == 1 ? texts::kSentAlone : texts::kSent, content, there);
}

Sentence received(const Circumstance& met, const Event& exit) {
  const auto bytes = static_cast<std::uint64_t>(exit.ret);
  const std::string content = content_of(exit, bytes);
  if (is_out_of_band(met.enter)) {
    return say(peeks(met.enter) ? texts::kShown : texts::kTaken, content, met.call);
  }
  if (!takes_in_order(met.enter)) return {};
  const Reach reach = reach_of(*met.socket);
  if (reach.loses_urgent) {
    return bytes == 0 ? say(texts::kPassedEnd, met.call) : say(texts::kPassed, content, met.call);
  }
  if (!reach.stops || bytes == 0 || bytes != reach.bytes) return {};
  return say(urgent_byte(*met.socket) == nullptr ? texts::kStoppedAtPlace : texts::kStopped,
             content, met.call);
}

}  // namespace

Sentence explain_urgent(const Circumstance& met, const Event& exit) {
  if (!is_stream(met)) return {};
  if (family_of(met.enter.call) == Syscall::read) return received(met, exit);
  if (is_out_of_band(met.enter)) return sent(met, exit);
  const bool behind = met.peer != nullptr && has_urgent_place(*met.peer) && exit.ret > 0 &&
                      exit.ret == met.enter.args[1] && !exit.slept;
  if (!behind || sleeper_on(met.model, met.socket->peer) != kNoActor) return {};
  return say(texts::kBehind, content_of(met.enter, static_cast<std::uint64_t>(exit.ret)),
             which(met.model, met.socket->peer), met.call);
}

Sentence explain_urgent_loss(const Circumstance& met, const Event& exit) {
  if (!is_stream(met)) return {};
  const bool out_of_band = is_out_of_band(met.enter);
  if (family_of(met.enter.call) != Syscall::read) {
    const bool empty = out_of_band && exit.error == EOPNOTSUPP && met.enter.args[1] == 0;
    return empty ? say(texts::kEmpty, met.call) : Sentence{};
  }
  if (out_of_band) {
    const bool none = exit.error == EINVAL && met.socket->was_connected;
    return none ? say(texts::kNone, met.number) : Sentence{};
  }
  if (exit.error != EAGAIN) return {};
  const Reach reach = reach_of(*met.socket);
  if (reach.loses_urgent && takes_in_order(met.enter)) return say(texts::kPassedNothing, met.call);
  return reach.passed > 0 ? say(texts::kNothingThere, met.call) : Sentence{};
}

std::string urgent_reason(const Socket& socket, const std::string& says) {
  if (socket.unread.empty() || !has_urgent_place(socket)) return {};
  if (urgent_byte(socket) != nullptr) {
    if (socket.unread_bytes == 1) return say(texts::kReady, says).words();
    return say(texts::kReadyAmong, says, bytes_in_words(socket.unread_bytes)).words();
  }
  return socket.unread_bytes == 0 ? say(texts::kReadyPlace, says).words() : std::string{};
}

}  // namespace sockwalk
