#include "kernel/sock_diag.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "skipped.h"
#include "syscall_filter.h"
#include "temporary_directory.h"
#include "test_socket.h"

TEST_SUITE_BEGIN("sock_diag");

namespace sockwalk {
namespace {

constexpr int kEstablished = 1;  // TCP_ESTABLISHED, TCP_CLOSE and TCP_LISTEN of the kernel
constexpr int kClose = 7;
constexpr int kListen = 10;
constexpr int kReceiving = 1;  // RCV_SHUTDOWN and SEND_SHUTDOWN of the kernel
constexpr int kSending = 2;

// Every stage below looks the same for both.
struct Stream {
  static constexpr int kType = SOCK_STREAM;
};
struct SequencedPackets {
  static constexpr int kType = SOCK_SEQPACKET;
};

/// Asks the running kernel.
struct Kernel {
  Kernel() {
    can_ask = diag.can_ask();
    if (!can_ask) skipped(diag.why_not());
  }
  KernelSocket ask(const TestSocket& socket) { return diag.ask(socket.inode(), arena); }
  std::vector<std::uint32_t> pending(const TestSocket& socket) {
    const auto found = ask(socket).pending;
    return {found.begin(), found.end()};
  }

  SockDiag diag;
  Arena arena;
  bool can_ask = false;
};

}  // namespace

TEST_CASE_TEMPLATE("after socket()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const TestSocket socket(Type::kType);
  const KernelSocket answer = kernel.ask(socket);
  CHECK(answer.found);
  CHECK(answer.inode == socket.inode());
  CHECK(answer.type == Type::kType);
  CHECK(answer.state == kClose);
  CHECK(answer.shutdown == 0);
  CHECK(answer.peer == 0);
  CHECK(answer.queue == 0);
  CHECK(answer.limit == 0);
  CHECK_FALSE(answer.has_name);
}

TEST_CASE_TEMPLATE("after bind()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestSocket socket(Type::kType);
  REQUIRE(socket.bind() == 0);
  const KernelSocket answer = kernel.ask(socket);
  CHECK(answer.state == kClose);
  CHECK(answer.has_name);
}

TEST_CASE_TEMPLATE("after listen()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestSocket listener(Type::kType);
  REQUIRE(listener.bind() == 0);
  REQUIRE(listener.listen(5) == 0);
  const KernelSocket answer = kernel.ask(listener);
  CHECK(answer.state == kListen);
  CHECK(answer.queue == 0);
  CHECK(answer.limit == 5);
  CHECK(answer.pending.empty());
}

TEST_CASE_TEMPLATE("connected, not accepted", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const TestConnection connection(Type::kType);
  const KernelSocket listener = kernel.ask(connection.listener);
  const KernelSocket client = kernel.ask(connection.client);
  CHECK(listener.state == kListen);
  CHECK(listener.queue == 1);
  CHECK(listener.limit == 5);
  CHECK(kernel.pending(connection.listener) == std::vector{connection.client.inode()});
  CHECK(client.state == kEstablished);
  CHECK(client.peer == 0);
  CHECK(client.shutdown == 0);
}

TEST_CASE_TEMPLATE("clients wait in the order of their connects", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  TestSocket second(Type::kType);
  TestSocket third(Type::kType);
  second.connect(connection.listener);
  third.connect(connection.listener);
  CHECK(kernel.pending(connection.listener) ==
        std::vector{connection.client.inode(), second.inode(), third.inode()});
  connection.accept();
  CHECK(kernel.pending(connection.listener) == std::vector{second.inode(), third.inode()});
}

TEST_CASE_TEMPLATE("the client wrote, not accepted", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  REQUIRE(connection.client.write("hello") == 5);
  const KernelSocket client = kernel.ask(connection.client);
  CHECK(client.state == kEstablished);
  CHECK(client.queue == 0);
  CHECK(client.limit > 5);  // memory, not bytes
  CHECK(client.peer == 0);
}

TEST_CASE_TEMPLATE("after accept()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.client.write("hello");
  connection.accept();
  const KernelSocket client = kernel.ask(connection.client);
  const KernelSocket server = kernel.ask(connection.server);
  CHECK(kernel.pending(connection.listener).empty());
  CHECK(server.state == kEstablished);
  CHECK(server.queue == 5);
  CHECK(server.limit == 0);
  CHECK(client.limit > 5);
  CHECK(client.peer == connection.server.inode());
  CHECK(server.peer == connection.client.inode());
}

TEST_CASE_TEMPLATE("the server read all", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.client.write("hello");
  connection.accept();
  REQUIRE(connection.server.read(16) == "hello");
  CHECK(kernel.ask(connection.server).queue == 0);
  CHECK(kernel.ask(connection.client).limit == 0);
}

TEST_CASE_TEMPLATE("the client shut down sending", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.accept();
  connection.client.write("hello");
  connection.client.write("goodbye");
  REQUIRE(connection.client.shutdown(SHUT_WR) == 0);
  const KernelSocket client = kernel.ask(connection.client);
  const KernelSocket server = kernel.ask(connection.server);
  CHECK(server.queue == 12);  // the sum of both packets for SOCK_SEQPACKET too
  CHECK(client.shutdown == kSending);
  CHECK(server.shutdown == kReceiving);
  CHECK(client.peer == connection.server.inode());
  CHECK(server.peer == connection.client.inode());
}

TEST_CASE_TEMPLATE("the client closed", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.accept();
  connection.client.write("hello");
  connection.client.close();
  const KernelSocket server = kernel.ask(connection.server);
  CHECK(server.state == kEstablished);  // there is no CLOSE_WAIT
  CHECK(server.queue == 5);
  CHECK(server.peer == 0);
  CHECK(server.shutdown == (kReceiving | kSending));
}

TEST_CASE_TEMPLATE("the client closed with bytes unread", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.accept();
  connection.server.write("sum");
  connection.client.close();
  const KernelSocket server = kernel.ask(connection.server);
  CHECK(server.state == kEstablished);
  CHECK(server.queue == 0);
  CHECK(server.shutdown == (kReceiving | kSending));
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(connection.server.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
  CHECK(error == ECONNRESET);
}

TEST_CASE_TEMPLATE("the client closed before accept()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.client.close();
  const KernelSocket listener = kernel.ask(connection.listener);
  CHECK(listener.queue == 1);
  CHECK(kernel.pending(connection.listener) == std::vector<std::uint32_t>{0});
}

TEST_CASE_TEMPLATE("the listener closed with a client queued", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestConnection connection(Type::kType);
  connection.listener.close();
  const KernelSocket client = kernel.ask(connection.client);
  CHECK(client.state == kEstablished);
  CHECK(client.peer == 0);
  CHECK(client.shutdown == (kReceiving | kSending));
}

TEST_CASE_TEMPLATE("after one's own close()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestSocket socket(Type::kType);
  const std::uint32_t inode = socket.inode();
  REQUIRE(kernel.diag.ask(inode, kernel.arena).found);
  socket.close();
  const KernelSocket answer = kernel.diag.ask(inode, kernel.arena);
  CHECK_FALSE(answer.found);
  CHECK(answer.inode == inode);
  CHECK(kernel.diag.can_ask());
}

TEST_CASE_TEMPLATE("the name unlinked while the socket is open", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const TemporaryDirectory directory;
  TestSocket listener(Type::kType);
  REQUIRE(listener.bind(directory.path_of("demo.sock")) == 0);
  REQUIRE(listener.listen(5) == 0);
  CHECK(kernel.ask(listener).name == directory.path_of("demo.sock"));
  REQUIRE(unlink(directory.path_of("demo.sock").c_str()) == 0);
  CHECK(kernel.ask(listener).name == directory.path_of("demo.sock"));
  CHECK(kernel.ask(listener).state == kListen);
}

TEST_CASE_TEMPLATE("an accepted socket repeats the listener's name", Type, Stream,
                   SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const TemporaryDirectory directory;
  TestSocket listener(Type::kType);
  REQUIRE(listener.bind(directory.path_of("demo.sock")) == 0);
  REQUIRE(listener.listen(5) == 0);
  TestSocket client(Type::kType);
  REQUIRE(client.connect(listener) == 0);
  const TestSocket server = listener.accept();
  CHECK(kernel.ask(server).name == directory.path_of("demo.sock"));
  CHECK_FALSE(kernel.ask(client).has_name);
}

TEST_CASE_TEMPLATE("socketpair()", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const auto ends = TestSocket::pair(Type::kType);
  for (const int end : {0, 1}) {
    const KernelSocket answer = kernel.ask(ends[static_cast<std::size_t>(end)]);
    CHECK(answer.type == Type::kType);
    CHECK(answer.state == kEstablished);
    CHECK(answer.peer == ends[static_cast<std::size_t>(1 - end)].inode());
    CHECK(kernel.diag.peer_of(answer.inode) == answer.peer);
    CHECK_FALSE(answer.has_name);
  }
}

TEST_CASE_TEMPLATE("an abstract name is written with @", Type, Stream, SequencedPackets) {
  Kernel kernel;
  if (!kernel.can_ask) return;
  TestSocket socket(Type::kType);
  REQUIRE(socket.bind() == 0);
  const std::string_view name = kernel.ask(socket).name;
  CHECK(name.size() == 6);  // '@' and the five hexadecimal digits of autobind, unix(7)
  CHECK(name.front() == '@');
  CHECK(name.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos);
}

TEST_CASE("a short read drops the rest of a packet, not of a stream") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  for (const int type : {SOCK_STREAM, SOCK_SEQPACKET}) {
    auto ends = TestSocket::pair(type);
    ends[0].write("0123456789");
    ends[0].write("abcdef");
    CHECK(kernel.ask(ends[1]).queue == 16);
    ends[1].read(4);
    CHECK(kernel.ask(ends[1]).queue == (type == SOCK_STREAM ? 12 : 6));
  }
}

TEST_CASE("a queue too long for one answer keeps its length and loses its members") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  // An answer of four bytes a client is given up at the first size above a page (unix_diag.c), but
  // the allocator rounds that up to two pages.
  const std::uint32_t too_many = static_cast<std::uint32_t>(getpagesize()) * 2 / 4;
  std::uint32_t longest = 0;
  std::ifstream("/proc/sys/net/core/somaxconn") >> longest;
  if (longest < too_many) return skipped("net.core.somaxconn is too small for a long accept queue");
  TestSocket listener;
  listener.bind();
  listener.listen(static_cast<int>(too_many));
  // A client that closes stays in the queue, and this needs no more file descriptors.
  for (std::uint32_t i = 0; i < too_many; ++i) REQUIRE(TestSocket().connect(listener) == 0);
  const std::array inodes{listener.inode(), TestSocket().inode(), listener.inode()};
  for (const KernelSocket& answer : kernel.diag.ask_all(inodes, kernel.arena)) {
    CHECK(answer.found == (answer.inode == listener.inode()));
    CHECK(answer.queue == (answer.found ? too_many : 0));
    CHECK(answer.limit == (answer.found ? too_many : 0));
    CHECK(answer.pending.empty());
  }
  CHECK(kernel.diag.can_ask());
}

