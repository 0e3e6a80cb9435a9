#pragma once

#include "fonts.h"
#include "palette.h"

namespace sockwalk {

/// How things look in this frame: what every primitive that draws text or follows the theme needs.
/// Lives for the frame.
struct Look {
  const Palette& palette;
  const Fonts& fonts;
  float scale = 1.0F;  ///< pixels per design pixel

  /// Design pixels to pixels of the screen.
  float px(float design) const { return design * scale; }
};

}  // namespace sockwalk
