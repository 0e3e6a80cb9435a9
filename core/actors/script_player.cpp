#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
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

void answer_requests(TracedCalls& calls, const Part& part) {
  const auto player = std::make_shared<StepPlayer>(calls, part);
  calls.on_request([player](TracedCalls&, const std::string& words) { player->perform(words); });
}

void play_script(TracedCalls& calls, const std::vector<Step>& steps, const ProcessSetting& process,
                 const Part& part) {
  StepPlayer player(calls, part);
  calls.on_request([&player](TracedCalls&, const std::string& words) { player.perform(words); });
  prepare_process(calls, process);
  std::size_t number = 0;
  for (const Step& step : steps) {
    ++number;
    for (std::int64_t left = value_of(step.repeat); left > 0 && !calls.ended(); --left) {
      player.play(step, number);
    }
  }
  if (!calls.ended()) calls.exit(part.at("exit"), 0);
}

void play_client(TracedCalls& calls, const ClientPlan& plan, const Part& part) {
  play_script(calls, plan.steps, plan.process, part);
}

}  // namespace sockwalk
