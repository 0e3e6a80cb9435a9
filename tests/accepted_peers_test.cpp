#include "run/accepted_peers.h"

#include <doctest/doctest.h>

#include <future>
#include <vector>

#include "kernel/sock_diag.h"
#include "skipped.h"
#include "test_socket.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("accepted_peers");

namespace {

constexpr std::uint32_t kListener = 1;  // where there is none

bool can_ask() {
  if (SockDiag().can_ask()) return true;
  skipped("there is no unix_diag");
  return false;
}

}  // namespace

TEST_CASE("the peer of what was accepted is known after both ends are closed") {
  if (!can_ask()) return;
  AcceptedPeers peers;
  for (int i = 0; i < 200; ++i) {
    auto ends = TestSocket::pair();
    const std::uint32_t accepted = ends[0].inode();
    const std::uint32_t peer = ends[1].inode();
    peers.closing(peers.accepted(accepted, kListener, {}), 0);
    ends[0].close();
    ends[1].close();
    CHECK(peers.take_peer_of(accepted) == peer);
  }
}

TEST_CASE("an answer is waited for, and each question has its own") {
  if (!can_ask()) return;
  AcceptedPeers peers;
  const auto ends = TestSocket::pair();
  peers.accepted(ends[1].inode(), kListener, {});
  peers.accepted(ends[0].inode(), kListener, {});
  auto other = std::async(std::launch::async, [&] { return peers.take_peer_of(ends[0].inode()); });
  CHECK(peers.take_peer_of(ends[1].inode()) == ends[0].inode());
  CHECK(other.get() == ends[1].inode());
}

TEST_CASE("who has no peer any more is nobody, and nobody is waited for in vain") {
  AcceptedPeers peers;
  auto ends = TestSocket::pair();
  const std::uint32_t left = ends[0].inode();
  ends[1].close();
  peers.closing(peers.accepted_so_far(), 0);
  peers.accepted(left, kListener, {});
  CHECK(peers.take_peer_of(left) == 0);
  peers.accepted(left, kListener, {});  // nobody takes this answer
}

TEST_CASE("a client that was an answer need not wait for what was asked later") {
  if (!can_ask()) return;
  AcceptedPeers peers;
  const auto first = TestSocket::pair();
  const auto second = TestSocket::pair();
  peers.accepted(first[0].inode(), kListener, {});
  CHECK(peers.take_peer_of(first[0].inode()) == first[1].inode());
  const std::uint64_t count = peers.accepted(second[0].inode(), kListener, {});
  peers.closing(count, first[1].inode());
  CHECK_FALSE(peers.knows(count));
  peers.closing(count, second[1].inode());
  CHECK(peers.knows(count));
}

TEST_CASE("a client that leaves before it was accepted is known by its place in the queue") {
  if (!can_ask()) return;
  AcceptedPeers peers;
  TestSocket listener;
  listener.bind();
  listener.listen(5);
  std::vector<TestSocket> clients(4);
  std::vector<std::uint32_t> inodes;
  for (TestSocket& client : clients) {
    REQUIRE(client.connect(listener) == 0);
    inodes.push_back(client.inode());
  }
  // The last first, and the second not at all.
  for (const std::size_t i : {3UL, 2UL, 0UL}) {
    const LeavingClient leaving{inodes[i], {}};
    peers.leaving({&leaving, 1});
    clients[i].close();
  }
  for (const std::uint32_t client : inodes) {
    const TestSocket accepted = listener.accept();
    peers.accepted(accepted.inode(), listener.inode(), {});
    CHECK(peers.take_peer_of(accepted.inode()) == client);
  }
}

TEST_CASE("a client that leaves when it is accepted, but nobody has been told, is known") {
  if (!can_ask()) return;
  AcceptedPeers peers;
  TestConnection connection(SOCK_STREAM);
  connection.accept();
  const std::uint32_t client = connection.client.inode();
  const LeavingClient leaving{client, {}};
  peers.leaving({&leaving, 1});
  connection.client.close();
  peers.accepted(connection.server.inode(), connection.listener.inode(), {});
  CHECK(peers.take_peer_of(connection.server.inode()) == client);
}

TEST_SUITE_END();
