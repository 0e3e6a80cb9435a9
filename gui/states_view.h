#pragma once

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// Two state machines side by side: on the left the connection socket's (or a client's socket's,
/// when one is selected), on the right the data socket's at the server's end. accept() is drawn as
/// what moves the second on. The phase that holds is filled, those gone through are ticked, and
/// what the next call does wears the accent.
void draw_states(const Scene& scene, const Area& area);

}  // namespace sockwalk
