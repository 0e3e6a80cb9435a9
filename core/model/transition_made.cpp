#include <algorithm>

#include "model/call_family.h"
#include "model/transition.h"

namespace sockwalk {
namespace {

/// An event as a cause in the table.
struct Cause {
  Syscall call = Syscall::none;
  Outcome outcome = Outcome::succeeded;
  int error = 0;
};

Cause cause_of(const Event& event) {
  switch (event.kind) {
    case EventKind::enter:
      return {family_of(event.call), Outcome::slept, 0};
    case EventKind::exit:
      if (event.failed()) return {family_of(event.call), Outcome::failed, event.error};
      return {family_of(event.call), Outcome::succeeded, 0};
    case EventKind::end:
      return {Syscall::close, Outcome::succeeded, 0};
    default:
      return {};
  }
}

/// The transitions of one event, collected socket by socket.
class Collection {
 public:
  Collection(const Model& before, const Model& after, const Event& event)
      : before_(before),
        after_(after),
        event_(event),
        cause_(cause_of(event)),
        subject_(subject_of(before, event)) {}

  std::vector<MadeTransition> take() {
    if (cause_.call == Syscall::none) return {};
    // An enter moves nothing unless the call goes to sleep.
    if (event_.kind == EventKind::enter && !before_.would_block(event_)) return {};
    for (std::size_t i = 0; i < after_.sockets.size(); ++i) add(static_cast<SocketIndex>(i));
    return std::move(made_);
  }

 private:
  void add(SocketIndex index) {
    if (!may_have_moved(index)) return;
    const Phase to = phase_of(after_.sockets[index]);
    const std::optional<Phase> from = phase_before(index);
    if (from == to) {
      if (is_concerned(index)) add_unmoved(index, to);
    } else if (!add_direct(index, from, to) && !add_overtaken(index, from, to) &&
               !add_closed(index, from, to) && !add_both(index, from, to)) {
      made_.push_back({index, from, to, nullptr});
    }
  }

  /// False for the many sockets that an event does not touch at all.
  bool may_have_moved(SocketIndex index) const {
    if (index >= before_.sockets.size() || cause_.call == Syscall::accept) return true;
    return after_.sockets[index].changed != before_.sockets[index].changed || is_subject(index);
  }

  /// Where the socket stood. Between its enter and its exit every connect() counts as connecting;
  /// of one that did not sleep this is no phase to speak of.
  std::optional<Phase> phase_before(SocketIndex index) const {
    if (index >= before_.sockets.size()) return std::nullopt;
    const Socket& was = before_.sockets[index];
    const Socket& is = after_.sockets[index];
    if (was.connecting && !is.connecting && event_.kind != EventKind::end && !event_.slept) {
      return was.address.kind == UnixAddress::Kind::none ? Phase::created : Phase::bound;
    }
    // A connect that failed was never connected: an accept had been paired with it too early.
    const bool failed = cause_.call == Syscall::connect && cause_.outcome == Outcome::failed;
    if (failed && is_subject(index) && was.was_connected && !is.was_connected) return phase_of(is);
    return phase_of(was);
  }

  bool is_subject(SocketIndex index) const { return subject_ == index; }

  /// Whether a socket that stays in its phase has a part in the call all the same.
  bool is_concerned(SocketIndex index) const {
    if (index >= before_.sockets.size()) return false;
    if (is_subject(index)) return true;
    const Socket& was = before_.sockets[index];
    const Socket& is = after_.sockets[index];
    switch (cause_.call) {
      case Syscall::connect:
        return is.accept_queue.size() > was.accept_queue.size();
      case Syscall::write:
        return is.queued && is.unread_bytes > was.unread_bytes;
      case Syscall::close:
        return is.queued && is.peer_gone && !was.peer_gone;
      case Syscall::accept:
        return just_accepted(was.peer);
      default:
        return false;
    }
  }

  bool just_accepted(SocketIndex data_socket) const {
    return data_socket < before_.sockets.size() && before_.sockets[data_socket].queued &&
           !after_.sockets[data_socket].queued;
  }

  /// The socket on which the call works: the one that its number led to as it began.
  static SocketIndex subject_of(const Model& before, const Event& event) {
    const bool in_call = event.kind == EventKind::enter || event.kind == EventKind::exit;
    if (!in_call || !takes_fd(event.call)) return kNoSocket;
    const Actor* actor = before.actor(event.actor);
    const bool held =
        event.kind == EventKind::exit && actor != nullptr && actor->call_file != kNoFile;
    return held ? before.files[actor->call_file].socket : before.socket_of(event.actor, event.fd());
  }

