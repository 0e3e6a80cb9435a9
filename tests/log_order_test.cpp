#include <doctest/doctest.h>

#include <functional>

#include "event_script.h"

// A call's exit is logged after it has returned, so the log may tell of an effect before its cause.
// Each case writes both orders by hand: the state must be the same in the end.

TEST_SUITE_BEGIN("log_order");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

using Story = std::function<void(EventScript&)>;

void begin(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).as("client 2").socket(3).as("server");
}

void begin_connected(EventScript& s) {
  begin(s);
  s.as("client 1").connect(3, kPath).as("server").accept(3, 4);
}

/// The state after `beginning` and then `story`.
std::uint64_t state_after(const Story& beginning, const Story& story) {
  EventScript s;
  beginning(s);
  story(s);
  return s.model().hash();
}

TEST_CASE("connect and the accept that it wakes") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.enter_accept(3).as("client 1").enter_connect(3, kPath);
  };
  const auto connect_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("server").exit_opened(4);
  };
  const auto accept_first = [](EventScript& s) {
    s.as("server").exit_opened(4);
    CHECK(s.phase("server", 4) == Phase::connected);
    s.as("client 1").exit(0);
  };
  CHECK(state_after(enters, connect_first) == state_after(enters, accept_first));
}

TEST_CASE("an accept that is logged before its connect even entered") {
  const auto as_it_was = [](EventScript& s) {
    s.enter_accept(3).as("client 1").connect(3, kPath).as("server").exit_opened(4);
  };
  const auto as_logged = [](EventScript& s) {
    s.enter_accept(3).exit_opened(4).as("client 1").connect(3, kPath);
  };
  CHECK(state_after(begin, as_it_was) == state_after(begin, as_logged));
}

TEST_CASE("a whole visit that is logged before its connect even entered") {
  const auto as_it_was = [](EventScript& s) {
    s.as("client 1").connect(3, kPath).as("server").accept(3, 4).close(4);
  };
  const auto as_logged = [](EventScript& s) {
    s.accept(3, 4).close(4).as("client 1").connect(3, kPath);
    CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  };
  const auto without_calls = [](const Story& story) {
    EventScript s;
    begin(s);
    story(s);
    Model model = s.model();
    for (Actor& actor : model.actors) actor.call = actor.last_exit = Event();
    return model.hash();
  };
  CHECK(without_calls(as_it_was) == without_calls(as_logged));
}

TEST_CASE("a whole visit that is logged before the connect returned") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").enter_connect(3, kPath);
  };
  const auto connect_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("server").accept(3, 4).close(4);
  };
  const auto connect_last = [](EventScript& s) {
    s.as("server").accept(3, 4).close(4).as("client 1").exit(0);
    CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  };
  CHECK(state_after(enters, connect_first) == state_after(enters, connect_last));
}

TEST_CASE("two clients connect, the inode tells whose accept it was") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").enter_connect(3, kPath).as("client 2").enter_connect(3, kPath);
    s.as("server").enter_accept(3);
  };
  const auto second = [](EventScript& s) { return s.at("client 2", 3).inode; };
  const auto connects_first = [&](EventScript& s) {
    const std::uint32_t inode = second(s);
    s.as("client 2").exit(0).as("client 1").exit(0).as("server").exit_opened(4, 0, 900, inode);
  };
  const auto accept_first = [&](EventScript& s) {
    const std::uint32_t inode = second(s);
    s.as("server").exit_opened(4, 0, 900, inode).as("client 2").exit(0).as("client 1").exit(0);
  };
  const auto accept_between = [&](EventScript& s) {
    const std::uint32_t inode = second(s);
    s.as("client 1").exit(0).as("server").exit_opened(4, 0, 900, inode).as("client 2").exit(0);
  };
  CHECK(state_after(enters, connects_first) == state_after(enters, accept_first));
  CHECK(state_after(enters, connects_first) == state_after(enters, accept_between));
}

TEST_CASE("two accepts that are logged before their connects are two connections") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").enter_connect(3, kPath).as("client 2").enter_connect(3, kPath);
  };
  const auto connects_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("client 2").exit(0).as("server").accept(3, 4).accept(3, 5);
  };
  const auto accepts_first = [](EventScript& s) {
    s.as("server").accept(3, 4).accept(3, 5).as("client 1").exit(0).as("client 2").exit(0);
  };
  CHECK(state_after(enters, connects_first) == state_after(enters, accepts_first));
}

TEST_CASE("an early accept is not paired with a client that it cannot be") {
  EventScript s;
  begin(s);
  s.as("server 2").socket(3).bind(3, "/run/other.sock").listen(3, 5);
  s.as("client 1").enter_connect(3, kPath).as("client 2").enter_connect(3, "/run/other.sock");
  s.as("server 2").accept(3, 4);
  CHECK(client_of(s.model(), s.model().socket_of(s.id("server 2"), 4)) == s.id("client 2"));
  s.as("server").enter_accept(3).exit_opened(4, 0, 900, 777);
  CHECK(s.at("server", 4).peer == kNoSocket);
  s.enter_accept(3).exit_opened(5);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 5)) == s.id("client 1"));
}

