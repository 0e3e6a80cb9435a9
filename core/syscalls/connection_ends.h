#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "syscalls/accept_watch.h"
#include "syscalls/kernel_calls.h"

namespace sockwalk {

/// What one actor knows of the connections behind its descriptors, so that its close() waits for
/// the AcceptWatch no longer than it must. Belongs to the actor's thread. Where nobody watches, or
/// a call has failed (`returned` is −errno then), it does nothing.
class ConnectionEnds {
 public:
  /// `watch` may be null.
  ConnectionEnds(AcceptWatch* watch, const KernelCalls& calls) : watch_(watch), calls_(calls) {}

  /// accept() on `listener` has made `fd`, the socket `inode`.
  void accepted(int listener, int fd, std::uint32_t inode);
  void connected(int fd, long returned);
  /// So many bytes have come over `fd`: whoever sent them had accepted the connection.
  void received(int fd, long returned);
  /// So many bytes of `data` have gone into `fd`.
  void sent(int fd, std::span<const std::byte> data, long returned);
  void copied(int fd, long returned);
  /// From now on another thread uses the actor's fd table.
  void share_table();
  /// `fds` travel in a message, from the actor or to it: it, and others, may hold ends that this
  /// has not been told of.
  void passing(std::span<const std::int32_t> fds);
  void before_close(int fd);
  /// The actor is about to end, and the kernel to close what it left open.
  void before_end();

 private:
  enum class Knowledge : std::uint8_t {
    nothing,    ///< of any connection, or of none
    connected,  ///< a client's end; whether it has been accepted is not known
    served,     ///< likewise, of one of the first `count` that were accepted
    counted     ///< an accepted end, of one of the first `count`
  };
  struct End {
    Knowledge knowledge = Knowledge::nothing;
    std::uint64_t count = 0;
    std::shared_ptr<ConnectionBytes> sent;  ///< while `connected`: the same for all its numbers
  };

  End& end_of(int fd);
  bool is_datagram(int fd) const;
  ConnectionBytes waiting(int fd) const;
  LeavingClient leaver(int fd, const End& end) const;
  /// One of the first `count` accepted connections may go; `client`: its client's end, or −1.
  void wait_for(std::uint64_t count, int client = -1);

  AcceptWatch* const watch_;
  const KernelCalls& calls_;
  bool alone_ = true;  ///< holds no end that it has not been told of
  bool shares_table_ = false;
  std::vector<End> ends_;  ///< by descriptor
};

}  // namespace sockwalk
