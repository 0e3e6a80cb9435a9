#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "skipped.h"
#include "twin.h"

namespace sockwalk {
namespace {

using Lines = std::vector<std::string>;

/// A twin whose server listens; false, and the case is skipped, where the kernel cannot be asked.
struct Scene : Twin {
  Scene() : can_ask(observer.can_ask()) {
    if (!can_ask) skipped("unix_diag does not answer here");
  }
  void listening(int type = SOCK_STREAM, int backlog = 5) {
    as("server").socket(3, type).bind(3, "demo.sock").listen(3, backlog);
  }
  bool can_ask;
};

void live_a_whole_life(Scene& scene, int type) {
  const auto agrees = [&] { CHECK(scene.differences() == Lines{}); };
  scene.as("server").socket(3, type);
  agrees();
  scene.bind(3, "demo.sock");
  agrees();
  scene.listen(3, 2);
  agrees();
  scene.as("client 1").socket(3, type).connect(3, "demo.sock");
  agrees();
  scene.write(3, "early");
  agrees();
  scene.as("client 2").socket(3, type).bind(3, "c2.sock").connect(3, "demo.sock");
  agrees();
  scene.as("server").accept(3, 4);
  agrees();
  scene.as("client 1").write(3, "later");
  agrees();
  scene.as("server").read(4, 3);
  agrees();
  scene.read(4, 100).write(4, "answer");
  agrees();
  scene.as("client 2").write(3, "7").close(3);
  agrees();
  scene.as("server").accept(3, 5).read(5, 100).read(5, 100);
  agrees();
  scene.close(5).close(4);
  agrees();
  scene.as("client 1").read(3, 100).read(3, 100).write(3, "x");
  agrees();
  scene.as("server").unlink("demo.sock");
  agrees();
  scene.close(3).as("client 1").close(3);
  agrees();
}

}  // namespace

TEST_SUITE_BEGIN("agreement_kernel");

TEST_CASE("Model and kernel agree at every stage of a stream's life") {
  Scene scene;
  if (scene.can_ask) live_a_whole_life(scene, SOCK_STREAM);
}

TEST_CASE("Model and kernel agree at every stage of a seqpacket's life") {
  Scene scene;
  if (scene.can_ask) live_a_whole_life(scene, SOCK_SEQPACKET);
}

TEST_CASE("The kernel is really asked: what the model is not told is a difference") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.listening();
  scene.as("client 1").socket(3).connect(3, "demo.sock").as("server").accept(3, 4);
  REQUIRE(scene.differences() == Lines{});
  scene.as("client 1");
  REQUIRE(::send(scene.real(3), "7", 1, 0) == 1);
  CHECK(scene.differences() == Lines{"unread bytes: 0 | 1"});
  REQUIRE(::shutdown(scene.real(3), SHUT_WR) == 0);
  CHECK(scene.differences() ==
        Lines{"shutdown: none | sending", "shutdown: none | receiving", "unread bytes: 0 | 1"});
}

TEST_CASE("A full queue: pending is backlog + 1, and the sleeper is asleep in connect") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.listening(SOCK_STREAM, 0);
  scene.as("client 1").socket(3).connect(3, "demo.sock");
  scene.as("client 2").socket(3).connect_and_sleep(3, "demo.sock");
  CHECK(scene.script.phase("client 2", 3) == Phase::connecting);
  CHECK(scene.differences() == Lines{});
  const Agreement agreement = scene.agreement();
  CHECK(agreement.queued == 1);
  CHECK(std::any_of(agreement.comparisons.begin(), agreement.comparisons.end(),
                    [](const Comparison& it) { return it.kernel == "asleep in connect"; }));
}

TEST_CASE("Sleepers in accept and in read are seen in their calls") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.listening();
  scene.accept_and_sleep(3);
  CHECK(scene.differences() == Lines{});
  scene.script.exit(-1, EINTR);
  CHECK(scene.differences() == Lines{"thread: between two calls | asleep in accept"});
  scene.as("client 1").socket(3).connect(3, "demo.sock");
}

TEST_CASE("The order of the queue is the kernel's, also with a client that left") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.listening();
  for (const char* client : {"client 1", "client 2", "client 3"}) {
    scene.as(client).socket(3).connect(3, "demo.sock");
  }
  scene.as("client 2").close(3);
  CHECK(scene.differences() == Lines{});
  scene.as("server").accept(3, 4);
  CHECK(scene.differences() == Lines{});
}

TEST_CASE("A listener that is closed throws its queue away") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.listening();
  scene.as("client 1").socket(3).connect(3, "demo.sock");
  scene.as("server").close(3);
  CHECK(scene.differences() == Lines{});
  scene.as("client 1").read(3, 10);
  CHECK(scene.script.last().error == ECONNRESET);
  CHECK(scene.differences() == Lines{});
}

