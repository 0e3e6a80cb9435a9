#include "machine_picture.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <algorithm>

#include "event_script.h"

TEST_SUITE_BEGIN("machine_picture");

namespace sockwalk {
namespace {

/// Where a socket stands in its own picture.
Phase place_of(const Socket& socket) {
  const MachinePicture picture = picture_of(socket.role(), &socket, nullptr);
  REQUIRE(picture.arrows.size() + 1 == picture.phases.size());
  const int place = place_in(picture, socket);
  REQUIRE(place >= 0);
  return picture.phases[static_cast<std::size_t>(place)];
}

}  // namespace

TEST_CASE("a half-closed end stands in a place of its own, not in connected") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  CHECK(place_of(s.at("client 1", 3)) == Phase::connected);
  s.as("client 1").shutdown(3, SHUT_WR);
  CHECK(place_of(s.at("client 1", 3)) == Phase::half_closed_sent);
  CHECK(place_of(s.at("server", 4)) == Phase::half_closed_received);
  s.as("server").shutdown(4, SHUT_WR);
  CHECK(place_of(s.at("server", 4)) == Phase::shut_down);
}

TEST_CASE("every open socket of a story stands somewhere") {
  EventScript s;
  listening_server(s, 0);
  for (const char* name : {"client 1", "client 2"}) s.as(name).socket(3).bind(3, "/run/c");
  s.as("client 1").connect(3, "/run/demo.sock");
  s.as("client 2").enter_connect(3, "/run/demo.sock");
  s.as("client 3").socketpair(3, 4).socket(5, 0, SOCK_DGRAM).bind(5, "/run/d");
  s.as("client 4").socket(3, 0, SOCK_DGRAM).connect(3, "/run/d");
  for (const SocketIndex socket : s.model().open_sockets()) place_of(s.model().sockets[socket]);
}

TEST_CASE("a pair and datagrams are shown by themselves: nothing is accepted there") {
  EventScript s;
  s.as("server").socketpair(3, 4);
  const MachinesShown pair = machines_shown(s.model(), nullptr, kNoSocket);
  CHECK_FALSE(pair.linked);
  CHECK(pair.left_role == SocketRole::pair_end);
  CHECK(pair.right == s.model().sockets[pair.left].peer);
  EventScript d;
  d.as("server").socket(3, 0, SOCK_DGRAM).bind(3, "/run/demo.sock");
  const MachinesShown datagram = machines_shown(d.model(), nullptr, kNoSocket);
  CHECK(datagram.left_role == SocketRole::datagram);
  CHECK(datagram.right == kNoSocket);
}

TEST_CASE("which machines are shown is found anew in another state, and for another next call or selection") {
  EventScript s;
  listening_server(s);
  ShownMachines machines;
  CHECK(machines.of(s.model(), {1, 1}, nullptr, kNoSocket).right == kNoSocket);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("client 2").socket(3).connect(3, "/run/demo.sock");
  const SocketIndex newest = machines.of(s.model(), {1, 2}, nullptr, kNoSocket).right;
  CHECK(newest == s.model().sockets[s.model().socket_of(2, 3)].peer);
  const SocketIndex other = s.model().socket_of(1, 3);
  CHECK(machines.of(s.model(), {1, 2}, nullptr, other).left == other);
  EventScript coming;
  coming.as("server").as("client 1").enter(Syscall::read, {3, 4});
  CHECK(machines.of(s.model(), {1, 2}, &coming.last(), kNoSocket).right == s.model().sockets[other].peer);
  CHECK(machines.of(s.model(), {1, 2}, nullptr, kNoSocket).right == newest);
}

TEST_CASE("a shutdown that comes next has its arrow") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  EventScript coming;
  coming.as("server").as("client 1").enter(Syscall::shutdown, {3, SHUT_WR});
  const SocketIndex socket = s.model().socket_of(1, 3);
  const Event next = coming.last();
  const MachinePicture picture = picture_of(SocketRole::client, &s.model().sockets[socket], &next);
  const int arrow = arrow_of(picture, s.model(), socket, next);
  REQUIRE(arrow >= 0);
  CHECK(picture.arrows[static_cast<std::size_t>(arrow)].call == Syscall::shutdown);
}

}  // namespace sockwalk

TEST_SUITE_END();
