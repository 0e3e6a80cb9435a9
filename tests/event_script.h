#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "event/arena.h"
#include "event/event.h"
#include "event/ids.h"
#include "event/parts_draft.h"
#include "model/model.h"

namespace sockwalk {

/// Writes a log by hand, so that a test reads like the story of a run. Every event gets its seq and
/// is folded into model() at once. Calls come as one verb (enter and exit together) or, where the
/// order of the log is the subject, as enter_… and then exit_… with what came back.
class EventScript {
 public:
  EventScript() { names_.id_of("server"); }

  /// From here on these are the actor's calls. It is started when it was not.
  EventScript& as(std::string_view name) {
    actor_ = names_.id_of(name);
    if (actor_ == kSetup) return *this;
    if (started_.size() <= actor_) started_.resize(actor_ + std::size_t{1});
    if (started_[actor_]) return *this;
    started_[actor_] = true;
    Event event = make(EventKind::start);
    event.args = {4000, 4001 + actor_};
    PartsDraft parts;
    parts.text = arena_.copy(name);
    return add(event, parts);
  }

  /// The same for a thread that shares the numbers of `other`, which is an actor already.
  EventScript& as_thread(std::string_view name, std::string_view other) {
    actor_ = names_.id_of(name);
    if (started_.size() <= actor_) started_.resize(actor_ + std::size_t{1});
    started_[actor_] = true;
    Event event = make(EventKind::start);
    event.args = {4000, 4001 + actor_, id(other) + 1};
    PartsDraft parts;
    parts.text = arena_.copy(name);
    return add(event, parts);
  }

  // Calls, whole. `error` is an errno, 0 = success.
  EventScript& socket(int fd, int error = 0, int type = 1) {
    return enter_socket(type).exit_opened(fd, error);
  }
  EventScript& bind(int fd, std::string_view path, int error = 0) {
    return enter(Syscall::bind, {fd}, with_address(path)).exit(0, error);
  }
  EventScript& listen(int fd, int backlog, int error = 0) {
    return enter(Syscall::listen, {fd, backlog}).exit(0, error);
  }
  EventScript& accept(int fd, int handle, int error = 0) {
    return enter_accept(fd).exit_opened(handle, error);
  }
  EventScript& connect(int fd, std::string_view path, int error = 0) {
    return enter_connect(fd, path).exit(0, error);
  }
  EventScript& write(int fd, std::string_view bytes, int error = 0) {
    return enter_write(fd, bytes).exit(static_cast<std::int64_t>(bytes.size()), error);
  }
  EventScript& read(int fd, std::string_view bytes, int error = 0, std::int64_t room = 128) {
    return enter_read(fd, room).exit_read(bytes, error);
  }
  EventScript& select(std::initializer_list<std::int32_t> asked,
                      std::initializer_list<std::int32_t> ready) {
    return enter_select(asked).exit_select(ready);
  }
  EventScript& close(int fd, int error = 0) { return enter(Syscall::close, {fd}).exit(0, error); }
  EventScript& unlink(std::string_view path, int error = 0, bool expected = false) {
    return enter(Syscall::unlink, {}, with_address(path)).exit(0, error, {}, expected);
  }
  EventScript& socketpair(int one, int other, int type = 1) {
    const std::array both{OpenedFd{one, next_inode_, next_inode_ + 1},
                          OpenedFd{other, next_inode_ + 1, next_inode_}};
    next_inode_ += 2;
    return enter(Syscall::socketpair, {1, type, 0}).exit(0, 0, with_opened(both));
  }
  EventScript& accept4(int fd, int handle, int flags, int error = 0) {
    return enter(Syscall::accept4, {fd, flags}).exit_opened(handle, error);
  }
  EventScript& shutdown(int fd, int how, int error = 0) {
    return enter(Syscall::shutdown, {fd, how}).exit(0, error);
  }
  EventScript& dup(int fd, int copy, int error = 0) {
    return enter(Syscall::dup, {fd}).exit_opened(copy, error);
  }
  /// fcntl(fd, F_SETFL, …)
  EventScript& set_flags(int fd, std::int64_t flags) {
    return enter(Syscall::fcntl, {fd, 4, flags}).exit(0);
  }
  EventScript& open(std::string_view path, int fd, std::int64_t flags = 0, int error = 0) {
    return enter(Syscall::open, {flags}, with_address(path)).exit_opened(fd, error);
  }
  /// `path` empty: to the peer.
  EventScript& sendto(int fd, std::string_view bytes, std::string_view path = {}, int error = 0) {
    return enter_sendto(fd, bytes, path).exit(static_cast<std::int64_t>(bytes.size()), error);
  }
  EventScript& recvfrom(int fd, std::string_view bytes, int flags = 0, int error = 0,
                        std::int64_t room = 128) {
    return enter_recvfrom(fd, flags, room).exit_read(bytes, error);
  }
  EventScript& sendmsg(int fd, std::string_view bytes, std::initializer_list<std::int32_t> rights,
                       int error = 0) {
    return enter_sendmsg(fd, bytes, rights).exit(static_cast<std::int64_t>(bytes.size()), error);
  }
  EventScript& recvmsg(int fd, std::string_view bytes, std::initializer_list<std::int32_t> opened,
                       int flags = 0) {
    return enter(Syscall::recvmsg, {fd, 128, flags}).exit_recvmsg(bytes, opened);
  }
  EventScript& epoll_create(int fd) {
    return enter(Syscall::epoll_create1, {0}).exit_opened(fd);
  }
  EventScript& epoll_ctl(int epfd, int operation, int fd, std::uint32_t events = 0, int error = 0) {
    return enter(Syscall::epoll_ctl, {epfd, operation, fd}, with_poll({{fd, events, 0}}))
        .exit(0, error);
  }
  EventScript& epoll_wait(int epfd, std::initializer_list<PollEntry> ready,
                          std::int64_t timeout = -1) {
    return enter_epoll_wait(epfd, timeout).exit_poll(ready);
  }
  EventScript& setsockopt(int fd, int option, std::int64_t value) {
    return enter(Syscall::setsockopt, {fd, option, value}).exit(0);
  }
  EventScript& getsockopt(int fd, int option, std::int64_t value) {
    PartsDraft parts;
    parts.has_value = true;
    parts.value = value;
    return enter(Syscall::getsockopt, {fd, option}).exit(0, 0, parts);
  }
  EventScript& getsockname(int fd, std::string_view name) {
    return enter(Syscall::getsockname, {fd}).exit(0, 0, with_address(name));
  }
  /// exit(2) of the actor; the kernel closes what it left open.
  EventScript& leaves(int status = 0) { return enter(Syscall::exit, {status}).ends(status); }
  /// The actor is gone without a call of its own (a signal, the end of the run).
  EventScript& ends(int status = 0, int signal = 0) {
    Event event = make(EventKind::end);
    event.ret = status;
    event.error = signal;
    return add(event);
  }

