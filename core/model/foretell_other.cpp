#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "event/argument_constants.h"
#include "model/foretelling.h"
#include "text/descriptor_text.h"
#include "text/file_text.h"
#include "text/foretell_text.h"
#include "text/option_text.h"
#include "text/readiness_text.h"

namespace sockwalk {
namespace {

std::string mode_text(std::int64_t mode) { return constant_text(ArgumentKind::mode, mode); }

Sentence foretell_shutdown(const Circumstance& met) {
  namespace texts = descriptor_text;
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kForetellShutListener, met.number);
  }
  if (met.socket == nullptr || !met.socket->was_connected) {
    return say(texts::kForetellShutNothing, met.number);
  }
  const std::string far = met.far;
  if (met.enter.args[1] == SHUT_WR) {
    return say(texts::kForetellShutSend, met.caller, met.number, far);
  }
  if (met.enter.args[1] == SHUT_RD) {
    return say(texts::kForetellShutReceive, met.caller, met.number, far);
  }
  return say(texts::kForetellShutBoth, met.number, capitalised(far));
}

Sentence foretell_control(const Circumstance& met) {
  namespace texts = readiness_text;
  const std::int64_t target = met.enter.args[2];
  const std::uint32_t events = met.enter.parts == nullptr || met.enter.parts->rare->poll.empty()
                                   ? 0
                                   : met.enter.parts->rare->poll[0].events;
  if (target < 0) return say(foretell_text::kNegativeNumber, target, met.call);
  if (target > 2 &&
      met.model.file_of(met.enter.actor, static_cast<std::int32_t>(target)) == kNoFile) {
    return say(foretell_text::kBadNumber, capitalised(met.caller), target, met.call);
  }
  if (met.enter.args[1] == EPOLL_CTL_DEL) return say(texts::kForetellDelete, met.number, target);
  return say(met.enter.args[1] == EPOLL_CTL_MOD ? texts::kForetellModify : texts::kForetellAdd,
             met.number, target, epoll_events_text(events));
}

Sentence foretell_fcntl(const Circumstance& met) {
  namespace texts = descriptor_text;
  if (met.enter.args[1] == F_SETFL) {
    return say(texts::kForetellNonblock, met.number,
               constant_text(ArgumentKind::status_flags, met.enter.args[2]));
  }
  return say(texts::kForetellFcntl, met.number,
             constant_text(ArgumentKind::command, met.enter.args[1]));
}

Sentence foretell_option(const Circumstance& met) {
  namespace texts = option_text;
  const std::string option = constant_text(ArgumentKind::option, met.enter.args[1]);
  switch (met.enter.call) {
    case Syscall::ioctl:
      if (met.enter.args[1] == FIONREAD) return say(texts::kForetellInq, met.number);
      return say(met.enter.args[1] == SIOCOUTQ ? texts::kForetellOutq : texts::kForetellIoctl,
                 met.number);
    case Syscall::setsockopt: {
      const bool limit = met.enter.args[1] == SO_RCVTIMEO || met.enter.args[1] == SO_SNDTIMEO;
      return say(limit ? texts::kForetellTimeLimit : texts::kForetellSetOption, met.number, option,
                 met.enter.args[2]);
    }
    case Syscall::getsockopt:
      if (met.enter.args[1] == SO_PEERCRED) return say(texts::kForetellPeer, met.number);
      if (met.enter.args[1] == SO_ERROR) return say(texts::kForetellError, met.number);
      return say(texts::kForetellOption, met.number, option);
    case Syscall::getsockname:
      return say(texts::kForetellOwnName, met.number);
    default:
      return say(texts::kForetellPeerName, met.number, met.far);
  }
}

Sentence foretell_file(const Circumstance& met) {
  namespace texts = file_text;
  const std::int64_t first = met.enter.args[0];
  switch (met.enter.call) {
    case Syscall::open:
      return if_permitted(met, say(texts::kForetellOpen, met.name(), met.caller));
    case Syscall::chmod:
      return if_permitted(met, say(texts::kForetellChmod, met.name(), mode_text(first)));
    case Syscall::fchmod:
      return say(texts::kForetellFchmod, met.number, mode_text(met.enter.args[1]));
    case Syscall::umask:
      return say(texts::kForetellUmask, mode_text(first), mode_text(0777 & ~first));
    case Syscall::mkdir:
      return if_permitted(met, say(texts::kForetellMkdir, met.name()));
    case Syscall::chdir:
      return if_permitted(met, say(texts::kForetellChdir, met.caller, met.name()));
    default:
      return say(texts::kForetellSetUser, met.caller, met.enter.args[1]);
  }
}

}  // namespace

Sentence foretell_other(const Circumstance& met) {
  switch (met.enter.call) {
    case Syscall::socketpair:
      return say(descriptor_text::kForetellPair, met.caller);
    case Syscall::dup:
      return say(descriptor_text::kForetellDup, met.number, met.caller);
    case Syscall::shutdown:
      return foretell_shutdown(met);
    case Syscall::fcntl:
      return foretell_fcntl(met);
    case Syscall::epoll_create1:
      return say(readiness_text::kForetellCreate, met.caller);
    case Syscall::epoll_ctl:
      return foretell_control(met);
    case Syscall::ioctl:
    case Syscall::setsockopt:
    case Syscall::getsockopt:
    case Syscall::getsockname:
    case Syscall::getpeername:
      return foretell_option(met);
    default:
      return foretell_file(met);
  }
}

}  // namespace sockwalk
