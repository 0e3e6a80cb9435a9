#include <doctest/doctest.h>

#include "event_script.h"

TEST_SUITE_BEGIN("would_block");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// Whether the call that the current actor has just entered would have slept in the state before.
bool sleeps(const EventScript& s) { return s.before().would_block(s.last_enter()); }

EventScript& connected(EventScript& s) {
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  return s.as("server").accept(3, 4);
}

TEST_CASE("accept sleeps on an empty queue") {
  EventScript s;
  CHECK(sleeps(listening_server(s).enter_accept(3)));
}

TEST_CASE("accept does not sleep when somebody waits, even somebody who has left") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).close(3);
  CHECK_FALSE(sleeps(s.as("server").enter_accept(3)));
}

TEST_CASE("accept that must fail does not sleep") {
  EventScript s;
  CHECK_FALSE(sleeps(s.as("server").enter_accept(9)));
  s.exit(0, EBADF).socket(3).bind(3, kPath);
  CHECK_FALSE(sleeps(s.enter_accept(3)));
}

TEST_CASE("a non-blocking socket never sleeps") {
  EventScript s;
  s.as("server").socket(3, 0, 1 | 04000).bind(3, kPath).listen(3, 5);
  CHECK(s.model().files[0].nonblocking);
  CHECK(s.at("server", 3).type == 1);
  CHECK_FALSE(sleeps(s.enter_accept(3)));
}

TEST_CASE("read sleeps where nothing is unread") {
  EventScript s;
  CHECK(sleeps(connected(s).enter_read(4)));
}

TEST_CASE("read does not sleep for bytes, for the end, for a reset, or for no room") {
  EventScript s;
  connected(s);
  CHECK_FALSE(sleeps(s.enter_read(4, 0)));
  s.exit_read("").as("client 1").write(3, "abcd");
  CHECK_FALSE(sleeps(s.as("server").enter_read(4)));
  s.exit_read("abcd").as("client 1").close(3);
  CHECK_FALSE(sleeps(s.as("server").enter_read(4)));
}

TEST_CASE("read on a socket that is not connected fails at once") {
  EventScript s;
  CHECK_FALSE(sleeps(listening_server(s).enter_read(3)));
  CHECK_FALSE(sleeps(s.as("client 1").socket(3).enter_read(3)));
}

TEST_CASE("connect sleeps when backlog + 1 wait") {
  EventScript s;
  listening_server(s, 1);
  for (const auto name : {"client 1", "client 2"}) {
    CHECK_FALSE(sleeps(s.as(name).socket(3).enter_connect(3, kPath)));
    s.exit(0);
  }
  CHECK(sleeps(s.as("client 3").socket(3).enter_connect(3, kPath)));
}

TEST_CASE("connect that must fail does not sleep") {
  EventScript s;
  listening_server(s, 1).as("client 1").socket(3).connect(3, kPath);
  CHECK_FALSE(sleeps(s.enter_connect(3, kPath)));  // EISCONN, once there is room
  s.exit(0, EISCONN).as("client 4").socket(3).connect(3, kPath);
  CHECK_FALSE(sleeps(s.as("client 2").socket(3, 0, 5).enter_connect(3, kPath)));  // EPROTOTYPE
  CHECK_FALSE(sleeps(s.as("client 3").socket(3).enter_connect(3, "/run/other.sock")));
  CHECK(sleeps(s.exit(0, ENOENT).enter_connect(3, kPath)));
  s.exit(0, EINTR).as("server").unlink(kPath);
  CHECK_FALSE(sleeps(s.as("client 3").enter_connect(3, kPath)));
}

TEST_CASE("select sleeps when nothing that it asks about is ready") {
  EventScript s;
  CHECK(sleeps(connected(s).enter_select({3, 4})));
  CHECK(sleeps(s.exit(0, EINTR).enter_select({})));
}

TEST_CASE("select wakes for a waiting client, for bytes and for the end") {
  EventScript s;
  connected(s).as("client 2").socket(3).connect(3, kPath).as("server");
  CHECK_FALSE(sleeps(s.enter_select({3})));
  CHECK(sleeps(s.exit_select({3}).enter_select({4})));
  s.exit(0, EINTR).as("client 1").write(3, "abcd");
  CHECK_FALSE(sleeps(s.as("server").enter_select({4})));
  s.exit_select({4}).read(4, "abcd").as("client 1").close(3);
  CHECK_FALSE(sleeps(s.as("server").enter_select({4})));
}

TEST_CASE("select does not look beyond nfds") {
  EventScript s;
  connected(s).as("client 1").write(3, "abcd").as("server").enter_select({3, 4});
  Event call = s.last_enter();
  CHECK_FALSE(s.model().would_block(call));
  call.args[0] = 4;
  CHECK(s.model().would_block(call));
}

TEST_CASE("of a large set that was recorded in part, the own numbers count") {
  EventScript s;
  connected(s).as("client 1").write(3, "abcd").as("server").enter_select({3});
  Event call = s.last_enter();
  call.args[0] = 100;
  CHECK(s.model().would_block(call));
  PartsDraft parts(*call.parts);
  parts.fds_count = 65;
  call.parts = parts.stored(s.arena());
  CHECK_FALSE(s.model().would_block(call));
}

TEST_CASE("writes, and calls of nobody, count as not blocking") {
  EventScript s;
  CHECK_FALSE(sleeps(connected(s).enter_write(4, "abcd")));
  Event call = s.last_enter();
  call.actor = 999;
  call.call = Syscall::accept;
  CHECK_FALSE(s.model().would_block(call));
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
