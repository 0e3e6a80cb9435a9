#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <memory>

#include "actors/part.h"
#include "actors/step_player.h"
#include "text/step_text.h"

namespace sockwalk {
namespace {

using namespace step_text;

/// The user whom Linux systems call nobody.
constexpr long kNobody = 65534;

/// Only in the thread that asks: libc's setresuid(2) would change all threads of the process.
void run_as(TracedCalls& calls, const std::string& user) {
  real_kernel_calls().leave_groups(kNobody);
  if (::syscall(SYS_setresuid, kNobody, kNobody, kNobody) == 0) {
    calls.note_text(say(kSaysUser, user, kNobody).words());
  } else {
    calls.note_text(say(kSaysUserRefused, user, std::strerror(errno)).words());
  }
}

}  // namespace

void prepare_process(TracedCalls& calls, const ProcessSetting& process) {
  if (process.fd_limit != 0) {
    const bool limited = calls.limit_descriptors(process.fd_limit);
    const Text& text = limited ? kSaysLimit : kSaysLimitRefused;
    calls.note_text(say(text, process.fd_limit).words());
  }
  if (process.ignore_sigpipe) {
    calls.ignore_sigpipe(true);
    calls.note_text(say(kSaysSigpipeIgnored).words());
  }
  if (!process.user.empty()) run_as(calls, process.user);
}

bool enter_directory(TracedCalls& calls, const Part& part) {
  // Changes nothing where the thread has a directory of its own, as it usually has from its start.
  const bool entered = ::syscall(SYS_unshare, CLONE_FS) == 0 &&
                       ::syscall(SYS_chdir, part.directory.c_str()) == 0;
  if (entered) {
    calls.stands_in(part.directory);
  } else {
    calls.note_text(say(kSaysNoDirectory).words());
  }
  return entered;
}

void answer_requests(TracedCalls& calls, const Part& part) {
  const auto player = std::make_shared<StepPlayer>(calls, part);
  calls.on_request([player](TracedCalls&, const std::string& words) { player->perform(words); });
}

void play_script(TracedCalls& calls, const std::vector<Step>& steps, const ProcessSetting& process,
                 const Part& part) {
  ClientPlan plan;
  plan.steps = steps;
  plan.process = process;
  play_client(calls, plan, part);
}

void play_client(TracedCalls& calls, const ClientPlan& plan, const Part& part) {
  std::deque<StepPlayer> players;
  for (std::uint32_t i = 0; i < plan.count; ++i) players.emplace_back(calls, part, plan.number + i);
  players.front().expect(plan.steps);
  calls.on_request([&](TracedCalls&, const std::string& words) { players.front().perform(words); });
  prepare_process(calls, plan.process);
  std::size_t number = 0;
  for (const Step& step : plan.steps) {
    ++number;
    for (std::uint32_t i = 0; i < plan.count; ++i) {
      if (plan.count > 1) calls.play_for(plan.number + i);
      for (std::int64_t left = repeats_of(step); left > 0 && !calls.ended(); --left) {
        players[i].play(step, number);
      }
    }
  }
  calls.play_for(0);
  if (!calls.ended()) calls.exit(part.at("exit"), 0);
}

}  // namespace sockwalk
