#include "help_page.h"

#include <doctest/doctest.h>

#include <vector>

#include "help_view.h"
#include "null_frames.h"
#include "shown_app.h"

namespace sockwalk {

namespace {

KeyPress stroke(Key key, bool control = false) {
  KeyPress press;
  press.key = key;
  press.control = control;
  return press;
}

/// The page in a small window, drawn into nothing.
class DrawnPage {
 public:
  DrawnPage() { page_.toggle(); }

  /// Frame after frame until it rests; `wheel` in notches. Gives what tells one picture from
  /// another.
  float draw(float wheel = 0) {
    ImGui::GetIO().MousePos = {900.0F, 400.0F};
    for (int frame = 0; frame < 4; ++frame) {
      ImGui::GetIO().MouseWheel = frame == 1 ? wheel : 0;
      const Scene scene =
          shown_.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown_.now);
      frames_.frame([&] { draw_help(scene, page_, state_, {1280.0F, 720.0F}); });
    }
    float heights = 0;
    const ImDrawData* data = ImGui::GetDrawData();
    for (int list = 0; list < data->CmdListsCount; ++list) {
      for (const ImDrawVert& vertex : data->CmdLists[list]->VtxBuffer) heights += vertex.pos.y;
    }
    return heights;
  }
  float press(Key key) {
    CHECK(page_.press(stroke(key)));
    return draw();
  }

 private:
  ShownApp shown_{"one-client"};
  NullFrames frames_{{1280.0F, 720.0F}};
  HelpPage page_;
  HelpState state_;
};

}  // namespace

TEST_SUITE_BEGIN("help_page");

TEST_CASE("keys move the page that is open, and all others are left to others") {
  HelpPage page;
  page.toggle();
  CHECK(page.press(stroke(Key::down)));
  CHECK(page.press(stroke(Key::page_down)));
  CHECK(page.press(stroke(Key::end)));
  CHECK(page.press(stroke(Key::home)));
  CHECK_FALSE(page.press(stroke(Key::space)));
  CHECK_FALSE(page.press(stroke(Key::f1)));
  CHECK_FALSE(page.press(stroke(Key::down, true)));
  using enum HelpPage::Move;
  CHECK(page.moves() == std::vector{down, page_down, bottom, top});
}

TEST_CASE("it opens at its top, whatever was read before") {
  HelpPage page;
  page.toggle();
  const auto first = page.opened();
  CHECK(page.press(stroke(Key::end)));
  page.toggle();
  CHECK_FALSE(page.is_open());
  page.toggle();
  CHECK(page.moves().empty());
  CHECK(page.opened() != first);
}

TEST_CASE("keys and the wheel scroll what does not fit") {
  DrawnPage page;
  const float top = page.draw();
  CHECK(page.draw() == top);
  CHECK(page.press(Key::down) != top);
  CHECK(page.press(Key::home) == top);
  const float bottom = page.press(Key::end);
  CHECK(bottom != top);
  CHECK(page.press(Key::page_down) == bottom);
  CHECK(page.press(Key::home) == top);
  CHECK(page.draw(-1.0F) != top);
  CHECK(page.draw(100.0F) == top);
}

TEST_SUITE_END();

}  // namespace sockwalk
