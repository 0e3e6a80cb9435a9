#include "run/run_directory.h"

#include <fmt/core.h>
#include <stdlib.h>
#include <sys/socket.h>
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

std::string base_or_default(const std::string& base) {
  if (!base.empty()) return base;
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  if (runtime != nullptr && *runtime != '\0' && ::access(runtime, W_OK | X_OK) == 0) return runtime;
  return "/tmp";
}

}  // namespace

Result<std::unique_ptr<RunDirectory>> RunDirectory::make(const std::string& base,
                                                         const std::string& name) {
  const std::string chosen = base_or_default(base);
  std::string path = chosen + "/sockwalk-XXXXXX";
  const std::size_t length = path.size() + 1 + name.size();
  if (length > kLongestPath) {
    return Error{say(text::kRunPathTooLong, name, chosen, length, kLongestPath).words()};
  }
  if (::mkdtemp(path.data()) == nullptr) {
    return Error{say(text::kRunDirectoryRefused, chosen, std::strerror(errno)).words()};
  }
  return std::unique_ptr<RunDirectory>(new RunDirectory(path));
}

RunDirectory::~RunDirectory() {
  // Everything in it was made by this run: nobody else may enter (0700).
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Done RunDirectory::leave(const Leftover& leftover) const {
  const std::string path = path_of(leftover.path);
  std::uint32_t length = 0;
  const UnixAddress address{UnixAddress::Kind::path, path, 0};
  const sockaddr_un name = to_sockaddr(address, length);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int bound = fd < 0 ? -1 : ::bind(fd, reinterpret_cast<const sockaddr*>(&name), length);
  const int error = errno;
  if (fd >= 0) ::close(fd);
  if (bound < 0) return Error{say(text::kLeftoverRefused, path, std::strerror(error)).words()};
  return done();
}

}  // namespace sockwalk
