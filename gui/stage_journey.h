#pragma once

#include <vector>

#include "stage_layout.h"

namespace sockwalk {

/// The way of a call on the stage, as corners of a line: from below its actor through the number
/// that it uses to the kernel object that it is about.
struct StageWay {
  std::vector<StagePoint> points;  ///< at least two, or none
  std::size_t interface = 1;       ///< index of the point on the system call interface

  /// The point at `part` of the way, 0 to 1. REQUIRES: points is not empty
  StagePoint at(float part) const;
};

/// What a call has made.
struct StageMade {
  SocketIndex socket = kNoSocket;
  std::int32_t fd = -1;
};
/// The way of `enter` made by its actor: through the number that it is about to its object, or, for what
/// it has `made` where that is known already, through the new number to the new object. Empty when the
/// actor is not on the stage.
StageWay way_of_call(const StageLayout& layout, const Event& enter, StageMade made = {});

/// The way of what one socket sends to another: along their wire when they have one, else straight.
/// Empty when one of them is not on the stage.
StageWay way_between(const StageLayout& layout, SocketIndex from, SocketIndex to);

}  // namespace sockwalk
