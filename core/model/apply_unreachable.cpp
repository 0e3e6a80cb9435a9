#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "model/call_family.h"
#include "model/model.h"
#include "model/readiness_call.h"

// Sockets that lie in each other's receive buffers keep each other alive, and nobody can ever reach
// them. The kernel finds and closes such (unix(7); net/unix/garbage.c), but as work of its own: it
// starts when a socket is released or descriptors are sent, by whomever, and nothing waits for it.
// Until a call meets what it has done they count as open.

namespace sockwalk {

/// Which open file descriptions somebody can get at, by a number, a call or a message that can be
/// received. `without`: as if that one had no number, and no call went on in it.
std::vector<bool> Model::reached_files(FileIndex without) const {
  std::vector<bool> reached(files.size());
  std::vector<FileIndex> open;
  const auto reach = [&](FileIndex file) {
    if (reached[file]) return;
    reached[file] = true;
    open.push_back(file);
  };
  const auto reach_unread = [&](SocketIndex socket) {
    for (const Unread& piece : sockets[socket].unread) {
      for (const FileIndex file : piece.rights) reach(file);
    }
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool held = files[i].references > 0 || files[i].calls > 0;
    if (held && i != without) reach(static_cast<FileIndex>(i));
  }
  for (const Actor& actor : actors) {
    for (const FileIndex file : actor.call_rights) reach(file);
  }
  while (!open.empty()) {
    const SocketIndex socket = files[open.back()].socket;
    open.pop_back();
    if (socket == kNoSocket) continue;
    reach_unread(socket);
    for (const SocketIndex queued : sockets[socket].accept_queue) reach_unread(queued);
  }
  return reached;
}

void Model::mark_unreachable() {
  const std::vector<bool> reached = reached_files(kNoFile);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const SocketIndex socket = files[i].socket;
    if (socket == kNoSocket) continue;
    const bool unreachable = !reached[i] && files[i].in_flight > 0;
    if (unreachable == (sockets[socket].unreachable_since != 0)) continue;
    touch(socket).unreachable_since = unreachable ? seq : 0;
  }
}

bool Model::may_be_collected(SocketIndex index) const {
  if (index >= sockets.size() || sockets[index].closed) return false;
  const Socket& socket = sockets[index];
  if (socket.unreachable_since != 0) return true;
  return socket.queued && socket.listener < sockets.size() &&
         sockets[socket.listener].unreachable_since != 0;
}

bool Model::would_be_unreachable(SocketIndex socket) const {
  const FileIndex file = sockets[socket].file;
  if (file >= files.size() || files[file].references != 1 || files[file].in_flight == 0)
    return false;
  // The call that closes it may have begun; any other keeps it.
  for (const Actor& actor : actors) {
    const bool inside = actor.state == ActorState::in_call && actor.call_file == file;
    if (inside && actor.call.call != Syscall::close) return false;
  }
  return !reached_files(file)[file];
}

/// A call may tell that the garbage collector has closed the socket at the other end.
void Model::notice_collected(const Event& enter, const Event& exit) {
  if (is_readiness_call(enter.call)) return notice_collected_by_waiting(enter, exit);
  const SocketIndex index = subject_of(enter.actor);
  if (index == kNoSocket) return;
  const Socket& subject = sockets[index];
  switch (family_of(enter.call)) {
    case Syscall::write: {
      const bool gone =
          exit.error == EPIPE || exit.error == ECONNRESET || exit.error == ECONNREFUSED;
      if (gone && !subject.shut_send) collect(destination_of(enter));
      break;
    }
    case Syscall::read: {
      const bool nothing = exit.error == 0 && exit.ret == 0 && enter.args[1] > 0 &&
                           subject.unread_bytes == 0 && !subject.is_datagram();
      const bool record = subject.keeps_messages() && !subject.unread.empty();
      const bool end = nothing && !record && !subject.shut_receive;
      if (end || exit.error == ECONNRESET) collect(subject.peer);
      break;
    }
    case Syscall::connect:
      if (exit.error == ECONNREFUSED && enter.parts != nullptr) {
        collect(target_of(enter.parts->rare->address));
      }
      break;
    case Syscall::bind:
      if (exit.error == 0 && enter.parts != nullptr) collect(bound_to(enter.parts->rare->address));
      break;
    default:
      break;
  }
}

/// select, poll and epoll_wait tell what a closed peer brings: something to read, or the end.
void Model::notice_collected_by_waiting(const Event& enter, const Event& exit) {
  if (exit.parts == nullptr || exit.error != 0) return;
  const auto notice = [&](FileIndex file, std::uint32_t told) {
    if (file == kNoFile || files[file].socket == kNoSocket) return;
    if ((told & ~(readiness(file) | POLLOUT)) != 0) collect(sockets[files[file].socket].peer);
  };
  if (enter.call == Syscall::select) {
    for (const std::int32_t fd : exit.parts->rare->fds) {
      const FileIndex file = file_of(enter.actor, fd);
      if (file != kNoFile && (readiness(file) & (POLLIN | POLLHUP | POLLERR)) == 0)
        notice(file, POLLIN);
    }
    return;
  }
  const FileIndex instance = actors[enter.actor].call_file;
  for (const PollEntry& entry : exit.parts->rare->poll) {
    if (enter.call == Syscall::poll) {
      notice(file_of(enter.actor, entry.fd), entry.revents);
    } else if (instance != kNoFile) {
      const auto& interests = files[instance].interests;
      const auto found = std::ranges::find(interests, entry.fd, &Interest::fd);
      if (found != interests.end()) notice(found->file, entry.revents);
    }
  }
}

/// The collector has closed that socket. What carries it, and what those carry, went with it: they
/// were found together. Others that nobody can reach may have become so since, and stay.
void Model::collect(SocketIndex socket) {
  if (!may_be_collected(socket)) return;
  if (sockets[socket].unreachable_since == 0) socket = sockets[socket].listener;
  const std::uint64_t since = sockets[socket].unreachable_since;
  const std::vector<bool> reached = reached_files(kNoFile);
  for (std::size_t i = 0; i < files.size(); ++i) {
    OpenFile& lost = files[i];
    if (reached[i] || lost.in_flight == 0) continue;
    if (lost.socket != kNoSocket && sockets[lost.socket].unreachable_since > since) continue;
    flights_ -= std::exchange(lost.in_flight, 0);
    if (lost.socket != kNoSocket) touch(lost.socket).in_flight = 0;
    unhold(static_cast<FileIndex>(i));
  }
  close_doomed();
}

}  // namespace sockwalk
