#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "log/trace_file.h"
#include "story_of_every_kind.h"
#include "temporary_directory.h"

namespace sockwalk {

inline std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Writes a file and returns its path.
inline std::string put(const TemporaryDirectory& folder, const std::string& name,
                       std::string_view text) {
  std::ofstream(folder.path_of(name), std::ios::binary) << text;
  return folder.path_of(name);
}

inline bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A trace as text, with every kind of event in it, and the events themselves.
struct WrittenTrace {
  EventScript script;
  std::string text;

  WrittenTrace() {
    tell_every_kind(script);
    const TemporaryDirectory folder;
    const std::string path = folder.path_of("t");
    REQUIRE(write_trace(path, story_header(), script.events(), script.names()).ok());
    text = contents(path);
  }
};

inline const std::string kHeader = "{\"format\":\"sockwalk-trace\",\"version\":1}\n";

/// One line of a trace; written with single quotes for the sake of reading.
inline std::string line(std::string fields) {
  for (char& letter : fields) letter = letter == '\'' ? '"' : letter;
  return "{" + fields + "}\n";
}

}  // namespace sockwalk
