#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// The client-handle table: the server's own array, slot by slot.
void draw_handles(const Scene& scene, const Area& area);

}  // namespace sockwalk
