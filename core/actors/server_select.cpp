#include <algorithm>

#include "actors/conversation.h"

namespace sockwalk {
namespace {

class SelectServer {
 public:
  SelectServer(TracedCalls& calls, const ServerPlan& plan, const Part& part, int master)
      : calls_(calls), plan_(plan), part_(part), master_(master), slots_(make_slots(plan.slots)) {}

  /// Serves until enough clients have gone. False when a call failed that it cannot do without.
  bool serve() {
    while (gone_ < plan_.serve && !calls_.ended()) {
      std::vector<std::int32_t> ready;
      if (!calls_.select(part_.at("select"), watched(), ready).ok()) return false;
      if (std::ranges::count(ready, master_) != 0 && !accept()) return false;
      for (Conversation& slot : slots_) {
        if (slot.free() || std::ranges::count(ready, slot.handle()) == 0) continue;
        if (slot.serve_once(calls_, part_)) continue;
        slot.close(calls_, part_);
        ++gone_;
      }
    }
    return true;
  }

 private:
  /// The set for select. While all slots are taken the connection socket is left out: the clients
  /// that come then wait in the accept queue.
  std::vector<std::int32_t> watched() const {
    std::vector<std::int32_t> set;
    if (std::ranges::any_of(slots_, &Conversation::free)) set.push_back(master_);
    for (const Conversation& slot : slots_) {
      if (!slot.free()) set.push_back(slot.handle());
    }
    std::ranges::sort(set);
    return set;
  }

  bool accept() {
    const CallResult accepted = calls_.accept(part_.at("accept"), master_);
    if (!accepted.ok()) return false;
    const auto slot = std::ranges::find_if(slots_, &Conversation::free);
    slot->begin(calls_, plan_.service, static_cast<int>(accepted.value));
    return true;
  }

  TracedCalls& calls_;
  const ServerPlan& plan_;
  const Part& part_;
  const int master_;
  std::vector<Conversation> slots_;
  int gone_ = 0;
};

}  // namespace

void play_select_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(1 + plan.slots);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  if (!SelectServer(calls, plan, part, master).serve()) return calls.exit(part.at("exit"), 1);
  shut_server(calls, plan, master, part);
}

}  // namespace sockwalk
