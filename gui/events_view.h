#pragma once

#include <cstddef>

#include "event_rows.h"
#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What the view keeps between frames.
struct EventsState {
  EventRows rows;
  std::size_t shown = 0;  ///< lines in the last frame
};

/// The events, one a line, up to what is shown: as strace(1) writes them, or as sentences. With a filter
/// to type, whose words are marked where they occur; the mouse clears it, and ends its typing. A frame costs what is in sight; a new filter goes through the recording a piece a frame, and
/// state.rows says whether it is done.
void draw_events(const Scene& scene, EventForm form, FilterLine& filter, EventsState& state, const Area& area);

}  // namespace sockwalk
