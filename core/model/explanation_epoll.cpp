#include <sys/epoll.h>

#include <cerrno>

#include "event/argument_constants.h"
#include "model/explanation.h"
#include "text/readiness_text.h"

namespace sockwalk {
namespace {

namespace texts = readiness_text;

std::uint32_t asked_of(const Event& enter) {
  return enter.parts == nullptr || enter.parts->rare->poll.empty()
             ? 0
             : enter.parts->rare->poll[0].events;
}

Sentence controlled(const Circumstance& met) {
  const std::int64_t target = met.enter.args[2];
  const std::uint32_t events = asked_of(met.enter);
  if (met.enter.args[1] == EPOLL_CTL_DEL) return say(texts::kDeleted, met.number, target);
  if (met.enter.args[1] == EPOLL_CTL_MOD) {
    return say(texts::kModified, met.number, target, epoll_events_text(events));
  }
  if ((events & EPOLLONESHOT) != 0) return say(texts::kAddedOnce, met.number, target);
  return say((events & EPOLLET) != 0 ? texts::kAddedEdge : texts::kAdded, met.number, target);
}

/// The entry of the interest list under which epoll_wait() reported `fd`.
const Interest* interest_of(const Circumstance& met, std::int32_t fd) {
  if (met.file == nullptr) return nullptr;
  for (const Interest& interest : met.file->interests) {
    if (interest.fd == fd) return &interest;
  }
  return nullptr;
}

/// An edge-triggered entry with something unread that was reported before.
const Interest* stranded(const Circumstance& met) {
  if (met.file == nullptr) return nullptr;
  for (const Interest& interest : met.file->interests) {
    if ((interest.events & EPOLLET) == 0 || interest.file >= met.model.files.size()) continue;
    const SocketIndex index = met.model.files[interest.file].socket;
    if (index != kNoSocket && met.model.sockets[index].unread_bytes > 0) return &interest;
  }
  return nullptr;
}

Sentence nothing_waited(const Circumstance& met) {
  if (const Interest* entry = stranded(met); entry != nullptr) {
    const SocketIndex index = met.model.files[entry->file].socket;
    return say(texts::kWaitTimeUpEdge, entry->fd,
               bytes_in_words(met.model.sockets[index].unread_bytes));
  }
  return say(met.enter.args[2] == 0 ? texts::kWaitNothing : texts::kWaitTimeUp);
}

Sentence waited(const Circumstance& met, const Event& exit) {
  if (exit.ret == 0) return nothing_waited(met);
  const std::string reasons = reasons_in_words(met, exit);
  const Interest* first = exit.parts == nullptr || exit.parts->rare->poll.empty()
                              ? nullptr
                              : interest_of(met, exit.parts->rare->poll[0].fd);
  if (first != nullptr && (first->events & EPOLLONESHOT) != 0) {
    return say(texts::kWaitedOnce, reasons);
  }
  if (first != nullptr && (first->events & EPOLLET) != 0) return say(texts::kWaitedEdge, reasons);
  return say(exit.slept ? texts::kWaitedSlept : texts::kWaited, reasons);
}

Sentence control_refusal(const Circumstance& met, int error) {
  const std::int64_t target = met.enter.args[2];
  switch (error) {
    case EEXIST:
      return say(texts::kAddTwice, met.number, target);
    case ENOENT:
      return say(texts::kNotWatched, met.number, target);
    case EBADF:
      if (met.file == nullptr) {
        return say(texts::kInstanceNotOpen, capitalised(met.caller), met.number);
      }
      return say(texts::kTargetNotOpen, capitalised(met.caller), target);
    case EPERM:
      return say(texts::kAlwaysReady, target);
    case EINVAL:
      if (target == met.enter.args[0]) return say(texts::kItself, target);
      return say(texts::kNoInstance, met.number, met.call);
    case ELOOP:
      return say(texts::kCircle);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_epoll(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::epoll_create1:
      return say(texts::kCreated, exit.ret);
    case Syscall::epoll_ctl:
      return controlled(met);
    default:
      return waited(met, exit);
  }
}

Sentence explain_epoll_refusal(const Circumstance& met, const Event& exit) {
  if (met.enter.call == Syscall::epoll_ctl) return control_refusal(met, exit.error);
  if (met.enter.call == Syscall::epoll_create1) {
    if (exit.error == EMFILE) return say(texts::kCreateLimit, capitalised(met.caller));
    if (exit.error == EINVAL) return say(texts::kCreateFlags, met.enter.args[0]);
    return {};
  }
  switch (exit.error) {
    case EINTR:
      return say(texts::kPollInterrupted, met.call);
    case EINVAL:
      if (met.enter.args[1] <= 0) return say(texts::kMaxEvents, met.enter.args[1]);
      return say(texts::kNoInstance, met.number, met.call);
    default:
      return {};
  }
}

}  // namespace sockwalk
