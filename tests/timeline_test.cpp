#include "model/timeline.h"

#include <doctest/doctest.h>

#include <random>

#include "event_script.h"
#include "generated_recording.h"

TEST_SUITE_BEGIN("timeline");

namespace sockwalk {
namespace {

/// What the plain fold says after every so many events, to hold the timeline against.
struct Reference {
  explicit Reference(std::span<const Event> events) {
    Model model;
    for (const Event& event : events) {
      model.apply(event);
      if (event.seq % kEvery == 0) hashes.push_back(model.hash());
    }
  }
  static constexpr std::uint64_t kEvery = 97;
  std::vector<std::uint64_t> hashes;

  std::uint64_t seq_of(std::size_t i) const { return (i + 1) * kEvery; }
};

const GeneratedRecording& recording() {
  static const GeneratedRecording made({50'000, 300, 40, 3});
  return made;
}

const Timeline& timeline() {
  static const Timeline made = [] {
    Timeline timeline;
    timeline.append(recording().events());
    return timeline;
  }();
  return made;
}

const Reference& reference() {
  static const Reference made(recording().events());
  return made;
}

TEST_CASE("the recording is worth walking through") {
  CHECK(timeline().now().open_sockets().size() > 400);
  CHECK(timeline().now().sockets.size() > 800);
  CHECK(timeline().checkpoint_count() >= 5);
  CHECK(reference().hashes.size() > 500);
}

TEST_CASE("the state is the same reached forwards") {
  Model model;
  for (std::size_t i = 0; i < reference().hashes.size(); ++i) {
    timeline().seek(model, reference().seq_of(i));
    REQUIRE(model.hash() == reference().hashes[i]);
  }
}

TEST_CASE("the state is the same reached backwards") {
  Model model = timeline().now();
  for (std::size_t i = reference().hashes.size(); i-- > 0;) {
    timeline().seek(model, reference().seq_of(i));
    REQUIRE(model.seq == reference().seq_of(i));
    REQUIRE(model.hash() == reference().hashes[i]);
  }
}

TEST_CASE("the state is the same reached by jumps") {
  std::mt19937_64 random(5);
  Model model;
  for (int jumps = 0; jumps < 400; ++jumps) {
    const std::size_t i = random() % reference().hashes.size();
    timeline().seek(model, reference().seq_of(i));
    REQUIRE(model.hash() == reference().hashes[i]);
    REQUIRE(timeline().state_at(reference().seq_of(i)).hash() == reference().hashes[i]);
  }
}

TEST_CASE("a state that goes on changes no checkpoint that it came from") {
  Model model = timeline().state_at(10'000);
  for (std::uint64_t seq = 10'000; seq < 20'000; ++seq) model.apply(timeline().event(seq + 1));
  CHECK(model.hash() == timeline().state_at(20'000).hash());
  const std::size_t i = 10'000 / Reference::kEvery;
  CHECK(timeline().state_at(reference().seq_of(i)).hash() == reference().hashes[i]);
}

TEST_CASE("events that come in pieces make the same timeline") {
  Timeline pieces;
  const auto events = recording().events();
  for (std::size_t at = 0; at < events.size(); at += 333) {
    pieces.append(events.subspan(at, std::min<std::size_t>(333, events.size() - at)));
  }
  CHECK(pieces.checkpoint_count() == timeline().checkpoint_count());
  CHECK(pieces.turns().size() == timeline().turns().size());
  CHECK(pieces.now().hash() == timeline().now().hash());
}

TEST_CASE("before everything there is nothing, and the end is the end") {
  CHECK(timeline().state_at(0).actors.empty());
  CHECK(timeline().state_at(0).hash() == Model().hash());
  CHECK(timeline().state_at(1'000'000).seq == 50'000);
  CHECK(timeline().state_at(1'000'000).hash() == timeline().now().hash());
}

TEST_CASE("an empty timeline has turn 0 and the empty state") {
  const Timeline empty;
  CHECK(empty.turns().size() == 1);
  CHECK(empty.last_seq() == 0);
  CHECK(empty.state_at(5).seq == 0);
  CHECK(empty.turn_of(0) == 0);
}

TEST_CASE("turns are stretches of the log") {
  EventScript s;
  s.as("server").slots(2).kernel({}).turn().socket(3).kernel({}).turn().bind(3, "/run/demo.sock");
  Timeline timeline;
  timeline.append(s.events());
  const auto turns = timeline.turns();
  REQUIRE(turns.size() == 3);
  CHECK((turns[0].first == 1 && turns[0].last == 3 && turns[0].kernel == 3));
  CHECK((turns[1].number == 1 && turns[1].first == 4 && turns[1].last == 7 && turns[1].kernel == 7));
  CHECK((turns[2].actor == kServer && turns[2].first == 8 && turns[2].last == 10));
  CHECK(turns[2].kernel == 0);
  for (std::uint64_t seq = 0; seq <= 10; ++seq) {
    CHECK(timeline.turn_of(seq) == (seq < 4 ? 0 : seq < 8 ? 1 : 2));
  }
  CHECK(timeline.end_of_turn(1) == 7);
  CHECK(timeline.state_at(timeline.end_of_turn(2)).turn == 2);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
