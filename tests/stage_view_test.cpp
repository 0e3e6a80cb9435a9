#include "stage_view.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "looked_at.h"
#include "on_one_screen.h"
#include "stage_journey.h"
#include "stage_paint.h"
#include "stage_picture.h"
#include "stage_show.h"

TEST_SUITE_BEGIN("stage_view");

namespace sockwalk {
namespace {

const StageBar* bar_of(const StageLayout& layout, ActorId actor) {
  for (const StageBar& bar : layout.bars) {
    if (bar.actor == actor) return &bar;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("every beat of every turn of every scenario is drawn") {
  const auto screen = std::make_shared<BlankScreen>(kWidth, kHeight, 1.0F);
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    CAPTURE(entry.name);
    Show show(entry.name, kWidth, kHeight, 1.0F, screen);
    CHECK(show.draw() > 100);
    while (show.step()) {
      if (!is_looked_at(show.walk().turn())) continue;
      for (const Beat beat : {Beat::call, Beat::kernel, Beat::wake, Beat::result, Beat::settled}) {
        CHECK(show.draw(beat, 0.4F) > 100);
      }
    }
    CHECK(show.walk().next_actor() == kNoActor);
  }
}

TEST_CASE("with the real fonts too, nothing overlaps and nothing is cut off") {
  struct Screen {
    float width, height, scale;
  };
  for (const Screen& size : {Screen{614, 442, 1}, Screen{780, 645, 1}, Screen{1100, 800, 1.25F},
                             Screen{1560, 1290, 2}}) {
    const auto screen = std::make_shared<BlankScreen>(size.width, size.height, size.scale);
    for (const ScenarioEntry& entry : scenarios_to_step()) {
      CAPTURE(entry.name);
      CAPTURE(size.width);
      Show show(entry.name, size.width, size.height, size.scale, screen);
      const bool small = on_one_screen(*entry.scenario);
      do {
        if (!is_looked_at(show.walk().turn())) continue;
        CAPTURE(show.walk().turn());
        const StageLayout layout = show.layout();
        const StagePicture picture(layout, show.model());
        CHECK_MESSAGE(picture.faults().empty(), picture.first());
        if (!small) continue;
        CHECK(layout.width <= size.width);
        CHECK(layout.height <= size.height);
      } while (show.step());
    }
  }
}

TEST_CASE("the bar of an actor that can move asks for its turn, and nothing else does") {
  Show show("sum-select");
  show.steps(15);
  const StageLayout layout = show.layout();
  const StageBar* bar = bar_of(layout, 2);
  REQUIRE(bar != nullptr);
  REQUIRE(bar->kind == StageBar::Kind::can_move);
  show.click(on_screen(bar->rect.centre()));
  REQUIRE(show.requests().size() == 1);
  CHECK(show.requests()[0].command == Command::give_turn);
  CHECK(show.requests()[0].actor == 2);
  CHECK(show.selection().selected().kind == Target::Kind::none);

  show.requests().clear();
  const std::size_t box = layout.box_of(show.model().socket_of(0, 4));
  REQUIRE(box != kNoBox);
  show.click(on_screen(layout.boxes[box].rect.centre()));
  CHECK(show.requests().empty());
  CHECK(show.selection().selected().kind == Target::Kind::socket);
  CHECK(show.selection().selected().socket == show.model().socket_of(0, 4));
  CHECK(show.selection().hovered().socket == show.model().socket_of(0, 4));
}

TEST_CASE("what was laid out before is drawn again only while it is the same") {
  Show show("sum-select");
  while (show.step()) {
    CAPTURE(show.walk().turn());
    for (const Beat beat : {Beat::call, Beat::kernel, Beat::result, Beat::settled, Beat::settled}) {
      // Whoever is selected stands in full: here nobody, and then each in turn.
      const auto actor = static_cast<ActorId>(show.walk().turn() % 4);
      if (beat == Beat::settled) show.selection().select({Target::Kind::actor, actor, -1, kNoSocket, 0});
      const int again = show.draw(beat);
      StageState fresh;
      CHECK(show.draw(fresh, beat) == again);
    }
  }
}

TEST_CASE("where not all actors have room, whoever is next is scrolled into sight") {
  constexpr float kNarrow = 420;
  Show show("sum-select", kNarrow);
  const auto next_rect = [&] {
    const StageLayout layout = show.layout();
    return layout.boxes[layout.box_of_actor(show.walk().next_actor())].rect;
  };
  while (next_rect().right <= kNarrow) {
    show.draw();
    REQUIRE(show.step());
  }
  const ActorId next = show.walk().next_actor();
  const StageLayout layout = show.layout();
  const StageBar* bar = bar_of(layout, next);
  REQUIRE(bar != nullptr);
  show.draw();
  show.draw();
  // No further than needed: its box, or the pill of its call, stands at the right edge.
  REQUIRE(layout.next_call);
  const float right = std::max(next_rect().right, layout.next_call->rect.right);
  const float from_edge = right + 12 - bar->rect.centre().x;
  show.click({kNarrow - 1 - from_edge, on_screen(bar->rect.centre()).y});
  REQUIRE(show.requests().size() == 1);
  CHECK(show.requests()[0].command == Command::give_turn);
  CHECK(show.requests()[0].actor == next);
}

TEST_CASE("a number is pointed at as itself, and lights up its socket") {
  Show show("sum-select");
  show.steps(15);
  const StageLayout layout = show.layout();
  for (const StageJack& jack : layout.jacks) {
    show.click(on_screen(jack.centre));
    const Target& selected = show.selection().selected();
    CHECK(selected.kind == Target::Kind::fd);
    CHECK(selected.actor == jack.actor);
    CHECK(selected.fd == jack.fd);
    CHECK(show.selection().lights(target_of(layout.boxes[layout.box_of(jack.socket)])));
  }
  show.click(on_screen({layout.width - 4, layout.bands[2].bottom - 4}));
  CHECK(show.selection().selected().kind == Target::Kind::none);
}

TEST_CASE("a sleeping or exited actor has no button") {
  Show show("queue");
  while (show.walk().model().actors[0].state != ActorState::in_call) show.steps(1);
  show.click(on_screen(bar_of(show.layout(), 0)->rect.centre()));
  CHECK(show.requests().empty());
  while (show.step()) {
  }
  show.click(on_screen(bar_of(show.layout(), 1)->rect.centre()));
  CHECK(show.requests().empty());
}

TEST_CASE("a call goes from below its actor through its number to its socket") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  REQUIRE(show.enter() != nullptr);
  REQUIRE(show.enter()->call == Syscall::accept);
  const StageWay way = way_of_call(layout, *show.enter());
  REQUIRE(way.points.size() >= 3);
  const auto jack = std::ranges::find_if(
      layout.jacks, [](const StageJack& one) { return one.actor == kServer && one.fd == 3; });
  CHECK(way.points[1].x == jack->centre.x);
  CHECK(way.points[1].y == jack->centre.y);
  const StageRect& box = layout.boxes[layout.box_of(jack->socket)].rect;
  CHECK(way.points.back().y == box.top);
  CHECK(way.at(0).y == way.points.front().y);
  CHECK(way.at(1).y == box.top);
  CHECK(way.at(0.5F).y > way.points.front().y);
}

TEST_CASE("bytes travel along the wire between two sockets") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  const SocketIndex client = show.model().socket_of(1, 3);
  const SocketIndex server = show.model().socket_of(0, 4);
  const StageWay there = way_between(layout, client, server);
  const StageWay back = way_between(layout, server, client);
  REQUIRE(there.points.size() == 2);
  REQUIRE(back.points.size() == 2);
  CHECK(there.points.front().x == layout.boxes[layout.box_of(client)].rect.left);
  CHECK(there.points.back().x == layout.boxes[layout.box_of(server)].rect.right);
  CHECK(back.points.front().x == there.points.back().x);
  CHECK(way_between(layout, client, kNoSocket).points.empty());
}

TEST_CASE("after a turn 1, 2 and 3 stand on who called, what changed and what came back") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  REQUIRE(show.enter()->call == Syscall::accept);
  REQUIRE(layout.markers.size() == 3);
  CHECK(layout.boxes[layout.markers[0].box].actor == kServer);
  CHECK(layout.boxes[layout.markers[1].box].kind == StageBox::Kind::connection);
  CHECK(layout.markers[2].box == kNoBox);
  REQUIRE(layout.result);
  CHECK(layout.markers[2].rect.overlaps(layout.result->token.rect.grown(8)));
  CHECK(std::ranges::count(layout.texts, "accept queue 1 → 0 of 6", &StageText::text) == 1);
}

