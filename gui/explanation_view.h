#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// "What happens here": what the shown turn did and why, then what the next call will be about; for a
/// selected event, its own explanation. At the end: what to do next.
void draw_explanation(const Scene& scene, const Area& area);

}  // namespace sockwalk