TEST_CASE("an early accept goes to the inode that is known, not to one that may be any") {
  EventScript s;
  listening_server(s).as("client 1").enter_socket().exit(3).enter_connect(3, kPath);
  s.as("client 2").socket(3).enter_connect(3, kPath);
  const std::uint32_t second = s.at("client 2", 3).inode;
  s.as("server").enter_accept(3).exit_opened(4, 0, 900, second);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 4)) == s.id("client 2"));
}

TEST_CASE("an accept makes room for a connect that slept") {
  const auto full = [](EventScript& s) {
    listening_server(s, 0).as("client 1").socket(3).connect(3, kPath);
    s.as("client 2").socket(3).enter_connect(3, kPath).as("server").enter_accept(3);
  };
  const auto accept_first = [](EventScript& s) {
    s.as("server").exit_opened(4).as("client 2").exit(0);
  };
  const auto connect_first = [](EventScript& s) {
    s.as("client 2").exit(0).as("server").exit_opened(4);
  };
  CHECK(state_after(full, accept_first) == state_after(full, connect_first));
}

TEST_CASE("an accept that was paired with a connect that then fails finds the other client") {
  EventScript s;
  begin(s);
  s.as("client 1").enter_connect(3, kPath).as("client 2").enter_connect(3, kPath);
  s.as("server").accept(3, 4).as("client 1").exit(0, ECONNREFUSED).as("client 2").exit(0);
  CHECK(s.phase("client 1", 3) == Phase::created);
  CHECK(s.at("client 2", 3).peer == s.model().socket_of(kServer, 4));
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 4)) == s.id("client 2"));
}

TEST_CASE("an accept whose connect fails waits for the one that succeeds") {
  EventScript s;
  begin(s);
  s.as("client 1").enter_connect(3, kPath).as("server").accept(3, 4);
  s.as("client 1").exit(0, ECONNREFUSED).as("client 2").connect(3, kPath);
  CHECK(s.at("client 2", 3).peer == s.model().socket_of(kServer, 4));
  CHECK(s.at("server", 4).id == SocketId{s.id("client 2"), 0, 2});
}

TEST_CASE("listen and the connect that it lets through") {
  const auto bound = [](EventScript& s) {
    s.as("client 1").socket(3).as("server").socket(3).bind(3, kPath).enter(Syscall::listen, {3, 5});
    s.as("client 1").enter_connect(3, kPath);
  };
  const auto listen_first = [](EventScript& s) { s.as("server").exit(0).as("client 1").exit(0); };
  const auto connect_first = [](EventScript& s) { s.as("client 1").exit(0).as("server").exit(0); };
  CHECK(state_after(bound, listen_first) == state_after(bound, connect_first));
}

TEST_CASE("a connect and the removal of the name that it reached") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").enter_connect(3, kPath).as("server");
  };
  const auto connect_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("server").unlink(kPath);
  };
  const auto unlink_first = [](EventScript& s) {
    s.as("server").unlink(kPath).as("client 1").exit(0);
  };
  CHECK(state_after(enters, connect_first) == state_after(enters, unlink_first));
}

TEST_CASE("a connect and the close of the listener that it reached") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").enter_connect(3, kPath).as("server");
  };
  const auto connect_first = [](EventScript& s) { s.as("client 1").exit(0).as("server").close(3); };
  const auto close_first = [](EventScript& s) {
    s.as("server").close(3).as("client 1").exit(0);
    CHECK(s.at("client 1", 3).reset);
    CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  };
  CHECK(state_after(enters, connect_first) == state_after(enters, close_first));
}

TEST_CASE("write and the read that it wakes") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.enter_read(4).as("client 1").enter_write(3, "abcd");
  };
  const auto write_first = [](EventScript& s) {
    s.as("client 1").exit(4).as("server").exit_read("abcd");
  };
  const auto read_first = [](EventScript& s) {
    s.as("server").exit_read("abcd");
    CHECK(s.at("server", 4).unread_bytes == 0);
    CHECK(s.at("server", 4).read_ahead == 4);
    s.as("client 1").exit(4);
    CHECK(s.at("server", 4).read_ahead == 0);
  };
  CHECK(state_after(enters, write_first) == state_after(enters, read_first));
}

