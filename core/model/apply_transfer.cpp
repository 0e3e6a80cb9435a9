#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

#include "model/call_family.h"
#include "model/model.h"
#include "model/urgent.h"

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

/// Whether the last byte that was sent is the urgent one: MSG_OOB, and none was left behind.
bool ends_urgent(const Event& enter, std::uint64_t bytes) {
  return is_out_of_band(enter) && bytes > 0 && bytes == static_cast<std::uint64_t>(enter.args[1]);
}

/// Takes the last byte from what was sent.
Unread split_last(Unread& piece) {
  Unread last = piece;
  last.bytes = 1;
  last.data = {};
  if (piece.data.size() == piece.bytes) {
    last.data = piece.data.last(1);
    piece.data = piece.data.first(piece.data.size() - 1);
  }
  --piece.bytes;
  return last;
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
    const std::size_t first = reach_of(reader).passed;
    if (reader.unread.size() <= first || (flags & MSG_OOB) != 0) return;
    const std::vector<FileIndex> rights = reader.unread[first].rights;
    install_rights(enter.actor, opened, rights);
    return;
  }
  if ((flags & MSG_OOB) != 0 && !reader.keeps_messages()) return take_urgent(subject);
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
/// where that reached nobody: the kernel chooses one before it looks for the receiver, and after
/// the flags, the form of the address and what travels along (net/unix/af_unix.c).
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
  const bool urgent = !receiver.keeps_messages() && ends_urgent(enter, bytes);
  Unread last;
  if (urgent) last = split_last(piece);
  const bool alone = urgent && piece.bytes == 0;
  if (receiver.keeps_messages()) {
    if (receiver.read_ahead > 0) {
      --receiver.read_ahead;
      return;
    }
  } else {
    const std::uint64_t read = std::min(receiver.read_ahead, piece.bytes);
    receiver.read_ahead -= read;
    if (read > 0) pass_urgent(index);  // on its way to these bytes
    if (read == piece.bytes && !urgent) return;
    piece.data = piece.data.subspan(std::min<std::size_t>(read, piece.data.size()));
    piece.bytes -= read;
  }
  if (receiver.closed) {
    // The write came first in the kernel, so the close has thrown these bytes away.
    if (!receiver.is_datagram()) lose_peer(sender, true);
    return;
  }
  std::vector<FileIndex> rights = std::exchange(actors[enter.actor].call_rights, {});
  (alone ? last : piece).rights = std::move(rights);
  if (piece.bytes > 0 || !urgent) put_in(index, std::move(piece));
  if (urgent) put_urgent(index, std::move(last));
}

void Model::put_in(SocketIndex index, Unread piece) {
  Socket& receiver = touch(index);
  receiver.unread_bytes += piece.bytes;
  receiver.unread.push_back(std::move(piece));
  ++unread_pieces_;
  arrive(index, POLLIN | POLLPRI);
}

/// The byte that was urgent before is an ordinary one from now on.
void Model::put_urgent(SocketIndex index, Unread byte) {
  const bool lost = loses_urgent_byte(index);
  for (Unread& piece : touch(index).unread) {
    if (piece.urgency == Urgency::urgent) piece.urgency = Urgency::none;
  }
  byte.urgency = Urgency::urgent;
  put_in(index, std::move(byte));
  if (sockets[index].urgent_ahead) {
    touch(index).urgent_ahead = false;
    take_urgent(index);
  }
  if (lost) pass_urgent(index);
}

/// recv(2) with MSG_OOB: the byte is gone, its place stays until a read passes it. Two such places
/// never lie side by side.
void Model::take_urgent(SocketIndex index) {
  Socket& reader = touch(index);
  const auto byte = std::ranges::find(reader.unread, Urgency::urgent, &Unread::urgency);
  ++reader.bytes_received;
  reader.urgent_ahead = byte == reader.unread.end();
  if (reader.urgent_ahead) return;
  byte->urgency = Urgency::taken;
  byte->bytes = 0;
  byte->data = {};
  --reader.unread_bytes;
  if (byte == reader.unread.begin() || (byte - 1)->urgency != Urgency::taken) return;
  const std::vector<FileIndex> rights = std::move((byte - 1)->rights);
  reader.unread.erase(byte - 1);
  --unread_pieces_;
  land(rights);
}

/// A read begins: what MSG_OOB has left at the front goes, with what travels along.
void Model::pass_urgent(SocketIndex index) {
  if (index == kNoSocket || sockets[index].keeps_messages()) return;
  const Reach reach = reach_of(sockets[index]);
  if (reach.passed == 0) return;
  Socket& reader = touch(index);
  std::vector<FileIndex> rights;
  for (std::size_t i = 0; i < reach.passed; ++i) {
    const Unread& piece = reader.unread[i];
    rights.insert(rights.end(), piece.rights.begin(), piece.rights.end());
    reader.unread_bytes -= piece.bytes;
  }
  if (reach.loses_urgent) ++reader.passed_urgent;
  const auto first = reader.unread.begin();
  reader.unread.erase(first, first + static_cast<std::ptrdiff_t>(reach.passed));
  unread_pieces_ -= reach.passed;
  land(rights);
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
