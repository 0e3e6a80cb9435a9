#include "run/run_directory.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "event/unix_address.h"
#include "text/run_text.h"

namespace sockwalk {
namespace {

constexpr std::size_t kLongestPath = sizeof(sockaddr_un::sun_path) - 1;

constexpr std::string_view kUniqueName = "sockwalk-XXXXXX";

std::size_t path_length(std::string_view base, std::string_view name) {
  return base.size() + 1 + kUniqueName.size() + 1 + name.size();
}

/// What the environment variable `variable` names, if a directory can be made there; else nothing.
std::string usable(const char* variable) {
  const char* base = std::getenv(variable);
  struct stat file = {};
  const bool is_directory =
      base != nullptr && *base == '/' && ::stat(base, &file) == 0 && S_ISDIR(file.st_mode);
  return is_directory && ::access(base, W_OK | X_OK) == 0 ? base : std::string{};
}

std::string base_or_default(const std::string& base, const std::string& name) {
  if (!base.empty()) return base;
  if (std::string own = usable("XDG_RUNTIME_DIR"); !own.empty()) return own;
  // Many programs set TMPDIR for those that they start, and think of files, not of sun_path.
  std::string temporary = usable("TMPDIR");
  const bool fits = !temporary.empty() && path_length(temporary, name) <= kLongestPath;
  return fits ? temporary : "/tmp";
}

/// 0 or an errno.
int leave_socket(const std::string& path) {
  std::uint32_t length = 0;
  const UnixAddress address{UnixAddress::Kind::path, path, 0};
  const sockaddr_un name = to_sockaddr(address, length);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int bound = fd < 0 ? -1 : ::bind(fd, reinterpret_cast<const sockaddr*>(&name), length);
  const int error = errno;
  if (fd >= 0) ::close(fd);
  return bound < 0 ? error : 0;
}

int make_leftover(const Leftover& leftover, const std::string& path, const std::string& to) {
  switch (leftover.kind) {
    case Leftover::Kind::socket: return leave_socket(path);
    case Leftover::Kind::directory: return ::mkdir(path.c_str(), 0755) < 0 ? errno : 0;
    case Leftover::Kind::symlink: return ::symlink(to.c_str(), path.c_str()) < 0 ? errno : 0;
    case Leftover::Kind::file: break;
  }
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  ::close(fd);
  return 0;
}

}  // namespace

Result<std::unique_ptr<RunDirectory>> RunDirectory::make(const std::string& base,
                                                         const std::string& name) {
  const std::string chosen = base_or_default(base, name);
  // From its root: an actor may change its working directory.
  std::error_code unknown;
  const auto whole = chosen.starts_with('/') ? std::filesystem::path(chosen)
                                             : std::filesystem::canonical(chosen, unknown);
  if (unknown) return Error{say(text::kRunDirectoryRefused, chosen, unknown.message()).words()};
  std::string path = (whole / kUniqueName).string();
  const std::size_t length = path_length(whole.native(), name);
  if (length > kLongestPath) {
    return Error{say(text::kRunPathTooLong, name, chosen, length, kLongestPath).words()};
  }
  if (::mkdtemp(path.data()) == nullptr) {
    return Error{say(text::kRunDirectoryRefused, chosen, std::strerror(errno)).words()};
  }
  return std::unique_ptr<RunDirectory>(new RunDirectory(path));
}

RunDirectory::~RunDirectory() {
  // Everything in it was made by this run: nobody else may make anything there.
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string RunDirectory::path_of(const std::string& name) const {
  StepName read;
  read_name(name, read);
  std::string path = resolved(read, path_);
  if (address_of(read, path).kind != UnixAddress::Kind::path) return {};
  return path.starts_with('/') ? path : fmt::format("{}/{}", path_, path);
}

void RunDirectory::let_others_in() const { ::chmod(path_.c_str(), 0711); }

Done RunDirectory::leave(const Leftover& leftover) const {
  const std::string path = path_of(leftover.path);
  const int made = make_leftover(leftover, path, path_of(leftover.to));
  const bool link = leftover.kind == Leftover::Kind::symlink;
  if (made == 0 && (link || leftover.mode < 0 || ::chmod(path.c_str(), static_cast<mode_t>(leftover.mode)) == 0)) {
    return done();
  }
  return Error{say(text::kLeftoverRefused, path, std::strerror(made != 0 ? made : errno)).words()};
}

Done RunDirectory::check_removable(const std::string& path) {
  struct stat file = {};
  if (::lstat(path.c_str(), &file) != 0 || S_ISSOCK(file.st_mode) || S_ISDIR(file.st_mode)) {
    return done();
  }
  return Error{say(text::kNameNoSocket, path).words()};
}

}  // namespace sockwalk
