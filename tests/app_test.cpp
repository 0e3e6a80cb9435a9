#include "app.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "fonts.h"
#include "palette.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

constexpr double kLonger = 10.0;  // than any reveal and any rest

/// The scene of the present frame, as far as it needs no fonts.
Scene scene_of(ShownApp& shown) {
  static const Fonts fonts;
  return shown.app.scene(palette_of(Theme::dark), fonts, 1.0F, shown.now);
}

Beat beat_of(ShownApp& shown) { return scene_of(shown).reveal.beat; }

bool says(const ShownApp& shown, const std::string& words) {
  return shown.app.report().find(words) != std::string::npos;
}

/// Turns until `actor` is about to make `call`, none of it revealed.
void step_up_to(ShownApp& shown, ActorId actor, Syscall call) {
  for (;;) {
    REQUIRE(shown.can_step());
    const ActorId next = shown.app.walk().next_actor();
    if (next == actor && shown.app.walk().next_call(next)->call == call) return;
    shown.step();
    shown.perform(Command::step);
  }
}

}  // namespace

TEST_SUITE_BEGIN("app");

TEST_CASE("a trace that grows or disappears while it is open stays as it was read") {
  ShownApp shown("one-client");
  shown.to_the_end();
  const std::string path = shown.file("open.trace");
  REQUIRE(shown.app.walk().save(path).ok());
  REQUIRE(shown.app.open_trace(path).ok());
  shown.perform(Command::end);
  const auto last = shown.turn();
  const auto hash = shown.hash();
  std::ofstream(path, std::ios::app) << "{\"seq\":1,\"kind\":\"turn\"}\nhalf a li";
  shown.perform(Command::home);
  shown.perform(Command::end);
  CHECK(shown.turn() == last);
  std::ofstream(path, std::ios::trunc).flush();
  std::filesystem::remove(path);
  shown.perform(Command::home);
  shown.perform(Command::end);
  CHECK(shown.hash() == hash);
  // It carries its scenario: what it shows can be played for real.
  shown.perform(Command::restart);
  shown.wait();
  CHECK(shown.app.walk().live());
  CHECK(shown.app.notice().empty());
  CHECK_FALSE(shown.app.open_trace(path).ok());
  CHECK(shown.app.walk().live());
}

TEST_CASE("Space during a reveal completes it and starts nothing") {
  ShownApp shown("one-client");
  shown.step();
  REQUIRE(shown.turn() == 1);
  CHECK(shown.app.moving());
  CHECK(says(shown, "\"settled\":false"));
  shown.pass(0.1);
  shown.perform(Command::step);
  shown.wait();
  CHECK(shown.turn() == 1);
  CHECK(shown.app.walk().last_turn() == 1);
  CHECK_FALSE(shown.app.moving());
  CHECK(says(shown, "\"settled\":true"));
  shown.step();
  CHECK(shown.turn() == 2);
  shown.pass(kLonger);
  CHECK_FALSE(shown.app.moving());
  CHECK(shown.turn() == 2);
}

TEST_CASE("a reveal settles by itself, faster with more speed, and at rest nothing is due") {
  ShownApp shown("one-client");
  shown.step();
  shown.pass(0.44);
  CHECK(beat_of(shown) == Beat::call);
  shown.pass(0.02);
  CHECK(beat_of(shown) == Beat::kernel);
  shown.perform(Command::faster);
  CHECK(shown.app.speed() == 2.0);
  shown.pass(0.25);
  CHECK(beat_of(shown) == Beat::result);
  shown.pass(0.25);
  CHECK(beat_of(shown) == Beat::settled);
  CHECK_FALSE(shown.app.moving());
  CHECK(shown.app.due_in(shown.now) < 0);
  for (int i = 0; i < 10; ++i) shown.perform(Command::slower);
  CHECK(shown.app.speed() == App::kSpeeds[0]);
}

