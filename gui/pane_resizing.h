#pragma once

#include <array>
#include <optional>

#include "command.h"
#include "key_press.h"
#include "pane_sizes.h"

namespace sockwalk {

/// Resizing panes with the keyboard: Tab chooses the gap, the arrows move it, Enter or Esc end it. The gap that
/// can be moved is lit. Knows no ImGui.
class PaneResizing {
 public:
  bool is_on() const { return on_; }
  Splitter at() const { return at_; }
  /// `sizes`: as they are; a gap beside a hidden pane is passed over. Nothing happens where all are hidden.
  void begin(const PaneSizes& sizes);
  void end() { on_ = false; }

  /// `shown`: the sizes of the last frame, in design pixels; 0: that gap is not there. What it asks for is to be
  /// performed. REQUIRES: is_on()
  std::optional<Request> press(const KeyPress& press, const std::array<int, kSplitters>& shown);

 private:
  void choose(const std::array<int, kSplitters>& shown, int direction);

  bool on_ = false;
  Splitter at_ = Splitter::left;
};

/// True when both sides of that gap are there.
bool is_there(Splitter splitter, const PaneSizes& sizes);

}  // namespace sockwalk