TEST_CASE("results are shown in three forms") {
  const auto result_of = [](const char* scenario, int turns) {
    Show show(scenario);
    show.steps(turns);
    const StageLayout layout = show.layout();
    REQUIRE(layout.result);
    return *layout.result;
  };
  const StageResult expected = result_of("one-client", 1);
  CHECK(expected.outcome == StageOutcome::expected);
  CHECK(expected.token.text == "nothing to remove: fine");
  const StageResult succeeded = result_of("one-client", 2);
  CHECK(succeeded.outcome == StageOutcome::succeeded);
  CHECK(succeeded.token.text == "= 3");
  const StageResult failed = result_of("nobody-home", 3);
  CHECK(failed.outcome == StageOutcome::failed);
  CHECK(failed.token.text == "= −1 ENOENT");
}

TEST_CASE("a failure is said in its actor's box, also where the next call leaves no room below") {
  Show show("nobody-home");
  show.steps(2);
  const StageLayout layout = show.layout();
  REQUIRE(layout.signs.size() == 1);
  CHECK(layout.signs[0].outcome == StageOutcome::failed);
  CHECK(layout.boxes[layout.signs[0].box].actor == 1);
  CHECK(std::ranges::count(layout.texts, "write: ENOTCONN", &StageText::text) == 1);
}

}  // namespace sockwalk

TEST_SUITE_END();
