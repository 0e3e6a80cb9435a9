#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

#include "model/call_family.h"
#include "model/model.h"

namespace sockwalk {
namespace {

/// What a receive has taken out of a buffer.
struct Taken {
  std::size_t pieces = 0;         ///< that are gone
  std::vector<FileIndex> rights;  ///< of the pieces that were touched
};

void take_rights(Unread& piece, Taken& taken) {
  taken.rights.insert(taken.rights.end(), piece.rights.begin(), piece.rights.end());
  piece.rights.clear();
}

/// Takes up to `bytes` out of a stream's receive buffer, oldest first and across writes. The rest
/// was read before its write is logged.
Taken take_bytes(Socket& reader, std::uint64_t bytes) {
  Taken taken;
  for (Unread& piece : reader.unread) {
    if (bytes == 0) break;
    take_rights(piece, taken);
    if (bytes < piece.bytes) {
      piece.data = piece.data.subspan(std::min<std::size_t>(bytes, piece.data.size()));
      piece.bytes -= bytes;
      reader.unread_bytes -= bytes;
      return taken;
    }
    bytes -= piece.bytes;
    reader.unread_bytes -= piece.bytes;
    ++taken.pieces;
  }
  reader.read_ahead += bytes;
  return taken;
}

/// Takes one message, whole: what did not fit into the read is gone (unix(7)).
Taken take_message(Socket& reader) {
  Taken taken;
  if (!reader.unread.empty()) {
    take_rights(reader.unread.front(), taken);
    reader.unread_bytes -= reader.unread.front().bytes;
    taken.pieces = 1;
  } else if (!reader.peer_gone && !reader.shut_receive) {
    ++reader.read_ahead;
  }
  return taken;
}

/// What a message or a write leaves in the receive buffer.
Unread piece_of(const Event& enter, SocketIndex sender, std::uint64_t bytes) {
  Unread piece;
  piece.bytes = bytes;
  piece.written_by = enter.seq;
  piece.sender = sender;
  if (enter.parts == nullptr) return piece;
  const auto data = enter.parts->data;
  piece.data = data.first(std::min<std::size_t>(bytes, data.size()));
  piece.has_credentials = enter.parts->rare->has_credentials;
  piece.credentials = enter.parts->rare->credentials;
  return piece;
}

}  // namespace

void Model::apply_receive(const Event& enter, const Event& exit) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  // read(2) of no bytes returns at once, whatever waits.
  if (enter.call == Syscall::read && enter.args[1] == 0) return;
  Socket& reader = touch(subject);
  reader.last_message = seq;
  const std::int64_t flags = enter.call == Syscall::read ? 0 : enter.args[2];
  std::span<const OpenedFd> opened;
  if (enter.call == Syscall::recvmsg && exit.parts != nullptr) opened = exit.parts->opened;
  if ((flags & MSG_PEEK) != 0) {
    if (reader.unread.empty()) return;
    const std::vector<FileIndex> rights = reader.unread.front().rights;
    install_rights(enter.actor, opened, rights);
    return;
  }
  const auto bytes = static_cast<std::uint64_t>(exit.ret);
  // With MSG_TRUNC a message's true length is told, whatever there was room for.
  const auto room = static_cast<std::uint64_t>(std::max<std::int64_t>(enter.args[1], 0));
  reader.bytes_received += std::min(bytes, room);
  Taken taken = reader.keeps_messages() ? take_message(reader) : take_bytes(reader, bytes);
  reader.unread.erase(reader.unread.begin(),
                      reader.unread.begin() + static_cast<std::ptrdiff_t>(taken.pieces));
  unread_pieces_ -= taken.pieces;
  if (taken.rights.empty() && !opened.empty()) taken.rights = take_rights_ahead(subject);
  install_rights(enter.actor, opened, taken.rights);
  land(taken.rights);
  const SocketIndex peer = sockets[subject].peer;
  if (peer != kNoSocket && bytes > 0) arrive(peer, POLLOUT);
}

void Model::apply_send(const Event& enter, const Event& exit) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  name_sender(subject, exit);
  Socket& writer = touch(subject);
  const auto bytes = static_cast<std::uint64_t>(exit.ret);
  writer.last_message = seq;
  writer.bytes_sent += bytes;
  SocketIndex receiver = writer.peer;
  if (writer.is_datagram()) {
    const bool named = enter.call == Syscall::sendto && enter.parts != nullptr &&
                       enter.parts->rare->address.kind != UnixAddress::Kind::none;
    if (named) receiver = target_of(enter.parts->rare->address);
  }
  if (receiver != kNoSocket) deliver(subject, receiver, enter, bytes);
}

/// A socket of messages that passes credentials has a name from its first send on (unix(7)), also
/// where that reached nobody: the kernel chooses one before it looks for the receiver, and after the
/// flags, the form of the address and what travels along (net/unix/af_unix.c).
void Model::name_sender(SocketIndex socket, const Event& exit) {
  const Socket& sender = sockets[socket];
  if (!sender.passes_credentials || !sender.keeps_messages()) return;
  switch (exit.error) {
    case EBADF:
    case EFAULT:
    case EINVAL:
    case EOPNOTSUPP:
    case ETOOMANYREFS:
      return;
    case EPERM:
      if (exit.call == Syscall::sendmsg) return;
      break;
    case ENOTCONN:
      if (!sender.is_datagram()) return;
      break;
    default:
      break;
  }
  bind_automatically(socket);
}

void Model::deliver(SocketIndex sender, SocketIndex index, const Event& enter,
                    std::uint64_t bytes) {
  Unread piece = piece_of(enter, sender, bytes);
  Socket& receiver = sockets.edit(index);
  if (receiver.keeps_messages()) {
    if (receiver.read_ahead > 0) {
      --receiver.read_ahead;
      return;
    }
  } else {
    const std::uint64_t read = std::min(receiver.read_ahead, bytes);
    receiver.read_ahead -= read;
    if (read == bytes) return;
    piece.data = piece.data.subspan(std::min<std::size_t>(read, piece.data.size()));
    piece.bytes -= read;
  }
  if (receiver.closed) {
    // The write came first in the kernel, so the close has thrown these bytes away.
    if (!receiver.is_datagram()) lose_peer(sender, true);
    return;
  }
  piece.rights = std::exchange(actors[enter.actor].call_rights, {});
  receiver.unread_bytes += piece.bytes;
  receiver.unread.push_back(std::move(piece));
  receiver.changed = seq;
  ++unread_pieces_;
  arrive(index, POLLIN);
}

void Model::fail_transfer(const Event& enter, const Event& exit) {
  const SocketIndex subject = subject_of(enter.actor);
  if (subject == kNoSocket) return;
  if (exit.error == ECONNRESET) tell_reset(subject);
  const bool sends = family_of(enter.call) == Syscall::write;
  if (sends) name_sender(subject, exit);
  const bool named = enter.call == Syscall::sendto && enter.parts != nullptr &&
                     enter.parts->rare->address.kind != UnixAddress::Kind::none;
  if (exit.error == ECONNREFUSED && sends && !named && sockets[subject].is_datagram()) {
    disconnect_datagram(subject);
  }
}

/// The kernel tells a reset once. Where it told before the peer's close is logged, the close must
/// not set it again.
void Model::tell_reset(SocketIndex socket) {
  Socket& told = touch(socket);
  told.reset_ahead = !told.reset && !told.peer_gone;
  told.reset = false;
}

}  // namespace sockwalk
