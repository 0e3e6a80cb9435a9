#include "model/alternatives.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "explanation.h"
#include "run/assets.h"
#include "run/facts.h"
#include "run/walk.h"

namespace sockwalk {
namespace {

constexpr Answer kSleeps{Answer::Kind::sleeps, 0, 0};

/// What the last enter of the script is offered, in the state before it.
std::string offered(const EventScript& script) {
  const Event& enter = script.last_enter();
  std::string text;
  for (const Answer& answer : alternatives(state_after(script, enter.seq - 1), enter)) {
    text += (text.empty() ? "" : ", ") + in_words(answer).words();
  }
  return text;
}

void check_form(const std::vector<Answer>& offer) {
  CHECK(offer.size() >= 2);
  CHECK(offer.size() <= kMostAlternatives);
  for (std::size_t i = 1; i < offer.size(); ++i) {
    CHECK(std::find(offer.begin(), offer.begin() + static_cast<std::ptrdiff_t>(i), offer[i]) ==
          offer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(offer[i - 1].kind <= offer[i].kind);
  }
}

struct Count {
  int asked = 0;
  int expected = 0;
  std::string missing;  ///< what came and was not offered, one a line
};

/// Plays `scenario` and asks before each turn.
void ask_at_every_turn(const Scenario& scenario, Count& count) {
  auto walk = Walk::start(scenario, {});
  REQUIRE(walk.ok());
  REQUIRE((*walk)->settle(5000));
  for (;;) {
    const ActorId actor = (*walk)->next_actor();
    const auto enter = (*walk)->next_call(actor);
    const Model before = (*walk)->model();
    if (!(*walk)->step()) return;
    REQUIRE((*walk)->settle(5000));
    if (!enter || enter->call == Syscall::exit) continue;
    const Turn& turn = (*walk)->timeline().turns()[(*walk)->turn()];
    const Actor* mover = (*walk)->model().actor(actor);
    const bool returned = mover->last_exit.kind == EventKind::exit && mover->last_exit.seq >= turn.first;
    if (!returned && mover->state == ActorState::gone) continue;
    const Answer real = answer_of(returned ? &mover->last_exit : nullptr);
    const std::vector<Answer> offer = alternatives(before, *enter);
    check_form(offer);
    ++count.asked;
    count.expected += expected_answer(before, *enter) == real ? 1 : 0;
    const bool there = std::find(offer.begin(), offer.end(), real) != offer.end();
    if (!there) {
      count.missing += scenario.title + ", turn " + std::to_string(turn.number) + ": " +
                       in_words(real).words() + "\n";
    }
  }
}

}  // namespace

TEST_SUITE_BEGIN("alternatives");

TEST_CASE("accept: the lowest free number, or sleep, and what people take for it") {
  EventScript s;
  listening_server(s).enter_accept(3);
  CHECK(offered(s) == "returns 3, returns 4, fails: EMFILE, falls asleep");
  CHECK(expected_answer(state_after(s, s.last_enter().seq - 1), s.last_enter()) == kSleeps);
  s.exit(-1, EINTR).as("client 1").socket(3).connect(3, kDemo).as("server").enter_accept(3);
  // The same offer: it does not tell whether anybody waits.
  CHECK(offered(s) == "returns 3, returns 4, fails: EMFILE, falls asleep");
  CHECK(expected_answer(state_after(s, s.last_enter().seq - 1), s.last_enter()) ==
        Answer{Answer::Kind::returns, 4, 0});
}

TEST_CASE("exit never returns: there is nothing to ask") {
  Event enter;
  enter.kind = EventKind::enter;
  enter.call = Syscall::exit;
  CHECK(alternatives(Model(), enter).empty());
}

TEST_CASE("a call on a number that nobody gave fails with EBADF, and that is offered") {
  Event enter;
  enter.kind = EventKind::enter;
  enter.actor = 0;
  for (const SyscallRow& row : all_syscalls()) {
    if (row.id == Syscall::none || row.id == Syscall::exit) continue;
    CAPTURE(row.name);
    enter.call = row.id;
    enter.args[0] = 9;
    check_form(alternatives(Model(), enter));
  }
  enter.call = Syscall::close;
  CHECK(expected_answer(Model(), enter) == Answer{Answer::Kind::fails, 0, EBADF});
}

TEST_CASE("what the kernel really answers stands among the alternatives, in every scenario") {
  Count count;
  for (const ScenarioEntry& entry : list_scenarios()) {
    REQUIRE(entry.scenario.ok());
    if (entry.scenario->free) continue;
    ask_at_every_turn(*entry.scenario, count);
  }
  MESSAGE("asked ", count.asked, ", expected rightly ", count.expected);
  CHECK(count.asked > 600);
  CHECK(count.missing == "");
  // Whether a send buffer is full, or a limit of descriptors is reached, only the kernel knows.
  CHECK(count.expected >= count.asked - count.asked / 200);
}

TEST_CASE("what is known of the kernel is expected of it") {
  Count count;
  for (const std::string& id : fact_ids()) {
    const auto fact = find_fact(id);
    REQUIRE(fact.ok());
    if (!fact->free) ask_at_every_turn(*fact, count);
  }
  MESSAGE("asked ", count.asked, ", expected rightly ", count.expected);
  CHECK(count.asked > 1500);
  // The others meet what only the kernel knows: modes of files, limits, how much a buffer takes.
  CHECK(count.expected >= count.asked - count.asked / 20);
}

TEST_CASE("a connect looks at the name, then at the queue, and at its own socket last") {
  const auto expected = [](const EventScript& s) {
    return in_words(*expected_answer(s.before(), s.last_enter())).words();
  };
  EventScript s;
  listening_server(s, 0).as("client 1").socket(3).connect(3, kDemo).enter_connect(3, kDemo);
  CHECK(expected(s) == "falls asleep");
  s.exit(0, EINTR).enter_connect(3, "/run/other.sock");
  CHECK(expected(s) == "fails: ENOENT");
  s.exit(0, ENOENT).as("server").accept(3, 4).as("client 1").enter_connect(3, kDemo);
  CHECK(expected(s) == "fails: EISCONN");
}

TEST_SUITE_END();

}  // namespace sockwalk
