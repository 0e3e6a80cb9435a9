#pragma once

#include <functional>

namespace sockwalk {

/// Ends the program with a farewell when the X server goes away under it. Xlib tells so by a function
/// that must not return, and would else call exit(1) amid everything: the run's directory would
/// stay. On other platforms than X11 it does nothing. At most one, made and destroyed by the main
/// thread while there is a window.
class LostDisplay {
 public:
  /// `farewell` runs once, on the main thread, from within a call into GLFW or OpenGL, and must call
  /// neither. The program then ends with `exit_code`, without destroying anything else.
  LostDisplay(std::function<void()> farewell, int exit_code);
  ~LostDisplay();
  LostDisplay(const LostDisplay&) = delete;
  LostDisplay& operator=(const LostDisplay&) = delete;
};

}  // namespace sockwalk
