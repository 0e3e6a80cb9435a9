#include "syscalls/traced_calls.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

#include "event/parts_draft.h"
#include "syscalls/call_address.h"

namespace sockwalk {
namespace {

thread_local volatile std::sig_atomic_t sigpipe_noted = 0;

/// More placeholders than this would take noticeable time and memory.
constexpr rlim_t kMostPlaceholders = 1 << 20;

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
    sigaction(SIGUSR1, &action, nullptr);
    action.sa_flags = SA_RESTART;
    sigaction(SIGUSR2, &action, nullptr);
    return true;
  }();
  static_cast<void>(once);
}

TracedCalls::TracedCalls(const CallSetting& setting)
    : actor_(setting.actor),
      events_(*setting.events),
      gate_(*setting.gate),
      orders_(setting.gate->orders(setting.actor)),
      calls_(*setting.calls),
      crew_(setting.crew),
      start_ns_(setting.start_ns),
      limits_(*setting.limits),
      ends_(setting.accepts, *setting.calls) {}

std::int64_t TracedCalls::now() const { return monotonic_ns() - start_ns_; }

Event& TracedCalls::begin(Syscall call, SourcePlace at,
                          std::initializer_list<std::int64_t> arguments) {
  Event& event = events_.next();
  event.kind = EventKind::enter;
  event.call = call;
  event.actor = actor_;
  event.client = client_;
  event.file = at.file;
  event.line = at.line;
  std::copy(arguments.begin(), arguments.end(), event.args.begin());
  return event;
}

bool TracedCalls::enter(Event& event, std::int64_t timeout_ms) {
  if (ended_) return false;
  Event* announced = &event;
  if (performing_) {
    performing_ = false;
    gate_.performs(actor_, event, timeout_ms);
  } else {
    for (;;) {
      std::string request;
      const Grant granted = gate_.arrive(actor_, *announced, timeout_ms, request);
      if (granted == Grant::proceed) break;
      if (granted == Grant::crash) {
        end({announced->file, announced->line}, 0, SIGKILL);
        return false;
      }
      if (granted != Grant::perform || !perform_) {
        cease();
        return false;
      }
      // The other call is logged in the place of this one, which is announced again afterwards.
      const Event kept = *announced;
      const int content = std::exchange(content_with_, 0);
      performing_ = true;
      perform_(*this, request);
      performing_ = false;
      if (ended_) return false;
      content_with_ = content;
      announced = &events_.next();
      *announced = kept;
    }
  }
  call_ = announced->call;
  at_ = {announced->file, announced->line};
  arguments_ = announced->args;
  announced->t_ns = last_ns_ = now();
  events_.publish();
  return true;
}

CallResult TracedCalls::leave(long returned, const EventParts* parts) {
  const int error = returned < 0 ? static_cast<int>(-returned) : 0;
  const int content = std::exchange(content_with_, 0);
  // What others see of these passes the gate's mutex as well.
  orders_.expire.store(false, std::memory_order_release);
  orders_.returning.store(false, std::memory_order_release);
  const bool crashes = orders_.crash.load();
  // A call that the stop signal has ended did not happen as far as the run is concerned.
  if (error == EINTR && (gate_.stopping() || crashes)) {
    if (crashes) {
      end(at_, 0, SIGKILL);
    } else {
      cease();
    }
    return {-1, EINTR};
  }
  Event& event = events_.next();
  event.kind = EventKind::exit;
  event.call = call_;
  event.actor = actor_;
  event.client = client_;
  event.file = at_.file;
  event.line = at_.line;
  event.args = arguments_;
  event.parts = parts;
  event.ret = error != 0 ? -1 : returned;
  event.error = error;
  event.expected = error != 0 && error == content;
  event.t_ns = last_ns_ = now();
  const CallResult result{event.ret, error};
  events_.publish();
  if (error == EPIPE && sigpipe_noted != 0) {
    sigpipe_noted = 0;
    if (!sigpipe_ignored_) {
      Event& signal = begin(Syscall::none, at_, {SIGPIPE});
      signal.kind = EventKind::signal;
      signal.t_ns = now();
      events_.publish();
      end(at_, 0, SIGPIPE);
    }
  }
  if (crashes && !ended_) end(at_, 0, SIGKILL);
  gate_.returned(actor_);
  return result;
}

void TracedCalls::end(SourcePlace at, int status, int signal) {
  ends_.before_end();
  Event& event = begin(call_, at, {});
  event.kind = EventKind::end;
  event.t_ns = now();
  event.ret = status;
  event.error = signal;
  events_.publish();
  ended_ = true;
}

