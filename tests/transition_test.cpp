#include "model/transition.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <cerrno>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "event_script.h"

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// One step as a test states it.
struct Step {
  Machine machine;
  std::optional<Phase> from;
  Syscall call;
  Phase to;
  bool operator==(const Step&) const = default;
};

/// The exit of the actor's last enter, of a call that was seen asleep.
void exit_slept(EventScript& script, std::int64_t ret, int error = 0) {
  Event event = script.last_enter();
  event.kind = EventKind::exit;
  event.enter = event.seq;
  event.ret = error == 0 ? ret : -1;
  event.error = error;
  event.slept = true;
  script.add(event);
}

std::vector<MadeTransition> transitions_of(const EventScript& script) {
  std::vector<MadeTransition> all;
  Model model;
  for (const Event& event : script.events()) {
    const Model before = model;
    model.apply(event);
    for (const MadeTransition& made : transitions_made(before, model, event)) {
      CAPTURE(event.seq);
      if (made.row != nullptr) {
        CHECK(made.row->from == made.from);
        CHECK(made.row->to == made.to);
      }
      all.push_back(made);
    }
  }
  return all;
}

/// The transitions of the last event alone.
std::vector<Step> last_steps(const EventScript& script) {
  std::vector<Step> steps;
  for (const MadeTransition& made :
       transitions_made(script.before(), script.model(), script.last())) {
    REQUIRE(made.row != nullptr);
    steps.push_back({made.row->machine, made.from, made.row->call, made.to});
  }
  return steps;
}

void serve_one_client(EventScript& s) {
  listening_server(s).enter_accept(3);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").exit_opened(4).enter_read(4);
  s.as("client 1").write(3, "7");
  s.as("server").exit_read("7").write(4, "8");
  s.as("client 1").read(3, "8").enter_read(3);
  s.as("server").write(4, "9");
  s.as("client 1").exit_read("9").connect(3, kPath, EISCONN).close(3);
  s.as("server").read(4, "").write(4, "x", EPIPE).close(4).listen(3, 9).close(3);
}

void server_that_errs(EventScript& s) {
  s.as("server").socket(3).listen(3, 5, EINVAL).accept(3, -1, EINVAL);
  s.bind(3, kPath, EADDRINUSE).unlink(kPath).bind(3, kPath).bind(3, "/run/b", EINVAL);
  s.accept(3, -1, EINVAL).listen(3, 5).accept(3, -1, EAGAIN);
  s.read(3, "", EINVAL).write(3, "7", ENOTCONN).connect(3, kPath, EINVAL).close(3);
  s.socket(3).close(3).socket(3).bind(3, "/run/c").close(3);
}

void client_that_errs(EventScript& s) {
  s.as("client 1").socket(3).write(3, "7", ENOTCONN).read(3, "", EINVAL);
  s.connect(3, kPath, ENOENT).close(3);
  s.socket(3).bind(3, "/run/c1").connect(3, kPath, ECONNREFUSED).close(3);
}

void client_leaves_the_queue(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).bind(3, "/run/c1").connect(3, kPath).write(3, "7").close(3);
  s.as("server").accept(3, 4).read(4, "7").close(4);
}

void server_leaves_the_queue(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").close(3);
  s.as("client 1").read(3, "", ECONNRESET).read(3, "").write(3, "7", EPIPE).close(3);
}

void server_loses_what_was_sent(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").accept(3, 4).write(4, "8");
  s.as("client 1").close(3);
  s.as("server").read(4, "", ECONNRESET);
}

void server_hangs_up(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").accept(3, 4).close(4);
  s.as("client 1").read(3, "").close(3);
}

void full_queue(EventScript& s) {
  listening_server(s, 0);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("client 2").socket(3).enter_connect(3, kPath);
  s.as("client 3").socket(3).bind(3, "/run/c3").enter_connect(3, kPath);
  s.as("client 4").socket(3).enter_connect(3, kPath);
  s.as("client 5").socket(3).enter_connect(3, kPath);
  s.as("server").accept(3, 4);
  s.as("client 2");
  exit_slept(s, 0);
  s.as("client 3");
  exit_slept(s, -1, EINTR);
  s.as("client 4");
  exit_slept(s, -1, ECONNREFUSED);
  s.as("client 5").ends();
}

