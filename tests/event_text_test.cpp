#include "event/event_text.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/socket.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "event/event_names.h"
#include "event_script.h"
#include "story_of_every_kind.h"

TEST_SUITE_BEGIN("event_text");

namespace sockwalk {
namespace {

/// A script with a server in it, whose last call is shown in every form.
struct Said : EventScript {
  Said() { as("server"); }
};

std::string line(const EventScript& s) { return strace_line(s.last(), &s.last_enter()); }
std::string call(const EventScript& s) { return call_text(s.last_enter()); }
std::string brief(const EventScript& s) {
  return short_call_text(s.last_enter()) + " " + short_result_text(s.last(), s.last_enter());
}
std::string sentence(const EventScript& s) {
  return plain_sentence(s.last(), &s.last_enter(), s.names());
}

std::string written(std::string_view bytes) {
  Said s;
  s.write(13, bytes);
  return line(s);
}

std::string read_back(std::string_view bytes, std::int64_t room) {
  Said s;
  s.read(14, bytes, 0, room);
  return line(s);
}

}  // namespace

// The expected lines below were printed by strace 6.1 for programs that made these very calls.

TEST_CASE("calls on names read as in strace") {
  Said s;
  s.unlink("demo.sock", ENOENT, true);
  CHECK(line(s) == "unlink(\"demo.sock\") = -1 ENOENT (No such file or directory)");
  s.bind(3, "demo.sock");
  CHECK(line(s) == "bind(3, {sa_family=AF_UNIX, sun_path=\"demo.sock\"}, 12) = 0");
  s.bind(3, "demo.sock", EADDRINUSE);
  CHECK(line(s) ==
        "bind(3, {sa_family=AF_UNIX, sun_path=\"demo.sock\"}, 12) = -1 EADDRINUSE (Address already "
        "in use)");
  s.connect(3,
            "/d/nope is a very long path that is longer than 32 \x07"
            "8.sock",
            ENOENT);
  CHECK(line(s) ==
        "connect(3, {sa_family=AF_UNIX, sun_path=\"/d/nope is a very long path that is longer than "
        "32 \\78.sock\"}, 61) = -1 ENOENT (No such file or directory)");
  s.unlink(
      "/a\n\x01"
      "1\xff.sock",
      ENOENT);
  CHECK(line(s) == "unlink(\"/a\\n\\0011\\377.sock\") = -1 ENOENT (No such file or directory)");
}

TEST_CASE("abstract, unnamed and missing addresses read as in strace") {
  Said s;
  s.bind(13, std::string_view{"@ab\0c", 5});
  CHECK(line(s) == "bind(13, {sa_family=AF_UNIX, sun_path=@\"ab\\0c\"}, 7) = 0");
  PartsDraft unnamed;
  unnamed.address = {UnixAddress::Kind::unnamed, {}, 2};
  s.enter(Syscall::bind, {13}, unnamed).exit(0);
  CHECK(line(s) == "bind(13, {sa_family=AF_UNIX}, 2) = 0");
  s.connect(13, "@", ECONNREFUSED);
  CHECK(call(s) == "connect(13, {sa_family=AF_UNIX, sun_path=@\"\"}, 3)");
  s.enter(Syscall::connect, {13}).exit(0, EINVAL);
  CHECK(line(s) == "connect(13, NULL, 0) = -1 EINVAL (Invalid argument)");
}

TEST_CASE("socket reads as in strace") {
  const auto socket_call = [](std::int64_t domain, std::int64_t type, std::int64_t protocol) {
    Said s;
    s.enter(Syscall::socket, {domain, type, protocol});
    return call(s);
  };
  CHECK(socket_call(AF_UNIX, SOCK_STREAM, 0) == "socket(AF_UNIX, SOCK_STREAM, 0)");
  CHECK(socket_call(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) ==
        "socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0)");
  CHECK(socket_call(AF_UNIX, 77, 6) == "socket(AF_UNIX, 0x4d /* SOCK_??? */, 6)");
  CHECK(socket_call(AF_UNIX, 0, 0) == "socket(AF_UNIX, 0, 0)");
  CHECK(socket_call(200, SOCK_STREAM, 1) == "socket(0xc8 /* AF_??? */, SOCK_STREAM, 1)");
  CHECK(socket_call(-1, SOCK_RDM, -1) == "socket(0xffffffff /* AF_??? */, SOCK_RDM, 4294967295)");
}

TEST_CASE("the other calls read as in strace") {
  Said s;
  s.socket(3);
  CHECK(line(s) == "socket(AF_UNIX, SOCK_STREAM, 0) = 3");
  s.listen(3, -1);
  CHECK(line(s) == "listen(3, -1) = 0");
  s.accept(3, 14);
  CHECK(line(s) == "accept(3, NULL, NULL) = 14");
  s.accept(99, 0, EBADF);
  CHECK(line(s) == "accept(99, NULL, NULL) = -1 EBADF (Bad file descriptor)");
  s.close(99, EBADF);
  CHECK(line(s) == "close(99) = -1 EBADF (Bad file descriptor)");
  s.enter(Syscall::exit, {0});
  CHECK(strace_line(s.last(), nullptr) == "exit(0) = ?");
}

TEST_CASE("select reads as in strace") {
  Said s;
  s.select({3, 13}, {3});
  CHECK(line(s) == "select(14, [3 13], NULL, NULL, NULL) = 1 (in [3])");
  s.select({3, 14}, {});
  CHECK(line(s) == "select(15, [3 14], NULL, NULL, NULL) = 0 (Timeout)");
  s.enter_select({40}).exit(0, EBADF);
  CHECK(line(s) == "select(41, [40], NULL, NULL, NULL) = -1 EBADF (Bad file descriptor)");
}

TEST_CASE("the calls beside the usual ones read as in strace") {
  Said s;
  s.enter(Syscall::accept4, {3, SOCK_NONBLOCK}).exit(4);
  CHECK(line(s) == "accept4(3, NULL, NULL, SOCK_NONBLOCK) = 4");
  s.enter(Syscall::sendto, {3, 2, MSG_NOSIGNAL}, s.with_data("AB")).exit(2);
  CHECK(line(s) == "sendto(3, \"AB\", 2, MSG_NOSIGNAL, NULL, 0) = 2");
  s.enter(Syscall::recvfrom, {3, 9, MSG_PEEK | MSG_DONTWAIT}).exit(0, EAGAIN);
  CHECK(line(s) == "recvfrom(3, buffer, 9, MSG_PEEK|MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN (Resource "
                   "temporarily unavailable)");
  s.enter(Syscall::shutdown, {3, SHUT_WR}).exit(0);
  CHECK(line(s) == "shutdown(3, SHUT_WR) = 0");
  s.enter(Syscall::select, {4, 200}, s.with_fds({3})).exit_select({});
  CHECK(line(s) == "select(4, [3], NULL, NULL, {tv_sec=0, tv_usec=200000}) = 0 (Timeout)");
  s.enter(Syscall::setsockopt, {3, SO_PASSCRED, 1}).exit(0);
  CHECK(line(s) == "setsockopt(3, SOL_SOCKET, SO_PASSCRED, 1) = 0");
  s.enter(Syscall::chmod, {0644}, s.with_address("/run/demo.sock")).exit(0);
  CHECK(line(s) == "chmod(\"/run/demo.sock\", 0644) = 0");
  s.enter(Syscall::umask, {077}).exit(022);
  CHECK(line(s) == "umask(0077) = 0022");
  s.enter(Syscall::fcntl, {3, F_SETFL, O_NONBLOCK}).exit(0);
  CHECK(line(s) == "fcntl(3, F_SETFL, O_NONBLOCK) = 0");
  s.enter(Syscall::fcntl, {3, F_GETFL, 0}).exit(O_RDWR | O_NONBLOCK);
  CHECK(line(s) == "fcntl(3, F_GETFL) = 0x802 (flags O_RDWR|O_NONBLOCK)");
  s.enter(Syscall::fcntl, {3, F_GETFD, 0}).exit(FD_CLOEXEC);
  CHECK(line(s) == "fcntl(3, F_GETFD) = 0x1 (flags FD_CLOEXEC)");
  s.enter(Syscall::fcntl, {3, F_SETFD, FD_CLOEXEC}).exit(0);
  CHECK(line(s) == "fcntl(3, F_SETFD, FD_CLOEXEC) = 0");
  s.enter(Syscall::epoll_create1, {EPOLL_CLOEXEC}).exit(4);
  CHECK(line(s) == "epoll_create1(EPOLL_CLOEXEC) = 4");
}

TEST_CASE("what poll and epoll tell reads as in strace") {
  Said s;
  const auto entries = [&](std::initializer_list<PollEntry> all) {
    PartsDraft parts;
    parts.poll = s.arena().copy(std::span<const PollEntry>(all.begin(), all.size()));
    parts.poll_count = static_cast<std::uint32_t>(all.size());
    return parts;
  };
  s.enter(Syscall::poll, {2, -1}, entries({{3, POLLIN, 0}, {4, POLLIN | POLLOUT, 0}}));
  s.exit(1, 0, entries({{4, POLLIN | POLLOUT, POLLIN | POLLHUP}}));
  CHECK(line(s) == "poll([{fd=3, events=POLLIN}, {fd=4, events=POLLIN|POLLOUT}], 2, -1) = 1 "
                   "([{fd=4, revents=POLLIN|POLLHUP}])");
  s.enter(Syscall::epoll_ctl, {5, EPOLL_CTL_ADD, 4}, entries({{4, EPOLLIN | EPOLLET, 0}})).exit(0);
  CHECK(line(s) == "epoll_ctl(5, EPOLL_CTL_ADD, 4, {events=EPOLLIN|EPOLLET, data=4}) = 0");
  s.enter(Syscall::epoll_wait, {5, 8, -1}).exit(1, 0, entries({{4, 0, EPOLLIN | EPOLLRDHUP}}));
  CHECK(line(s) == "epoll_wait(5, [{events=EPOLLIN|EPOLLRDHUP, data=4}], 8, -1) = 1");
}

TEST_CASE("eight letters are text, though they would be two integers as well") {
  const auto bytes = [](std::string_view text) { return std::as_bytes(std::span(text)); };
  CHECK(data_text(bytes("question"), 8) == "\"question\"");
  CHECK(data_text(bytes({"\7\0\0\0\10\0\0\0", 8}), 8) == "7 8");
  CHECK_FALSE(carries_integers(bytes("question"), 8));
  CHECK_FALSE(carries_integers({}, 0));
}

TEST_CASE("bytes read as in strace") {
  CHECK(written({"\7\0\0\0", 4}) == "write(13, \"\\7\\0\\0\\0\", 4) = 4");
  CHECK(written("") == "write(13, \"\", 0) = 0");
  CHECK(
      written({"\0001\0018\0019\001a\n\t\v\f\r\"\\\a\b\x7f\x80\xff'?~ \33[", 26}) ==
      "write(13, \"\\0001\\18\\19\\1a\\n\\t\\v\\f\\r\\\"\\\\\\7\\10\\177\\200\\377'?~ \\33[\", 26) "
      "= 26");
  CHECK(written("\1"
                "7") == "write(13, \"\\0017\", 2) = 2");
  CHECK(written("\1"
                "8") == "write(13, \"\\18\", 2) = 2");
}

TEST_CASE("32 bytes are shown, and more are said to be there") {
  const std::string digits = "1234567890123456789012345678901";
  CHECK(written(digits + std::string(1, '\0')) == "write(13, \"" + digits + "\\0\", 32) = 32");
  CHECK(written(digits + std::string("\0"
                                     "1",
                                     2)) == "write(13, \"" + digits + "\\0\"..., 33) = 33");
  CHECK(written(std::string(300, 'x')) ==
        "write(13, \"" + std::string(32, 'x') + "\"..., 300) = 300");
  CHECK(read_back("?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_", 33) ==
        "read(14, \"?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\\\]^\"..., 33) = 33");
  CHECK(read_back("", 200) == "read(14, \"\", 200) = 0");
}

TEST_CASE("a read that brought nothing shows no bytes") {
  Said s;
  s.enter_read(4, 4);
  CHECK(call(s) == "read(4, buffer, 4)");
  s.exit(-1, EINTR);
  CHECK(line(s) == "read(4, buffer, 4) = -1 EINTR (Interrupted system call)");
}

TEST_CASE("an errno that nobody knows is a number") {
  Said s;
  s.close(3, 999);
  CHECK(line(s) == "close(3) = -1 (errno 999)");
  CHECK(sentence(s) == "Server closes descriptor 3: failed with errno 999.");
}

TEST_CASE("a button and a narrow place name the call and what it carries") {
  Said s;
  CHECK(brief(s.socket(3)) == "socket() 3");
  CHECK(brief(s.bind(3, "/run/x/demo.sock")) == "bind(3, demo.sock) 0");
  CHECK(brief(s.bind(3, "@x/y")) == "bind(3, @x/y) 0");
  CHECK(brief(s.listen(3, 5)) == "listen(3, 5) 0");
  CHECK(brief(s.accept(3, 4)) == "accept(3) 4");
  CHECK(brief(s.select({3, 4}, {4})) == "select({3 4}) 1");
  CHECK(brief(s.select({3, 4, 5, 6, 7}, {4})) == "select({3 4 5 6 …}) 1");
  CHECK(brief(s.write(4, {"\7\0\0\0", 4})) == "write(4, 7) 4");
  CHECK(brief(s.write(4, {"\7\0\0\0\xff\xff\xff\xff", 8})) == "write(4, 7 -1) 8");
  CHECK(brief(s.read(4, {"\7\0\0\0", 4})) == "read(4) 7");
  CHECK(brief(s.read(4, {"\7\0", 2})) == "read(4) 2 B");
  CHECK(brief(s.read(4, "hello")) == "read(4) \"hello\"");
  CHECK(brief(s.read(4, "")) == "read(4) end");
  CHECK(brief(s.read(4, "", 0, 0)) == "read(4) 0");
  CHECK(brief(s.close(4)) == "close(4) 0");
  CHECK(brief(s.unlink("/run/x/demo.sock", ENOENT)) == "unlink(demo.sock) ENOENT");
  CHECK(short_call_text(s.enter(Syscall::exit, {1}).last()) == "exit(1)");
}

TEST_CASE("whole integers are shown as such, everything else as a string") {
  const auto shown = [](std::string_view bytes, std::uint64_t all) {
    return data_text(std::as_bytes(std::span{bytes}), all);
  };
  CHECK(shown({"\7\0\0\0\x2c\1\0\0", 8}, 8) == "7 300");
  CHECK(shown({"\7\0\0", 3}, 3) == "\"\\7\\0\\0\"");
  CHECK(shown("", 0) == "\"\"");
  CHECK(shown("abcdefghijklmnopq", 17) == "\"abcdefghijklmnop\"...");
  CHECK(shown(std::string(64, '\0'), 4000) == "0 0 0 0 0 0 0 0 …");
  CHECK(shown({"\7\0\0\0", 4}, 6) == "\"\\7\\0\\0\\0\"...");
}

TEST_CASE("a call that succeeded is one sentence") {
  Said s;
  CHECK(sentence(s.socket(3)) == "Server makes a stream socket: descriptor 3.");
  CHECK(sentence(s.bind(3, "/run/x/demo.sock")) ==
        "Server gives descriptor 3 the name demo.sock: done.");
  CHECK(sentence(s.listen(3, 5)) ==
        "Server lets descriptor 3 accept connections, with a backlog of 5: done.");
  CHECK(sentence(s.accept(3, 4)) ==
        "Server accepts a connection on descriptor 3: client handle 4.");
  CHECK(sentence(s.read(4, {"\7\0\0\0", 4})) == "Server reads from descriptor 4: it gets 7.");
  CHECK(sentence(s.read(4, {"\7\0", 2})) == "Server reads from descriptor 4: it gets 2 bytes.");
  CHECK(sentence(s.read(4, "a")) == "Server reads from descriptor 4: it gets \"a\".");
  CHECK(sentence(s.read(4, "")) ==
        "Server reads from descriptor 4: the end, for the other end has closed.");
  CHECK(sentence(s.write(4, {"\7\0\0\0", 4})) == "Server writes 7 to descriptor 4: done.");
  CHECK(sentence(s.write(4, std::string(300, '\0'))) ==
        "Server writes 300 bytes to descriptor 4: done.");
  CHECK(sentence(s.enter_write(4, "abcdefgh").exit(3)) ==
        "Server writes \"abcdefgh\" to descriptor 4: only 3 of 8 bytes were taken.");
  CHECK(sentence(s.close(4)) == "Server closes descriptor 4: done.");
  CHECK(sentence(s.unlink("demo.sock")) == "Server removes the name demo.sock: done.");
  s.as("client 1");
  CHECK(sentence(s.connect(3, "/run/x/demo.sock")) ==
        "Client 1 connects to demo.sock with descriptor 3: done.");
}

TEST_CASE("what select was asked and found is one sentence") {
  Said s;
  CHECK(sentence(s.select({3, 4}, {3})) ==
        "Server asks which of the descriptors 3 and 4 are ready: 3 is ready.");
  CHECK(sentence(s.select({3, 4, 5}, {3, 5})) ==
        "Server asks which of the descriptors 3, 4 and 5 are ready: 3 and 5 are ready.");
  CHECK(sentence(s.select({3}, {})) ==
        "Server asks whether descriptor 3 is ready: none, the time is up.");
  CHECK(sentence(s.select({1, 2, 3, 4, 5, 6, 7, 8}, {1})) ==
        "Server asks which of the descriptors 1, 2, 3, 4, 5, 6 and 2 more are ready: 1 is ready.");
}

TEST_CASE("a call that failed, was expected to, or slept says so") {
  Said s;
  CHECK(sentence(s.unlink("demo.sock", ENOENT, true)) ==
        "Server removes the name demo.sock: nothing to remove, fine.");
  CHECK(sentence(s.bind(3, "demo.sock", EADDRINUSE)) ==
        "Server gives descriptor 3 the name demo.sock: failed with EADDRINUSE, address already in "
        "use.");
  s.enter(Syscall::bind, {3}, s.with_address("demo.sock")).exit(-1, EADDRINUSE, {}, true);
  CHECK(sentence(s) ==
        "Server gives descriptor 3 the name demo.sock: EADDRINUSE, address already in use, which "
        "the program is ready for.");
  s.enter_accept(3);
  CHECK(plain_sentence(s.last(), nullptr, s.names()) ==
        "Server accepts a connection on descriptor 3: the call has begun.");
  Event exit = s.exit(4).last();
  exit.slept = true;
  CHECK(plain_sentence(exit, &s.last_enter(), s.names()) ==
        "Server accepts a connection on descriptor 3: after a sleep, client handle 4.");
  s.enter(Syscall::exit, {0});
  CHECK(plain_sentence(s.last(), nullptr, s.names()) ==
        "Server exits with status 0: this call does not return.");
}

TEST_CASE("what is no call is a line and a sentence too") {
  EventScript s;
  const auto said = [&](const EventScript& script) {
    return strace_line(script.last(), nullptr) + " | " +
           plain_sentence(script.last(), nullptr, script.names());
  };
  s.leftover("/run/x/demo.sock");
  CHECK(said(s) ==
        "--- left over: \"/run/x/demo.sock\" --- | The name demo.sock stands there from "
        "before the run.");
  s.as("client 1");
  CHECK(said(s) ==
        "+++ thread 4002 of process 4000 starts +++ | Client 1 starts, as thread 4002 "
        "of process 4000.");
  CHECK(said(s.turn()) == "--- turn 1 --- | Turn 1 goes to Client 1.");
  CHECK(said(s.step(3)) ==
        "--- step 3 of 12 --- | Client 1 has done step 3 of 12: specify the name.");
  CHECK(said(s.slots(5)) ==
        "--- 5 slots, all free --- | Client 1 keeps a table of 5 slots for its "
        "handles; all are free.");
  CHECK(said(s.slot(1, 4, 7)) ==
        "--- slot 1 = 4, result 7 --- | Client 1 keeps handle 4 in slot 1 "
        "of its table, with the result 7.");
  CHECK(said(s.slot(1, -1, 0)) ==
        "--- slot 1 = -1, result 0 --- | Client 1 frees slot 1 of its "
        "table.");
  CHECK(said(s.ends(0)) == "+++ exited with 0 +++ | Client 1 has ended, with exit status 0.");
  CHECK(said(s.ends(0, SIGPIPE)) ==
        "+++ killed by SIGPIPE +++ | Client 1 has ended, killed by "
        "SIGPIPE.");
  KernelSnapshot kernel;
  kernel.why_not = "There is no unix_diag here.";
  CHECK(said(s.kernel(kernel)) ==
        "--- kernel: cannot ask --- | The kernel cannot be asked: There "
        "is no unix_diag here.");
}

TEST_CASE("every event has a line and a sentence that any terminal can show") {
  EventScript s;
  tell_every_kind(s);
  for (const Event& event : s.events()) {
    const Event* enter = event.enter != 0 ? &s.events()[event.enter - 1] : nullptr;
    const std::string traced = strace_line(event, enter);
    const std::string plain = plain_sentence(event, enter, s.names());
    CHECK(traced.size() > 5);
    CHECK_MESSAGE(plain.size() > 10, plain);
    for (const char letter : traced + plain) {
      CHECK((static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f));
    }
  }
}

TEST_CASE("every name of a kind, a note and a signal leads back") {
  for (int kind = 0; kind <= static_cast<int>(EventKind::end); ++kind) {
    CHECK(kind_named(kind_name(static_cast<EventKind>(kind))) == static_cast<EventKind>(kind));
  }
  for (int note = 1; note <= static_cast<int>(NoteKind::text); ++note) {
    CHECK(note_named(note_name(static_cast<NoteKind>(note))) == static_cast<NoteKind>(note));
  }
  CHECK_FALSE(kind_named("none"));
  CHECK_FALSE(note_named(""));
  CHECK(signal_name(SIGPIPE) == "SIGPIPE");
  CHECK(signal_named("SIGPIPE") == SIGPIPE);
  CHECK_FALSE(signal_named("SIGNONE"));
}

}  // namespace sockwalk

TEST_SUITE_END();
