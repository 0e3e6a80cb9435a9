#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// The kernel's own answer (unix_diag, /proc) beside the model, property by property, as it was asked
/// at the end of the shown turn.
void draw_kernel(const Scene& scene, const Area& area);

}  // namespace sockwalk
