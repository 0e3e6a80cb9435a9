#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "frame.h"
#include "handle_rows.h"
#include "looked_at.h"
#include "null_frames.h"
#include "shown_app.h"
#include "timeline_cells.h"

namespace sockwalk {
namespace {

struct Appearance {
  ImVec2 size;
  int zoom;
};
const ImVec2 kSmall{1280.0F, 720.0F};
const ImVec2 kLarge{1920.0F, 1080.0F};
const Appearance kAppearances[] = {{kSmall, 100}, {kLarge, 75}, {kSmall, 200}, {kLarge, 100}};

constexpr Command kLowerPanes[] = {Command::show_timeline, Command::show_events, Command::show_difference, Command::show_transitions,
                             Command::show_agreement};

/// How many vertices lie within each of `areas`, which do not overlap; all must be finite.
std::vector<int> vertices_in(const ImDrawData& data, const std::vector<Area>& areas) {
  std::vector<int> inside(areas.size(), 0);
  int broken = 0;
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawVert* vertex = data.CmdLists[i]->VtxBuffer.begin();
    for (; vertex != data.CmdLists[i]->VtxBuffer.end(); ++vertex) {
      if (!std::isfinite(vertex->pos.x + vertex->pos.y)) ++broken;
      for (std::size_t at = 0; at < areas.size(); ++at) {
        if (!areas[at].contains(vertex->pos)) continue;
        ++inside[at];
        break;
      }
    }
  }
  CHECK(broken == 0);
  return inside;
}

/// What a view has opened or pushed and must close or pop again.
struct Depth {
  int windows = 0;
  int colours = 0;
  int variables = 0;
  int fonts = 0;
  int ids = 0;

  static Depth now() {
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    return {context.CurrentWindowStack.Size, context.ColorStack.Size, context.StyleVarStack.Size,
            context.FontStack.Size, context.CurrentWindow->IDStack.Size};
  }
  bool operator==(const Depth&) const = default;
};

/// The whole window, drawn into nothing.
class DrawnWindow {
 public:
  explicit DrawnWindow(const Appearance& appearance)
      : size_(appearance.size),
        scale_(static_cast<float>(appearance.zoom) / 100.0F),
        frames_(size_, scale_) {}

  void draw(ShownApp& shown) {
    draw_only(shown);
    check_vertices(shown);
  }

  /// For modes that have none of the usual panes.
  void draw_only(ShownApp& shown) {
    const Palette& palette = palette_of(shown.app.settings().theme);
    apply_look({palette, frames_.look().fonts, scale_});
    const Scene scene = shown.app.scene(palette, frames_.look().fonts, scale_, shown.now);
    ImGui::NewFrame();
    const Depth depth = Depth::now();
    draw_frame(scene, shown.app, state_, size_);
    CHECK(Depth::now() == depth);
    ImGui::Render();
    CHECK(scene.requests.empty());
  }

 private:
  void check_vertices(const ShownApp& shown) const {
    const ImDrawData* data = ImGui::GetDrawData();
    REQUIRE(data != nullptr);
    REQUIRE(data->Valid);
    const FrameLayout layout = lay_out_frame(size_, scale_);
    const bool scrolls = layout.size.x > size_.x || layout.size.y > size_.y;
    std::vector<Area> areas{layout.toolbar, layout.code,   layout.explanation, layout.stage,
                            layout.handles, layout.states, layout.lower};
    // Some panes are covered, or lie beyond the edge.
    if (shown.app.help_open() || scrolls) areas = {{{0, 0}, size_}};
    // A header of a dozen letters has 48; an empty pane would have only that and its border.
    constexpr int kMoreThanHeader = 150;
    for (const int vertices : vertices_in(*data, areas)) CHECK(vertices > kMoreThanHeader);
  }

  const ImVec2 size_;
  const float scale_;
  NullFrames frames_;
  FrameState state_;
};

/// The client waits for an answer that never comes, and not for ever.
constexpr const char* kPatience = R"(
title = "Patience"
about = "A client waits half a second."
[[client]]
does = ["socket", "connect", "poll s:IN timeout=500", "close"]
)";

/// What the views are told must be what the model says.
void check_view_data(const ShownApp& shown) {
  const Walk& walk = shown.app.walk();
  const Model& model = walk.model();
  const std::vector<HandleRow> rows = handle_rows(model);
  REQUIRE(rows.size() == model.handles.slots.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].slot == i);
    CHECK(rows[i].fd == model.handles.slots[i].fd);
    CHECK(rows[i].result == model.handles.slots[i].result);
    CHECK(rows[i].whose.empty() == (rows[i].fd < 0));
  }
  const std::uint64_t now = walk.timeline().end_of_turn(walk.turn());
  std::size_t entered = 0;
  for (std::uint64_t seq = 1; seq <= now; ++seq) {
    entered += walk.timeline().event(seq).kind == EventKind::enter ? 1 : 0;
  }
  const std::vector<TimelineCell> cells = timeline_cells(walk.timeline(), 0, walk.turn());
  CHECK(std::ranges::count(cells, TimelineCell::Kind::call, &TimelineCell::kind) ==
        static_cast<std::ptrdiff_t>(entered));
  for (const TimelineCell& cell : cells) {
    const bool left_of_now = cell.from <= cell.to && cell.to <= walk.turn() && cell.enter <= now &&
                             cell.exit <= now;
    CHECK(left_of_now);
  }
}

}  // namespace

