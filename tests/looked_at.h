#pragma once

#include <cstdint>

#include "sanitized.h"

namespace sockwalk {

/// Of so many turns that a test could draw it draws one. A sanitizer looks for faults of memory and of
/// threads, and slows drawing many times; where things stand is judged by the other builds.
inline constexpr std::uint64_t kStride = kSanitized ? 15 : 1;

/// Whether a test that looks at every turn of every run looks at this one. A long run repeats itself: of
/// its later turns every ninth is looked at.
inline bool is_looked_at(std::uint64_t turn) {
  return turn % kStride == 0 && (turn < 50 || turn % 9 == 0);
}

}  // namespace sockwalk
