#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "event/result.h"

namespace sockwalk {

/// A place that a lecture comes to: a turn of a scenario, perhaps with a question about the next call.
struct LectureStop {
  std::string scenario;       ///< a name, or a path that holds from anywhere
  std::uint64_t turn = 0;     ///< after which it stops; 0 = before the first call
  bool asks = false;
  std::string question;       ///< empty: the usual one
  std::string note;           ///< for the lecturer's eyes only; several lines
  std::uint32_t line = 0;     ///< of the file, from 1
};

/// What a lecturer walks through with a clicker (doc/lectures.md).
struct Lecture {
  std::string file;
  std::string title;
  std::vector<LectureStop> stops;  ///< at least one
};

inline constexpr std::size_t kMostStops = 500;
inline constexpr int kMostLectureTurns = 99'999;

/// Reads a lecture. Every refusal names file:line:column and what would be right; scenarios that cannot be
/// found or read are refused here, not in the lecture hall. Paths of scenarios count from the file's folder.
Result<Lecture> parse_lecture(std::string_view toml, const std::string& file);
Result<Lecture> read_lecture(const std::string& path);

}  // namespace sockwalk
