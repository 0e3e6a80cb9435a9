#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "event/arena.h"
#include "event/kernel_snapshot.h"
#include "text/text.h"

struct nlmsghdr;

namespace sockwalk {

/// Asks the kernel about Unix sockets by netlink (sock_diag(7), unix_diag). Needs no privilege.
/// Owns one netlink socket; used by one thread, which must not be an actor's (its fd table is
/// private). Never waits longer than a second for an answer.
class SockDiag {
 public:
  SockDiag();
  ~SockDiag();
  SockDiag(const SockDiag&) = delete;
  SockDiag& operator=(const SockDiag&) = delete;

  /// False when this kernel or sandbox has no unix_diag (probed with a socketpair of our own, since
  /// ENOENT alone may also mean that); `why_not` then says it in a sentence. Becomes false for good
  /// when a later question gets no usable answer, so that silence is never taken for "gone".
  bool can_ask() const;
  const std::string& why_not() const;

  /// What the kernel knows of the socket with that inode; found = false when there is none.
  /// Names and lists are copied into `arena`. A listener with more than one or two thousand queued
  /// clients does not fit the kernel's answer: `pending` is then empty while `queue` is not.
  KernelSocket ask(std::uint32_t inode, Arena& arena);

  /// The same for many at once, in the order of `inodes`; cheaper than one by one.
  std::vector<KernelSocket> ask_all(std::span<const std::uint32_t> inodes, Arena& arena);

  /// The inode of the peer alone, without using an arena; 0 as in KernelSocket::peer.
  std::uint32_t peer_of(std::uint32_t inode);
  /// The same for many at once, in the order of `inodes`.
  std::vector<std::uint32_t> peers_of(std::span<const std::uint32_t> inodes);

  /// All sockets that listen, ours and others', with `inode`, `type`, `state` and `pending` only:
  /// a client that has left its accept queue unaccepted stands in it as 0. One whose queue is too
  /// long for an answer may be missing, and those after it.
  std::vector<KernelSocket> listeners(Arena& arena);

 private:
  struct Netlink;

  void probe();
  void give_up(const Text& why, int error);
  int query(std::uint32_t inode, std::uint32_t show);
  KernelSocket settle(std::uint32_t inode, int error, Arena& arena);
  std::vector<bool> ask_by_list(std::span<const std::uint32_t> inodes, std::uint32_t show,
                                const std::function<void(std::size_t, const nlmsghdr*)>& take);
  void ask_together(std::span<const std::uint32_t> inodes, std::span<KernelSocket> answers,
                    Arena& arena);

  std::unique_ptr<Netlink> netlink_;  ///< null: cannot ask
  std::string why_not_;
};

}  // namespace sockwalk
