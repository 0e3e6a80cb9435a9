#include "kernel/proc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sockwalk {
namespace {

int open_of_thread(pid_t tid, std::string_view file) {
  return open(fmt::format("/proc/self/task/{}/{}", tid, file).c_str(), O_RDONLY | O_CLOEXEC);
}

/// The beginning of a file of /proc as it is now.
struct Reading {
  explicit Reading(int fd) : size(pread(fd, bytes.data(), bytes.size(), 0)) {
    if (size < 0) error = errno;
  }
  std::string_view text() const {
    return size > 0 ? std::string_view(bytes.data(), static_cast<std::size_t>(size))
                    : std::string_view();
  }

  std::array<char, 512> bytes;
  int error = 0;
  ssize_t size;
};

/// proc_pid_syscall(5): a number, its arguments, stack and program counter; "running" while the
/// thread runs; -1 when it is stopped outside a call.
Syscall call_in(std::string_view text) {
  long number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number < 0 || text.empty() || text.front() == 'r' ? Syscall::none
                                                           : syscall_numbered(number);
}

}  // namespace

ThreadProbe::ThreadProbe(pid_t tid)
    : tid_(tid), stat_(open_of_thread(tid, "stat")), syscall_(open_of_thread(tid, "syscall")) {}

ThreadProbe::~ThreadProbe() {
  if (stat_ >= 0) close(stat_);
  if (syscall_ >= 0) close(syscall_);
}

ThreadProbe::ThreadProbe(ThreadProbe&& other) noexcept
    : tid_(other.tid_),
      stat_(std::exchange(other.stat_, -1)),
      syscall_(std::exchange(other.syscall_, -1)) {}

ThreadProbe& ThreadProbe::operator=(ThreadProbe&& other) noexcept {
  std::swap(tid_, other.tid_);
  std::swap(stat_, other.stat_);
  std::swap(syscall_, other.syscall_);
  return *this;
}

char ThreadProbe::state() const {
  if (stat_ < 0) return thread_exists(tid_) ? '?' : 'X';
  const Reading stat(stat_);
  if (stat.error == ESRCH) return 'X';
  // The name before the letter is chosen by the program and may hold any character, ')' too.
  const std::size_t bracket = stat.text().rfind(')');
  if (bracket == std::string_view::npos || bracket + 2 >= stat.text().size()) return '?';
  return stat.text()[bracket + 2];
}

KernelThread ThreadProbe::look() const {
  KernelThread thread;
  if (syscall_ < 0) {
    thread.state = state();
    return thread;
  }
  const Reading before(syscall_);
  const Syscall call = call_in(before.text());
  thread.state = state();
  if (call == Syscall::none || thread.state != 'S') return thread;
  // A tracer may have held it at the end of its call, and since then it went to sleep at the gate:
  // the call and the letter must be of one moment.
  const Reading after(syscall_);
  if (after.text() == before.text()) thread.call = call;
  return thread;
}

bool ThreadProbe::asleep_in(Syscall call) const {
  if (syscall_ < 0) return state() == 'S' && sleeps_outside_futex();
  return call != Syscall::none && look().call == call;
}

/// proc_pid_wchan(5): the kernel function it sleeps in, or "0".
bool ThreadProbe::sleeps_outside_futex() const {
  const int fd = open_of_thread(tid_, "wchan");
  if (fd < 0) return false;
  const Reading wchan(fd);
  close(fd);
  const std::string_view place = wchan.text();
  return !place.empty() && place != "0" && place.find("futex") == std::string_view::npos;
}

bool thread_exists(pid_t tid) {
  return syscall(SYS_tgkill, getpid(), tid, 0) == 0 || errno != ESRCH;
}

std::uint32_t socket_inode_of(pid_t tid, int fd) {
  std::array<char, 64> target;
  const std::string link = fmt::format("/proc/self/task/{}/fd/{}", tid, fd);
  const ssize_t size = readlink(link.c_str(), target.data(), target.size());
  constexpr std::string_view kPrefix = "socket:[";
  if (size < 0) return 0;
  const std::string_view text(target.data(), static_cast<std::size_t>(size));
  if (!text.starts_with(kPrefix)) return 0;
  std::uint32_t inode = 0;
  std::from_chars(text.data() + kPrefix.size(), text.data() + text.size(), inode);
  return inode;
}

}  // namespace sockwalk
