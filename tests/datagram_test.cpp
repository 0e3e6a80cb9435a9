#include <doctest/doctest.h>

#include <poll.h>

#include "event_script.h"

// SOCK_DGRAM: one receive queue in the receiver, destinations that know nothing of their senders.

TEST_SUITE_BEGIN("datagram");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";
constexpr int kDatagram = 2;

EventScript& receiver(EventScript& s) {
  s.as("server").socket(3, 0, kDatagram).bind(3, kPath);
  s.as("client 1").socket(3, 0, kDatagram);
  return s.as("client 2").socket(3, 0, kDatagram);
}

TEST_CASE("messages of all senders lie in the one queue of the receiver, in order") {
  EventScript s;
  receiver(s).as("client 1").sendto(3, "one", kPath).as("client 2").sendto(3, "two!", kPath);
  const Socket& queue = s.at("server", 3);
  REQUIRE(queue.unread.size() == 2);
  CHECK(queue.unread_bytes == 7);
  CHECK(queue.unread[0].sender == s.model().socket_of(s.id("client 1"), 3));
  CHECK(queue.unread[1].sender == s.model().socket_of(s.id("client 2"), 3));
  s.as("server").recvfrom(3, "one");
  CHECK(s.at("server", 3).unread.front().bytes == 4);
}

TEST_CASE("a datagram socket is one, whoever has it") {
  EventScript s;
  receiver(s);
  CHECK(s.at("server", 3).role() == SocketRole::datagram);
  CHECK(s.phase("server", 3) == Phase::bound);
  CHECK(socket_title(s.model(), s.model().socket_of(kServer, 3)) == "Server's datagram socket");
}

TEST_CASE("SOCK_RAW is made a datagram socket") {
  EventScript s;
  s.as("server").socket(3, 0, 3);
  CHECK(s.at("server", 3).is_datagram());
}

TEST_CASE("connect gives a destination of one's own and asks nobody") {
  EventScript s;
  receiver(s).as("client 1").connect(3, kPath).write(3, "abc");
  CHECK(s.phase("client 1", 3) == Phase::connected);
  CHECK(s.phase("server", 3) == Phase::bound);
  CHECK(s.at("server", 3).peer == kNoSocket);
  CHECK(s.at("server", 3).unread_bytes == 3);
  CHECK(s.at("server", 3).accept_queue.empty());
}

TEST_CASE("a destination that is gone is told by the next send, and forgotten") {
  EventScript s;
  receiver(s).as("client 1").connect(3, kPath).write(3, "abc").as("server").close(3);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  CHECK_FALSE(s.at("client 1", 3).reset);
  CHECK_FALSE(s.at("client 1", 3).shut_send);
  s.as("client 1").write(3, "d", ECONNREFUSED);
  CHECK(s.phase("client 1", 3) == Phase::created);
  s.write(3, "d", ENOTCONN);
  s.as("server").socket(3, 0, kDatagram).unlink(kPath).bind(3, kPath);
  s.as("client 1").connect(3, kPath).write(3, "d");
  CHECK(s.at("server", 3).unread_bytes == 1);
}

TEST_CASE("a send by name that is refused keeps the destination") {
  EventScript s;
  receiver(s).as("client 1").connect(3, kPath).sendto(3, "x", "/run/other", ECONNREFUSED);
  CHECK(s.phase("client 1", 3) == Phase::connected);
}

TEST_CASE("another destination throws away what has come") {
  EventScript s;
  receiver(s).as("client 2").bind(3, "/run/two").as("client 1").bind(3, "/run/one");
  s.connect(3, kPath).as("server").sendto(3, "abc", "/run/one");
  CHECK(s.at("client 1", 3).unread_bytes == 3);
  s.as("client 1").connect(3, "/run/two");
  CHECK(s.at("client 1", 3).unread.empty());
}

TEST_CASE("a receive sleeps without a message, connected or not; there is no end of file") {
  EventScript s;
  receiver(s).as("server");
  CHECK(s.model().would_block(s.enter_recvfrom(3).last_enter()));
  s.as("client 1").sendto(3, "", kPath);
  s.as("server").exit_read("").enter_recvfrom(3);
  CHECK(s.model().would_block(s.last_enter()));
  CHECK((s.model().readiness(s.model().file_of(kServer, 3)) & (POLLIN | POLLHUP)) == 0);
}

TEST_CASE("shutdown of a datagram socket concerns nobody else") {
  EventScript s;
  receiver(s).as("client 1").connect(3, kPath).shutdown(3, 1);
  CHECK(s.at("client 1", 3).shut_send);
  CHECK_FALSE(s.at("server", 3).shut_receive);
}

TEST_CASE("the ends of a datagram pair are each other's destination") {
  EventScript s;
  s.as("server").socketpair(3, 4, kDatagram).write(3, "ab").close(3);
  CHECK(s.phase("server", 4) == Phase::peer_closed);
  CHECK(s.at("server", 4).unread_bytes == 2);
}

TEST_CASE("a send and the receive that it wakes, in either order of the log") {
  const auto after = [](bool send_first) {
    EventScript s;
    receiver(s).as("server").enter_recvfrom(3).as("client 1").enter_sendto(3, "abc", kPath);
    if (send_first) s.exit(3).as("server").exit_read("abc");
    if (!send_first) s.as("server").exit_read("abc").as("client 1").exit(3);
    CHECK(s.at("server", 3).unread.empty());
    CHECK(s.at("server", 3).read_ahead == 0);
    return s.model().hash();
  };
  CHECK(after(true) == after(false));
}

TEST_CASE("a refused send and the close that it met, in either order of the log") {
  const auto after = [](bool close_first) {
    EventScript s;
    receiver(s).as("client 1").connect(3, kPath).enter_write(3, "abc");
    s.as("server").enter(Syscall::close, {3});
    if (close_first) s.exit(0).as("client 1").exit(0, ECONNREFUSED);
    if (!close_first) s.as("client 1").exit(0, ECONNREFUSED).as("server").exit(0);
    return s.model().hash();
  };
  CHECK(after(true) == after(false));
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
