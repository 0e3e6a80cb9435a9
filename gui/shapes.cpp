#include "shapes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

#include "label.h"

namespace sockwalk {
namespace {

constexpr float kMarkInPill = 0.56F;  ///< of the line's height
constexpr float kGapInPill = 0.4F;

/// The outline of a rounded box as one closed line, clockwise from the upper left corner's end.
std::vector<ImVec2> rounded_outline(ImVec2 min, ImVec2 max, float rounding) {
  const float radius =
      std::max(0.0F, std::min({rounding, (max.x - min.x) / 2.0F, (max.y - min.y) / 2.0F}));
  constexpr int kSteps = 8;
  constexpr float kQuarter = std::numbers::pi_v<float> / 2.0F;
  const ImVec2 corners[4] = {{max.x - radius, min.y + radius},
                             {max.x - radius, max.y - radius},
                             {min.x + radius, max.y - radius},
                             {min.x + radius, min.y + radius}};
  std::vector<ImVec2> points;
  for (int corner = 0; corner < 4; ++corner) {
    for (int step = 0; step <= kSteps; ++step) {
      const float part = static_cast<float>(step) / kSteps;
      const float angle = kQuarter * (static_cast<float>(corner) - 1.0F + part);
      points.push_back({corners[corner].x + radius * std::cos(angle),
                        corners[corner].y + radius * std::sin(angle)});
    }
  }
  points.push_back(points.front());
  return points;
}

}  // namespace

void draw_box(ImDrawList* list, ImVec2 min, ImVec2 max, float rounding, Colour fill, Colour border,
              float thickness) {
  if (fill != 0) list->AddRectFilled(min, max, fill, rounding);
  if (border == 0) return;
  // A line is drawn around its coordinates: half its width further in it covers whole pixels. AddRect
  // itself adds half a pixel, which suits 1 and no other width.
  const float in = thickness / 2.0F;
  list->PathRect({min.x + in, min.y + in}, {max.x - in, max.y - in},
                 std::max(0.0F, rounding - in));
  list->PathStroke(border, ImDrawFlags_Closed, thickness);
}

void draw_dashed_box(ImDrawList* list, ImVec2 min, ImVec2 max, float rounding, Colour colour,
                     float thickness, float dash) {
  const float in = thickness / 2.0F;
  const std::vector<ImVec2> outline = rounded_outline(
      {min.x + in, min.y + in}, {max.x - in, max.y - in}, std::max(0.0F, rounding - in));
  float total = 0.0F;
  for (std::size_t i = 0; i + 1 < outline.size(); ++i) {
    total += std::hypot(outline[i + 1].x - outline[i].x, outline[i + 1].y - outline[i].y);
  }
  if (!(total > 0.0F) || !(dash > 0.0F)) return;
  // A whole number of dashes, so that none is cut where the line closes.
  const float period = total / std::max(1.0F, std::round(total / (dash * 1.7F)));
  const float drawn = period / 1.7F;
  float at = 0.0F;  // along the outline
  for (std::size_t i = 0; i + 1 < outline.size(); ++i) {
    const ImVec2 a = outline[i];
    const ImVec2 b = outline[i + 1];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    for (float here = 0.0F; here < length;) {
      const float within = std::fmod(at + here, period);
      const bool on = within < drawn;
      const float next = std::min(length, here + std::max(0.05F, (on ? drawn : period) - within));
      if (on) {
        // ImGui's AddLine would shift it by half a pixel.
        list->PathLineTo({a.x + (b.x - a.x) * here / length, a.y + (b.y - a.y) * here / length});
        list->PathLineTo({a.x + (b.x - a.x) * next / length, a.y + (b.y - a.y) * next / length});
        list->PathStroke(colour, 0, thickness);
      }
      here = next;
    }
    at += length;
  }
}

void draw_hatch(ImDrawList* list, ImVec2 min, ImVec2 max, float spacing, float thickness,
                Colour colour) {
  if (!(spacing > 0.0F)) return;
  list->PushClipRect(min, max, true);
  const float height = max.y - min.y;
  // From the left edge of the screen, so that neighbours' lines continue each other.
  const float first = std::floor((min.x - height) / spacing) * spacing;
  for (float x = first; x < max.x; x += spacing) {
    list->AddLine({x, max.y}, {x + height, min.y}, colour, thickness);
  }
  list->PopClipRect();
}

void draw_jack(ImDrawList* list, ImVec2 centre, float radius, Colour ring, Colour inside,
               Colour number_colour, ImFont* font, int number, float thickness) {
  char digits[12];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const std::string_view text{digits, static_cast<std::size_t>(end - digits)};
  const float half = text_width(font, text) / 2.0F + thickness + 1.0F;
  if (half <= radius) {
    list->AddCircleFilled(centre, radius - thickness / 2.0F, inside);
    list->AddCircle(centre, radius - thickness / 2.0F, ring, 0, thickness);
  } else {
    // A number of many digits makes it longer, not the digits smaller.
    draw_box(list, {centre.x - half, centre.y - radius}, {centre.x + half, centre.y + radius}, radius, inside, ring,
             thickness);
  }
  draw_text_centred(list, font, centre, number_colour, text);
}

void draw_disc(ImDrawList* list, ImVec2 centre, float radius, Colour disc, Colour letter_colour,
               ImFont* font, std::string_view letter) {
  list->AddCircleFilled(centre, radius, disc);
  draw_text_centred(list, font, centre, letter_colour, letter);
}

float pill_width(const PillStyle& style, const ImFont* font, std::string_view text) {
  const float mark = style.has_mark ? text_height(font) * (kMarkInPill + kGapInPill) : 0.0F;
  return std::round(2.0F * style.padding + mark + text_width(font, text));
}

ImVec2 draw_pill(ImDrawList* list, ImVec2 min, float height, const PillStyle& style, ImFont* font,
                 std::string_view text) {
  const ImVec2 max{min.x + pill_width(style, font, text), min.y + height};
  draw_box(list, min, max, height / 2.0F, style.fill, style.border, style.thickness);
  float x = min.x + style.padding;
  const float middle = min.y + height / 2.0F;
  if (style.has_mark) {
    const float size = text_height(font) * kMarkInPill;
    draw_mark(list, style.mark, {x + size / 2.0F, middle}, size, style.text);
    x += text_height(font) * (kMarkInPill + kGapInPill);
  }
  draw_text(list, font, {x, middle - text_height(font) / 2.0F}, style.text, text);
  return max;
}

}  // namespace sockwalk
