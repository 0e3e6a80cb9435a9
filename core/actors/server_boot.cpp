#include <sys/socket.h>

#include <cerrno>

#include "actors/part.h"

namespace sockwalk {
namespace {

constexpr int kStepName = 3;

}  // namespace

void play_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  if (plan.kind == ServerKind::script) return play_script(calls, plan.steps, plan.process, part);
  prepare_process(calls, plan.process);
  answer_requests(calls, part);
  switch (plan.kind) {
    case ServerKind::iterative: return play_iterative_server(calls, plan, part);
    case ServerKind::select: return play_select_server(calls, plan, part);
    default: return calls.exit({}, 1);
  }
}

int boot_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  const bool bind_first = plan.remove_stale == StaleName::when_bind_fails;
  if (!bind_first) {
    calls.content_with(ENOENT);
    calls.unlink(part.at("remove"), part.name);
  }
  const CallResult master = calls.socket(part.at("socket"), AF_UNIX, SOCK_STREAM, 0);
  const int fd = static_cast<int>(master.value);
  if (master.ok()) {
    calls.note_slot(0, fd, 0);
    calls.note_step(part.at("name"), kStepName);
    if (bind_first) calls.content_with(EADDRINUSE);
    CallResult bound = calls.bind(part.at("bind"), fd, part.name);
    if (bind_first && bound.error == EADDRINUSE) {
      calls.unlink(part.at("remove"), part.name);
      bound = calls.bind(part.at("bind_again"), fd, part.name);
    }
    if (bound.ok() && calls.listen(part.at("listen"), fd, plan.backlog).ok()) return fd;
  }
  calls.exit(part.at("exit"), 1);
  return -1;
}

void shut_server(TracedCalls& calls, int master, const Part& part) {
  calls.close(part.at("close_master"), master);
  calls.note_slot(0, -1, 0);
  calls.unlink(part.at("remove_name"), part.name);
  calls.exit(part.at("exit"), 0);
}

}  // namespace sockwalk
