#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// The timeline: a lane for each actor, a column for each turn, sleep hatched, arrows from what ended
/// it, a playhead to drag. Nothing is right of "now" but the next call, and the recording while
/// looking back.
void draw_timeline(const Scene& scene, const Area& area);

}  // namespace sockwalk
