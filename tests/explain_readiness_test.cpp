#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

const Rows kRows{
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) { polls(served_client(s), POLLOUT); }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       s.as("server").socket(3);
       polls(s, POLLOUT | POLLHUP, 3);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       listening_server(s).as("client 1").socket(3).connect(3, kDemo);
       polls(s, POLLIN, 3);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       listening_server(s).shutdown(3, SHUT_RDWR);
       polls(s, POLLIN | kRdHup | POLLHUP, 3);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       connected(s).write(3, "abc");
       polls(s, POLLIN | POLLOUT);
     }},
    {"L3", "explain.poll.ready",
     [](EventScript& s) {
       connected(s).shutdown(3, SHUT_WR);
       polls(s, POLLIN | POLLOUT | kRdHup);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       served_client(s).shutdown(4, SHUT_RD);
       polls(s, POLLIN | POLLOUT | kRdHup);
     }},
    {"L5", "explain.poll.ready",
     [](EventScript& s) {
       connected(s).shutdown(3, SHUT_RDWR);
       polls(s, POLLIN | POLLOUT | kRdHup | POLLHUP);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       connected(s).close(3);
       polls(s, POLLIN | POLLOUT | kRdHup | POLLHUP);
     }},
    {"M8", "explain.poll.ready",
     [](EventScript& s) {
       served_client(s).write(4, "x").as("client 1").close(3);
       polls(s, POLLIN | POLLOUT | kRdHup | POLLERR | POLLHUP);
     }},
    {"P2", "explain.poll.ready",
     [](EventScript& s) {
       s.as("server");
       polls(s, POLLNVAL, 9);
     }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) {
       s.as("server").open("/etc/hosts", 3);
       polls(s, POLLIN | POLLOUT, 3);
     }},
    {"poll(2)", "explain.poll.time_up",
     [](EventScript& s) {
       served_client(s).enter_poll({{4, POLLIN, 0}}, 100).exit_poll({});
     }},
    {"poll(2)", "explain.poll.nothing",
     [](EventScript& s) {
       served_client(s).enter_poll({{4, POLLIN, 0}}, 0).exit_poll({});
     }},
    {"O7", "explain.select.time_up", [](EventScript& s) { served_client(s).select({4}, {}); }},
    {"epoll(7)", "explain.epoll_ctl.added_level", [](EventScript& s) { watching(s, EPOLLIN); }},
    {"S3", "explain.epoll_ctl.added_edge", [](EventScript& s) { watching(s, EPOLLIN | EPOLLET); }},
    {"S16", "explain.epoll_ctl.added_once",
     [](EventScript& s) { watching(s, EPOLLIN | EPOLLONESHOT); }},
    {"S5", "explain.epoll_ctl.modified",
     [](EventScript& s) {
       watching(s, EPOLLIN).epoll_ctl(5, EPOLL_CTL_MOD, 4, EPOLLIN | EPOLLET);
     }},
    {"S12", "explain.epoll_ctl.deleted",
     [](EventScript& s) { watching(s, EPOLLIN).epoll_ctl(5, EPOLL_CTL_DEL, 4); }},
    {"S1", "explain.epoll_wait.ready",
     [](EventScript& s) {
       watching(s, EPOLLIN)
           .as("client 1")
           .write(3, "abc")
           .as("server")
           .epoll_wait(5, {{4, 0, EPOLLIN}});
     }},
    {"S2", "explain.epoll_wait.edge",
     [](EventScript& s) {
       watching(s, EPOLLIN | EPOLLET)
           .as("client 1")
           .write(3, "abc")
           .as("server")
           .epoll_wait(5, {{4, 0, EPOLLIN}});
     }},
    {"S2", "explain.epoll_wait.time_up_edge",
     [](EventScript& s) {
       watching(s, EPOLLIN | EPOLLET)
           .as("client 1")
           .write(3, "abc")
           .as("server")
           .epoll_wait(5, {{4, 0, EPOLLIN}})
           .epoll_wait(5, {}, 100);
     }},
    {"S16", "explain.epoll_wait.once",
     [](EventScript& s) {
       watching(s, EPOLLIN | EPOLLONESHOT)
           .as("client 1")
           .write(3, "abc")
           .as("server")
           .epoll_wait(5, {{4, 0, EPOLLIN}});
     }},
    {"epoll(7)", "explain.epoll_wait.time_up",
     [](EventScript& s) { watching(s, EPOLLIN).epoll_wait(5, {}, 100); }},
    {"poll by state", "explain.poll.ready",
     [](EventScript& s) { polls(datagrams(s), POLLOUT, 3); }},
    {"poll(2)", "explain.poll.ready",
     [](EventScript& s) {
       served_client(s).enter_poll({{4, POLLIN, 0}}).exit(3);
     }},
    {"poll(2)", "explain.poll.ready",
     [](EventScript& s) {
       served_client(s).enter_poll({{4, POLLOUT, 0}});
       s.exit(3, 0, s.with_poll({{4, POLLOUT, POLLOUT}}));
     }},
    {"poll(2)", "explain.poll.slept",
     [](EventScript& s) {
       arrives(served_client(s).enter_poll({{4, POLLIN, 0}}));
       exit_slept(s, 1, 0, s.with_poll({{4, POLLIN, POLLIN}}));
     }},
    {"poll(2)", "explain.poll.ready",
     [](EventScript& s) {
       connected(s).shutdown(3, SHUT_WR);
       polls(s, POLLIN);
     }},
    {"J3", "explain.epoll_create1.done", [](EventScript& s) { s.as("server").epoll_create(3); }},
    {"epoll(7)", "explain.epoll_wait.slept",
     [](EventScript& s) {
       arrives(watching(s).enter_epoll_wait(5));
       exit_slept(s, 1, 0, s.with_poll({{4, 0, EPOLLIN}}));
     }},
    {"epoll(7)", "explain.epoll_wait.nothing",
     [](EventScript& s) { watching(s).epoll_wait(5, {}, 0); }},
};

}  // namespace

