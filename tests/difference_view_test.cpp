#include "difference_view.h"

#include <doctest/doctest.h>

#include "drawn_text.h"
#include "null_frames.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

/// The view alone, in a window of its own.
class DrawnDifference {
 public:
  void draw() {
    const Scene scene = shown.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown.now);
    scene.selection.begin_frame();
    frames_.frame([&] { draw_difference(scene, state_, {{0, 0}, {1200, 400}}); });
  }
  std::string text() {
    draw();
    return drawn_text();
  }
  bool shows(const std::string& words) { return text().find(without_spaces(words)) != std::string::npos; }
  void click(ImVec2 at) {
    for (const bool down : {false, true, false, false}) {
      frames_.mouse(at, down);
      draw();
    }
  }
  std::optional<std::uint64_t> marked() {
    return shown.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown.now).marked_turn;
  }
  Target selected() {
    return shown.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown.now).selection.selected();
  }

  ShownApp shown{"sum-select"};

 private:
  NullFrames frames_{{1200, 400}};
  DifferenceState state_;
};

}  // namespace

TEST_SUITE_BEGIN("difference_view");

TEST_CASE("with nothing marked the shown turn stands beside the one before") {
  DrawnDifference view;
  view.shown.to_the_end();
  view.shown.seek(0);
  view.draw();  // says that nothing comes before it
  view.shown.seek(2);
  if (!kDrawnTextCanBeRead) return;
  CHECK(view.shows("after turn 1:"));
  CHECK(view.shows("after turn 2: Server socket()"));
  CHECK(view.shows("Connection socket"));
  view.shown.seek(3);
  CHECK(view.shows("after turn 3: Server bind(3"));
  CHECK_FALSE(view.shows("after turn 1:"));
}

TEST_CASE("M marks a turn: the earlier one is always on the left; M again, and a restart, take it away") {
  DrawnDifference view;
  view.shown.to_the_end();
  view.shown.seek(9);
  view.shown.perform(Command::compare_here);
  CHECK(view.shown.app.lower_pane() == LowerPane::difference);
  CHECK(view.marked() == 9);
  view.draw();  // beside itself
  for (const std::uint64_t turn : {4UL, 15UL}) {
    view.shown.seek(turn);
    CHECK(view.marked() == 9);
    if (kDrawnTextCanBeRead) CHECK(view.shows(turn < 9 ? "after turn 9:" : "after turn 15:"));
  }
  view.shown.seek(9);
  view.shown.perform(Command::compare_here);
  CHECK_FALSE(view.marked());
  view.shown.perform(Command::compare_here);
  view.shown.perform(Command::restart);
  view.draw();
  CHECK_FALSE(view.marked());
}

TEST_CASE("a mark later than now says nothing while a class is asked") {
  DrawnDifference view;
  view.shown.to_the_end();
  view.shown.seek(20);
  view.shown.perform(Command::compare_here);
  view.shown.seek(7);
  CHECK(view.marked() == 20);
  view.shown.perform(Command::ask_class);
  REQUIRE(view.shown.app.question().is_open());
  CHECK_FALSE(view.marked());
  view.draw();
}

TEST_CASE("a row that is clicked is selected in all views") {
  DrawnDifference view;
  view.shown.to_the_end();
  view.shown.seek(2);
  view.draw();
  CHECK(view.selected().kind == Target::Kind::none);
  view.click({300, 34 + 21 * 1.5F});
  CHECK(view.selected().kind == Target::Kind::actor);
  CHECK(view.selected().actor == kServer);
}

TEST_SUITE_END();

}  // namespace sockwalk
