#include <poll.h>
#include <sys/epoll.h>

#include <algorithm>

#include "model/model.h"
#include "model/opened_by.h"

namespace sockwalk {

void Model::apply_epoll_create(const Event& exit) {
  const OpenedFd opened = opened_by(exit);
  if (opened.fd < 0) return;
  const FileIndex file = add_file(FileKind::epoll, false, opened.inode);
  epolls_.push_back(file);
  give_number(exit.actor, opened.fd, file);
}

void Model::apply_epoll_ctl(const Event& enter) {
  const FileIndex instance = actors[enter.actor].call_file;
  if (instance == kNoFile || files[instance].kind != FileKind::epoll) return;
  if (actors[enter.actor].done_ahead) return;
  const auto fd = static_cast<std::int32_t>(enter.args[2]);
  const FileIndex file = file_of(enter.actor, fd);
  if (file == kNoFile || file == instance) return;
  std::vector<Interest>& interests = files[instance].interests;
  const auto known = std::find_if(interests.begin(), interests.end(), [&](const Interest& entry) {
    return entry.fd == fd && entry.file == file;
  });
  if (enter.args[1] == EPOLL_CTL_DEL) {
    if (known != interests.end()) interests.erase(known);
    return;
  }
  Interest asked;
  asked.fd = fd;
  asked.file = file;
  if (enter.parts != nullptr && !enter.parts->poll.empty()) {
    asked.events = enter.parts->poll.front().events;
  }
  if (known != interests.end()) {
    *known = asked;
  } else if (enter.args[1] == EPOLL_CTL_ADD) {
    interests.push_back(asked);
  }
}

/// What is reported although it is not ready proves that a thread whose epoll_ctl() is not logged yet
/// has added it, or armed it again.
void Model::prove_epoll_ctl(FileIndex instance, std::int32_t fd) {
  const std::vector<Interest>& interests = files[instance].interests;
  const bool known = std::any_of(interests.begin(), interests.end(), [&](const Interest& entry) {
    return entry.fd == fd && ready(entry) != 0;
  });
  if (known) return;
  for (Actor& actor : actors) {
    const bool in_ctl = actor.state == ActorState::in_call && actor.call.call == Syscall::epoll_ctl;
    if (!in_ctl || actor.call_file != instance || actor.call.args[2] != fd) continue;
    if (actor.done_ahead || actor.call.args[1] == EPOLL_CTL_DEL) continue;
    apply_epoll_ctl(actor.call);
    actor.done_ahead = true;
    return;
  }
}

/// What was reported once is not reported again where edges or one shot were asked for.
void Model::apply_epoll_wait(const Event& enter, const Event& exit) {
  const FileIndex instance = actors[enter.actor].call_file;
  if (instance == kNoFile || exit.parts == nullptr) return;
  std::vector<Interest>& interests = files[instance].interests;
  for (const PollEntry& reported : exit.parts->poll) {
    prove_epoll_ctl(instance, reported.fd);
    Interest* found = nullptr;
    for (Interest& entry : interests) {
      if (entry.fd != reported.fd) continue;
      const bool better = found == nullptr || (ready(*found) == 0 && ready(entry) != 0);
      if (better) found = &entry;
    }
    if (found == nullptr) continue;
    if ((found->events & EPOLLET) != 0) {
      const SocketIndex socket = files[found->file].socket;
      const bool unlogged =
          socket != kNoSocket && sockets[socket].unread.empty() && is_being_written(socket);
      found->reported_ahead = unlogged || ready(*found) == 0;
      found->armed = false;
    }
    if ((found->events & EPOLLONESHOT) != 0) found->silent = true;
  }
}

/// Something has come to the socket: an edge for those who watch it. Those are the POLL… bits.
void Model::arrive(SocketIndex socket, std::uint32_t events) {
  const FileIndex file = sockets[socket].file;
  if (epolls_.empty() || file == kNoFile) return;
  for (const FileIndex instance : epolls_) {
    for (Interest& entry : files[instance].interests) {
      if (entry.file != file || (entry.events & EPOLLET) == 0) continue;
      if (((entry.events | POLLERR | POLLHUP) & events) == 0) continue;
      if (!entry.reported_ahead) entry.armed = true;
      entry.reported_ahead = false;
    }
  }
}

/// The open file description is no more, and with it what is registered of it.
void Model::forget_interests(FileIndex file) {
  std::erase(epolls_, file);
  for (const FileIndex instance : epolls_) {
    std::erase_if(files[instance].interests,
                  [&](const Interest& entry) { return entry.file == file; });
  }
}

}  // namespace sockwalk
