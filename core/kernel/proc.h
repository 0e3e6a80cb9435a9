#pragma once

#include <sys/types.h>

#include "event/kernel_snapshot.h"

namespace sockwalk {

/// Reads the state of one thread of this process from /proc/self/task/TID (proc(5)). Keeps the
/// files open: a look costs three preads, and a reused TID is never mistaken for the thread.
/// Used by one thread, which must not be an actor's.
///
/// Where the kernel has no /proc/…/syscall, wchan stands in for it: an actor's thread sleeps in its
/// call or in a futex (at the gate) and nowhere else, so a sleep that is no futex is the call. The
/// call's name is then unknown to look(). Without wchan either, asleep_in() is always false.
class ThreadProbe {
 public:
  explicit ThreadProbe(pid_t tid);
  ~ThreadProbe();
  ThreadProbe(ThreadProbe&& other) noexcept;
  ThreadProbe& operator=(ThreadProbe&& other) noexcept;

  /// state: the letter of stat, 'X' when the thread is gone, '?' when /proc cannot be read; call:
  /// the call it is in, when it sleeps ('S') inside one of ours. `actor` is left alone.
  KernelThread look() const;
  /// True when it sleeps ('S') in exactly that call. A thread stopped by a tracer does not.
  bool asleep_in(Syscall call) const;

 private:
  char state() const;
  bool sleeps_outside_futex() const;

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
