#pragma once

#include <span>
#include <string>

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// To whom an address leads in a state of the model.
enum class TargetKind : std::uint8_t {
  nothing,    ///< there is no such name, and there never was
  unlinked,   ///< there was one
  stale,      ///< a name is there, its socket is gone
  bound,      ///< its socket is open and does not listen
  shut_down,  ///< it listens, but was shut down for receiving
  listening,
};

struct Target {
  TargetKind kind = TargetKind::nothing;
  SocketIndex socket = kNoSocket;
};

Target target_of(const Model& model, const UnixAddress& address);

/// How people name things within a sentence: "the server", "Client 1"; "somebody" if unknown.
std::string who(const Model& model, ActorId actor);
/// The same of a socket: "the connection socket", "the data socket for Client 1".
std::string which(const Model& model, SocketIndex socket);
/// A name without its directory: "demo.sock", "@name".
std::string short_name(const UnixAddress& address);
std::string short_name(std::string_view path);
/// "1 byte", "12 bytes"
std::string bytes_in_words(std::uint64_t bytes);
/// "4 bytes (7)"; only the count when no byte of them is known.
std::string content_in_words(std::span<const std::byte> data, std::uint64_t bytes);
/// "3, 4 and 6"
std::string list_in_words(const std::vector<std::string>& parts);
/// The actor at the far end of a connection, also when it has left; kNoActor when unknown.
ActorId far_actor(const Model& model, SocketIndex socket);
/// The first actor that sleeps until something comes to `socket`: in a call that accepts or receives
/// there, or in a select, poll or epoll_wait that watches it. kNoActor when nobody does.
ActorId sleeper_on(const Model& model, SocketIndex socket);
/// Who else holds the socket behind the descriptor of a call; kNoActor if it is on its way only.
ActorId other_holder(const Model& model, SocketIndex socket, ActorId actor, std::int32_t fd);
/// The numbers that `actor` has open, beside 0, 1 and 2: "3, 4 and 6"; empty if there are none.
std::string open_numbers(const Model& model, ActorId actor);
/// Whether `actor` itself made that name, with a socket that may be closed by now.
bool made_by(const Model& model, ActorId actor, const UnixAddress& address);
/// By whom a direction of a connection was shut that shutdown(2) marks at both ends.
enum class Shutter : std::uint8_t { unknown, near, far };
enum class Direction : std::uint8_t { receive, send };
/// `direction` as `socket` sees it. Where both ends have shut it, the near one counts.
Shutter who_shut(const Model& model, SocketIndex socket, Direction direction);
/// Whether a write carries the integer 0 of four bytes, by which a client of the sum service asks
/// for the answer.
bool asks_for_answer(const Event& enter);

/// For how many bytes a call of the read or the write family asks.
std::uint64_t bytes_asked(const Event& enter);

/// A call and the state that it meets, looked up once, with the words to speak of them. Refers to
/// the model and the event, which must outlive it.
struct Circumstance {
  Circumstance(const Model& state, const Event& call_event);

  const Model& model;
  const Event& enter;
  SocketIndex index = kNoSocket;   ///< the socket behind the call's descriptor
  const Socket* socket = nullptr;  ///< likewise; nullptr when it has none or is unknown
  const Socket* peer = nullptr;
  const OpenFile* file = nullptr;  ///< behind the call's descriptor; nullptr when it has none
  std::string_view call;           ///< its name: "accept"
  std::string caller;              ///< "the server"
  std::string number;              ///< its descriptor: "3"
  std::string far;                 ///< who is at the far end: "Client 1", "the other end"

  /// The address of the call, or an empty one.
  UnixAddress address() const {
    return enter.parts == nullptr ? UnixAddress{} : enter.parts->rare->address;
  }
  /// What stands there for a call that connects or sends: links are followed.
  Target destination() const;
  /// Its short name, or "that name".
  std::string name() const;
  /// The socket's own name, or "that name".
  std::string own_name() const;
  /// Whether messages have boundaries on this socket.
  bool keeps_records() const;
  bool is_datagram() const;
  /// Whether the call may not sleep: O_NONBLOCK, or MSG_DONTWAIT.
  bool may_not_wait() const;
  /// The time-out of the socket that counts for this call (SO_RCVTIMEO, SO_SNDTIMEO); 0 = none.
  std::int64_t limit_ms() const;
  /// Whether EAGAIN says that this time-out has passed, not that the call may not sleep.
  bool timed_out(bool slept) const { return slept || (limit_ms() > 0 && !may_not_wait()); }
};

/// Why select() takes `fd` of the caller for readable, as far as the state tells: "4 (5 bytes to
/// read)".
std::string readable_in_words(const Circumstance& met, std::int32_t fd);

}  // namespace sockwalk
