#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "event_script.h"
#include "kernel/observer.h"
#include "model/agreement.h"
#include "own_table_thread.h"
#include "temporary_directory.h"

namespace sockwalk {

/// Makes each call for real and tells the model the same, with the numbers that the story gives: so
/// that the model can be held against the kernel, stage by stage. One thread plays all actors; only
/// a call that is to sleep gets a thread of its own. Names stand in a directory of the twin's own.
class Twin {
 public:
  ~Twin() {
    sleeper_.reset();
    for (const auto& [number, fd] : fds_) ::close(fd);
  }

  Twin& as(std::string_view name) {
    actor_ = name;
    script.as(name);
    return *this;
  }
  Twin& socket(int fd, int type = SOCK_STREAM) {
    keep(fd, ::socket(AF_UNIX, type | SOCK_CLOEXEC, 0));
    script.enter_socket(type).exit_opened(fd, 0, inode_of(real(fd)));
    return *this;
  }
  Twin& bind(int fd, const std::string& name) {
    sockaddr_un address{};
    const socklen_t length = fill(address, name);
    const long done = ::bind(real(fd), reinterpret_cast<sockaddr*>(&address), length);
    script.enter(Syscall::bind, {fd}, address_of(name)).exit(done, error_of(done));
    return *this;
  }
  Twin& listen(int fd, int backlog) {
    const long done = ::listen(real(fd), backlog);
    script.listen(fd, backlog, error_of(done));
    return *this;
  }
  Twin& connect(int fd, const std::string& name) {
    const long done = raw_connect(real(fd), name);
    script.enter(Syscall::connect, {fd}, address_of(name)).exit(done, error_of(done));
    return *this;
  }
  /// A connect that sleeps. The kernel must put it to sleep: the thread is waited for.
  Twin& connect_and_sleep(int fd, const std::string& name) {
    script.enter(Syscall::connect, {fd}, address_of(name));
    const int socket = real(fd);
    return sleep_in(Syscall::connect, [this, socket, name] { raw_connect(socket, name); });
  }
  Twin& read_and_sleep(int fd) {
    script.enter_read(fd);
    const int socket = real(fd);
    return sleep_in(Syscall::read, [socket] {
      char byte = 0;
      static_cast<void>(::read(socket, &byte, 1));
    });
  }
  Twin& accept_and_sleep(int fd) {
    script.enter_accept(fd);
    const int socket = real(fd);
    return sleep_in(Syscall::accept, [socket] {
      const int handle = ::accept(socket, nullptr, nullptr);
      if (handle >= 0) ::close(handle);
    });
  }
  Twin& accept(int fd, int handle) {
    const int made = ::accept4(real(fd), nullptr, nullptr, SOCK_CLOEXEC);
    if (made >= 0) keep(handle, made);
    script.enter_accept(fd).exit_opened(handle, error_of(made), made < 0 ? 0 : inode_of(made));
    return *this;
  }
  Twin& write(int fd, const std::string& bytes) {
    const long done = ::send(real(fd), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    script.write(fd, bytes.substr(0, done < 0 ? 0 : static_cast<std::size_t>(done)),
                 error_of(done));
    return *this;
  }
  Twin& read(int fd, std::size_t room) {
    std::string bytes(room, '\0');
    const long done = ::recv(real(fd), bytes.data(), room, MSG_DONTWAIT);
    bytes.resize(done < 0 ? 0 : static_cast<std::size_t>(done));
    script.read(fd, bytes, error_of(done), static_cast<std::int64_t>(room));
    return *this;
  }
  Twin& socketpair(int one, int other, int type = SOCK_STREAM) {
    int made[2] = {-1, -1};
    const long done = ::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, made);
    keep(one, made[0]);
    keep(other, made[1]);
    const std::array both{OpenedFd{one, inode_of(made[0]), inode_of(made[1])},
                          OpenedFd{other, inode_of(made[1]), inode_of(made[0])}};
    script.enter(Syscall::socketpair, {AF_UNIX, type, 0})
        .exit(done, error_of(done), script.with_opened(both));
    return *this;
  }
  Twin& shutdown(int fd, int how) {
    const long done = ::shutdown(real(fd), how);
    script.shutdown(fd, how, error_of(done));
    return *this;
  }
  Twin& dup(int fd, int copy) {
    const int made = ::fcntl(real(fd), F_DUPFD_CLOEXEC, 0);
    keep(copy, made);
    script.dup(fd, copy, error_of(made));
    return *this;
  }
  Twin& sendto(int fd, const std::string& bytes, const std::string& name) {
    sockaddr_un address{};
    const socklen_t length = fill(address, name);
    const long done = ::sendto(real(fd), bytes.data(), bytes.size(), MSG_NOSIGNAL,
                               reinterpret_cast<sockaddr*>(&address), length);
    script.sendto(fd, bytes, full(name), error_of(done));
    return *this;
  }
  /// One byte with one descriptor.
  Twin& send_right(int fd, int right) {
    const long done = pass(real(fd), real(right));
    script.sendmsg(fd, "x", {right}, error_of(done));
    return *this;
  }
  Twin& receive_right(int fd, int number) {
    keep(number, take(real(fd)));
    script.recvmsg(fd, "x", {number});
    return *this;
  }
  /// Writes so much to a stream that the call sleeps with a part of it done.
  Twin& write_and_sleep(int fd) {
    script.enter_write(fd, std::string(1 << 20, 'x'));
    const int socket = real(fd);
    return sleep_in(Syscall::write, [socket] {
      const std::string bytes(1 << 20, 'x');
      static_cast<void>(::write(socket, bytes.data(), bytes.size()));
    });
  }
  Twin& close(int fd) {
    const long done = ::close(real(fd));
    fds_.erase({actor_, fd});
    script.close(fd, error_of(done));
    return *this;
  }
  Twin& unlink(const std::string& name) {
    const long done = ::unlink(full(name).c_str());
    script.enter(Syscall::unlink, {}, address_of(name)).exit(done, error_of(done));
    return *this;
  }

