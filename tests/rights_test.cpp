#include <doctest/doctest.h>

#include <cerrno>

#include "event_script.h"
#include "played_script.h"

// Descriptors that travel in messages (SCM_RIGHTS, unix(7)), and numbers that threads share.

TEST_SUITE_BEGIN("rights");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// The server has an accepted client on 4 and a connection with a worker: 5 at its side, 3 there.
EventScript& with_worker(EventScript& s) {
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  s.as("worker").socket(3).connect(3, kPath).as("server").accept(3, 5);
  return s;
}

TEST_CASE("a socket lives in the message alone, and gets a new number at the receiver") {
  EventScript s;
  with_worker(s).sendmsg(5, "h", {4}).close(4);
  const SocketIndex travelling = s.at("client 1", 3).peer;
  CHECK(s.model().sockets[travelling].holders.empty());
  CHECK(s.model().sockets[travelling].in_flight == 1);
  CHECK(s.phase("client 1", 3) == Phase::connected);
  s.as("worker").recvmsg(3, "h", {4});
  CHECK(s.model().socket_of(s.id("worker"), 4) == travelling);
  CHECK(s.model().sockets[travelling].in_flight == 0);
  s.close(4);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("sender and receiver have one open file description") {
  EventScript s;
  with_worker(s).open("/etc/motd", 6).sendmsg(5, "f", {6}).as("worker").recvmsg(3, "f", {4});
  const FileIndex file = s.model().file_of(kServer, 6);
  CHECK(s.model().file_of(s.id("worker"), 4) == file);
  CHECK(s.model().files[file].references == 2);
  CHECK(s.model().files[file].kind == FileKind::plain);
}

TEST_CASE("a plain read drops the descriptors") {
  EventScript s;
  with_worker(s).sendmsg(5, "h", {4}).close(4).as("worker").read(3, "h");
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("where there is room for fewer, the rest is closed") {
  EventScript s;
  with_worker(s).dup(4, 6).open("/etc/motd", 7).sendmsg(5, "h", {7, 4}).close(4).close(6);
  s.as("worker").recvmsg(3, "h", {4});
  CHECK(s.model().files[s.model().file_of(s.id("worker"), 4)].kind == FileKind::plain);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("what was never sent does not travel") {
  EventScript s;
  with_worker(s).sendmsg(5, "h", {4}, EAGAIN).close(4);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  s.sendmsg(5, "", {3});
  CHECK(s.at("worker", 3).unread.empty());
  CHECK(s.at("server", 3).in_flight == 0);
}

TEST_CASE("a message that dies with its receiver closes what it carries") {
  EventScript s;
  with_worker(s).sendmsg(5, "h", {4}).close(4).as("worker").ends(0, 9);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  CHECK(s.at("server", 5).reset);
}

TEST_CASE("bytes before and after a descriptor stay in order") {
  EventScript s;
  with_worker(s).write(5, "aaaa").sendmsg(5, "b", {4}).write(5, "cccc").as("worker");
  s.recvmsg(3, "aaaab", {4});
  CHECK(s.at("worker", 3).unread_bytes == 4);
  CHECK(s.at("server", 4).in_flight == 0);
  CHECK(s.at("server", 4).holders.size() == 2);
}

TEST_CASE("a peek gives a number and leaves the descriptor in flight") {
  EventScript s;
  with_worker(s).sendmsg(5, "h", {4}).as("worker").recvmsg(3, "h", {4}, 2);
  CHECK(s.at("worker", 4).in_flight == 1);
  CHECK(s.at("worker", 4).holders.size() == 2);
}

TEST_CASE("credentials lie in the message") {
  EventScript s;
  with_worker(s);
  PartsDraft parts = s.with_data("x");
  parts.has_credentials = true;
  parts.credentials = {1234, 5, 6};
  s.enter(Syscall::sendmsg, {5, 1, 0}, parts).exit(1);
  REQUIRE(s.at("worker", 3).unread.size() == 1);
  CHECK(s.at("worker", 3).unread[0].credentials == Credentials{1234, 5, 6});
}

TEST_CASE("messages with boundaries carry descriptors, also those of no bytes") {
  for (const int type : {2, 5}) {
    EventScript s;
    s.as("server").socketpair(3, 4, type).socketpair(5, 6).sendmsg(3, "", {5}).close(5);
    CHECK(s.phase("server", 6) == Phase::connected);
    s.recvmsg(4, "", {5}).write(6, "ab");
    CHECK(s.at("server", 5).unread_bytes == 2);
    CHECK(s.at("server", 5).in_flight == 0);
  }
}

TEST_CASE("sockets that only carry each other stay, until somebody meets one that is closed") {
  EventScript s;
  s.as("server").socketpair(3, 4).socketpair(5, 6).sendmsg(4, "x", {5}).sendmsg(6, "y", {3});
  CHECK_FALSE(s.model().may_be_collected(0));
  s.close(3);
  CHECK_FALSE(s.model().may_be_collected(0));
  s.close(5);
  CHECK(s.model().may_be_collected(0));
  CHECK(s.model().may_be_collected(2));
  s.write(4, "still works");
  CHECK(s.model().open_sockets().size() == 4);
  SUBCASE("a write") { s.enter_write(4, "no more").exit(-1, EPIPE); }
  SUBCASE("a read") { s.read(4, ""); }
  SUBCASE("a reset") { s.read(6, "", ECONNRESET); }
  CHECK(s.model().sockets[0].closed);
  CHECK(s.model().sockets[2].closed);
  CHECK(s.phase("server", 4) == Phase::peer_closed);
  CHECK(s.phase("server", 6) == Phase::peer_closed);
}

TEST_CASE("what became unreachable later is not said to be closed with the earlier") {
  EventScript s;
  s.as("server").socketpair(3, 4).socketpair(5, 6).sendmsg(4, "x", {3}).sendmsg(6, "y", {5});
  s.close(3).close(5).enter_write(4, "z").exit(-1, EPIPE);
  CHECK(s.model().sockets[0].closed);
  CHECK_FALSE(s.model().sockets[2].closed);
  CHECK(s.model().may_be_collected(2));
}

TEST_CASE("the check takes either answer for right where nobody can reach a socket") {
  EventScript s;
  s.as("server").socketpair(3, 4).sendmsg(3, "x", {4}).close(4);
  const auto& sockets = s.model().sockets;
  REQUIRE(sockets[0].inode != 0);
  const auto differences = [&](bool collected, std::uint8_t shutdown, std::uint32_t peer) {
    const KernelSocket all[]{
        {sockets[0].inode, true, 1, 1, shutdown, peer, 0, 0, false, {}, {}},
        {sockets[1].inode, !collected, 1, 1, 0, sockets[0].inode, 1, 0, false, {}, {}}};
    KernelSnapshot kernel;
    kernel.can_ask = true;
    kernel.sockets = all;
    return compare(s.model(), kernel).differences;
  };
  CHECK(differences(false, 0, sockets[1].inode) == 0);
  CHECK(differences(true, 3, 0) == 0);
  CHECK(differences(false, 0, 99) > 0);
  s.read(3, "");
  CHECK(differences(true, 3, 0) == 0);
  CHECK(differences(false, 0, sockets[1].inode) > 0);
}

TEST_CASE("the kernel's garbage collector may come when it likes: model and kernel agree") {
  for (const char* steps :
       {"'a b = pair', 'sendmsg a 1 rights=b', 'close b', 'write a 2', 'umask 022', 'x = socket', "
        "'close x', 'umask 022', 'write a 3', 'write a 4'",
        "'a b = pair nonblock', 'sendmsg a 1 rights=b', 'close b', 'read a 9', 'x = socket', "
        "'close x', 'poll a:IN timeout=500', 'read a 9', 'read a 9'",
        "'a b = pair dgram', 'sendmsg a 1 rights=b', 'close b', 'x = socket', 'close x', "
        "'umask 022', 'send a 3'",
        "'a b = pair', 'e = epoll', 'epoll_ctl e add a IN', 'sendmsg a 1 rights=b', 'close b', "
        "'x = socket', 'close x', 'epoll_wait e timeout=500', 'write a 3'"}) {
    CAPTURE(steps);
    const Played played(std::string("[server]\ndoes = [") + steps + "]\n");
    CHECK(played.disagreements() == "");
  }
}

TEST_CASE("a message with a descriptor and the receive that it wakes, in either order") {
  const auto after = [](bool send_first) {
    EventScript s;
    with_worker(s).as("worker").enter(Syscall::recvmsg, {3, 128, 0});
    s.as("server").enter_sendmsg(5, "h", {4});
    if (send_first) s.exit(1).as("worker").exit_recvmsg("h", {4});
    if (!send_first) s.as("worker").exit_recvmsg("h", {4}).as("server").exit(1);
    CHECK(s.model().file_of(kServer, 4) == s.model().file_of(s.id("worker"), 4));
    CHECK(s.at("server", 4).in_flight == 0);
    return s.model().hash();
  };
  CHECK(after(true) == after(false));
}

TEST_CASE("threads share their numbers until the last of them is gone") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  s.as_thread("thread 1", "server").accept(3, 4);
  CHECK(s.at("server", 4).peer == s.model().socket_of(s.id("client 1"), 3));
  s.ends(0, 9);
  CHECK(s.phase("client 1", 3) == Phase::connected);
  s.as("server").ends(0, 9);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("a number that another thread closes leaves the call asleep in it at work") {
  EventScript s;
  listening_server(s).as_thread("thread 1", "server").enter_accept(3).as("server").close(3);
  const SocketIndex listener = 0;
  CHECK(phase_of(s.model().sockets[listener]) == Phase::listening);
  s.as("client 1").socket(3).connect(3, kPath).as("thread 1").exit_opened(3);
  CHECK(phase_of(s.model().sockets[listener]) == Phase::closed);
  CHECK(s.phase("client 1", 3) == Phase::connected);
  CHECK(s.at("server", 3).role() == SocketRole::server_data);
}

TEST_CASE("a thread that waits in pthread_join is between two calls") {
  EventScript s;
  s.as("server");
  Event event;
  event.kind = EventKind::library;
  event.actor = kServer;
  PartsDraft parts;
  parts.text = "pthread_join";
  s.add(event, parts);
  CHECK(s.model().actors[kServer].joining);
  CHECK(s.model().actors[kServer].state == ActorState::ready);
  event.ret = 1;
  s.add(event, parts);
  CHECK_FALSE(s.model().actors[kServer].joining);
}

TEST_CASE("a turn of the Clock is nobody's") {
  EventScript s;
  s.as("server");
  s.turn(kClock, 1);
  CHECK(s.model().mover == kClock);
  CHECK(s.model().actor(s.model().mover) == nullptr);
  CHECK(s.model().actors.size() == 1);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
