#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

#include "event/argument_constants.h"
#include "model/explanation.h"
#include "text/descriptor_text.h"
#include "text/explain_text.h"

namespace sockwalk {
namespace {

namespace texts = descriptor_text;

Sentence paired(const Circumstance& met, const Event& exit) {
  if (exit.parts == nullptr || exit.parts->opened.size() != 2) return say(texts::kPairUnseen);
  const int type = static_cast<int>(met.enter.args[1]) & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
  const bool messages = type == SOCK_DGRAM || type == SOCK_RAW;
  return say(messages ? texts::kPairDatagram : texts::kPair, exit.parts->opened[0].fd,
             exit.parts->opened[1].fd);
}

Sentence flags_done(const Circumstance& met, const Event& exit) {
  const std::string command = constant_text(ArgumentKind::command, met.enter.args[1]);
  switch (met.enter.args[1]) {
    case F_SETFL:
      return say((met.enter.args[2] & O_NONBLOCK) != 0 ? texts::kNonblockOn : texts::kNonblockOff,
                 met.number);
    case F_GETFL:
      return say(texts::kFlagsAsked, met.number,
                 constant_text(ArgumentKind::status_flags, exit.ret));
    case F_GETFD:
    case F_SETFD:
      return say(texts::kCloseOnExec, met.number, command);
    default:
      return say(texts::kFcntlDone, met.number, command);
  }
}

Sentence shut(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->listening) return say(texts::kShutListener, met.number);
  if (met.socket == nullptr || !met.socket->was_connected) {
    return say(texts::kShutNothing, met.number);
  }
  if (met.socket->peer_gone) return say(texts::kShutGone, met.number, capitalised(met.far));
  const std::int64_t how = met.enter.args[1];
  ActorId sleeper = how == SHUT_WR ? kNoActor : sleeper_on(met.model, met.index);
  if (sleeper == kNoActor && how != SHUT_RD) sleeper = sleeper_on(met.model, met.socket->peer);
  if (sleeper != kNoActor) {
    return say(texts::kShutWakes, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name,
               constant_text(ArgumentKind::how, how));
  }
  if (met.socket->holders.size() + met.socket->in_flight > 1) {
    return say(texts::kShutCopies, met.number, met.far);
  }
  if (how == SHUT_WR) return say(texts::kShutSend, capitalised(met.caller), capitalised(met.far));
  if (how == SHUT_RD) return say(texts::kShutReceive, capitalised(met.caller), met.far);
  return say(texts::kShutBoth, met.number, met.far);
}

/// What socket(2) may meet too is said in its words.
Sentence pair_refusal(const Circumstance& met, const Event& exit) {
  switch (exit.error) {
    case EMFILE:
      return say(texts::kPairLimit, capitalised(met.caller));
    case EOPNOTSUPP:
    case EAFNOSUPPORT:
      return say(texts::kPairFamily);
    default:
      return explain_naming_refusal(met, exit);
  }
}

}  // namespace

Sentence explain_descriptor(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::dup:
      return say(met.socket == nullptr ? texts::kDupFile : texts::kDup, met.number, exit.ret);
    case Syscall::socketpair:
      return paired(met, exit);
    case Syscall::shutdown:
      return shut(met);
    default:
      return flags_done(met, exit);
  }
}

Sentence explain_descriptor_refusal(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::dup:
      if (exit.error != EMFILE) return {};
      return say(texts::kDupLimit, capitalised(met.caller), met.number);
    case Syscall::socketpair:
      return pair_refusal(met, exit);
    case Syscall::shutdown:
      if (exit.error == ENOTCONN) return say(texts::kShutdownNoPeer, met.number);
      if (exit.error == EINVAL) return say(texts::kShutdownHow, met.enter.args[1]);
      return {};
    default:
      if (exit.error != EINVAL) return {};
      return say(texts::kFcntlInvalid, met.number,
                 constant_text(ArgumentKind::command, met.enter.args[1]));
  }
}

}  // namespace sockwalk
