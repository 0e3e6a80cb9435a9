#include <sys/socket.h>

#include <algorithm>

#include "model/model.h"

namespace sockwalk {
namespace {

/// Takes up to `bytes` out of a stream's receive buffer, oldest first and across writes. The rest
/// was read before its write is logged. Returns how many pieces are gone.
std::size_t take_bytes(Socket& reader, std::uint64_t bytes) {
  std::size_t emptied = 0;
  for (Unread& piece : reader.unread) {
    if (bytes < piece.bytes) {
      piece.data = piece.data.subspan(std::min<std::size_t>(bytes, piece.data.size()));
      piece.bytes -= bytes;
      reader.unread_bytes -= bytes;
      bytes = 0;
      break;
    }
    bytes -= piece.bytes;
    reader.unread_bytes -= piece.bytes;
    ++emptied;
  }
  reader.read_ahead += bytes;
  return emptied;
}

/// Takes one record, whole: what did not fit into the read is gone (SOCK_SEQPACKET, unix(7)).
std::size_t take_record(Socket& reader) {
  if (!reader.unread.empty()) {
    reader.unread_bytes -= reader.unread.front().bytes;
    return 1;
  }
  if (!reader.peer_gone) ++reader.read_ahead;
  return 0;
}

}  // namespace

void Model::apply_read(const Event& enter, const Event& exit) {
  const SocketIndex subject = socket_of(enter.actor, enter.fd());
  if (subject == kNoSocket) return;
  Socket& reader = touch(subject);
  const auto bytes = static_cast<std::uint64_t>(exit.ret);
  reader.last_message = seq;
  reader.bytes_received += bytes;
  const std::size_t emptied =
      reader.type == SOCK_SEQPACKET ? take_record(reader) : take_bytes(reader, bytes);
  reader.unread.erase(reader.unread.begin(),
                      reader.unread.begin() + static_cast<std::ptrdiff_t>(emptied));
  unread_pieces_ -= emptied;
}

void Model::apply_write(const Event& enter, const Event& exit) {
  const SocketIndex subject = socket_of(enter.actor, enter.fd());
  if (subject == kNoSocket) return;
  Socket& writer = touch(subject);
  const auto bytes = static_cast<std::uint64_t>(exit.ret);
  writer.last_message = seq;
  writer.bytes_sent += bytes;
  if (writer.peer == kNoSocket) return;

  Unread piece;
  piece.bytes = bytes;
  piece.written_by = enter.seq;
  piece.sender = subject;
  if (enter.parts != nullptr) {
    const auto data = enter.parts->data;
    piece.data = data.first(std::min<std::size_t>(bytes, data.size()));
  }
  Socket& receiver = sockets.edit(writer.peer);
  if (receiver.type == SOCK_SEQPACKET) {
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
    lose_peer(subject, true);
    return;
  }
  receiver.unread.push_back(piece);
  receiver.unread_bytes += piece.bytes;
  receiver.changed = seq;
  ++unread_pieces_;
}

}  // namespace sockwalk
