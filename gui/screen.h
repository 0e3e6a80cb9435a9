#pragma once

#include <optional>

#include "app.h"
#include "early_fonts.h"
#include "fonts.h"
#include "frame.h"
#include "gl_painter.h"

namespace sockwalk {

/// What a window or a picture shows: the app, its fonts, its frame. Belongs to the thread that draws.
class Screen {
 public:
  /// `app` must outlive it.
  explicit Screen(App& app) : app_(app) {}

  /// Begins with the fonts of the first frame, for a window of about that size on a screen of the usual
  /// resolution. REQUIRES: ImGui has no context yet, and gets one with the atlas of early_atlas().
  void begin_fonts(ImVec2 size);
  /// Waits for them (EarlyFonts::atlas()). REQUIRES: begin_fonts() was called; this outlives the context
  ImFontAtlas* early_atlas();
  /// Fonts and colours for the present zoom and mode. Outside of a frame.
  void prepare(GlPainter& painter, ImVec2 size, float screen_scale);
  /// Within a frame. Carries out what was asked for in it.
  void draw(double now);
  /// Does it, or opens the small window that asks what is still to be said.
  void carry_out(const Request& request, double now);
  /// True while a view has more to do than it took the time for: draw again soon.
  bool busy() const { return state_.busy; }
  const Palette& palette() const { return palette_for(app_.settings()); }
  const Typefaces& typefaces() const { return typefaces_; }

 private:
  float scale_for(ImVec2 size, float screen_scale) const;

  App& app_;
  Typefaces typefaces_;
  std::optional<EarlyFonts> early_;
  Fonts fonts_;
  FrameState state_;
  float scale_ = 0.0F;
  bool presenter_ = false;
};

}  // namespace sockwalk
