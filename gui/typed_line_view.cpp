#include "typed_line_view.h"

#include <algorithm>

#include "label.h"
#include "shapes.h"

namespace sockwalk {

void draw_typed_line(const Scene& scene, const TypedLine& line, std::string_view prompt, ImFont* font,
                     const Area& area, bool caret) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& colours = scene.palette;
  draw_box(list, area.min, area.max, scene.px(5), colours.well, colours.well_border, std::max(1.0F, scene.px(1)));
  const float top = (area.min.y + area.max.y - text_height(font)) / 2;
  const bool empty = line.text().empty();
  const float padding = scene.px(10);
  const float before = text_width(font, std::string_view(line.text()).substr(0, line.caret()));
  const float room = area.width() - 2 * padding;
  const float left = area.min.x + padding - std::max(0.0F, before - room);
  list->PushClipRect(area.min, area.max, true);
  draw_text(list, font, {left, top}, empty ? colours.text_dimmed : colours.text,
            empty ? prompt : std::string_view(line.text()));
  const float at = left + before + (empty ? -scene.px(3) : scene.px(0.5F));
  if (caret) list->AddRectFilled({at, top}, {at + std::max(1.0F, scene.px(1.5F)), top + text_height(font)}, colours.text);
  list->PopClipRect();
}

}  // namespace sockwalk
