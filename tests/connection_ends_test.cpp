#include "syscalls/connection_ends.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>
#include <vector>

using namespace sockwalk;

TEST_SUITE_BEGIN("connection_ends");

namespace {

/// Writes down what it is asked to wait for. `accepted_` and `known` of all connections were
/// accepted and are known.
class Watch : public AcceptWatch {
 public:
  std::uint64_t accepted(std::uint32_t, std::uint32_t listener) override {
    listeners.push_back(listener);
    return ++accepted_;
  }
  std::uint64_t accepted_so_far() const override { return accepted_; }
  bool anybody_left() const override { return left; }
  bool knows(std::uint64_t count) const override { return known >= count; }
  void closing(std::uint64_t count, std::uint32_t client) override {
    waits.push_back({count, client});
  }
  void leaving(std::span<const std::uint32_t> inodes) override {
    leavers.insert(leavers.end(), inodes.begin(), inodes.end());
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
  ends.share();
  ends.before_close(7);
  CHECK(watch.waits == Waits{{1, 0}});
}

TEST_CASE("who ends waits for its own connections, or for all where others may be its own") {
  for (const bool shares : {false, true}) {
    CAPTURE(shares);
    Watch watch;
    ConnectionEnds server(&watch, calls());
    ConnectionEnds ended(&watch, calls());
    if (shares) ended.share();
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

TEST_SUITE_END();
