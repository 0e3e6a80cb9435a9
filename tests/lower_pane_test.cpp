#include <doctest/doctest.h>
#include <imgui.h>

#include <algorithm>
#include <string>
#include <vector>

#include "drawn_text.h"
#include "events_view.h"
#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"
#include "timeline_layout.h"
#include "timeline_view.h"

namespace sockwalk {
namespace {

const ImVec2 kWindow{1280.0F, 720.0F};

/// The whole window on a screen of the test's own, with a mouse.
class Screen {
 public:
  explicit Screen(ShownApp& shown) : shown_(shown), frames_(kWindow) {}

  /// Draws and carries out what was asked for.
  void draw() {
    const Scene scene = shown_.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown_.now);
    ImGui::NewFrame();
    draw_frame(scene, shown_.app, state, kWindow);
    ImGui::Render();
    const std::vector<Request> requests = scene.requests;
    for (const Request& request : requests) shown_.app.perform(request, shown_.now);
  }
  void mouse(ImVec2 at, bool down) {
    frames_.mouse(at, down);
    draw();
  }
  void click(ImVec2 at) {
    mouse(at, false);
    mouse(at, true);
    mouse(at, false);
  }
  void wheel(ImVec2 at, float notches, bool control = false) {
    mouse(at, false);
    ImGuiIO& io = ImGui::GetIO();
    io.MouseWheel = notches;
    hold_control(control);
    draw();
    io.MouseWheel = 0;
    hold_control(false);
    draw();
  }
  static void hold_control(bool held) {
    ImGuiIO& io = ImGui::GetIO();
#if IMGUI_VERSION_NUM >= 18900
    io.AddKeyEvent(ImGuiMod_Ctrl, held);
#else
    io.KeyCtrl = held;
#if IMGUI_VERSION_NUM < 18700
    io.KeyMods = held ? ImGuiKeyModFlags_Ctrl : ImGuiKeyModFlags_None;
#endif
#endif
  }
  Area pane() const { return lay_out_frame(kWindow, 1.0F).lower; }

  FrameState state;

 private:
  ShownApp& shown_;
  NullFrames frames_;
};

/// Where the letters of the last frame are seen: quads with a part of the atlas of their own.
std::vector<Area> letters_in(const Area& pane) {
  std::vector<Area> letters;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const ImVec4& clip = command.ClipRect;
      for (unsigned at = 0; at + 6 <= command.ElemCount; at += 6) {
        const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset + at;
        const auto vertex = [&](int corner) { return list.VtxBuffer[static_cast<int>(command.VtxOffset + index[corner])]; };
        const ImDrawVert a = vertex(0);
        const ImDrawVert b = vertex(2);
        const bool upright = vertex(1).pos.y == a.pos.y && vertex(1).pos.x == b.pos.x;
        if (!upright || b.uv.x <= a.uv.x || b.uv.y <= a.uv.y) continue;
        const Area seen{{std::max(a.pos.x, clip.x), std::max(a.pos.y, clip.y)},
                        {std::min(b.pos.x, clip.z), std::min(b.pos.y, clip.w)}};
        const bool within = pane.contains(seen.min) && seen.max.x > seen.min.x && seen.max.y > seen.min.y;
        if (within) letters.push_back(seen);
      }
    }
  }
  return letters;
}

/// How many pairs share more than a third of the smaller one: neighbours in a word touch by less.
int overlaps(const std::vector<Area>& letters) {
  int pairs = 0;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const Area& a = letters[i];
      const Area& b = letters[j];
      const float width = std::min(a.max.x, b.max.x) - std::max(a.min.x, b.min.x);
      const float height = std::min(a.max.y, b.max.y) - std::max(a.min.y, b.min.y);
      if (width <= 0 || height <= 0) continue;
      const float smaller = std::min(a.width() * a.height(), b.width() * b.height());
      if (width * height > smaller / 3) ++pairs;
    }
  }
  return pairs;
}

void type(App& app, const std::string& words) {
  app.perform({Command::filter_events, kNoActor, 0, {}}, 0);
  for (const char letter : words) app.type({.character = static_cast<char32_t>(letter)});
}

/// Among the columns, between the lanes.
ImVec2 in_the_lanes(const Screen& screen) { return {700, screen.pane().min.y + 62}; }

}  // namespace

TEST_SUITE_BEGIN("lower_pane");

