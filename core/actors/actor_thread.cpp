#include "actors/actor_thread.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>

namespace sockwalk {
namespace {

/// Signals that are meant for the program must not interrupt the calls of the played process.
void block_foreign_signals() {
  sigset_t set;
  sigfillset(&set);
  for (const int own : {stop_signal(), SIGPIPE, SIGUSR1, SIGUSR2, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) {
    sigdelset(&set, own);
  }
  pthread_sigmask(SIG_SETMASK, &set, nullptr);
}

}  // namespace

ActorThread::ActorThread(Role role, std::function<void(TracedCalls&)> program)
    : thread_([this, role = std::move(role), program = std::move(program)] { run(role, program); }) {}

ActorThread::~ActorThread() { end(); }

void ActorThread::run(const Role& role, const std::function<void(TracedCalls&)>& program) {
  block_foreign_signals();
  tid_.store(static_cast<pid_t>(::syscall(SYS_gettid)), std::memory_order_release);
  const long tables = role.shares == kNoActor ? own_tables() : 0;
  if (tables == 0) {
    TracedCalls calls(role.setting);
    calls.start(static_cast<pid_t>(::syscall(SYS_getpid)), tid(), role.name, role.shares);
    started_.store(0, std::memory_order_release);
    started_.notify_all();
    program(calls);
  } else {
    started_.store(static_cast<int>(-tables), std::memory_order_release);
    started_.notify_all();
  }
  role.setting.gate->leave(role.setting.actor);
}

int ActorThread::wait_started() const {
  started_.wait(-1, std::memory_order_acquire);
  return started_.load(std::memory_order_acquire);
}

void ActorThread::signal(int number) const { ::syscall(SYS_tgkill, ::getpid(), tid(), number); }

void ActorThread::end() {
  if (!thread_.joinable()) return;
  wait_started();
  while (::syscall(SYS_tgkill, ::getpid(), tid(), stop_signal()) == 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  thread_.join();
}

}  // namespace sockwalk
