#include "run/walk.h"

#include <doctest/doctest.h>

#include "run/assets.h"
#include "run/facts.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

struct Walked {
  TemporaryDirectory base;
  std::unique_ptr<Walk> walk;

  explicit Walked(const std::string& name, const WalkOptions& wanted = {}) {
    WalkOptions options = wanted;
    options.run.base_directory = base.path();
    auto scenario = find_scenario(name);
    REQUIRE(scenario.ok());
    auto started = Walk::start(*scenario, options);
    REQUIRE(started.ok());
    walk = *std::move(started);
    REQUIRE(walk->settle(5000));
  }
  void step() {
    REQUIRE(walk->step());
    REQUIRE(walk->settle(5000));
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) step();
  }
  void to_the_end() {
    while (walk->next_actor() != kNoActor) step();
  }
  std::uint64_t hash() const { return walk->model().hash(walk->header().directory); }
};

constexpr const char* kScenarios[] = {"one-client", "sum-select", "queue", "stale-name", "nobody-home"};

}  // namespace

TEST_SUITE_BEGIN("walk");

TEST_CASE("every scenario reaches its end, and the kernel agrees after every turn") {
  for (const char* name : kScenarios) {
    CAPTURE(name);
    Walked walked(name);
    while (walked.walk->next_actor() != kNoActor) {
      walked.step();
      const Agreement& agreement = walked.walk->agreement();
      CAPTURE(walked.walk->turn());
      REQUIRE(agreement.asked);
      for (const Comparison& c : agreement.comparisons) {
        CAPTURE(c.property);
        CAPTURE(c.model);
        CAPTURE(c.kernel);
        CHECK(c.verdict != Verdict::different);
      }
    }
    CHECK(walked.walk->finished());
  }
}

TEST_CASE("one-client ticks the twelve steps in their order") {
  Walked walked("one-client");
  std::uint16_t done = 0;
  int ticked = 0;
  while (walked.walk->next_actor() != kNoActor) {
    walked.step();
    const std::uint16_t now = walked.walk->model().actors[kServer].steps_done;
    for (int step = 1; step <= 12; ++step) {
      if ((now >> (step - 1) & 1) != 0 && (done >> (step - 1) & 1) == 0) CHECK(step == ++ticked);
    }
    done = now;
  }
  CHECK(ticked == 12);
}

TEST_CASE("the state at a turn is the same forwards, backwards and by a jump") {
  for (const char* name : kScenarios) {
    CAPTURE(name);
    Walked walked(name);
    std::vector<std::uint64_t> forwards{walked.hash()};
    while (walked.walk->next_actor() != kNoActor) {
      walked.step();
      forwards.push_back(walked.hash());
    }
    for (std::size_t turn = forwards.size(); turn-- > 0;) {
      CHECK(walked.hash() == forwards[turn]);
      walked.walk->back();
    }
    for (std::size_t turn = 0; turn < forwards.size(); ++turn) {
      walked.walk->seek((turn * 7) % forwards.size());
      CHECK(walked.hash() == forwards[(turn * 7) % forwards.size()]);
    }
  }
}

TEST_CASE("looking back replays the recording and moves nobody") {
  Walked walked("sum-select");
  walked.steps(10);
  walked.walk->home();
  CHECK(walked.walk->next_actor() == kServer);
  CHECK_FALSE(walked.walk->give_turn(1));
  walked.steps(3);
  CHECK(walked.walk->turn() == 3);
  CHECK(walked.walk->last_turn() == 10);
}

TEST_CASE("the next call is known from the gate, and from the recording while looking back") {
  Walked walked("one-client");
  REQUIRE(walked.walk->next_call(kServer));
  CHECK(walked.walk->next_call(kServer)->call == Syscall::unlink);
  walked.steps(3);
  walked.walk->back();
  walked.walk->back();
  CHECK(walked.walk->next_call(kServer)->call == Syscall::socket);
  CHECK(walked.walk->next_call(1)->call == Syscall::socket);
}

TEST_CASE("continue from here plays the same turns again and hands over") {
  Walked walked("sum-select");
  walked.steps(20);
  walked.walk->seek(12);
  const std::uint64_t hash = walked.hash();
  REQUIRE(walked.walk->continue_from_here().ok());
  while (walked.walk->replaying() || walked.walk->busy()) REQUIRE(walked.walk->settle(5000));
  CHECK(walked.walk->replay_difference() == "");
  CHECK(walked.walk->turn() == 12);
  CHECK(walked.walk->last_turn() == 12);
  CHECK(walked.hash() == hash);
  CHECK(walked.walk->past().size() == 1);
  CHECK(walked.walk->give_turn(3));
}

