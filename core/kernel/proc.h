#pragma once

#include <sys/types.h>

#include "event/kernel_snapshot.h"

namespace sockwalk {

/// Reads the state of one thread of this process from /proc/self/task/TID (proc(5)). Keeps the
/// files open: a look costs two preads. Used by one thread, which must not be an actor's.
class ThreadProbe {
 public:
  explicit ThreadProbe(pid_t tid);
  ~ThreadProbe();
  ThreadProbe(ThreadProbe&& other) noexcept;
  ThreadProbe& operator=(ThreadProbe&& other) noexcept;

  /// state: the letter of stat, or 'X' when the thread is gone; call: the call it is in, when it
  /// sleeps ('S') inside one of ours.
  KernelThread look() const;
  /// True when it sleeps ('S') in exactly that call. A thread stopped by a tracer does not.
  bool asleep_in(Syscall call) const;

 private:
  pid_t tid_ = 0;
  int stat_ = -1;
  int syscall_ = -1;
};

/// False once the kernel knows no thread `tid` in this process any more: by then its private fd
/// table is closed. (A join returns before that.)
bool thread_exists(pid_t tid);

/// The inode of the file behind descriptor `fd` of thread `tid`, if it is a socket; 0 otherwise.
std::uint32_t socket_inode_of(pid_t tid, int fd);

}  // namespace sockwalk
