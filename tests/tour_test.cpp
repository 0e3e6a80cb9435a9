#include "tour.h"

#include <doctest/doctest.h>

#include <set>

#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"
#include "tour_view.h"

namespace sockwalk {

TEST_SUITE_BEGIN("tour");

TEST_CASE("each Space gives a real turn and goes on to the next pane; after the last it is over") {
  ShownApp shown("one-client");
  NullFrames frames;
  FrameState state;
  shown.perform(Command::tour);
  std::set<TourPlace> seen;
  std::uint64_t turns = 0;
  while (shown.app.tour().is_on()) {
    const Scene scene = shown.app.scene(palette_of(Theme::dark), frames.look().fonts, 1.0F, shown.now);
    ImGui::NewFrame();
    draw_frame(scene, shown.app, state, {1600, 1000});
    ImGui::Render();
    CHECK(seen.insert(shown.app.tour().step().place).second);
    shown.step();
    shown.pass(60);
    shown.pass(60);
    CHECK(shown.turn() == ++turns);
  }
  CHECK(seen.size() == Tour::steps().size());
}

TEST_CASE("Esc ends it") {
  ShownApp shown("one-client");
  shown.perform(Command::tour);
  CHECK(shown.app.tour().is_on());
  shown.perform(Command::dismiss);
  CHECK_FALSE(shown.app.tour().is_on());
  CHECK(shown.turn() == 0);
}

TEST_CASE("the card stands within the window, and beside what it speaks of where there is room") {
  for (const ImVec2 window : {ImVec2{1280, 720}, ImVec2{1600, 1000}, ImVec2{3840, 2160}}) {
    const FrameLayout layout = lay_out_frame(window, 1.0F);
    for (const Area& place : {layout.toolbar, layout.code, layout.explanation, layout.stage, layout.handles,
                              layout.states, layout.lower}) {
      const Area card = tour_card(place, {380, 150}, window, 12);
      CHECK(card.min.x >= 0);
      CHECK(card.min.y >= 0);
      CHECK(card.max.x <= window.x);
      CHECK(card.max.y <= window.y);
      const bool apart = card.min.x >= place.max.x || card.max.x <= place.min.x || card.min.y >= place.max.y ||
                         card.max.y <= place.min.y;
      CHECK(apart);
    }
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
