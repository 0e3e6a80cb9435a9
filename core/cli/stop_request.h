#pragma once

#include <csignal>

namespace sockwalk {

/// Turns SIGINT, SIGTERM and SIGHUP into something to ask for, so that a run is always ended in
/// order and leaves nothing behind. Make it before any thread starts: threads inherit the blocked
/// mask. Main thread only.
class StopRequest {
 public:
  StopRequest();
  ~StopRequest();
  StopRequest(const StopRequest&) = delete;
  StopRequest& operator=(const StopRequest&) = delete;

  /// The signal that came, 0 if none; keeps answering it.
  int signal();
  /// Becomes readable when one comes: for poll(2).
  int fd() const { return fd_; }

 private:
  sigset_t before_;
  int fd_ = -1;
  int signal_ = 0;
};

}  // namespace sockwalk
