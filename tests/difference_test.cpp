#include "model/difference.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/epoll.h>

#include <string>
#include <vector>

#include "event_script.h"

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// What changed, each as "of whom: property before -> after".
std::vector<std::string> changes(const Model& before, const Model& after) {
  std::vector<std::string> lines;
  for (const Change& change : difference(before, after)) {
    std::string of;
    if (change.socket != kNoSocket) {
      const Model& model = change.socket < after.sockets.size() ? after : before;
      of = socket_title(model, change.socket);
    }
    if (change.actor != kNoActor) {
      if (!of.empty()) of += " of ";
      of += after.actors.size() > change.actor ? after.actors[change.actor].name : "?";
    }
    lines.push_back(of + ": " + change.property + " " + change.before + " -> " + change.after);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_SUITE_BEGIN("difference");

TEST_CASE("Nothing changes from a state to itself") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  CHECK(difference(s.model(), s.model()).empty());
}

TEST_CASE("connect makes a socket, moves a phase and lengthens the queue") {
  EventScript s;
  listening_server(s).as("client 1").socket(3);
  const Model before = s.model();
  s.connect(3, kPath);
  CHECK(changes(before, s.model()) ==
        Lines{"Data socket for client 1: socket  -> Data socket for client 1",
              "Client 1's socket: phase created -> connected",
              "Data socket for client 1: phase  -> in accept queue",
              "Data socket for client 1: address  -> demo.sock",
              "Client 1's socket: peer  -> Data socket for client 1",
              "Data socket for client 1: peer  -> Client 1's socket",
              "Connection socket: accept queue 0 -> 1"});
}

TEST_CASE("accept shortens the queue and gives a number") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server");
  const Model before = s.model();
  s.accept(3, 4);
  CHECK(changes(before, s.model()) ==
        Lines{"Data socket for client 1: phase in accept queue -> connected",
              "Connection socket: accept queue 1 -> 0",
              "Data socket for client 1 of server: handle  -> 4"});
}

TEST_CASE("write and read change the receive buffer alone") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  const Model empty = s.model();
  s.as("client 1").write(3, "12345");
  const Model full = s.model();
  CHECK(changes(empty, full) == Lines{"Data socket for client 1: unread bytes 0 -> 5"});
  s.as("server").read(4, "123");
  CHECK(changes(full, s.model()) == Lines{"Data socket for client 1: unread bytes 5 -> 2"});
}

TEST_CASE("A number that is given out again stands for two changes") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  s.as("client 2").socket(3).connect(3, kPath).as("server").accept(3, 4);
  const Model before = s.model();
  s.close(4).accept(3, 4);
  const Lines lines = changes(before, s.model());
  CHECK(std::count(lines.begin(), lines.end(),
                   "Data socket for client 1 of server: handle 4 -> ") == 1);
  CHECK(std::count(lines.begin(), lines.end(),
                   "Data socket for client 2 of server: handle  -> 4") == 1);
}

TEST_CASE("The server's own array: a slot, then its sum") {
  EventScript s;
  listening_server(s).slots(2);
  const Model before = s.model();
  s.slot(1, 4, 7);
  CHECK(changes(before, s.model()) ==
        Lines{"server: slot 1 free -> 4", "server: sum of slot 1  -> 7"});
}

TEST_CASE("A name appears, and goes") {
  EventScript s;
  s.as("server").socket(3);
  const Model before = s.model();
  s.bind(3, kPath);
  CHECK(changes(before, s.model()) == Lines{"Connection socket: phase created -> bound",
                                            "Connection socket: address  -> demo.sock",
                                            "Connection socket: file name  -> demo.sock"});
  const Model named = s.model();
  s.unlink(kPath);
  CHECK(changes(named, s.model()) == Lines{"Connection socket: file name demo.sock -> "});
}

TEST_CASE("Looking back, what was made is not there") {
  EventScript s;
  s.as("server");
  const Model before = s.model();
  s.socket(3);
  CHECK(changes(s.model(), before) == Lines{"Connection socket: socket Connection socket -> ",
                                            "Connection socket: phase created -> ",
                                            "Connection socket of server: handle 3 -> "});
}

TEST_CASE("An actor starts, goes into a call and leaves") {
  EventScript s;
  s.as("server");
  CHECK(changes(Model{}, s.model()) == Lines{"server: state  -> between two calls"});
  const Model ready = s.model();
  s.enter_socket();
  CHECK(changes(ready, s.model()) == Lines{"server: state between two calls -> in socket"});
  s.exit_opened(3).ends();
  CHECK(changes(ready, s.model()).back() == "server: state between two calls -> gone");
}

TEST_CASE("Half a connection ends, at both ends") {
  EventScript s;
  s.as("server").socketpair(3, 4).enter(Syscall::shutdown, {3, 1});
  const Model entered = s.model();
  s.exit(0);
  CHECK(changes(entered, s.model()) ==
        Lines{"Server's end 1 of a pair: phase connected -> half-closed (sent)",
              "Server's end 2 of a pair: phase connected -> half-closed (received)",
              "Server's end 1 of a pair: shutdown  -> sending",
              "Server's end 2 of a pair: shutdown  -> receiving",
              "server: state in shutdown -> between two calls"});
}

TEST_CASE("What an open file description keeps: O_NONBLOCK, and epoll's interest list") {
  EventScript s;
  listening_server(s).epoll_create(4);
  const Model before = s.model();
  s.set_flags(3, O_NONBLOCK).epoll_ctl(4, EPOLL_CTL_ADD, 3, EPOLLIN);
  CHECK(changes(before, s.model()) == Lines{"Connection socket of server: O_NONBLOCK  -> set",
                                            "server: interest list  -> 3 EPOLLIN"});
}

TEST_CASE("Numbers that threads share are told once") {
  EventScript s;
  s.as("server").as_thread("worker", "server");
  const Model before = s.model();
  s.as("server").socket(3);
  CHECK(changes(before, s.model()) == Lines{"Connection socket: socket  -> Connection socket",
                                            "Connection socket: phase  -> created",
                                            "Connection socket of server: handle  -> 3"});
}

TEST_SUITE_END();

}  // namespace sockwalk
