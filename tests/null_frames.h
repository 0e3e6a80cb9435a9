#pragma once

#include <imgui.h>

#include "fonts.h"
#include "look.h"
#include "palette.h"
#include "pane.h"

namespace sockwalk {

/// ImGui without any surface: frames are laid out and turned into vertices, and nothing shows them.
/// Has the real fonts, so that widths are those of the window. At most one at a time.
class NullFrames {
 public:
  explicit NullFrames(ImVec2 size = {1600.0F, 1000.0F}, float scale = 1.0F,
                      Theme theme = Theme::dark, const FontSizes& sizes = kWindowFonts)
      : look_{palette_of(theme), fonts_, scale} {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size;
    io.DeltaTime = 1.0F / 60.0F;
    fonts_ = typefaces_.set_into(*io.Fonts, scale, sizes);
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);  // builds the atlas
    apply_look(look_);
  }
  ~NullFrames() { ImGui::DestroyContext(); }
  NullFrames(const NullFrames&) = delete;
  NullFrames& operator=(const NullFrames&) = delete;

  const Look& look() const { return look_; }

  /// One frame: `draw` is called within the window that fills the screen.
  template <class Draw>
  void frame(Draw draw) {
    ImGui::NewFrame();
    begin_screen(look_, ImGui::GetIO().DisplaySize);
    draw();
    end_screen();
    ImGui::Render();
  }

  /// Where the mouse is from the next frame on, and whether its button is down.
  void mouse(ImVec2 position, bool down) {
    ImGui::GetIO().MousePos = position;
    ImGui::GetIO().MouseDown[0] = down;
  }

 private:
  Typefaces typefaces_;
  Fonts fonts_;
  Look look_;
};

}  // namespace sockwalk