  // The halves of calls.
  EventScript& enter_sendto(int fd, std::string_view bytes, std::string_view path = {}) {
    PartsDraft parts = with_data(bytes);
    if (!path.empty()) parts.address = with_address(path).address;
    return enter(Syscall::sendto, {fd, static_cast<std::int64_t>(bytes.size()), 0}, parts);
  }
  EventScript& enter_recvfrom(int fd, int flags = 0, std::int64_t room = 128) {
    return enter(Syscall::recvfrom, {fd, room, flags});
  }
  EventScript& enter_sendmsg(int fd, std::string_view bytes,
                             std::initializer_list<std::int32_t> rights) {
    PartsDraft parts = with_data(bytes);
    parts.fds = arena_.copy(std::span(rights.begin(), rights.size()));
    parts.fds_count = static_cast<std::uint32_t>(rights.size());
    return enter(Syscall::sendmsg, {fd, static_cast<std::int64_t>(bytes.size()), 0}, parts);
  }
  EventScript& exit_recvmsg(std::string_view bytes, std::initializer_list<std::int32_t> opened) {
    PartsDraft parts = with_data(bytes);
    std::vector<OpenedFd> numbers;
    for (const std::int32_t fd : opened) numbers.push_back({fd, 0, 0});
    parts.opened = arena_.copy(std::span<const OpenedFd>(numbers));
    return exit(static_cast<std::int64_t>(bytes.size()), 0, parts);
  }
  EventScript& enter_poll(std::initializer_list<PollEntry> asked, std::int64_t timeout = -1) {
    return enter(Syscall::poll, {static_cast<std::int64_t>(asked.size()), timeout},
                 with_poll(asked));
  }
  EventScript& enter_epoll_wait(int epfd, std::int64_t timeout = -1) {
    return enter(Syscall::epoll_wait, {epfd, 8, timeout});
  }
  EventScript& exit_poll(std::initializer_list<PollEntry> ready) {
    return exit(static_cast<std::int64_t>(ready.size()), 0, with_poll(ready));
  }
  EventScript& enter_socket(int type = 1) { return enter(Syscall::socket, {1, type, 0}); }
  EventScript& enter_accept(int fd) { return enter(Syscall::accept, {fd}); }
  EventScript& enter_connect(int fd, std::string_view path) {
    return enter(Syscall::connect, {fd}, with_address(path));
  }
  EventScript& enter_read(int fd, std::int64_t room = 128) {
    return enter(Syscall::read, {fd, room});
  }
  EventScript& enter_write(int fd, std::string_view bytes) {
    return enter(Syscall::write, {fd, static_cast<std::int64_t>(bytes.size())}, with_data(bytes));
  }
  EventScript& enter_select(std::initializer_list<std::int32_t> asked, std::int64_t timeout = -1) {
    const std::int32_t nfds = asked.size() == 0 ? 0 : *(asked.end() - 1) + 1;
    return enter(Syscall::select, {nfds, timeout}, with_fds(asked));
  }
  EventScript& exit_read(std::string_view bytes, int error = 0) {
    return exit(static_cast<std::int64_t>(bytes.size()), error, with_data(bytes));
  }
  EventScript& exit_select(std::initializer_list<std::int32_t> ready) {
    return exit(static_cast<std::int64_t>(ready.size()), 0, with_fds(ready));
  }
  /// The exit of socket() or accept(). inode 0: the next unused one; peer as unix_diag told it.
  EventScript& exit_opened(int fd, int error = 0, std::uint32_t inode = 0, std::uint32_t peer = 0) {
    if (error != 0) return exit(-1, error);
    const OpenedFd opened{fd, inode == 0 ? next_inode_++ : inode, peer};
    PartsDraft parts;
    parts.opened = arena_.copy(std::span<const OpenedFd>(&opened, 1));
    return exit(fd, 0, parts);
  }
  EventScript& enter(Syscall call, std::initializer_list<std::int64_t> args,
                     const PartsDraft& parts = {}) {
    Event event = make(EventKind::enter);
    event.call = call;
    std::copy(args.begin(), args.end(), event.args.begin());
    if (calls_.size() <= actor_) calls_.resize(actor_ + std::size_t{1});
    add(event, parts);
    calls_[actor_] = events_.back();
    return *this;
  }
  /// The exit of the actor's last enter.
  EventScript& exit(std::int64_t ret, int error = 0, const PartsDraft& parts = {},
                    bool expected = false) {
    Event event = calls_.at(actor_);
    event.kind = EventKind::exit;
    event.enter = event.seq;
    event.ret = error == 0 ? ret : -1;
    event.error = error;
    event.expected = expected;
    event.parts = nullptr;
    return add(event, parts);
  }