TEST_SUITE_BEGIN("views");

TEST_CASE("every view is drawn after every turn and in every beat of every scenario") {
  for (const char* name : kScenarioNames) {
    CAPTURE(name);
    ShownApp shown(name);
    DrawnWindow window(kAppearances[0]);
    window.draw(shown);
    while (shown.can_step()) {
      shown.step();
      CAPTURE(shown.turn());
      if (!is_looked_at(shown.turn())) {
        shown.perform(Command::step);
        continue;
      }
      shown.pass(0.2);
      while (shown.app.moving()) {
        window.draw(shown);  // in the midst of each beat
        shown.pass(0.45);
      }
      shown.perform(kLowerPanes[shown.turn() % std::size(kLowerPanes)]);
      window.draw(shown);
      check_view_data(shown);
    }
    CHECK(shown.turn() > 15);
    CHECK(shown.app.walk().finished());
  }
}

TEST_CASE("every view is drawn in every size, zoom, theme and lower pane") {
  for (const char* name : kScenarioNames) {
    CAPTURE(name);
    ShownApp shown(name);
    shown.to_the_end();
    std::uint64_t turn = 0;
    for (const Appearance& appearance : kAppearances) {
      CAPTURE(appearance.size.x);
      CAPTURE(appearance.zoom);
      DrawnWindow window(appearance);
      for (const Command pane : kLowerPanes) {
        shown.perform(pane);
        // Neighbouring turns look alike: each stride takes others, and together they take all.
        for (turn = turn % 8; turn <= shown.app.walk().last_turn(); turn += 8 * kStride) {
          shown.seek(turn);
          CAPTURE(turn);
          shown.perform(Command::theme);
          window.draw(shown);
          check_view_data(shown);
        }
      }
      shown.perform(Command::end);
      for (std::size_t theme = 0; theme < kThemes; ++theme) {
        shown.perform(Command::theme);
        shown.perform(Command::help);
        window.draw(shown);
        shown.perform(Command::dismiss);
        window.draw(shown);
      }
    }
  }
}

TEST_CASE("turns of the Clock, before and after them, are drawn") {
  const TemporaryDirectory place;
  const std::string file = place.path_of("patience.toml");
  std::ofstream(file) << kPatience;
  ShownApp shown(file);
  DrawnWindow window(kAppearances[0]);
  int clock_turns = 0;
  while (shown.can_step()) {
    const bool clock = shown.app.walk().next_actor() == kClock;
    if (clock) {
      ++clock_turns;
      for (const bool presenter : {true, false}) {
        shown.perform(Command::presenter);
        CHECK(shown.app.settings().presenter == presenter);
        if (presenter) window.draw_only(shown);
        else window.draw(shown);
      }
    }
    shown.step();
    shown.pass(0.2);
    window.draw(shown);  // in the midst of the reveal
    shown.perform(Command::step);
    window.draw(shown);
    check_view_data(shown);
  }
  CHECK(clock_turns == 1);
  CHECK(shown.app.walk().finished());
  // The turn of the Clock lies in the recording too.
  for (std::uint64_t turn = 0; turn <= shown.app.walk().last_turn(); ++turn) {
    shown.seek(turn);
    window.draw(shown);
  }
}

TEST_CASE("after a restart, panes that were scrolled to the end are drawn") {
  ShownApp shown("sum-select");
  shown.to_the_end();
  CHECK(timeline_cells(shown.app.walk().timeline(), 500, 510).empty());
  DrawnWindow window(kAppearances[0]);
  for (const Command pane : kLowerPanes) {
    shown.perform(pane);
    for (int i = 0; i < 3; ++i) window.draw(shown);  // scrolling takes a frame or two
  }
  for (const Command pane : kLowerPanes) {
    shown.perform(Command::end);
    shown.perform(pane);
    window.draw(shown);
    shown.perform(Command::restart);
    window.draw(shown);  // before the new run has said anything
    shown.wait();
    window.draw(shown);
    shown.to_the_end();
  }
}

TEST_CASE("a blank screen, a notice and a recording are drawn") {
  ShownApp shown("sum-select");
  DrawnWindow window(kAppearances[0]);
  shown.to_the_end();
  shown.perform(Command::back);
  shown.give_turn(1);
  REQUIRE_FALSE(shown.app.notice().empty());
  window.draw(shown);
  shown.perform(Command::command_palette);
  window.draw(shown);
  shown.perform(Command::dismiss);
  const std::string trace = shown.file("saved.trace");
  shown.app.perform({Command::save_trace, kNoActor, 0, trace}, shown.now);
  REQUIRE(shown.app.open_trace(trace).ok());
  for (std::uint64_t turn = 0; turn <= shown.app.walk().last_turn(); turn += 9) {
    shown.seek(turn);
    window.draw(shown);
    check_view_data(shown);
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
