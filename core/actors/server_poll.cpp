#include <poll.h>

#include <algorithm>

#include "actors/conversation.h"

namespace sockwalk {
namespace {

class PollServer {
 public:
  PollServer(TracedCalls& calls, const ServerPlan& plan, const Part& part, int master)
      : calls_(calls),
        plan_(plan),
        part_(part),
        master_(master),
        slots_(make_slots(plan.slots)),
        watched_(1 + slots_.size(), PollEntry{-1, POLLIN, 0}) {
    watch();
  }

  /// Serves until enough clients have gone. False when a call failed that it cannot do without.
  bool serve() {
    while (gone_ < plan_.serve && !calls_.ended()) {
      if (!calls_.poll(part_.at("poll"), watched_).ok()) return false;
      if (watched_[0].revents != 0 && !accept()) return false;
      for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (watched_[1 + i].revents == 0 || slots_[i].serve_once(calls_, part_)) continue;
        slots_[i].close(calls_, part_);
        watched_[1 + i] = {-1, POLLIN, 0};
        watch();
        ++gone_;
      }
    }
    return true;
  }

 private:
  /// The array's entry of the connection socket. poll passes over negative numbers, so over this
  /// one while all slots are taken: the clients that come then wait in the accept queue.
  void watch() {
    const bool room = std::ranges::any_of(slots_, &Conversation::free);
    watched_[0] = {room ? master_ : -1, POLLIN, 0};
  }

  bool accept() {
    const CallResult accepted = calls_.accept(part_.at("accept"), master_);
    if (!accepted.ok()) return false;
    const auto handle = static_cast<std::int32_t>(accepted.value);
    const auto slot = std::ranges::find_if(slots_, &Conversation::free);
    slot->begin(calls_, plan_.service, handle);
    watched_[static_cast<std::size_t>(1 + (slot - slots_.begin()))] = {handle, POLLIN, 0};
    watch();
    return true;
  }

  TracedCalls& calls_;
  const ServerPlan& plan_;
  const Part& part_;
  const int master_;
  std::vector<Conversation> slots_;
  std::vector<PollEntry> watched_;  ///< entry 0: the connection socket; then slot by slot
  int gone_ = 0;
};

}  // namespace

void play_poll_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(1 + plan.slots);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  if (!PollServer(calls, plan, part, master).serve()) return calls.exit(part.at("exit"), 1);
  shut_server(calls, plan, master, part);
}

}  // namespace sockwalk