TEST_CASE("the mouse drags the timeline, and the wheel pans it; with Ctrl it zooms about the mouse") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  Screen screen(shown);
  screen.draw();
  TimelineWindow& window = shown.app.timeline_window();
  const double left = window.left();
  REQUIRE(left > 10);
  const ImVec2 at = in_the_lanes(screen);
  const std::uint64_t turn = shown.turn();
  screen.mouse(at, false);
  screen.mouse(at, true);
  screen.mouse({at.x + 200, at.y}, true);
  screen.mouse({at.x + 234, at.y}, true);
  screen.mouse({at.x + 234, at.y}, false);
  CHECK(window.left() == doctest::Approx(left - 3).epsilon(0.01));
  CHECK(shown.turn() == turn);
  CHECK(shown.app.scene(palette_of(Theme::dark), {}, 1.0F, shown.now).selection.selected().kind == Target::Kind::none);
  screen.wheel(at, -1.0F);
  CHECK(window.left() > left - 2.9);
  window.pan(-25);  // away from the end, which would hold it
  const double pointed_at = window.turn_at(at.x - 116 - 1);
  screen.wheel(at, -3.0F, true);
  CHECK(window.column() < 45);
  CHECK(window.turn_at(at.x - 116 - 1) == doctest::Approx(pointed_at).epsilon(0.02));
}

TEST_CASE("a click on a lane's name folds it, and F that of the selected actor") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  Screen screen(shown);
  screen.draw();
  TimelineWindow& window = shown.app.timeline_window();
  screen.click({60, screen.pane().min.y + 34 + 19 + 8});
  CHECK(window.is_folded(kServer));
  shown.perform(Command::fold_lane);
  CHECK(window.folded().size() == 2);
  screen.draw();
  shown.perform(Command::fold_lanes);
  CHECK(window.folded().empty());
}

TEST_CASE("a click on the minimap goes there, and a drag on") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  Screen screen(shown);
  screen.draw();
  TimelineWindow& window = shown.app.timeline_window();
  REQUIRE(window.left() > 10);
  const ImVec2 at{140, screen.pane().max.y - 8};
  const std::uint64_t turn = shown.turn();
  screen.mouse(at, false);
  screen.mouse(at, true);
  screen.mouse(at, true);
  CHECK(window.left() == 0);
  screen.mouse({at.x + 570, at.y}, true);
  screen.mouse({at.x + 570, at.y}, false);
  CHECK(window.left() > 10);
  CHECK(shown.turn() == turn);
}

TEST_CASE("the ruler's mouse moves the playhead") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  Screen screen(shown);
  screen.draw();
  screen.click({500, screen.pane().min.y + 34 + 8});
  const double wanted = shown.app.timeline_window().turn_at(500 - 116 - 1);
  CHECK(static_cast<double>(shown.turn()) == doctest::Approx(wanted).epsilon(0.05));
}

TEST_CASE("at every width of a turn, folded or not, no word of the lower pane lies over another") {
  for (const char* name : {"sum-select", "queue"}) {
    CAPTURE(name);
    ShownApp shown(name);
    shown.to_the_end();
    Screen screen(shown);
    screen.draw();
    for (int notch = 0; notch < 16; ++notch) {
      CAPTURE(shown.app.timeline_window().column());
      if (notch % 4 == 1) shown.perform(Command::fold_lane);
      shown.seek(shown.turn() - 1);
      screen.draw();
      CHECK(overlaps(letters_in(screen.pane())) == 0);
      shown.perform(Command::narrow_turns);
    }
    CHECK(shown.app.timeline_window().column() < 5);
    for (const Command command : {Command::show_events, Command::events_form}) {
      shown.perform(command);
      for (int i = 0; i < 3; ++i) screen.draw();
      const auto letters = letters_in(screen.pane());
      CHECK(letters.size() > 100);
      CHECK(overlaps(letters) == 0);
    }
  }
}

TEST_CASE("in the lowest lanes too, letters keep clear of the edge of their call") {
  constexpr float kClear = 1.5F;
  for (const char* name : {"sum-select", "epoll-edge"}) {
    CAPTURE(name);
    ShownApp shown(name);
    shown.to_the_end();
    Screen screen(shown);
    for (int turns = 0; turns < 20; ++turns) {
      shown.seek(shown.turn() - 1);
      screen.draw();
      const TimelineWindow::Extent& room = shown.app.timeline_window().extent();
      const LaneLayout lanes(4, false, {}, room.height);
      const ImVec2 corner{screen.pane().min.x + 112, screen.pane().min.y + kPaneHeader + 19};
      const auto letters = letters_in({corner, {screen.pane().max.x, corner.y + room.height}});
      CHECK(letters.size() > 20);
      for (const Area& letter : letters) {
        const float top = shown.app.timeline_window().top();
        const std::size_t lane = lanes.at((letter.min.y + letter.max.y) / 2 - corner.y + top);
        const float middle = corner.y - top + lanes.middle(lane);
        CHECK(letter.min.y >= middle - lanes.half_call(lane) + kClear);
        CHECK(letter.max.y <= middle + lanes.half_call(lane) - kClear);
      }
    }
  }
}

