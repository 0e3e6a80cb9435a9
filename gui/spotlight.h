#pragma once

#include <cstddef>

namespace sockwalk {

/// Lights what the lecturer points at, and dims the rest of the stage: the thing below the mouse, or,
/// with the arrows, one box of the stage after the other. Plain data; App switches it, the stage draws it.
struct Spotlight {
  bool on = false;
  bool by_keyboard = false;  ///< since an arrow; the mouse takes it back by moving
  std::ptrdiff_t at = 0;     ///< by keyboard: which box, counted around

  void move(std::ptrdiff_t by) {
    at = by_keyboard ? at + by : 0;
    by_keyboard = true;
  }
  void toggle() {
    on = !on;
    by_keyboard = false;
  }
};

/// `at` counted around `count` things. REQUIRES: count > 0
inline std::size_t around(std::ptrdiff_t at, std::size_t count) {
  const auto size = static_cast<std::ptrdiff_t>(count);
  return static_cast<std::size_t>(((at % size) + size) % size);
}

}  // namespace sockwalk
