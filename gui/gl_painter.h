#pragma once

#include <functional>
#include <memory>
#include <string>

#include "event/result.h"
#include "palette.h"
#include "png.h"
#include "text/text.h"

struct ImFontAtlas;

namespace sockwalk {

/// Dear ImGui together with OpenGL 3.3: what a window and a picture without one have in common.
/// Belongs to the thread whose OpenGL context it was made in; that context must be current at every
/// call, the destructor's included. There is at most one, because ImGui's context is global.
class GlPainter {
 public:
  using Function = void (*)();
  using Loader = Function (*)(const char* name);

  /// Loads OpenGL by `loader` and makes ImGui's context (nothing is saved to an ini file).
  /// `refusal` is the sentence for no OpenGL 3.3; {0} becomes the reason. `atlas` is asked for the fonts' atlas
  /// when the context is made, and what it returns must outlive this; without it, or where it returns null, the
  /// context has an atlas of its own.
  static Result<std::unique_ptr<GlPainter>> create(Loader loader, const Text& refusal,
                                                   const std::function<ImFontAtlas*()>& atlas = {});
  ~GlPainter();
  GlPainter(const GlPainter&) = delete;
  GlPainter& operator=(const GlPainter&) = delete;

  /// The fonts of ImGui's atlas have been replaced: the graphics card gets them.
  /// REQUIRES: between two frames.
  void renew_fonts();
  /// Before ImGui::NewFrame().
  void begin_frame();
  /// Paints what ImGui::Render() has left, over `background`, into the current framebuffer.
  void paint(int width, int height, Colour background);
  /// The pixels of the current framebuffer.
  Image pixels(int width, int height) const;
  /// Who draws: the renderer and the version of OpenGL, in the driver's own words.
  std::string renderer() const;
  /// Of a side of a picture.
  int largest_size() const;

 private:
  GlPainter() = default;

  bool has_drawn_ = false;
};

}  // namespace sockwalk
