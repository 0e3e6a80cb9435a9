#include "spotlight.h"

#include <doctest/doctest.h>

#include <string>

#include "frame.h"
#include "null_frames.h"
#include "presenter_view.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

/// How many corners of dark, translucent areas the last frame has.
int shaded() {
  int count = 0;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int list = 0; list < data.CmdListsCount; ++list) {
    for (const ImDrawVert& vertex : data.CmdLists[list]->VtxBuffer) count += vertex.col == 0xB0000000U ? 1 : 0;
  }
  return count;
}

struct Presented {
  Presented() { shown.perform(Command::presenter); }
  int draw(ImVec2 mouse) {
    frames.mouse(mouse, false);
    for (int i = 0; i < 3; ++i) {
      const Scene scene = shown.app.scene(palette_for(shown.app.settings()), frames.look().fonts, 2.0F, shown.now);
      on = scene.spotlight.on;
      at = scene.spotlight.at;
      by_keyboard = scene.spotlight.by_keyboard;
      ImGui::NewFrame();
      draw_frame(scene, shown.app, state, {1920, 1080});
      ImGui::Render();
    }
    return shaded();
  }

  ShownApp shown{"one-client"};
  NullFrames frames{{1920, 1080}, 2.0F, Theme::light, kPresenterFonts};
  FrameState state;
  bool on = false;
  bool by_keyboard = false;
  std::ptrdiff_t at = 0;
};

}  // namespace

TEST_SUITE_BEGIN("spotlight");

TEST_CASE("S dims all but what the mouse is on; Esc puts it out and leaves presenter mode alone") {
  Presented hall;
  CHECK(hall.draw({600, 300}) == 0);
  hall.shown.perform(Command::spotlight);
  CHECK(hall.draw({600, 300}) > 0);
  hall.shown.perform(Command::dismiss);
  CHECK(hall.draw({600, 300}) == 0);
  CHECK(hall.shown.app.settings().presenter);
}

TEST_CASE("the arrows move it from box to box without a mouse, and around") {
  Presented hall;
  hall.shown.perform(Command::spotlight);
  hall.shown.perform(Command::point_next);
  CHECK(hall.draw({-1, -1}) > 0);
  CHECK(hall.by_keyboard);
  CHECK(hall.at == 0);
  hall.shown.perform(Command::point_next);
  hall.draw({-1, -1});
  CHECK(hall.at == 1);
  for (int i = 0; i < 5; ++i) hall.shown.perform(Command::point_previous);
  CHECK(hall.draw({-1, -1}) > 0);
  CHECK(hall.at == -4);
}

TEST_CASE("counting around never leaves the boxes") {
  CHECK(around(0, 3) == 0);
  CHECK(around(3, 3) == 0);
  CHECK(around(-1, 3) == 2);
  CHECK(around(-7, 3) == 2);
}

TEST_SUITE_END();

}  // namespace sockwalk
