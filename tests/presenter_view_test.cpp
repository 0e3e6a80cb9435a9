#include "presenter_view.h"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <string>

#include "five_clients.h"
#include "frame.h"
#include "keys.h"
#include "looked_at.h"
#include "null_frames.h"
#include "shown_app.h"
#include "text/presenter_text.h"

TEST_SUITE_BEGIN("presenter_view");

namespace sockwalk {
namespace {

/// Presenter mode drawn into nothing, with the real fonts.
class Hall {
 public:
  explicit Hall(ImVec2 size)
      : size_(size),
        scale_(presenter_scale(size)),
        frames_(size, scale_, Theme::light, kPresenterFonts) {}

  Scene scene(ShownApp& shown) {
    return shown.app.scene(palette_for(shown.app.settings()), frames_.look().fonts, scale_, shown.now);
  }
  void draw(ShownApp& shown) {
    const Scene now = scene(shown);
    ImGui::NewFrame();
    draw_frame(now, shown.app, state_, size_);
    ImGui::Render();
    CHECK(now.requests.empty());
    check_vertices();
  }
  /// What the footer says has room: two lines at most, nothing cut, nothing over the button.
  void check_footer(ShownApp& shown) {
    const Scene now = scene(shown);
    const PresenterLayout layout = lay_out_presenter(size_, scale_);
    const PresenterButton button = presenter_button(now, layout);
    CHECK(layout.footer.contains(button.area.min));
    CHECK(button.area.max.x <= size_.x);
    CHECK(button.area.max.y <= size_.y);
    CHECK_FALSE(button.label.ends_with("…"));
    CHECK(text_width(button.font, button.label) <= button.area.width());
    CHECK(text_width(now.fonts.small, button.keys) <= button.area.width());
    const float width = button.area.min.x - layout.words.min.x;
    const PresenterSentence sentence = presenter_sentence(now, width);
    CHECK(sentence.height <= 2.5F * sentence.style.line_height);
    CHECK(sentence.height <= layout.words.height());
    CHECK_FALSE(sentence.alarm);
    if (!now.walk.busy()) CHECK_FALSE(sentence.words.empty());
  }

 private:
  void check_vertices() {
    const ImDrawData& data = *ImGui::GetDrawData();
    int outside = 0;
    for (int i = 0; i < data.CmdListsCount; ++i) {
      for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) {
        const bool inside = vertex.pos.x >= -4 && vertex.pos.y >= -4 && vertex.pos.x <= size_.x + 4 &&
                            vertex.pos.y <= size_.y + 4;
        outside += inside ? 0 : 1;  // what is not finite is not inside
      }
    }
    CHECK(outside == 0);
    CHECK(data.TotalVtxCount > 1000);
  }

  const ImVec2 size_;
  const float scale_;
  NullFrames frames_;
  FrameState state_;
};

std::string five_clients(const TemporaryDirectory& directory) {
  std::ofstream(directory.path_of("five.toml")) << kFiveClients;
  return directory.path_of("five.toml");
}

KeyPress key(Key which) { return {.key = which}; }

void press(ShownApp& shown, const KeyPress& stroke) {
  const auto request = request_of(stroke, KeyFocus::stage);
  REQUIRE(request);
  shown.app.perform(*request, shown.now);
  shown.wait();
}

}  // namespace

TEST_CASE("every turn of every scenario is drawn within the window, its sentence in two lines") {
  const TemporaryDirectory directory;
  std::vector<std::string> names(std::begin(kScenarioNames), std::end(kScenarioNames));
  names.push_back(five_clients(directory));
  for (const ImVec2 size : {ImVec2{1920, 1080}, ImVec2{1280, 720}, ImVec2{1024, 768}}) {
    CAPTURE(size.x);
    Hall hall(size);
    for (const std::string& name : names) {
      CAPTURE(name);
      ShownApp shown(name);
      shown.perform(Command::presenter);
      hall.draw(shown);
      while (shown.can_step()) {
        shown.step();
        CAPTURE(shown.turn());
        if (!is_looked_at(shown.turn())) {
          shown.perform(Command::step);
          continue;
        }
        shown.pass(0.2);
        while (shown.app.moving()) {
          hall.check_footer(shown);
          hall.draw(shown);
          shown.pass(0.45);
        }
        hall.check_footer(shown);
        hall.draw(shown);
      }
      CHECK(shown.app.walk().finished());
    }
  }
}

