#include "syscalls/kernel_calls.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace sockwalk {
namespace {

template <class... Arguments>
long raw(long number, Arguments... arguments) {
  const long result = ::syscall(number, arguments...);
  return result < 0 ? -static_cast<long>(errno) : result;
}

// Machines younger than the calls (arm64, riscv64) have only the forms that replaced them.
long raw_unlink(const char* path) {
#ifdef SYS_unlink
  return raw(SYS_unlink, path);
#else
  return raw(SYS_unlinkat, AT_FDCWD, path, 0);
#endif
}

#ifndef SYS_select
/// The form of select(2) that every machine has.
long raw_pselect(int nfds, fd_set* read_set, timeval* timeout) {
  timespec limit{};
  if (timeout != nullptr) limit = {timeout->tv_sec, timeout->tv_usec * 1000};
  return raw(SYS_pselect6, nfds, read_set, nullptr, nullptr, timeout != nullptr ? &limit : nullptr,
             nullptr);
}
#endif

long raw_select(int nfds, fd_set* read_set, timeval* timeout) {
#ifdef SYS_select
  return raw(SYS_select, nfds, read_set, nullptr, nullptr, timeout);
#else
  return raw_pselect(nfds, read_set, timeout);
#endif
}

long raw_poll(pollfd* fds, unsigned long nfds, int timeout_ms) {
#ifdef SYS_poll
  return raw(SYS_poll, fds, nfds, timeout_ms);
#else
  timespec limit{timeout_ms / 1000, timeout_ms % 1000 * 1'000'000L};
  return raw(SYS_ppoll, fds, nfds, timeout_ms >= 0 ? &limit : nullptr, nullptr, 0);
#endif
}

long raw_epoll_wait(int epfd, epoll_event* events, int maxevents, int timeout_ms) {
#ifdef SYS_epoll_wait
  return raw(SYS_epoll_wait, epfd, events, maxevents, timeout_ms);
#else
  return raw(SYS_epoll_pwait, epfd, events, maxevents, timeout_ms, nullptr, 0);
#endif
}

std::uint32_t raw_inode(int fd) {
  struct stat status;
#ifdef SYS_fstat
  if (raw(SYS_fstat, fd, &status) < 0 || !S_ISSOCK(status.st_mode)) return 0;
#else
  if (::fstat(fd, &status) < 0 || !S_ISSOCK(status.st_mode)) return 0;
#endif
  return static_cast<std::uint32_t>(status.st_ino);
}

}  // namespace

