#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "text/text.h"

namespace sockwalk {

/// The part of the window that a step of the tour speaks of.
enum class TourPlace : std::uint8_t { toolbar, stage, code, explanation, handles, states, lower, window };

struct TourStep {
  TourPlace place;
  const Text* text;
};

/// Two minutes around the window. Each Space is the window's own step: it gives a turn of the open scenario,
/// and the tour goes on to the next pane. Knows no ImGui.
class Tour {
 public:
  static std::span<const TourStep> steps();

  bool is_on() const { return on_; }
  void begin() { on_ = true; at_ = 0; }
  void end() { on_ = false; }
  /// After the last one it ends.
  void go_on();
  std::size_t at() const { return at_; }
  const TourStep& step() const { return steps()[at_]; }

 private:
  bool on_ = false;
  std::size_t at_ = 0;
};

}  // namespace sockwalk
