#include "spotlight_view.h"

#include <algorithm>

namespace sockwalk {
namespace {

constexpr float kRadius = 42.0F;  // around the mouse, in design pixels
constexpr Colour kShade = 0xB0000000U;

/// The box or the number of what is pointed at.
std::optional<StageRect> place_of(const StageLayout& layout, const Target& target) {
  if (target.kind == Target::Kind::none) return {};
  for (const StageJack& jack : layout.jacks) {
    if (target_of(jack) == target) {
      const float r = jack.radius;
      return StageRect{jack.centre.x - r, jack.centre.y - r, jack.centre.x + r, jack.centre.y + r};
    }
  }
  for (const StageBox& box : layout.boxes) {
    if (target_of(box) == target) return box.rect;
  }
  return {};
}

}  // namespace

void dim_around(ImDrawList* list, const Area& area, const Area& lit) {
  const ImVec2 min{std::clamp(lit.min.x, area.min.x, area.max.x), std::clamp(lit.min.y, area.min.y, area.max.y)};
  const ImVec2 max{std::clamp(lit.max.x, area.min.x, area.max.x), std::clamp(lit.max.y, area.min.y, area.max.y)};
  list->AddRectFilled(area.min, {area.max.x, min.y}, kShade);
  list->AddRectFilled({area.min.x, max.y}, area.max, kShade);
  list->AddRectFilled({area.min.x, min.y}, {min.x, max.y}, kShade);
  list->AddRectFilled({max.x, min.y}, {area.max.x, max.y}, kShade);
}

std::optional<StageRect> spotlit(const StagePaint& paint, const Pane& pane) {
  Spotlight& spotlight = paint.scene.spotlight;
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F) spotlight.by_keyboard = false;
  const StageLayout& layout = paint.layout;
  if (spotlight.by_keyboard && !layout.boxes.empty()) {
    return layout.boxes[around(spotlight.at, layout.boxes.size())].rect;
  }
  if (const auto pointed = place_of(layout, paint.scene.selection.hovered())) return pointed;
  if (!pane.content.contains(io.MousePos)) return {};
  const float radius = paint.look.px(kRadius);
  const StagePoint mouse{io.MousePos.x - paint.origin.x, io.MousePos.y - paint.origin.y};
  return StageRect{mouse.x - radius, mouse.y - radius, mouse.x + radius, mouse.y + radius};
}

void paint_spotlight(const StagePaint& paint, const Pane& pane) {
  if (!paint.scene.spotlight.on) return;
  const auto lit = spotlit(paint, pane);
  if (!lit) return;
  const StageRect wide = lit->grown(paint.look.px(4));
  const Area hole{paint.min(wide), paint.max(wide)};
  dim_around(paint.list, pane.content, hole);
}

}  // namespace sockwalk
