#include "offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>
#include <imgui.h>

#include <algorithm>
#include <string_view>

#include "text/window_text.h"

namespace sockwalk {
namespace {

Error refused(const char* reason) { return {say(kNoOffscreenGl, reason).words()}; }

bool has_word(const char* words, std::string_view word) {
  return words != nullptr && std::string_view(words).find(word) != std::string_view::npos;
}

EGLDisplay surfaceless_display() {
  if (!has_word(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS), "EGL_MESA_platform_surfaceless")) {
    return EGL_NO_DISPLAY;
  }
  const auto get = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
      eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (get == nullptr) return EGL_NO_DISPLAY;
  return get(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
}

/// EGL's part of it: a display and a context, current from open() on.
class Egl {
 public:
  Egl() = default;
  Egl(const Egl&) = delete;
  Egl& operator=(const Egl&) = delete;
  ~Egl() { close(); }

  /// Null, or why not.
  const char* open() {
    if (open_on(surfaceless_display(), false) == nullptr) return nullptr;
    return open_on(eglGetDisplay(EGL_DEFAULT_DISPLAY), true);
  }

 private:
  const char* open_on(EGLDisplay display, bool with_pbuffer) {
    close();
    if (display == EGL_NO_DISPLAY) return "there is no EGL display";
    if (eglInitialize(display, nullptr, nullptr) == EGL_FALSE) return "EGL does not start";
    display_ = display;
    if (eglBindAPI(EGL_OPENGL_API) == EGL_FALSE) return "EGL knows OpenGL ES only";
    const EGLint wanted[] = {EGL_SURFACE_TYPE, with_pbuffer ? EGL_PBUFFER_BIT : 0,
                             EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display_, wanted, &config, 1, &count) == EGL_FALSE || count == 0) {
      return "no kind of picture suits";
    }
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, version);
    if (context_ == EGL_NO_CONTEXT) return "a context of that version is refused";
    if (with_pbuffer) {
      const EGLint size[] = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
      surface_ = eglCreatePbufferSurface(display_, config, size);
    }
    if (eglMakeCurrent(display_, surface_, surface_, context_) == EGL_FALSE) {
      return "its context cannot be used";
    }
    return nullptr;
  }

  void close() {
    if (display_ == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (surface_ != EGL_NO_SURFACE) eglDestroySurface(display_, surface_);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    eglTerminate(display_);
    eglReleaseThread();
    display_ = EGL_NO_DISPLAY;
    context_ = EGL_NO_CONTEXT;
    surface_ = EGL_NO_SURFACE;
  }

  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLContext context_ = EGL_NO_CONTEXT;
  EGLSurface surface_ = EGL_NO_SURFACE;
};

}  // namespace

struct Offscreen::Gl {
  Egl egl;  // first: everything below needs its context until it is gone
  std::unique_ptr<GlPainter> painter;
  GLuint framebuffer = 0;
  GLuint colour = 0;
  int width = 0;
  int height = 0;

  ~Gl() {
    if (framebuffer != 0) glDeleteFramebuffers(1, &framebuffer);
    if (colour != 0) glDeleteRenderbuffers(1, &colour);
  }

  bool make_framebuffer() {
    glGenFramebuffers(1, &framebuffer);
    glGenRenderbuffers(1, &colour);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glBindRenderbuffer(GL_RENDERBUFFER, colour);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour);
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  }
};

Result<std::unique_ptr<Offscreen>> Offscreen::create(int width, int height) {
  auto gl = std::make_unique<Gl>();
  gl->width = width;
  gl->height = height;
  if (const char* reason = gl->egl.open()) return refused(reason);
  auto painter = GlPainter::create(eglGetProcAddress, kNoOffscreenGl);
  if (!painter) return painter.error();
  gl->painter = *std::move(painter);
  const int largest = gl->painter->largest_size();
  if (width < 1 || height < 1 || width > largest || height > largest) {
    return Error{say(kPictureTooLarge, width, height, largest).words()};
  }
  if (!gl->make_framebuffer()) return refused("it has no framebuffer of that size");
  return std::unique_ptr<Offscreen>(new Offscreen(std::move(gl)));
}

Offscreen::Offscreen(std::unique_ptr<Gl> gl) : gl_(std::move(gl)) {}
Offscreen::~Offscreen() = default;

GlPainter& Offscreen::painter() { return *gl_->painter; }

void Offscreen::begin_frame(double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(gl_->width), static_cast<float>(gl_->height)};
  io.DeltaTime = std::max(1.0e-4F, static_cast<float>(seconds));  // ImGui refuses 0
  gl_->painter->begin_frame();
  ImGui::NewFrame();
}

void Offscreen::end_frame(Colour background) {
  ImGui::Render();
  glBindFramebuffer(GL_FRAMEBUFFER, gl_->framebuffer);
  gl_->painter->paint(gl_->width, gl_->height, background);
}

Image Offscreen::image() const {
  glBindFramebuffer(GL_FRAMEBUFFER, gl_->framebuffer);
  return gl_->painter->pixels(gl_->width, gl_->height);
}

}  // namespace sockwalk
