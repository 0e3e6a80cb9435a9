#include <doctest/doctest.h>

#include <poll.h>
#include <sys/epoll.h>

#include "event_script.h"

// The interest list and the ready list of epoll(7), and when poll(2) and epoll_wait(2) sleep.

TEST_SUITE_BEGIN("interest");

namespace sockwalk {
namespace {

constexpr std::uint32_t kIn = EPOLLIN;
constexpr std::uint32_t kEdge = EPOLLIN | EPOLLET;

/// The server watches 4 of the pair (3, 4) with epoll instance 5.
EventScript& watched(EventScript& s, std::uint32_t events) {
  return s.as("server").socketpair(3, 4).epoll_create(5).epoll_ctl(5, EPOLL_CTL_ADD, 4, events);
}

const std::vector<Interest>& list(const EventScript& s) {
  return s.model().files[s.model().file_of(kServer, 5)].interests;
}

/// What epoll_wait would say of the one that is watched.
std::uint32_t ready(const EventScript& s) { return s.model().ready(list(s).front()); }

TEST_CASE("a level is reported until it is gone") {
  EventScript s;
  watched(s, kIn);
  CHECK(ready(s) == 0);
  s.write(3, "abcd").epoll_wait(5, {{4, 0, kIn}}).read(4, "ab");
  CHECK(ready(s) == kIn);
  s.read(4, "cd");
  CHECK(ready(s) == 0);
}

TEST_CASE("an edge is reported once, and again when more comes") {
  EventScript s;
  watched(s, kEdge).write(3, "abcd");
  CHECK(ready(s) == kIn);
  s.epoll_wait(5, {{4, 0, kIn}}).read(4, "ab");
  CHECK(ready(s) == 0);
  s.write(3, "e");
  CHECK(ready(s) == kIn);
}

TEST_CASE("EPOLL_CTL_MOD arms an edge again") {
  EventScript s;
  watched(s, kEdge).write(3, "abcd").epoll_wait(5, {{4, 0, kIn}});
  s.epoll_ctl(5, EPOLL_CTL_MOD, 4, kEdge);
  CHECK(ready(s) == kIn);
}

TEST_CASE("one shot is silent until EPOLL_CTL_MOD, whatever comes") {
  EventScript s;
  watched(s, kIn | EPOLLONESHOT).write(3, "a").epoll_wait(5, {{4, 0, kIn}}).write(3, "b");
  CHECK(ready(s) == 0);
  s.epoll_ctl(5, EPOLL_CTL_MOD, 4, kIn | EPOLLONESHOT);
  CHECK(ready(s) == kIn);
}

TEST_CASE("the end is reported without being asked for") {
  EventScript s;
  watched(s, 0).close(3);
  CHECK(ready(s) == EPOLLHUP);
}

TEST_CASE("what is refused changes no list") {
  EventScript s;
  watched(s, kIn).epoll_ctl(5, EPOLL_CTL_ADD, 4, kEdge, EEXIST);
  CHECK(list(s).size() == 1);
  CHECK(list(s).front().events == kIn);
  s.epoll_ctl(5, EPOLL_CTL_DEL, 4);
  CHECK(list(s).empty());
}

TEST_CASE("close of the only number takes the socket off the list") {
  EventScript s;
  watched(s, kIn).close(4);
  CHECK(list(s).empty());
}

TEST_CASE("close of one of two numbers leaves it on the list, under the old number") {
  EventScript s;
  watched(s, kIn).dup(4, 6).close(4).write(3, "a");
  REQUIRE(list(s).size() == 1);
  CHECK(list(s).front().fd == 4);
  CHECK(ready(s) == kIn);
  s.close(6);
  CHECK(list(s).empty());
}

TEST_CASE("epoll_wait sleeps while nothing is ready, unless it is told not to") {
  EventScript s;
  watched(s, kIn);
  CHECK(s.model().would_block(s.enter_epoll_wait(5).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_poll({}).enter_epoll_wait(5, 0).last_enter()));
  s.exit_poll({}).write(3, "a");
  CHECK_FALSE(s.model().would_block(s.enter_epoll_wait(5).last_enter()));
}

TEST_CASE("poll sleeps while nothing is ready, unless it is told not to") {
  EventScript s;
  s.as("server").socketpair(3, 4).enter_poll({{4, POLLIN, 0}});
  CHECK(s.model().would_block(s.last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_poll({}).enter_poll({{4, POLLIN, 0}}, 0).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_poll({}).enter_poll({{9, POLLIN, 0}}).last_enter()));
  CHECK(s.model().would_block(s.exit_poll({}).enter_poll({{-1, POLLIN, 0}}).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_poll({}).enter_poll({{4, POLLOUT, 0}}).last_enter()));
}

TEST_CASE("select with a time-out of nothing does not sleep") {
  EventScript s;
  s.as("server").socketpair(3, 4);
  CHECK(s.model().would_block(s.enter_select({4}).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_select({}).enter_select({4}, 0).last_enter()));
}

TEST_CASE("a receive that waits for all sleeps on a part, and with MSG_DONTWAIT never") {
  EventScript s;
  s.as("server").socketpair(3, 4).write(3, "abcd");
  CHECK(s.model().would_block(s.enter_recvfrom(4, 0x100, 10).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit(0, EINTR).enter_recvfrom(4, 0x100, 4).last_enter()));
  CHECK_FALSE(s.model().would_block(s.exit_read("abcd").enter_recvfrom(4, 0x40).last_enter()));
}

TEST_CASE("a receive does not sleep where a write to it does") {
  EventScript s;
  s.as("server").socketpair(3, 4).as_thread("thread 1", "server").enter_write(3, "very long");
  CHECK_FALSE(s.model().would_block(s.as("server").enter_read(4).last_enter()));
}

TEST_CASE("an edge and the epoll_wait that it wakes, in either order of the log") {
  const auto after = [](bool write_first) {
    EventScript s;
    s.as("server").socketpair(3, 4).as("client 1").as_thread("thread 1", "server");
    s.as("server").epoll_create(5).epoll_ctl(5, EPOLL_CTL_ADD, 4, kEdge).enter_epoll_wait(5);
    s.as("thread 1").enter_write(3, "a");
    if (write_first) s.exit(1).as("server").exit_poll({{4, 0, kIn}});
    if (!write_first) s.as("server").exit_poll({{4, 0, kIn}}).as("thread 1").exit(1);
    CHECK(ready(s) == 0);
    return s.model().hash();
  };
  CHECK(after(true) == after(false));
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
