#include "actors/conversation.h"

namespace sockwalk {

void play_iterative_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(2);
  const int master = boot_server(calls, plan, part);
  if (master < 0) return;
  Conversation client(1);
  for (int served = 0; served < plan.serve; ++served) {
    const CallResult accepted = calls.accept(part.at("accept"), master);
    if (!accepted.ok()) return calls.exit(part.at("exit"), 1);
    client.begin(calls, plan.service, static_cast<int>(accepted.value));
    client.serve(calls, part);
    if (client.answering()) return calls.exit(part.at("exit"), 1);
    plan.faults.forgets_close ? client.forget(calls) : client.close(calls, part);
    if (calls.ended()) return;
  }
  shut_server(calls, plan, master, part);
}

}  // namespace sockwalk