TEST_CASE("many sockets are answered in the order of the question") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const std::vector<TestSocket> sockets(40);
  std::vector<std::uint32_t> inodes{0, TestSocket().inode()};
  for (const TestSocket& socket : sockets) inodes.push_back(socket.inode());
  inodes.push_back(inodes[1]);
  const std::vector<KernelSocket> answers = kernel.diag.ask_all(inodes, kernel.arena);
  REQUIRE(answers.size() == inodes.size());
  for (std::size_t i = 0; i < answers.size(); ++i) {
    CHECK(answers[i].inode == inodes[i]);
    CHECK(answers[i].found == (i >= 2 && i + 1 < answers.size()));
  }
  CHECK(kernel.diag.ask_all({}, kernel.arena).empty());
}

TEST_CASE("inode 0 is nobody") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  CHECK_FALSE(kernel.diag.ask(0, kernel.arena).found);
  CHECK(kernel.diag.peer_of(0) == 0);
  CHECK(kernel.diag.can_ask());
}

TEST_CASE("a sandbox without netlink is said in a sentence") {
  bool sandboxed = false;
  std::thread([&] {
    sandboxed = refuse_call_with_argument(SYS_socket, AF_NETLINK, EAFNOSUPPORT);
    if (!sandboxed) return;
    SockDiag diag;
    CHECK_FALSE(diag.can_ask());
    CHECK(diag.why_not().find("EAFNOSUPPORT") != std::string::npos);
    Arena arena;
    CHECK_FALSE(diag.ask(1, arena).found);
    CHECK(diag.peer_of(1) == 0);
  }).join();
  if (!sandboxed) skipped("seccomp filters are not available");
}

TEST_CASE("a kernel that never answers does not hang us and does not mean gone") {
  Kernel kernel;
  if (!kernel.can_ask) return;
  const TestSocket socket;
  bool sandboxed = false;
  std::thread([&] {
    SockDiag diag;
    Arena arena;
    CHECK(diag.ask(socket.inode(), arena).found);
    // The question is swallowed: sendto(2) says 0 and sends nothing.
    sandboxed = refuse_call(SYS_sendto, 0);
    if (!sandboxed) return;
    CHECK_FALSE(diag.ask(socket.inode(), arena).found);
    CHECK_FALSE(diag.can_ask());
    CHECK(diag.why_not().find("EAGAIN") != std::string::npos);
  }).join();
  if (!sandboxed) skipped("seccomp filters are not available");
}

}  // namespace sockwalk