TEST_CASE("Abstract names agree, and leave no file") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.as("server").socket(3).bind(3, "@demo").listen(3, 5);
  scene.as("client 1").socket(3).connect(3, "@demo").as("server").accept(3, 4);
  CHECK(scene.differences() == Lines{});
}

TEST_CASE("Half-closed ends agree, from either side and in both directions") {
  for (const int type : {SOCK_STREAM, SOCK_SEQPACKET}) {
    Scene scene;
    if (!scene.can_ask) return;
    scene.listening(type);
    for (const int how : {SHUT_RD, SHUT_WR, SHUT_RDWR}) {
      scene.as("client 1").socket(3, type).connect(3, "demo.sock").write(3, "abc");
      scene.shutdown(3, how);
      CHECK(scene.differences() == Lines{});
      scene.as("server").accept(3, 4);
      CHECK(scene.differences() == Lines{});
      scene.read(4, 100).shutdown(4, SHUT_WR);
      CHECK(scene.differences() == Lines{});
      scene.as("client 1").read(3, 100).close(3);
      CHECK(scene.differences() == Lines{});
      scene.as("server").close(4);
      CHECK(scene.differences() == Lines{});
    }
    scene.shutdown(3, SHUT_RDWR);
    CHECK(scene.differences() == Lines{});
    scene.as("client 2").socket(3, type).connect(3, "demo.sock");
    CHECK(scene.script.last().error == ECONNREFUSED);
    CHECK(scene.differences() == Lines{});
  }
}

TEST_CASE("Pairs of every type agree, with messages of no bytes too") {
  for (const int type : {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM}) {
    Scene scene;
    if (!scene.can_ask) return;
    scene.as("server").socketpair(3, 4, type);
    CHECK(scene.differences() == Lines{});
    scene.write(3, "").write(3, "ab");
    CHECK(scene.differences() == Lines{});
    scene.read(4, 100).dup(4, 5).close(4);
    CHECK(scene.differences() == Lines{});
    scene.close(5);
    CHECK(scene.differences() == Lines{});
  }
}

TEST_CASE("Datagram sockets agree from the first send to the destination's end") {
  Scene scene;
  if (!scene.can_ask) return;
  const auto agrees = [&] { CHECK(scene.differences() == Lines{}); };
  scene.as("server").socket(3, SOCK_DGRAM);
  agrees();
  scene.bind(3, "demo.sock");
  agrees();
  scene.as("client 1").socket(3, SOCK_DGRAM).sendto(3, "abc", "demo.sock");
  agrees();
  scene.as("client 2").socket(3, SOCK_DGRAM).connect(3, "demo.sock");
  agrees();
  scene.write(3, "de").as("server").read(3, 2);
  agrees();
  scene.read(3, 100);
  agrees();
  scene.as("client 2").write(3, "f").as("server").close(3);
  agrees();
  scene.as("client 2").write(3, "g");
  CHECK(scene.script.last().error == ECONNREFUSED);
  agrees();
  scene.write(3, "g");
  CHECK(scene.script.last().error == ENOTCONN);
  scene.as("server").unlink("demo.sock").socket(3, SOCK_DGRAM).bind(3, "demo.sock");
  scene.as("client 2").connect(3, "demo.sock").write(3, "h");
  agrees();
}

TEST_CASE("Another destination throws away what has come, here and in the kernel") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.as("server").socket(3, SOCK_DGRAM).bind(3, "demo.sock");
  scene.as("client 1").socket(3, SOCK_DGRAM).bind(3, "c1.sock");
  scene.as("client 2").socket(3, SOCK_DGRAM).bind(3, "c2.sock").connect(3, "demo.sock");
  scene.as("server").sendto(3, "abc", "c2.sock");
  CHECK(scene.differences() == Lines{});
  scene.as("client 2").connect(3, "c1.sock");
  CHECK(scene.script.at("client 2", 3).unread.empty());
  CHECK(scene.differences() == Lines{});
}

TEST_CASE("A socket in flight is open in the kernel, and closed with its message") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.as("server").socketpair(3, 4).socketpair(5, 6).send_right(3, 5).close(5);
  CHECK(scene.differences() == Lines{});
  scene.receive_right(4, 7).write(7, "ab");
  CHECK(scene.differences() == Lines{});
  scene.send_right(3, 7).close(7).read(4, 1);  // a plain read drops it
  CHECK(scene.script.phase("server", 6) == Phase::peer_closed);
  CHECK(scene.differences() == Lines{});
}

TEST_CASE("A sleeping write has put a part there, which is not compared") {
  Scene scene;
  if (!scene.can_ask) return;
  scene.as("server").socketpair(3, 4).write_and_sleep(3);
  CHECK(scene.differences() == Lines{});
}

TEST_SUITE_END();

}  // namespace sockwalk