TEST_CASE("what was asked for besides turns is played again as well") {
  Walked walked("one-client");
  walked.steps(5);  // the server listens, the client has its socket
  using Kind = TurnRequest::Kind;
  for (const TurnRequest& request : {TurnRequest{kNoActor, Kind::add_client, "socket; connect; send 9"},
                                     TurnRequest{1, Kind::perform, "send 7"},
                                     TurnRequest{2, Kind::interrupt, {}},
                                     TurnRequest{2, Kind::proceed, {}},
                                     TurnRequest{2, Kind::proceed, {}},
                                     TurnRequest{2, Kind::crash, {}}}) {
    REQUIRE(walked.walk->give_turn(request));
    REQUIRE(walked.walk->settle(5000));
  }
  const std::uint64_t turn = walked.walk->turn();
  const std::uint64_t hash = walked.hash();
  CHECK(turn == 11);
  REQUIRE(walked.walk->continue_from_here().ok());
  while (walked.walk->busy() || walked.walk->replaying()) REQUIRE(walked.walk->settle(5000));
  CHECK(walked.walk->replay_difference() == "");
  CHECK(walked.walk->turn() == turn);
  CHECK(walked.walk->names().name(2) == "client 2");
  CHECK(walked.hash() == hash);
  CHECK(walked.walk->agreement().agrees());
}

TEST_CASE("restart keeps the old run as a recording") {
  Walked walked("queue");
  walked.steps(6);
  REQUIRE(walked.walk->restart().ok());
  REQUIRE(walked.walk->settle(5000));
  CHECK(walked.walk->last_turn() == 0);
  walked.walk->show_past(0);
  CHECK(walked.walk->last_turn() == 6);
  CHECK_FALSE(walked.walk->live());
}

TEST_CASE("of many restarts the last twenty recordings are kept") {
  Walked walked("one-client");
  for (int steps = 1; steps <= 22; ++steps) {
    REQUIRE(walked.walk->restart().ok());
    REQUIRE(walked.walk->settle(5000));
    walked.steps(steps % 3 + 1);
  }
  CHECK(walked.walk->past().size() == 20);
  walked.walk->show_past(19);
  CHECK(walked.walk->last_turn() == 21 % 3 + 1);
}

TEST_CASE("a saved run opens as the same recording") {
  Walked walked("stale-name");
  walked.to_the_end();
  const std::string path = walked.base.path_of("run.trace");
  REQUIRE(walked.walk->save(path).ok());
  auto opened = Walk::open(path);
  REQUIRE(opened.ok());
  Walk& recording = **opened;
  REQUIRE(recording.last_turn() == walked.walk->last_turn());
  for (std::uint64_t turn = 0; turn <= recording.last_turn(); ++turn) {
    recording.seek(turn);
    walked.walk->seek(turn);
    CHECK(recording.model().hash(recording.header().directory) == walked.hash());
    CHECK(recording.agreement().differences == 0);
    CHECK(recording.agreement().asked);
  }
}

TEST_CASE("no two recordings have the same generation, whoever walks them") {
  const auto scenario = find_scenario("one-client");
  REQUIRE(scenario.ok());
  auto one = Walk::start(*scenario, {});
  auto other = Walk::start(*scenario, {});
  REQUIRE(one.ok());
  REQUIRE(other.ok());
  const std::uint64_t first = (*one)->generation();
  CHECK(first != (*other)->generation());
  REQUIRE((*one)->settle(5000));
  REQUIRE((*one)->restart().ok());
  CHECK((*one)->generation() != first);
  CHECK((*one)->generation() != (*other)->generation());
}

TEST_CASE("every order that comes with sockwalk can be kept") {
  std::vector<Scenario> all;
  for (const ScenarioEntry& entry : list_scenarios()) all.push_back(*entry.scenario);
  for (const std::string& id : fact_ids()) all.push_back(*find_fact(id));
  for (const Scenario& scenario : all) {
    if (scenario.order.empty() || scenario.free) continue;
    CAPTURE(scenario.name);
    WalkOptions options;
    options.run.observe = false;
    const auto walk = Walk::start(scenario, options);
    REQUIRE(walk.ok());
    do {
      REQUIRE((*walk)->settle(10'000));
      CHECK((*walk)->order_note() == "");
    } while ((*walk)->step());
  }
}

TEST_CASE("two runs of one schedule give the same states") {
  WalkOptions options;
  options.seed = 42;
  Walked one("sum-select", options);
  Walked other("sum-select", options);
  while (one.walk->next_actor() != kNoActor) {
    CHECK(one.walk->next_actor() == other.walk->next_actor());
    one.step();
    other.step();
    REQUIRE(one.hash() == other.hash());
  }
}

TEST_SUITE_END();
