#pragma once

#include <imgui.h>

#include "fonts.h"

namespace sockwalk {

/// Dear ImGui without a window and without a graphics card, for tests of what views draw. Fonts are
/// the real ones. One at a time.
class BlankScreen {
 public:
  BlankScreen(float width, float height, float scale, const FontSizes& sizes = kWindowFonts) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    fonts_ = typefaces_.set_into(*io.Fonts, scale, sizes);
    build_fonts(io);
  }
  ~BlankScreen() { ImGui::DestroyContext(); }
  BlankScreen(const BlankScreen&) = delete;
  BlankScreen& operator=(const BlankScreen&) = delete;

  const Fonts& fonts() const { return fonts_; }

  /// Draws one frame; returns how many indices it has.
  template <class Draw>
  int frame(Draw draw) {
    ImGui::NewFrame();
    draw();
    ImGui::Render();
    return ImGui::GetDrawData()->TotalIdxCount;
  }
  /// Where the mouse is from the next frame on, and whether its left button is down.
  void mouse(float x, float y, bool down) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18700
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, down);
#else
    io.MousePos = {x, y};
    io.MouseDown[0] = down;
#endif
  }

 private:
  static void build_fonts(ImGuiIO& io) {
#if IMGUI_VERSION_NUM >= 19200
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#else
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    io.Fonts->SetTexID(reinterpret_cast<ImTextureID>(1));
#endif
  }

  Typefaces typefaces_;  // outlives the atlas: destroyed after the context
  Fonts fonts_;
};

}  // namespace sockwalk
