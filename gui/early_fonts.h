#pragma once

#include <imgui.h>

#include <thread>

#include "fonts.h"

namespace sockwalk {

/// The fonts that the first frame is likely to want, put into an atlas on a thread of its own while the
/// window's thread waits for the display and for OpenGL: each takes about as long, and needs nothing of
/// the other. Belongs to the window's thread.
class EarlyFonts {
 public:
  /// REQUIRES: `typefaces` outlives it, and ImGui has no context until atlas() was called, because with one
  /// its allocator counts without a lock.
  EarlyFonts(const Typefaces& typefaces, float scale, bool presenter);
  EarlyFonts(const EarlyFonts&) = delete;
  EarlyFonts& operator=(const EarlyFonts&) = delete;

  /// Waits for them. The atlas is to be the one of ImGui's context, and must outlive it; null where this
  /// ImGui draws letters when they are first needed, and nothing is gained.
  ImFontAtlas* atlas();
  /// REQUIRES: atlas() was called, and was not null
  const Fonts& fonts() const { return fonts_; }
  float scale() const { return scale_; }
  bool presenter() const { return presenter_; }

 private:
  const float scale_;
  const bool presenter_;
  ImFontAtlas atlas_;
  Fonts fonts_;
  std::jthread thread_;  ///< last: the atlas is there as long as it runs
};

}  // namespace sockwalk