  // What else a log holds.
  EventScript& turn() {
    Event event = make(EventKind::turn);
    event.ret = ++turns_;
    return add(event);
  }
  /// The turn of that number is given to `actor`, whoever has the word.
  EventScript& turn(ActorId actor, std::int64_t number) {
    Event event;
    event.kind = EventKind::turn;
    event.actor = actor;
    event.ret = number;
    return add(event);
  }
  EventScript& step(int number) { return note(NoteKind::step, {number}); }
  EventScript& slots(std::int64_t count) { return note(NoteKind::slots, {count}); }
  EventScript& slot(int index, int fd, std::int64_t result) {
    return note(NoteKind::slot, {index, fd, result});
  }
  EventScript& note(NoteKind kind, std::initializer_list<std::int64_t> args,
                    const PartsDraft& parts = {}) {
    Event event = make(EventKind::note);
    event.note = kind;
    std::copy(args.begin(), args.end(), event.args.begin());
    return add(event, parts);
  }
  /// `to`: where it leads, if it is a symbolic link.
  EventScript& leftover(std::string_view path, std::string_view to = {}) {
    const ActorId before = actor_;
    actor_ = kSetup;
    PartsDraft parts = with_address(path);
    parts.text = arena_.copy(to);
    note(NoteKind::leftover, {}, parts);
    actor_ = before;
    return *this;
  }
  EventScript& kernel(const KernelSnapshot& snapshot) {
    Event event = make(EventKind::kernel);
    PartsDraft parts;
    parts.kernel = arena_.make(snapshot);
    return add(event, parts);
  }
  /// Any event at all; seq is filled in.
  EventScript& add(Event event, const PartsDraft& parts = {}) {
    event.seq = events_.size() + 1;
    event.t_ns = static_cast<std::int64_t>(event.seq) * 1000;
    event.parts = parts.stored(arena_);
    events_.push_back(event);
    model_.apply(event);
    return *this;
  }

