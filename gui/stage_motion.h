#pragma once

#include <cstddef>
#include <vector>

#include "stage_layout.h"

namespace sockwalk {

/// The stage on its way from one state to the next. What stands in both glides from its old place to the new one,
/// takes its new size and the hue of its new phase; then wires grow to what is new, and last the new numbers
/// appear. What is gone fades. So a queued socket leaves its slot, comes down to its own place, and gets its handle
/// there.
///
/// Who is who in the two states is found once; a frame then changes only what moves. Belongs to whoever draws.
class StageMotion {
 public:
  StageMotion(const StageLayout& from, const StageLayout& to);
  // What moves is told by where it lies.
  StageMotion(const StageMotion&) = delete;
  StageMotion& operator=(const StageMotion&) = delete;

  /// The picture at `elapsed` (0 to 1) of the time that it takes, which is all that it depends on: it is the same
  /// at every frame rate. At 0 what stood in `from` stands where it stood, at 1 all that stands in `to` is where it
  /// is there. Indices into `to` hold for it, and it may have more behind them. What is marked as still is the same
  /// in all of them. Holds until the next call.
  const StageLayout& at(float elapsed);

 private:
  /// What happens when. They overlap a little, so that the eye is handed on.
  struct Shares {
    float glide;   ///< of what stands in both
    float fade;    ///< of what is gone
    float come;    ///< of boxes that are new
    float grow;    ///< of wires that are new
    float number;  ///< of numbers that are new
    float whole;   ///< of what travels all the time
  };
  struct GlidingBox {
    StageBox* box;
    StageRect from;
    StageRect to;
    bool travels;
  };
  struct GlidingRect {
    StageRect* rect;
    StageRect from;
    StageRect to;
  };
  struct GlidingPoint {
    StagePoint* point;
    StagePoint from;
    StagePoint to;
  };
  /// Goes where its box goes.
  struct CarriedRect {
    StageRect* rect;
    StageRect to;
    std::size_t box;  ///< of boxes_
  };
  struct Coming {
    float* part;
    float Shares::*share;
  };

  class Finder;

  StageLayout now_;
  std::vector<GlidingBox> boxes_;
  std::vector<GlidingRect> rects_;
  std::vector<GlidingPoint> points_;
  std::vector<CarriedRect> carried_;
  std::vector<Coming> coming_;
  std::vector<float*> going_;
};

}  // namespace sockwalk
