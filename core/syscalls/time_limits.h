#pragma once

#include <atomic>
#include <cstdint>
#include <unordered_map>

#include "event/mutex.h"

namespace sockwalk {

/// How long calls on the sockets of a run may sleep (socket(7), SO_RCVTIMEO and SO_SNDTIMEO), as the
/// programs have set it: while a run is stepped the kernel is told another limit. A limit is the
/// socket's, whatever number it is called by, and of whichever actor. Called from the actors' threads:
/// memory and futexes only.
class TimeLimits {
 public:
  /// Whether there is any: else nobody needs to know which socket is behind a number.
  bool any() const { return any_.load(); }
  /// In milliseconds; −1 = none.
  std::int64_t of(std::uint32_t inode, int option) const SOCKWALK_EXCLUDES(mutex_);
  /// `milliseconds` 0: none any more.
  void set(std::uint32_t inode, int option, std::int64_t milliseconds) SOCKWALK_EXCLUDES(mutex_);
  /// The socket `inode` has just been made. Inodes are used again: whoever had it before is gone.
  void made(std::uint32_t inode) SOCKWALK_EXCLUDES(mutex_);

 private:
  std::atomic<bool> any_{false};
  mutable Mutex mutex_;
  std::unordered_map<std::uint64_t, std::int64_t> limits_ SOCKWALK_GUARDED_BY(mutex_);
};

}  // namespace sockwalk
