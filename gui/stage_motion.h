#pragma once

#include "stage_layout.h"

namespace sockwalk {

/// The stage on its way from one state to the next, at `elapsed` (0 to 1) of the time that it takes.
/// What stands in both glides from its old place to the new one, takes its new size and the hue of its
/// new phase; then wires grow to what is new, and last the new numbers appear. What is gone fades.
/// So a queued socket leaves its slot, comes down to its own place, and gets its handle there.
///
/// A pure function of its input: the same at every frame rate. At 0 what stood in `from` stands where it
/// stood, at 1 the result is `to` itself. Indices into `to` hold for the result, which may have more
/// behind them.
StageLayout in_motion(const StageLayout& from, const StageLayout& to, float elapsed);

}  // namespace sockwalk
