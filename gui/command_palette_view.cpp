#include "command_palette_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "label.h"
#include "pane.h"
#include "shapes.h"
#include "text/palette_text.h"
#include "typed_line_view.h"

namespace sockwalk {
namespace {

namespace texts = palette_text;

constexpr float kWidth = 620.0F;
constexpr float kPadding = 14.0F;
constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;

float row_height(const Scene& scene) { return std::round(text_height(scene.fonts.body) + scene.px(10)); }

void draw_row(const Scene& scene, const CommandRow& row, const Area& area, bool chosen) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  ImGui::SetCursorScreenPos(area.min);
  const std::string id(row.id);
  if (ImGui::InvisibleButton(id.c_str(), {area.width(), area.height()})) {
    scene.request(Command::dismiss);
    scene.request(row.command);
  }
  // The chosen row has a border too: a ground alone is hard to see.
  if (chosen) draw_box(list, area.min, area.max, scene.px(5), palette.raised_hovered, palette.focus, std::max(1.0F, scene.px(1)));
  else if (ImGui::IsItemHovered()) draw_box(list, area.min, area.max, scene.px(5), palette.raised, 0);
  const float middle = (area.min.y + area.max.y) / 2;
  const float padding = scene.px(10);
  ImFont* mono = scene.fonts.mono_small;
  const float right = draw_text_right(list, mono, {area.max.x - padding, middle - text_height(mono) / 2},
                                      palette.text_secondary, row.keys);
  const float title = draw_text(list, scene.fonts.bold, {area.min.x + padding, middle - text_height(scene.fonts.bold) / 2},
                                palette.text, row.title);
  const float x = std::max(title + scene.px(14), area.min.x + scene.px(170));
  ImFont* small = scene.fonts.small;
  draw_text(list, small, {x, middle - text_height(small) / 2}, palette.text_secondary,
            elided(small, row.what, std::max(0.0F, right - scene.px(14) - x)));
}

}  // namespace

void draw_command_palette(const Scene& scene, const CommandPalette& palette, ImVec2 window) {
  if (!palette.is_open()) return;
  const float padding = scene.px(kPadding);
  const float row = row_height(scene);
  const float head = row + scene.px(10);
  const float foot = text_height(scene.fonts.small) + scene.px(10);
  const float width = std::min(window.x - 2 * padding, scene.px(kWidth));
  const float top = std::min(window.y * 0.12F, scene.px(90));
  const float room = window.y - top - 3 * padding - head - foot;
  const auto fits = static_cast<std::size_t>(std::max(1.0F, room / row));
  const std::size_t shown = std::min({fits, palette.matches().size(), std::size_t{12}});
  const float height = 2 * padding + head + static_cast<float>(std::max<std::size_t>(shown, 1)) * row + foot;
  const ImVec2 min{std::round((window.x - width) / 2), std::round(top)};
  const Area box{min, {min.x + width, min.y + height}};
  // Its window covers everything, so that a click beside the box meets nothing below it.
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(window);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("command palette", nullptr, kBare);
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
  draw_typed_line(scene, palette.typed(), words(texts::kPrompt), scene.fonts.body, {{left, y}, {right, y + row}});
  y += head;
  if (palette.matches().empty()) {
    draw_text(list, scene.fonts.small, {left + scene.px(10), y + scene.px(5)}, scene.palette.text,
              elided(scene.fonts.small, words(texts::kNothing), right - left - scene.px(20)));
    y += row;
  }
  // The chosen one is always among those that fit.
  const std::size_t first = palette.chosen() < shown ? 0 : palette.chosen() + 1 - shown;
  for (std::size_t i = first; i < first + shown; ++i, y += row) {
    draw_row(scene, *palette.matches()[i], {{left, y}, {right, y + row}}, i == palette.chosen());
  }
  draw_text(list, scene.fonts.small, {left + scene.px(10), y + scene.px(8)}, scene.palette.text_secondary,
            words(texts::kKeys));
  ImGui::End();
}

}  // namespace sockwalk
