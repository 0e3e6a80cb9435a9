#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "event/arena.h"
#include "event/kernel_snapshot.h"

namespace sockwalk {

/// Asks the kernel about Unix sockets by netlink (sock_diag(7), unix_diag). Needs no privilege.
/// Owns one netlink socket; used by one thread, which must not be an actor's (its fd table is private).
class SockDiag {
 public:
  SockDiag();
  ~SockDiag();
  SockDiag(const SockDiag&) = delete;
  SockDiag& operator=(const SockDiag&) = delete;

  /// False when this kernel or sandbox has no unix_diag (probed with a socketpair of our own, since
  /// ENOENT alone may also mean that); `why_not` then says it in a sentence.
  bool can_ask() const;
  const std::string& why_not() const;

  /// What the kernel knows of the socket with that inode; found = false when there is none.
  /// Names and lists are copied into `arena`.
  KernelSocket ask(std::uint32_t inode, Arena& arena);

 private:
  struct Netlink;
  std::unique_ptr<Netlink> netlink_;
  std::string why_not_;
};

}  // namespace sockwalk
