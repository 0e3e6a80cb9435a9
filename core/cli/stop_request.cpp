#include "cli/stop_request.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <initializer_list>

namespace sockwalk {

StopRequest::StopRequest() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now = {};
    sigaction(signal, nullptr, &now);
    if (now.sa_handler != SIG_IGN) sigaddset(&set, signal);  // nohup(1) stays in force
  }
  pthread_sigmask(SIG_BLOCK, &set, &before_);
  fd_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

StopRequest::~StopRequest() {
  signal();  // takes a late one away: the command has ended in order already
  if (fd_ >= 0) close(fd_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

int StopRequest::signal() {
  signalfd_siginfo information = {};
  if (signal_ == 0 && read(fd_, &information, sizeof information) == sizeof information) {
    signal_ = static_cast<int>(information.ssi_signo);
  }
  return signal_;
}

}  // namespace sockwalk
