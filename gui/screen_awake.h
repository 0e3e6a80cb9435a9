#pragma once

#include <memory>

namespace sockwalk {

/// Keeps the screen from going dark in the middle of a lecture: asks the desktop by D-Bus
/// (org.freedesktop.ScreenSaver.Inhibit, as GNOME, KDE and Xfce answer it). The desktop forgets the wish when our
/// connection ends, also after a crash. Needs no library at build time: without libsystemd or a session bus
/// nothing happens. Belongs to the window's thread; a thread of its own speaks with the bus.
class ScreenAwake {
 public:
  ScreenAwake();
  ~ScreenAwake();
  ScreenAwake(const ScreenAwake&) = delete;
  ScreenAwake& operator=(const ScreenAwake&) = delete;

  /// Does nothing when it is so already.
  void keep(bool awake);

 private:
  class Wish;
  std::unique_ptr<Wish> wish_;
};

}  // namespace sockwalk