void TracedCalls::cease() {
  ends_.before_end();
  ended_ = true;
}

std::uint32_t TracedCalls::inode_of(int fd) const {
  if (shares_table_) return calls_.inode(fd);
  const auto place = static_cast<std::size_t>(fd);
  return fd >= 0 && place < inodes_.size() ? inodes_[place] : 0;
}

OpenedFd TracedCalls::learn(int fd, bool made) {
  const std::uint32_t inode = calls_.inode(fd);
  const auto place = static_cast<std::size_t>(fd);
  if (inodes_.size() <= place) inodes_.resize(place + 1);
  inodes_[place] = inode;
  if (made) limits_.made(inode);
  return {fd, inode, 0};
}

const EventParts* TracedCalls::opened(long returned, bool made) {
  if (returned < 0) return nullptr;
  const OpenedFd fd = learn(static_cast<int>(returned), made);
  EventParts* parts = events_.arena().make<EventParts>();
  parts->opened = events_.arena().copy(std::span<const OpenedFd>(&fd, 1));
  return parts;
}

const EventParts* TracedCalls::accepted(int listener, long returned) {
  const EventParts* parts = opened(returned, true);
  if (parts != nullptr) {
    ends_.accepted(listener, parts->opened.front().fd, parts->opened.front().inode);
  }
  return parts;
}

const EventParts* TracedCalls::with_address(const UnixAddress& address) {
  EventParts* parts = events_.arena().make<EventParts>();
  add_rare_parts(events_.arena(), *parts).address = kept(address);
  return parts;
}

UnixAddress TracedCalls::kept(const UnixAddress& address) {
  UnixAddress copy = address;
  copy.name = events_.arena().copy(address.name);
  const bool relative = address.kind == UnixAddress::Kind::path && !address.name.empty() &&
                        !address.name.starts_with('/');
  if (relative) copy.directory = events_.arena().copy(directory_);
  return copy;
}

CallResult TracedCalls::socket(SourcePlace at, int domain, int type, int protocol) {
  Event& event = begin(Syscall::socket, at, {domain, type, protocol});
  if (!enter(event)) return {};
  const long returned = calls_.socket(domain, type, protocol);
  return leave(returned, opened(returned, true));
}

CallResult TracedCalls::socketpair(SourcePlace at, int domain, int type, int protocol,
                                   std::array<int, 2>& fds) {
  Event& event = begin(Syscall::socketpair, at, {domain, type, protocol});
  if (!enter(event)) return {};
  const long returned = calls_.socketpair(domain, type, protocol, fds.data());
  if (returned < 0) return leave(returned);
  std::array<OpenedFd, 2> both{learn(fds[0], true), learn(fds[1], true)};
  both[0].peer = both[1].inode;
  both[1].peer = both[0].inode;
  EventParts* parts = events_.arena().make<EventParts>();
  parts->opened = events_.arena().copy(std::span<const OpenedFd>(both));
  return leave(returned, parts);
}

CallResult TracedCalls::bind(SourcePlace at, int fd, const UnixAddress& address) {
  Event& event = begin(Syscall::bind, at, {fd});
  event.parts = with_address(address);
  const CallAddress name(address);
  if (!enter(event)) return {};
  return leave(calls_.bind(fd, name.get(), name.length()));
}

CallResult TracedCalls::listen(SourcePlace at, int fd, int backlog) {
  Event& event = begin(Syscall::listen, at, {fd, backlog});
  if (!enter(event)) return {};
  return leave(calls_.listen(fd, backlog));
}

CallResult TracedCalls::accept(SourcePlace at, int fd) {
  Event& event = begin(Syscall::accept, at, {fd});
  if (!enter(event, time_limit(fd, SO_RCVTIMEO))) return {};
  const long returned = until_limit(fd, SO_RCVTIMEO, [&] { return calls_.accept(fd); });
  return leave(returned, accepted(fd, returned));
}

CallResult TracedCalls::accept4(SourcePlace at, int fd, int flags) {
  Event& event = begin(Syscall::accept4, at, {fd, flags});
  if (!enter(event, time_limit(fd, SO_RCVTIMEO))) return {};
  const long returned = until_limit(fd, SO_RCVTIMEO, [&] { return calls_.accept4(fd, flags); });
  return leave(returned, accepted(fd, returned));
}

