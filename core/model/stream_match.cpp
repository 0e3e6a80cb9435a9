#include "model/stream_match.h"

#include <sys/socket.h>

#include <algorithm>
#include <map>
#include <utility>

#include "model/call_family.h"
#include "model/urgent.h"

namespace sockwalk {
namespace {

/// One call's part of what goes one way through a connection.
struct Piece {
  std::uint64_t first = 0;  ///< its place in the stream
  std::uint64_t bytes = 0;
  std::span<const std::byte> data;  ///< as much of it as is recorded
  std::uint64_t seq = 0;
};

/// What one socket has written, or read.
struct Flow {
  std::vector<Piece> pieces;
  ActorId actor = kNoActor;
  bool shared = false;  ///< by several actors
  /// A byte of it is urgent: a read may pass over it, or take it out of order.
  bool urgent = false;

  std::uint64_t bytes() const {
    return pieces.empty() ? 0 : pieces.back().first + pieces.back().bytes;
  }

  void add(const Event& event, std::uint64_t count, const EventParts* parts) {
    shared = shared || (!pieces.empty() && actor != event.actor);
    actor = event.actor;
    const auto data = parts == nullptr ? std::span<const std::byte>{} : parts->data;
    pieces.push_back(
        {bytes(), count, data.first(std::min<std::size_t>(data.size(), count)), event.seq});
  }
};

/// Where two pieces have recorded bytes for the same places, those are the same.
bool match(const Piece& a, const Piece& b) {
  const std::uint64_t first = std::max(a.first, b.first);
  const std::uint64_t end = std::min(a.first + a.data.size(), b.first + b.data.size());
  if (first >= end) return true;
  return std::ranges::equal(a.data.subspan(first - a.first, end - first),
                            b.data.subspan(first - b.first, end - first));
}

/// The read that shows that `read` is not the beginning of `written`; 0 = none.
std::uint64_t mismatch(const Flow& read, const Flow& written) {
  auto from = written.pieces.begin();
  for (const Piece& piece : read.pieces) {
    if (piece.first + piece.bytes > written.bytes()) return piece.seq;
    while (from != written.pieces.end() && from->first + from->bytes <= piece.first) ++from;
    for (auto part = from; part != written.pieces.end() && part->first < piece.first + piece.bytes;
         ++part) {
      if (!match(piece, *part)) return piece.seq;
    }
  }
  return 0;
}

/// Whether the bytes stay where they are, or go past the stream (recv(2), send(2)).
bool aside(const Event& exit) {
  const bool has_flags = exit.call != Syscall::read && exit.call != Syscall::write;
  return has_flags && (exit.args[2] & (MSG_PEEK | MSG_OOB | MSG_TRUNC)) != 0;
}

/// All that was read and written, by socket.
class Flows {
 public:
  explicit Flows(const Timeline& timeline) {
    Model model;
    for (const Event& event : timeline.events()) {
      if (event.kind == EventKind::enter) remember(model, event);
      model.apply(event);
      if (event.kind == EventKind::exit) add(model, event);
    }
    // A part of what a sleeper writes may have arrived.
    for (const Entered& entered : entered_) {
      if (entered.call == nullptr || family_of(entered.call->call) != Syscall::write) continue;
      written[entered.socket].add(*entered.call, static_cast<std::uint64_t>(entered.call->args[1]),
                                  entered.call->parts);
    }
  }

  std::map<SocketIndex, Flow> read;
  std::map<SocketIndex, Flow> written;
  bool complete = true;

 private:
  struct Entered {
    SocketIndex socket = kNoSocket;
    const Event* call = nullptr;  ///< null: it has returned
  };

  /// The number may be closed by another thread, and given again, before the call returns.
  void remember(const Model& model, const Event& enter) {
    if (enter.actor >= kFirstSpecialActor || !takes_fd(enter.call)) return;
    if (entered_.size() <= enter.actor) entered_.resize(enter.actor + std::size_t{1});
    entered_[enter.actor] = {model.socket_of(enter.actor, enter.fd()), &enter};
  }

  void add(const Model& model, const Event& exit) {
    if (exit.actor >= entered_.size() || entered_[exit.actor].call == nullptr) return;
    const Entered entered = std::exchange(entered_[exit.actor], {});
    const Syscall family = family_of(exit.call);
    if (family != Syscall::read && family != Syscall::write) return;
    if (exit.ret <= 0) return;
    const bool urgent = family == Syscall::write && is_out_of_band(exit);
    if (!urgent && aside(exit)) return;
    // Where the call that made the socket is logged later than the beginning of this one.
    const SocketIndex socket =
        entered.socket != kNoSocket ? entered.socket : model.socket_of(exit.actor, exit.fd());
    complete = complete && socket != kNoSocket;
    const auto count = static_cast<std::uint64_t>(exit.ret);
    if (family == Syscall::read) {
      read[socket].add(exit, count, exit.parts);
    } else {
      written[socket].add(exit, count, entered.call->parts);
      written[socket].urgent = written[socket].urgent || urgent;
    }
  }

  std::vector<Entered> entered_;  ///< by actor
};

}  // namespace

std::vector<StreamMismatch> stream_mismatches(const Timeline& timeline) {
  std::vector<StreamMismatch> found;
  Flows flows(timeline);
  if (!flows.complete) return found;
  const Model& model = timeline.now();
  for (const auto& [reader, read] : flows.read) {
    const Socket& socket = model.sockets[reader];
    if (socket.type != SOCK_STREAM || socket.peer == kNoSocket) continue;
    const Flow& written = flows.written[socket.peer];
    if (read.shared || written.shared || written.urgent) continue;
    const std::uint64_t seq = mismatch(read, written);
    if (seq != 0) found.push_back({reader, socket.peer, seq});
  }
  return found;
}

}  // namespace sockwalk
