#include "run/schedule.h"

#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "event_script.h"
#include "temporary_directory.h"
#include "text/run_text.h"

using namespace sockwalk;

namespace {

/// A server at accept(3), which would sleep, and two clients at calls that would not.
struct Stage {
  EventScript script;
  std::vector<Stand> stands;

  Stage() {
    listening_server(script);
    stand(0, Stance::at_gate, Syscall::accept, 3);
    stand(1, Stance::at_gate, Syscall::socket, 0);
    stand(2, Stance::at_gate, Syscall::socket, 0);
  }
  void stand(ActorId actor, Stance stance, Syscall call, int fd) {
    Event event;
    event.kind = EventKind::enter;
    event.call = call;
    event.actor = actor;
    event.args[0] = fd;
    stands.push_back({actor, stance, event, -1});
  }
  ActorId next(Schedule& schedule) { return schedule.next(script.model(), stands).actor; }
};

ScheduledTurn named(const char* actor) { return {actor, TurnRequest::Kind::proceed, {}}; }
TurnRequest turn_of(ActorId actor) { return {actor, TurnRequest::Kind::proceed, {}}; }

Schedule schedule_of_turns(std::initializer_list<ActorId> actors) {
  std::vector<TurnRequest> order;
  for (const ActorId actor : actors) order.push_back(turn_of(actor));
  return Schedule(order);
}

}  // namespace

TEST_SUITE_BEGIN("schedule");

TEST_CASE("without an order the lowest whose call would not block moves") {
  Stage stage;
  Schedule schedule;
  CHECK(stage.next(schedule) == 1);
  stage.stands[1].stance = Stance::gone;
  CHECK(stage.next(schedule) == 2);
  stage.stands[2].stance = Stance::asleep;
  CHECK(stage.next(schedule) == 0);  // it would block, but it is the only one at the gate
  stage.stands[0].stance = Stance::asleep;
  CHECK(stage.next(schedule) == kNoActor);
}

TEST_CASE("the order comes first, one entry a turn, whoever gave the turn") {
  Stage stage;
  Schedule schedule = schedule_of_turns({2, 0, 1});
  CHECK(stage.next(schedule) == 2);
  CHECK(stage.next(schedule) == 2);
  schedule.taken(turn_of(2));
  CHECK(stage.next(schedule) == 0);
  schedule.taken(turn_of(1));  // somebody chose otherwise
  CHECK(stage.next(schedule) == 0);
  schedule.taken(turn_of(0));
  CHECK(schedule.exhausted());
  CHECK(stage.next(schedule) == 1);
}

TEST_CASE("an entry waits while its actor cannot move") {
  Stage stage;
  Schedule schedule = schedule_of_turns({2, 1});
  stage.stands[2].stance = Stance::asleep;
  CHECK(stage.next(schedule) == 1);
  schedule.taken(turn_of(1));
  stage.stands[2].stance = Stance::at_gate;
  CHECK(stage.next(schedule) == 2);
}

TEST_CASE("an entry that is due and cannot be given is told with its number and the reason") {
  Stage stage;
  Schedule schedule = schedule_of_turns({1, 2, 0});
  CHECK(schedule.held_up(stage.stands) == nullptr);
  schedule.taken(turn_of(1));
  stage.stands[2].stance = Stance::gone;
  const Schedule::Entry* entry = schedule.held_up(stage.stands);
  REQUIRE(entry != nullptr);
  CHECK(entry->number == 2);
  const auto why = [&](const TurnRequest& request) {
    return why_not_given(request, say(text::kOrderEntry, 2), "client 2", stage.stands, stage.script.model()).words();
  };
  CHECK(why(entry->request) == "entry 2 of \"order\" belongs to Client 2, who has ended already");
  stage.stands[2].stance = Stance::joining;
  CHECK(why(turn_of(2)) == "entry 2 of \"order\" belongs to Client 2, who waits in pthread_join() for its threads");
  CHECK(why({kClock, TurnRequest::Kind::time, {}}).find("nobody sleeps in a call that has a time-out") != std::string::npos);
  CHECK(why(turn_of(7)) == "entry 2 of \"order\" belongs to \"client 2\", and nobody here has that name");
}

