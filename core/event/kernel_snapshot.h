#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "event/ids.h"
#include "event/syscall.h"

namespace sockwalk {

/// What unix_diag says of one socket (sock_diag(7)). Numbers are the kernel's own.
struct KernelSocket {
  std::uint32_t inode = 0;
  bool found = false;          ///< false: the kernel knows no such socket any more
  std::uint8_t type = 0;       ///< SOCK_STREAM, …
  std::uint8_t state = 0;      ///< 10 LISTEN, 1 ESTABLISHED, 7 CLOSE
  std::uint8_t shutdown = 0;   ///< bit 0: receiving, bit 1: sending
  std::uint32_t peer = 0;      ///< inode of the peer; 0: not accepted yet, or gone
  std::uint32_t queue = 0;     ///< listener: pending connections; otherwise unread bytes
  std::uint32_t limit = 0;     ///< listener: backlog; otherwise memory of what was sent, in bytes
  bool has_name = false;
  std::string_view name;       ///< path, or '@' and the abstract name
  std::span<const std::uint32_t> pending;  ///< listener: inodes of the queued clients, in order
};

/// What /proc says of one actor's thread (proc(5)).
struct KernelThread {
  ActorId actor = kNoActor;
  char state = '?';               ///< R, S, D, t … of /proc/…/stat; 'X': the thread is gone
  Syscall call = Syscall::none;   ///< the call it sleeps in
};

/// The kernel's answer at one quiescent point. All spans lie in the arena of the event.
struct KernelSnapshot {
  bool can_ask = false;            ///< false: there is no unix_diag here
  std::string_view why_not;        ///< a sentence, when can_ask is false
  std::span<const KernelSocket> sockets;
  std::span<const KernelThread> threads;
  /// The name in the file system: does something stand at the path, and is it a socket?
  std::string_view path;
  bool path_exists = false;
  bool path_is_socket = false;
  std::uint64_t path_inode = 0;    ///< of the file; never the socket's
};

}  // namespace sockwalk
