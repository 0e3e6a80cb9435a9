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

namespace {

/// The first error of writing to standard output, which stdio forgets with what it threw away.
int output_error = 0;

void flush_output() {
  if (std::fflush(stdout) != 0 && output_error == 0) output_error = errno;
}

}  // namespace

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
  if (output_error != 0) return;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
      std::fputc('\n', stdout) == EOF) {
    output_error = errno;
  }
}

bool Output::flush() {
  flush_output();
  return output_error == 0;
}

int Output::finish(int code) {
  if (flush()) return code;
  // A reader that has seen enough, like head(1), is no mistake worth a word.
  if (output_error == EPIPE) return 128 + SIGPIPE;
  return refuse(say(kOutputFailed, std::strerror(output_error)).words());
}

std::string Output::paint(Colour colour, std::string_view text) const {
  if (!colourful_ || colour == Colour::none) return std::string{text};
  const char* code = colour == Colour::dim ? "2" : colour == Colour::red ? "31" : "33";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

void talk(std::string_view sentence) {
  flush_output();  // on a terminal, talk stands after the data it is about
  fmt::print(stderr, "sockwalk: {}\n", sentence);
}

int refuse(std::string_view sentence) {
  talk(sentence);
  return kMisuse;
}

}  // namespace sockwalk