  /// Whether the call was made at the other end of the connection, or else by somebody who is not
  /// the owner of the socket. Actors that share their numbers are one owner.
  bool by_peer(SocketIndex index) const {
    if (subject_ == index) return false;
    if (subject_ != kNoSocket && after_.sockets[index].peer == subject_) return true;
    const Socket& socket = after_.sockets[index];
    // Whoever works on the listener acts for the server, also one to whom its number was passed.
    if (subject_ != kNoSocket && socket.listener == subject_) return false;
    const bool known = socket.listener < after_.sockets.size();
    const ActorId owner = known ? after_.sockets[socket.listener].id.actor : socket.id.actor;
    const Actor* one = after_.actor(owner);
    const Actor* other = after_.actor(event_.actor);
    return one == nullptr || other == nullptr || one->table != other->table;
  }

  const Transition* row(Machine machine, std::optional<Phase> from, Phase to, const Cause& cause,
                        bool peer) const {
    const Transition* general = nullptr;
    for (const Transition& row : transition_table()) {
      if (row.machine != machine || row.from != from || row.to != to || row.by_peer != peer ||
          row.call != cause.call || row.outcome != cause.outcome) {
        continue;
      }
      if (row.error == cause.error) return &row;
      if (row.error == 0) general = &row;
    }
    return general;
  }

  /// The machine in which the socket makes this step. A socket that connects is a client's from
  /// then on, whatever it was made for.
  Machine machine_at(SocketIndex index) const {
    if (cause_.call == Syscall::connect && is_subject(index) && !before_.sockets[index].listening) {
      return Machine::client_socket;
    }
    return machine_of(after_.sockets[index]);
  }

  /// The socket's machine, and that of its state before where the step itself has changed it.
  std::vector<Machine> machines(SocketIndex index) const {
    std::vector<Machine> all{machine_at(index)};
    if (index < before_.sockets.size()) {
      const Machine earlier = machine_of(before_.sockets[index]);
      if (earlier != all.front()) all.push_back(earlier);
    }
    return all;
  }

  void add_unmoved(SocketIndex index, Phase phase) {
    for (const Machine machine : machines(index)) {
      const Transition* found = row(machine, phase, phase, cause_, by_peer(index));
      if (found == nullptr) continue;
      made_.push_back({index, phase, phase, found});
      return;
    }
  }

  bool add_direct(SocketIndex index, std::optional<Phase> from, Phase to) {
    for (const Machine machine : machines(index)) {
      const Transition* found = row(machine, from, to, cause_, by_peer(index));
      if (found == nullptr) continue;
      made_.push_back({index, from, to, found});
      return true;
    }
    return false;
  }

  /// Log order is not kernel order: an accept() proves that the client's connect() has succeeded,
  /// even before that one's exit is logged.
  bool add_overtaken(SocketIndex index, std::optional<Phase> from, Phase to) {
    const bool proves = cause_.call == Syscall::accept || cause_.call == Syscall::connect;
    if (!proves || !by_peer(index)) return false;
    const Cause connect{Syscall::connect, Outcome::succeeded, 0};
    const Transition* found = row(machine_of(after_.sockets[index]), from, to, connect, false);
    if (found == nullptr) return false;
    made_.push_back({index, from, to, found});
    return true;
  }

  /// For the same reason one event may show two steps at once: its own and one of the other side.
  bool add_both(SocketIndex index, std::optional<Phase> from, Phase to) {
    const Machine machine = machine_of(after_.sockets[index]);
    const bool peer = by_peer(index);
    for (const Transition& first : transition_table()) {
      if (first.machine != machine || first.from != from || first.outcome != Outcome::succeeded) {
        continue;
      }
      for (const Transition& second : transition_table()) {
        if (second.machine != machine || second.from != first.to || second.to != to ||
            second.outcome != Outcome::succeeded || first.by_peer == second.by_peer) {
          continue;
        }
        const Transition& own = first.by_peer == peer ? first : second;
        if (own.call != cause_.call) continue;
        made_.push_back({index, from, first.to, &first});
        made_.push_back({index, second.from, to, &second});
        return true;
      }
    }
    return false;
  }

  /// What an event closes though it is no close(): the last that held a socket was on its way.
  bool add_closed(SocketIndex index, std::optional<Phase> from, Phase to) {
    if (to != Phase::closed && to != Phase::peer_closed) return false;
    const Cause close{Syscall::close, Outcome::succeeded, 0};
    const bool peer = to == Phase::peer_closed;
    const Transition* found = row(machine_of(after_.sockets[index]), from, to, close, peer);
    if (found == nullptr) return false;
    made_.push_back({index, from, to, found});
    return true;
  }

  const Model& before_;
  const Model& after_;
  const Event& event_;
  const Cause cause_;
  const SocketIndex subject_;
  std::vector<MadeTransition> made_;
};

}  // namespace

std::vector<MadeTransition> transitions_made(const Model& before, const Model& after,
                                             const Event& event) {
  return Collection(before, after, event).take();
}

}  // namespace sockwalk
