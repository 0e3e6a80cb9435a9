#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "event/ids.h"
#include "event/unix_address.h"
#include "model/phase.h"

namespace sockwalk {

/// The place of a socket in Model::sockets. Stable for the life of a model and of its copies.
using SocketIndex = std::uint32_t;
inline constexpr SocketIndex kNoSocket = 0xffffffff;

/// Bytes that lie in a receive buffer: what is left of one write.
struct Unread {
  std::span<const std::byte> data;  ///< the recorded part of what is left; lies in an arena
  std::uint64_t bytes = 0;          ///< how many are left
  std::uint64_t written_by = 0;     ///< seq of the enter of the write
};

/// (fd table, fd): one descriptor that keeps a socket alive.
struct Holder {
  std::uint16_t table = 0;
  std::int32_t fd = -1;
  bool operator==(const Holder&) const = default;
};

/// What a socket is for, in the words of the subject.
enum class SocketRole : std::uint8_t {
  connection,   ///< will listen or listens: the course's master socket
  server_data,  ///< the server's end of one connection
  client,       ///< a client's own socket
};

/// A kernel socket as facts. Which phase it is in follows from them: phase_of().
struct Socket {
  SocketId id;
  std::uint32_t inode = 0;  ///< attribute, not identity; 0 = unknown (a queued end has none)
  int domain = 0;
  int type = 0;             ///< SOCK_STREAM, …
  UnixAddress address;      ///< its own name, once bound
  bool listening = false;
  int backlog = 0;
  bool connecting = false;  ///< a connect() that has not returned sleeps in it
  bool queued = false;      ///< server's end: in the accept queue of `listener`
  bool was_connected = false;
  bool shut_receive = false;  ///< this end will receive no more than what is unread
  bool shut_send = false;
  bool peer_gone = false;     ///< the last holder of the peer has closed it
  bool reset = false;         ///< the next read meets ECONNRESET
  bool reset_ahead = false;   ///< it has met it already, the close behind it is not logged yet
  bool closed = false;
  SocketIndex peer = kNoSocket;
  SocketIndex listener = kNoSocket;        ///< server's end: whose accept queue it went through
  std::vector<SocketIndex> accept_queue;   ///< listener: server's ends without a handle, oldest first
  std::vector<Unread> unread;              ///< receive buffer, oldest first
  std::uint64_t unread_bytes = 0;
  std::uint64_t read_ahead = 0;   ///< bytes read whose write is not logged yet (log order)
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  std::vector<Holder> holders;
  std::uint32_t in_flight = 0;    ///< messages on their way that carry it
  std::uint64_t born = 0;         ///< seq of the event that made it
  std::uint64_t changed = 0;      ///< seq of the last event that changed it
  std::uint64_t last_message = 0; ///< seq of the exit of the last read or write on it

  SocketRole role() const;
};

/// The phase that the facts add up to.
Phase phase_of(const Socket& socket);

}  // namespace sockwalk
