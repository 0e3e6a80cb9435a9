#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "event_equality.h"
#include "kernel/sock_diag.h"
#include "skipped.h"
#include "test_socket.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("sock_diag_list");

namespace {

struct Kernel {
  Kernel() {
    can_ask = diag.can_ask();
    if (!can_ask) skipped(diag.why_not());
  }

  SockDiag diag;
  Arena arena;
  bool can_ask = false;
};

std::vector<std::uint32_t> queue_of(const std::vector<KernelSocket>& listeners,
                                    const TestSocket& listener) {
  const auto found = std::find_if(
      listeners.begin(), listeners.end(),
      [inode = listener.inode()](const KernelSocket& one) { return one.inode == inode; });
  if (found == listeners.end()) return {};
  return {found->pending.begin(), found->pending.end()};
}

}  // namespace

TEST_CASE("many are told what one by one is told too") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  std::vector<TestConnection> connections;
  std::vector<std::uint32_t> inodes{0};
  for (int i = 0; i < 50; ++i) {
    TestConnection& one = connections.emplace_back(SOCK_STREAM);
    if (i % 3 != 0) one.accept();
    if (i % 5 == 0) one.client.write("four");
    for (const TestSocket* socket : {&one.listener, &one.client, &one.server}) {
      inodes.push_back(socket->inode());
    }
  }
  inodes.push_back(inodes[1]);
  const std::vector<KernelSocket> all = kernel.diag.ask_all(inodes, kernel.arena);
  const std::vector<std::uint32_t> peers = kernel.diag.peers_of(inodes);
  REQUIRE(all.size() == inodes.size());
  REQUIRE(peers.size() == inodes.size());
  for (std::size_t i = 0; i < inodes.size(); ++i) {
    CHECK(all[i] == kernel.diag.ask(inodes[i], kernel.arena));
    CHECK(peers[i] == kernel.diag.peer_of(inodes[i]));
  }
  CHECK(kernel.diag.peers_of({}).empty());
}

TEST_CASE("the accept queue of a listener stands in the list, and who has left it as 0") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestSocket listener;
  listener.bind();
  listener.listen(5);
  std::vector<TestSocket> clients(3);
  for (TestSocket& client : clients) REQUIRE(client.connect(listener) == 0);
  const std::uint32_t first = clients[0].inode();
  const std::uint32_t last = clients[2].inode();
  clients[1].close();
  const std::vector<KernelSocket> listeners = kernel.diag.listeners(kernel.arena);
  CHECK(queue_of(listeners, listener) == std::vector<std::uint32_t>{first, 0, last});
  CHECK(std::ranges::all_of(listeners, [](const KernelSocket& one) { return one.state == 10; }));
}

TEST_SUITE_END();