TEST_CASE("back, forward, home and end walk the recording and give the same states") {
  ShownApp shown("sum-select");
  std::vector<std::uint64_t> hashes{shown.hash()};
  while (shown.can_step()) {
    shown.step();
    hashes.push_back(shown.hash());
    shown.perform(Command::step);
  }
  const std::uint64_t last = shown.turn();
  REQUIRE(hashes.size() == last + 1);
  CHECK(shown.app.walk().finished());
  for (std::uint64_t turn = last; turn-- > 0;) {
    shown.perform(Command::back);
    REQUIRE(shown.turn() == turn);
    CHECK_FALSE(shown.app.moving());
    REQUIRE(shown.hash() == hashes[turn]);
  }
  shown.perform(Command::back);
  CHECK(shown.turn() == 0);
  for (std::uint64_t turn = 1; turn <= last; ++turn) {
    shown.perform(turn % 2 == 0 ? Command::forward : Command::step);
    REQUIRE(shown.turn() == turn);
    CHECK(shown.app.moving());
    shown.pass(kLonger);
    REQUIRE(shown.hash() == hashes[turn]);
    CHECK(scene_of(shown).model.hash(shown.app.walk().header().directory) == hashes[turn]);
  }
  shown.perform(Command::forward);
  CHECK(shown.turn() == last);
  shown.perform(Command::home);
  CHECK(shown.turn() == 0);
  CHECK_FALSE(shown.app.moving());
  shown.perform(Command::end);
  CHECK(shown.turn() == last);
  CHECK(shown.app.walk().last_turn() == last);
}

TEST_CASE("giving a turn in the past moves nobody and says why") {
  ShownApp shown("sum-select");
  for (int i = 0; i < 8; ++i) {
    shown.step();
    shown.perform(Command::step);
  }
  shown.seek(5);
  CHECK(shown.app.notice().empty());
  shown.give_turn(1);
  shown.wait();
  CHECK(shown.turn() == 5);
  CHECK(shown.app.walk().last_turn() == 8);
  CHECK_FALSE(shown.app.notice().empty());
  shown.perform(Command::dismiss);
  CHECK(shown.app.notice().empty());

  shown.perform(Command::end);
  shown.give_turn(2);  // client 2, though the scenario says otherwise
  shown.wait();
  CHECK(shown.app.notice().empty());
  REQUIRE(shown.turn() == 9);
  CHECK(scene_of(shown).mover == 2);
}

TEST_CASE("playing gives turn after turn to the end and then stops") {
  for (const char* name : kScenarioNames) {
    CAPTURE(name);
    ShownApp shown(name);
    shown.perform(Command::play_pause);
    CHECK(shown.app.playing());
    for (int i = 0; i < 5000 && shown.app.playing(); ++i) {
      shown.pass(0.3);
      shown.wait();
    }
    CHECK_FALSE(shown.app.playing());
    CHECK(shown.app.walk().finished());
    CHECK(shown.app.due_in(shown.now) < 0);
    CHECK(says(shown, "\"finished\":true"));
  }
}

TEST_CASE("a pause while playing lets no further turn begin") {
  ShownApp shown("one-client");
  shown.perform(Command::play_pause);
  shown.pass(0.01);
  shown.wait();
  REQUIRE(shown.turn() == 1);
  shown.pass(kLonger);
  shown.wait();
  CHECK(shown.app.playing());
  shown.perform(Command::play_pause);
  const std::uint64_t turn = shown.turn();
  for (int i = 0; i < 5; ++i) {
    shown.pass(kLonger);
    shown.wait();
  }
  CHECK(shown.turn() == turn);
  CHECK_FALSE(shown.app.playing());
}

TEST_CASE("run to a turn stops right after it, run to a call right before it") {
  ShownApp shown("sum-select");
  const auto play = [&](const Request& request) {
    shown.app.perform(request, shown.now);
    for (int i = 0; i < 1000 && shown.app.playing(); ++i) {
      shown.pass(kLonger);
      shown.wait();
    }
    CHECK_FALSE(shown.app.playing());
  };
  play({Command::run_to, kNoActor, 7, {}});
  CHECK(shown.turn() == 7);
  play({Command::run_to, kNoActor, 0, "accept"});
  const ActorId next = shown.app.walk().next_actor();
  REQUIRE(next == kServer);
  CHECK(shown.app.walk().next_call(next)->call == Syscall::accept);
}

