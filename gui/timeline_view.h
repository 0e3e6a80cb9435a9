#pragma once

#include <optional>

#include "pane.h"
#include "scene.h"
#include "timeline_cells.h"
#include "timeline_layout.h"
#include "timeline_summary.h"

namespace sockwalk {

/// What the view keeps between frames about the recording, and about a drag that goes on.
struct TimelineState {
  TimelineSummary summary;
  CellsInSight cells;
  std::optional<double> minimap_grip;  ///< by how many columns the mouse is right of the frame's left edge
  bool dragged = false;                ///< since the button went down
};

/// The timeline: a lane for each actor, a column for each turn, sleep hatched, arrows from what ended
/// it, a playhead to drag. Nothing is right of "now" but the next call, and the recording while
/// looking back. Moved by `window`, the mouse and the wheel; lanes fold; a minimap below shows the whole
/// run. A frame costs what is in sight, however long the run is.
void draw_timeline(const Scene& scene, TimelineWindow& window, TimelineState& state, const Area& area);

}  // namespace sockwalk
