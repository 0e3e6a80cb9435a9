#pragma once

#include "actors/scenario.h"

namespace sockwalk {

/// Whether a scenario is of the kind that the stage shows whole, without scrolling, and with every
/// column in its place from the first turn to the last: a few clients with one socket each, and a
/// server without threads.
inline bool on_one_screen(const Scenario& scenario) {
  const bool threads =
      scenario.server.kind == ServerKind::threads || scenario.server.kind == ServerKind::pool;
  if (scenario.server.type == ServerType::dgram) return false;  // sockets without a peer
  // The number of an epoll instance, or of a handle that nobody closes, moves the others.
  if (scenario.server.kind == ServerKind::epoll || scenario.server.faults.forgets_close) return false;
  if (threads || scenario.clients.size() > 3 || !scenario.server.steps.empty()) return false;
  for (const ClientPlan& client : scenario.clients) {
    int sockets = 0;
    for (const Step& step : client.steps) {
      const bool one = step.verb == Verb::socket || step.verb == Verb::dup;
      if (one || step.verb == Verb::open) sockets += 1;
      if (step.verb == Verb::pair || step.verb == Verb::recvmsg) sockets += 2;
    }
    if (sockets > 1) return false;
  }
  return true;
}

}  // namespace sockwalk
