#include <unistd.h>

#include <cstdlib>

#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/window_program.h"
#include "text/command_text.h"

namespace sockwalk {
namespace {

using namespace command_text;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Becomes sockwalk-gui. Returns only when there is none.
void become_window() {
  std::string program = window_program();
  char* const arguments[] = {program.data(), nullptr};
  execvp(program.c_str(), arguments);
}

}  // namespace

int start(const StartCommand& command) {
  if (is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")) {
    become_window();
    talk(say(kNoWindow).words());
  }
  Output output;
  std::string_view help = command.help;
  while (help.ends_with('\n')) help.remove_suffix(1);
  output.line(help);
  return output.finish(kFine);
}

}  // namespace sockwalk