const Rows& explanation_rows::readiness() { return kRows; }

TEST_SUITE_BEGIN("explain_readiness");

TEST_CASE("Readiness: why poll, select and epoll say what they say") { check(kRows); }

TEST_CASE("The words: what poll says of each state") {
  const auto says = [](Story story, std::string_view words) {
    EventScript s;
    story(s);
    const std::string told = explained(s);
    CAPTURE(told);
    CHECK(told.find(words) != std::string::npos);
  };
  says([](EventScript& s) { polls(connected(s).shutdown(3, SHUT_WR), kRdHup); },
       "One direction is open, so no HUP");
  says([](EventScript& s) { polls(served_client(s).shutdown(4, SHUT_RD), kRdHup); },
       "It may still send, so no HUP");
  says([](EventScript& s) { polls(connected(s).shutdown(3, SHUT_RDWR), POLLHUP); },
       "both directions are shut");
  says([](EventScript& s) { polls(connected(s).close(3), POLLHUP); }, "the peer has closed: HUP");
  says([](EventScript& s) { polls(s, POLLNVAL, 9); }, "the number is not open");
}

TEST_CASE("A sleeper is told with its time-out, and with what an edge needs") {
  EventScript s;
  watching(s, EPOLLIN | EPOLLET).enter_epoll_wait(5, 200);
  CHECK(needs(s.before(), s.last_enter()).words() ==
        "asleep in epoll_wait: needs a write or close at the far end of 4, or the Clock (200 ms)");
  s.exit_poll({}).as("client 1").write(3, "abc").as("server");
  s.epoll_wait(5, {{4, 0, EPOLLIN}}).enter_epoll_wait(5);
  CHECK(needs(s.before(), s.last_enter()).words() ==
        "asleep in epoll_wait: needs a write or close at the far end of 4 that is new: what lies "
        "there already was reported (edge-triggered)");
  CHECK(foretell(s.before(), s.last_enter()).words().find("an edge is an arrival") !=
        std::string::npos);
}

TEST_CASE("Each sleeping call is told with what ends its sleep") {
  EventScript s;
  const auto need = [&] { return needs(s.before(), s.last_enter()).words(); };
  served_client(s).enter(Syscall::accept4, {3, 0});
  CHECK(need() == "asleep in accept4: needs a connect");
  s.exit(0, EINTR).enter_recvfrom(4, MSG_WAITALL, 10);
  CHECK(need() ==
        "asleep in recvfrom: needs more from Client 1, 10 bytes in all (MSG_WAITALL), or a close");
  s.exit(0, EINTR).enter_sendmsg(4, "x", {});
  CHECK(need() == "asleep in sendmsg: the buffer is full, needs a read by Client 1");
  s.exit(0, EINTR).enter_poll({{3, POLLIN, 0}, {4, POLLIN, 0}}, 50);
  CHECK(need() ==
        "asleep in poll: needs a connect on 3, or a write or close at the far end of 4, or the "
        "Clock (50 ms)");
}

TEST_CASE("A time-out of the socket is told of every call that it ends") {
  EventScript s;
  listening_server(s).setsockopt(3, SO_RCVTIMEO, 200).enter_accept(3);
  CHECK(needs(s.before(), s.last_enter()).words() ==
        "asleep in accept: needs a connect, or the Clock (200 ms)");
  s.exit(0, EAGAIN).setsockopt(3, SO_RCVTIMEO, 0).enter_accept(3);
  CHECK(needs(s.before(), s.last_enter()).words() == "asleep in accept: needs a connect");
}

TEST_CASE("A message queue is foretold and waited for in its own words") {
  EventScript s;
  datagrams(s).enter_sendto(3, "hello", kDemo);
  CHECK(foretell(s.before(), s.last_enter()).words().find("receive queue of demo.sock") !=
        std::string::npos);
  CHECK(needs(s.before(), s.last_enter()).words() ==
        "asleep in sendto: the receive queue of demo.sock is full, needs a read there");
  s.exit(0, EINTR).enter_recvfrom(3);
  CHECK(needs(s.before(), s.last_enter()).words() == "asleep in recvfrom: needs a message to 3");
}

}  // namespace sockwalk

TEST_SUITE_END();
