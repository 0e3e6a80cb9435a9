#include "syscalls/traced_calls.h"

#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>

namespace sockwalk {
namespace {

thread_local volatile std::sig_atomic_t sigpipe_noted = 0;

const EventParts* with_data(Arena& arena, std::span<const std::byte> data) {
  EventParts* parts = arena.make<EventParts>();
  parts->data = arena.copy(data.first(std::min(data.size(), kRecordedBytes)));
  parts->data_bytes = data.size();
  return parts;
}

const EventParts* with_fds(Arena& arena, std::span<const std::int32_t> fds) {
  EventParts* parts = arena.make<EventParts>();
  parts->fds = arena.copy(fds.first(std::min(fds.size(), kRecordedEntries)));
  parts->fds_count = static_cast<std::uint32_t>(fds.size());
  return parts;
}

const EventParts* with_address(Arena& arena, const UnixAddress& address) {
  EventParts* parts = arena.make<EventParts>();
  parts->address = address;
  parts->address.name = arena.copy(address.name);
  return parts;
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

Event& TracedCalls::begin(Syscall call, SourcePlace at,
                          std::initializer_list<std::int64_t> arguments) {
  Event& event = events_.next();
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
  call_ = event.call;
  at_ = {event.file, event.line};
  arguments_ = event.args;
  event.t_ns = now();
  events_.publish();
  return true;
}

CallResult TracedCalls::leave(long returned, const EventParts* parts, int content_with) {
  const int error = returned < 0 ? static_cast<int>(-returned) : 0;
  // A call that the stop signal has ended did not happen as far as the run is concerned.
  if (error == EINTR && gate_.stopping()) {
    ended_ = true;
    return {-1, EINTR};
  }
  Event& event = events_.next();
  event.kind = EventKind::exit;
  event.call = call_;
  event.actor = actor_;
  event.file = at_.file;
  event.line = at_.line;
  event.args = arguments_;
  event.parts = parts;
  event.ret = error != 0 ? -1 : returned;
  event.error = error;
  event.expected = error != 0 && error == content_with;
  event.t_ns = now();
  const CallResult result{event.ret, error};
  events_.publish();
  if (error == EPIPE && sigpipe_noted != 0) {
    sigpipe_noted = 0;
    Event& signal = begin(Syscall::none, at_, {SIGPIPE});
    signal.kind = EventKind::signal;
    signal.t_ns = now();
    events_.publish();
    end(at_, 0, SIGPIPE);
  }
  gate_.returned(actor_);
  return result;
}

void TracedCalls::end(SourcePlace at, int status, int signal) {
  Event& event = begin(call_, at, {});
  event.kind = EventKind::end;
  event.t_ns = now();
  event.ret = status;
  event.error = signal;
  events_.publish();
  ended_ = true;
}

const EventParts* TracedCalls::opened(long returned) {
  if (returned < 0) return nullptr;
  const OpenedFd fd{static_cast<std::int32_t>(returned), calls_.inode(static_cast<int>(returned)), 0};
  EventParts* parts = events_.arena().make<EventParts>();
  parts->opened = events_.arena().copy(std::span<const OpenedFd>(&fd, 1));
  return parts;
}

CallResult TracedCalls::socket(SourcePlace at, int domain, int type, int protocol) {
  Event& event = begin(Syscall::socket, at, {domain, type, protocol});
  if (!enter(event)) return {};
  const long returned = calls_.socket(domain, type, protocol);
  return leave(returned, opened(returned));
}

CallResult TracedCalls::bind(SourcePlace at, int fd, const UnixAddress& address) {
  return bind(at, fd, address, 0);
}

CallResult TracedCalls::bind(SourcePlace at, int fd, const UnixAddress& address, int content_with) {
  Event& event = begin(Syscall::bind, at, {fd});
  event.parts = with_address(events_.arena(), address);
  std::uint32_t length = 0;
  const sockaddr_un name = to_sockaddr(address, length);
  if (!enter(event)) return {};
  const long returned = calls_.bind(fd, reinterpret_cast<const sockaddr*>(&name), length);
  return leave(returned, nullptr, content_with);
}

CallResult TracedCalls::listen(SourcePlace at, int fd, int backlog) {
  Event& event = begin(Syscall::listen, at, {fd, backlog});
  if (!enter(event)) return {};
  return leave(calls_.listen(fd, backlog));
}

CallResult TracedCalls::accept(SourcePlace at, int fd) {
  Event& event = begin(Syscall::accept, at, {fd});
  if (!enter(event)) return {};
  const long returned = calls_.accept(fd);
  return leave(returned, opened(returned));
}

CallResult TracedCalls::connect(SourcePlace at, int fd, const UnixAddress& address) {
  Event& event = begin(Syscall::connect, at, {fd});
  event.parts = with_address(events_.arena(), address);
  std::uint32_t length = 0;
  const sockaddr_un name = to_sockaddr(address, length);
  if (!enter(event)) return {};
  return leave(calls_.connect(fd, reinterpret_cast<const sockaddr*>(&name), length));
}

CallResult TracedCalls::read(SourcePlace at, int fd, std::span<std::byte> buffer) {
  Event& event = begin(Syscall::read, at, {fd, static_cast<std::int64_t>(buffer.size())});
  if (!enter(event)) return {};
  const long returned = calls_.read(fd, buffer.data(), buffer.size());
  const EventParts* parts = nullptr;
  if (returned > 0) {
    parts = with_data(events_.arena(), buffer.first(static_cast<std::size_t>(returned)));
  }
  return leave(returned, parts);
}

CallResult TracedCalls::write(SourcePlace at, int fd, std::span<const std::byte> data) {
  Event& event = begin(Syscall::write, at, {fd, static_cast<std::int64_t>(data.size())});
  event.parts = with_data(events_.arena(), data);
  if (!enter(event)) return {};
  return leave(calls_.write(fd, data.data(), data.size()));
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
  Event& event = begin(Syscall::select, at, {highest + 1});
  event.parts = with_fds(events_.arena(), fds);
  if (!enter(event)) return {};
  const long returned = calls_.select(highest + 1, &set);
  if (returned >= 0) {
    for (const std::int32_t fd : fds) {
      if (FD_ISSET(fd, &set)) ready.push_back(fd);
    }
  }
  return leave(returned, returned < 0 ? nullptr : with_fds(events_.arena(), ready));
}

CallResult TracedCalls::close(SourcePlace at, int fd) {
  Event& event = begin(Syscall::close, at, {fd});
  if (!enter(event)) return {};
  return leave(calls_.close(fd));
}

CallResult TracedCalls::unlink(SourcePlace at, const UnixAddress& path, int content_with) {
  Event& event = begin(Syscall::unlink, at, {});
  const EventParts* parts = with_address(events_.arena(), path);
  event.parts = parts;
  if (!enter(event)) return {};
  return leave(calls_.unlink(parts->address.name.data()), nullptr, content_with);
}

void TracedCalls::exit(SourcePlace at, int status) {
  if (enter(begin(Syscall::exit, at, {status}))) end(at, status, 0);
}

void TracedCalls::start(pid_t pid, pid_t tid, std::string_view name) {
  Event& event = begin(Syscall::none, {}, {pid, tid});
  event.kind = EventKind::start;
  event.t_ns = now();
  EventParts* parts = events_.arena().make<EventParts>();
  parts->text = events_.arena().copy(name);
  event.parts = parts;
  events_.publish();
}

void TracedCalls::note(NoteKind kind, std::initializer_list<std::int64_t> arguments,
                       SourcePlace at) {
  if (ended_) return;
  Event& event = begin(Syscall::none, at, arguments);
  event.kind = EventKind::note;
  event.note = kind;
  event.t_ns = now();
  events_.publish();
}

void TracedCalls::note_step(SourcePlace at, int step) { note(NoteKind::step, {step}, at); }
void TracedCalls::note_slots(std::int64_t count) { note(NoteKind::slots, {count}); }
void TracedCalls::note_slot(std::int64_t slot, int fd, std::int64_t result) {
  note(NoteKind::slot, {slot, fd, result});
}

}  // namespace sockwalk
