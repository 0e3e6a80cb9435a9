#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "event/event.h"
#include "event/ids.h"
#include "event/unix_address.h"
#include "model/phase.h"

namespace sockwalk {

/// The place of a socket in Model::sockets. Stable for the life of a model and of its copies.
using SocketIndex = std::uint32_t;
inline constexpr SocketIndex kNoSocket = 0xffffffff;
/// The place of an open file description in Model::files. Used again once nothing refers to it.
using FileIndex = std::uint32_t;
inline constexpr FileIndex kNoFile = 0xffffffff;

/// What MSG_OOB makes of a piece of a stream (send(2), recv(2)).
enum class Urgency : std::uint8_t {
  none,
  urgent,  ///< the urgent byte; there is at most one
  taken,   ///< no byte any more: the place where one was, which ends a read all the same
};

/// What lies in a receive buffer: what is left of one write, or one message with its boundary.
struct Unread {
  std::span<const std::byte> data;  ///< the recorded part of what is left; lies in an arena
  std::uint64_t bytes = 0;          ///< how many are left; a message may have none
  std::uint64_t written_by = 0;     ///< seq of the enter of the write
  SocketIndex sender = kNoSocket;   ///< the socket that sent it
  /// Descriptors that travel with it (SCM_RIGHTS): open file descriptions in flight.
  std::vector<FileIndex> rights;
  Urgency urgency = Urgency::none;
  bool has_credentials = false;     ///< the sender has put them in
  Credentials credentials;
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
  pair_end,     ///< one end of a pair (socketpair(2)): connected from birth, without a listener
  datagram,     ///< sends and receives messages, whoever has it (SOCK_DGRAM)
};

/// A kernel socket as facts. Which phase it is in follows from them: phase_of().
struct Socket {
  SocketId id;
  std::uint32_t inode = 0;  ///< attribute, not identity; 0 = unknown (a queued end has none)
  std::uint32_t client = 0;  ///< of an actor that plays several clients: whose it is, from 1
  int domain = 0;
  int type = 0;             ///< SOCK_STREAM, …
  UnixAddress address;      ///< its own name, once bound
  bool listening = false;
  int backlog = 0;
  bool connecting = false;  ///< a connect() that has not returned sleeps in it
  bool queued = false;      ///< server's end: in the accept queue of `listener`
  bool was_connected = false; ///< datagram: it has a destination of its own (connect(2))
  bool of_pair = false;       ///< made by socketpair(2)
  bool autobound = false;     ///< the kernel chose its name, which `address` holds once it was told
  bool passes_credentials = false;  ///< SO_PASSCRED is set on it
  std::int64_t receive_limit_ms = 0;  ///< SO_RCVTIMEO; 0 = none
  std::int64_t send_limit_ms = 0;     ///< SO_SNDTIMEO
  /// This end will receive no more than what is unread; the bit that shutdown(2) sets here and,
  /// mirrored, at the far end. A listener that has it refuses every connect().
  bool shut_receive = false;
  bool shut_send = false;
  // Which of the two this end has shut itself: the others were marked by its peer.
  bool shut_receive_here = false;
  bool shut_send_here = false;
  bool peer_gone = false;     ///< the last holder of the peer has closed it
  bool reset = false;         ///< the next read meets ECONNRESET
  bool reset_ahead = false;   ///< it has met it already, the close behind it is not logged yet
  bool closed = false;
  /// The far end. Datagram: the destination, which may know nothing of this socket.
  SocketIndex peer = kNoSocket;
  FileIndex file = kNoFile;  ///< its open file description; none in the accept queue and once closed
  SocketIndex listener = kNoSocket;        ///< server's end: whose accept queue it went through
  std::vector<SocketIndex> accept_queue;   ///< listener: server's ends without a handle, oldest first
  std::vector<Unread> unread;              ///< receive buffer, oldest first
  std::uint64_t unread_bytes = 0;
  /// What was received and whose sending is not logged yet (log order): bytes of a stream, else
  /// messages. Also while a write() sleeps that the reader empties meanwhile.
  std::uint64_t read_ahead = 0;
  bool urgent_ahead = false;   ///< likewise the urgent byte
  std::uint32_t passed_urgent = 0;  ///< urgent bytes that reads have passed over
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  std::vector<Holder> holders;    ///< descriptors; none: it lives in flight or in a call that goes on
  std::uint32_t in_flight = 0;    ///< messages on their way that carry it
  /// seq since when nobody can reach it: only messages hold it that nobody can receive. The kernel's
  /// garbage collector closes it, some time later. 0 = it can be reached. Stays once it is closed.
  std::uint64_t unreachable_since = 0;
  std::uint64_t born = 0;         ///< seq of the event that made it
  std::uint64_t changed = 0;      ///< seq of the last event that changed it
  std::uint64_t last_message = 0; ///< seq of the exit of the last read or write on it

  SocketRole role() const;
  bool is_datagram() const;
  /// Whether messages have boundaries on it (SOCK_SEQPACKET, SOCK_DGRAM).
  bool keeps_messages() const;
  /// Whether its accept queue has no room for one more: it takes backlog + 1. A negative backlog
  /// stands for the system's limit, which only the kernel knows.
  bool has_full_queue() const;
};

/// The phase that the facts add up to.
Phase phase_of(const Socket& socket);

}  // namespace sockwalk
