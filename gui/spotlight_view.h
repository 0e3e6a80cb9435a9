#pragma once

#include "pane.h"
#include "stage_paint.h"

namespace sockwalk {

/// Dims `area` but for `lit`, which keeps its colours.
void dim_around(ImDrawList* list, const Area& area, const Area& lit);

/// What the spotlight is on in this frame: the box that the keyboard has come to, else what is pointed at,
/// else a place around the mouse; nothing where that is elsewhere.
std::optional<StageRect> spotlit(const StagePaint& paint, const Pane& pane);

/// Lights that, and dims the rest of the stage. Does nothing while the spotlight is off.
void paint_spotlight(const StagePaint& paint, const Pane& pane);

}  // namespace sockwalk
