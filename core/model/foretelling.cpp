#include "model/foretelling.h"

#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>

#include "event/argument_constants.h"
#include "model/call_family.h"
#include "text/descriptor_text.h"
#include "text/explain_text.h"
#include "text/file_text.h"
#include "text/foretell_text.h"
#include "text/option_text.h"
#include "text/readiness_text.h"

namespace sockwalk {
namespace {

constexpr std::int64_t kAllRights = 0777;

std::string constant(const Circumstance& met, ArgumentKind kind, std::size_t place) {
  return constant_text(kind, met.enter.args[place]);
}

Sentence foretell_shutdown(const Circumstance& met) {
  namespace texts = descriptor_text;
  if (met.socket != nullptr && met.socket->listening) {
    return say(texts::kForetellShutListener, met.number);
  }
  if (met.socket == nullptr || !met.socket->was_connected) {
    return say(texts::kForetellShutNothing, met.number);
  }
  switch (met.enter.args[1]) {
    case SHUT_RD: return say(texts::kForetellShutReceive, met.caller, met.number, met.far);
    case SHUT_WR: return say(texts::kForetellShutSend, met.caller, met.number, met.far);
    default: return say(texts::kForetellShutBoth, met.number, capitalised(met.far));
  }
}

/// What poll watches, and which of it is ready by what the model knows.
struct Polled {
  std::vector<std::string> all;
  std::vector<std::string> ready;
};

Polled polled_by(const Circumstance& met) {
  constexpr std::uint32_t kAlways = POLLERR | POLLHUP | POLLNVAL;
  Polled polled;
  if (met.enter.parts == nullptr) return polled;
  for (const PollEntry& entry : met.enter.parts->poll) {
    if (entry.fd < 0) continue;  // poll(2) skips it
    polled.all.push_back(fmt::format("{}", entry.fd));
    const FileIndex file = met.model.file_of(met.enter.actor, entry.fd);
    // 0, 1 and 2 are not the model's to know.
    if (file == kNoFile && entry.fd <= 2) continue;
    const std::uint32_t ready = met.model.readiness(file) & (entry.events | kAlways);
    if (ready != 0) polled.ready.push_back(fmt::format("{} {}", entry.fd, poll_events_text(ready)));
  }
  return polled;
}

/// With the time-out where the call has one that may pass.
Sentence limited(Sentence sentence, std::int64_t milliseconds) {
  if (milliseconds <= 0) return sentence;
  return say(readiness_text::kForetellTimeLimit, sentence.words(), milliseconds);
}

Sentence foretell_poll(const Circumstance& met) {
  namespace texts = readiness_text;
  const Polled polled = polled_by(met);
  if (polled.all.empty()) return say(texts::kForetellPollNothing);
  const std::string all = list_in_words(polled.all);
  if (!polled.ready.empty()) return say(texts::kForetellPoll, all, list_in_words(polled.ready));
  if (met.enter.args[1] == 0) return say(texts::kForetellPollAtOnce, all);
  return limited(say(texts::kForetellPollSleeps, all), met.enter.args[1]);
}

Sentence foretell_epoll_ctl(const Circumstance& met) {
  namespace texts = readiness_text;
  const bool told = met.enter.parts != nullptr && !met.enter.parts->poll.empty();
  const std::string events = epoll_events_text(told ? met.enter.parts->poll[0].events : 0);
  const auto target = met.enter.args[2];
  switch (met.enter.args[1]) {
    case EPOLL_CTL_ADD: return say(texts::kForetellAdd, met.number, target, events);
    case EPOLL_CTL_MOD: return say(texts::kForetellModify, met.number, target, events);
    default: return say(texts::kForetellDelete, met.number, target);
  }
}

Sentence foretell_epoll_wait(const Circumstance& met) {
  namespace texts = readiness_text;
  const std::int64_t timeout = met.enter.args[2];
  if (met.model.would_block(met.enter)) {
    return limited(say(texts::kForetellWaitSleeps, met.number), timeout);
  }
  const bool ready = met.file != nullptr &&
                     std::ranges::any_of(met.file->interests, [&](const Interest& interest) {
                       return met.model.ready(interest) != 0;
                     });
  if (!ready && timeout == 0) return say(texts::kForetellWaitAtOnce, met.number);
  return say(texts::kForetellWait, met.number);
}

Sentence foretell_set_option(const Circumstance& met) {
  namespace texts = option_text;
  const std::string option = constant(met, ArgumentKind::option, 1);
  const bool limits = met.enter.args[1] == SO_RCVTIMEO || met.enter.args[1] == SO_SNDTIMEO;
  return say(limits ? texts::kForetellTimeLimit : texts::kForetellSetOption, met.number, option,
             met.enter.args[2]);
}

Sentence foretell_get_option(const Circumstance& met) {
  namespace texts = option_text;
  switch (met.enter.args[1]) {
    case SO_PEERCRED: return say(texts::kForetellPeer, met.number);
    case SO_ERROR: return say(texts::kForetellError, met.number);
    default: return say(texts::kForetellOption, met.number, constant(met, ArgumentKind::option, 1));
  }
}

Sentence foretell_ioctl(const Circumstance& met) {
  namespace texts = option_text;
  switch (met.enter.args[1]) {
    case FIONREAD: return say(texts::kForetellInq, met.number);
    case SIOCOUTQ: return say(texts::kForetellOutq, met.number);
    default: return say(texts::kForetellIoctl, met.number);
  }
}

}  // namespace

Sentence foretell_descriptor(const Circumstance& met) {
  namespace texts = descriptor_text;
  switch (met.enter.call) {
    case Syscall::dup: return say(texts::kForetellDup, met.number, met.caller);
    case Syscall::socketpair: return say(texts::kForetellPair, met.caller);
    case Syscall::shutdown: return foretell_shutdown(met);
    default: break;
  }
  if (met.enter.args[1] == F_SETFL) {
    return say(texts::kForetellNonblock, met.number, constant(met, ArgumentKind::status_flags, 2));
  }
  return say(texts::kForetellFcntl, met.number, constant(met, ArgumentKind::command, 1));
}

Sentence foretell_readiness(const Circumstance& met) {
  switch (met.enter.call) {
    case Syscall::poll: return foretell_poll(met);
    case Syscall::epoll_ctl: return foretell_epoll_ctl(met);
    case Syscall::epoll_wait: return foretell_epoll_wait(met);
    default: return say(readiness_text::kForetellCreate, met.caller);
  }
}

Sentence foretell_option(const Circumstance& met) {
  switch (met.enter.call) {
    case Syscall::ioctl: return foretell_ioctl(met);
    case Syscall::setsockopt: return foretell_set_option(met);
    case Syscall::getsockopt: return foretell_get_option(met);
    case Syscall::getpeername: return say(option_text::kForetellPeerName, met.number, met.far);
    default: return say(option_text::kForetellOwnName, met.number);
  }
}

Sentence foretell_file(const Circumstance& met) {
  namespace texts = file_text;
  switch (met.enter.call) {
    case Syscall::open: return say(texts::kForetellOpen, met.name(), met.caller);
    case Syscall::chmod:
      return say(texts::kForetellChmod, met.name(), constant(met, ArgumentKind::mode, 0));
    case Syscall::fchmod:
      return say(texts::kForetellFchmod, met.number, constant(met, ArgumentKind::mode, 1));
    case Syscall::umask:
      return say(texts::kForetellUmask, constant(met, ArgumentKind::mode, 0),
                 constant_text(ArgumentKind::mode, kAllRights & ~met.enter.args[0]));
    case Syscall::mkdir: return say(texts::kForetellMkdir, met.name());
    case Syscall::chdir: return say(texts::kForetellChdir, met.caller, met.name());
    default: return say(texts::kForetellSetUser, met.caller, met.enter.args[1]);
  }
}

Sentence foretell_datagram(const Circumstance& met) {
  namespace texts = foretell_text;
  const EventParts* parts = met.enter.parts;
  if (family_of(met.enter.call) == Syscall::write) {
    const std::uint64_t bytes = parts == nullptr ? 0 : parts->data_bytes;
    const std::string content =
        parts == nullptr ? bytes_in_words(bytes) : content_in_words(parts->data, bytes);
    const bool named = parts != nullptr && parts->address.kind != UnixAddress::Kind::none;
    if (!named && met.peer == nullptr) return say(texts::kSendNowhere, met.number, met.call);
    return say(texts::kSendDatagram, content, named ? met.name() : met.far, met.call);
  }
  if (met.socket->unread.empty()) {
    return say(met.may_not_wait() ? texts::kReceiveNothing : texts::kReceiveSleeps, met.number,
               met.call);
  }
  const Unread& first = met.socket->unread.front();
  return say(texts::kReceiveDatagram, content_in_words(first.data, first.bytes), met.call,
             met.enter.args[1]);
}

}  // namespace sockwalk
