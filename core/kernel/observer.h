#pragma once

#include <sys/types.h>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "event/arena.h"
#include "event/kernel_snapshot.h"
#include "kernel/proc.h"
#include "kernel/sock_diag.h"

namespace sockwalk {

/// Takes the kernel's own answer at a quiescent point: unix_diag for every socket asked about,
/// /proc for every actor, lstat(2) for the name. Used by one thread, which must not be an actor's.
class Observer {
 public:
  Observer() = default;

  /// From now on snapshots include this actor's thread, in the order of the actors' numbers.
  /// An actor that is watched already is from now on that thread.
  void watch(ActorId actor, pid_t tid);

  bool can_ask() const { return diag_.can_ask(); }

  /// Asks about `inodes` (those of open sockets), all watched threads, and `path` (may be empty).
  /// All parts are copied into `arena`. At most 100 µs for ten sockets.
  const KernelSnapshot* look(std::span<const std::uint32_t> inodes, const std::string& path,
                             Arena& arena);

  /// The inode of the peer of socket `inode`; 0 when there is none or it cannot be asked.
  std::uint32_t peer_of(std::uint32_t inode);

  /// The probe of an actor; nullptr when it is not watched. Stays valid until the next watch().
  const ThreadProbe* probe(ActorId actor) const;

 private:
  struct Watched {
    ActorId actor;
    ThreadProbe probe;
  };
  SockDiag diag_;
  std::vector<Watched> watched_;  ///< sorted by actor
};

}  // namespace sockwalk
