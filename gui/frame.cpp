#include "frame.h"

#include <algorithm>
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
#include "play_prompt_view.h"
#include "presenter_view.h"
#include "question_view.h"
#include "scenario_picker_view.h"
#include "shapes.h"
#include "stage_view.h"
#include "states_view.h"
#include "text/frame_text.h"
#include "tour_view.h"

namespace sockwalk {
namespace {

// The least size at which nothing overlaps, in design pixels.
constexpr float kLeastWidth = 1180.0F;
constexpr float kLeastHeight = 690.0F;
constexpr float kRoomyHeight = 800.0F;
constexpr float kGap = 8.0F;

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

/// A sentence over the stage, until it is dismissed.
void draw_notice(const Scene& scene, const App& app, const Area& stage) {
  if (app.notice().empty()) return;
  const float padding = scene.px(14);
  const float width = std::min(stage.width() - 2 * padding, scene.px(640));
  ParagraphStyle style;
  style.width = width - 2 * padding - scene.px(30);
  const float text = draw_paragraph(nullptr, scene.look(), {0, 0}, style, app.notice());
  const float height = text + 2 * scene.px(10);
  const ImVec2 min{stage.min.x + (stage.width() - width) / 2, stage.min.y + padding};
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

/// What lies over everything else.
void draw_over(const Scene& scene, App& app, FrameState& state, const Area& stage, ImVec2 window) {
  if (!scene.presenter) draw_question_over(scene, app.question(), window);
  draw_notice(scene, app, stage);
  if (app.help_open()) draw_help(scene, app.help(), state.help, window);
  draw_play_prompt(scene, app.play_prompt(), window);
  draw_scenario_picker(scene, app.scenario_picker(), window);
  draw_command_palette(scene, app.command_palette(), window);
}

void draw_lower(const Scene& scene, App& app, FrameState& state, const Area& area) {
  switch (app.lower_pane()) {
    case LowerPane::timeline: draw_timeline(scene, app.timeline_window(), state.timeline, area); break;
    case LowerPane::events:
      draw_events(scene, app.settings().sentences ? EventForm::sentence : EventForm::strace, app.filter(),
                  state.events, area);
      state.busy = !state.events.rows.complete();
      break;
    case LowerPane::difference: draw_difference(scene, state.difference, area); break;
    case LowerPane::kernel: draw_kernel(scene, area); break;
  }
  draw_lower_tabs(scene, app, area);
}

}  // namespace

FrameLayout lay_out_frame(ImVec2 window, float scale) {
  const auto px = [&](float design) { return std::round(design * scale); };
  FrameLayout layout;
  layout.size = {std::max(window.x, px(kLeastWidth)), std::max(window.y, px(kLeastHeight))};
  const float gap = px(kGap);
  const float width = layout.size.x;
  const float height = layout.size.y;
  layout.toolbar = {{0, 0}, {width, px(kToolbarHeight)}};
  const float top = layout.toolbar.max.y + gap;
  // A low window keeps its height for the stage; the timeline then does without its legend.
  const float lower = height < px(kRoomyHeight) ? px(152) : std::round(std::clamp(height * 0.28F, px(196), px(330)));
  const float lower_top = height - gap - lower;
  const float bottom = lower_top - gap;
  const float left = std::round(std::clamp(width * 0.238F, px(326), px(440)));
  const float right = std::round(std::clamp(width * 0.235F, px(290), px(460)));
  const float middle = bottom - top;
  const float explanation = std::round(std::clamp(middle * 0.42F, px(170), px(320)));
  const float handles = std::round(std::clamp(middle * 0.385F, px(185), px(320)));
  layout.code = {{gap, top}, {gap + left, bottom - explanation - gap}};
  layout.explanation = {{gap, bottom - explanation}, {gap + left, bottom}};
  layout.stage = {{gap + left + gap, top}, {width - gap - right - gap, bottom}};
  layout.handles = {{width - gap - right, top}, {width - gap, top + handles}};
  layout.states = {{width - gap - right, top + handles + gap}, {width - gap, bottom}};
  layout.lower = {{gap, lower_top}, {width - gap, height - gap}};
  return layout;
}

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
  if (scene.presenter) {
    draw_presenter(scene, app, window);
    draw_menu_windows(scene, state.toolbar);
    end_screen();
    draw_over(scene, app, state, lay_out_presenter(window, scene.scale).stage, window);
    return;
  }
  FrameLayout layout = lay_out_frame(window, scene.scale);
  const bool scrolls = layout.size.x > window.x || layout.size.y > window.y;
  ImGui::SetCursorScreenPos({0, 0});
  bridge::begin_child("all", window, scrolls ? ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground
                                             : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground |
                                                   ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 shift{-ImGui::GetScrollX(), -ImGui::GetScrollY()};
  for (Area* area : {&layout.toolbar, &layout.code, &layout.explanation, &layout.stage, &layout.handles,
                     &layout.states, &layout.lower}) {
    *area = {{area->min.x + shift.x, area->min.y + shift.y}, {area->max.x + shift.x, area->max.y + shift.y}};
  }
  draw_toolbar(scene, app, state.toolbar, layout.toolbar);
  draw_code(scene, layout.code);
  draw_explanation(scene, layout.explanation);
  draw_stage(scene, layout.stage);
  draw_handles(scene, layout.handles);
  draw_states(scene, layout.states);
  draw_lower(scene, app, state, layout.lower);
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
