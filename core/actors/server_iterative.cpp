#include "actors/part.h"
#include "actors/service.h"

namespace sockwalk {
namespace {

constexpr int kHandleSlot = 1;

/// Talks with one client until it leaves. False when an answer could not be sent.
bool serve(TracedCalls& calls, const Part& part, int handle) {
  SumService service;
  for (;;) {
    const CallResult got = calls.read(part.at("read"), handle, service.missing());
    if (calls.ended() || got.value <= 0) return true;
    const bool asked = service.took(static_cast<std::size_t>(got.value));
    calls.note_slot(kHandleSlot, handle, service.sum());
    if (!asked) continue;
    const std::int32_t answer = service.sum();
    if (!calls.write(part.at("write"), handle, std::as_bytes(std::span(&answer, 1))).ok()) return false;
    service.answered();
    calls.note_slot(kHandleSlot, handle, service.sum());
  }
}

}  // namespace

void play_iterative_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(2);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  for (int served = 0; served < plan.serve; ++served) {
    const CallResult accepted = calls.accept(part.at("accept"), master);
    const int handle = static_cast<int>(accepted.value);
    if (accepted.ok()) calls.note_slot(kHandleSlot, handle, 0);
    if (!accepted.ok() || !serve(calls, part, handle)) return calls.exit(part.at("exit"), 1);
    calls.close(part.at("close_handle"), handle);
    calls.note_slot(kHandleSlot, -1, 0);
    if (calls.ended()) return;
  }
  shut_server(calls, master, part);
}

}  // namespace sockwalk
