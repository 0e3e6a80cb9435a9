#pragma once

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "program.h"

namespace sockwalk {

inline bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

inline std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

/// Refused with one helpful line, nothing on standard output, and nothing left behind.
inline void check_refused(Program& program, const std::vector<std::string>& arguments,
                          const std::string& words) {
  const Ended ended = program(arguments);
  CAPTURE(arguments.size());
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK(lines(ended.err).size() == 1);
  CHECK(ended.err.starts_with("sockwalk: "));
  CHECK_MESSAGE(has(ended.err, words), ended.err);
  CHECK(program.left_nothing());
}

/// Two actors that wait for each other: the client reads before it has asked.
inline const std::string kDeadlock =
    "title = \"Deadlock\"\n[[client]]\ndoes = [\"socket\", \"connect\", \"receive\", \"close\"]\n";

}  // namespace sockwalk
