#include <poll.h>

#include <algorithm>
#include <cerrno>

#include "event/argument_constants.h"
#include "model/explanation.h"
#include "model/urgent.h"
#include "text/explain_text.h"
#include "text/loss_text.h"
#include "text/readiness_text.h"

namespace sockwalk {
namespace {

namespace texts = readiness_text;

constexpr std::uint32_t kPollRdHup =
    0x2000;  // POLLRDHUP, which the headers show to GNU sources only
constexpr std::size_t kToldReasons = 2;

Sentence nothing_selected(const Circumstance& met) {
  std::vector<std::string> beyond;
  if (met.enter.parts != nullptr) {
    for (const std::int32_t fd : met.enter.parts->rare->fds) {
      if (fd >= met.enter.args[0]) beyond.push_back(fmt::format("{}", fd));
    }
  }
  if (beyond.empty()) return say(explain_text::kSelectTimeUp);
  return say(explain_text::kSelectBeyond, list_in_words(beyond), met.enter.args[0]);
}

Sentence selected(const Circumstance& met, const Event& exit) {
  if (exit.ret == 0) return nothing_selected(met);
  std::vector<std::string> ready;
  if (exit.parts != nullptr) {
    for (const std::int32_t fd : exit.parts->rare->fds) ready.push_back(readable_in_words(met, fd));
  }
  if (ready.empty()) ready.push_back(say(explain_text::kReadyCount, exit.ret).words());
  return say(exit.slept ? explain_text::kSelectSlept : explain_text::kSelectReady,
             list_in_words(ready));
}

Sentence polled(const Circumstance& met, const Event& exit) {
  if (exit.ret == 0) return say(met.enter.args[1] == 0 ? texts::kPollNothing : texts::kPollTimeUp);
  return say(exit.slept ? texts::kPollSlept : texts::kPolled, reasons_in_words(met, exit));
}

Sentence select_loss(const Circumstance& met, int error) {
  namespace loss = loss_text;
  switch (error) {
    case EBADF: {
      if (met.enter.parts != nullptr) {
        for (const std::int32_t fd : met.enter.parts->rare->fds) {
          if (fd > 2 && met.model.file_of(met.enter.actor, fd) == kNoFile) {
            return say(loss::kSelectClosed, fd, met.caller);
          }
        }
      }
      return say(loss::kSelectBadNumber);
    }
    case EINVAL:
      return say(met.enter.args[0] < 0 ? loss::kSelectCount : loss::kSelectArguments,
                 met.enter.args[0]);
    case EINTR:
      return say(loss::kSelectInterrupted);
    default:
      return {};
  }
}

/// Why a listening socket, or one that no call has connected yet, says `events`.
std::string unconnected_reason(const Socket& socket, const std::string& says,
                               std::uint32_t events) {
  if (socket.is_datagram()) {
    if ((events & POLLIN) != 0 && socket.unread_bytes > 0) {
      return say(texts::kWhyBytes, says, bytes_in_words(socket.unread_bytes)).words();
    }
    if ((events & POLLOUT) != 0) return say(texts::kWhyDatagramRoom, says).words();
  }
  if (socket.listening) {
    const bool shut = (events & POLLHUP) != 0;
    return say(shut ? texts::kWhyListenerShut : texts::kWhyQueue, says).words();
  }
  return (events & POLLHUP) != 0 ? say(texts::kWhyNoConnection, says).words() : says;
}

std::string connected_reason(const Circumstance& met, const Socket& socket, const std::string& says,
                             std::uint32_t events) {
  if ((events & POLLERR) != 0) return say(texts::kWhyReset, says).words();
  if ((events & POLLHUP) != 0) {
    return say(socket.peer_gone ? texts::kWhyGone : texts::kWhyBothShut, says).words();
  }
  if ((events & (POLLIN | POLLPRI)) != 0) {
    if (std::string urgent = urgent_reason(socket, says); !urgent.empty()) return urgent;
  }
  if (socket.unread_bytes > 0 && (events & POLLIN) != 0) {
    return say(texts::kWhyBytes, says, bytes_in_words(socket.unread_bytes)).words();
  }
  if ((events & kPollRdHup) != 0) {
    const SocketIndex index = met.model.find(socket.id);
    const bool own = who_shut(met.model, index, Direction::receive) == Shutter::near;
    return say(own ? texts::kWhyOwnHalf : texts::kWhyHalf, says).words();
  }
  if ((events & POLLIN) != 0) {
    const bool end = socket.peer_gone || socket.shut_receive;
    return end ? say(texts::kWhyEnd, says).words() : says;
  }
  return (events & POLLOUT) != 0 ? say(texts::kWhyRoom, says).words() : says;
}

std::string reason(const Circumstance& met, const PollEntry& entry, std::string says) {
  says = fmt::format("{} {}", entry.fd, says);
  if ((entry.revents & POLLNVAL) != 0) return say(texts::kWhyNotOpen, says).words();
  const FileIndex file = met.model.file_of(met.enter.actor, entry.fd);
  if (file == kNoFile) return says;
  const OpenFile& open = met.model.files[file];
  if (open.kind == FileKind::plain) return say(texts::kWhyFile, says).words();
  if (open.socket == kNoSocket) return says;
  const Socket& socket = met.model.sockets[open.socket];
  if (socket.is_datagram() || socket.listening || !socket.was_connected) {
    return unconnected_reason(socket, says, entry.revents);
  }
  return connected_reason(met, socket, says, entry.revents);
}

}  // namespace

std::string reasons_in_words(const Circumstance& met, const Event& exit) {
  std::vector<std::string> reasons;
  const std::size_t told = exit.parts == nullptr ? 0 : exit.parts->rare->poll.size();
  const bool epoll = exit.call == Syscall::epoll_wait;
  for (std::size_t i = 0; i < std::min(told, kToldReasons); ++i) {
    const PollEntry& entry = exit.parts->rare->poll[i];
    reasons.push_back(reason(
        met, entry, epoll ? epoll_events_text(entry.revents) : poll_events_text(entry.revents)));
  }
  const std::int64_t more = exit.ret - static_cast<std::int64_t>(reasons.size());
  if (reasons.empty()) return say(explain_text::kReadyCount, exit.ret).words();
  if (more > 0) reasons.push_back(say(texts::kAndMore, more).words());
  return list_in_words(reasons);
}

Sentence explain_readiness(const Circumstance& met, const Event& exit) {
  return met.enter.call == Syscall::select ? selected(met, exit) : polled(met, exit);
}

Sentence explain_readiness_refusal(const Circumstance& met, const Event& exit) {
  if (met.enter.call == Syscall::select) return select_loss(met, exit.error);
  switch (exit.error) {
    case EINVAL:
      return say(texts::kPollTooMany, met.enter.args[0]);
    case EINTR:
      return say(texts::kPollInterrupted, met.call);
    default:
      return {};
  }
}

}  // namespace sockwalk
