#include "play_prompt_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "label.h"
#include "pane.h"
#include "shapes.h"
#include "text/play_prompt_text.h"
#include "typed_line_view.h"

namespace sockwalk {
namespace {

namespace texts = play_prompt_text;

constexpr float kWidth = 720.0F;
constexpr float kPadding = 14.0F;
constexpr std::size_t kMostRows = 12;
constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;

float row_height(const Scene& scene) { return std::round(text_height(scene.fonts.body) + scene.px(10)); }

ParagraphStyle verdict_style(const Scene& scene, const PlayPrompt& prompt, float width) {
  ParagraphStyle style;
  style.width = width;
  style.font = scene.fonts.small;
  style.bold = scene.fonts.small_bold;
  style.line_height = std::round(text_height(scene.fonts.small) * 1.3F);
  style.colour = prompt.refused() ? scene.palette.failed : scene.palette.text_secondary;
  return style;
}

void draw_row(const Scene& scene, const PromptRow& row, std::size_t index, const Area& area, bool chosen) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  ImGui::SetCursorScreenPos(area.min);
  if (ImGui::InvisibleButton(fmt::format("offer {}", index).c_str(), {area.width(), area.height()})) {
    scene.requests.push_back({Command::take_offer, kNoActor, index, {}});
  }
  // The chosen row has a border too: a ground alone is hard to see.
  if (chosen) draw_box(list, area.min, area.max, scene.px(5), palette.raised_hovered, palette.focus, std::max(1.0F, scene.px(1)));
  else if (ImGui::IsItemHovered()) draw_box(list, area.min, area.max, scene.px(5), palette.raised, 0);
  const float middle = (area.min.y + area.max.y) / 2;
  const float padding = scene.px(10);
  const bool can = row.hindrance.empty();
  if (row.words.empty()) {
    ImFont* bold = scene.fonts.bold;
    draw_text(list, bold, {area.min.x + padding, middle - text_height(bold) / 2}, palette.text, row.title);
    return;
  }
  ImFont* small = scene.fonts.small;
  const float most = area.width() - 2 * padding;
  const std::string title = elided(small, row.title, most * 0.5F);
  const float right = draw_text_right(list, small, {area.max.x - padding, middle - text_height(small) / 2},
                                      can ? palette.text_secondary : palette.text_dimmed, title);
  ImFont* mono = scene.fonts.mono;
  const float room = std::max(0.0F, right - scene.px(14) - area.min.x - padding);
  draw_text(list, mono, {area.min.x + padding, middle - text_height(mono) / 2},
            can ? palette.text : palette.text_dimmed, elided(mono, row.words, room));
}

}  // namespace

void draw_play_prompt(const Scene& scene, const PlayPrompt& prompt, ImVec2 window) {
  if (!prompt.is_open()) return;
  const float padding = scene.px(kPadding);
  const float row = row_height(scene);
  const float head = text_height(scene.fonts.bold) + scene.px(8);
  const float foot = text_height(scene.fonts.small) + scene.px(8);
  const float width = std::min(window.x - 2 * padding, scene.px(kWidth));
  const float inner = width - 2 * padding;
  ParagraphStyle style = verdict_style(scene, prompt, inner - scene.px(20));
  // Room for two lines is always kept, so that the rows stay where they are while one types.
  const float verdict = std::max(draw_paragraph(nullptr, scene.look(), {0, 0}, style, prompt.verdict()),
                                 2 * style.line_height) + scene.px(10);
  const float top = std::min(window.y * 0.1F, scene.px(80));
  const float room = window.y - top - 3 * padding - head - row - verdict - foot;
  const auto fits = static_cast<std::size_t>(std::max(1.0F, room / row));
  const std::size_t shown = std::min({fits, prompt.rows().size(), kMostRows});
  const float height = 2 * padding + head + row + verdict + static_cast<float>(shown) * row + foot;
  const ImVec2 min{std::round((window.x - width) / 2), std::round(top)};
  const Area box{min, {min.x + width, min.y + height}};
  // Its window covers everything, so that a click beside the box meets nothing below it.
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(window);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("play prompt", nullptr, kBare);
  const bool beside = !box.contains(ImGui::GetIO().MousePos);
  if (beside && ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
    scene.request(Command::dismiss);
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_box(list, box.min, box.max, scene.px(kPaneRounding), scene.palette.tooltip,
           scene.palette.text_secondary, std::max(1.0F, scene.px(1)));
  const float left = min.x + padding;
  const float right = min.x + width - padding;
  float y = min.y + padding;
  draw_text(list, scene.fonts.bold, {left, y}, scene.palette.text, words(texts::kTitle));
  y += head;
  draw_typed_line(scene, prompt.line(), words(texts::kExample), scene.fonts.mono, {{left, y}, {right, y + row}});
  y += row + scene.px(5);
  draw_paragraph(list, scene.look(), {left + scene.px(10), y}, style, prompt.verdict());
  y += verdict - scene.px(5);
  // The chosen one is always among those that fit.
  const std::size_t chosen = prompt.chosen().value_or(0);
  const std::size_t first = chosen < shown ? 0 : chosen + 1 - shown;
  for (std::size_t i = first; i < first + shown; ++i, y += row) {
    draw_row(scene, prompt.rows()[i], i, {{left, y}, {right, y + row}}, prompt.chosen() == i);
  }
  draw_text(list, scene.fonts.small, {left + scene.px(10), y + scene.px(6)}, scene.palette.text_secondary,
            elided(scene.fonts.small, words(texts::kKeys), inner - scene.px(20)));
  ImGui::End();
}

}  // namespace sockwalk
