#include "model/alternatives.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <tuple>

#include "event/constant_names.h"
#include "model/call_family.h"
#include "model/circumstance.h"
#include "model/transition.h"
#include "text/alternatives_text.h"

namespace sockwalk {
namespace {

namespace texts = alternatives_text;

constexpr Answer kAsleep{Answer::Kind::sleeps, 0, 0};

Answer returning(std::int64_t value) { return {Answer::Kind::returns, value, 0}; }
Answer failing(int error) { return {Answer::Kind::fails, 0, error}; }

/// The number that the next descriptor of `actor` gets (open(2): the lowest that is free).
std::int32_t lowest_free(const Model& model, ActorId actor) {
  std::int32_t fd = 3;
  const Actor* known = model.actor(actor);
  if (known == nullptr || known->table >= model.tables.size()) return fd;
  for (const Descriptor& one : model.tables[known->table].descriptors) {
    if (one.fd == fd) ++fd;
  }
  return fd;
}

/// How many bytes or entries the call has room for, or brings along.
std::int64_t size_of(const Circumstance& met) {
  const EventParts* parts = met.enter.parts;
  if (family_of(met.enter.call) == Syscall::write && parts != nullptr && parts->data_bytes > 0) {
    return static_cast<std::int64_t>(parts->data_bytes);
  }
  return std::max<std::int64_t>(0, met.enter.args[1]);
}

Answer expected_accept(const Circumstance& met) {
  if (met.socket == nullptr || !met.socket->listening) return failing(EINVAL);
  if (!met.socket->accept_queue.empty()) return returning(lowest_free(met.model, met.enter.actor));
  return met.may_not_wait() ? failing(EAGAIN) : kAsleep;
}

Answer expected_connect(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->was_connected && !met.is_datagram()) return failing(EISCONN);
  if (met.socket != nullptr && met.socket->listening) return failing(EINVAL);
  const bool abstract = met.address().kind == UnixAddress::Kind::abstract;
  switch (target_of(met.model, met.address()).kind) {
    case TargetKind::nothing:
    case TargetKind::unlinked: return failing(abstract ? ECONNREFUSED : ENOENT);
    case TargetKind::bound: return met.is_datagram() ? returning(0) : failing(ECONNREFUSED);
    case TargetKind::stale:
    case TargetKind::shut_down: return failing(ECONNREFUSED);
    case TargetKind::listening: break;
  }
  if (!met.model.would_block(met.enter)) return returning(0);
  return met.may_not_wait() ? failing(EAGAIN) : kAsleep;
}

Answer expected_bind(const Circumstance& met) {
  if (met.socket != nullptr && met.socket->address.kind != UnixAddress::Kind::none) return failing(EINVAL);
  const UnixAddress address = met.address();
  const FileName* file =
      address.kind == UnixAddress::Kind::path ? met.model.file_name(address.name) : nullptr;
  const bool occupied = (file != nullptr && file->exists) || met.model.bound_to(address) != kNoSocket;
  return occupied ? failing(EADDRINUSE) : returning(0);
}

Answer expected_read(const Circumstance& met) {
  if (met.socket == nullptr) return returning(size_of(met));
  const Socket& socket = *met.socket;
  if (!socket.was_connected && !met.is_datagram() && socket.unread_bytes == 0) return failing(EINVAL);
  const bool reset_first = socket.reset && met.keeps_records();
  if (socket.unread_bytes > 0 && !reset_first) {
    // A record comes alone; of a stream comes all that there is room for.
    const std::uint64_t there = met.keeps_records() && !socket.unread.empty()
                                    ? socket.unread.front().bytes
                                    : socket.unread_bytes;
    return returning(std::min(size_of(met), static_cast<std::int64_t>(there)));
  }
  if (socket.reset) return failing(ECONNRESET);
  if (socket.peer_gone || socket.shut_receive) return returning(0);
  return met.may_not_wait() ? failing(EAGAIN) : kAsleep;
}

Answer expected_write(const Circumstance& met) {
  if (met.socket == nullptr) return returning(size_of(met));
  if (!met.socket->was_connected && !met.is_datagram()) return failing(ENOTCONN);
  if (met.socket->peer_gone) return failing(met.is_datagram() ? ECONNREFUSED : EPIPE);
  return returning(size_of(met));
}

/// How many descriptors select(), poll() or epoll_wait() would report.
std::int64_t ready_count(const Circumstance& met) {
  const Model& model = met.model;
  const EventParts* parts = met.enter.parts;
  std::int64_t count = 0;
  if (met.enter.call == Syscall::epoll_wait) {
    if (met.file == nullptr) return 0;
    for (const Interest& interest : met.file->interests) count += model.ready(interest) != 0 ? 1 : 0;
    return count;
  }
  if (parts == nullptr) return 0;
  for (const std::int32_t fd : parts->fds) {
    const FileIndex file = model.file_of(met.enter.actor, fd);
    if (fd >= met.enter.args[0] || file == kNoFile) continue;
    count += (model.readiness(file) & (POLLIN | POLLHUP | POLLERR)) != 0 ? 1 : 0;
  }
  for (const PollEntry& entry : parts->poll) {
    const FileIndex file = model.file_of(met.enter.actor, entry.fd);
    if (file == kNoFile) continue;
    count += (model.readiness(file) & (entry.events | POLLHUP | POLLERR)) != 0 ? 1 : 0;
  }
  return count;
}

bool watches(Syscall call) {
  return call == Syscall::select || call == Syscall::poll || call == Syscall::epoll_wait;
}

bool makes_descriptor(Syscall call) {
  return call == Syscall::socket || call == Syscall::accept || call == Syscall::accept4 ||
         call == Syscall::dup || call == Syscall::open || call == Syscall::epoll_create1;
}

/// Errors of which the manual page of a call speaks first, beside those of the state diagram.
std::vector<int> manual_errors(const Circumstance& met) {
  const Syscall call = family_of(met.enter.call);
  // What may sleep does not say "try again".
  const bool patient = !met.may_not_wait();
  switch (call) {
    case Syscall::socket:
    case Syscall::open: return {EMFILE, EACCES};
    case Syscall::socketpair:
    case Syscall::epoll_create1: return {EMFILE};
    case Syscall::bind: return {EADDRINUSE, ENOENT};
    case Syscall::listen: return {EADDRINUSE};
    case Syscall::accept: return patient ? std::vector<int>{EMFILE} : std::vector<int>{EAGAIN, EMFILE};
    case Syscall::connect: return {ECONNREFUSED, ENOENT};
    case Syscall::read: return patient ? std::vector<int>{ECONNRESET} : std::vector<int>{EAGAIN, ECONNRESET};
    case Syscall::write: return patient ? std::vector<int>{EPIPE} : std::vector<int>{EAGAIN, EPIPE};
    case Syscall::shutdown: return {ENOTCONN};
    case Syscall::unlink:
    case Syscall::chmod: return {ENOENT, EACCES};
    case Syscall::close:
    case Syscall::dup: return {EBADF};
    case Syscall::mkdir: return {EEXIST};
    default: return takes_fd(call) ? std::vector<int>{EBADF} : std::vector<int>{EINVAL};
  }
}

/// Numbers that people take for the result.
std::vector<std::int64_t> usual_mistakes(const Circumstance& met) {
  const Event& enter = met.enter;
  if (makes_descriptor(enter.call)) {
    // The number that was passed, zero for "done", and one too far.
    const std::int64_t passed = takes_fd(enter.call) ? enter.args[0] : 0;
    return {passed, lowest_free(met.model, enter.actor) + 1, 0};
  }
  const std::int64_t size = size_of(met);
  const Syscall family = family_of(enter.call);
  if (family == Syscall::read) return {0, size, 4};
  if (family == Syscall::write) return {0, size + 1};
  if (enter.call == Syscall::select) return {1, enter.args[0] - 1, 0};
  if (watches(enter.call)) return {1, 2, 0};
  return {takes_fd(enter.call) ? enter.args[0] : 1};
}

/// What the call returns where all is well.
std::int64_t usual_number(const Circumstance& met) {
  if (makes_descriptor(met.enter.call)) return lowest_free(met.model, met.enter.actor);
  if (family_of(met.enter.call) == Syscall::write) return size_of(met);
  return family_of(met.enter.call) == Syscall::read ? 4 : 0;
}

/// Errors and sleep that the state diagram has for this call.
std::vector<Answer> from_state_diagram(Syscall family) {
  std::vector<Answer> found;
  for (const Transition& row : transition_table()) {
    if (row.call != family || row.by_peer) continue;
    if (row.outcome == Outcome::slept) found.push_back(kAsleep);
    if (row.outcome == Outcome::failed && row.error != 0) found.push_back(failing(row.error));
  }
  return found;
}

}  // namespace