CallResult TracedCalls::connect(SourcePlace at, int fd, const UnixAddress& address) {
  Event& event = begin(Syscall::connect, at, {fd});
  event.parts = with_address(address);
  const CallAddress name(address);
  // connect(2) waits as long as sending may (socket(7)).
  if (!enter(event, time_limit(fd, SO_SNDTIMEO))) return {};
  const long returned = until_limit(
      fd, SO_SNDTIMEO, [&] { return calls_.connect(fd, name.get(), name.length()); });
  ends_.connected(fd, returned);
  return leave(returned);
}

CallResult TracedCalls::shutdown(SourcePlace at, int fd, int how) {
  Event& event = begin(Syscall::shutdown, at, {fd, how});
  if (!enter(event)) return {};
  return leave(calls_.shutdown(fd, how));
}

CallResult TracedCalls::dup(SourcePlace at, int fd) {
  Event& event = begin(Syscall::dup, at, {fd});
  if (!enter(event)) return {};
  const long returned = calls_.dup(fd);
  ends_.copied(fd, returned);
  return leave(returned, opened(returned, false));
}

CallResult TracedCalls::close(SourcePlace at, int fd) {
  if (!ended_) ends_.before_close(fd);
  Event& event = begin(Syscall::close, at, {fd});
  if (!enter(event)) return {};
  return leave(calls_.close(fd));
}

void TracedCalls::exit(SourcePlace at, int status) {
  if (enter(begin(Syscall::exit, at, {status}))) end(at, status, 0);
}

void TracedCalls::start(pid_t pid, pid_t tid, std::string_view name, ActorId shares) {
  const std::int64_t shared = shares == kNoActor ? 0 : shares + 1;
  if (shared != 0) {
    ends_.share_table();
    shares_table_ = true;
  }
  Event& event = begin(Syscall::none, {}, {pid, tid, shared});
  event.kind = EventKind::start;
  event.t_ns = last_ns_ = now();
  EventParts* parts = events_.arena().make<EventParts>();
  parts->text = events_.arena().copy(name);
  event.parts = parts;
  events_.publish();
}

void TracedCalls::note(NoteKind kind, std::initializer_list<std::int64_t> arguments, SourcePlace at,
                       std::string_view text) {
  if (ended_) return;
  Event& event = begin(Syscall::none, at, arguments);
  event.kind = EventKind::note;
  event.note = kind;
  // What a program does between two calls takes less time than asking for the time again.
  event.t_ns = last_ns_;
  if (!text.empty()) {
    EventParts* parts = events_.arena().make<EventParts>();
    parts->text = events_.arena().copy(text);
    event.parts = parts;
  }
  events_.publish();
}

void TracedCalls::note_step(SourcePlace at, int step) { note(NoteKind::step, {step}, at); }
void TracedCalls::note_slots(std::int64_t count) { note(NoteKind::slots, {count}); }
void TracedCalls::note_slot(std::int64_t slot, int fd, std::int64_t result) {
  note(NoteKind::slot, {slot, fd, result});
}
void TracedCalls::note_text(std::string_view text) { note(NoteKind::text, {}, {}, text); }

bool TracedCalls::limit_descriptors(int limit) {
  rlimit numbers{};
  if (::getrlimit(RLIMIT_NOFILE, &numbers) != 0 || numbers.rlim_cur > kMostPlaceholders) return false;
  for (int number = limit; number < static_cast<int>(numbers.rlim_cur); ++number) {
    // One that is open already stays: a limit below open descriptors does not close them.
    if (calls_.fcntl(number, F_GETFD, 0) < 0) calls_.dup2(0, number);
  }
  return true;
}

ActorId TracedCalls::hire(std::string_view name, std::function<void(TracedCalls&)> program) {
  if (ended_ || crew_ == nullptr) return kNoActor;
  library("pthread_create", false);
  ends_.share_table();
  shares_table_ = true;
  const ActorId hired = crew_->hire(actor_, name, std::move(program));
  library("pthread_create", true);
  return hired;
}

void TracedCalls::join(const std::vector<ActorId>& others) {
  if (ended_) return;
  library("pthread_join", false);
  gate_.join(actor_, others);
  if (orders_.crash.load()) return end({}, 0, SIGKILL);
  if (gate_.stopping()) return cease();
  library("pthread_join", true);
}

void TracedCalls::library(std::string_view text, bool ends) {
  Event& event = begin(Syscall::none, {}, {});
  event.kind = EventKind::library;
  event.ret = ends ? 1 : 0;
  event.t_ns = now();
  EventParts* parts = events_.arena().make<EventParts>();
  parts->text = events_.arena().copy(text);
  event.parts = parts;
  events_.publish();
}

}  // namespace sockwalk
