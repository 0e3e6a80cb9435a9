#include "kernel/observer.h"

#include <sys/stat.h>

#include <algorithm>

namespace sockwalk {

void Observer::watch(ActorId actor, pid_t tid) {
  const auto place =
      std::find_if(watched_.begin(), watched_.end(),
                   [actor](const Watched& watched) { return watched.actor >= actor; });
  if (place != watched_.end() && place->actor == actor) {
    place->probe = ThreadProbe(tid);
  } else {
    watched_.insert(place, Watched{actor, ThreadProbe(tid)});
  }
}

const KernelSnapshot* Observer::look(std::span<const std::uint32_t> inodes, const std::string& path,
                                     Arena& arena) {
  const std::vector<KernelSocket> sockets = diag_.ask_all(inodes, arena);

  std::vector<KernelThread> threads;
  threads.reserve(watched_.size());
  for (const Watched& watched : watched_) {
    threads.push_back(watched.probe.look());
    threads.back().actor = watched.actor;
  }

  KernelSnapshot snapshot;
  snapshot.can_ask = diag_.can_ask();
  // When the answers stop half-way, none of this look may pass for "the socket is gone".
  if (snapshot.can_ask) {
    snapshot.sockets = arena.copy(sockets);
  } else {
    snapshot.why_not = arena.copy(std::string_view(diag_.why_not()));
  }
  snapshot.threads = arena.copy(threads);
  struct stat file {};
  // lstat: a symbolic link stands in the way of bind() as well.
  if (!path.empty() && lstat(path.c_str(), &file) == 0) {
    snapshot.path_exists = true;
    snapshot.path_is_socket = S_ISSOCK(file.st_mode);
    snapshot.path_inode = file.st_ino;
  }
  snapshot.path = arena.copy(std::string_view(path));
  return arena.make(snapshot);
}

std::uint32_t Observer::peer_of(std::uint32_t inode) { return diag_.peer_of(inode); }

const ThreadProbe* Observer::probe(ActorId actor) const {
  const auto place =
      std::find_if(watched_.begin(), watched_.end(),
                   [actor](const Watched& watched) { return watched.actor == actor; });
  return place == watched_.end() ? nullptr : &place->probe;
}

}  // namespace sockwalk
