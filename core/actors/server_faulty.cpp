#include "actors/part.h"
#include "actors/service.h"

namespace sockwalk {
namespace {

constexpr int kHandleSlot = 1;

/// Takes whatever one read gives for a whole integer. False when an answer could not be sent.
bool read_little(TracedCalls& calls, const Part& part, int handle) {
  SumService service;
  for (;;) {
    std::int32_t value = 0;
    const CallResult got =
        calls.read(part.at("read"), handle, std::as_writable_bytes(std::span(&value, 1)));
    if (got.value <= 0) return true;
    service.add(value);
    calls.note_slot(kHandleSlot, handle, service.result());
    while (!service.answer().empty()) {
      const CallResult put = calls.write(part.at("write"), handle, service.answer());
      if (!put.ok()) return false;
      service.sent(static_cast<std::size_t>(put.value));
      calls.note_slot(kHandleSlot, handle, service.result());
    }
  }
}

/// One integer, whatever else may wait.
bool read_once(TracedCalls& calls, const Part& part, int handle) {
  std::int32_t value = 0;
  return calls.read(part.at("read"), handle, std::as_writable_bytes(std::span(&value, 1))).ok();
}

}  // namespace

void play_faulty_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(2);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  for (int served = 0; served < plan.serve || plan.faults.never_reads; ++served) {
    const CallResult accepted = calls.accept(part.at("accept"), master);
    if (!accepted.ok()) return calls.exit(part.at("exit"), 1);
    if (calls.ended()) return;
    const int handle = static_cast<int>(accepted.value);
    calls.note_slot(kHandleSlot, handle, 0);
    if (plan.faults.never_reads) continue;
    const auto serve = plan.faults.closes_unread ? read_once : read_little;
    if (!serve(calls, part, handle)) return calls.exit(part.at("exit"), 1);
    calls.close(part.at("close_handle"), handle);
    calls.note_slot(kHandleSlot, -1, 0);
    if (calls.ended()) return;
  }
  shut_server(calls, plan, master, part);
}

}  // namespace sockwalk
