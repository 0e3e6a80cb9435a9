#pragma once

#include <imgui.h>

#include <array>

#include "pane.h"
#include "pane_sizes.h"

namespace sockwalk {

/// Where everything stands in a window of a given size, in pixels. Below the least size that the
/// panes need, `size` is larger than the window and the window scrolls. A pane that is hidden has no area.
struct FrameLayout {
  ImVec2 size;
  Area toolbar;
  Area code;
  Area explanation;
  Area stage;
  Area handles;
  Area states;
  Area lower;
  std::array<Area, kSplitters> splitters;  ///< the gaps that can be moved; without area: not there

  /// The width or height that each gap sets, in design pixels; 0: that gap is not there.
  std::array<int, kSplitters> sizes(float scale) const;
  Area& area_of(PaneName pane);
};

/// Whatever `panes` asks for is cut so that no pane is too small to be read, the stage least of all.
FrameLayout lay_out_frame(ImVec2 window, float scale, const PaneSizes& panes = {});

/// Too small to show anything of use, even scrolled: what a sentence is for.
bool is_too_small(ImVec2 window, float scale);

}  // namespace sockwalk
