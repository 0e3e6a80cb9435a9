#pragma once

#include <memory>

#include "event/result.h"
#include "gl_painter.h"
#include "palette.h"
#include "png.h"

namespace sockwalk {

/// Draws ImGui's frames into memory, without a window and without a display: EGL's surfaceless
/// platform where there is one, else a pbuffer of the default display. Belongs to the thread that
/// made it. Its lines are smoothed by ImGui itself, as in the window: no multisampling is asked
/// for, so that both show the same pixels.
///
///   Result<std::unique_ptr<Offscreen>> made = Offscreen::create(1600, 1000);
///   // set fonts, then twice or more, so that everything has settled:
///   (*made)->begin_frame(now); …draw…; (*made)->end_frame(background);
///   write_png("out.png", (*made)->image());
class Offscreen {
 public:
  /// ImGui's context exists from here on.
  static Result<std::unique_ptr<Offscreen>> create(int width, int height);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  GlPainter& painter();
  /// `seconds`: how much later than the frame before.
  void begin_frame(double seconds);
  void end_frame(Colour background);
  /// What the last frame has left.
  Image image() const;

 private:
  struct Gl;  // EGL's and OpenGL's own types stay out of headers
  explicit Offscreen(std::unique_ptr<Gl> gl);

  std::unique_ptr<Gl> gl_;
};

}  // namespace sockwalk
