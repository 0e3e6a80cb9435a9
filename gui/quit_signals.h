#pragma once

#include <functional>
#include <thread>

namespace sockwalk {

/// Turns SIGINT, SIGTERM and SIGHUP into a call of `quit`, so that a run ends cleanly and leaves
/// nothing behind. `quit` is called from a thread of its own. Make it first of all in main(): threads
/// that are started later must not take these signals.
class QuitSignals {
 public:
  explicit QuitSignals(std::function<void()> quit);
  ~QuitSignals();
  QuitSignals(const QuitSignals&) = delete;
  QuitSignals& operator=(const QuitSignals&) = delete;

 private:
  std::thread thread_;
};

}  // namespace sockwalk
