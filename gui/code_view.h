#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// The code walk: the twelve steps and the C listing of the selected actor (else of the one that
/// moves next, else of the server), with the line that comes next and the lines that were made.
void draw_code(const Scene& scene, const Area& area);

}  // namespace sockwalk
