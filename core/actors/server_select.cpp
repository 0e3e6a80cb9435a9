#include <algorithm>
#include <vector>

#include "actors/part.h"
#include "actors/service.h"

namespace sockwalk {
namespace {

constexpr std::int32_t kFree = -1;

/// One client of the server's own array: slot 0 belongs to the connection socket.
struct ClientSlot {
  std::int32_t handle = kFree;
  SumService service;
};

class SelectServer {
 public:
  SelectServer(TracedCalls& calls, const ServerPlan& plan, const Part& part, int master)
      : calls_(calls), part_(part), master_(master), slots_(static_cast<std::size_t>(plan.slots)) {}

  /// Serves until `clients` have gone. False when a call failed that it cannot do without.
  bool serve(int clients) {
    while (gone_ < clients && !calls_.ended()) {
      std::vector<std::int32_t> ready;
      if (!calls_.select(part_.at("select"), watched(), ready).ok()) return false;
      if (std::ranges::count(ready, master_) != 0 && !accept()) return false;
      for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (std::ranges::count(ready, slots_[i].handle) != 0 && !talk(i)) return false;
      }
    }
    return true;
  }

 private:
  /// The set for select. While all slots are taken the connection socket is left out: the clients
  /// that come then wait in the accept queue.
  std::vector<std::int32_t> watched() const {
    std::vector<std::int32_t> set;
    if (std::ranges::count(slots_, kFree, &ClientSlot::handle) != 0) set.push_back(master_);
    for (const ClientSlot& slot : slots_) {
      if (slot.handle != kFree) set.push_back(slot.handle);
    }
    std::ranges::sort(set);
    return set;
  }

  bool accept() {
    const CallResult accepted = calls_.accept(part_.at("accept"), master_);
    if (!accepted.ok()) return false;
    const auto slot = std::ranges::find(slots_, kFree, &ClientSlot::handle);
    *slot = {static_cast<std::int32_t>(accepted.value), {}};
    note(static_cast<std::size_t>(slot - slots_.begin()));
    return true;
  }

  /// One read from a ready handle, and what follows from it.
  bool talk(std::size_t i) {
    ClientSlot& slot = slots_[i];
    const CallResult got = calls_.read(part_.at("read"), slot.handle, slot.service.missing());
    if (calls_.ended()) return false;
    if (got.value <= 0) {
      calls_.close(part_.at("close_handle"), slot.handle);
      slot.handle = kFree;
      slot.service = {};
      ++gone_;
      note(i);
      return true;
    }
    const bool asked = slot.service.took(static_cast<std::size_t>(got.value));
    note(i);
    if (!asked) return true;
    const std::int32_t answer = slot.service.sum();
    if (!calls_.write(part_.at("write"), slot.handle, std::as_bytes(std::span(&answer, 1))).ok()) return false;
    slot.service.answered();
    note(i);
    return true;
  }

  void note(std::size_t i) {
    calls_.note_slot(static_cast<std::int64_t>(i) + 1, slots_[i].handle, slots_[i].service.sum());
  }

  TracedCalls& calls_;
  const Part& part_;
  const int master_;
  std::vector<ClientSlot> slots_;
  int gone_ = 0;
};

}  // namespace

void play_select_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(1 + plan.slots);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  if (!SelectServer(calls, plan, part, master).serve(plan.serve)) {
    return calls.exit(part.at("exit"), 1);
  }
  shut_server(calls, master, part);
}

}  // namespace sockwalk
