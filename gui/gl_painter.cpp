#include "gl_painter.h"

#include <backends/imgui_impl_opengl3.h>
#include <glad/gl.h>
#include <imgui.h>

#include <algorithm>
#include <cstddef>

#include "imgui_bridge.h"

namespace sockwalk {
namespace {

constexpr const char* kShaderVersion = "#version 330 core";

Error refused(const Text& refusal, const char* reason) { return {say(refusal, reason).words()}; }

}  // namespace

Result<std::unique_ptr<GlPainter>> GlPainter::create(Loader loader, const Text& refusal,
                                                     const std::function<ImFontAtlas*()>& atlas) {
  const int version = gladLoadGL(loader);
  if (version == 0) return refused(refusal, "its functions cannot be loaded");
  if (GLAD_VERSION_MAJOR(version) * 10 + GLAD_VERSION_MINOR(version) < 33) {
    const auto* text = reinterpret_cast<const char*>(glGetString(GL_VERSION));
    return refused(refusal, text != nullptr ? text : "an older one is there");
  }
  IMGUI_CHECKVERSION();
  ImGui::CreateContext(atlas ? atlas() : nullptr);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTextCursorBlink = false;  // a blinking cursor would need frames for ever
  if (!ImGui_ImplOpenGL3_Init(kShaderVersion)) {
    ImGui::DestroyContext();
    return refused(refusal, "libGL.so.1 cannot be loaded");
  }
  return std::unique_ptr<GlPainter>(new GlPainter);
}

GlPainter::~GlPainter() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
}

void GlPainter::renew_fonts() {
  // The first frame uploads them by itself, and would do it twice.
  if (has_drawn_) bridge::upload_fonts();
}

void GlPainter::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  has_drawn_ = true;
}

void GlPainter::paint(int width, int height, Colour background) {
  const ImVec4 clear = ImGui::ColorConvertU32ToFloat4(background);
  glViewport(0, 0, width, height);
  glClearColor(clear.x, clear.y, clear.z, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

Image GlPainter::pixels(int width, int height) const {
  Image image{width, height, {}};
  const std::size_t row = 4 * static_cast<std::size_t>(width);
  image.rgba.resize(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
  // OpenGL's first row is the lowest.
  for (std::size_t top = 0, low = image.rgba.size() - row; top < low; top += row, low -= row) {
    std::swap_ranges(image.rgba.begin() + static_cast<std::ptrdiff_t>(top),
                     image.rgba.begin() + static_cast<std::ptrdiff_t>(top + row),
                     image.rgba.begin() + static_cast<std::ptrdiff_t>(low));
  }
  // Blending leaves its mark on alpha; the picture itself is opaque.
  for (std::size_t at = 3; at < image.rgba.size(); at += 4) image.rgba[at] = 255;
  return image;
}

std::string GlPainter::renderer() const {
  const auto text = [](GLenum name) {
    const auto* words = reinterpret_cast<const char*>(glGetString(name));
    return std::string(words != nullptr ? words : "?");
  };
  return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

int GlPainter::largest_size() const {
  GLint renderbuffer = 0;
  GLint viewport[2] = {0, 0};
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &renderbuffer);
  glGetIntegerv(GL_MAX_VIEWPORT_DIMS, viewport);
  return std::min({renderbuffer, viewport[0], viewport[1]});
}

}  // namespace sockwalk
