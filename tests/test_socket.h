#pragma once

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace sockwalk {

/// A real Unix socket of a test, with the verbs of the manual pages. Closed at the end.
/// A verb gives 0 or what came back, and −errno where the call failed.
class TestSocket {
 public:
  explicit TestSocket(int type = SOCK_STREAM) : fd_(::socket(AF_UNIX, type | SOCK_CLOEXEC, 0)) {}
  TestSocket(TestSocket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  TestSocket& operator=(TestSocket&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~TestSocket() { close(); }

  static std::array<TestSocket, 2> pair(int type = SOCK_STREAM) {
    int ends[2] = {-1, -1};
    static_cast<void>(::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends));
    return {TestSocket(Adopt{ends[0]}), TestSocket(Adopt{ends[1]})};
  }

  int fd() const { return fd_; }

  std::uint32_t inode() const {
    struct stat file {};
    return ::fstat(fd_, &file) == 0 ? static_cast<std::uint32_t>(file.st_ino) : 0;
  }

  /// Lets the kernel choose a free abstract name: "Autobind feature" of unix(7).
  long bind() {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    return result(::bind(fd_, reinterpret_cast<sockaddr*>(&name), sizeof(sa_family_t)));
  }
  long bind(const std::string& path) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    return result(::bind(fd_, reinterpret_cast<sockaddr*>(&name), sizeof name));
  }
  long listen(int backlog) { return result(::listen(fd_, backlog)); }
  /// Its name as others give it to connect(); the length of it.
  socklen_t address(sockaddr_un& into) const {
    socklen_t length = sizeof into;
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&into), &length);
    return length;
  }
  long connect(const TestSocket& server) {
    sockaddr_un name{};
    const socklen_t length = server.address(name);
    return result(::connect(fd_, reinterpret_cast<sockaddr*>(&name), length));
  }
  TestSocket accept() { return TestSocket(Adopt{::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC)}); }
  long write(const std::string& data) { return result(::write(fd_, data.data(), data.size())); }
  std::string read(std::size_t count) {
    std::string data(count, '\0');
    const auto got = ::read(fd_, data.data(), count);
    data.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return data;
  }
  long shutdown(int how) { return result(::shutdown(fd_, how)); }
  void close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }

 private:
  struct Adopt {
    int fd;
  };
  explicit TestSocket(Adopt adopt) : fd_(adopt.fd) {}
  static long result(long returned) { return returned < 0 ? -errno : returned; }

  int fd_;
};

/// A listener and a client that stands in its accept queue or, after accept(), is served.
struct TestConnection {
  explicit TestConnection(int type) : listener(type), client(type), server(-1) {
    listener.bind();
    listener.listen(5);
    client.connect(listener);
  }
  void accept() { server = listener.accept(); }

  TestSocket listener;
  TestSocket client;
  TestSocket server;  ///< the server's end, once accepted
};

}  // namespace sockwalk
