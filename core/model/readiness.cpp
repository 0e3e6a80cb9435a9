#include <poll.h>
#include <sys/epoll.h>

#include "model/model.h"
#include "model/urgent.h"

namespace sockwalk {
namespace {

/// An epoll instance may lie in the interest list of another. Deeper than this no lesson goes, and
/// a damaged trace may go in circles.
constexpr int kDeepest = 2;

std::uint32_t shut_bits(const Socket& socket) {
  const bool both = (socket.shut_receive && socket.shut_send) || socket.peer_gone;
  return (socket.shut_receive || socket.peer_gone ? POLLIN | POLLRDHUP : 0U) |
         (both ? POLLHUP : 0U);
}

std::uint32_t readiness_of(const Socket& socket) {
  std::uint32_t bits = socket.reset ? POLLERR : 0U;
  if (socket.listening)
    return bits | shut_bits(socket) | (socket.accept_queue.empty() ? 0U : POLLIN);
  bits |= POLLOUT;
  if (!socket.unread.empty()) bits |= POLLIN;
  if (urgent_byte(socket) != nullptr) bits |= POLLPRI;
  if (socket.is_datagram()) {
    return bits | (socket.shut_receive ? POLLIN | POLLRDHUP : 0U) |
           (socket.shut_receive && socket.shut_send ? POLLHUP : 0U);
  }
  return bits | (socket.was_connected ? shut_bits(socket) : POLLHUP);
}

}  // namespace

std::uint32_t Model::readiness(FileIndex file) const { return readiness(file, kDeepest); }

std::uint32_t Model::ready(const Interest& interest) const { return ready(interest, kDeepest); }

std::uint32_t Model::readiness(FileIndex file, int depth) const {
  if (file >= files.size()) return POLLNVAL;
  const OpenFile& open = files[file];
  switch (open.kind) {
    case FileKind::none:
      return POLLNVAL;
    case FileKind::plain:
      return POLLIN | POLLOUT;
    case FileKind::unknown:
      return 0;
    case FileKind::socket:
      return readiness_of(sockets[open.socket]) | (is_being_written(open.socket) ? POLLIN : 0U);
    case FileKind::epoll:
      break;
  }
  if (depth == 0) return 0;
  for (const Interest& interest : open.interests) {
    if (ready(interest, depth - 1) != 0) return POLLIN;
  }
  return 0;
}

std::uint32_t Model::ready(const Interest& interest, int depth) const {
  if (interest.silent) return 0;
  if ((interest.events & EPOLLET) != 0 && !interest.armed) return 0;
  return readiness(interest.file, depth) & (interest.events | EPOLLERR | EPOLLHUP);
}

}  // namespace sockwalk
