#include "kernel/proc.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <optional>
#include <string>
#include <utility>

#include "own_table_thread.h"
#include "skipped.h"
#include "syscalls/kernel_calls.h"
#include "test_socket.h"

TEST_SUITE_BEGIN("proc");

namespace sockwalk {
namespace {

// Places where an actor can sleep for ever: each prepares its sockets, and call() blocks.

struct InAccept {
  static constexpr Syscall kCall = Syscall::accept;
  InAccept() {
    listener.bind();
    listener.listen(5);
  }
  void call() { real_kernel_calls().accept(listener.fd()); }
  TestSocket listener;
};

struct InRead {
  static constexpr Syscall kCall = Syscall::read;
  void call() {
    char byte = 0;
    real_kernel_calls().read(ends[0].fd(), &byte, 1);
  }
  std::array<TestSocket, 2> ends = TestSocket::pair();
};

/// The accept queue has room for backlog + 1.
struct InConnect {
  static constexpr Syscall kCall = Syscall::connect;
  InConnect() {
    listener.bind();
    listener.listen(0);
    first.connect(listener);
  }
  void call() {
    sockaddr_un address{};
    const socklen_t length = listener.address(address);
    real_kernel_calls().connect(second.fd(), reinterpret_cast<sockaddr*>(&address), length);
  }
  TestSocket listener;
  TestSocket first;
  TestSocket second;
};

struct InWrite {
  static constexpr Syscall kCall = Syscall::write;
  void call() {
    const std::string block(4096, 'x');
    while (real_kernel_calls().write(ends[0].fd(), block.data(), block.size()) >= 0) continue;
  }
  std::array<TestSocket, 2> ends = TestSocket::pair();
};

struct InSelect {
  static constexpr Syscall kCall = Syscall::select;
  void call() {
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(ends[0].fd(), &readable);
    real_kernel_calls().select(ends[0].fd() + 1, &readable, nullptr);
  }
  std::array<TestSocket, 2> ends = TestSocket::pair();
};

/// A thread in one of these places, and the probe that looks at it.
template <class Place>
struct Asleep {
  Asleep() : thread([this] { place.call(); }), probe(thread.tid()) {}
  bool seen() {
    return eventually([this] { return probe.asleep_in(Place::kCall); });
  }

  Place place;
  OwnTableThread thread;
  ThreadProbe probe;
};

bool asleep_in_any(const ThreadProbe& probe) {
  for (const SyscallRow& row : all_syscalls()) {
    if (probe.asleep_in(row.id)) return true;
  }
  return false;
}

/// As long as it lives, this process may open only so many files more.
class FewFiles {
 public:
  explicit FewFiles(int more) {
    const int lowest = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(lowest);
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit few = before_;
    few.rlim_cur = static_cast<rlim_t>(lowest + more);
    setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewFiles() { setrlimit(RLIMIT_NOFILE, &before_); }
  FewFiles(const FewFiles&) = delete;
  FewFiles& operator=(const FewFiles&) = delete;

 private:
  rlimit before_{};
};

/// A probe as on a kernel that has no /proc/…/syscall: its file cannot be opened.
ThreadProbe probe_without_syscall(pid_t tid) {
  const FewFiles only_stat(1);
  return ThreadProbe(tid);
}

/// Holds a thread of ours stopped from another process, as strace(1) does at every call. A process
/// cannot trace itself. The child only makes system calls, so a fork beside threads is safe.
class Tracer {
 public:
  explicit Tracer(pid_t tid) {
    static_cast<void>(pipe2(to_child_, O_CLOEXEC));
    static_cast<void>(pipe2(from_child_, O_CLOEXEC));
    child_ = fork();
    if (child_ == 0) trace(tid);
    prctl(PR_SET_PTRACER, child_, 0, 0, 0);
    say();
    char answer = 'n';
    attached_ = ::read(from_child_[0], &answer, 1) == 1 && answer == 'y';
  }
  ~Tracer() {
    say();
    waitpid(child_, nullptr, 0);
    for (const int fd : {to_child_[0], to_child_[1], from_child_[0], from_child_[1]}) close(fd);
  }
  Tracer(const Tracer&) = delete;
  Tracer& operator=(const Tracer&) = delete;

  bool attached() const { return attached_; }

 private:
  void say() { static_cast<void>(::write(to_child_[1], "", 1)); }
  void hear() {
    char word = 0;
    static_cast<void>(::read(to_child_[0], &word, 1));
  }

  [[noreturn]] void trace(pid_t tid) {
    hear();
    const bool stopped = ptrace(PTRACE_SEIZE, tid, nullptr, nullptr) == 0 &&
                         ptrace(PTRACE_INTERRUPT, tid, nullptr, nullptr) == 0 &&
                         waitpid(tid, nullptr, __WALL) == tid;
    static_cast<void>(::write(from_child_[1], stopped ? "y" : "n", 1));
    hear();
    _exit(0);
  }

