#include "syscalls/connection_ends.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <cerrno>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "test_socket.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("connection_ends");

namespace {

/// Writes down what it is asked to wait for. `accepted_` and `known` of all connections were
/// accepted and are known.
class Watch : public AcceptWatch {
 public:
  std::uint64_t accepted(std::uint32_t, std::uint32_t listener,
                         const ConnectionBytes& waiting) override {
    listeners.push_back(listener);
    waited.push_back(waiting);
    return ++accepted_;
  }
  std::uint64_t accepted_so_far() const override { return accepted_; }
  bool anybody_left() const override { return left; }
  bool knows(std::uint64_t count) const override { return known >= count; }
  void closing(std::uint64_t count, std::uint32_t client) override {
    waits.push_back({count, client});
  }
  void leaving(std::span<const LeavingClient> clients) override {
    for (const LeavingClient& client : clients) {
      leavers.push_back(client.inode);
      sent.push_back(client.sent);
    }
  }

  struct Wait {
    std::uint64_t count = 0;
    std::uint32_t client = 0;
    bool operator==(const Wait&) const = default;
  };
  bool left = false;
  std::uint64_t known = 0;
  std::vector<std::uint32_t> listeners;
  std::vector<Wait> waits;
  std::vector<std::uint32_t> leavers;
  std::vector<ConnectionBytes> waited;
  std::vector<ConnectionBytes> sent;  ///< by the leavers

 private:
  std::uint64_t accepted_ = 0;
};

using Waits = std::vector<Watch::Wait>;

/// Every descriptor is a stream socket, whose inode is a hundred more.
const KernelCalls& calls() {
  static const KernelCalls table = [] {
    KernelCalls made = real_kernel_calls();
    made.inode = [](int fd) { return static_cast<std::uint32_t>(100 + fd); };
    made.getsockopt = [](int, int, void* value, unsigned*) {
      *static_cast<int*>(value) = SOCK_STREAM;
      return 0L;
    };
    return made;
  }();
  return table;
}

/// A client that writes `messages` and leaves before a server accepts it. `client`: what else it
/// does with its descriptor. What is known of it.
struct LeftUnaccepted {
  LeftUnaccepted(int type, const std::vector<std::string_view>& messages,
                 const std::function<void(ConnectionEnds&, int fd)>& client = {}) {
    TestConnection connection(type);
    const int fd = connection.client.fd();
    ConnectionEnds theirs(&watch, real_kernel_calls());
    theirs.connected(fd, 0);
    for (const std::string_view message : messages) {
      theirs.sent(fd, std::as_bytes(std::span(message)),
                  connection.client.write(std::string(message)));
    }
    if (client) client(theirs, fd);
    theirs.before_close(fd);
    connection.client.close();
    connection.accept();
    watch.left = true;
    ConnectionEnds ours(&watch, real_kernel_calls());
    ours.accepted(connection.listener.fd(), connection.server.fd(), connection.server.inode());
    unread = connection.server.read(99);
  }

  bool recognised() const {
    return watch.sent.front().known() && watch.sent.front().matches(watch.waited.front());
  }

  Watch watch;
  std::string unread;
};

}  // namespace

TEST_CASE("a server waits for the answer about the connection that it closes, and no other") {
  Watch watch;
  ConnectionEnds ends(&watch, calls());
  ends.accepted(3, 4, 104);
  ends.accepted(3, 5, 105);
  ends.before_close(4);
  CHECK(watch.waits == Waits{{1, 0}});
  watch.known = 2;
  ends.before_close(5);
  CHECK(watch.waits.size() == 1);
}

TEST_CASE("a client that was answered names its end; one that was not leaves") {
  Watch watch;
  ConnectionEnds server(&watch, calls());
  ConnectionEnds client(&watch, calls());
  client.connected(3, 0);
  client.connected(4, 0);
  client.connected(5, -ECONNREFUSED);
  server.accepted(3, 4, 104);
  client.received(3, 4);
  client.received(4, 0);  // the end of the stream says nothing
  client.before_close(3);
  client.before_close(4);
  client.before_close(5);
  CHECK(watch.waits == Waits{{1, 103}});
  CHECK(watch.leavers == std::vector<std::uint32_t>{104});
}

TEST_CASE("what is no end of a connection is waited for only where ends may be unknown") {
  Watch watch;
  ConnectionEnds ends(&watch, calls());
  ends.accepted(3, 4, 104);
  ends.before_close(3);
  CHECK(watch.waits.empty());
  ends.share_table();
  ends.before_close(7);
  CHECK(watch.waits == Waits{{1, 0}});
}

TEST_CASE("who ends waits for its own connections, or for all where others may be its own") {
  for (const bool shares : {false, true}) {
    CAPTURE(shares);
    Watch watch;
    ConnectionEnds server(&watch, calls());
    ConnectionEnds ended(&watch, calls());
    if (shares) ended.share_table();
    ended.accepted(3, 4, 104);
    server.accepted(3, 4, 104);
    ended.connected(6, 0);
    ended.before_end();
    CHECK(watch.waits == Waits{{shares ? 2U : 1U, 0}});
    CHECK(watch.leavers == std::vector<std::uint32_t>{106});
  }
  Watch watch;
  ConnectionEnds nobody(&watch, calls());
  nobody.before_end();
  CHECK(watch.waits.empty());
}

TEST_CASE("the listener is looked at only once somebody has left its queue unaccepted") {
  Watch watch;
  ConnectionEnds ends(&watch, calls());
  ends.accepted(3, 4, 104);
  watch.left = true;
  ends.accepted(3, 5, 105);
  CHECK(watch.listeners == std::vector<std::uint32_t>{0, 103});
}

TEST_CASE("a client that has left its queue is recognised by what it wrote, which stays unread") {
  const LeftUnaccepted stream(SOCK_STREAM, {"seven ", "and eight"});
  CHECK(stream.recognised());
  CHECK(stream.unread == "seven and eight");
  CHECK(LeftUnaccepted(SOCK_SEQPACKET, {"seven ", "and eight"}).recognised());
  CHECK(LeftUnaccepted(SOCK_STREAM, {}).recognised());
  const auto copy = [](ConnectionEnds& ends, int fd) { ends.copied(fd, fd + 1); };
  CHECK(LeftUnaccepted(SOCK_STREAM, {"seven"}, copy).recognised());
  const LeftUnaccepted other(SOCK_STREAM, {"seven ", "and nine"});
  CHECK_FALSE(stream.watch.waited.front().matches(other.watch.sent.front()));
}

TEST_CASE("nobody is recognised by bytes that others may have written too") {
  const auto share = [](ConnectionEnds& ends, int) { ends.share_table(); };
  CHECK_FALSE(LeftUnaccepted(SOCK_STREAM, {"seven"}, share).recognised());
  const auto pass = [](ConnectionEnds& ends, std::int32_t fd) { ends.passing({&fd, 1}); };
  CHECK_FALSE(LeftUnaccepted(SOCK_STREAM, {"seven"}, pass).recognised());
  const auto pass_another = [](ConnectionEnds& ends, std::int32_t fd) { ends.passing({&++fd, 1}); };
  CHECK(LeftUnaccepted(SOCK_STREAM, {"seven"}, pass_another).recognised());
}

TEST_SUITE_END();
