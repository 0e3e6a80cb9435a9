#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <functional>
#include <string>

#include "explanation.h"

namespace sockwalk {
namespace {

using enum Syscall;

constexpr std::string_view kOther = "/run/other.sock";

/// What the actor's last enter is about to do, in the state before it.
std::string foretold(const EventScript& script) {
  const Event& enter = script.last_enter();
  const std::string text = foretell(state_after(script, enter.seq - 1), enter).words();
  CHECK(text.find('{') == std::string::npos);
  CHECK(text.size() <= 260);
  return text;
}

bool says(const std::string& text, std::string_view part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

/// What each call that works on sockets only is foretold on number 3 of `script`.
void check_each_socket_call(const std::function<void(EventScript&)>& story, int number,
                            std::string_view part) {
  for (const Syscall call : {bind, listen, accept, accept4, connect, sendto, recvfrom, sendmsg,
                             recvmsg, shutdown, setsockopt, getsockopt, getsockname, getpeername}) {
    EventScript s;
    listening_server(s).as("client 1");
    story(s);
    const bool named = call == bind || call == connect;
    s.enter(call, {number}, named ? s.with_address(kDemo) : PartsDraft{});
    CAPTURE(row_of(call).name);
    CHECK(says(foretold(s), part));
  }
}

}  // namespace

TEST_SUITE_BEGIN("foretell_refusal");

TEST_CASE("What is no socket does nothing that sockets do") {
  check_each_socket_call([](EventScript& s) { s.open("/etc/hosts", 3); }, 3, "will say ENOTSOCK");
  check_each_socket_call([](EventScript& s) { s.epoll_create(3); }, 3, "will say ENOTSOCK");
  check_each_socket_call([](EventScript&) {}, 1, "number 1 stands for none: it will fail");
}

TEST_CASE("The kernel looks at flags of accept4() and lengths of addresses first") {
  EventScript s;
  s.as("server").epoll_create(3).enter(accept4, {3, 7});
  CHECK(says(foretold(s), "number 3 stands for none: it will fail"));
  PartsDraft longest = s.with_address(kDemo);
  longest.address.length = 400;
  s.exit(-1, EINVAL).enter(connect, {3}, longest);
  CHECK(says(foretold(s), "number 3 stands for none: it will fail"));
}

TEST_CASE("An epoll instance carries no data, and other numbers are none") {
  EventScript s;
  s.as("server").epoll_create(3).enter_read(3);
  CHECK(says(foretold(s), "an epoll instance, which carries no data: read() will say EINVAL"));
  s.exit(-1, EINVAL).enter_write(3, "x");
  CHECK(says(foretold(s), "an epoll instance, which carries no data: write() will say EINVAL"));
  s.exit(-1, EINVAL).socket(4).enter_epoll_wait(4);
  CHECK(says(foretold(s), "epoll_wait() needs an epoll instance, and number 4 is none"));
  s.exit(-1, EINVAL).enter(epoll_ctl, {4, EPOLL_CTL_ADD, 3}, s.with_poll({{3, 1, 0}}));
  CHECK(says(foretold(s), "epoll_ctl() needs an epoll instance, and number 4 is none"));
  s.exit(-1, EINVAL).enter(epoll_ctl, {3, EPOLL_CTL_ADD, 9}, s.with_poll({{9, 1, 0}}));
  CHECK(says(foretold(s), "The server has no descriptor 9"));
}

TEST_CASE("connect() of a datagram socket needs somebody behind the name") {
  EventScript s;
  s.as("client 1").socket(3, 0, SOCK_DGRAM).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "There is no such name in the file system"));
  s.exit(-1, ENOENT).as("server").socket(3, 0, SOCK_DGRAM).bind(3, kDemo);
  s.as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "only notes the address demo.sock"));
  s.as("server").socket(4, 0, SOCK_DGRAM).bind(4, kOther).connect(3, kOther);
  s.as("client 1").exit(-1, EPERM).enter_connect(3, kDemo);
  CHECK(says(foretold(s), "is connected to somebody else"));
  s.exit(-1, EPERM).as("server").close(3).as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "nobody is behind it"));
  s.exit(-1, ECONNREFUSED).as("server").unlink(kDemo).as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "unlink() has removed it"));
  s.exit(-1, ENOENT).as("server").socket(3).bind(3, kDemo).listen(3, 5).shutdown(3, SHUT_RD);
  s.as("client 1").enter_connect(3, kDemo);
  CHECK(says(foretold(s), "a socket of another type at demo.sock"));
}

TEST_CASE("A datagram socket that was shut down and may not wait says EAGAIN") {
  EventScript s;
  s.as("server").socket(3, 0, SOCK_DGRAM).shutdown(3, SHUT_RD).enter_read(3);
  CHECK(says(foretold(s), "need not wait, nothing more will come"));
  s.exit_read("").set_flags(3, O_NONBLOCK).enter_read(3);
  CHECK(says(foretold(s), "it will say EAGAIN"));
}

TEST_CASE("One end of a connection cannot listen") {
  EventScript s;
  served_client(s).enter(listen, {4, 5});
  CHECK(says(foretold(s), "But it is one end of a connection itself"));
}

TEST_CASE("Whoever changes modes or users leaves open what paths allow") {
  constexpr std::string_view kCondition = "(If the permissions allow it";
  for (const Syscall change : {setresuid, umask, chmod, fchmod}) {
    EventScript s;
    listening_server(s).as("client 1").socket(3).enter_connect(3, kDemo);
    CHECK_FALSE(says(foretold(s), kCondition));
    s.exit(-1, EINTR).enter(change, {0777}, s.with_address(kDemo)).exit(0);
    CHECK(says(foretold(s.enter_connect(3, kDemo)), kCondition));
    s.exit(-1, EACCES).enter(bind, {3}, s.with_address(kOther));
    CHECK(says(foretold(s), kCondition));
    for (const Syscall call : {unlink, Syscall::open, chmod, mkdir, chdir}) {
      s.exit(-1, EACCES).enter(call, {}, s.with_address(kDemo));
      CHECK(says(foretold(s), kCondition));
    }
    s.exit(-1, EACCES).enter(bind, {3}, s.with_address("@demo"));
    CHECK_FALSE(says(foretold(s), kCondition));
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
