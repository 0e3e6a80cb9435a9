#include "frame.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "button.h"
#include "code_view.h"
#include "command_palette_view.h"
#include "difference_view.h"
#include "explanation_view.h"
#include "handles_view.h"
#include "help_view.h"
#include "imgui_bridge.h"
#include "kernel_view.h"
#include "label.h"
#include "menu.h"
#include "pane_splitters.h"
#include "play_prompt_view.h"
#include "presenter_view.h"
#include "question_view.h"
#include "scenario_picker_view.h"
#include "scene_key.h"
#include "shapes.h"
#include "stage_view.h"
#include "states_view.h"
#include "text/frame_text.h"
#include "tour_view.h"
#include "transitions_view.h"

namespace sockwalk {
namespace {

/// Over the lowest pane's header: what it shows.
void draw_lower_tabs(const Scene& scene, const App& app, const Area& area) {
  struct Tab {
    const Text& text;
    Command command;
    LowerPane pane;
  };
  const Tab tabs[] = {{text::kTimelineTab, Command::show_timeline, LowerPane::timeline},
                      {text::kEventsTab, Command::show_events, LowerPane::events},
                      {text::kDifferenceTab, Command::show_difference, LowerPane::difference},
                      {text::kTransitionsTab, Command::show_transitions, LowerPane::transitions},
                      {text::kKernelTab, Command::show_agreement, LowerPane::kernel}};
  float x = area.min.x + scene.px(kPanePadding - 8);
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const Tab& tab : tabs) {
    const bool shown = app.lower_pane() == tab.pane;
    ImFont* font = scene.fonts.header;
    const std::string label = words(tab.text);
    const ImVec2 size{text_width(font, label) + scene.px(16), scene.px(kPaneHeader - 1)};
    ImGui::SetCursorScreenPos({x, area.min.y});
    if (ImGui::InvisibleButton(std::string(tab.text.id).c_str(), size)) scene.request(tab.command);
    const bool hovered = ImGui::IsItemHovered();
    const Colour ink = shown || hovered ? scene.palette.text : scene.palette.text_secondary;
    draw_text(list, font, {x + scene.px(8), area.min.y + (size.y - text_height(font)) / 2}, ink, label);
    if (shown) {
      list->AddRectFilled({x + scene.px(8), area.min.y + size.y - scene.px(2)},
                          {x + size.x - scene.px(8), area.min.y + size.y}, scene.palette.text_secondary);
    }
    if (hovered) {
      const CommandRow& row = row_of(tab.command);
      show_tooltip(scene.look(), fmt::format("{} (`{}`)", row.what, row.keys));
    }
    x += size.x;
  }
}

/// A sentence over the lower edge of the stage, where it hides neither the actors nor who is next, until it is
/// dismissed.
void draw_notice(const Scene& scene, const App& app, const Area& stage) {
  if (app.notice().empty()) return;
  const float padding = scene.px(14);
  const float width = std::min(stage.width() - 2 * padding, scene.px(640));
  ParagraphStyle style;
  style.width = width - 2 * padding - scene.px(30);
  const float text = draw_paragraph(nullptr, scene.look(), {0, 0}, style, app.notice());
  const float height = text + 2 * scene.px(10);
  const ImVec2 min{stage.min.x + (stage.width() - width) / 2, std::max(stage.min.y, stage.max.y - padding - height)};
  ImGui::SetNextWindowPos(min);
  ImGui::SetNextWindowSize({width, height});
  ImGui::Begin("notice", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                      ImGuiWindowFlags_NoFocusOnAppearing);
  ImDrawList* list = ImGui::GetWindowDrawList();
  // The border lies on the edge of the window, and ImGui would cut it off.
  list->PushClipRectFullScreen();
  draw_box(list, min, {min.x + width, min.y + height}, scene.px(6), scene.palette.tooltip,
           scene.palette.text_secondary, std::max(1.0F, scene.px(1)));
  list->PopClipRect();
  draw_paragraph(list, scene.look(), {min.x + padding, min.y + scene.px(10)}, style, app.notice());
  draw_mark(list, Mark::cross, {min.x + width - scene.px(20), min.y + height / 2}, scene.px(10),
            scene.palette.text_secondary);
  ImGui::SetCursorScreenPos(min);
  if (ImGui::InvisibleButton("dismiss", {width, height})) scene.request(Command::dismiss);
  ImGui::End();
}

/// How wide a turn is, which of them are in sight, and whose lanes are folded.
void append(SceneKey& key, const TimelineWindow& window) {
  key.insert(key.end(), {std::bit_cast<std::uint64_t>(window.left()), std::bit_cast<std::uint32_t>(window.top()),
                         std::bit_cast<std::uint32_t>(window.column())});
  key.insert(key.end(), window.folded().begin(), window.folded().end());
}

void draw_lower(const Scene& scene, const SceneKey& shown, App& app, FrameState& state, const Area& area) {
  switch (app.lower_pane()) {
    case LowerPane::timeline: {
      SceneKey key = shown;
      append(key, app.timeline_window());
      state.timeline_pane.show(area, std::move(key),
                               [&] { draw_timeline(scene, app.timeline_window(), state.timeline, area); });
      break;
    }
    case LowerPane::events:
      draw_events(scene, app.settings().sentences ? EventForm::sentence : EventForm::strace, app.filter(),
                  state.events, area);
      state.busy = !state.events.rows.complete();
      break;
    case LowerPane::difference: draw_difference(scene, state.difference, area); break;
    case LowerPane::transitions: draw_transitions(scene, state.states, area); break;
    case LowerPane::kernel: draw_kernel(scene, area); break;
  }
  draw_lower_tabs(scene, app, area);
}

void draw_stage_pane(const Scene& scene, SceneKey key, FrameState& state, const Area& area) {
  // The spotlight follows the mouse, wherever it is.
  if (scene.spotlight.on) return draw_stage(scene, state.stage, area);
  for (const float part : {scene.reveal.progress, scene.reveal.elapsed}) key.push_back(std::bit_cast<std::uint32_t>(part));
  state.stage_pane.show(area, std::move(key), [&] { draw_stage(scene, state.stage, area); });
}

/// All that are not hidden.
void draw_panes(const Scene& scene, App& app, FrameState& state, const FrameLayout& layout) {
  const auto shown = [](const Area& area) { return area.width() > 0 && area.height() > 0; };
  const SceneKey key = key_of(scene);
  if (shown(layout.code)) state.code_pane.show(layout.code, key, [&] { draw_code(scene, state.code, layout.code); });
  if (shown(layout.explanation)) {
    state.explanation_pane.show(layout.explanation, key, [&] { draw_explanation(scene, layout.explanation); });
  }
  draw_stage_pane(scene, key, state, layout.stage);
  if (shown(layout.handles)) {
    SceneKey sorted = key;
    sorted.insert(sorted.end(), {static_cast<std::uint64_t>(app.handle_sort().column), app.handle_sort().descending});
    state.handles_pane.show(layout.handles, std::move(sorted),
                            [&] { draw_handles(scene, app.handle_sort(), state.handles, layout.handles); });
  }
  if (shown(layout.states)) {
    state.states_pane.show(layout.states, key, [&] { draw_states(scene, state.states, layout.states); });
  }
  if (shown(layout.lower)) draw_lower(scene, key, app, state, layout.lower);
}

/// Instead of a heap of cut words.
void draw_too_small(const Scene& scene, ImVec2 window) {
  ParagraphStyle style;
  style.width = std::max(1.0F, window.x - 2 * scene.px(kPanePadding));
  const std::string sentence = words(text::kTooSmall);
  const float height = draw_paragraph(nullptr, scene.look(), {0, 0}, style, sentence);
  draw_paragraph(ImGui::GetWindowDrawList(), scene.look(), {scene.px(kPanePadding), std::max(0.0F, (window.y - height) / 2)},
                 style, sentence);
}

/// What lies over everything else.
void draw_over(const Scene& scene, App& app, FrameState& state, const Area& stage, ImVec2 window) {
  if (!scene.presenter) draw_question_over(scene, app.question(), window);
  draw_notice(scene, app, stage);
  if (app.help_open()) draw_help(scene, app.help(), state.help, window);
  draw_play_prompt(scene, app.play_prompt(), window);
  draw_scenario_picker(scene, app.scenario_picker(), window);
  draw_command_palette(scene, app.command_palette(), window);
}

}  // namespace

