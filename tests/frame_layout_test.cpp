#include "frame_layout.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "drawn_text.h"
#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"
#include "skipped.h"
#include "text/frame_text.h"

namespace sockwalk {
namespace {

const ImVec2 kWindows[] = {{1280, 720}, {1600, 1000}, {1920, 1080}, {2560, 1440}, {3840, 2160}};
constexpr float kScales[] = {0.75F, 1.0F, 1.25F, 1.5F, 2.0F};

bool overlap(const Area& a, const Area& b) {
  return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}
bool empty(const Area& area) { return area.width() <= 0 || area.height() <= 0; }

/// Nothing overlaps or leaves the window, and what is hidden has no area.
void check(FrameLayout layout, float scale, const PaneSizes& panes) {
  std::vector<Area> there{layout.toolbar, layout.stage};
  for (std::size_t i = 0; i < kPanes; ++i) {
    const Area& area = layout.area_of(static_cast<PaneName>(i));
    CHECK(empty(area) == panes.is_hidden(static_cast<PaneName>(i)));
    if (!empty(area)) there.push_back(area);
  }
  for (std::size_t i = 0; i < kSplitters; ++i) {
    CHECK(empty(layout.splitters[i]) != is_there(static_cast<Splitter>(i), panes));
    if (!empty(layout.splitters[i])) there.push_back(layout.splitters[i]);
  }
  for (std::size_t i = 0; i < there.size(); ++i) {
    CHECK(there[i].min.x >= 0);
    CHECK(there[i].min.y >= 0);
    CHECK(there[i].max.x <= layout.size.x);
    CHECK(there[i].max.y <= layout.size.y);
    for (std::size_t j = i + 1; j < there.size(); ++j) CHECK_FALSE(overlap(there[i], there[j]));
  }
  CHECK(layout.stage.width() >= 499 * scale);
  CHECK(layout.stage.height() >= 329 * scale);
}

/// The whole window with a person's mouse in it.
class Hand {
 public:
  explicit Hand(ImVec2 size, float scale = 1.0F, const std::string& scenario = "one-client")
      : shown(scenario), size_(size), scale_(scale), frames_(size, scale) {}

  void draw() {
    const Scene scene = shown.app.scene(frames_.look().palette, frames_.look().fonts, scale_, shown.now);
    ImGui::NewFrame();
    draw_frame(scene, shown.app, state_, size_);
    ImGui::Render();
    const std::vector<Request> requests = scene.requests;
    for (const Request& request : requests) shown.app.perform(request, shown.now);
  }
  void drag(ImVec2 from, ImVec2 to) {
    for (const auto& [at, down] : {std::pair{from, false}, {from, false}, {from, true}, {to, true}, {to, true}, {to, false}}) {
      frames_.mouse(at, down);
      draw();
    }
  }
  FrameLayout layout() const { return lay_out_frame(size_, scale_, shown.app.settings().panes); }
  void press(const KeyPress& press) {
    if (const auto asked = shown.app.resize(press)) shown.app.perform(*asked, shown.now);
    draw();
  }

  /// All that the window says, without spaces and ends of lines.
  std::string says() {
    for (int frame = 0; frame < 3; ++frame) draw();
    std::string text = drawn_text();
    std::erase(text, '\n');
    return text;
  }

  ShownApp shown;

