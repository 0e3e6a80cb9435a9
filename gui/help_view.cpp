#include "help_view.h"

#include <algorithm>

#include "button.h"
#include "imgui_bridge.h"
#include "label.h"
#include "pane.h"
#include "shapes.h"
#include "text/glossary_text.h"

namespace sockwalk {
namespace {

ParagraphStyle small_paragraph(const Scene& scene, float width) {
  ParagraphStyle style;
  style.width = width;
  style.font = scene.fonts.small;
  style.bold = scene.fonts.small_bold;
  style.line_height = scene.px(18);
  return style;
}

float draw_keys(const Scene& scene, ImDrawList* list, ImVec2 at, float width) {
  const float name = scene.px(104);
  ParagraphStyle style = small_paragraph(scene, width - name);
  style.colour = scene.palette.text_secondary;
  for (const CommandRow& row : all_commands()) {
    if (row.keys.empty()) continue;
    draw_text(list, scene.fonts.mono, at, scene.palette.text, row.keys);
    // What takes more than a line is read to its end, too.
    at.y += draw_paragraph(list, scene.look(), {at.x + name, at.y + scene.px(1)}, style, row.what) + scene.px(5);
  }
  return at.y;
}

float draw_glossary(const Scene& scene, ImDrawList* list, ImVec2 at, float width) {
  const ParagraphStyle style = small_paragraph(scene, width);
  for (const Text* entry : text::kGlossary) {
    at.y += draw_paragraph(list, scene.look(), at, style, words(*entry)) + scene.px(9);
  }
  return at.y;
}

/// Where the page is to begin after `move`, with `step` for a line and `view` for what is seen.
float scrolled(float top, HelpPage::Move move, float step, float view) {
  switch (move) {
    case HelpPage::Move::up: return top - step;
    case HelpPage::Move::down: return top + step;
    case HelpPage::Move::page_up: return top - view;
    case HelpPage::Move::page_down: return top + view;
    case HelpPage::Move::top: return 0;
    case HelpPage::Move::bottom: break;
  }
  return ImGui::GetScrollMaxY();
}

/// Within the page: does what keys have asked since the last frame.
void scroll(const Scene& scene, const HelpPage& page, HelpState& state) {
  if (state.opened != page.opened()) {
    // How long the page is, ImGui knows from the frame after this one.
    state = {page.opened(), 0};
    ImGui::SetScrollY(0);
    return;
  }
  if (state.moves == page.moves().size()) return;
  float top = ImGui::GetScrollY();
  const float step = scene.px(46);
  for (; state.moves < page.moves().size(); ++state.moves) {
    top = scrolled(top, page.moves()[state.moves], step, ImGui::GetWindowHeight() - step);
    top = std::clamp(top, 0.0F, ImGui::GetScrollMaxY());
  }
  ImGui::SetScrollY(top);
}

}  // namespace

void draw_help(const Scene& scene, const HelpPage& page, HelpState& state, ImVec2 window) {
  const float margin = scene.px(40);
  const ImVec2 size{std::min(window.x - 2 * margin, scene.px(1080)), std::min(window.y - 2 * margin, scene.px(760))};
  const ImVec2 min{(window.x - size.x) / 2, (window.y - size.y) / 2};
  ImGui::SetNextWindowPos(min);
  ImGui::SetNextWindowSize(size);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("help", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground);
  ImDrawList* list = ImGui::GetWindowDrawList();
  // The page's border lies on the edge of its window, and ImGui would cut it off.
  list->PushClipRectFullScreen();
  draw_box(list, min, {min.x + size.x, min.y + size.y}, scene.px(kPaneRounding), scene.palette.pane,
           scene.palette.text_secondary);
  list->PopClipRect();
  const float padding = scene.px(24);
  draw_text(list, scene.fonts.title, {min.x + padding, min.y + padding}, scene.palette.text, words(text::kHelpTitle));
  draw_text_right(list, scene.fonts.small, {min.x + size.x - padding, min.y + padding + scene.px(4)},
                  scene.palette.text_secondary, words(text::kHelpClose));
  const float top = min.y + padding + scene.px(40);
  ImGui::SetCursorScreenPos({min.x + padding, top});
  bridge::begin_child("page", {size.x - 2 * padding, min.y + size.y - top - scene.px(12)}, ImGuiWindowFlags_NoBackground);
  scroll(scene, page, state);
  ImDrawList* content = ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float column = (size.x - 2 * padding - scene.px(40)) / 2;
  const float keys = draw_keys(scene, content, at, column);
  const float glossary = draw_glossary(scene, content, {at.x + column + scene.px(24), at.y}, column);
  ImGui::Dummy({1, std::max(keys, glossary) - at.y});
  ImGui::EndChild();
  ImGui::End();
}

}  // namespace sockwalk
