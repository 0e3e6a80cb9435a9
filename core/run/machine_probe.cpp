#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <thread>

#include "event/constant_names.h"
#include "kernel/proc.h"
#include "kernel/sock_diag.h"
#include "run/assets.h"
#include "run/machine_check.h"
#include "run/run_directory.h"
#include "syscalls/kernel_calls.h"
#include "text/doctor_text.h"

namespace sockwalk {
namespace {

using namespace doctor_text;

/// select(2) takes no larger number, and no scenario that comes with sockwalk needs more.
constexpr int kDescriptorsWanted = 1024;

MachineCheck kernel() {
  utsname system{};
  ::uname(&system);
  int major = 0;
  int minor = 0;
  const bool read = std::sscanf(system.release, "%d.%d", &major, &minor) == 2;
  if (read && (major < 5 || (major == 5 && minor < 9))) {
    return MachineCheck::missing("kernel", say(kKernelOld, system.release), say(kKernelRemedy));
  }
  return MachineCheck::fine("kernel", say(kKernelFine, system.release));
}

MachineCheck no_thread(const char* name, const std::system_error& error) {
  return MachineCheck::missing(name, say(kThreadRefused, error.what()), say(kThreadRemedy));
}

MachineCheck close_range() {
  long given = 0;
  std::thread([&] { given = own_tables(); }).join();
  if (given == 0) return MachineCheck::fine("close_range", say(kTablesFine));
  return MachineCheck::missing("close_range", say(kTablesRefused, errno_name(static_cast<int>(-given))), say(kTablesRemedy));
}

/// A thread that sleeps in read(2) until it is destroyed.
class Sleeper {
 public:
  Sleeper() : made_(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_) == 0) {
    thread_ = std::thread([this] {
      tid_ = static_cast<pid_t>(::syscall(SYS_gettid));
      char byte = 0;
      if (made_) [[maybe_unused]] const auto got = ::read(ends_[0], &byte, 1);
    });
  }
  ~Sleeper() {
    if (made_) ::shutdown(ends_[1], SHUT_RDWR);
    thread_.join();
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }
  Sleeper(const Sleeper&) = delete;
  Sleeper& operator=(const Sleeper&) = delete;

  /// What /proc says of it, once it can no longer change.
  MachineCheck look() const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    while (std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      if (tid_ == 0) continue;
      const ThreadProbe probe(tid_);
      if (!probe.asleep_in(Syscall::read)) continue;
      return MachineCheck::fine("proc", say(probe.look().call == Syscall::read ? kProcFine : kProcByWaiting));
    }
    return MachineCheck::missing("proc", say(kProcSilent), say(kProcRemedy));
  }

 private:
  int ends_[2] = {-1, -1};
  bool made_;
  std::atomic<pid_t> tid_{0};
  std::thread thread_;
};

MachineCheck unix_diag() {
  const SockDiag diag;
  if (diag.can_ask()) return MachineCheck::fine("unix_diag", say(kUnixDiagFine));
  MachineCheck check = MachineCheck::limited("unix_diag", {}, say(kUnixDiagRemedy));
  check.found = diag.why_not();
  return check;
}

MachineCheck run_directory() {
  MachineCheck failed = MachineCheck::missing("run_directory", {}, say(kDirectoryRemedy));
  const auto made = RunDirectory::make({}, "doctor.sock");
  if (!made) {
    failed.found = made.error().sentence;
    return failed;
  }
  Leftover socket;
  socket.path = "doctor.sock";
  if (const Done left = (*made)->leave(socket); !left.ok()) {
    failed.found = left.error().sentence;
    return failed;
  }
  const std::string& path = (*made)->path();
  return MachineCheck::fine("run_directory", say(kDirectoryFine, path.substr(0, path.rfind('/'))));
}

MachineCheck descriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  const int highest = ::fcntl(0, F_DUPFD_CLOEXEC, kDescriptorsWanted - 1);
  // Without a standard input there is nothing to duplicate; the limit alone must do.
  const bool enough = highest >= 0 || (errno == EBADF && limit.rlim_cur >= kDescriptorsWanted);
  if (highest >= 0) ::close(highest);
  if (enough) return MachineCheck::fine("descriptors", say(kDescriptorsFine, limit.rlim_cur));
  return MachineCheck::limited("descriptors", say(kDescriptorsFew, limit.rlim_cur), say(kDescriptorsRemedy, kDescriptorsWanted));
}

MachineCheck assets() {
  const auto entries = list_scenarios();
  for (const ScenarioEntry& entry : entries) {
    if (entry.scenario) continue;
    MachineCheck check = MachineCheck::missing("assets", {}, say(kAssetsRemedy));
    check.found = entry.scenario.error().sentence;
    return check;
  }
  if (entries.empty()) return MachineCheck::missing("assets", say(kAssetsNone, assets_directory()), say(kAssetsRemedy));
  return MachineCheck::fine("assets", say(kAssetsFine, entries.size(), assets_directory()));
}

}  // namespace

std::vector<MachineCheck> check_machine() {
  std::vector<MachineCheck> checks{kernel()};
  try {
    checks.push_back(close_range());
  } catch (const std::system_error& error) {
    checks.push_back(no_thread("close_range", error));
  }
  try {
    checks.push_back(Sleeper().look());
  } catch (const std::system_error& error) {
    checks.push_back(no_thread("proc", error));
  }
  checks.push_back(unix_diag());
  checks.push_back(run_directory());
  checks.push_back(descriptors());
  checks.push_back(assets());
  return checks;
}

}  // namespace sockwalk
