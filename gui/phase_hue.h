#pragma once

#include "marks.h"
#include "model/phase.h"
#include "palette.h"

namespace sockwalk {

/// The hue that stands for a phase. Both ways of being half-closed share one.
Hue hue_of(Phase phase);

}  // namespace sockwalk
