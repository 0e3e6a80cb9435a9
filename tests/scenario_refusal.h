#pragma once

#include <doctest/doctest.h>

#include <string>

#include "actors/scenario.h"

namespace sockwalk {

inline const std::string kClient = "[[client]]\ndoes = [\"socket\", \"connect\", \"close\"]\n";
inline const std::string kWhole = "title = \"t\"\n" + kClient;

/// The sentence with which `toml` is refused; empty when it is not.
inline std::string refused(const std::string& toml) {
  const auto scenario = parse_scenario(toml, "demo.toml");
  return scenario ? std::string{} : scenario.error().sentence;
}

/// A refusal of one line that starts at `place` and has `words` in it.
inline void check_refused(const std::string& toml, const std::string& place, const std::string& words) {
  CAPTURE(toml.substr(0, 300));
  const std::string sentence = refused(toml);
  const std::string start = "demo.toml:" + place + (place.ends_with(':') ? "" : ": ");
  CHECK_MESSAGE(sentence.starts_with(start), sentence);
  CHECK_MESSAGE(sentence.find(words) != std::string::npos, sentence);
  CHECK(sentence.find('\n') == std::string::npos);
}

inline std::string with_server(const std::string& line) { return kWhole + "[server]\n" + line + "\n"; }

}  // namespace sockwalk
