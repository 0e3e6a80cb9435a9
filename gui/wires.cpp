#include "wires.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "marks.h"

namespace sockwalk {
namespace {

float distance(ImVec2 a, ImVec2 b) { return std::hypot(b.x - a.x, b.y - a.y); }

ImVec2 between_points(ImVec2 a, ImVec2 b, float part) {
  return {a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
}

/// A point on a polyline, `length` pixels from its beginning.
class Walker {
 public:
  explicit Walker(std::span<const ImVec2> points) : points_(points) {}

  /// REQUIRES: `length` never decreases from call to call.
  ImVec2 at(float length) {
    while (index_ + 2 < points_.size() && behind_ + step() < length) {
      behind_ += step();
      ++index_;
    }
    const float whole = step();
    const float part = whole > 0.0F ? (length - behind_) / whole : 0.0F;
    return between_points(points_[index_], points_[index_ + 1], std::clamp(part, 0.0F, 1.0F));
  }

 private:
  float step() const { return distance(points_[index_], points_[index_ + 1]); }

  std::span<const ImVec2> points_;
  std::size_t index_ = 0;
  float behind_ = 0.0F;
};

float length_of(std::span<const ImVec2> points) {
  float sum = 0.0F;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) sum += distance(points[i], points[i + 1]);
  return sum;
}

/// A straight piece. ImGui's AddLine would shift it by half a pixel.
void draw_piece(ImDrawList* list, ImVec2 from, ImVec2 to, const WireStyle& style) {
  list->PathLineTo(from);
  list->PathLineTo(to);
  list->PathStroke(style.colour, 0, style.thickness);
}

/// REQUIRES: at least two points.
void draw_polyline(ImDrawList* list, std::vector<ImVec2> points, const WireStyle& style) {
  if (style.head > 0.0F) {
    const ImVec2 tip = points.back();
    // The head covers the end of the wire: it stops at the head's base, and its blunt end with it.
    while (points.size() > 2 && distance(points[points.size() - 2], tip) < style.head) {
      points.pop_back();
    }
    const ImVec2 before = points[points.size() - 2];
    const float rest = distance(before, tip);
    points.back() = between_points(before, tip, rest > 0.0F ? 1.0F - style.head / rest : 0.0F);
    draw_arrow_head(list, tip, {tip.x - before.x, tip.y - before.y}, style.head, style.colour);
  }
  if (style.dash == WireStyle::Dash::solid) {
    list->AddPolyline(points.data(), static_cast<int>(points.size()), style.colour, 0,
                      style.thickness);
    return;
  }
  const bool dotted = style.dash == WireStyle::Dash::dotted;
  const float period = style.thickness * (dotted ? 2.6F : 5.0F);
  if (!(period > 0.0F)) return;
  const float total = length_of(points);
  Walker walker(points);
  for (float at = std::fmod(std::max(style.phase, 0.0F), period); at <= total; at += period) {
    const ImVec2 begin = walker.at(at);
    if (dotted) {
      list->AddCircleFilled(begin, style.thickness * 0.6F, style.colour);
    } else {
      draw_piece(list, begin, walker.at(std::min(at + period * 0.6F, total)), style);
    }
  }
}

}  // namespace

void draw_wire(ImDrawList* list, ImVec2 from, ImVec2 to, const WireStyle& style) {
  // Upright and level wires get sharp edges: a whole number of pixels, beginning on one.
  WireStyle sharp = style;
  if (from.x == to.x || from.y == to.y) {
    sharp.thickness = std::max(1.0F, std::round(style.thickness));
    const float half = sharp.thickness / 2.0F;
    if (from.x == to.x) from.x = to.x = std::round(from.x - half) + half;
    if (from.y == to.y) from.y = to.y = std::round(from.y - half) + half;
  }
  draw_polyline(list, {from, to}, sharp);
}

ImVec2 point_of_curve(ImVec2 from, ImVec2 control_from, ImVec2 control_to, ImVec2 to, float part) {
  const ImVec2 a = between_points(from, control_from, part);
  const ImVec2 b = between_points(control_from, control_to, part);
  const ImVec2 c = between_points(control_to, to, part);
  return between_points(between_points(a, b, part), between_points(b, c, part), part);
}

void draw_curve(ImDrawList* list, ImVec2 from, ImVec2 control_from, ImVec2 control_to, ImVec2 to,
                const WireStyle& style) {
  const float rough = distance(from, control_from) + distance(control_from, control_to) +
                      distance(control_to, to);
  const int steps = std::clamp(static_cast<int>(rough / 8.0F), 8, 200);
  std::vector<ImVec2> points;
  points.reserve(static_cast<std::size_t>(steps) + 1);
  for (int step = 0; step <= steps; ++step) {
    const float part = static_cast<float>(step) / static_cast<float>(steps);
    points.push_back(point_of_curve(from, control_from, control_to, to, part));
  }
  draw_polyline(list, std::move(points), style);
}

}  // namespace sockwalk
