#pragma once

#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <cstdint>

namespace sockwalk {

/// The raw system calls of the actors, as a table: the seam where a test forces what the kernel
/// does rarely (EINTR, EMFILE, short reads and writes). Each returns what the kernel returned, with
/// errors as −errno. Raw, because ThreadSanitizer tracks the fds of libc's wrappers for the whole
/// process and would see races between the actors' private tables, and because libc changes user
/// and group for all threads at once.
struct KernelCalls {
  long (*socket)(int domain, int type, int protocol);
  long (*socketpair)(int domain, int type, int protocol, int* fds);
  long (*bind)(int fd, const sockaddr* address, unsigned length);
  long (*listen)(int fd, int backlog);
  long (*accept)(int fd);
  long (*accept4)(int fd, int flags);
  long (*connect)(int fd, const sockaddr* address, unsigned length);
  long (*read)(int fd, void* buffer, unsigned long count);
  long (*write)(int fd, const void* data, unsigned long count);
  long (*sendto)(int fd, const void* data, unsigned long count, int flags, const sockaddr* to,
                 unsigned length);
  long (*recvfrom)(int fd, void* buffer, unsigned long count, int flags, sockaddr* from,
                   unsigned* length);
  long (*sendmsg)(int fd, const msghdr* message, int flags);
  long (*recvmsg)(int fd, msghdr* message, int flags);
  long (*shutdown)(int fd, int how);
  long (*select)(int nfds, fd_set* read_set, timeval* timeout);
  long (*poll)(pollfd* fds, unsigned long nfds, int timeout_ms);
  long (*epoll_create1)(int flags);
  long (*epoll_ctl)(int epfd, int operation, int fd, epoll_event* event);
  long (*epoll_wait)(int epfd, epoll_event* events, int maxevents, int timeout_ms);
  long (*dup)(int fd);
  long (*dup2)(int fd, int number);  ///< for placeholders only, never an event
  long (*fcntl)(int fd, int command, long argument);
  long (*ioctl)(int fd, unsigned long request, int* value);
  long (*setsockopt)(int fd, int option, const void* value, unsigned length);
  long (*getsockopt)(int fd, int option, void* value, unsigned* length);
  long (*getsockname)(int fd, sockaddr* address, unsigned* length);
  long (*getpeername)(int fd, sockaddr* address, unsigned* length);
  long (*close)(int fd);
  long (*unlink)(const char* path);
  long (*open)(const char* path, int flags, int mode);
  long (*chmod)(const char* path, unsigned mode);
  long (*fchmod)(int fd, unsigned mode);
  long (*umask)(unsigned mode);
  long (*mkdir)(const char* path, unsigned mode);
  long (*chdir)(const char* path);
  long (*setresuid)(unsigned real, unsigned effective, unsigned saved);
  /// No group any more but this one, by setgroups(2) and setresgid(2). Not an event: it belongs to
  /// setresuid(2), which says so.
  long (*leave_groups)(unsigned group);
  /// The socket inode behind `fd`, from fstat(2); 0 when it is none. Not an event: our own question.
  std::uint32_t (*inode)(int fd);
};

const KernelCalls& real_kernel_calls();

/// What the thread of an actor does before its first call, and nothing else may do: gives itself a
/// private fd table (close_range(2), CLOSE_RANGE_UNSHARE) in which 0, 1 and 2 are /dev/null, so
/// that no call of a program reaches the files and the terminal of whoever runs sockwalk; a working
/// directory and umask of its own (unshare(2), CLONE_FS; done without where a sandbox refuses it).
/// 0, or −errno when there is no private fd table to be had (Linux before 5.9).
long own_tables();

}  // namespace sockwalk