Sentence in_words(const Answer& answer) {
  switch (answer.kind) {
    case Answer::Kind::returns: return say(texts::kReturns, answer.value);
    case Answer::Kind::fails: return say(texts::kFails, errno_name(answer.error));
    case Answer::Kind::sleeps: break;
  }
  return say(texts::kSleeps);
}

Answer answer_of(const Event* exit) {
  if (exit == nullptr || exit->kind != EventKind::exit) return kAsleep;
  return exit->failed() ? failing(exit->error) : returning(exit->ret);
}

std::optional<Answer> expected_answer(const Model& now, const Event& enter) {
  if (enter.call == Syscall::exit || enter.call == Syscall::none) return {};
  const Circumstance met(now, enter);
  if (takes_fd(enter.call) && now.file_of(enter.actor, enter.fd()) == kNoFile && enter.fd() > 2) {
    return failing(EBADF);
  }
  switch (family_of(enter.call)) {
    case Syscall::accept: return expected_accept(met);
    case Syscall::connect: return expected_connect(met);
    case Syscall::bind: return expected_bind(met);
    case Syscall::read: return expected_read(met);
    case Syscall::write: return expected_write(met);
    case Syscall::listen:
      if (met.socket != nullptr && met.socket->address.kind == UnixAddress::Kind::none) return failing(EINVAL);
      return returning(0);
    case Syscall::unlink: {
      const FileName* file = now.file_name(met.address().name);
      return file != nullptr && file->exists ? returning(0) : failing(ENOENT);
    }
    case Syscall::select:
    case Syscall::poll:
    case Syscall::epoll_wait: return now.would_block(enter) ? kAsleep : returning(ready_count(met));
    case Syscall::shutdown:
      if (met.socket != nullptr && !met.socket->was_connected && !met.socket->listening) return failing(ENOTCONN);
      return returning(0);
    default: break;
  }
  return returning(makes_descriptor(enter.call) ? lowest_free(now, enter.actor) : 0);
}

