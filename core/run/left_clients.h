#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <unordered_map>

#include "event/kernel_snapshot.h"
#include "syscalls/accept_watch.h"

namespace sockwalk {

/// The clients that have left accept queues unaccepted, by inode, in the order in which the servers
/// will accept them: connections keep their places after that, but nobody can tell them apart then.
class LeftClients {
 public:
  /// `leaving` are about to close. Notes the places of those that wait in the queue of `listener`,
  /// as the kernel tells it: its `pending` has 0 for each that has left.
  void note(const KernelSocket& listener, std::span<const LeavingClient> leaving);
  /// The one that an accept on `listener` has met, if its client has left unaccepted; 0 = unknown.
  /// Where several actors accept they may tell of it in another order than the kernel's: so it is
  /// the oldest whose bytes are those that were `waiting`, or else may be.
  std::uint32_t take(std::uint32_t listener, const ConnectionBytes& waiting);
  /// `client` has been accepted after all, before it left.
  void forget(std::uint32_t client);
  bool holds(std::uint32_t client) const { return listeners_.contains(client); }

 private:
  ConnectionBytes& written(std::uint32_t client);
  std::uint32_t take(std::deque<LeavingClient>& queue, std::deque<LeavingClient>::iterator met);

  std::unordered_map<std::uint32_t, std::deque<LeavingClient>> queues_;  ///< by listener
  std::unordered_map<std::uint32_t, std::uint32_t> listeners_;           ///< by client
};

}  // namespace sockwalk