TEST_CASE("whoever leaves the order need not be told what cannot be kept of it") {
  Stage stage;
  Schedule schedule = schedule_of_turns({1, 2});
  schedule.taken(turn_of(2));
  stage.stands[1].stance = Stance::gone;
  CHECK(schedule.held_up(stage.stands) == nullptr);
}

TEST_CASE("a seed picks among those that would not block, always the same way") {
  Stage stage;
  const auto picks = [&](std::uint64_t seed) {
    Schedule schedule = schedule_of_turns({0, 0, 0});  // which a seed does not look at
    schedule.seed(seed);
    std::vector<ActorId> picked;
    for (int i = 0; i < 40; ++i) {
      picked.push_back(stage.next(schedule));
      CHECK(stage.next(schedule) == picked.back());  // asking twice changes nothing
      schedule.taken(turn_of(picked.back()));
    }
    return picked;
  };
  const auto once = picks(7);
  CHECK(once == picks(7));
  CHECK(once != picks(8));
  CHECK(std::set<ActorId>(once.begin(), once.end()) == std::set<ActorId>{1, 2});
}

TEST_CASE("a file gives its turns by the actors' names") {
  TemporaryDirectory place;
  const auto read = [&](const std::string& lines) {
    std::ofstream(place.path_of("s")) << "{\"format\":\"sockwalk-trace\",\"version\":1}\n" << lines;
    return read_schedule(place.path_of("s"));
  };
  const auto turn = [](const std::string& actor, int number) {
    return "{\"seq\":" + std::to_string(number) + ",\"t_ns\":0,\"actor\":\"" + actor +
           "\",\"kind\":\"turn\",\"turn\":" + std::to_string(number) + "}\n";
  };
  const auto good = read(turn("client 2", 1) + turn("server", 2) + turn("client 9", 3));
  REQUIRE(good.ok());
  CHECK(*good == std::vector<ScheduledTurn>{named("client 2"), named("server"), named("client 9")});
  ActorNames names;
  names.add("server");
  names.add("client 2");
  CHECK(resolve((*good)[0], names) == turn_of(1));
  CHECK(resolve((*good)[2], names).actor == kNoActor);
  CHECK(read("").error().sentence.find("has no turn in it") != std::string::npos);
  CHECK_FALSE(read_schedule("/nonexistent/s").ok());
}

TEST_CASE("a command says what the turn before it was given for") {
  TemporaryDirectory place;
  const auto read = [&](const std::string& words) {
    std::ofstream(place.path_of("s")) << "{\"format\":\"sockwalk-trace\",\"version\":1}\n"
                                      << R"({"actor":"client 1","kind":"turn"})" "\n"
                                      << R"({"actor":"client 1","kind":"command","text":")" << words
                                      << "\"}\n";
    return read_schedule(place.path_of("s"));
  };
  using Kind = TurnRequest::Kind;
  CHECK(*read("crash") == std::vector<ScheduledTurn>{{"client 1", Kind::crash, ""}});
  CHECK(*read("do send 7") == std::vector<ScheduledTurn>{{"client 1", Kind::perform, "send 7"}});
  CHECK(*read("add client: socket; connect") ==
        std::vector<ScheduledTurn>{{"client 1", Kind::add_client, "socket; connect"}});
  const auto wrong = read("explode");
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().sentence.find("\"explode\" is no command") != std::string::npos);
  for (const Kind kind : {Kind::crash, Kind::interrupt, Kind::interrupt_restart, Kind::time}) {
    const TurnRequest request{3, kind, {}};
    CHECK(*read_command(command_words(request), 3) == request);
  }
}

TEST_CASE("when nobody is at the gate a held deadline lets the Clock move") {
  Stage stage;
  for (Stand& stand : stage.stands) stand.stance = Stance::asleep;
  Schedule schedule;
  CHECK(stage.next(schedule) == kNoActor);
  stage.stands[1].timeout_ms = 200;
  CHECK(stage.next(schedule) == kClock);
  CHECK_FALSE(can_be_given(turn_of(1), stage.stands));
  CHECK(can_be_given({1, TurnRequest::Kind::crash, {}}, stage.stands));
}

TEST_SUITE_END();