const KernelCalls& real_kernel_calls() {
  static const KernelCalls calls{
      .socket = [](int domain, int type, int protocol) {
        return raw(SYS_socket, domain, type, protocol);
      },
      .socketpair = [](int domain, int type, int protocol, int* fds) {
        return raw(SYS_socketpair, domain, type, protocol, fds);
      },
      .bind = [](int fd, const sockaddr* address, unsigned length) {
        return raw(SYS_bind, fd, address, length);
      },
      .listen = [](int fd, int backlog) { return raw(SYS_listen, fd, backlog); },
      .accept = [](int fd) { return raw(SYS_accept, fd, nullptr, nullptr); },
      .accept4 = [](int fd, int flags) { return raw(SYS_accept4, fd, nullptr, nullptr, flags); },
      .connect = [](int fd, const sockaddr* address, unsigned length) {
        return raw(SYS_connect, fd, address, length);
      },
      .read = [](int fd, void* buffer, unsigned long count) {
        return raw(SYS_read, fd, buffer, count);
      },
      .write = [](int fd, const void* data, unsigned long count) {
        return raw(SYS_write, fd, data, count);
      },
      .sendto = [](int fd, const void* data, unsigned long count, int flags, const sockaddr* to,
                   unsigned length) {
        return raw(SYS_sendto, fd, data, count, flags, to, length);
      },
      .recvfrom = [](int fd, void* buffer, unsigned long count, int flags, sockaddr* from,
                     unsigned* length) {
        return raw(SYS_recvfrom, fd, buffer, count, flags, from, length);
      },
      .sendmsg = [](int fd, const msghdr* message, int flags) {
        return raw(SYS_sendmsg, fd, message, flags);
      },
      .recvmsg = [](int fd, msghdr* message, int flags) {
        return raw(SYS_recvmsg, fd, message, flags);
      },
      .shutdown = [](int fd, int how) { return raw(SYS_shutdown, fd, how); },
      .select = raw_select,
      .poll = raw_poll,
      .epoll_create1 = [](int flags) { return raw(SYS_epoll_create1, flags); },
      .epoll_ctl = [](int epfd, int operation, int fd, epoll_event* event) {
        return raw(SYS_epoll_ctl, epfd, operation, fd, event);
      },
      .epoll_wait = raw_epoll_wait,
      .dup = [](int fd) { return raw(SYS_dup, fd); },
      .dup2 = [](int fd, int number) { return raw(SYS_dup3, fd, number, 0); },
      .fcntl = [](int fd, int command, long argument) {
        return raw(SYS_fcntl, fd, command, argument);
      },
      .ioctl = [](int fd, unsigned long request, int* value) {
        return raw(SYS_ioctl, fd, request, value);
      },
      .setsockopt = [](int fd, int option, const void* value, unsigned length) {
        return raw(SYS_setsockopt, fd, SOL_SOCKET, option, value, length);
      },
      .getsockopt = [](int fd, int option, void* value, unsigned* length) {
        return raw(SYS_getsockopt, fd, SOL_SOCKET, option, value, length);
      },
      .getsockname = [](int fd, sockaddr* address, unsigned* length) {
        return raw(SYS_getsockname, fd, address, length);
      },
      .getpeername = [](int fd, sockaddr* address, unsigned* length) {
        return raw(SYS_getpeername, fd, address, length);
      },
      .close = [](int fd) { return raw(SYS_close, fd); },
      .unlink = raw_unlink,
      .open = [](const char* path, int flags, int mode) {
        return raw(SYS_openat, AT_FDCWD, path, flags, mode);
      },
      .chmod = [](const char* path, unsigned mode) { return raw(SYS_fchmodat, AT_FDCWD, path, mode); },
      .fchmod = [](int fd, unsigned mode) { return raw(SYS_fchmod, fd, mode); },
      .umask = [](unsigned mode) { return raw(SYS_umask, mode); },
      .mkdir = [](const char* path, unsigned mode) { return raw(SYS_mkdirat, AT_FDCWD, path, mode); },
      .chdir = [](const char* path) { return raw(SYS_chdir, path); },
      .setresuid = [](unsigned real, unsigned effective, unsigned saved) {
        return raw(SYS_setresuid, real, effective, saved);
      },
      .leave_groups = [](unsigned group) {
        const long left = raw(SYS_setgroups, 0L, nullptr);
        return left < 0 ? left : raw(SYS_setresgid, group, group, group);
      },
      .inode = raw_inode,
  };
  return calls;
}

/// Replaces 0, 1 and 2 of the calling thread's table by /dev/null; where there is none they stay.
static void detach_standard_descriptors() {
  const long null = raw(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) return;
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
  constexpr int kLast = STDOUT_FILENO;  // a sanitizer's words about this thread go to 2
#else
  constexpr int kLast = STDERR_FILENO;
#endif
  for (int fd = STDIN_FILENO; fd <= kLast; ++fd) raw(SYS_dup3, null, fd, 0);
  if (null > STDERR_FILENO) raw(SYS_close, null);
}

long own_tables() {
  const long closed = raw(SYS_close_range, 3u, ~0u, CLOSE_RANGE_UNSHARE);
  if (closed >= 0) detach_standard_descriptors();
  // Only programs that change their directory or umask need this, and some sandboxes refuse it.
  raw(SYS_unshare, CLONE_FS);
  return closed < 0 ? closed : 0;
}

}  // namespace sockwalk
