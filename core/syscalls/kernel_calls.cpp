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

long raw_select(int nfds, fd_set* read_set) {
#ifdef SYS_select
  return raw(SYS_select, nfds, read_set, nullptr, nullptr, nullptr);
#else
  return raw(SYS_pselect6, nfds, read_set, nullptr, nullptr, nullptr, nullptr);
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
      .bind = [](int fd, const sockaddr* address, unsigned length) {
        return raw(SYS_bind, fd, address, length);
      },
      .listen = [](int fd, int backlog) { return raw(SYS_listen, fd, backlog); },
      .accept = [](int fd) { return raw(SYS_accept, fd, nullptr, nullptr); },
      .connect = [](int fd, const sockaddr* address, unsigned length) {
        return raw(SYS_connect, fd, address, length);
      },
      .read = [](int fd, void* buffer, unsigned long count) {
        return raw(SYS_read, fd, buffer, count);
      },
      .write = [](int fd, const void* data, unsigned long count) {
        return raw(SYS_write, fd, data, count);
      },
      .select = raw_select,
      .close = [](int fd) { return raw(SYS_close, fd); },
      .unlink = raw_unlink,
      .inode = raw_inode,
  };
  return calls;
}

long own_tables() {
  const long closed = raw(SYS_close_range, 3u, ~0u, CLOSE_RANGE_UNSHARE);
  // Only programs that change their directory or umask need this, and some sandboxes refuse it.
  raw(SYS_unshare, CLONE_FS);
  return closed < 0 ? closed : 0;
}

}  // namespace sockwalk
