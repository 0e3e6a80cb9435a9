#include "waking_pair.h"

TEST_SUITE_BEGIN("waking_pairs");

namespace sockwalk::waking {

TEST_CASE("accept is woken by connect, and by shutdown of the listener") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) {
      listens(s, type);
      s.as_thread("thread 1", "server").as("client 1").socket(3, 0, type);
    };
    for (Half accept : accepts()) {
      check(
          pair_of(std::to_string(type), made, "server", 3, accept, "client 1", 3, connect_that(0)));
      accept.exit = [](EventScript& s) { s.exit(0, EINVAL); };
      const Half shutdown{"shutdown",
                          [](auto& s, int fd) {
                            s.enter(Syscall::shutdown, {fd, SHUT_RDWR});
                          },
                          [](auto& s) { s.exit(0); }};
      check(pair_of(std::to_string(type), made, "server", 3, accept, "thread 1", 3, shutdown));
    }
  }
}

TEST_CASE("a connect that waits for a full queue is woken by accept and by a longer queue") {
  for (const int type : kTypes) {
    const auto full = [=](EventScript& s) {
      listens(s, type, 0);
      s.as("client 1").socket(3, 0, type).connect(3, kPath);
      s.as("client 2").socket(3, 0, type);
    };
    for (const Half& accept : accepts()) {
      check(
          pair_of(std::to_string(type), full, "client 2", 3, connect_that(0), "server", 3, accept));
    }
    const Half listen{"listen",
                      [](auto& s, int fd) {
                        s.enter(Syscall::listen, {fd, 5});
                      },
                      [](auto& s) { s.exit(0); }};
    check(pair_of(std::to_string(type), full, "client 2", 3, connect_that(0), "server", 3, listen));
  }
}

TEST_CASE("a connect that waits for a full queue is refused when the listener goes") {
  for (const int type : kTypes) {
    const auto full = [=](EventScript& s) {
      listens(s, type, 0);
      s.as("client 1").socket(3, 0, type).connect(3, kPath);
      s.as("client 2").socket(3, 0, type);
    };
    for (const Half& farewell : farewells()) {
      if (farewell.name == "shutdown SHUT_WR") continue;  // it lets a listener listen
      check(pair_of(std::to_string(type), full, "client 2", 3, connect_that(ECONNREFUSED), "server",
                    3, farewell));
    }
  }
}

TEST_CASE("every call that receives is woken by every call that sends, from either end") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) { connects(s, type); };
    for (const Half& receive : receives("abcd")) {
      for (const Half& send : sends("abcd")) {
        check(pair_of(std::to_string(type), made, "server", 4, receive, "client 1", 3, send));
        check(pair_of(std::to_string(type), made, "client 1", 3, receive, "server", 4, send));
      }
    }
  }
}

TEST_CASE("a datagram receiver is woken by every call that sends, to the peer or by name") {
  for (const Half& receive : receives("abcd")) {
    for (const Half& send : sends("abcd")) {
      check(pair_of("dgram", receives_datagrams, "server", 3, receive, "client 1", 3, send));
    }
    const Half by_name{"sendto by name", [](auto& s, int fd) { s.enter_sendto(fd, "abcd", kPath); },
                       [](auto& s) { s.exit(4); }};
    check(pair_of("dgram", receives_datagrams, "server", 3, receive, "client 1", 3, by_name));
  }
}

TEST_CASE("a receive that takes a part of what wakes it leaves the same rest") {
  for (const int type : {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM}) {
    const bool datagram = type == SOCK_DGRAM;
    const Story made = [=](EventScript& s) {
      if (datagram) receives_datagrams(s);
      if (!datagram) connects(s, type);
    };
    const Half part{"read of 2", [](auto& s, int fd) { s.enter_read(fd, 2); },
                    [](auto& s) { s.exit_read("ab"); }};
    const Half peek{"recv MSG_PEEK", [](auto& s, int fd) { s.enter_recvfrom(fd, MSG_PEEK); },
                    [](auto& s) { s.exit_read("abcd"); }};
    for (const Half& send : sends("abcd")) {
      const int fd = datagram ? 3 : 4;
      check(pair_of(std::to_string(type), made, "server", fd, part, "client 1", 3, send));
      check(pair_of(std::to_string(type), made, "server", fd, peek, "client 1", 3, send));
    }
  }
}

TEST_CASE("a receive that waits for all is woken by the last of several writes") {
  const auto made = [](EventScript& s) { connects(s, SOCK_STREAM); };
  for (const Half& send : sends("efgh")) {
    const Half whole{"recv MSG_WAITALL",
                     [](auto& s, int fd) {
                       s.enter_recvfrom(fd, MSG_WAITALL, 6).as("client 1").write(3, "abcd");
                     },
                     [](auto& s) { s.exit_read("abcdef"); }};
    check(pair_of("stream", made, "server", 4, whole, "client 1", 3, send));
  }
}

