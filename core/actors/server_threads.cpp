#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <memory>

#include "actors/conversation.h"

namespace sockwalk {
namespace {

/// What a server's threads share. Held by each of them, because when a run stops the server's own
/// thread does not wait for the others.
struct Shared {
  Shared(const ServerPlan& plan_of_all, const Part& part_of_all, int slot_count, int clients)
      : plan(plan_of_all), part(part_of_all), slots(make_slots(slot_count)), to_come(clients) {}

  const ServerPlan& plan;
  const Part part;
  int master = -1;
  std::vector<Conversation> slots;  ///< each belongs to one thread once that has been made
  std::atomic<int> to_come;         ///< pool: clients that nobody waits for yet
};

/// As after signal(SIGPIPE, SIG_IGN), which holds for a whole process: one client that has gone must
/// not take the others' threads along.
void begin_thread(TracedCalls& calls, const Part& part) {
  calls.ignore_sigpipe(true);
  answer_requests(calls, part);
}

void handle_client(TracedCalls& calls, Shared& shared, Conversation& client) {
  begin_thread(calls, shared.part);
  client.serve(calls, shared.part);
  client.close(calls, shared.part);
  calls.exit(shared.part.at("leave"), 0);
}

void work(TracedCalls& calls, Shared& shared, Conversation& client) {
  begin_thread(calls, shared.part);
  while (shared.to_come.fetch_sub(1) > 0 && !calls.ended()) {
    const CallResult accepted = calls.accept(shared.part.at("accept"), shared.master);
    if (!accepted.ok()) break;
    client.begin(calls, shared.plan.service, static_cast<int>(accepted.value));
    client.serve(calls, shared.part);
    client.close(calls, shared.part);
  }
  calls.exit(shared.part.at("leave"), 0);
}

}  // namespace

void play_threads_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  const auto shared = std::make_shared<Shared>(plan, part, plan.serve, 0);
  calls.ignore_sigpipe(true);
  calls.note_slots(1 + plan.serve);
  shared->master = boot_server(calls, plan, part);
  if (shared->master < 0) return;
  std::vector<ActorId> made;
  for (Conversation& client : shared->slots) {
    const CallResult accepted = calls.accept(part.at("accept"), shared->master);
    if (!accepted.ok()) break;
    client.begin(calls, plan.service, static_cast<int>(accepted.value));
    const std::string name = fmt::format("handler {}", 1 + made.size());
    const ActorId hired = calls.hire(name, [shared, &client](TracedCalls& own) {
      handle_client(own, *shared, client);
    });
    if (hired == kNoActor) return calls.exit(part.at("exit"), 1);
    made.push_back(hired);
  }
  calls.join(made);
  shut_server(calls, plan, shared->master, part);
}

void play_pool_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  // More would never get a client.
  const int count = std::min(plan.workers, plan.serve);
  const auto shared = std::make_shared<Shared>(plan, part, count, plan.serve);
  calls.ignore_sigpipe(true);
  calls.note_slots(1 + count);
  shared->master = boot_server(calls, plan, part);
  if (shared->master < 0) return;
  std::vector<ActorId> made;
  for (Conversation& client : shared->slots) {
    const std::string name = fmt::format("worker {}", 1 + made.size());
    const ActorId hired =
        calls.hire(name, [shared, &client](TracedCalls& own) { work(own, *shared, client); });
    if (hired == kNoActor) return calls.exit(part.at("exit"), 1);
    made.push_back(hired);
  }
  calls.join(made);
  shut_server(calls, plan, shared->master, part);
}

}  // namespace sockwalk
