#include "model/transition.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "event_script.h"
#include "lives.h"

namespace sockwalk {
namespace {

constexpr std::string_view kPath = lives::kPath;

/// One step as a test states it.
struct Step {
  Machine machine;
  std::optional<Phase> from;
  Syscall call;
  Phase to;
  bool operator==(const Step&) const = default;
};

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

}  // namespace

TEST_SUITE_BEGIN("transition");

TEST_CASE("Every transition that a life makes is in the table") {
  for (const auto& life : lives::all()) {
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
  for (const auto& life : lives::all()) {
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

TEST_CASE("Half a connection ends at both ends, each in its own machine") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  s.as("client 1").shutdown(3, 1);
  CHECK(last_steps(s) == std::vector<Step>{{Machine::client_socket, Phase::connected,
                                            Syscall::shutdown, Phase::half_closed_sent},
                                           {Machine::data_socket, Phase::connected,
                                            Syscall::shutdown, Phase::half_closed_received}});
}

TEST_CASE("Of a pair in one process the other end is the peer all the same") {
  EventScript s;
  s.as("server").socketpair(3, 4).close(3);
  CHECK(last_steps(s) ==
        std::vector<Step>{
            {Machine::client_socket, Phase::connected, Syscall::close, Phase::closed},
            {Machine::client_socket, Phase::connected, Syscall::close, Phase::peer_closed}});
}

TEST_CASE("Who shuts one end of a pair in one process is the peer of the other") {
  EventScript s;
  s.as("server").socketpair(3, 4).shutdown(3, 1);
  const auto made = transitions_made(s.before(), s.model(), s.last());
  REQUIRE(made.size() == 2);
  REQUIRE(made[0].row != nullptr);
  REQUIRE(made[1].row != nullptr);
  CHECK_FALSE(made[0].row->by_peer);
  CHECK(made[1].row->by_peer);
}

TEST_CASE("A read that drops the last descriptor of a socket closes it") {
  EventScript s;
  s.as("server").socketpair(3, 4).socketpair(5, 6).sendmsg(3, "x", {5}).close(5).read(4, "x");
  const std::vector<Step> steps = last_steps(s);
  CHECK(steps[1] == Step{Machine::client_socket, Phase::connected, Syscall::close, Phase::closed});
  CHECK(steps[2] ==
        Step{Machine::client_socket, Phase::connected, Syscall::close, Phase::peer_closed});
}

TEST_CASE("A call with more arguments counts as the plain one") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept4(3, 4, 0);
  CHECK(last_steps(s).back().call == Syscall::accept);
  s.as("client 1").sendto(3, "x");
  CHECK(last_steps(s).back().call == Syscall::write);
  s.as("server").recvfrom(4, "x");
  CHECK(last_steps(s).back().call == Syscall::read);
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