TEST_CASE("continue from here plays the same turns for real and hands over there") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  shown.seek(17);
  const std::uint64_t there = shown.hash();
  shown.perform(Command::continue_from_here);
  shown.wait();
  CHECK(shown.turn() == 17);
  CHECK(shown.app.walk().last_turn() == 17);
  CHECK(shown.hash() == there);
  CHECK(shown.app.walk().live());
  CHECK_FALSE(shown.app.walk().finished());
  CHECK(shown.app.notice().empty());
  CHECK(shown.app.walk().past().size() == 1);
  shown.pass(kLonger);
  shown.step();
  CHECK(shown.turn() == 18);
}

TEST_CASE("a restart stands at the start and keeps what was") {
  ShownApp shown("queue");
  shown.to_the_end();
  const std::uint64_t last = shown.turn();
  shown.perform(Command::restart);
  shown.wait();
  CHECK(shown.turn() == 0);
  CHECK(shown.app.walk().last_turn() == 0);
  REQUIRE(shown.app.walk().past().size() == 1);
  shown.app.perform({Command::show_past, kNoActor, 0, {}}, shown.now);
  CHECK(shown.app.walk().last_turn() == last);
}

TEST_CASE("what cannot be opened leaves what is open, with a sentence") {
  ShownApp shown("queue");
  shown.step();
  shown.app.perform({Command::open_scenario, kNoActor, 0, "quue"}, shown.now);
  CHECK(shown.app.notice().find("queue") != std::string::npos);
  CHECK(shown.turn() == 1);
  shown.app.perform({Command::open_trace, kNoActor, 0, shown.file("none")}, shown.now);
  CHECK(shown.app.notice().find("none") != std::string::npos);
  CHECK(shown.turn() == 1);
}

TEST_CASE("without motion every turn is settled at once") {
  ShownApp shown("one-client");
  shown.perform(Command::reduce_motion);
  shown.step();
  CHECK(shown.turn() == 1);
  CHECK_FALSE(shown.app.moving());
}

TEST_CASE("each thing changes in its beat, not before") {
  SUBCASE("a call that makes a socket") {
    ShownApp shown("one-client");
    step_up_to(shown, kServer, Syscall::socket);
    CHECK(scene_of(shown).model.sockets.size() == 0);
    shown.step();
    CHECK(beat_of(shown) == Beat::call);
    CHECK(scene_of(shown).model.sockets.size() == 0);
    CHECK(scene_of(shown).model.actors[kServer].state == ActorState::in_call);
    CHECK(scene_of(shown).exit == nullptr);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::kernel);
    CHECK(scene_of(shown).model.sockets.size() == 1);
    CHECK(scene_of(shown).model.handles.slots[0].fd == -1);
    shown.perform(Command::beat);  // nobody wakes
    CHECK(beat_of(shown) == Beat::result);
    CHECK(scene_of(shown).model.handles.slots[0].fd == 3);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::settled);
  }
  SUBCASE("a call that wakes another") {
    ShownApp shown("sum-select");
    step_up_to(shown, 1, Syscall::connect);
    REQUIRE(scene_of(shown).model.actors[kServer].state == ActorState::in_call);
    const std::size_t sockets = scene_of(shown).model.sockets.size();
    shown.step();
    CHECK(beat_of(shown) == Beat::call);
    CHECK(scene_of(shown).model.actors[kServer].state == ActorState::in_call);
    CHECK(scene_of(shown).model.actors[1].state == ActorState::in_call);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::kernel);
    CHECK(scene_of(shown).model.sockets.size() == sockets + 1);  // the server's end, queued
    CHECK(scene_of(shown).model.actors[kServer].state == ActorState::in_call);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::wake);
    CHECK(scene_of(shown).model.actors[kServer].state == ActorState::ready);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::result);
    shown.perform(Command::beat);
    CHECK(beat_of(shown) == Beat::settled);
  }
  SUBCASE("a call that falls asleep has no result") {
    ShownApp shown("sum-select");
    step_up_to(shown, kServer, Syscall::select);
    shown.step();
    std::vector<Beat> beats;
    for (; beat_of(shown) != Beat::settled; shown.perform(Command::beat)) beats.push_back(beat_of(shown));
    CHECK(beats == std::vector<Beat>{Beat::call, Beat::kernel});
    CHECK(scene_of(shown).model.actors[kServer].state == ActorState::in_call);
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
