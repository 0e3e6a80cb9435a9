#pragma once

#include <doctest/doctest.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "event_script.h"

// One call ends the sleep of another. Both then return, and the log may tell of either first. For
// every pair of such calls both orders are written by hand: the state must be the same in the end.

namespace sockwalk::waking {

inline constexpr std::string_view kPath = "/run/demo.sock";
inline constexpr std::array kTypes{SOCK_STREAM, SOCK_SEQPACKET};

using Story = std::function<void(EventScript&)>;

/// `entered` ends with both calls begun; `waker` and `sleeper` are their exits.
struct Pair {
  std::string name;
  Story entered;
  Story waker;
  Story sleeper;
};

inline void check(const Pair& pair) {
  CAPTURE(pair.name);
  const auto state = [&](const Story& first, const Story& second) {
    EventScript s;
    pair.entered(s);
    first(s);
    second(s);
    return s.model().hash();
  };
  CHECK(state(pair.waker, pair.sleeper) == state(pair.sleeper, pair.waker));
}

/// A call as a story: how it begins on a descriptor, and how it ends.
struct Half {
  std::string name;
  std::function<void(EventScript&, int fd)> enter;
  Story exit;
};

inline std::vector<Half> receives(const std::string& bytes) {
  return {{"read", [](auto& s, int fd) { s.enter_read(fd); }, [=](auto& s) { s.exit_read(bytes); }},
          {"recvfrom", [](auto& s, int fd) { s.enter_recvfrom(fd); },
           [=](auto& s) { s.exit_read(bytes); }},
          {"recvmsg",
           [](auto& s, int fd) {
             s.enter(Syscall::recvmsg, {fd, 128, 0});
           },
           [=](auto& s) { s.exit_recvmsg(bytes, {}); }}};
}

inline std::vector<Half> sends(const std::string& bytes) {
  const Story exit = [=](EventScript& s) { s.exit(static_cast<std::int64_t>(bytes.size())); };
  return {{"write", [=](auto& s, int fd) { s.enter_write(fd, bytes); }, exit},
          {"sendto", [=](auto& s, int fd) { s.enter_sendto(fd, bytes); }, exit},
          {"sendmsg", [=](auto& s, int fd) { s.enter_sendmsg(fd, bytes, {}); }, exit}};
}

/// What an end does that is the end of file, or more, at the other.
inline std::vector<Half> farewells() {
  const Story done = [](EventScript& s) { s.exit(0); };
  return {{"close", [](auto& s, int fd) { s.enter(Syscall::close, {fd}); }, done},
          {"shutdown SHUT_WR",
           [](auto& s, int fd) {
             s.enter(Syscall::shutdown, {fd, SHUT_WR});
           },
           done},
          {"shutdown SHUT_RDWR",
           [](auto& s, int fd) {
             s.enter(Syscall::shutdown, {fd, SHUT_RDWR});
           },
           done},
          {"exit", [](auto& s, int) { s.enter(Syscall::exit, {0}); }, [](auto& s) { s.ends(); }},
          {"crash", [](auto&, int) {}, [](auto& s) { s.ends(0, SIGKILL); }}};
}

/// The waits for readiness of `fd`, which becomes ready for `events`.
inline std::vector<Half> waits(int fd, std::uint32_t events) {
  const auto epoll = [=](std::uint32_t how) {
    return [=](EventScript& s, int) {
      s.epoll_create(9).epoll_ctl(9, EPOLL_CTL_ADD, fd, EPOLLIN | how).enter_epoll_wait(9);
    };
  };
  const Story told = [=](EventScript& s) { s.exit_poll({{fd, 0, events}}); };
  return {{"select", [=](auto& s, int) { s.enter_select({fd}); },
           [=](auto& s) { s.exit_select({fd}); }},
          {"poll",
           [=](auto& s, int) {
             s.enter_poll({{fd, EPOLLIN, 0}});
           },
           [=](auto& s) {
             s.exit_poll({{fd, EPOLLIN, events}});
           }},
          {"epoll_wait", epoll(0), told},
          {"epoll_wait, edge", epoll(EPOLLET), told},
          {"epoll_wait, one shot", epoll(EPOLLONESHOT), told},
          {"epoll_wait, edge and one shot", epoll(EPOLLET | EPOLLONESHOT), told}};
}

inline void listens(EventScript& s, int type, int backlog = 5) {
  s.as("server").socket(3, 0, type).bind(3, kPath).listen(3, backlog);
}

/// The server's 4 and client 1's 3, connected.
inline void connects(EventScript& s, int type) {
  listens(s, type);
  s.as("client 1").socket(3, 0, type).connect(3, kPath).as("server").accept(3, 4);
}

/// A datagram receiver, the server's 3, to which client 1's 3 is connected.
inline void receives_datagrams(EventScript& s) {
  s.as("server").socket(3, 0, SOCK_DGRAM).bind(3, kPath);
  s.as("client 1").socket(3, 0, SOCK_DGRAM).connect(3, kPath);
}

inline Story of(std::string_view actor, const Story& story) {
  return [=](EventScript& s) {
    s.as(actor);
    story(s);
  };
}

inline Pair pair_of(const std::string& setting, const Story& made, std::string_view sleeper,
                    int sleeper_fd, const Half& sleeps, std::string_view waker, int waker_fd,
                    const Half& wakes) {
  const Story entered = [=](EventScript& s) {
    made(s);
    s.as(sleeper);
    sleeps.enter(s, sleeper_fd);
    s.as(waker);
    wakes.enter(s, waker_fd);
  };
  return {sleeps.name + " <- " + wakes.name + ", " + setting, entered, of(waker, wakes.exit),
          of(sleeper, sleeps.exit)};
}

inline std::vector<Half> accepts() {
  const Story accepted = [](EventScript& s) { s.exit_opened(5); };
  return {{"accept", [](auto& s, int fd) { s.enter_accept(fd); }, accepted},
          {"accept4",
           [](auto& s, int fd) {
             s.enter(Syscall::accept4, {fd, SOCK_NONBLOCK});
           },
           accepted}};
}

inline Half connect_that(int error) {
  return {"connect", [](auto& s, int fd) { s.enter_connect(fd, kPath); },
          [=](auto& s) { s.exit(0, error); }};
}

}  // namespace sockwalk::waking
