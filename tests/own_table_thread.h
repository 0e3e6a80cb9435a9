#pragma once

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>
#include <utility>

namespace sockwalk {

/// Asks `condition` again and again, at most ten seconds; what it said last.
template <class Condition>
bool eventually(Condition condition) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > deadline) return condition();
    std::this_thread::yield();
  }
  return true;
}

/// A thread that lives as an actor's does: with a private fd table (a copy of ours, so that a test
/// can prepare its sockets), making raw calls. Its destructor interrupts whatever call it is in.
class OwnTableThread {
 public:
  /// REQUIRES: `body` returns when a call of its fails with EINTR.
  explicit OwnTableThread(std::function<void()> body) {
    static const bool installed = install_interruption();
    static_cast<void>(installed);
    thread_ = std::thread([this, body = std::move(body)] {
      unshare(CLONE_FILES);
      tid_ = static_cast<pid_t>(::syscall(SYS_gettid));
      body();
      done_ = true;
    });
    eventually([this] { return tid_ != 0; });
  }
  ~OwnTableThread() { stop(); }
  OwnTableThread(const OwnTableThread&) = delete;
  OwnTableThread& operator=(const OwnTableThread&) = delete;

  pid_t tid() const { return tid_; }

  /// Ends the thread. The signal is repeated: the first may come before the call sleeps. Each waits for
  /// the one before it: signals that come faster than they are handled let the thread do nothing else.
  void stop() {
    if (!thread_.joinable()) return;
    stopping_ = true;
    int sent = handled_;
    eventually([this, &sent] {
      if (!done_ && handled_ == sent && pthread_kill(thread_.native_handle(), interruption()) == 0) ++sent;
      return done_.load();
    });
    thread_.join();
  }

  /// For a body that calls nothing.
  bool stopping() const { return stopping_; }

 private:
  // Not SIGUSR1 or SIGUSR2: a run in the same process gives these its own handlers.
  static int interruption() { return SIGRTMIN + 1; }
  static bool install_interruption() {
    struct sigaction action {};
    action.sa_handler = [](int) { ++handled_; };
    // No SA_RESTART: the call has to fail with EINTR.
    return sigaction(interruption(), &action, nullptr) == 0;
  }

  static inline std::atomic<int> handled_{0};  ///< interruptions, of whichever thread
  std::atomic<pid_t> tid_{0};
  std::atomic<bool> done_{false};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace sockwalk
