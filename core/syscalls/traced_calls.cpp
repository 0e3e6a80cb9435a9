#include "syscalls/traced_calls.h"

#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>

namespace sockwalk {
namespace {

thread_local volatile std::sig_atomic_t sigpipe_noted = 0;

EventParts* with_data(Arena& arena, std::span<const std::byte> data) {
  EventParts parts;
  parts.data = arena.copy(data.first(std::min(data.size(), kRecordedBytes)));
  parts.data_bytes = data.size();
  return arena.make(parts);
}

EventParts* with_fds(Arena& arena, std::span<const std::int32_t> fds) {
  EventParts parts;
  parts.fds = arena.copy(fds.first(std::min(fds.size(), kRecordedEntries)));
  parts.fds_count = static_cast<std::uint32_t>(fds.size());
  return arena.make(parts);
}

EventParts* with_address(Arena& arena, const UnixAddress& address) {
  EventParts parts;
  parts.address = address;
  parts.address.name = arena.copy(address.name);
  return arena.make(parts);
}

}  // namespace

std::int64_t monotonic_ns() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

int stop_signal() { return SIGRTMIN; }

void install_signal_handlers() {
  static const bool once = [] {
    struct sigaction action = {};
    sigemptyset(&action.sa_mask);
    action.sa_handler = [](int) { sigpipe_noted = 1; };
    sigaction(SIGPIPE, &action, nullptr);
    action.sa_handler = [](int) {};
    sigaction(stop_signal(), &action, nullptr);
    return true;
  }();
  static_cast<void>(once);
}

TracedCalls::TracedCalls(ActorId actor, EventProducer& events, StepGate& gate,
                         const KernelCalls& calls, std::int64_t start_ns)
    : actor_(actor), events_(events), gate_(gate), calls_(calls), start_ns_(start_ns) {}

std::int64_t TracedCalls::now() const { return monotonic_ns() - start_ns_; }

Event TracedCalls::begin(Syscall call, SourcePlace at,
                         std::initializer_list<std::int64_t> arguments) const {
  Event event;
  event.kind = EventKind::enter;
  event.call = call;
  event.actor = actor_;
  event.file = at.file;
  event.line = at.line;
  std::copy(arguments.begin(), arguments.end(), event.args.begin());
  return event;
}

bool TracedCalls::enter(Event& event) {
  if (ended_ || gate_.arrive(actor_, event) == Grant::stop) {
    ended_ = true;
    return false;
  }
  event.t_ns = now();
  events_.put(event);
  return true;
}

CallResult TracedCalls::leave(const Event& entered, long returned, EventParts* parts,
                              int content_with) {
  Event event = entered;
  event.kind = EventKind::exit;
  event.t_ns = now();
  event.parts = parts;
  event.ret = returned < 0 ? -1 : returned;
  event.error = returned < 0 ? static_cast<std::int32_t>(-returned) : 0;
  event.expected = content_with != 0 && event.error == content_with;
  // A call that the stop signal has ended did not happen as far as the run is concerned.
  if (gate_.stopping() && event.error == EINTR) {
    ended_ = true;
    return {-1, EINTR};
  }
  events_.put(event);
  if (event.error == EPIPE && sigpipe_noted != 0) {
    sigpipe_noted = 0;
    Event signal = begin(Syscall::none, {entered.file, entered.line}, {SIGPIPE});
    signal.kind = EventKind::signal;
    signal.t_ns = now();
    events_.put(signal);
    signal.kind = EventKind::end;
    signal.args = {};
    signal.error = SIGPIPE;
    events_.put(signal);
    ended_ = true;
  }
  gate_.returned(actor_);
  return {event.ret, event.error};
}

EventParts* TracedCalls::opened(long returned) {
  if (returned < 0) return nullptr;
  const OpenedFd fd{static_cast<std::int32_t>(returned), calls_.inode(static_cast<int>(returned)), 0};
  EventParts parts;
  parts.opened = events_.arena().copy(std::span<const OpenedFd>(&fd, 1));
  return events_.arena().make(parts);
}

CallResult TracedCalls::socket(SourcePlace at, int domain, int type, int protocol) {
  Event event = begin(Syscall::socket, at, {domain, type, protocol});
  if (!enter(event)) return {};
  const long returned = calls_.socket(domain, type, protocol);
  return leave(event, returned, opened(returned));
}

CallResult TracedCalls::bind(SourcePlace at, int fd, const UnixAddress& address) {
  return bind(at, fd, address, 0);
}

CallResult TracedCalls::bind(SourcePlace at, int fd, const UnixAddress& address, int content_with) {
  Event event = begin(Syscall::bind, at, {fd});
  event.parts = with_address(events_.arena(), address);
  std::uint32_t length = 0;
  const sockaddr_un name = to_sockaddr(address, length);
  if (!enter(event)) return {};
  const long returned = calls_.bind(fd, reinterpret_cast<const sockaddr*>(&name), length);
  return leave(event, returned, nullptr, content_with);
}

CallResult TracedCalls::listen(SourcePlace at, int fd, int backlog) {
  Event event = begin(Syscall::listen, at, {fd, backlog});
  if (!enter(event)) return {};
  return leave(event, calls_.listen(fd, backlog));
}

CallResult TracedCalls::accept(SourcePlace at, int fd) {
  Event event = begin(Syscall::accept, at, {fd});
  if (!enter(event)) return {};
  const long returned = calls_.accept(fd);
  return leave(event, returned, opened(returned));
}

CallResult TracedCalls::connect(SourcePlace at, int fd, const UnixAddress& address) {
  Event event = begin(Syscall::connect, at, {fd});
  event.parts = with_address(events_.arena(), address);
  std::uint32_t length = 0;
  const sockaddr_un name = to_sockaddr(address, length);
  if (!enter(event)) return {};
  return leave(event, calls_.connect(fd, reinterpret_cast<const sockaddr*>(&name), length));
}

CallResult TracedCalls::read(SourcePlace at, int fd, std::span<std::byte> buffer) {
  Event event = begin(Syscall::read, at, {fd, static_cast<std::int64_t>(buffer.size())});
  if (!enter(event)) return {};
  const long returned = calls_.read(fd, buffer.data(), buffer.size());
  EventParts* parts = nullptr;
  if (returned > 0) {
    parts = with_data(events_.arena(), buffer.first(static_cast<std::size_t>(returned)));
  }
  return leave(event, returned, parts);
}

CallResult TracedCalls::write(SourcePlace at, int fd, std::span<const std::byte> data) {
  Event event = begin(Syscall::write, at, {fd, static_cast<std::int64_t>(data.size())});
  event.parts = with_data(events_.arena(), data);
  if (!enter(event)) return {};
  return leave(event, calls_.write(fd, data.data(), data.size()));
}

CallResult TracedCalls::select(SourcePlace at, std::span<const std::int32_t> fds,
                               std::vector<std::int32_t>& ready) {
  ready.clear();
  fd_set set;
  FD_ZERO(&set);
  int highest = -1;
  for (const std::int32_t fd : fds) {
    FD_SET(fd, &set);
    highest = std::max(highest, fd);
  }
  Event event = begin(Syscall::select, at, {highest + 1});
  event.parts = with_fds(events_.arena(), fds);
  if (!enter(event)) return {};
  const long returned = calls_.select(highest + 1, &set);
  if (returned >= 0) {
    for (const std::int32_t fd : fds) {
      if (FD_ISSET(fd, &set)) ready.push_back(fd);
    }
  }
  return leave(event, returned, returned < 0 ? nullptr : with_fds(events_.arena(), ready));
}

CallResult TracedCalls::close(SourcePlace at, int fd) {
  Event event = begin(Syscall::close, at, {fd});
  if (!enter(event)) return {};
  return leave(event, calls_.close(fd));
}

CallResult TracedCalls::unlink(SourcePlace at, const UnixAddress& path, int content_with) {
  Event event = begin(Syscall::unlink, at, {});
  event.parts = with_address(events_.arena(), path);
  if (!enter(event)) return {};
  return leave(event, calls_.unlink(event.parts->address.name.data()), nullptr, content_with);
}

void TracedCalls::exit(SourcePlace at, int status) {
  Event event = begin(Syscall::exit, at, {status});
  if (!enter(event)) return;
  event.kind = EventKind::end;
  event.t_ns = now();
  event.args = {};
  event.ret = status;
  events_.put(event);
  ended_ = true;
}

void TracedCalls::start(pid_t pid, pid_t tid, std::string_view name) {
  Event event = begin(Syscall::none, {}, {pid, tid});
  event.kind = EventKind::start;
  event.t_ns = now();
  EventParts parts;
  parts.text = events_.arena().copy(name);
  event.parts = events_.arena().make(parts);
  events_.put(event);
}

void TracedCalls::note(NoteKind kind, std::initializer_list<std::int64_t> arguments,
                       SourcePlace at) {
  if (ended_) return;
  Event event = begin(Syscall::none, at, arguments);
  event.kind = EventKind::note;
  event.note = kind;
  event.t_ns = now();
  events_.put(event);
}

void TracedCalls::note_step(SourcePlace at, int step) { note(NoteKind::step, {step}, at); }
void TracedCalls::note_slots(std::int64_t count) { note(NoteKind::slots, {count}); }
void TracedCalls::note_slot(std::int64_t slot, int fd, std::int64_t result) {
  note(NoteKind::slot, {slot, fd, result});
}

}  // namespace sockwalk
