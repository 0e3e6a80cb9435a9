#include "actors/server_listing.h"

namespace sockwalk {
namespace {

std::string iterative_listing(const ServerPlan& plan) {
  const ServerFaults& faults = plan.faults;
  if (plan.type == ServerType::dgram) return "server_datagram.c";
  if (plan.type == ServerType::seqpacket) return "server_seqpacket.c";
  if (faults.reads_too_little) return "server_reads_little.c";
  if (faults.never_reads) return "server_never_reads.c";
  if (faults.closes_unread) return "server_closes_unread.c";
  if (faults.forgets_close) return "server_leak.c";
  if (faults.forgets_unlink) return "server_forgets_unlink.c";
  if (plan.remove_stale == StaleName::when_bind_fails) return "server_bind_again.c";
  if (plan.path.starts_with('@')) return "server_abstract.c";
  if (plan.service == ServiceKind::echo) return "server_echo.c";
  if (plan.service == ServiceKind::upper) return "server_upper.c";
  return "server_iterative.c";
}

}  // namespace

std::string server_listing(const ServerPlan& plan) {
  if (plan.faults.naive) return "server_naive.c";
  switch (plan.kind) {
    case ServerKind::iterative: return iterative_listing(plan);
    case ServerKind::select: return "server_select.c";
    case ServerKind::poll: return "server_poll.c";
    case ServerKind::epoll:
      return plan.trigger == EpollTrigger::edge ? "server_epoll_edge.c" : "server_epoll.c";
    case ServerKind::threads: return "server_threads.c";
    case ServerKind::pool: return "server_pool.c";
    case ServerKind::script: break;
  }
  return {};
}

}  // namespace sockwalk
