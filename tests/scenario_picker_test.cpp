#include "scenario_picker.h"

#include <doctest/doctest.h>

#include <string>

#include "drawn_text.h"
#include "frame.h"
#include "null_frames.h"
#include "run/assets.h"
#include "scenario_picker_view.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

void type(ScenarioPicker& picker, std::string_view text) {
  for (const char letter : text) CHECK_FALSE(picker.press({.character = static_cast<char32_t>(letter)}));
}

}  // namespace

TEST_SUITE_BEGIN("scenario_picker");

TEST_CASE("all scenarios have a card, those opened lately come first and once") {
  ScenarioPicker picker;
  picker.open({"queue", "one-client"});
  CHECK(picker.cards().size() == list_scenarios().size());
  CHECK(picker.cards()[0].name == "queue");
  CHECK(picker.cards()[1].recent);
  CHECK_FALSE(picker.cards()[2].recent);
  CHECK(picker.matches().size() == picker.cards().size());
}

TEST_CASE("one types, arrows choose, Enter opens; a recent file that is gone says so") {
  ScenarioPicker picker;
  picker.open({"/nowhere/gone.toml"});
  CHECK_FALSE(picker.cards()[0].playable);
  CHECK(picker.cards()[0].about.find("gone.toml") != std::string::npos);
  type(picker, "sum-sel");
  REQUIRE(picker.matches().size() == 1);
  const auto chosen = picker.press({.key = Key::enter});
  REQUIRE(chosen);
  CHECK(chosen->command == Command::open_scenario);
  CHECK(chosen->text == "sum-select");
  CHECK_FALSE(picker.is_open());
  picker.open({});
  CHECK(picker.typed().empty());
  picker.set_columns(4);
  CHECK_FALSE(picker.press({.key = Key::down}));
  CHECK(picker.chosen() == 4);
  CHECK_FALSE(picker.press({.key = Key::up}));
  CHECK_FALSE(picker.press({.key = Key::left}));
  CHECK(picker.chosen() == 0);
  type(picker, "zzzzz");
  CHECK(picker.matches().empty());
  CHECK_FALSE(picker.press({.key = Key::enter}));
  CHECK(picker.is_open());
}

TEST_CASE("cards stand within the picker in every size and zoom") {
  for (const ImVec2 window : {ImVec2{1280, 720}, ImVec2{1920, 1080}, ImVec2{3840, 2160}, ImVec2{320, 200}}) {
    for (const float scale : {0.75F, 1.0F, 2.0F}) {
      const PickerLayout layout = lay_out_picker(window, scale, 24 * scale);
      CAPTURE(window.x);
      CAPTURE(scale);
      CHECK(layout.columns >= 1);
      CHECK(layout.rows >= 1);
      const auto columns = static_cast<float>(layout.columns);
      CHECK(layout.cards.min.x + columns * layout.card.x <= layout.cards.max.x + 1);
    }
  }
}

TEST_CASE("F2 shows the cards over a window that goes on; what was opened is remembered, last first") {
  ShownApp shown("one-client");
  NullFrames frames;
  FrameState state;
  const auto draw = [&] {
    const Scene scene = shown.app.scene(palette_of(Theme::dark), frames.look().fonts, 1.0F, shown.now);
    ImGui::NewFrame();
    draw_frame(scene, shown.app, state, {1600, 1000});
    ImGui::Render();
  };
  shown.perform(Command::scenarios);
  REQUIRE(shown.app.scenario_picker().is_open());
  draw();
  if (kDrawnTextCanBeRead) CHECK(drawn_text().find("epoll-edge") != std::string::npos);
  type(shown.app.scenario_picker(), "nobody-home");
  draw();
  const auto chosen = shown.app.scenario_picker().press({.key = Key::enter});
  REQUIRE(chosen);
  shown.app.perform(*chosen, shown.now);
  shown.wait();
  CHECK(shown.app.scenario_name() == "nobody-home");
  CHECK(shown.app.recent() == std::vector<std::string>{"nobody-home", "one-client"});
}

TEST_SUITE_END();

}  // namespace sockwalk
