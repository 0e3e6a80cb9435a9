#include "socket_paths.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "event_script.h"

TEST_SUITE_BEGIN("socket_paths");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";
constexpr Machine kMachines[] = {Machine::connection_socket, Machine::data_socket, Machine::client_socket};

Timeline timeline_of(const EventScript& script) {
  Timeline timeline;
  timeline.append(script.events());
  return timeline;
}

std::vector<Phase> phases_of(const std::vector<PathStep>& path) {
  std::vector<Phase> phases;
  for (const PathStep& step : path) {
    if (phases.empty() || phases.back() != step.row->to) phases.push_back(step.row->to);
  }
  return phases;
}

}  // namespace

TEST_CASE("the view of a kind of socket has every row of the table for it, once") {
  std::size_t all = 0;
  for (const Machine machine : kMachines) {
    const auto rows = transition_rows(machine, Model(), kNoSocket, {}, nullptr);
    std::set<const Transition*> seen;
    for (const TransitionRow& row : rows) {
      CHECK(row.transition->machine == machine);
      CHECK(seen.insert(row.transition).second);
      CHECK_FALSE(row.possible);
    }
    all += seen.size();
  }
  CHECK(all == transition_table().size());
}

TEST_CASE("a socket's path is what it has gone through, up to the state that is shown") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  const std::uint64_t accepted = s.model().seq;
  s.as("client 1").close(3).as("server").read(4, "").close(4);
  const Timeline timeline = timeline_of(s);
  SocketPaths paths;
  paths.follow(timeline, 1, timeline.last_seq());
  REQUIRE(paths.complete());
  const SocketIndex data = timeline.state_at(accepted).socket_of(kServer, 4);
  using P = std::vector<Phase>;
  CHECK(phases_of(paths.of(data, timeline.last_seq())) ==
        P{Phase::in_accept_queue, Phase::connected, Phase::peer_closed, Phase::closed});
  CHECK(phases_of(paths.of(data, accepted)) == P{Phase::in_accept_queue, Phase::connected});
  CHECK(paths.of(data, 0).empty());
}

TEST_CASE("followed piece by piece it is the same path; another recording begins anew") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).write(3, "12").as("server").accept(3, 4).read(4, "12");
  const Timeline timeline = timeline_of(s);
  SocketPaths whole;
  whole.follow(timeline, 1, timeline.last_seq());
  SocketPaths pieces;
  for (std::uint64_t seq = 0; seq <= timeline.last_seq(); ++seq) pieces.follow(timeline, 1, seq);
  for (SocketIndex socket = 0; socket < s.model().sockets.size(); ++socket) {
    CHECK(whole.of(socket, timeline.last_seq()).size() == pieces.of(socket, timeline.last_seq()).size());
  }
  EventScript other;
  other.as("server").socket(3);
  const Timeline shorter = timeline_of(other);
  pieces.follow(shorter, 2, shorter.last_seq());
  CHECK(phases_of(pieces.of(0, shorter.last_seq())) == std::vector<Phase>{Phase::created});
}

TEST_CASE("rows that begin where the socket stands come first, with the call that comes next among them") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  EventScript coming;
  coming.as("server").enter_accept(3);
  const Event next = coming.last();
  const SocketIndex listener = s.model().socket_of(kServer, 3);
  const auto rows = transition_rows(Machine::connection_socket, s.model(), listener, {}, &next);
  REQUIRE(rows.front().possible);
  const auto split = std::ranges::find(rows, false, &TransitionRow::possible);
  CHECK(std::find_if(split, rows.end(), [](const TransitionRow& row) { return row.possible; }) == rows.end());
  for (const TransitionRow& row : rows) {
    CHECK(row.next == (row.possible && row.transition->call == Syscall::accept));
    if (row.possible) CHECK(row.transition->from == Phase::listening);
  }
  const SocketIndex queued = s.model().sockets[listener].accept_queue.front();
  const auto moves = transition_rows(Machine::data_socket, s.model(), queued, {}, &next);
  CHECK(std::ranges::any_of(moves, [](const TransitionRow& row) {
    return row.next && row.transition->to == Phase::connected;
  }));
}

TEST_CASE("what may be called: what moves on, what stays, and what is refused whatever happens") {
  const PossibleCalls created = possible_calls(Machine::connection_socket, Phase::created);
  CHECK(created.move == std::vector<Syscall>{Syscall::bind, Syscall::close});
  CHECK(created.refused == std::vector<Syscall>{Syscall::listen, Syscall::accept});
  const PossibleCalls listening = possible_calls(Machine::connection_socket, Phase::listening);
  CHECK(std::ranges::count(listening.stay, Syscall::accept) == 1);
  CHECK(std::ranges::count(listening.refused, Syscall::read) == 1);
  CHECK(possible_calls(Machine::data_socket, Phase::closed).move.empty());
}

TEST_CASE("a recording that is too large is not followed, and says so") {
  EventScript s;
  s.as("server");
  for (int i = 0; i < 1500; ++i) s.socket(3 + i);
  for (int i = 0; i < 1500; ++i) s.read(3, "", 22);
  const Timeline timeline = timeline_of(s);
  SocketPaths paths;
  paths.follow(timeline, 1, timeline.last_seq());
  CHECK_FALSE(paths.complete());
  CHECK(paths.of(0, timeline.last_seq()).empty());
}

}  // namespace sockwalk

TEST_SUITE_END();
