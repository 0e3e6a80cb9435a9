#include <sys/epoll.h>

#include "event/argument_constants.h"
#include "model/foretelling.h"
#include "model/readiness_call.h"
#include "text/foretell_text.h"
#include "text/readiness_text.h"

namespace sockwalk {
namespace {

namespace texts = foretell_text;
namespace readiness = readiness_text;

/// Sorts a watched number among the listeners or the others.
void sort_in(const Circumstance& met, Watched& watched, FileIndex file, std::int32_t fd) {
  const std::string number = fmt::format("{}", fd);
  watched.all.push_back(number);
  if (file >= met.model.files.size() || met.model.files[file].socket == kNoSocket) return;
  const Socket& socket = met.model.sockets[met.model.files[file].socket];
  (socket.listening ? watched.listeners : watched.others).push_back(number);
}

void watch_selected(const Circumstance& met, Watched& watched) {
  for (const std::int32_t fd : met.enter.parts->rare->fds) {
    const std::string number = fmt::format("{}", fd);
    if (fd >= met.enter.args[0]) {
      watched.all.push_back(number);
      watched.beyond.push_back(number);
      continue;
    }
    sort_in(met, watched, met.model.file_of(met.enter.actor, fd), fd);
    if (selected(met.model, met.enter, fd) != 0) {
      watched.ready.push_back(readable_in_words(met, fd));
    }
  }
}

void watch_polled(const Circumstance& met, Watched& watched) {
  for (const PollEntry& entry : met.enter.parts->rare->poll) {
    if (entry.fd < 0) continue;  // left out (poll(2))
    const FileIndex file = met.model.file_of(met.enter.actor, entry.fd);
    sort_in(met, watched, file, entry.fd);
    const std::uint32_t now = polled(met.model, met.enter, entry);
    if (now == 0) continue;
    watched.ready.push_back(fmt::format("{} {}", entry.fd, poll_events_text(now)));
  }
}

void watch_interests(const Circumstance& met, Watched& watched) {
  for (const Interest& interest : met.file->interests) {
    sort_in(met, watched, interest.file, interest.fd);
    if (const std::uint32_t now = met.model.ready(interest); now != 0) {
      watched.ready.push_back(fmt::format("{} {}", interest.fd, epoll_events_text(now)));
    } else if ((met.model.readiness(interest.file) & interest.events & EPOLLIN) != 0) {
      watched.stranded = true;
    }
  }
}

Sentence foretell_select(const Circumstance& met, const Watched& watched) {
  if (watched.all.empty()) return say(texts::kSelectNothing);
  if (!watched.beyond.empty()) {
    return say(texts::kSelectShort, met.enter.args[0], list_in_words(watched.beyond));
  }
  const std::string all = list_in_words(watched.all);
  if (!watched.ready.empty()) return say(texts::kSelect, all, list_in_words(watched.ready));
  return say(met.enter.args[1] == 0 ? texts::kSelectAtOnce : texts::kSelectSleeps, all);
}

Sentence foretell_poll(const Circumstance& met, const Watched& watched) {
  if (watched.all.empty()) return say(readiness::kForetellPollNothing);
  const std::string all = list_in_words(watched.all);
  if (!watched.ready.empty()) {
    return say(readiness::kForetellPoll, all, list_in_words(watched.ready));
  }
  return say(
      met.enter.args[1] == 0 ? readiness::kForetellPollAtOnce : readiness::kForetellPollSleeps,
      all);
}

Sentence foretell_epoll_wait(const Circumstance& met, const Watched& watched) {
  if (!watched.ready.empty()) return say(readiness::kForetellWait, met.number);
  if (met.enter.args[2] == 0) return say(readiness::kForetellWaitAtOnce, met.number);
  return say(watched.stranded ? readiness::kForetellWaitStranded : readiness::kForetellWaitSleeps,
             met.number);
}

}  // namespace

Watched watched_by(const Circumstance& met) {
  Watched watched;
  if (met.enter.call == Syscall::epoll_wait) {
    if (met.file != nullptr) watch_interests(met, watched);
  } else if (met.enter.parts != nullptr) {
    met.enter.call == Syscall::poll ? watch_polled(met, watched) : watch_selected(met, watched);
  }
  return watched;
}

Sentence foretell_waiting(const Circumstance& met) {
  const Watched watched = watched_by(met);
  Sentence plain;
  if (met.enter.call == Syscall::select) {
    plain = foretell_select(met, watched);
  } else if (met.enter.call == Syscall::poll) {
    plain = foretell_poll(met, watched);
  } else {
    plain = foretell_epoll_wait(met, watched);
  }
  const std::int64_t timeout = timeout_of(met.enter);
  if (timeout <= 0 || !watched.ready.empty()) return plain;
  return say(readiness::kForetellTimeLimit, plain.words(), timeout);
}

}  // namespace sockwalk
