#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "actors/conversation.h"

namespace sockwalk {
namespace {

/// What both triggers have in common: the table, the interest list, the loop.
class EpollServer {
 public:
  EpollServer(TracedCalls& calls, const ServerPlan& plan, const Part& part, int master)
      : calls_(calls),
        plan_(plan),
        part_(part),
        master_(master),
        edge_(plan.trigger == EpollTrigger::edge),
        slots_(make_slots(plan.slots)) {
    free_.reserve(slots_.size());
    for (std::size_t i = slots_.size(); i-- > 0;) free_.push_back(i);
  }

  /// Serves until enough clients have gone. False when a call failed that it cannot do without.
  bool serve() {
    const CallResult made = calls_.epoll_create1(part_.at("epoll"), 0);
    epoll_ = static_cast<int>(made.value);
    if (!made.ok() || !control("watch_master", EPOLL_CTL_ADD, master_, EPOLLIN)) return false;
    std::vector<PollEntry> ready;
    while (gone_ < plan_.serve && !calls_.ended()) {
      if (!calls_.epoll_wait(part_.at("wait"), epoll_, 1 + plan_.slots, ready).ok()) return false;
      for (const PollEntry& entry : ready) {
        const bool done = entry.fd == master_ ? (edge_ ? accept_all() : accept_one())
                                              : talk(slots_[slot_of(entry.fd)]);
        if (!done) return false;
      }
    }
    calls_.close(part_.at("close_epoll"), epoll_);
    return true;
  }

 private:
  bool full() const { return free_.empty(); }
  std::size_t slot_of(std::int32_t handle) const {
    return by_handle_[static_cast<std::size_t>(handle)];
  }

  bool control(std::string_view label, int operation, int fd, std::uint32_t events) {
    if (edge_ && operation != EPOLL_CTL_DEL) events |= EPOLLET;
    return calls_.epoll_ctl(part_.at(label), epoll_, operation, fd, events).ok();
  }

  bool accept_one() { return add(calls_.accept(part_.at("accept"), master_)) && leave_room(); }

  /// Told once, so for all that wait: until accept would sleep or no slot is free.
  bool accept_all() {
    while (!full()) {
      calls_.content_with(EAGAIN);
      const CallResult accepted = calls_.accept4(part_.at("accept"), master_, SOCK_NONBLOCK);
      if (accepted.error == EAGAIN) break;
      if (!add(accepted)) return false;
    }
    return leave_room();
  }

  bool add(const CallResult& accepted) {
    // Whoever is stopped at the gate gets no handle, and no error either.
    if (!accepted.ok() || calls_.ended()) return false;
    const auto handle = static_cast<std::size_t>(accepted.value);
    const std::size_t slot = free_.back();
    free_.pop_back();
    if (by_handle_.size() <= handle) by_handle_.resize(handle + 1);
    by_handle_[handle] = slot;
    slots_[slot].begin(calls_, plan_.service, static_cast<int>(handle));
    return control("watch", EPOLL_CTL_ADD, slots_[slot].handle(), EPOLLIN);
  }

  /// While all slots are taken the clients that come wait in the accept queue.
  bool leave_room() { return !full() || control("unwatch_master", EPOLL_CTL_DEL, master_, 0); }

  bool talk(Conversation& client) {
    if (edge_) {
      CallResult moved;
      do {
        calls_.content_with(EAGAIN);
        moved = calls_.ended() ? CallResult{} : client.step(calls_, part_);
      } while (moved.value > 0);
      if (moved.error == EAGAIN) {
        return !client.answering() ||
               control("watch_out", EPOLL_CTL_MOD, client.handle(), EPOLLIN | EPOLLOUT);
      }
    } else if (client.serve_once(calls_, part_)) {
      return true;
    }
    return end(client);
  }

  /// close takes the handle off the interest list (epoll(7)).
  bool end(Conversation& client) {
    const std::size_t slot = slot_of(client.handle());
    calls_.close(part_.at("close_handle"), client.handle());
    if (full() && !control("watch_again", EPOLL_CTL_ADD, master_, EPOLLIN)) return false;
    client.forget(calls_);
    // The first free slot is taken next, as by the listing's search.
    free_.insert(std::ranges::lower_bound(free_, slot, std::ranges::greater()), slot);
    ++gone_;
    return true;
  }

  TracedCalls& calls_;
  const ServerPlan& plan_;
  const Part& part_;
  const int master_;
  const bool edge_;
  int epoll_ = -1;
  std::vector<Conversation> slots_;
  std::vector<std::size_t> free_;       ///< indices of free slots, the lowest last
  std::vector<std::size_t> by_handle_;  ///< the slot that holds a handle
  int gone_ = 0;
};

}  // namespace

void play_epoll_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  ServerPlan told = plan;
  told.nonblocking = plan.trigger == EpollTrigger::edge;
  calls.note_slots(1 + plan.slots);
  const int master = boot_server(calls, told, part);
  if (master < 0) return;
  if (!EpollServer(calls, told, part, master).serve()) return calls.exit(part.at("exit"), 1);
  shut_server(calls, told, master, part);
}

}  // namespace sockwalk
