#include <cerrno>
#include <functional>
#include <string>
#include <vector>

#include "explanation.h"

namespace sockwalk {
namespace {

/// What the actor's last enter is about to do, in the state before it. Says the same once the call
/// is under way, which is how a sleeper is shown.
std::string foretold(const EventScript& script) {
  const Event& enter = script.last_enter();
  const Sentence sentence = foretell(state_after(script, enter.seq - 1), enter);
  const std::string text = sentence.words();
  CHECK_FALSE(sentence.empty());
  CHECK(text.find('{') == std::string::npos);
  CHECK(text.size() <= 260);
  CHECK(text.back() == '.');
  Event not_committed = enter;
  not_committed.seq = 0;
  CHECK(foretell(state_after(script, enter.seq - 1), not_committed).words() == text);
  return text;
}

std::string needed(const EventScript& script) {
  return needs(script.model(), script.last_enter()).words();
}

bool says(const std::string& text, std::string_view part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

EventScript& connected(EventScript& script) { return served_client(script).as("client 1"); }

}  // namespace

TEST_SUITE_BEGIN("foretell");

TEST_CASE("accept with a client in the queue, with several, with none") {
  EventScript s;
  listening_server(s).enter_accept(3);
  CHECK(foretold(s) ==
        "The accept queue is empty, so accept() will sleep. The next connect() wakes it: accept() "
        "then returns a number for the new data socket, the client handle.");
  CHECK(needed(s) == "asleep in accept: needs a connect");
  s.exit(-1, EINTR).as("client 2").socket(3).connect(3, kDemo).as("server").enter_accept(3);
  CHECK(foretold(s) ==
        "Client 2's connect() already made a new data socket and put it in the accept queue. "
        "accept() takes the oldest one and gives the server a number for it: the client handle.");
  s.exit(-1, EINTR).as("client 1").socket(3).connect(3, kDemo).as("server").enter_accept(3);
  CHECK(foretold(s) ==
        "2 connections wait in the accept queue, Client 2's is the oldest. accept() takes that one "
        "and gives the server a number for its data socket: the client handle.");
}

TEST_CASE("accept does not tell the number that only the kernel knows") {
  EventScript s;
  served_client(s).as("client 2").socket(3).connect(3, kDemo).as("server").enter_accept(3);
  CHECK(foretold(s).find('5') == std::string::npos);
}

TEST_CASE("socket, bind, listen") {
  EventScript s;
  CHECK(says(foretold(s.as("server").enter_socket()),
             "the lowest number that is free in the table of the server"));
  s.exit_opened(3).enter(Syscall::bind, {3}, s.with_address(kDemo));
  CHECK(foretold(s) ==
        "bind() is to give socket 3 its name: a file demo.sock of type socket and size 0. With the "
        "name alone it takes no connections yet.");
  s.exit(0).enter(Syscall::bind, {3}, s.with_address("/run/b"));
  CHECK(says(foretold(s), "Socket 3 has the name demo.sock already"));
  s.exit(0, EINVAL).enter(Syscall::listen, {3, 5});
  CHECK(says(foretold(s), "listen() turns socket 3 into the connection socket"));
  s.exit(0).enter(Syscall::listen, {3, 9});
  CHECK(says(foretold(s), "only sets a new backlog, 9"));
  s.exit(0).socket(4).enter(Syscall::listen, {4, 5});
  CHECK(says(foretold(s), "no name by which a client could find it"));
  s.exit(0, EINVAL).enter(Syscall::bind, {4}, s.with_address(kDemo));
  CHECK(says(foretold(s), "a name demo.sock is in the file system already"));
  s.exit(0, EADDRINUSE).enter(Syscall::bind, {4}, s.with_address("@demo"));
  CHECK(says(foretold(s), "the abstract name @demo"));
  s.exit(0).socket(5).enter(Syscall::bind, {5});
  CHECK(says(foretold(s), "lets the kernel choose"));
  s.exit(0).socket(6).enter_accept(6);
  CHECK(says(foretold(s), "socket 6 does not listen"));
}

TEST_CASE("connect: listening, full, nobody, not yet, no more, twice") {
  EventScript s;
  s.as("client 1").socket(3).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "There is no such name in the file system"));
  s.exit(0, ENOENT).as("server").socket(3).bind(3, kDemo).as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "bind() was called, listen() was not"));
  s.exit(0, ECONNREFUSED).as("server").listen(3, 0).as("client 1").enter_connect(3, kDemo);
  CHECK(foretold(s) ==
        "connect() asks demo.sock for a connection. The kernel makes the server's end, a new data "
        "socket, puts it in the accept queue, and returns: connect() does not wait for accept().");
  s.exit(0).as("client 2").socket(3).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "is full, with 1 in it. connect() will sleep until an accept()"));
  CHECK(needed(s) == "asleep in connect: the accept queue of demo.sock is full, needs an accept");
  s.exit(0, EINTR).as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "is full, with 1 in it"));  // the queue is looked at first
  s.exit(0, EINTR).as("server").accept(3, 4).as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "Socket 3 is connected already"));
  s.as("server").close(3).as("client 3").socket(3).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "nobody is behind it: the socket that made it is closed"));
  s.exit(0, ECONNREFUSED).enter_connect(3, "@demo");
  CHECK(says(foretold(s), "no open socket has it"));
  s.exit(0, ECONNREFUSED).socket(4, 0, 2).enter_connect(4, kDemo);
  CHECK(says(foretold(s), "nobody is behind it"));  // nor is there for a datagram socket
}

