#pragma once

#include <sys/socket.h>

#include <csignal>

#include "event_script.h"
#include "log/trace_file.h"

namespace sockwalk {

/// Every call that carries more than numbers, with everything that it may carry.
inline void tell_messages(EventScript& s) {
  const auto polled = [&](std::initializer_list<PollEntry> all) {
    PartsDraft parts;
    parts.poll = s.arena().copy(std::span<const PollEntry>(all.begin(), all.size()));
    parts.poll_count = static_cast<std::uint32_t>(all.size());
    return parts;
  };
  PartsDraft pair;
  const OpenedFd both[]{{8, 501, 502}, {9, 502, 501}};
  pair.opened = s.arena().copy(std::span<const OpenedFd>(both));
  s.enter(Syscall::socketpair, {1, 1, 0}).exit(0, 0, pair);
  PartsDraft rights = s.with_data("x");
  rights.fds = s.with_fds({8, -1}).fds;
  rights.fds_count = 2;
  s.enter(Syscall::sendmsg, {8, 1, 0x4000}, rights).exit(1);
  PartsDraft credentials = s.with_data("y");
  credentials.has_credentials = true;
  credentials.credentials = {4000, 0, 65534};
  s.enter(Syscall::sendmsg, {8, 1, 0}, credentials).exit(0, EPERM);
  PartsDraft room;
  room.fds_count = 3;
  s.enter(Syscall::recvmsg, {9, 10, 2}, room);
  PartsDraft came = s.with_data("x");
  came.opened = pair.opened;
  came.message_flags = 0x28;
  came.has_credentials = true;
  came.credentials = {1, 2, 3};
  s.exit(1, 0, came);
  s.enter(Syscall::select, {4, 250}, s.with_fds({3})).exit_select({});
  s.enter(Syscall::poll, {2, -1}, polled({{3, 1, 0}, {-1, 0, 0}}));
  s.exit(1, 0, polled({{3, 0, 0x2011}}));
  s.enter(Syscall::epoll_ctl, {5, 1, 4}, polled({{4, 0x80000001U, 0}})).exit(0, EEXIST);
  s.enter(Syscall::epoll_wait, {5, 8, 100}).exit(1, 0, polled({{4, 0, 0x19}}));
  PartsDraft value;
  value.has_value = true;
  value.value = -5;
  s.enter(Syscall::getsockopt, {3, 4}).exit(0, 0, value);
  s.enter(Syscall::setsockopt, {3, 20, 200}).exit(0);
  s.enter(Syscall::getpeername, {4}).exit(0, 0, s.with_address("@a"));
  s.enter(Syscall::fcntl, {3, 4, 2048}).exit(0).enter(Syscall::ioctl, {3, 0x541B}).exit(0, 0, value);
  s.enter(Syscall::umask, {022}).exit(0777).enter(Syscall::shutdown, {3, 1}).exit(0, ENOTCONN);
  s.enter(Syscall::mkdir, {0700}, s.with_address("/run/d")).exit(0);
  s.enter(Syscall::open, {0}, s.with_address("/run/demo.sock")).exit(0, ENXIO);
}

/// A log that has every kind of event, note, call and address in it, and every awkward value.
inline void tell_every_kind(EventScript& s) {
  s.leftover("/run/x/demo.sock");
  s.as("server").slots(5).slot(0, -1, 0);
  PartsDraft words;
  words.text = "a remark \x01 \"quoted\" \\ ü €";
  s.note(NoteKind::text, {}, words);
  KernelSnapshot blind;
  blind.why_not = "there is no unix_diag here";
  s.kernel(blind);

  s.turn().unlink("/run/x/\xff\xc3\xb6\n.sock", ENOENT, true).step(1);
  s.turn().socket(3, 0, SOCK_STREAM | SOCK_CLOEXEC).bind(3, "/run/x/demo.sock", EADDRINUSE);
  s.bind(3, std::string_view{"@a\0b\xe9", 5}).listen(3, -1).step(5);
  PartsDraft unnamed;
  unnamed.address = {UnixAddress::Kind::unnamed, {}, 2};
  s.enter(Syscall::bind, {3}, unnamed).exit(0, EINVAL);
  s.enter(Syscall::connect, {3}).exit(0, EFAULT);  // no address at all
  s.enter(Syscall::socket, {77, 99, -1}).exit(0, 999);

  s.enter_accept(3);
  s.as("client 1").turn().socket(3).connect(3, "/run/x/demo.sock");
  const std::uint64_t waker = s.last().enter;
  s.as("server").exit_opened(4, 0, 48231, 48230);
  Event woken = s.last();
  woken.kind = EventKind::exit;
  s.enter_select({3, 4, 9});
  woken = s.last();
  woken.enter = woken.seq;
  woken.kind = EventKind::exit;
  woken.ret = 1;
  woken.slept = true;
  woken.woken_by = waker;
  s.add(woken, s.with_fds({4}));
  s.slot(1, 4, -7).read(4, std::string_view{"\0\1\x7f\x80\xff\"\\\n", 8}).read(4, "");
  s.write(4, std::string(300, '\xe9')).write(4, "", EPIPE);

  tell_messages(s);

  Event placed = s.last();
  placed.kind = EventKind::note;
  placed.call = Syscall::none;
  placed.args = {12};
  placed.enter = 0;
  placed.ret = 0;
  placed.error = 0;
  placed.note = NoteKind::step;
  placed.file = "server_select.c";
  placed.line = 65'535;
  s.add(placed);

  KernelSnapshot kernel;
  const std::uint32_t pending[]{48230, 0, 4'294'967'295U};
  KernelSocket listener{48207, true, SOCK_STREAM, 10, 0, 0, 2, 5, true, "/run/x/demo.sock\xff", {}};
  listener.pending = s.arena().copy(std::span<const std::uint32_t>(pending));
  const KernelSocket sockets[]{listener,
                               {48230, true, SOCK_STREAM, 1, 3, 48231, 0, 768, true, "", {}},
                               {7, false, 0, 0, 0, 0, 0, 0, false, {}, {}},
                               {8, true, 200, 99, 0, 0, 0, 0, false, {}, {}}};
  const KernelThread threads[]{{0, 'S', Syscall::accept}, {1, 'X', Syscall::none}};
  kernel.can_ask = true;
  kernel.sockets = s.arena().copy(std::span<const KernelSocket>(sockets));
  kernel.threads = s.arena().copy(std::span<const KernelThread>(threads));
  kernel.path = "/run/x/demo.sock";
  kernel.path_exists = true;
  kernel.path_is_socket = true;
  kernel.path_inode = 10'994'179'000'000;
  s.kernel(kernel);

  for (const EventKind kind :
       {EventKind::command, EventKind::library, EventKind::fork, EventKind::exec}) {
    Event event;
    event.kind = kind;
    event.actor = kind == EventKind::command ? kNoActor : ActorId{1};
    event.ret = kind == EventKind::fork ? 4123 : 0;
    s.add(event, words);
  }
  Event signal;
  signal.kind = EventKind::signal;
  signal.actor = 1;
  signal.args = {SIGPIPE};
  s.add(signal);
  signal.args = {63};
  s.add(signal);
  s.as("client 1").close(3).ends(0, SIGPIPE);
  s.as("server").close(4, EBADF).enter(Syscall::exit, {-1});
  Event end;
  end.kind = EventKind::end;
  end.call = Syscall::exit;
  end.ret = -1;
  s.add(end);
}

inline TraceHeader story_header() {
  TraceHeader header;
  header.scenario = "sum-select";
  header.scenario_toml = "title = \"Täst\"\n[server]\n";
  header.kernel = "6.18.0";
  header.directory = "/run/\xff\n/sockwalk";
  return header;
}

}  // namespace sockwalk
