#include <algorithm>
#include <cstring>

#include "actors/part.h"

namespace sockwalk {
namespace {

struct NaiveSlot {
  std::int32_t handle = -1;
  std::int32_t sum = 0;
};

/// A server of several clients, with the two mistakes of the classic program: of the integers that
/// one read gives all but the first are lost, and so is a 0 among them.
class NaiveServer {
 public:
  NaiveServer(TracedCalls& calls, const ServerPlan& plan, const Part& part, int master)
      : calls_(calls),
        plan_(plan),
        part_(part),
        master_(master),
        slots_(static_cast<std::size_t>(plan.slots)) {}

  bool serve() {
    while (gone_ < plan_.serve && !calls_.ended()) {
      std::vector<std::int32_t> ready;
      if (!calls_.select(part_.at("select"), watched(), ready).ok()) return false;
      if (std::ranges::count(ready, master_) != 0 && !accept()) return false;
      for (NaiveSlot& slot : slots_) {
        if (slot.handle < 0 || std::ranges::count(ready, slot.handle) == 0) continue;
        if (!talk(slot)) return false;
      }
    }
    return true;
  }

 private:
  std::vector<std::int32_t> watched() const {
    std::vector<std::int32_t> set;
    for (const NaiveSlot& slot : slots_) {
      set.push_back(slot.handle < 0 ? master_ : slot.handle);
    }
    std::ranges::sort(set);
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return set;
  }

  bool accept() {
    const CallResult accepted = calls_.accept(part_.at("accept"), master_);
    if (!accepted.ok()) return false;
    NaiveSlot& slot = *std::ranges::find(slots_, -1, &NaiveSlot::handle);
    slot = {static_cast<std::int32_t>(accepted.value), 0};
    note(slot);
    return true;
  }

  bool talk(NaiveSlot& slot) {
    std::array<std::byte, 128> buffer{};
    const CallResult got = calls_.read(part_.at("read"), slot.handle, buffer);
    if (got.value <= 0) {
      calls_.close(part_.at("close_handle"), slot.handle);
      slot.handle = -1;
      ++gone_;
      note(slot);
      return true;
    }
    std::int32_t value = 0;
    std::memcpy(&value, buffer.data(), sizeof value);
    // Wraps around like the int32_t of the listing, without its undefined overflow.
    slot.sum = static_cast<std::int32_t>(static_cast<std::uint32_t>(slot.sum) +
                                         static_cast<std::uint32_t>(value));
    note(slot);
    if (value != 0) return true;
    const auto answer = std::as_bytes(std::span(&slot.sum, 1));
    if (!calls_.write(part_.at("write"), slot.handle, answer).ok()) return false;
    slot.sum = 0;
    note(slot);
    return true;
  }

  void note(const NaiveSlot& slot) {
    calls_.note_slot(1 + (&slot - slots_.data()), slot.handle, slot.sum);
  }

  TracedCalls& calls_;
  const ServerPlan& plan_;
  const Part& part_;
  const int master_;
  std::vector<NaiveSlot> slots_;
  int gone_ = 0;
};

}  // namespace

void play_naive_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(1 + plan.slots);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  if (!NaiveServer(calls, plan, part, master).serve()) return calls.exit(part.at("exit"), 1);
  shut_server(calls, plan, master, part);
}

}  // namespace sockwalk