  /// The kernel's answer about all that the model calls open, and about the name `demo.sock`.
  Agreement agreement() {
    std::vector<std::uint32_t> inodes;
    for (const Socket& socket : script.model().sockets) {
      if (!socket.closed && socket.inode != 0) inodes.push_back(socket.inode);
    }
    return compare(script.model(), *observer.look(inodes, full("demo.sock"), script.arena()));
  }
  /// The differences as "property: model | kernel".
  std::vector<std::string> differences() {
    std::vector<std::string> lines;
    for (const Comparison& comparison : agreement().comparisons) {
      if (comparison.verdict != Verdict::different) continue;
      lines.push_back(std::string(comparison.property) + ": " + comparison.model + " | " +
                      comparison.kernel);
    }
    return lines;
  }

  int real(int fd) const { return fds_.at({actor_, fd}); }

  EventScript script;
  Observer observer;

 private:
  static int error_of(long done) { return done < 0 ? errno : 0; }
  static std::uint32_t inode_of(int fd) {
    struct stat file {};
    return ::fstat(fd, &file) == 0 ? static_cast<std::uint32_t>(file.st_ino) : 0;
  }
  void keep(int fd, int made) { fds_[{actor_, fd}] = made; }

  static long pass(int socket, int right) {
    char byte = 'x';
    iovec piece{&byte, 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof right)> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof right);
    std::memcpy(CMSG_DATA(header), &right, sizeof right);
    return ::sendmsg(socket, &message, MSG_NOSIGNAL);
  }
  static int take(int socket) {
    char byte = 0;
    iovec piece{&byte, 1};
    int right = -1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof right)> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (::recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1) return -1;
    std::memcpy(&right, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof right);
    return right;
  }

  /// The sleeper is the actor's thread from now on.
  Twin& sleep_in(Syscall call, std::function<void()> body) {
    sleeper_ = std::make_unique<OwnTableThread>(std::move(body));
    observer.watch(script.id(actor_), sleeper_->tid());
    eventually([&] { return observer.probe(script.id(actor_))->asleep_in(call); });
    return *this;
  }

  static bool is_abstract(const std::string& name) { return name.front() == '@'; }
  std::string full(const std::string& name) const {
    return is_abstract(name) ? "@" + directory_.path_of(name.substr(1)) : directory_.path_of(name);
  }
  PartsDraft address_of(const std::string& name) { return script.with_address(full(name)); }
  socklen_t fill(sockaddr_un& address, const std::string& name) const {
    address.sun_family = AF_UNIX;
    const std::string whole = full(name);
    whole.copy(address.sun_path, sizeof address.sun_path - 1);
    if (is_abstract(name)) address.sun_path[0] = '\0';
    const std::size_t end = is_abstract(name) ? 0 : 1;
    return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + whole.size() + end);
  }
  long raw_connect(int socket, const std::string& name) const {
    sockaddr_un address{};
    const socklen_t length = fill(address, name);
    return ::connect(socket, reinterpret_cast<sockaddr*>(&address), length);
  }

  TemporaryDirectory directory_;
  std::string actor_;
  std::map<std::pair<std::string, int>, int> fds_;
  std::unique_ptr<OwnTableThread> sleeper_;
};

}  // namespace sockwalk
