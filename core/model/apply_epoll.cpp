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
  const auto known =
      files[file].watches == 0
          ? interests.end()
          : std::find_if(interests.begin(), interests.end(), [&](const Interest& entry) {
              return entry.fd == fd && entry.file == file;
            });
  if (enter.args[1] == EPOLL_CTL_DEL) {
    if (known != interests.end()) drop_interest(instance, known);
    return;
  }
  Interest asked;
  asked.fd = fd;
  asked.file = file;
  if (enter.parts != nullptr && !enter.parts->rare->poll.empty()) {
    asked.events = enter.parts->rare->poll.front().events;
  }
  if (known != interests.end()) {
    asked.number = known->number;
    *known = asked;
  } else if (enter.args[1] == EPOLL_CTL_ADD) {
    add_interest(instance, asked);
  }
}

/// What is reported although it is not ready proves that a thread whose epoll_ctl() is not logged yet
/// has added it, or armed it again.
void Model::prove_epoll_ctl(FileIndex instance, std::int32_t fd) {
  for (Actor& actor : actors) {
    const bool in_ctl = actor.state == ActorState::in_call && actor.call.call == Syscall::epoll_ctl;
    if (!in_ctl || actor.call_file != instance || actor.call.args[2] != fd) continue;
    if (actor.done_ahead || actor.call.args[1] == EPOLL_CTL_DEL) continue;
    apply_epoll_ctl(actor.call);
    actor.done_ahead = true;
    return;
  }
}

void Model::add_interest(FileIndex instance, Interest interest) {
  OpenFile& watched = files[interest.file];
  interest.number = files[instance].next_watch++;
  // With a second entry nobody knows any more which of them will be left.
  watched.watched_by = watched.watches++ == 0 ? instance : kNoFile;
  watched.watch_number = interest.number;
  files[instance].interests.push_back(interest);
}

void Model::drop_interest(FileIndex instance, std::vector<Interest>::iterator entry) {
  OpenFile& watched = files[entry->file];
  if (--watched.watches == 0) watched.watched_by = kNoFile;
  files[instance].interests.erase(entry);
}

/// The only entry of any interest list in which that open file description is; nullptr where there
/// are several, or none.
Interest* Model::only_interest(FileIndex file) {
  const OpenFile& watched = files[file];
  if (watched.watched_by == kNoFile) return nullptr;
  std::vector<Interest>& interests = files[watched.watched_by].interests;
  const auto place =
      std::ranges::lower_bound(interests, watched.watch_number, {}, &Interest::number);
  return place != interests.end() && place->file == file ? &*place : nullptr;
}

/// The entry that epoll_wait() has reported as `fd`. An open file description that was closed under
/// that number lives on where it has another: then it is the one of them that is ready.
Interest* Model::reported_interest(FileIndex instance, ActorId actor, std::int32_t fd) {
  const FileIndex file = file_of(actor, fd);
  Interest* found = file == kNoFile ? nullptr : only_interest(file);
  if (found != nullptr && files[file].watched_by == instance && found->fd == fd &&
      ready(*found) != 0) {
    return found;
  }
  found = nullptr;
  for (Interest& entry : files[instance].interests) {
    if (entry.fd != fd) continue;
    const bool better = found == nullptr || (ready(*found) == 0 && ready(entry) != 0);
    if (better) found = &entry;
  }
  return found;
}

/// What was reported once is not reported again where edges or one shot were asked for.
void Model::apply_epoll_wait(const Event& enter, const Event& exit) {
  const FileIndex instance = actors[enter.actor].call_file;
  if (instance == kNoFile || exit.parts == nullptr) return;
  for (const PollEntry& reported : exit.parts->rare->poll) {
    Interest* found = reported_interest(instance, enter.actor, reported.fd);
    if (found == nullptr || ready(*found) == 0) {
      prove_epoll_ctl(instance, reported.fd);
      found = reported_interest(instance, enter.actor, reported.fd);
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
  if (file == kNoFile || files[file].watches == 0) return;
  const auto reach = [&](Interest& entry) {
    if (entry.file != file || (entry.events & EPOLLET) == 0) return;
    if (((entry.events | POLLERR | POLLHUP) & events) == 0) return;
    if (!entry.reported_ahead) entry.armed = true;
    entry.reported_ahead = false;
  };
  if (Interest* only = only_interest(file); only != nullptr) return reach(*only);
  for (const FileIndex instance : epolls_) {
    for (Interest& entry : files[instance].interests) reach(entry);
  }
}

/// The open file description is no more, and with it what is registered of it.
void Model::forget_interests(FileIndex file) {
  if (files[file].kind == FileKind::epoll) {
    std::erase(epolls_, file);
    auto& interests = files[file].interests;
    while (!interests.empty()) drop_interest(file, interests.end() - 1);
  }
  if (Interest* only = only_interest(file); only != nullptr) {
    auto& interests = files[files[file].watched_by].interests;
    drop_interest(files[file].watched_by, interests.begin() + (only - interests.data()));
    return;
  }
  if (files[file].watches == 0) return;
  for (const FileIndex instance : epolls_) {
    std::erase_if(files[instance].interests,
                  [&](const Interest& entry) { return entry.file == file; });
  }
}

}  // namespace sockwalk