 private:
  const ImVec2 size_;
  const float scale_;
  NullFrames frames_;
  FrameState state_;
};

ImVec2 middle(const Area& area) { return {(area.min.x + area.max.x) / 2, (area.min.y + area.max.y) / 2}; }

}  // namespace

TEST_SUITE_BEGIN("frame_layout");

TEST_CASE("no pane overlaps another, whatever is hidden, in every size and zoom") {
  for (const ImVec2 window : kWindows) {
    for (const float scale : kScales) {
      CAPTURE(window.x);
      CAPTURE(scale);
      for (unsigned hidden = 0; hidden < 1U << kPanes; ++hidden) {
        CAPTURE(hidden);
        PaneSizes panes;
        for (std::size_t i = 0; i < kPanes; ++i) panes.hidden[i] = (hidden >> i & 1U) != 0;
        check(lay_out_frame(window, scale, panes), scale, panes);
      }
    }
  }
}

TEST_CASE("sizes that ask for too much or too little are cut: the stage keeps its least") {
  for (const ImVec2 window : kWindows) {
    for (const float scale : kScales) {
      for (const int asked : {kLeastPane, 300, kMostPane}) {
        CAPTURE(window.x);
        CAPTURE(scale);
        CAPTURE(asked);
        PaneSizes panes;
        panes.size.fill(asked);
        check(lay_out_frame(window, scale, panes), scale, panes);
        for (std::size_t i = 0; i < kSplitters; ++i) {
          PaneSizes one;
          one.size[i] = asked;
          check(lay_out_frame(window, scale, one), scale, one);
        }
      }
    }
  }
}

TEST_CASE("an edge that is dragged goes where the mouse is, and no further than the panes allow") {
  Hand hand({1600, 1000});
  hand.draw();
  const FrameLayout before = hand.layout();
  const ImVec2 edge = middle(before.splitters[static_cast<std::size_t>(Splitter::left)]);
  hand.drag(edge, {edge.x + 50, edge.y});
  CHECK(hand.layout().code.width() == doctest::Approx(before.code.width() + 50).epsilon(0.01));
  CHECK(hand.layout().stage.width() == doctest::Approx(before.stage.width() - 50).epsilon(0.01));
  const ImVec2 low = middle(hand.layout().splitters[static_cast<std::size_t>(Splitter::lower)]);
  hand.drag(low, {low.x, 10});
  check(hand.layout(), 1.0F, hand.shown.app.settings().panes);
  const ImVec2 handles = middle(hand.layout().splitters[static_cast<std::size_t>(Splitter::handles)]);
  hand.drag(handles, {handles.x, handles.y + 2000});
  check(hand.layout(), 1.0F, hand.shown.app.settings().panes);
  hand.shown.perform(Command::reset_panes);
  CHECK(hand.shown.app.settings().panes == PaneSizes{});
  CHECK(hand.layout().code.width() == before.code.width());
}

TEST_CASE("W, and the arrows move the lit edge; Tab takes the next one, 0 resets, Enter ends") {
  Hand hand({1600, 1000});
  hand.draw();
  const FrameLayout before = hand.layout();
  hand.shown.perform(Command::resize_panes);
  REQUIRE(hand.shown.app.pane_resizing().is_on());
  hand.draw();
  hand.press({.key = Key::right});
  CHECK(hand.layout().code.width() == before.code.width() + 16);
  hand.press({.key = Key::left, .shift = true});
  CHECK(hand.layout().code.width() == before.code.width() + 14);
  hand.press({.key = Key::up});  // that edge moves left and right
  CHECK(hand.layout().code.width() == before.code.width() + 14);
  hand.press({.key = Key::tab});
  hand.press({.key = Key::left});
  CHECK(hand.layout().handles.width() == before.handles.width() + 16);
  hand.press({.key = Key::tab});
  hand.press({.key = Key::up});
  CHECK(hand.layout().lower.height() == before.lower.height() + 16);
  for (int i = 0; i < 300; ++i) hand.press({.key = Key::up});
  check(hand.layout(), 1.0F, hand.shown.app.settings().panes);
  const FrameLayout most = hand.layout();
  hand.press({.key = Key::down});
  CHECK(hand.layout().lower.height() == most.lower.height() - 16);  // not after three hundred strokes back
  hand.press({.character = '0'});
  CHECK(hand.layout().lower.height() == before.lower.height());
  hand.press({.key = Key::enter});
  CHECK_FALSE(hand.shown.app.pane_resizing().is_on());
}

TEST_CASE("an edge beside a hidden pane is passed over; the commands hide and show; L brings the lower pane back") {
  Hand hand({1600, 1000});
  for (const Command command : {Command::toggle_code, Command::toggle_explanation, Command::toggle_handles,
                                Command::toggle_states, Command::toggle_lower}) {
    hand.shown.perform(command);
    hand.draw();
  }
  check(hand.layout(), 1.0F, hand.shown.app.settings().panes);
  hand.shown.perform(Command::resize_panes);
  CHECK_FALSE(hand.shown.app.pane_resizing().is_on());  // there is none
  hand.shown.perform(Command::show_timeline);
  hand.draw();
  CHECK_FALSE(empty(hand.layout().lower));
  hand.shown.perform(Command::resize_panes);
  CHECK(hand.shown.app.pane_resizing().at() == Splitter::lower);
  hand.press({.key = Key::tab});
  CHECK(hand.shown.app.pane_resizing().at() == Splitter::lower);
  hand.shown.perform(Command::dismiss);
  CHECK_FALSE(hand.shown.app.pane_resizing().is_on());
  hand.shown.perform(Command::tour);
  hand.draw();
  CHECK_FALSE(empty(hand.layout().code));
}

TEST_CASE("the smallest window tells a count of six digits, and each key's line to its end") {
  if (!kDrawnTextCanBeRead) return skipped("this Dear ImGui makes letters elsewhere");
  Hand hand({1280, 720}, 1.0F, "full-buffer");
  hand.shown.to_the_end();
  // In the table of handles; the stage says it in two chips.
  const std::string text = hand.says();
  CHECK(text.find("connected192000") != std::string::npos);
  hand.shown.perform(Command::help);
  CHECK(hand.says().find(without_spaces("during a reveal, complete it")) != std::string::npos);
}

TEST_CASE("a window of 320 x 200 says a sentence, and nothing else") {
  for (const bool presenter : {false, true}) {
    Hand hand({320, 200});
    if (presenter) hand.shown.perform(Command::presenter);
    hand.draw();
    hand.draw();
    if (!kDrawnTextCanBeRead) continue;
    std::string text = drawn_text();
    std::erase(text, '\n');
    CHECK(text == without_spaces(words(text::kTooSmall)));
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