/// Two ends that are connected: the server's 4 and the client's 3.
void connect_two(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").accept(3, 4);
}

/// `first` shuts a direction down, then `second` does; then `closes` closes, and the other after it.
struct HalfClose {
  std::string_view first;
  int how;
  std::string_view second;  ///< empty: nobody
  int how_second;
  std::string_view closes;
};

void half_close(EventScript& s, const HalfClose& way) {
  connect_two(s);
  const auto fd = [](std::string_view actor) { return actor == "server" ? 4 : 3; };
  s.as(way.first).shutdown(fd(way.first), way.how);
  if (way.how == SHUT_WR) s.write(fd(way.first), "x", EPIPE);
  if (!way.second.empty()) s.as(way.second).shutdown(fd(way.second), way.how_second);
  s.as(way.closes).close(fd(way.closes));
  const std::string_view other = way.closes == "server" ? "client 1" : "server";
  s.as(other).close(fd(other));
}

/// One life for each way to shut down, from either end, and to close afterwards.
std::vector<std::function<void(EventScript&)>> half_closes() {
  std::vector<std::function<void(EventScript&)>> lives;
  for (const std::string_view first : {"server", "client 1"}) {
    for (const std::string_view closes : {"server", "client 1"}) {
      for (const int how : {SHUT_RD, SHUT_WR, SHUT_RDWR}) {
        const HalfClose alone{first, how, {}, 0, closes};
        lives.push_back([alone](EventScript& s) { half_close(s, alone); });
        for (const std::string_view second : {"server", "client 1"}) {
          for (const int again : {SHUT_RD, SHUT_WR}) {
            const HalfClose both{first, how, second, again, closes};
            lives.push_back([both](EventScript& s) { half_close(s, both); });
          }
        }
      }
    }
  }
  return lives;
}

/// A client shuts down while its connection waits in the accept queue.
void shut_in_the_queue(EventScript& s, int how) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath).shutdown(3, how);
  s.as("server").accept(3, 4);
}

void pair_of_one(EventScript& s) { s.as("server").socketpair(3, 4).write(3, "x").close(3).close(4); }

const std::vector<std::function<void(EventScript&)>> kLives{
    serve_one_client,        server_that_errs,           client_that_errs, client_leaves_the_queue,
    server_leaves_the_queue, server_loses_what_was_sent, server_hangs_up,  full_queue,
};

std::vector<std::function<void(EventScript&)>> all_lives() {
  auto lives = half_closes();
  lives.insert(lives.end(), kLives.begin(), kLives.end());
  lives.emplace_back(pair_of_one);
  for (const int how : {SHUT_RD, SHUT_WR, SHUT_RDWR}) {
    lives.emplace_back([how](EventScript& s) { shut_in_the_queue(s, how); });
  }
  return lives;
}

}  // namespace

TEST_SUITE_BEGIN("transition");

TEST_CASE("Every transition that a life makes is in the table") {
  for (const auto& life : all_lives()) {
    EventScript script;
    life(script);
    for (const MadeTransition& made : transitions_of(script)) {
      CAPTURE(script.events().size());
      CAPTURE(made.socket);
      CAPTURE(phase_name(made.to));
      CHECK(made.row != nullptr);
    }
  }
}

TEST_CASE("Every row of the table is reached by some life") {
  std::set<const Transition*> reached;
  for (const auto& life : all_lives()) {
    EventScript script;
    life(script);
    for (const MadeTransition& made : transitions_of(script)) reached.insert(made.row);
  }
  for (const Transition& row : transition_table()) {
    CAPTURE(static_cast<int>(row.machine));
    CAPTURE(row.from.has_value() ? phase_name(*row.from) : "nothing");
    CAPTURE(row_of(row.call).name);
    CAPTURE(static_cast<int>(row.outcome));
    CAPTURE(row.error);
    CAPTURE(row.by_peer);
    CAPTURE(phase_name(row.to));
    CHECK(reached.count(&row) == 1);
  }
}

