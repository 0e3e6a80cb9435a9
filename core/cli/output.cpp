#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "text/command_text.h"

namespace sockwalk {

using namespace command_text;

Output::Output() {
  const char* no_colour = std::getenv("NO_COLOR");  // no-color.org: set and not empty
  const bool refused = no_colour != nullptr && *no_colour != '\0';
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
  terminal_ = isatty(STDOUT_FILENO) != 0;
  colourful_ = terminal_ && !refused && !dumb;
}

void Output::prompt(std::string_view text) {
  if (!terminal_ || isatty(STDIN_FILENO) == 0) return;
  std::fwrite(text.data(), 1, text.size(), stdout);
  flush();
}

void Output::line(std::string_view text) {
  if (error_ != 0) return;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
      std::fputc('\n', stdout) == EOF) {
    error_ = errno;
  }
}

bool Output::flush() {
  if (error_ == 0 && std::fflush(stdout) != 0) error_ = errno;
  return error_ == 0;
}

int Output::finish(int code) {
  if (flush()) return code;
  // A reader that has seen enough, like head(1), is no mistake worth a word.
  if (error_ == EPIPE) return 128 + SIGPIPE;
  return refuse(say(kOutputFailed, std::strerror(error_)).words());
}

std::string Output::paint(Colour colour, std::string_view text) const {
  if (!colourful_ || colour == Colour::none) return std::string{text};
  const char* code = colour == Colour::dim ? "2" : colour == Colour::red ? "31" : "33";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void talk(std::string_view sentence) {
  std::fflush(stdout);  // on a terminal, talk stands after the data it is about
  fmt::print(stderr, "sockwalk: {}\n", sentence);
}

int refuse(std::string_view sentence) {
  talk(sentence);
  return kMisuse;
}

}  // namespace sockwalk
