#include "tour_view.h"

#include <algorithm>
#include <cmath>

#include "label.h"
#include "shapes.h"
#include "spotlight_view.h"
#include "text/tour_text.h"

namespace sockwalk {
namespace {

constexpr float kWidth = 380.0F;
constexpr float kPadding = 16.0F;

Area area_of(TourPlace place, const FrameLayout& layout, ImVec2 window) {
  switch (place) {
    case TourPlace::toolbar: return layout.toolbar;
    case TourPlace::stage: return layout.stage;
    case TourPlace::code: return layout.code;
    case TourPlace::explanation: return layout.explanation;
    case TourPlace::handles: return layout.handles;
    case TourPlace::states: return layout.states;
    case TourPlace::lower: return layout.lower;
    case TourPlace::window: break;
  }
  return {{0, 0}, window};
}

}  // namespace

Area tour_card(const Area& place, ImVec2 size, ImVec2 window, float gap) {
  ImVec2 at{(place.min.x + place.max.x - size.x) / 2, (place.min.y + place.max.y - size.y) / 2};
  if (place.max.y + gap + size.y <= window.y) {
    at.y = place.max.y + gap;
  } else if (place.max.x + gap + size.x <= window.x) {
    at.x = place.max.x + gap;
  } else if (place.min.x - gap - size.x >= 0) {
    at.x = place.min.x - gap - size.x;
  } else if (place.min.y - gap - size.y >= 0) {
    at.y = place.min.y - gap - size.y;
  }
  at.x = std::round(std::clamp(at.x, gap, std::max(gap, window.x - size.x - gap)));
  at.y = std::round(std::clamp(at.y, gap, std::max(gap, window.y - size.y - gap)));
  return {at, {at.x + size.x, at.y + size.y}};
}

void draw_tour(const Scene& scene, const Tour& tour, const FrameLayout& layout, ImVec2 window) {
  if (!tour.is_on() || scene.presenter) return;
  const Area place = area_of(tour.step().place, layout, window);
  const float padding = scene.px(kPadding);
  ParagraphStyle style;
  style.width = scene.px(kWidth) - 2 * padding;
  const std::string text = words(*tour.step().text);
  const std::string foot = say(tour_text::kPlace, tour.at() + 1, Tour::steps().size()).words();
  const float height = draw_paragraph(nullptr, scene.look(), {0, 0}, style, text);
  const float foot_height = text_height(scene.fonts.small) + scene.px(8);
  const Area card = tour_card(place, {scene.px(kWidth), height + foot_height + 2 * padding}, window, scene.px(12));
  // The shade takes no clicks: the window's own buttons stay what they are.
  ImDrawList* list = ImGui::GetForegroundDrawList();
  dim_around(list, {{0, 0}, window}, place);
  draw_box(list, place.min, place.max, scene.px(kPaneRounding), 0, scene.palette.focus, std::max(2.0F, scene.px(2)));
  draw_box(list, card.min, card.max, scene.px(kPaneRounding), scene.palette.tooltip, scene.palette.focus,
           std::max(1.0F, scene.px(1)));
  draw_paragraph(list, scene.look(), {card.min.x + padding, card.min.y + padding}, style, text);
  draw_text(list, scene.fonts.small, {card.min.x + padding, card.max.y - padding - text_height(scene.fonts.small)},
            scene.palette.text_secondary, foot);
}

}  // namespace sockwalk
