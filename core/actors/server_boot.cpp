#include <sys/socket.h>

#include <cerrno>

#include "actors/part.h"

namespace sockwalk {
namespace {

constexpr int kStepName = 3;

int socket_type(const ServerPlan& plan) {
  const int flags = plan.nonblocking ? SOCK_NONBLOCK : 0;
  switch (plan.type) {
    case ServerType::stream: return SOCK_STREAM | flags;
    case ServerType::seqpacket: return SOCK_SEQPACKET | flags;
    case ServerType::dgram: return SOCK_DGRAM | flags;
  }
  return SOCK_STREAM;
}

/// Datagrams come without a connection: nothing to listen for.
bool listens(TracedCalls& calls, const ServerPlan& plan, const Part& part, int fd) {
  return plan.type == ServerType::dgram || calls.listen(part.at("listen"), fd, plan.backlog).ok();
}

/// A name that is no file needs no removing, and cannot be left behind.
CallResult remove_name(TracedCalls& calls, SourcePlace at, const UnixAddress& name) {
  if (name.kind != UnixAddress::Kind::path) return {0, 0};
  return calls.unlink(at, name);
}

}  // namespace

int boot_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  const bool bind_first = plan.remove_stale == StaleName::when_bind_fails;
  if (!bind_first) {
    calls.content_with(part.name.kind == UnixAddress::Kind::path ? ENOENT : 0);
    remove_name(calls, part.at("remove"), part.name);
  }
  const CallResult master = calls.socket(part.at("socket"), AF_UNIX, socket_type(plan), 0);
  const int fd = static_cast<int>(master.value);
  if (master.ok()) {
    calls.note_slot(0, fd, 0);
    calls.note_step(part.at("name"), kStepName);
    if (bind_first) calls.content_with(EADDRINUSE);
    CallResult bound = calls.bind(part.at("bind"), fd, part.name);
    if (bind_first && bound.error == EADDRINUSE) {
      remove_name(calls, part.at("remove"), part.name);
      bound = calls.bind(part.at("bind_again"), fd, part.name);
    }
    if (bound.ok() && listens(calls, plan, part, fd)) return fd;
  }
  calls.exit(part.at("exit"), 1);
  return -1;
}

void shut_server(TracedCalls& calls, const ServerPlan& plan, int master, const Part& part) {
  calls.close(part.at("close_master"), master);
  calls.note_slot(0, -1, 0);
  if (!plan.faults.forgets_unlink) remove_name(calls, part.at("remove_name"), part.name);
  calls.exit(part.at("exit"), 0);
}

}  // namespace sockwalk