std::vector<Answer> alternatives(const Model& now, const Event& enter) {
  std::vector<Answer> chosen;
  const auto expected = expected_answer(now, enter);
  if (!expected) return chosen;
  const auto offer = [&chosen](const Answer& answer) {
    const bool known = std::find(chosen.begin(), chosen.end(), answer) != chosen.end();
    if (!known && chosen.size() < kMostAlternatives) chosen.push_back(answer);
  };
  const Circumstance met(now, enter);
  const Syscall family = family_of(enter.call);
  offer(*expected);
  // Sleep, a number and an error stand among them where the call can end so: a kind that is missing
  // would betray the result.
  if (row_of(enter.call).may_block) offer(kAsleep);
  const std::vector<std::int64_t> mistakes = usual_mistakes(met);
  offer(returning(expected->kind == Answer::Kind::returns ? mistakes.front() : usual_number(met)));
  const std::size_t errors_until = kMostAlternatives - (chosen.size() < 3 ? 1 : 0);
  for (const int error : manual_errors(met)) {
    if (chosen.size() < errors_until) offer(failing(error));
  }
  for (const std::int64_t mistake : mistakes) offer(returning(mistake));
  for (const Answer& answer : from_state_diagram(family)) offer(answer);
  std::sort(chosen.begin(), chosen.end(), [](const Answer& a, const Answer& b) {
    return std::tuple(a.kind, a.value, errno_name(a.error)) < std::tuple(b.kind, b.value, errno_name(b.error));
  });
  return chosen;
}

}  // namespace sockwalk
