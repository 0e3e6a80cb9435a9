#pragma once

#include <cstdint>
#include <string>

#include "pane.h"
#include "scene.h"
#include "step_difference.h"

namespace sockwalk {

/// What the view keeps between frames: the two states are compared once, not in every frame.
struct DifferenceState {
  std::string compared;          ///< which two, in which recording
  std::uint64_t generation = 0;  ///< of the recording that `other` is a state of
  Model other;                   ///< after the turn beside which the shown one is laid
  StepDifference difference;
};

/// Two turns side by side: the marked one, else the one before, and the shown one. A row for each thing that
/// differs, the earlier turn on the left; what is the same is counted. A row that is clicked, or chosen with
/// the keyboard, is selected in all views.
void draw_difference(const Scene& scene, DifferenceState& state, const Area& area);

}  // namespace sockwalk
