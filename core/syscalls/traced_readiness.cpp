#include <algorithm>
#include <cerrno>

#include "event/parts_draft.h"
#include "syscalls/traced_calls.h"

namespace sockwalk {
namespace {

const EventParts* with_fds(Arena& arena, std::span<const std::int32_t> fds) {
  EventParts* parts = arena.make<EventParts>();
  RareParts& rare = add_rare_parts(arena, *parts);
  rare.fds = arena.copy(fds.first(std::min(fds.size(), kRecordedEntries)));
  rare.fds_count = static_cast<std::uint32_t>(fds.size());
  return parts;
}

const EventParts* with_poll(Arena& arena, std::span<const PollEntry> entries) {
  EventParts* parts = arena.make<EventParts>();
  RareParts& rare = add_rare_parts(arena, *parts);
  rare.poll = arena.copy(entries.first(std::min(entries.size(), kRecordedEntries)));
  rare.poll_count = static_cast<std::uint32_t>(entries.size());
  return parts;
}

/// The time-out that the kernel is given: none at all while deadlines are held.
int kernel_timeout(std::int64_t milliseconds, bool held, bool expired) {
  if (expired) return 0;
  // One that does not wait has no deadline to hold.
  return held && milliseconds != 0 ? -1 : static_cast<int>(milliseconds);
}

/// The set that select(2) is given. The kernel reads and writes as many bits as nfds says, and an
/// fd_set alone has no more than FD_SETSIZE.
class DescriptorSet {
 public:
  explicit DescriptorSet(int nfds)
      : sets_(static_cast<std::size_t>(std::max(nfds, 0)) / FD_SETSIZE + 1) {}

  void add(int fd) { FD_SET(fd, &sets_.front()); }
  bool has(int fd) const { return FD_ISSET(fd, &sets_.front()); }
  fd_set* get() { return sets_.data(); }

 private:
  std::vector<fd_set> sets_;
};

}  // namespace

CallResult TracedCalls::select(SourcePlace at, std::span<const std::int32_t> fds,
                               std::vector<std::int32_t>& ready, std::int64_t timeout_ms, int nfds) {
  ready.clear();
  if (nfds < 0) nfds = fds.empty() ? 0 : *std::ranges::max_element(fds) + 1;
  DescriptorSet asked(nfds);
  for (const std::int32_t fd : fds) asked.add(fd);
  Event& event = begin(Syscall::select, at, {nfds, timeout_ms});
  event.parts = with_fds(events_.arena(), fds);
  if (!enter(event, timeout_ms)) return {};
  DescriptorSet set = asked;
  const long returned = until_deadline([&](bool expired) {
    set = asked;
    const int wait = kernel_timeout(timeout_ms, held(), expired);
    timeval limit{wait / 1000, wait % 1000 * 1000};
    return calls_.select(nfds, set.get(), wait < 0 ? nullptr : &limit);
  });
  if (returned >= 0) {
    for (const std::int32_t fd : fds) {
      if (set.has(fd)) ready.push_back(fd);
    }
  }
  return leave(returned, returned < 0 ? nullptr : with_fds(events_.arena(), ready));
}

CallResult TracedCalls::poll(SourcePlace at, std::span<PollEntry> entries, std::int64_t timeout_ms) {
  std::vector<pollfd> fds;
  for (PollEntry& entry : entries) {
    fds.push_back({entry.fd, static_cast<short>(entry.events), 0});
    entry.revents = 0;
  }
  Event& event = begin(Syscall::poll, at, {static_cast<std::int64_t>(fds.size()), timeout_ms});
  event.parts = with_poll(events_.arena(), entries);
  if (!enter(event, timeout_ms)) return {};
  const long returned = until_deadline([&](bool expired) {
    return calls_.poll(fds.data(), fds.size(), kernel_timeout(timeout_ms, held(), expired));
  });
  if (returned < 0) return leave(returned);
  std::vector<PollEntry> ready;
  for (std::size_t i = 0; i < fds.size(); ++i) {
    entries[i].revents = static_cast<std::uint16_t>(fds[i].revents);
    if (entries[i].revents != 0) ready.push_back({entries[i].fd, 0, entries[i].revents});
  }
  return leave(returned, with_poll(events_.arena(), ready));
}

CallResult TracedCalls::epoll_create1(SourcePlace at, int flags) {
  Event& event = begin(Syscall::epoll_create1, at, {flags});
  if (!enter(event)) return {};
  const long returned = calls_.epoll_create1(flags);
  return leave(returned, opened(returned, false));
}

CallResult TracedCalls::epoll_ctl(SourcePlace at, int epfd, int operation, int fd,
                                  std::uint32_t events) {
  Event& event = begin(Syscall::epoll_ctl, at, {epfd, operation, fd});
  const PollEntry entry{fd, events, 0};
  event.parts = with_poll(events_.arena(), std::span<const PollEntry>(&entry, 1));
  if (!enter(event)) return {};
  epoll_event asked{};
  asked.events = events;
  asked.data.fd = fd;
  return leave(calls_.epoll_ctl(epfd, operation, fd, &asked));
}

CallResult TracedCalls::epoll_wait(SourcePlace at, int epfd, int maxevents,
                                   std::vector<PollEntry>& ready, std::int64_t timeout_ms) {
  ready.clear();
  Event& event = begin(Syscall::epoll_wait, at, {epfd, maxevents, timeout_ms});
  if (!enter(event, timeout_ms)) return {};
  const auto room = static_cast<std::size_t>(std::max(maxevents, 1));
  if (told_.size() < room) told_.resize(room);
  const long returned = until_deadline([&](bool expired) {
    return calls_.epoll_wait(epfd, told_.data(), maxevents,
                             kernel_timeout(timeout_ms, held(), expired));
  });
  if (returned < 0) return leave(returned);
  for (std::size_t i = 0; i < static_cast<std::size_t>(returned); ++i) {
    ready.push_back({told_[i].data.fd, 0, told_[i].events});
  }
  return leave(returned, with_poll(events_.arena(), ready));
}

}  // namespace sockwalk
