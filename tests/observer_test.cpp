#include "kernel/observer.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include "own_table_thread.h"
#include "skipped.h"
#include "syscall_filter.h"
#include "syscalls/kernel_calls.h"
#include "temporary_directory.h"
#include "test_socket.h"

TEST_SUITE_BEGIN("observer");

namespace sockwalk {
namespace {

/// A thread asleep in a read that nobody answers.
struct Reader {
  Reader() : thread([this] { real_kernel_calls().read(ends[0].fd(), &byte, 1); }) {}

  std::array<TestSocket, 2> ends = TestSocket::pair();
  char byte = 0;
  OwnTableThread thread;
};

struct Scene {
  Scene() {
    if (!observer.can_ask()) skipped(observer.look({}, "", arena)->why_not);
  }
  const KernelSnapshot& look(const std::vector<std::uint32_t>& inodes,
                             const std::string& path = "") {
    return *observer.look(inodes, path, arena);
  }

  Observer observer;
  Arena arena;
};

}  // namespace

TEST_CASE("sockets are answered in the order of the question") {
  Scene scene;
  if (!scene.observer.can_ask()) return;
  const auto ends = TestSocket::pair();
  const std::uint32_t gone = TestSocket().inode();
  const KernelSnapshot& snapshot = scene.look({ends[1].inode(), gone, ends[0].inode()});
  CHECK(snapshot.can_ask);
  CHECK(snapshot.why_not.empty());
  REQUIRE(snapshot.sockets.size() == 3);
  CHECK(snapshot.sockets[0].inode == ends[1].inode());
  CHECK(snapshot.sockets[0].peer == ends[0].inode());
  CHECK(snapshot.sockets[1].inode == gone);
  CHECK_FALSE(snapshot.sockets[1].found);
  CHECK(snapshot.sockets[2].inode == ends[0].inode());
}

TEST_CASE("a snapshot does not change when the sockets do") {
  Scene scene;
  if (!scene.observer.can_ask()) return;
  TestConnection connection(SOCK_STREAM);
  const KernelSnapshot& before = scene.look({connection.listener.inode()});
  const std::string name(before.sockets[0].name);
  connection.accept();
  connection.listener.close();
  scene.look({connection.server.inode(), connection.client.inode()});
  CHECK(before.sockets[0].queue == 1);
  CHECK(before.sockets[0].pending.size() == 1);
  CHECK(before.sockets[0].pending[0] == connection.client.inode());
  CHECK(before.sockets[0].name == name);
  CHECK(name.size() == 6);
}

TEST_CASE("threads come in the order of the actors' numbers") {
  Scene scene;
  Reader server;
  Reader client;
  scene.observer.watch(2, client.thread.tid());
  scene.observer.watch(0, server.thread.tid());
  scene.observer.watch(1, gettid());
  for (const ActorId actor : std::array<ActorId, 2>{0, 2}) {
    REQUIRE(eventually([&] { return scene.observer.probe(actor)->asleep_in(Syscall::read); }));
  }
  const KernelSnapshot& snapshot = scene.look({});
  REQUIRE(snapshot.threads.size() == 3);
  for (const ActorId actor : std::array<ActorId, 3>{0, 1, 2}) {
    CHECK(snapshot.threads[actor].actor == actor);
    CHECK(snapshot.threads[actor].state == (actor == 1 ? 'R' : 'S'));
    CHECK(snapshot.threads[actor].call == (actor == 1 ? Syscall::none : Syscall::read));
  }
}

TEST_CASE("an actor may get another thread") {
  Scene scene;
  Reader first;
  scene.observer.watch(0, first.thread.tid());
  first.thread.stop();
  REQUIRE(eventually([&] { return scene.observer.probe(0)->look().state == 'X'; }));
  Reader second;
  scene.observer.watch(0, second.thread.tid());
  CHECK(eventually([&] { return scene.observer.probe(0)->asleep_in(Syscall::read); }));
  CHECK(scene.look({}).threads.size() == 1);
  CHECK(scene.observer.probe(1) == nullptr);
}

TEST_CASE("nothing stands at the path") {
  Scene scene;
  const TemporaryDirectory directory;
  const KernelSnapshot& snapshot = scene.look({}, directory.path_of("demo.sock"));
  CHECK(snapshot.path == directory.path_of("demo.sock"));
  CHECK_FALSE(snapshot.path_exists);
  CHECK_FALSE(snapshot.path_is_socket);
  CHECK(snapshot.path_inode == 0);
}

TEST_CASE("a socket stands at the path, with an inode that is not the socket's") {
  Scene scene;
  const TemporaryDirectory directory;
  TestSocket server;
  REQUIRE(server.bind(directory.path_of("demo.sock")) == 0);
  const KernelSnapshot& snapshot = scene.look({}, directory.path_of("demo.sock"));
  struct stat file {};
  REQUIRE(lstat(directory.path_of("demo.sock").c_str(), &file) == 0);
  CHECK(snapshot.path_exists);
  CHECK(snapshot.path_is_socket);
  CHECK(snapshot.path_inode == file.st_ino);
  CHECK(snapshot.path_inode != server.inode());
}

TEST_CASE("something that is no socket stands at the path") {
  Scene scene;
  const TemporaryDirectory directory;
  CHECK(scene.look({}, directory.path()).path_exists);
  CHECK_FALSE(scene.look({}, directory.path()).path_is_socket);
  REQUIRE(symlink("nowhere", directory.path_of("demo.sock").c_str()) == 0);
  CHECK(scene.look({}, directory.path_of("demo.sock")).path_exists);
  CHECK_FALSE(scene.look({}, directory.path_of("demo.sock")).path_is_socket);
}

TEST_CASE("where the kernel cannot be asked, the rest of the snapshot still holds") {
  bool sandboxed = false;
  std::thread([&] {
    sandboxed = refuse_call_with_argument(SYS_socket, AF_NETLINK, EPROTONOSUPPORT);
    if (!sandboxed) return;
    const auto ends = TestSocket::pair();
    Observer observer;
    Arena arena;
    observer.watch(0, gettid());
    const std::array inodes{ends[0].inode()};
    const KernelSnapshot* snapshot = observer.look(inodes, "/", arena);
    CHECK_FALSE(observer.can_ask());
    CHECK_FALSE(snapshot->can_ask);
    CHECK(snapshot->why_not.find("EPROTONOSUPPORT") != std::string_view::npos);
    CHECK(snapshot->sockets.empty());
    CHECK(snapshot->threads.size() == 1);
    CHECK(snapshot->path_exists);
    CHECK(observer.peer_of(ends[0].inode()) == 0);
  }).join();
  if (!sandboxed) skipped("seccomp filters are not available");
}

}  // namespace sockwalk
