#pragma once

#include <imgui.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "event/result.h"
#include "gl_painter.h"
#include "key_press.h"
#include "palette.h"

struct GLFWwindow;

namespace sockwalk {

class Window;

/// What a frame leaves to do.
struct Pace {
  bool moving = false;              ///< the next frame at once (at most about 60 a second)
  std::optional<double> wake_at;    ///< else: at that time of the window's clock, if nothing comes
};

/// What a window shows. All calls come from the thread that runs the window.
class WindowContent {
 public:
  virtual ~WindowContent() = default;
  /// Before a frame and outside of it: take keys and events, change fonts. `now`: seconds.
  virtual void prepare(Window& window, double now) = 0;
  /// Within the frame.
  virtual Pace draw(Window& window, double now) = 0;
  /// What lies under everything.
  virtual Colour background() const = 0;
};

/// What drawing has cost.
struct FrameStats {
  std::uint64_t frames = 0;
  double cpu_seconds = 0.0;   ///< of this thread from NewFrame to Render, all frames together
  double worst_seconds = 0.0; ///< of one frame
  double first_frame_at = 0.0; ///< when it was there: CLOCK_MONOTONIC, seconds
};

/// The window: GLFW, OpenGL 3.3, ImGui. Draws when there is something to draw, and sleeps in the
/// kernel otherwise. Belongs to the main thread (GLFW's rule); only wake() may be called by others.
class Window {
 public:
  struct Options {
    int width = 1600;
    int height = 1000;
    bool exact_size = false;  ///< else the screen's scale enlarges it
    bool fit_screen = false;  ///< no larger than the screen has room for
    bool hidden = false;      ///< made, and not shown
    std::string title = "sockwalk";
    /// Asked for the atlas of the fonts when OpenGL is there (GlPainter::create()).
    std::function<ImFontAtlas*()> atlas = {};
  };

  /// ImGui's context exists from here on. The error says what to do without a display or OpenGL.
  static Result<std::unique_ptr<Window>> create(const Options& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Draws `content` until close(), the person closes the window, or its graphics are lost.
  void run(WindowContent& content);
  /// True when the graphics card was reset: nothing that is drawn arrives any more.
  bool graphics_lost() const { return graphics_lost_; }
  void close();

  /// A frame is wanted: something to be shown has arrived. From any thread but an actor's: GLFW writes
  /// to a pipe, and an actor's table of descriptors is its own.
  static void wake();

  /// The strokes since the last call, in order.
  std::vector<KeyPress> take_keys() { return keys_.take(); }
  /// The files that a person has dropped on the window since the last call.
  std::vector<std::string> take_dropped_files();
  /// Seconds since the window was made.
  double now() const;
  /// The screen's own factor: 2 on a screen of twice the usual resolution.
  float screen_scale() const;
  /// Its size in the coordinates in which frames are drawn.
  ImVec2 size() const;
  void toggle_full_screen();
  /// Its size, or the one to which it returns from full screen.
  ImVec2 restored_size() const;
  GlPainter& painter() { return *painter_; }
  const FrameStats& stats() const { return stats_; }

 private:
  explicit Window(GLFWwindow* window);
  void install_callbacks();
  void wait(const Pace& pace, bool settling);
  Pace draw_frame(WindowContent& content);
  static Window& of(GLFWwindow* window);

  void look_for_reset();

  GLFWwindow* window_;
  unsigned (*reset_status_)() = nullptr;  ///< glGetGraphicsResetStatus, where there is one
  bool graphics_lost_ = false;
  std::unique_ptr<GlPainter> painter_;
  bool backend_ready_ = false;   ///< ImGui's part for GLFW is running
  KeyQueue keys_;
  std::vector<std::string> dropped_;
  bool stirred_ = true;          ///< something has happened that may change the picture
  double last_frame_ = -1.0;     ///< when it began
  FrameStats stats_;
  struct Place {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
  } before_full_screen_;
};

}  // namespace sockwalk
