#include "pane_splitters.h"

#include <algorithm>
#include <string>

#include "label.h"
#include "shapes.h"
#include "text/frame_text.h"

namespace sockwalk {
namespace {

/// The size that a gap sets when its middle is at `at`.
float size_at(Splitter splitter, const FrameLayout& layout, ImVec2 at, float half) {
  switch (splitter) {
    case Splitter::left: return at.x - half - (layout.code.width() > 0 ? layout.code : layout.explanation).min.x;
    case Splitter::right: return (layout.handles.width() > 0 ? layout.handles : layout.states).max.x - at.x - half;
    case Splitter::lower: return layout.lower.max.y - at.y - half;
    case Splitter::explanation: return layout.explanation.max.y - at.y - half;
    case Splitter::handles: break;
  }
  return at.y - half - layout.handles.min.y;
}

void drag(const Scene& scene, const FrameLayout& layout, Splitter splitter, const Area& gap) {
  ImGui::SetCursorScreenPos(gap.min);
  ImGui::PushID(static_cast<int>(splitter));
  const bool pressed = ImGui::InvisibleButton("splitter", {std::max(1.0F, gap.width()), std::max(1.0F, gap.height())});
  ImGui::PopID();
  // Space on it begins what the arrows go on with.
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  if (focused) ImGui::GetWindowDrawList()->AddRectFilled(gap.min, gap.max, scene.palette.focus, scene.px(3));
  if (pressed && focused && !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) scene.request(Command::resize_panes);
  const bool held = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
  if (!held && !ImGui::IsItemHovered()) return;
  ImGui::SetMouseCursor(is_upright(splitter) ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  ImGui::GetWindowDrawList()->AddRectFilled(gap.min, gap.max, scene.palette.hover, scene.px(3));
  if (!held || !ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1.0F)) return;
  const float half = (is_upright(splitter) ? gap.width() : gap.height()) / 2;
  const float size = size_at(splitter, layout, ImGui::GetIO().MousePos, half) / scene.scale;
  const int whole = std::clamp(static_cast<int>(std::round(size)), kLeastPane, kMostPane);
  scene.requests.push_back({Command::resize_pane, kNoActor, static_cast<std::uint64_t>(whole), std::string(name_of(splitter))});
}

}  // namespace

void draw_splitters(const Scene& scene, const FrameLayout& layout, const PaneResizing& resizing, ImVec2 window) {
  for (std::size_t i = 0; i < kSplitters; ++i) {
    const Area& gap = layout.splitters[i];
    if (gap.width() <= 0 || gap.height() <= 0) continue;
    drag(scene, layout, static_cast<Splitter>(i), gap);
    if (!resizing.is_on() || static_cast<std::size_t>(resizing.at()) != i) continue;
    ImGui::GetWindowDrawList()->AddRectFilled(gap.min, gap.max, scene.palette.focus, scene.px(3));
  }
  if (!resizing.is_on()) return;
  const std::string how = words(text::kResizeHow);
  ImDrawList* list = ImGui::GetForegroundDrawList();
  const float padding = scene.px(14);
  ParagraphStyle style;
  style.width = std::min(window.x - 4 * padding, scene.px(560));
  const float height = draw_paragraph(nullptr, scene.look(), {0, 0}, style, how);
  const ImVec2 min{std::round((window.x - style.width) / 2 - padding), window.y - height - 3 * padding};
  const ImVec2 max{min.x + style.width + 2 * padding, min.y + height + padding};
  draw_box(list, min, max, scene.px(6), scene.palette.tooltip, scene.palette.focus, std::max(1.0F, scene.px(1)));
  draw_paragraph(list, scene.look(), {min.x + padding, min.y + padding / 2}, style, how);
}

}  // namespace sockwalk
