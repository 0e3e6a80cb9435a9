#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kept_shapes.h"
#include "pane.h"
#include "scene.h"
#include "stage_layout.h"
#include "stage_motion.h"

namespace sockwalk {

/// The stage as it was laid out last. Laying it out is most of the work of a frame, and from one frame
/// to the next nothing of it changes while nobody moves. Belongs to whoever draws; main thread.
class StageState {
 public:
  /// Lays out what `scene` shows into `area`, unless that is as it was the last time.
  void lay_out(const Scene& scene, const Area& area);

  const StageLayout& layout() const { return layout_; }
  /// The same in the state before the shown turn, while that is revealed; else empty.
  const StageLayout& before() const { return before_; }
  /// What is to be drawn: layout(), or in the beats in which the kernel's objects change the picture on
  /// its way there. Holds until the next call.
  const StageLayout& shown(const Reveal& reveal);

  /// What shows a layout: another number for another one, and for one that moves.
  std::uint64_t number_of_shown(const Reveal& reveal) const { return 2 * laid_out_ + (moves(reveal) ? 1 : 0); }
  /// What of it was drawn before.
  KeptShapes& shapes() { return shapes_; }

 private:
  static bool moves(const Reveal& reveal);

  std::vector<std::uint64_t> made_of_;  ///< everything that the layout depends on
  StageLayout layout_;
  StageLayout before_;
  StageLayout left_;                    ///< in the state that the beat before has left: what things move from
  std::optional<StageMotion> motion_;   ///< from there to layout_
  std::uint64_t laid_out_ = 0;          ///< how often
  KeptShapes shapes_;
};

}  // namespace sockwalk
