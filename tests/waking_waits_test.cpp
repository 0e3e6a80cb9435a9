#include "waking_pair.h"

TEST_SUITE_BEGIN("waking_waits");

namespace sockwalk::waking {

TEST_CASE("every wait for readiness is woken by connect") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) {
      listens(s, type);
      s.as("client 1").socket(3, 0, type);
    };
    for (const Half& wait : waits(3, EPOLLIN)) {
      check(pair_of(std::to_string(type), made, "server", 3, wait, "client 1", 3, connect_that(0)));
    }
  }
}

TEST_CASE("every wait for readiness is woken by every call that sends") {
  for (const Half& send : sends("abcd")) {
    for (const int type : kTypes) {
      const auto made = [=](EventScript& s) { connects(s, type); };
      for (const Half& wait : waits(4, EPOLLIN)) {
        check(pair_of(std::to_string(type), made, "server", 4, wait, "client 1", 3, send));
      }
    }
    for (const Half& wait : waits(3, EPOLLIN)) {
      check(pair_of("dgram", receives_datagrams, "server", 3, wait, "client 1", 3, send));
    }
  }
}

TEST_CASE("every wait for readiness is woken by the end of file, however it comes") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) { connects(s, type); };
    for (const Half& farewell : farewells()) {
      for (const Half& wait : waits(4, EPOLLIN)) {
        check(pair_of(std::to_string(type), made, "server", 4, wait, "client 1", 3, farewell));
      }
    }
  }
}

TEST_CASE("every wait for readiness is woken by shutdown of the listener") {
  const auto made = [](EventScript& s) {
    listens(s, SOCK_STREAM);
    s.as_thread("thread 1", "server");
  };
  const Half shutdown{"shutdown",
                      [](auto& s, int fd) {
                        s.enter(Syscall::shutdown, {fd, SHUT_RDWR});
                      },
                      [](auto& s) { s.exit(0); }};
  for (const Half& wait : waits(3, EPOLLIN | EPOLLHUP)) {
    check(pair_of("listener", made, "server", 3, wait, "thread 1", 3, shutdown));
  }
}

TEST_CASE("an edge of room to write is woken by every call that receives") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) {
      connects(s, type);
      s.as("client 1").write(3, "abcd").epoll_create(9);
      s.epoll_ctl(9, EPOLL_CTL_ADD, 3, EPOLLOUT | EPOLLET).epoll_wait(9, {{3, 0, EPOLLOUT}});
    };
    const Half wait{"epoll_wait for room", [](auto& s, int) { s.enter_epoll_wait(9); },
                    [](auto& s) {
                      s.exit_poll({{3, 0, EPOLLOUT}});
                    }};
    for (const Half& receive : receives("abcd")) {
      check(pair_of(std::to_string(type), made, "client 1", 3, wait, "server", 4, receive));
    }
  }
}

TEST_CASE("an epoll_wait is woken by a thread that adds what is ready") {
  for (const std::uint32_t how : {0U, std::uint32_t{EPOLLET}, std::uint32_t{EPOLLONESHOT}}) {
    const auto made = [](EventScript& s) {
      connects(s, SOCK_STREAM);
      s.as("client 1")
          .write(3, "abcd")
          .as("server")
          .epoll_create(9)
          .as_thread("thread 1", "server");
    };
    const Half wait{"epoll_wait", [](auto& s, int) { s.enter_epoll_wait(9); },
                    [](auto& s) {
                      s.exit_poll({{4, 0, EPOLLIN}});
                    }};
    const Half add{
        "epoll_ctl",
        [=](auto& s, int) {
          s.enter(Syscall::epoll_ctl, {9, EPOLL_CTL_ADD, 4}, s.with_poll({{4, EPOLLIN | how, 0}}));
        },
        [](auto& s) { s.exit(0); }};
    check(pair_of(std::to_string(how), made, "server", 9, wait, "thread 1", 9, add));
  }
}

TEST_CASE("an epoll_wait is woken by a thread that arms again what is ready") {
  for (const std::uint32_t how : {std::uint32_t{EPOLLET}, std::uint32_t{EPOLLONESHOT}}) {
    const auto made = [=](EventScript& s) {
      connects(s, SOCK_STREAM);
      s.as("client 1").write(3, "abcd").as("server").epoll_create(9);
      s.epoll_ctl(9, EPOLL_CTL_ADD, 4, EPOLLIN | how).epoll_wait(9, {{4, 0, EPOLLIN}});
      s.as_thread("thread 1", "server");
    };
    const Half wait{"epoll_wait", [](auto& s, int) { s.enter_epoll_wait(9); },
                    [](auto& s) {
                      s.exit_poll({{4, 0, EPOLLIN}});
                    }};
    const Half modify{
        "epoll_ctl",
        [=](auto& s, int) {
          s.enter(Syscall::epoll_ctl, {9, EPOLL_CTL_MOD, 4}, s.with_poll({{4, EPOLLIN | how, 0}}));
        },
        [](auto& s) { s.exit(0); }};
    check(pair_of(std::to_string(how), made, "server", 9, wait, "thread 1", 9, modify));
  }
}

}  // namespace sockwalk::waking

TEST_SUITE_END();
