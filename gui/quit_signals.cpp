#include "quit_signals.h"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace sockwalk {
namespace {

// Sent to our own thread to end it.
const int kEndOfWaiting = SIGRTMIN + 1;

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, kEndOfWaiting}) sigaddset(&set, signal);
  return set;
}

}  // namespace

QuitSignals::QuitSignals(std::function<void()> quit) {
  const sigset_t set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  thread_ = std::thread([set, quit = std::move(quit)] {
    for (int signal = 0; sigwait(&set, &signal) == 0 && signal != kEndOfWaiting;) quit();
  });
}

QuitSignals::~QuitSignals() {
  pthread_kill(thread_.native_handle(), kEndOfWaiting);
  thread_.join();
}

}  // namespace sockwalk
