#pragma once

#include "pane.h"
#include "scene.h"
#include "stage_state.h"

namespace sockwalk {

/// Draws the stage into `area` as a pane of its own: the four bands with actors, numbers, kernel
/// objects and the call on its way between them. Scrolls where it does not fit. What is pointed at is
/// hovered, a click selects it; the bar of an actor that can move asks for Command::give_turn.
void draw_stage(const Scene& scene, StageState& state, const Area& area);

}  // namespace sockwalk