TEST_CASE("No two rows of the table say the same, and each has a sentence and a page") {
  const auto table = transition_table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    CHECK(table[i].why != nullptr);
    CHECK(table[i].manual.back() == ')');
    for (std::size_t k = i + 1; k < table.size(); ++k) {
      const bool same = table[i].machine == table[k].machine && table[i].from == table[k].from &&
                        table[i].call == table[k].call && table[i].by_peer == table[k].by_peer &&
                        table[i].outcome == table[k].outcome && table[i].error == table[k].error &&
                        table[i].to == table[k].to;
      CHECK_FALSE(same);
    }
  }
}

TEST_CASE("connect moves its own socket, makes the server's end and lengthens the queue") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::connection_socket, Phase::listening, Syscall::connect, Phase::listening},
            {Machine::client_socket, Phase::created, Syscall::connect, Phase::connected},
            {Machine::data_socket, std::nullopt, Syscall::connect, Phase::in_accept_queue}});
}

TEST_CASE("accept moves the data socket, not the connection socket") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::connection_socket, Phase::listening, Syscall::accept, Phase::listening},
            {Machine::client_socket, Phase::connected, Syscall::accept, Phase::connected},
            {Machine::data_socket, Phase::in_accept_queue, Syscall::accept, Phase::connected}});
}

TEST_CASE("The enter of a connect that does not sleep moves nothing") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).enter_connect(3, kPath);
  CHECK(last_steps(s).empty());
}

TEST_CASE("An accept that is logged before its connect shows both steps") {
  EventScript s;
  listening_server(s).enter_accept(3);
  s.as("client 1").socket(3).enter_connect(3, kPath).as("server").exit_opened(4);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::connection_socket, Phase::listening, Syscall::accept, Phase::listening},
            {Machine::client_socket, Phase::created, Syscall::connect, Phase::connected},
            {Machine::data_socket, std::nullopt, Syscall::connect, Phase::in_accept_queue},
            {Machine::data_socket, Phase::in_accept_queue, Syscall::accept, Phase::connected}});
  s.as("client 1").exit(0);
  CHECK(last_steps(s).empty());
}

TEST_CASE("A connect that is logged after the listener's close shows both steps") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).enter_connect(3, kPath);
  s.as("server").close(3).as("client 1").exit(0);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::client_socket, Phase::created, Syscall::connect, Phase::connected},
            {Machine::client_socket, Phase::connected, Syscall::close, Phase::peer_closed},
            {Machine::data_socket, std::nullopt, Syscall::connect, Phase::in_accept_queue},
            {Machine::data_socket, Phase::in_accept_queue, Syscall::close, Phase::closed}});
}

TEST_CASE("A pairing that proves wrong is no transition of the one that failed") {
  EventScript s;
  listening_server(s).enter_accept(3);
  s.as("client 1").socket(3).enter_connect(3, kPath);
  s.as("client 2").socket(3).enter_connect(3, kPath);
  s.as("server").exit_opened(4);
  s.as("client 1").exit(0, EINTR);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::client_socket, Phase::created, Syscall::connect, Phase::created},
            {Machine::client_socket, Phase::created, Syscall::connect, Phase::connected}});
}

TEST_CASE("The end of an actor closes what it left open") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4).ends();
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::connection_socket, Phase::listening, Syscall::close, Phase::closed},
            {Machine::client_socket, Phase::connected, Syscall::close, Phase::peer_closed},
            {Machine::data_socket, Phase::connected, Syscall::close, Phase::closed}});
}

TEST_CASE("A step that the table does not have is told as one") {
  EventScript s;
  s.as("server").socket(3).listen(3, 5);  // no kernel lets a socket without a name listen
  const auto made = transitions_made(s.before(), s.model(), s.last());
  REQUIRE(made.size() == 1);
  CHECK(made.front().row == nullptr);
  CHECK(made.front().from == Phase::created);
  CHECK(made.front().to == Phase::listening);
}

TEST_CASE("A server that connects plays a client's part") {
  EventScript s;
  s.as("server").socket(3).as("client 1").socket(3).bind(3, kPath).listen(3, 1);
  s.as("server").connect(3, kPath);
  for (const MadeTransition& made : transitions_of(s)) CHECK(made.row != nullptr);
}

TEST_SUITE_END();

}  // namespace sockwalk
