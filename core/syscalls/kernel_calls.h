#pragma once

#include <sys/select.h>
#include <sys/socket.h>

#include <cstdint>

namespace sockwalk {

/// The raw system calls of the actors, as a table: the seam where a test forces what the kernel
/// does rarely (EINTR, EMFILE, short reads and writes). Each returns what the kernel returned, with
/// errors as −errno. Raw, because ThreadSanitizer tracks the fds of libc's wrappers for the whole
/// process and would see races between the actors' private tables.
struct KernelCalls {
  long (*socket)(int domain, int type, int protocol);
  long (*bind)(int fd, const sockaddr* address, unsigned length);
  long (*listen)(int fd, int backlog);
  long (*accept)(int fd);
  long (*connect)(int fd, const sockaddr* address, unsigned length);
  long (*read)(int fd, void* buffer, unsigned long count);
  long (*write)(int fd, const void* data, unsigned long count);
  long (*select)(int nfds, fd_set* read_set);
  long (*close)(int fd);
  long (*unlink)(const char* path);
  /// The socket inode behind `fd`, from fstat(2); 0 when it is none. Not an event: our own question.
  std::uint32_t (*inode)(int fd);
};

const KernelCalls& real_kernel_calls();

/// What the thread of an actor does before its first call, and nothing else may do: gives itself a
/// private fd table with 0, 1 and 2 only (close_range(2), CLOSE_RANGE_UNSHARE) and a working
/// directory and umask of its own (unshare(2), CLONE_FS; done without where a sandbox refuses it).
/// 0, or −errno when there is no private fd table to be had (Linux before 5.9).
long own_tables();

}  // namespace sockwalk
