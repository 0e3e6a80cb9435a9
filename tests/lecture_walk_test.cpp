#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "drawn_text.h"
#include "frame.h"
#include "keys.h"
#include "null_frames.h"
#include "presenter_view.h"
#include "run/lecture.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

constexpr const char* kTalk = R"(
[[stop]]
scenario = "one-client"
turn = 2
note = "Zebra: greet them."
[[stop]]
turn = 5
question = "Zounds?"
note = "Xylophone."
[[stop]]
turn = 6
[[stop]]
scenario = "queue"
turn = 1
[[stop]]
turn = 900
)";

/// The window's state with a lecture, and a clicker.
struct Hall : ShownApp {
  Hall() : ShownApp("one-client") {
    const auto lecture = parse_lecture(kTalk, "talk.toml");
    REQUIRE_MESSAGE(lecture.ok(), lecture.error().sentence);
    REQUIRE(app.open_lecture(*lecture).ok());
    arrive();
  }
  void press(Key key) {
    const KeyPress stroke{.key = key};
    const auto request = app.question().is_shown() ? app.answer(stroke) : request_of(stroke, KeyFocus::stage);
    REQUIRE(request);
    app.perform(*request, now);
  }
  /// Frames until nothing moves by itself.
  void arrive() {
    for (int i = 0; i < 4000; ++i) {
      wait();
      pass(0.7);
      if (!app.moving() && !app.playing()) return;
    }
    FAIL("it never comes to rest");
  }
  void page_down() {
    press(Key::page_down);
    arrive();
  }
};

bool says(const std::string& text, std::string_view part) {
  CAPTURE(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("lecture_walk");

TEST_CASE("PageDown goes from stop to stop; a question is asked, revealed and left on the way") {
  Hall hall;
  CHECK(hall.turn() == 2);
  hall.page_down();
  CHECK(hall.turn() == 5);
  CHECK(hall.app.question().is_open());
  CHECK(hall.app.question().words() == "Zounds?");
  hall.page_down();
  CHECK(hall.turn() == 6);
  CHECK(hall.app.question().stage() == ClassQuestion::Stage::answered);
  hall.page_down();  // the third stop is where it stands
  CHECK(hall.turn() == 6);
  CHECK_FALSE(hall.app.question().is_shown());
  hall.page_down();
  CHECK(hall.app.scenario_name() == "queue");
  CHECK(hall.turn() == 1);
}

TEST_CASE("PageUp goes back, across scenarios too") {
  Hall hall;
  for (int i = 0; i < 4; ++i) hall.page_down();
  REQUIRE(hall.app.scenario_name() == "queue");
  hall.press(Key::page_up);
  hall.arrive();
  CHECK(hall.app.scenario_name() == "one-client");
  CHECK(hall.turn() == 6);
  hall.press(Key::page_up);
  hall.arrive();
  CHECK(hall.turn() == 5);
  CHECK(hall.app.question().is_open());
}

TEST_CASE("a second PageDown on the way skips what lies between") {
  Hall hall;
  hall.press(Key::page_down);
  hall.wait();
  hall.press(Key::page_down);
  for (int i = 0; i < 50 && !hall.app.question().is_open(); ++i) {
    hall.wait();
    hall.pass(0.0);
  }
  CHECK(hall.turn() == 5);
  CHECK(hall.app.question().is_open());
}

TEST_CASE("a stop beyond the end is said with file and line") {
  Hall hall;
  for (int i = 0; i < 5; ++i) hall.page_down();
  CHECK(says(hall.app.notice(), "talk.toml:15: "));
  CHECK(says(hall.app.notice(), "queue"));
}

TEST_CASE("notes are for the terminal: no picture has them") {
  Hall hall;
  const std::string first = hall.app.take_notes();
  CHECK(says(first, "[1 of 5] one-client, turn 2"));
  CHECK(says(first, "Zebra: greet them."));
  CHECK(hall.app.take_notes().empty());
  if (!kDrawnTextCanBeRead) return;
  for (const bool presenter : {true, false}) {
    const ImVec2 size{1920, 1080};
    const float scale = presenter ? presenter_scale(size) : 1.0F;
    NullFrames frames(size, scale, Theme::dark, presenter ? kPresenterFonts : kWindowFonts);
    FrameState state;
    Hall drawn;
    if (presenter) drawn.perform(Command::presenter);
    for (int stop = 0; stop < 2; ++stop) {
      const Scene scene = drawn.app.scene(palette_for(drawn.app.settings()), frames.look().fonts, scale, drawn.now);
      ImGui::NewFrame();
      draw_frame(scene, drawn.app, state, size);
      ImGui::Render();
      const std::string text = drawn_text();
      CHECK(text.size() > 100);
      CHECK(text.find("Zebra") == std::string::npos);
      CHECK(text.find("Xylophone") == std::string::npos);
      CHECK((text.find("Zounds") != std::string::npos) == (stop == 1));
      drawn.page_down();
    }
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