TEST_CASE("a read of two writes, one of them in part, in every order") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.enter_read(4).as("client 1").enter_write(3, "abcd");
  };
  const auto read_last = [](EventScript& s) {
    s.as("client 1").exit(4).write(3, "efgh").as("server").exit_read("abcdef");
  };
  const auto read_between = [](EventScript& s) {
    s.as("client 1").exit(4).as("server").exit_read("abcdef").as("client 1").write(3, "efgh");
  };
  const auto read_first = [](EventScript& s) {
    s.as("server").exit_read("abcdef").as("client 1").exit(4).write(3, "efgh");
    CHECK(s.at("server", 4).unread_bytes == 2);
    CHECK(std::to_integer<char>(s.at("server", 4).unread[0].data[0]) == 'g');
  };
  CHECK(state_after(enters, read_last) == state_after(enters, read_between));
  CHECK(state_after(enters, read_last) == state_after(enters, read_first));
}

TEST_CASE("a record and the read that it wakes, which is too short for it") {
  const auto enters = [](EventScript& s) {
    s.as("server").socket(3, 0, 5).bind(3, kPath).listen(3, 5);
    s.as("client 1").socket(3, 0, 5).connect(3, kPath);
    s.as("server").accept(3, 4).enter_read(4, 2).as("client 1").enter_write(3, "abcd");
  };
  const auto write_first = [](EventScript& s) {
    s.as("client 1").exit(4).as("server").exit_read("ab");
  };
  const auto read_first = [](EventScript& s) {
    s.as("server").exit_read("ab").as("client 1").exit(4);
  };
  CHECK(state_after(enters, write_first) == state_after(enters, read_first));
}

TEST_CASE("close and the read that it ends") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.enter_read(4).as("client 1").enter(Syscall::close, {3});
  };
  const auto close_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("server").exit_read("");
  };
  const auto read_first = [](EventScript& s) {
    s.as("server").exit_read("").as("client 1").exit(0);
  };
  CHECK(state_after(enters, close_first) == state_after(enters, read_first));
}

TEST_CASE("a close with bytes unread and the read that it resets") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.as("client 1").write(3, "abcd").enter_read(3).as("server").enter(Syscall::close, {4});
  };
  const auto close_first = [](EventScript& s) {
    s.as("server").exit(0).as("client 1").exit_read("", ECONNRESET);
    CHECK_FALSE(s.at("client 1", 3).reset);
  };
  const auto read_first = [](EventScript& s) {
    s.as("client 1").exit_read("", ECONNRESET).as("server").exit(0);
  };
  CHECK(state_after(enters, close_first) == state_after(enters, read_first));
}

TEST_CASE("a listener's close and the read of a queued client that it resets") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.as("client 1").connect(3, kPath).enter_read(3).as("server").enter(Syscall::close, {3});
  };
  const auto close_first = [](EventScript& s) {
    s.as("server").exit(0).as("client 1").exit_read("", ECONNRESET);
  };
  const auto read_first = [](EventScript& s) {
    s.as("client 1").exit_read("", ECONNRESET).as("server").exit(0);
    CHECK_FALSE(s.at("client 1", 3).reset);
  };
  CHECK(state_after(enters, close_first) == state_after(enters, read_first));
}

TEST_CASE("a write that came before a close and is logged after it") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.as("client 1").enter_write(3, "abcd").as("server");
  };
  const auto write_first = [](EventScript& s) { s.as("client 1").exit(4).as("server").close(4); };
  const auto close_first = [](EventScript& s) {
    s.as("server").close(4).as("client 1").exit(4);
    CHECK(s.at("client 1", 3).reset);
  };
  CHECK(state_after(enters, write_first) == state_after(enters, close_first));
}

TEST_CASE("a write that was read before a close and is logged after both") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.as("client 1").enter_write(3, "abcd").as("server");
  };
  const auto write_first = [](EventScript& s) {
    s.as("client 1").exit(4).as("server").read(4, "abcd").close(4);
  };
  const auto write_last = [](EventScript& s) {
    s.as("server").read(4, "abcd").close(4).as("client 1").exit(4);
    CHECK_FALSE(s.at("client 1", 3).reset);
  };
  CHECK(state_after(enters, write_first) == state_after(enters, write_last));
}

TEST_CASE("select and what wakes it") {
  const auto enters = [](EventScript& s) {
    begin(s);
    s.enter_select({3}).as("client 1").enter_connect(3, kPath);
  };
  const auto connect_first = [](EventScript& s) {
    s.as("client 1").exit(0).as("server").exit_select({3});
  };
  const auto select_first = [](EventScript& s) {
    s.as("server").exit_select({3}).as("client 1").exit(0);
  };
  CHECK(state_after(enters, connect_first) == state_after(enters, select_first));
}

TEST_CASE("an actor's end and the read that it ends") {
  const auto enters = [](EventScript& s) {
    begin_connected(s);
    s.enter_read(4).as("client 1").write(3, "abcd").enter(Syscall::exit, {0});
  };
  const auto end_first = [](EventScript& s) {
    s.as("client 1").ends().as("server").exit_read("abcd").read(4, "");
  };
  const auto read_first = [](EventScript& s) {
    s.as("server").exit_read("abcd").read(4, "").as("client 1").ends();
  };
  CHECK(state_after(enters, end_first) == state_after(enters, read_first));
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