TEST_CASE("every call that receives is woken by the end of file, however it comes") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) { connects(s, type); };
    for (const Half& receive : receives("")) {
      for (const Half& farewell : farewells()) {
        check(pair_of(std::to_string(type), made, "server", 4, receive, "client 1", 3, farewell));
        check(pair_of(std::to_string(type), made, "client 1", 3, receive, "server", 4, farewell));
      }
    }
  }
}

TEST_CASE("a receive is woken by a thread that shuts its own end") {
  for (const int type : {SOCK_STREAM, SOCK_SEQPACKET, SOCK_DGRAM}) {
    const bool datagram = type == SOCK_DGRAM;
    const Story made = [=](EventScript& s) {
      if (datagram) receives_datagrams(s);
      if (!datagram) connects(s, type);
      s.as_thread("thread 1", "server");
    };
    const int fd = datagram ? 3 : 4;
    for (const Half& receive : receives("")) {
      for (const int how : {SHUT_RD, SHUT_RDWR}) {
        const Half shutdown{"shutdown",
                            [=](auto& s, int) {
                              s.enter(Syscall::shutdown, {fd, how});
                            },
                            [](auto& s) { s.exit(0); }};
        check(pair_of(std::to_string(type), made, "server", fd, receive, "thread 1", fd, shutdown));
      }
    }
  }
}

TEST_CASE("a receive meets a reset when what its end has sent is thrown away") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) {
      connects(s, type);
      s.as("client 1").write(3, "unread");
    };
    for (Half receive : receives("")) {
      receive.exit = [](EventScript& s) { s.exit(0, ECONNRESET); };
      for (const Half& farewell : farewells()) {
        if (farewell.name.starts_with("shutdown")) continue;  // it throws nothing away
        check(pair_of(std::to_string(type), made, "client 1", 3, receive, "server", 4, farewell));
      }
    }
  }
}

TEST_CASE("a writer whose buffer is full is woken by every call that receives") {
  for (const Half& send : sends("abcdefgh")) {
    // The first five of the eight are read while the writer sleeps.
    for (const Half& receive : receives("abcde")) {
      const auto made = [](EventScript& s) { connects(s, SOCK_STREAM); };
      check(pair_of("stream", made, "client 1", 3, send, "server", 4, receive));
      check(pair_of("stream", made, "server", 4, send, "client 1", 3, receive));
    }
    // Of messages the next one finds room when one is taken.
    for (const Half& receive : receives("first")) {
      const auto made = [](EventScript& s) {
        connects(s, SOCK_SEQPACKET);
        s.as("client 1").write(3, "first").write(3, "second");
      };
      check(pair_of("seqpacket", made, "client 1", 3, send, "server", 4, receive));
    }
  }
}

TEST_CASE("a datagram sender that waits for a full queue is woken by its receiver") {
  const auto full = [](EventScript& s) {
    receives_datagrams(s);
    s.as("client 1")
        .write(3, "first")
        .as("client 2")
        .socket(3, 0, SOCK_DGRAM)
        .sendto(3, "2", kPath);
  };
  for (Half send : sends("abcd")) {
    for (const Half& receive : receives("first")) {
      check(pair_of("dgram", full, "client 1", 3, send, "server", 3, receive));
    }
    send.exit = [](EventScript& s) { s.exit(0, ECONNREFUSED); };
    for (const Half& farewell : farewells()) {
      if (farewell.name.starts_with("shutdown")) continue;  // it concerns the receiver alone
      check(pair_of("dgram", full, "client 1", 3, send, "server", 3, farewell));
    }
  }
}

TEST_CASE("a writer whose buffer is full is woken by the end of its reader") {
  for (const int type : kTypes) {
    const auto made = [=](EventScript& s) {
      connects(s, type);
      s.as("client 1").write(3, "before");
    };
    for (Half send : sends("abcd")) {
      for (const Half& farewell : farewells()) {
        if (farewell.name == "shutdown SHUT_WR") continue;  // the reader still reads
        send.exit = [](EventScript& s) { s.exit(0, EPIPE); };
        check(pair_of(std::to_string(type), made, "client 1", 3, send, "server", 4, farewell));
        if (type != SOCK_STREAM) continue;
        send.exit = [](EventScript& s) { s.exit(2); };
        check(pair_of("a part was written", made, "client 1", 3, send, "server", 4, farewell));
      }
    }
  }
}

}  // namespace sockwalk::waking

TEST_SUITE_END();
