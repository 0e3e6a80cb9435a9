#pragma once

#include <string>

#include "event/result.h"

namespace sockwalk {

/// The sockwalk-gui beside this program, else the one in PATH by its name alone.
std::string window_program();

/// What a program has said on standard output, and how it ended.
struct Heard {
  bool started = false;
  bool in_time = false;
  int status = 0;  ///< as waitpid(2) tells
  std::string output;
};
/// Runs `program` with one argument and waits for it, `seconds` at most: then it is killed. Its standard
/// error is thrown away.
Heard hear(const std::string& program, const std::string& argument, int seconds);

}  // namespace sockwalk