TEST_CASE("read: bytes there, none yet, never more, lost, not connected") {
  EventScript s;
  connected(s).write(3, kSeven).as("server").enter_read(4);
  CHECK(foretold(s) ==
        "The receive buffer holds 4 bytes (7) from Client 1. read() takes what is there, at once.");
  s.exit_read(kSeven).enter_read(4);
  CHECK(says(foretold(s), "read() will sleep until Client 1 writes, or closes its end"));
  CHECK(needed(s) == "asleep in read: needs a write or close by Client 1");
  s.exit(-1, EINTR).as("client 1").write(3, "hello").write(3, "you").as("server").enter_read(4, 4);
  CHECK(foretold(s) ==
        "The receive buffer holds 8 bytes from Client 1. read() takes at most 4 of them from its "
        "front, at once.");
  s.exit_read("hell").read(4, "oyou").write(4, "x").as("client 1").close(3).as("server");
  CHECK(says(foretold(s.enter_read(4)), "Client 1 closed its end without reading all"));
  s.exit(-1, ECONNRESET).enter_read(4);
  CHECK(says(foretold(s), "nothing more will ever come"));
  s.exit_read("").enter_read(3);
  CHECK(says(foretold(s), "the connection socket: it never carries data"));
  s.exit(-1, EINVAL).as("client 1").socket(3).enter_read(3);
  CHECK(says(foretold(s), "has nobody to read from"));
}

TEST_CASE("A record is lost before what was sent, a stream's bytes come first") {
  for (const int type : {1, 5}) {
    EventScript s;
    served_client(s, type).as("client 1").write(3, "to be lost").as("server");
    s.write(4, "reply").close(4).as("client 1").enter_read(3);
    CHECK(
        says(foretold(s), type == 1 ? "The receive buffer holds 5 bytes" : "without reading all"));
  }
}

TEST_CASE("write: to a reader, before accept, asking, to nobody") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).enter_write(3, kSeven);
  CHECK(says(foretold(s), "write() has nobody to send to. connect() should come first"));
  s.exit(-1, ENOTCONN).connect(3, kDemo).enter_write(3, kSeven);
  CHECK(foretold(s) ==
        "write() copies 4 bytes (7) into the receive buffer of the new data socket, which nobody "
        "has accepted yet: that works.");
  s.exit(4).as("server").accept(3, 4).as("client 1").enter_write(3, kEight);
  CHECK(foretold(s) ==
        "write() copies 4 bytes (8) into the receive buffer of the data socket for Client 1. It "
        "does not wait until the server reads.");
  s.exit(4).enter_write(3, kZero);
  CHECK(says(foretold(s), "0 is the request for the answer"));
  CHECK(needed(s) == "asleep in write: the buffer is full, needs a read by the server");
  s.exit(4).as("server").close(4).as("client 1").enter_write(3, kSeven);
  CHECK(says(foretold(s), "The server has closed its end: write() has nobody to send to"));
}

TEST_CASE("connect and write tell whom they wake") {
  EventScript s;
  listening_server(s).enter_accept(3).as("client 1").socket(3).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "that ends the sleep of the server in accept()."));
  s.exit(0).as("server").exit_opened(4).enter_read(4).as("client 1").enter_write(3, kSeven);
  CHECK(says(foretold(s), "That ends the sleep of the server in read()."));
}

TEST_CASE("read before anybody accepted") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kDemo).enter_read(3);
  CHECK(says(foretold(s), "read() will sleep until the server accepts it and writes"));
  CHECK(needed(s) == "asleep in read: needs an accept, then a write by the server");
}

TEST_CASE("select: ready, nothing ready, too short, nothing watched") {
  EventScript s;
  served_client(s).enter_select({3, 4});
  CHECK(foretold(s) ==
        "select() watches 3 and 4. Nothing is ready, so it will sleep until a client connects, "
        "writes or closes its end.");
  CHECK(needed(s) ==
        "asleep in select: needs a connect on 3, or a write or close at the far end of 4");
  s.exit(-1, EINTR).as("client 1").write(3, kSeven).as("server").enter_select({3, 4});
  CHECK(foretold(s) ==
        "select() looks at 3 and 4 and returns at once, because something is ready: 4 (4 bytes to "
        "read). It will leave only what is ready in the set.");
  s.exit_select({4}).enter_select({3});
  CHECK(needed(s) == "asleep in select: needs a connect on 3");
  s.exit(-1, EINTR).enter_select({4});
  CHECK(needed(s) == "asleep in select: needs a write or close at the far end of 4");
  s.exit_select({4}).enter(Syscall::select, {4}, s.with_fds({3, 4}));
  CHECK(says(foretold(s), "looks at numbers below its first argument, 4, only: 4 in the set"));
  s.exit(0).enter(Syscall::select, {0});
  CHECK(says(foretold(s), "it can only let time pass"));
  CHECK(needed(s) == "asleep in select: needs time to pass");
}

