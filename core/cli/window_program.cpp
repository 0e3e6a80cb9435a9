#include "cli/window_program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>

extern char** environ;

namespace sockwalk {
namespace {

/// Reads until the writers are gone; false when that was not in time.
bool read_all(int fd, int seconds, std::string& out) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, static_cast<int>(left.count())) <= 0) continue;
    char bytes[4096];
    const ssize_t count = ::read(fd, bytes, sizeof bytes);
    if (count > 0) {
      out.append(bytes, static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {
      return true;
    }
  }
}

}  // namespace

std::string window_program() {
  const std::string name = "sockwalk-gui";
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return name;
  const auto beside = program.parent_path() / name;
  return ::access(beside.c_str(), X_OK) == 0 ? beside.string() : name;
}

Heard hear(const std::string& program, const std::string& argument, int seconds) {
  Heard heard;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return heard;
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, ends[1], 1);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  std::string name = program;
  std::string word = argument;
  char* const argv[] = {name.data(), word.data(), nullptr};
  pid_t pid = -1;
  heard.started = posix_spawnp(&pid, program.c_str(), &files, nullptr, argv, environ) == 0;
  posix_spawn_file_actions_destroy(&files);
  ::close(ends[1]);
  if (heard.started) {
    heard.in_time = read_all(ends[0], seconds, heard.output);
    if (!heard.in_time) ::kill(pid, SIGKILL);
    while (::waitpid(pid, &heard.status, 0) < 0 && errno == EINTR) {
    }
  }
  ::close(ends[0]);
  return heard;
}

}  // namespace sockwalk