  int to_child_[2] = {-1, -1};
  int from_child_[2] = {-1, -1};
  pid_t child_ = -1;
  bool attached_ = false;
};

}  // namespace

TEST_CASE_TEMPLATE("a thread asleep in a call is seen there and nowhere else", Place, InAccept,
                   InRead, InConnect, InWrite, InSelect) {
  Asleep<Place> asleep;
  REQUIRE(asleep.seen());
  for (const SyscallRow& row : all_syscalls()) {
    CHECK(asleep.probe.asleep_in(row.id) == (row.id == Place::kCall));
  }
  const KernelThread thread = asleep.probe.look();
  CHECK(thread.state == 'S');
  CHECK(thread.call == Place::kCall);
}

TEST_CASE("a running thread is asleep nowhere") {
  std::atomic<bool> enough{false};
  OwnTableThread thread([&] {
    while (!enough) continue;
  });
  const ThreadProbe probe(thread.tid());
  CHECK(probe.look().state == 'R');
  CHECK(probe.look().call == Syscall::none);
  CHECK_FALSE(asleep_in_any(probe));
  enough = true;
}

TEST_CASE("a thread that waits at a futex, as at the gate, is asleep in no call") {
  std::atomic<bool> granted{false};
  OwnTableThread thread([&] { granted.wait(false); });
  const ThreadProbe probe(thread.tid());
  const ThreadProbe poor_probe = probe_without_syscall(thread.tid());
  CHECK(eventually([&] { return probe.look().state == 'S'; }));
  CHECK(probe.look().call == Syscall::none);
  CHECK_FALSE(asleep_in_any(probe));
  CHECK_FALSE(asleep_in_any(poor_probe));
  granted = true;
  granted.notify_one();
}

TEST_CASE("a call that returned is not slept in any more") {
  Asleep<InRead> asleep;
  REQUIRE(asleep.seen());
  REQUIRE(asleep.place.ends[1].write("x") == 1);
  CHECK(eventually([&] { return !asleep.probe.asleep_in(Syscall::read); }));
}

TEST_CASE("a thread that is gone") {
  Asleep<InRead> asleep;
  REQUIRE(asleep.seen());
  CHECK(thread_exists(asleep.thread.tid()));
  asleep.thread.stop();
  CHECK(eventually([&] { return !thread_exists(asleep.thread.tid()); }));
  CHECK(asleep.probe.look().state == 'X');
  CHECK_FALSE(asleep_in_any(asleep.probe));
  CHECK(ThreadProbe(asleep.thread.tid()).look().state == 'X');
}

TEST_CASE("a thread name with brackets does not hide the state") {
  InRead place;
  OwnTableThread thread([&] {
    prctl(PR_SET_NAME, "a) R (b", 0, 0, 0);
    place.call();
  });
  const ThreadProbe probe(thread.tid());
  CHECK(eventually([&] { return probe.asleep_in(Syscall::read); }));
}

TEST_CASE("a thread that a tracer stopped inside a call does not sleep there") {
  Asleep<InAccept> asleep;
  REQUIRE(asleep.seen());
  {
    const Tracer tracer(asleep.thread.tid());
    if (!tracer.attached()) return skipped("this process may not be traced");
    CHECK(asleep.probe.look().state == 't');
    CHECK_FALSE(asleep_in_any(asleep.probe));
  }
  CHECK(asleep.seen());
}

TEST_CASE_TEMPLATE("without /proc/…/syscall a sleep is seen all the same", Place, InAccept, InRead,
                   InConnect, InWrite, InSelect) {
  Asleep<Place> asleep;
  const ThreadProbe poor_probe = probe_without_syscall(asleep.thread.tid());
  CHECK(eventually([&] { return poor_probe.asleep_in(Place::kCall); }));
  CHECK(poor_probe.look().state == 'S');
  CHECK(poor_probe.look().call == Syscall::none);
}

TEST_CASE("a thread of which nothing can be read is not taken for gone") {
  Asleep<InRead> asleep;
  REQUIRE(asleep.seen());
  std::optional<ThreadProbe> blind;
  {
    const FewFiles none(0);
    blind.emplace(asleep.thread.tid());
  }
  CHECK(blind->look().state == '?');
  CHECK_FALSE(asleep_in_any(*blind));
}

TEST_CASE("a probe may be moved") {
  Asleep<InRead> asleep;
  ThreadProbe moved = std::move(asleep.probe);
  CHECK(eventually([&] { return moved.asleep_in(Syscall::read); }));
  asleep.probe = std::move(moved);
  CHECK(asleep.seen());
}

TEST_CASE("a descriptor is looked up in the thread's own table") {
  const TestSocket socket;
  InRead place;
  OwnTableThread thread([&] {
    real_kernel_calls().close(socket.fd());
    place.call();
  });
  const ThreadProbe probe(thread.tid());
  REQUIRE(eventually([&] { return probe.asleep_in(Syscall::read); }));
  CHECK(socket_inode_of(gettid(), socket.fd()) == socket.inode());
  CHECK(socket_inode_of(thread.tid(), socket.fd()) == 0);
  CHECK(socket_inode_of(thread.tid(), place.ends[0].fd()) == place.ends[0].inode());
}

TEST_CASE("a pipe is no socket, nor is a free descriptor") {
  int ends[2] = {-1, -1};
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  CHECK(socket_inode_of(gettid(), ends[0]) == 0);
  for (const int end : ends) close(end);
  CHECK(socket_inode_of(gettid(), ends[0]) == 0);
  CHECK(socket_inode_of(gettid(), -1) == 0);
}

}  // namespace sockwalk
