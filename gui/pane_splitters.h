#pragma once

#include "frame_layout.h"
#include "pane_resizing.h"
#include "scene.h"

namespace sockwalk {

/// The gaps between panes: dragged with the mouse, they ask for another size. The one that the keyboard moves is
/// lit, with a line that says how. `layout` is where they are in this frame, `panes` what was asked for.
void draw_splitters(const Scene& scene, const FrameLayout& layout, const PaneResizing& resizing, ImVec2 window);

}  // namespace sockwalk
