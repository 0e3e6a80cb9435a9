#include <doctest/doctest.h>

#include <poll.h>

#include "event_script.h"

// shutdown(2), socketpair(2), and what a peer's leaving does to messages and streams.

TEST_SUITE_BEGIN("half_close");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";
constexpr int kReceive = 0;
constexpr int kSend = 1;
constexpr int kBoth = 2;
constexpr int kSeqpacket = 5;

EventScript& connected(EventScript& s) {
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  return s.as("server").accept(3, 4);
}

TEST_CASE("the ends of a pair are connected to each other from birth") {
  EventScript s;
  s.as("server").socketpair(3, 4);
  CHECK(s.phase("server", 3) == Phase::connected);
  CHECK(s.at("server", 3).peer == s.model().socket_of(kServer, 4));
  CHECK(s.at("server", 4).peer == s.model().socket_of(kServer, 3));
  CHECK(s.at("server", 3).role() == SocketRole::pair_end);
  CHECK(socket_title(s.model(), s.model().socket_of(kServer, 4)) == "Server's end 2 of a pair");
  s.write(3, "abc").close(3);
  CHECK(s.at("server", 4).unread_bytes == 3);
  CHECK(s.phase("server", 4) == Phase::peer_closed);
}

TEST_CASE("who sends no more is seen at both ends, and the other way still works") {
  EventScript s;
  connected(s).as("client 1").write(3, "abc").shutdown(3, kSend);
  CHECK(s.phase("client 1", 3) == Phase::half_closed_sent);
  CHECK(s.phase("server", 4) == Phase::half_closed_received);
  CHECK(s.at("server", 4).unread_bytes == 3);
  s.as("server").read(4, "abc").read(4, "").write(4, "de").as("client 1").read(3, "de");
  CHECK(s.at("client 1", 3).bytes_received == 2);
}

TEST_CASE("who receives no more lets its peer send no more") {
  EventScript s;
  connected(s).as("client 1").shutdown(3, kReceive);
  CHECK(s.at("client 1", 3).shut_receive);
  CHECK(s.at("server", 4).shut_send);
  CHECK_FALSE(s.at("server", 4).shut_receive);
  CHECK(s.phase("server", 4) == Phase::half_closed_sent);
}

TEST_CASE("both directions down is not yet the end of either socket") {
  EventScript s;
  connected(s).shutdown(4, kBoth);
  CHECK(s.phase("server", 4) == Phase::shut_down);
  CHECK(s.phase("client 1", 3) == Phase::shut_down);
  CHECK((s.model().readiness(s.model().file_of(kServer, 4)) & POLLHUP) != 0);
  s.close(4);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("half a direction from each end is both") {
  EventScript s;
  connected(s).shutdown(4, kSend).as("client 1").shutdown(3, kSend);
  CHECK(s.phase("server", 4) == Phase::shut_down);
}

TEST_CASE("shutdown acts on the connection, whatever copies of the number there are") {
  EventScript s;
  connected(s).as("client 1").dup(3, 4).shutdown(4, kSend).close(4);
  CHECK(s.phase("client 1", 3) == Phase::half_closed_sent);
  CHECK(s.phase("server", 4) == Phase::half_closed_received);
}

TEST_CASE("a client that sends no more is accepted as such") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).write(3, "ab").shutdown(3, kSend);
  s.as("server").accept(3, 4);
  CHECK(s.phase("server", 4) == Phase::half_closed_received);
  CHECK(s.at("server", 4).unread_bytes == 2);
}

TEST_CASE("a listener that was shut down refuses, but keeps who waits") {
  EventScript s;
  listening_server(s, 0).as("client 1").socket(3).connect(3, kPath).as("server").shutdown(3, kBoth);
  CHECK(s.phase("server", 3) == Phase::listening);
  CHECK(s.at("server", 3).accept_queue.size() == 1);
  s.as("client 2").socket(3).enter_connect(3, kPath);
  CHECK_FALSE(s.before().would_block(s.last_enter()));
  s.exit(0, ECONNREFUSED).as("server").accept(3, 4).enter(Syscall::accept, {3});
  CHECK(s.phase("server", 4) == Phase::connected);
  CHECK_FALSE(s.before().would_block(s.last_enter()));
}