TEST_CASE("close: of an end, with bytes unread, queued, last, a listener, a plain one") {
  const auto closing = [](const std::function<void(EventScript&)>& story, int fd) {
    EventScript s;
    story(s);
    return foretold(s.enter(Syscall::close, {fd}));
  };
  CHECK(says(closing([](EventScript& s) { connected(s); }, 3),
             "The server reads what is left, then end of file"));
  CHECK(says(closing([](EventScript& s) { connected(s).write(3, "hello").as("server"); }, 4),
             "throws away 5 bytes that were not read: Client 1 will be told"));
  const auto queued = [](EventScript& s) {
    listening_server(s).as("client 1").socket(3).connect(3, kDemo);
  };
  CHECK(says(closing(queued, 3), "Its data socket stays in the accept queue"));
  CHECK(says(closing([&](EventScript& s) { queued(s), s.as("server"); }, 3),
             "with Client 1 in its accept queue: they will never be accepted"));
  CHECK(says(closing([](EventScript& s) { listening_server(s); }, 3),
             "nobody listens on demo.sock any more"));
  CHECK(says(closing([](EventScript& s) { connected(s).as("server").close(4).as("client 1"); }, 3),
             "The server has closed its end already"));
  CHECK(says(closing([](EventScript& s) { s.as("client 1").socket(3); }, 3), "has no connection"));
  CHECK(says(closing([](EventScript& s) { s.as("client 1"); }, 9), "Client 1 has no descriptor 9"));
}

TEST_CASE("A negative number is never open, whatever the call") {
  using enum Syscall;
  const auto negative = [](Syscall call, std::initializer_list<std::int64_t> args,
                           std::string_view path = {}) {
    EventScript s;
    s.as("server").enter(call, args, path.empty() ? PartsDraft{} : s.with_address(path));
    CAPTURE(row_of(call).name);
    CHECK(says(foretold(s), "-1 is no descriptor"));
    CHECK(says(foretold(s), "will say EBADF"));
  };
  negative(bind, {-1}, kDemo);
  negative(connect, {-1}, kDemo);
  negative(sendto, {-1, 1, 0}, kDemo);
  for (const Syscall call :
       {close, listen, accept, accept4, read, recvfrom, recvmsg, write, sendmsg, shutdown, dup,
        fcntl, ioctl, setsockopt, getsockopt, getsockname, getpeername, fchmod, epoll_wait}) {
    negative(call, {-1, 1});
  }
  negative(epoll_ctl, {-1, 1, 3});
  EventScript s;
  s.as("server").epoll_create(3).enter(epoll_ctl, {3, 1, -1}, s.with_poll({{-1, 1, 0}}));
  CHECK(says(foretold(s), "-1 is no descriptor"));
}

TEST_CASE("A descriptor that is not open cannot travel") {
  for (const int missing : {-1, 9}) {
    for (const int type : {1, 2, 5}) {
      EventScript s;
      s.as("server").socketpair(3, 4, type).enter_sendmsg(3, "x", {4, missing});
      CHECK(says(foretold(s), "which the server does not have open: sendmsg() will say EBADF"));
    }
  }
  EventScript s;
  s.as("server").socketpair(3, 4).enter_sendmsg(3, "x", {1});
  CHECK(says(foretold(s), "descriptor 1 travels with them"));
}

TEST_CASE("bind without a name leaves the one that is there") {
  EventScript s;
  PartsDraft none;
  none.address.kind = UnixAddress::Kind::unnamed;
  s.as("server").socket(3).bind(3, kDemo).enter(Syscall::bind, {3}, none);
  CHECK(says(foretold(s), "socket 3 has a name already: it stays as it is"));
}

TEST_CASE("unlink: first of all, stale, one's own, alive; exit: clean or not") {
  EventScript s;
  s.as("server").enter(Syscall::unlink, {}, s.with_address(kDemo));
  CHECK(says(foretold(s), "there is nothing to remove, and that is fine"));
  s.exit(0, ENOENT).leftover(kDemo).enter(Syscall::unlink, {}, s.with_address(kDemo));
  CHECK(says(foretold(s), "A stale name demo.sock stands in the file system"));
  s.exit(0);
  listening_server(s).enter(Syscall::unlink, {}, s.with_address(kDemo));
  CHECK(says(foretold(s), "though its socket is alive"));
  s.exit(0, EPERM).enter(Syscall::exit, {0});
  CHECK(foretold(s) ==
        "exit() ends the server. The kernel closes what is still open (3), exactly as close() "
        "would.");
  s.exit(0).close(3).enter(Syscall::unlink, {}, s.with_address(kDemo));
  CHECK(says(foretold(s), "A name outlives its socket"));
  s.exit(0).enter(Syscall::exit, {0});
  CHECK(foretold(s) == "exit() ends the server. It has closed everything itself.");
}

TEST_SUITE_END();

}  // namespace sockwalk
