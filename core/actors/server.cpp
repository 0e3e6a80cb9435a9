#include "actors/part.h"

namespace sockwalk {
namespace {

bool is_faulty(const ServerFaults& faults) {
  return faults.reads_too_little || faults.never_reads || faults.closes_unread;
}

}  // namespace

void play_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  if (plan.kind == ServerKind::script) return play_script(calls, plan.steps, plan.process, part);
  prepare_process(calls, plan.process);
  answer_requests(calls, part);
  if (part.has_relative_name() && !enter_directory(calls, part)) return calls.exit(part.at("exit"), 1);
  if (plan.faults.naive) return play_naive_server(calls, plan, part);
  switch (plan.kind) {
    case ServerKind::iterative:
      if (plan.type == ServerType::dgram) return play_datagram_server(calls, plan, part);
      if (is_faulty(plan.faults)) return play_faulty_server(calls, plan, part);
      return play_iterative_server(calls, plan, part);
    case ServerKind::select: return play_select_server(calls, plan, part);
    case ServerKind::poll: return play_poll_server(calls, plan, part);
    case ServerKind::epoll: return play_epoll_server(calls, plan, part);
    case ServerKind::threads: return play_threads_server(calls, plan, part);
    case ServerKind::pool: return play_pool_server(calls, plan, part);
    case ServerKind::script: return;
  }
}

}  // namespace sockwalk
