#include <fmt/format.h>
#include <string.h>
#include <sys/wait.h>

#include <algorithm>
#include <vector>

#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/window_program.h"
#include "event/json_object.h"
#include "run/machine_check.h"
#include "text/doctor_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace doctor_text;
using Verdict = MachineCheck::Verdict;

constexpr int kSeconds = 30;  // a software renderer that is compiled for the first time takes a few

/// How the window's program ended, where it did not end well.
std::string ending(int status) {
  if (WIFSIGNALED(status)) return fmt::format("SIG{}", sigabbrev_np(WTERMSIG(status)));
  return fmt::format("exit code {}", WEXITSTATUS(status));
}

/// What sockwalk-gui finds, in a process of its own.
std::vector<MachineCheck> check_window() {
  const Heard heard = hear(window_program(), "--doctor", kSeconds);
  std::vector<MachineCheck> checks;
  for (std::string_view rest = heard.output; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (auto check = read_tab_line(rest.substr(0, end))) checks.push_back(*std::move(check));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!heard.started) {
    checks.push_back(MachineCheck::limited("window", say(kNoWindowProgram), say(kNoWindowProgramRemedy)));
  } else if (!heard.in_time) {
    checks.push_back(MachineCheck::limited("window", say(kWindowProgramSlow, kSeconds), say(kDriverRemedy)));
  } else if (heard.status != 0) {
    checks.push_back(MachineCheck::limited("window", say(kWindowProgramDied, ending(heard.status)), say(kDriverRemedy)));
  }
  return checks;
}

Output::Colour colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::fine: return Output::Colour::none;
    case Verdict::limited: return Output::Colour::yellow;
    case Verdict::missing: break;
  }
  return Output::Colour::red;
}

void print(Output& output, const MachineCheck& check, std::size_t width) {
  constexpr std::size_t kVerdictWidth = 7;
  const std::string verdict = fmt::format("{:<{}}", verdict_name(check.verdict), kVerdictWidth);
  output.line(fmt::format("{}  {:<{}}  {}", output.paint(colour_of(check.verdict), verdict), check.name, width,
                          check.found));
  if (check.remedy.empty()) return;
  output.line(fmt::format("{:{}}{}", "", kVerdictWidth + width + 4, say(kRemedy, check.remedy).words()));
}

void print_json(Output& output, const MachineCheck& check) {
  std::string line;
  {
    JsonObject object(line);
    object.text("check", check.name);
    object.text("verdict", verdict_name(check.verdict));
    object.text("found", check.found);
    if (!check.remedy.empty()) object.text("remedy", check.remedy);
  }
  output.line(line);
}

}  // namespace

int doctor(const DoctorCommand& command) {
  std::vector<MachineCheck> checks = check_machine();
  for (MachineCheck& check : check_window()) checks.push_back(std::move(check));
  std::size_t width = 0;
  for (const MachineCheck& check : checks) width = std::max(width, check.name.size());
  Output output;
  std::vector<std::string_view> missing;
  for (const MachineCheck& check : checks) {
    if (command.json) {
      print_json(output, check);
    } else {
      print(output, check, width);
    }
    if (check.verdict == Verdict::missing) missing.push_back(check.name);
  }
  if (missing.empty()) {
    if (!command.json) talk(say(kAllThere).words());
    return output.finish(kFine);
  }
  talk(say(kNotAllThere, listed(missing)).words());
  return output.finish(kReported);
}

}  // namespace sockwalk