TEST_CASE("shutdown of a socket that is not connected moves it nowhere") {
  EventScript s;
  s.as("client 1").socket(3).shutdown(3, kBoth);
  CHECK(s.phase("client 1", 3) == Phase::created);
}

TEST_CASE("the messages of a pair keep their boundaries, also those of no bytes") {
  EventScript s;
  s.as("server").socketpair(3, 4, kSeqpacket).write(3, "AB").write(3, "").write(3, "C");
  CHECK(s.at("server", 4).unread.size() == 3);
  s.read(4, "AB").read(4, "");
  CHECK(s.at("server", 4).unread.size() == 1);
  CHECK(s.at("server", 4).unread_bytes == 1);
  CHECK(s.phase("server", 4) == Phase::connected);
}

TEST_CASE("a stream carries no message of no bytes") {
  EventScript s;
  s.as("server").socketpair(3, 4).write(3, "");
  CHECK(s.at("server", 4).unread.empty());
}

TEST_CASE("a message too long for the room is gone whole, and its true length may be told") {
  EventScript s;
  s.as("server").socketpair(3, 4, kSeqpacket).write(3, "ABCDE");
  s.enter_recvfrom(4, 0x20, 1).exit(5);
  CHECK(s.at("server", 4).unread.empty());
  CHECK(s.at("server", 4).bytes_received == 1);
}

TEST_CASE("a read of no bytes leaves a message where it is") {
  EventScript s;
  s.as("server").socketpair(3, 4, kSeqpacket).write(3, "AB").read(4, "", 0, 0);
  CHECK(s.at("server", 4).unread_bytes == 2);
}

TEST_CASE("a peek takes nothing") {
  EventScript s;
  connected(s).as("client 1").write(3, "abc").as("server").recvfrom(4, "abc", 2);
  CHECK(s.at("server", 4).unread_bytes == 3);
  s.recvfrom(4, "abc");
  CHECK(s.at("server", 4).unread_bytes == 0);
}

TEST_CASE("a message of no bytes that nobody read is unread too: the peer meets a reset") {
  EventScript s;
  s.as("server").socketpair(3, 4, kSeqpacket).write(3, "").close(4);
  CHECK(s.at("server", 3).reset);
}

TEST_CASE("SO_ERROR takes a reset away") {
  EventScript s;
  connected(s).as("client 1").write(3, "abc").as("server").close(4).as("client 1");
  CHECK(s.at("client 1", 3).reset);
  s.getsockopt(3, 4, ECONNRESET);
  CHECK_FALSE(s.at("client 1", 3).reset);
}

TEST_CASE("a write that fails for the peer's leaving keeps the reset of a stream") {
  EventScript s;
  connected(s).as("client 1").write(3, "abc").as("server").close(4).as("client 1");
  s.sendto(3, "x", {}, EPIPE);
  CHECK(s.at("client 1", 3).reset);
  s.recvfrom(3, "", 0, ECONNRESET);
  CHECK_FALSE(s.at("client 1", 3).reset);
}

TEST_CASE("O_NONBLOCK belongs to the open file description") {
  EventScript s;
  connected(s).dup(4, 5).set_flags(5, 04000);
  CHECK_FALSE(s.model().would_block(s.enter_read(4).last_enter()));
  s.exit(0, EAGAIN).set_flags(4, 0);
  CHECK(s.model().would_block(s.enter_read(5).last_enter()));
}

TEST_CASE("accept passes O_NONBLOCK on to no one, accept4 sets it where it is told to") {
  EventScript s;
  listening_server(s).set_flags(3, 04000).as("client 1").socket(3).connect(3, kPath);
  s.as("client 2").socket(3).connect(3, kPath).as("server").accept(3, 4).accept4(3, 5, 04000);
  CHECK_FALSE(s.model().files[s.model().file_of(kServer, 4)].nonblocking);
  CHECK(s.model().files[s.model().file_of(kServer, 5)].nonblocking);
}

TEST_CASE("of two numbers of a socket the last one closes it") {
  EventScript s;
  connected(s).dup(4, 5).close(4);
  CHECK(s.phase("client 1", 3) == Phase::connected);
  CHECK(s.phase("server", 5) == Phase::connected);
  s.close(5);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
