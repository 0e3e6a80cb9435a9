#pragma once

#include <sys/select.h>
#include <sys/socket.h>

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
};

const KernelCalls& real_kernel_calls();

}  // namespace sockwalk
