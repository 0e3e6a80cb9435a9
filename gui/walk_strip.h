#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// The strip of the course's twelve steps, numbered as in its notes and ticked as the server does
/// them; the step that comes next wears the accent, a repeated one shows its count. Returns the
/// height it took.
float draw_walk_strip(const Scene& scene, ImDrawList* list, const Area& area);

/// The number of the twelve steps that `call` would be for the server of `model`, or 0.
int step_of_call(const Model& model, const Event& call);

}  // namespace sockwalk