TEST_CASE("the words of the strip have room, in the least window too") {
  Hall hall({1280, 720});
  ShownApp shown("one-client");
  const Scene scene = hall.scene(shown);
  const PresenterLayout layout = lay_out_presenter({1280, 720}, scene.scale);
  for (const Text& step : presenter_text::kSteps) {
    CAPTURE(step.english);
    std::string label(step.english);
    std::erase(label, '`');
    CHECK(text_width(scene.fonts.small, label) + scene.px(4) <
          layout.strip.width() / 12 - scene.px(5));
  }
}

TEST_CASE("why a call failed is said until the next step") {
  Hall hall({1920, 1080});
  ShownApp shown("nobody-home");
  shown.step();
  shown.step();
  shown.step();
  shown.pass(60);
  REQUIRE(shown.turn() == 2);
  const std::string words = presenter_sentence(hall.scene(shown), 1300).words;
  CHECK_MESSAGE(words.find("is not connected") != std::string::npos, words);
}

TEST_CASE("a long sentence ends where a whole one does") {
  Hall hall({1920, 1080});
  ShownApp shown("one-client");
  const Scene scene = hall.scene(shown);
  const std::string whole = presenter_sentence(scene, 1300).words;
  const PresenterSentence narrow = presenter_sentence(scene, 760);
  CHECK(narrow.words.size() < whole.size());
  CHECK(whole.starts_with(narrow.words));
  CHECK(narrow.words.ends_with("."));
}

TEST_CASE("F5 enters and leaves; Esc leaves, once nothing else is open; light at first") {
  ShownApp shown("one-client");
  CHECK(palette_for(shown.app.settings()).name == "dark");
  press(shown, key(Key::f5));
  CHECK(shown.app.settings().presenter);
  CHECK(&palette_for(shown.app.settings()) == &presenter_palette_of(Theme::light));
  press(shown, {.key = key_of('T'), .character = U't'});
  CHECK(&palette_for(shown.app.settings()) == &presenter_palette_of(Theme::high_contrast));
  CHECK(shown.app.settings().theme == Theme::dark);
  press(shown, key(Key::f1));
  press(shown, key(Key::escape));
  CHECK(shown.app.settings().presenter);
  press(shown, key(Key::escape));
  CHECK_FALSE(shown.app.settings().presenter);
  press(shown, key(Key::f5));
  press(shown, key(Key::f5));
  CHECK_FALSE(shown.app.settings().presenter);
}

TEST_CASE("a clicker steps, goes back and blanks") {
  ShownApp shown("one-client");
  press(shown, key(Key::f5));
  press(shown, key(Key::page_down));
  press(shown, key(Key::page_down));  // completes the reveal
  CHECK(shown.turn() == 1);
  press(shown, key(Key::page_up));
  CHECK(shown.turn() == 0);
  press(shown, {.key = Key::none, .character = U'.'});
  CHECK(shown.app.settings().blank);
  press(shown, {.key = Key::none, .character = U'.'});
  CHECK_FALSE(shown.app.settings().blank);
  CHECK(shown.app.settings().presenter);
}

TEST_CASE("the window's own zoom is left alone") {
  ShownApp shown("one-client");
  press(shown, key(Key::f5));
  press(shown, {.key = key_of('0'), .control = true, .character = U'+'});
  CHECK(shown.app.settings().zoom == 100);
}

}  // namespace sockwalk

TEST_SUITE_END();