  const std::vector<Event>& events() const { return events_; }
  const Event& last() const { return events_.back(); }
  /// The enter of the actor's last call.
  const Event& last_enter() const { return calls_.at(actor_); }
  const Model& model() const { return model_; }
  /// The state just before the last event.
  const Model& before() const {
    if (before_of_ != events_.size()) {
      before_ = Model();
      before_of_ = events_.size();
      for (std::size_t i = 0; i + 1 < events_.size(); ++i) before_.apply(events_[i]);
    }
    return before_;
  }
  const ActorNames& names() const { return names_; }
  ActorId id(std::string_view name) const { return names_.find(name); }
  Arena& arena() { return arena_; }

  /// The socket behind a number of the actor. REQUIRES: there is one.
  const Socket& at(std::string_view name, int fd) const {
    return model_.sockets.at(model_.socket_of(id(name), fd));
  }
  Phase phase(std::string_view name, int fd) const { return phase_of(at(name, fd)); }

  /// From here on relative paths start in `directory`, as after chdir(2).
  EventScript& stands_in(std::string_view directory) {
    directory_ = arena_.copy(directory);
    return *this;
  }

  PartsDraft with_address(std::string_view path) {
    PartsDraft parts;
    const bool abstract = !path.empty() && path.front() == '@';
    if (abstract) path.remove_prefix(1);
    parts.address.kind = abstract ? UnixAddress::Kind::abstract : UnixAddress::Kind::path;
    parts.address.name = arena_.copy(path);
    parts.address.length = static_cast<std::uint32_t>(path.size() + 3);
    if (!abstract && !path.starts_with('/')) parts.address.directory = directory_;
    return parts;
  }
  PartsDraft with_data(std::string_view bytes) {
    PartsDraft parts;
    const auto all = std::as_bytes(std::span(bytes));
    parts.data = arena_.copy(all.first(std::min(all.size(), kRecordedBytes)));
    parts.data_bytes = bytes.size();
    return parts;
  }
  PartsDraft with_opened(std::span<const OpenedFd> opened) {
    PartsDraft parts;
    parts.opened = arena_.copy(opened);
    return parts;
  }
  PartsDraft with_poll(std::initializer_list<PollEntry> entries) {
    PartsDraft parts;
    parts.poll = arena_.copy(std::span(entries.begin(), entries.size()));
    parts.poll_count = static_cast<std::uint32_t>(entries.size());
    return parts;
  }
  PartsDraft with_fds(std::initializer_list<std::int32_t> fds) {
    PartsDraft parts;
    parts.fds = arena_.copy(std::span(fds.begin(), fds.size()));
    parts.fds_count = static_cast<std::uint32_t>(fds.size());
    return parts;
  }

 private:
  Event make(EventKind kind) const {
    Event event;
    event.kind = kind;
    event.actor = actor_;
    return event;
  }

  Arena arena_;
  std::string_view directory_;
  ActorNames names_;
  ActorId actor_ = kServer;
  std::vector<bool> started_;
  std::vector<Event> calls_;  ///< by actor: its last enter
  std::vector<Event> events_;
  Model model_;
  mutable Model before_;            ///< made when it is asked for: a copy for every event is slow
  mutable std::size_t before_of_ = 0;  ///< the number of events that it is one short of
  std::int64_t turns_ = 0;
  std::uint32_t next_inode_ = 101;
};

/// A server that listens with fd 3 on /run/demo.sock, as most stories begin.
inline EventScript& listening_server(EventScript& script, int backlog = 5) {
  return script.as("server").socket(3).bind(3, "/run/demo.sock").listen(3, backlog);
}

}  // namespace sockwalk