void draw_frame(const Scene& scene, App& app, FrameState& state, ImVec2 window) {
  scene.selection.begin_frame();
  state.busy = false;
  begin_screen(scene.look(), window);
  if (app.settings().blank) {
    // Black in every theme: a lit wall draws the eye.
    ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, window, palette_of(Theme::high_contrast).background);
    end_screen();
    return;
  }
  if (is_too_small(window, scene.presenter ? 1.0F : scene.scale)) {
    draw_too_small(scene, window);
    end_screen();
    draw_over(scene, app, state, {{0, 0}, window}, window);
    return;
  }
  if (scene.presenter) {
    draw_presenter(scene, app, state.stage, window);
    draw_menu_windows(scene, state.toolbar);
    end_screen();
    draw_over(scene, app, state, lay_out_presenter(window, scene.scale).stage, window);
    return;
  }
  FrameLayout layout = lay_out_frame(window, scene.scale, app.settings().panes);
  app.set_laid_out(layout.sizes(scene.scale));
  const bool scrolls = layout.size.x > window.x || layout.size.y > window.y;
  ImGui::SetCursorScreenPos({0, 0});
  bridge::begin_child("all", window, scrolls ? ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground
                                             : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground |
                                                   ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 shift{-ImGui::GetScrollX(), -ImGui::GetScrollY()};
  std::vector<Area*> areas{&layout.toolbar, &layout.code,   &layout.explanation, &layout.stage,
                           &layout.handles, &layout.states, &layout.lower};
  for (Area& gap : layout.splitters) areas.push_back(&gap);
  for (Area* area : areas) {
    *area = {{area->min.x + shift.x, area->min.y + shift.y}, {area->max.x + shift.x, area->max.y + shift.y}};
  }
  draw_toolbar(scene, app, state.toolbar, layout.toolbar);
  draw_panes(scene, app, state, layout);
  if (!app.typing()) draw_splitters(scene, layout, app.pane_resizing(), window);
  if (scrolls) {
    ImGui::SetCursorScreenPos({layout.size.x + shift.x - 1, layout.size.y + shift.y - 1});
    ImGui::Dummy({1, 1});
  }
  ImGui::EndChild();
  end_screen();
  if (!app.help_open() && !app.scenario_picker().is_open() && !app.typing()) {
    draw_tour(scene, app.tour(), layout, window);
  }
  draw_over(scene, app, state, layout.stage, window);
}

}  // namespace sockwalk
