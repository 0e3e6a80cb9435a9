#pragma once

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>

/// The one place that knows that Dear ImGui has changed: from 1.86 (Debian 12) over 1.90 (Debian
/// 13) to upstream's master.
namespace sockwalk::bridge {

/// The height of a line in pixels, as the font was loaded.
inline float font_height(const ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
  return font->LegacySize;
#else
  return font->FontSize;
#endif
}

/// True when `font` can draw `letter` as itself.
inline bool has_letter(ImFont* font, ImWchar letter) {
#if IMGUI_VERSION_NUM >= 19200
  return font->IsGlyphInFont(letter);
#else
  return font->FindGlyphNoFallback(letter) != nullptr;
#endif
}

/// Makes `font` the current one, at the size at which it was loaded, until ImGui::PopFont().
inline void push_font(ImFont* font) {
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font, font->LegacySize);
#else
  ImGui::PushFont(font);
#endif
}

/// Pixels between the letters of a font that is about to be loaded.
inline void set_letter_spacing(ImFontConfig& config, float pixels) {
#if IMGUI_VERSION_NUM >= 19200
  config.GlyphExtraAdvanceX = pixels;
#else
  config.GlyphExtraSpacing.x = pixels;
#endif
}

/// From now on `font` draws `letter` as `other`. REQUIRES: all fonts have been added to `atlas`, the
/// fonts' owner
inline void draw_as(ImFontAtlas& atlas, ImFont* font, ImWchar letter, ImWchar other) {
#if IMGUI_VERSION_NUM < 19200
  if (!atlas.IsBuilt()) atlas.Build();
#else
  static_cast<void>(atlas);
#endif
  font->AddRemapChar(letter, other);
}

/// True in the frame in which `key` goes down.
inline bool pressed(ImGuiKey key) {
#if IMGUI_VERSION_NUM >= 18700
  return ImGui::IsKeyPressed(key, false);
#else
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false);
#endif
}

/// A child window without border and padding of its own, into which the keyboard's focus wanders as
/// if it were no window.
inline bool begin_child(const char* name, ImVec2 size, ImGuiWindowFlags flags) {
#if IMGUI_VERSION_NUM >= 19009
  return ImGui::BeginChild(name, size, ImGuiChildFlags_NavFlattened, flags);
#else
  return ImGui::BeginChild(name, size, false, flags | ImGuiWindowFlags_NavFlattened);
#endif
}

/// The last item takes the mouse's wheel for itself: what lies around it does not scroll.
inline void keep_wheel() {
#if IMGUI_VERSION_NUM >= 18900
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
#else
  ImGui::SetItemUsingMouseWheel();
#endif
}

/// A place for the mouse that the keyboard passes by, because it has commands for what is done there.
inline bool mouse_area(const char* name, ImVec2 size) {
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  const bool clicked = ImGui::InvisibleButton(name, size);
  ImGui::PopItemFlag();
  return clicked;
}

/// All letters of all fonts are drawn before the first frame, and not when they are first needed.
#if IMGUI_VERSION_NUM >= 19200
inline constexpr bool kAtlasIsMadeWhole = false;
#else
inline constexpr bool kAtlasIsMadeWhole = true;
#endif

/// Draws the letters of `atlas` as the OpenGL backend wants them; it finds them done. REQUIRES: the fonts
/// have been added, and kAtlasIsMadeWhole
inline void make_pixels(ImFontAtlas& atlas) {
#if IMGUI_VERSION_NUM < 19200
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
#else
  static_cast<void>(atlas);
#endif
}

/// Another one when the texture with the letters is another: what was drawn with the old one is of no use.
inline std::uint64_t atlas_number() {
#if IMGUI_VERSION_NUM >= 19200
  return static_cast<std::uint64_t>(ImGui::GetIO().Fonts->TexData->UniqueID);
#else
  return reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID);
#endif
}

/// The fonts of the atlas have been replaced: gives the new ones to the graphics card. REQUIRES: the
/// OpenGL backend has drawn a frame, and none is being drawn.
inline void upload_fonts() {
  // From 1.92 on the backend follows the atlas by itself. Before, taking down everything that the
  // backend owns (DestroyDeviceObjects) would not do: 1.86 then draws into buffers without memory.
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

/// The colour of the ring around what the keyboard has.
#if IMGUI_VERSION_NUM >= 19140
inline constexpr ImGuiCol kFocusColour = ImGuiCol_NavCursor;
#else
inline constexpr ImGuiCol kFocusColour = ImGuiCol_NavHighlight;
#endif

}  // namespace sockwalk::bridge
