#include <doctest/doctest.h>

#include <string_view>

#include "event_script.h"
#include "model/agreement.h"

// Where a type of socket, or a call that goes on, keeps the kernel from telling all.

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";
constexpr std::uint8_t kEstablished = 1;
constexpr std::uint8_t kClose = 7;

/// The verdict on one property of the socket behind a number, with a kernel that says `answer`.
Verdict verdict_on(const EventScript& script, std::string_view name, int fd,
                   std::string_view property, KernelSocket answer) {
  answer.found = true;
  answer.inode = script.at(name, fd).inode;
  KernelSnapshot snapshot;
  snapshot.can_ask = true;
  snapshot.sockets = std::span<const KernelSocket>(&answer, 1);
  for (const Comparison& comparison : compare(script.model(), snapshot).comparisons) {
    const SocketIndex socket = script.model().socket_of(script.id(name), fd);
    if (comparison.socket == socket && comparison.property == property) return comparison.verdict;
  }
  FAIL("no such comparison");
  return Verdict::different;
}

}  // namespace

TEST_SUITE_BEGIN("agreement_types");

TEST_CASE("A datagram socket has no state of its own until it connects") {
  EventScript s;
  s.as("server").socket(3, 0, 2).bind(3, kPath).as("client 1").socket(3, 0, 2);
  KernelSocket answer;
  answer.state = kClose;
  CHECK(verdict_on(s, "server", 3, "phase", answer) == Verdict::equal);
  answer.state = kEstablished;  // somebody else may have named it
  CHECK(verdict_on(s, "server", 3, "phase", answer) == Verdict::cannot_be_observed);
  s.connect(3, kPath);
  answer.peer = s.at("server", 3).inode;
  CHECK(verdict_on(s, "client 1", 3, "phase", answer) == Verdict::equal);
  CHECK(verdict_on(s, "client 1", 3, "peer", answer) == Verdict::equal);
  answer.state = kClose;
  CHECK(verdict_on(s, "client 1", 3, "phase", answer) == Verdict::different);
}

TEST_CASE("A datagram socket whose destination is gone has no peer and no shut direction") {
  EventScript s;
  s.as("server").socket(3, 0, 2).bind(3, kPath).as("client 1").socket(3, 0, 2).connect(3, kPath);
  s.as("server").close(3);
  KernelSocket answer;
  answer.state = kEstablished;
  for (const std::string_view property : {"phase", "peer", "shutdown"}) {
    CHECK(verdict_on(s, "client 1", 3, property, answer) == Verdict::equal);
  }
}

TEST_CASE("Of datagrams the kernel counts the first alone") {
  EventScript s;
  s.as("server").socket(3, 0, 2).bind(3, kPath).as("client 1").socket(3, 0, 2);
  s.sendto(3, "abc", kPath);
  KernelSocket answer;
  answer.queue = 3;
  CHECK(verdict_on(s, "server", 3, "unread bytes", answer) == Verdict::equal);
  answer.queue = 2;
  CHECK(verdict_on(s, "server", 3, "unread bytes", answer) == Verdict::different);
  s.sendto(3, "de", kPath);
  CHECK(verdict_on(s, "server", 3, "unread bytes", answer) == Verdict::cannot_be_observed);
}

TEST_CASE("What a sleeping write has put into a buffer cannot be observed") {
  EventScript s;
  s.as("server").socketpair(3, 4).enter_write(3, "a long one");
  KernelSocket answer;
  answer.queue = 7;
  CHECK(verdict_on(s, "server", 4, "unread bytes", answer) == Verdict::cannot_be_observed);
  s.exit(7);
  CHECK(verdict_on(s, "server", 4, "unread bytes", answer) == Verdict::equal);
}

TEST_CASE("What a receive that waits for all has taken already cannot be observed") {
  EventScript s;
  s.as("server").socketpair(3, 4).as("client 1").as_thread("server 2", "server");
  s.enter_recvfrom(4, 0x100, 10).as("server").write(3, "abcd");
  KernelSocket answer;
  CHECK(verdict_on(s, "server", 4, "unread bytes", answer) == Verdict::cannot_be_observed);
}

TEST_CASE("A socket in flight is open though nobody holds it") {
  EventScript s;
  s.as("server").socketpair(3, 4).socket(5);
  const SocketIndex travelling = s.model().socket_of(kServer, 5);
  s.sendmsg(3, "x", {5}).close(5);
  KernelSocket answer;
  answer.inode = s.model().sockets[travelling].inode;
  answer.found = true;
  answer.state = kClose;
  KernelSnapshot snapshot;
  snapshot.can_ask = true;
  snapshot.sockets = std::span<const KernelSocket>(&answer, 1);
  CHECK(compare(s.model(), snapshot).differences == 0);
  CHECK(holder_of(s.model(), travelling) == kNoActor);
}

TEST_CASE("A name that the kernel chose is compared once it was told") {
  EventScript s;
  PartsDraft unnamed;
  unnamed.address.kind = UnixAddress::Kind::unnamed;
  s.as("server").socket(3).enter(Syscall::bind, {3}, unnamed).exit(0);
  KernelSocket answer;
  answer.state = kClose;
  answer.has_name = true;
  answer.name = "@0001f";
  CHECK(s.phase("server", 3) == Phase::bound);
  CHECK(verdict_on(s, "server", 3, "name", answer) == Verdict::cannot_be_observed);
  s.getsockname(3, "@0001f");
  CHECK(verdict_on(s, "server", 3, "name", answer) == Verdict::equal);
  answer.name = "@00020";
  CHECK(verdict_on(s, "server", 3, "name", answer) == Verdict::different);
}

TEST_SUITE_END();

}  // namespace sockwalk
