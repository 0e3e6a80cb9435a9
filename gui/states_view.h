#pragma once

#include "pane.h"
#include "scene.h"
#include "transitions_view.h"

namespace sockwalk {

/// Two state machines side by side: on the left the connection socket's (or a client's socket's,
/// when one is selected), on the right the data socket's at the server's end. accept() is drawn as
/// what moves the second on. The phase that holds is filled, those gone through are ticked, the way between them
/// is drawn stronger, and what the next call does wears the accent. A click on an arrow or a phase, or Space on
/// it, shows its rows of the transition table.
void draw_states(const Scene& scene, StatesState& state, const Area& area);

}  // namespace sockwalk