TEST_CASE("words become letters and then bars as turns get narrow, and come back") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  Screen screen(shown);
  screen.draw();
  const Area pane = screen.pane();
  const Area lanes{{pane.min.x + 112, pane.min.y + 34 + 20}, {pane.max.x, pane.max.y - 14}};
  const auto letters_after = [&](Command command, int times) {
    for (int i = 0; i < times; ++i) shown.perform(command);
    screen.draw();
    return letters_in(lanes).size();
  };
  const std::size_t usual = letters_after(Command::none, 1);
  const double seen = shown.app.timeline_window().seen();
  const std::size_t few = letters_after(Command::narrow_turns, 4);
  const double more = shown.app.timeline_window().seen();
  CHECK(static_cast<double>(usual) / seen > 4);
  CHECK(static_cast<double>(few) / more > 1.5);
  CHECK(static_cast<double>(few) / more < 4);
  CHECK(letters_after(Command::narrow_turns, 6) == 0);
  CHECK(letters_after(Command::usual_turns, 1) == usual);
}

TEST_CASE("the events are lines of strace or sentences, and say how many of them a filter shows") {
  if (!kDrawnTextCanBeRead) {
    MESSAGE("SKIPPED: this Dear ImGui makes letters as they are needed");
    return;
  }
  ShownApp shown("nobody-home");
  shown.to_the_end();
  shown.perform(Command::show_events);
  Screen screen(shown);
  const auto drawn = [&] {
    for (int i = 0; i < 3; ++i) screen.draw();
    return drawn_text();
  };
  CHECK(drawn().find("ASSTRACEWRITESTHEM") != std::string::npos);
  shown.perform(Command::events_form);
  CHECK(shown.app.settings().sentences);
  CHECK(drawn().find("INSENTENCES") != std::string::npos);
  const std::string typed = "ECONNREFUSED";
  type(shown.app, typed);
  const std::string text = drawn();
  const std::size_t all = screen.state.events.rows.all().size();
  const std::size_t few = screen.state.events.rows.rows().size();
  CHECK(few > 0);
  CHECK(few < all);
  CHECK(text.find(without_spaces(std::to_string(few) + " OF " + std::to_string(all) + " LINES")) != std::string::npos);
  CHECK_FALSE(screen.state.busy);
}

TEST_CASE("the / key awaits words, and the cross beside them clears them") {
  ShownApp shown("one-client");
  shown.to_the_end();
  Screen screen(shown);
  type(shown.app, "z ~");  // which no random name of a directory has
  CHECK(shown.app.typing());
  CHECK(shown.app.filter().words() == "z ~");
  screen.draw();
  CHECK(screen.state.events.rows.rows().empty());
  const Area pane = screen.pane();
  screen.click({pane.min.x + 13 + 264 + 10, pane.min.y + 34 + 17});
  CHECK(shown.app.filter().words().empty());
  CHECK_FALSE(shown.app.typing());
  // Not while it cannot be seen, either.
  type(shown.app, "z");
  shown.perform(Command::show_timeline);
  CHECK_FALSE(shown.app.typing());
  shown.perform(Command::filter_events);
  shown.app.type({.key = Key::escape});
  CHECK(shown.app.filter().words().empty());
  CHECK_FALSE(shown.app.typing());
  shown.perform(Command::filter_events);
  const auto asked = shown.app.type({.key = Key::f1});
  REQUIRE(asked.has_value());
  CHECK(asked->command == Command::help);
  CHECK_FALSE(shown.app.typing());
}

TEST_CASE("a click selects an event, and another one looks at its turn") {
  ShownApp shown("one-client");
  shown.to_the_end();
  shown.perform(Command::show_events);
  Screen screen(shown);
  for (int i = 0; i < 3; ++i) screen.draw();
  const std::uint64_t last = shown.turn();
  const ImVec2 at{400, screen.pane().max.y - 50};
  screen.click(at);
  CHECK(shown.turn() == last);
  screen.click(at);
  CHECK(shown.turn() < last);
}

TEST_SUITE_END();

}  // namespace sockwalk
