#include "marks.h"

#include <array>
#include <cmath>
#include <numbers>

namespace sockwalk {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

/// A place within the square around a mark: from −1 to 1 in both directions.
struct Place {
  float x;
  float y;
};

/// The square around a mark, with what every mark needs of it.
struct Square {
  ImDrawList* list;
  ImVec2 centre;
  float half;
  Colour colour;

  ImVec2 at(Place place) const { return {centre.x + place.x * half, centre.y + place.y * half}; }
  float stroke() const { return std::max(1.0F, half * 0.26F); }

  void line(std::initializer_list<Place> places) const {
    for (const Place& place : places) list->PathLineTo(at(place));
    list->PathStroke(colour, 0, stroke());
  }
  void area(std::initializer_list<Place> places) const {
    for (const Place& place : places) list->PathLineTo(at(place));
    list->PathFillConvex(colour);
  }
  void outline(std::initializer_list<Place> places) const {
    for (const Place& place : places) list->PathLineTo(at(place));
    list->PathStroke(colour, ImDrawFlags_Closed, stroke());
  }
  void ring(float radius) const {
    list->AddCircle(centre, radius * half - stroke() / 2.0F, colour, 0, stroke());
  }
  void disc(float radius) const { list->AddCircleFilled(centre, radius * half, colour); }
  void bar(float left, float top, float right, float bottom) const {
    list->AddRectFilled(at({left, top}), at({right, bottom}), colour, half * 0.12F);
  }
};

void draw_dotted_circle(const Square& square) {
  constexpr int kDots = 8;
  for (int dot = 0; dot < kDots; ++dot) {
    const float angle = 2.0F * kPi * static_cast<float>(dot) / kDots;
    const ImVec2 place = square.at({std::cos(angle) * 0.82F, std::sin(angle) * 0.82F});
    square.list->AddCircleFilled(place, std::max(0.75F, square.half * 0.19F), square.colour);
  }
}

}  // namespace

PhaseShape shape_of(Hue hue) {
  constexpr std::array<PhaseShape, kHues> kShapes{
      PhaseShape::ring,           PhaseShape::square,  PhaseShape::ring_dot,
      PhaseShape::hourglass,      PhaseShape::dotted_circle, PhaseShape::diamond,
      PhaseShape::half_diamond,   PhaseShape::hollow_diamond, PhaseShape::slashed_ring};
  return kShapes[static_cast<std::size_t>(hue)];
}

void draw_mark(ImDrawList* list, Mark mark, ImVec2 centre, float size, Colour colour) {
  const Square square{list, centre, size / 2.0F, colour};
  switch (mark) {
    case Mark::tick: return square.line({{-0.72F, 0.08F}, {-0.22F, 0.56F}, {0.72F, -0.58F}});
    case Mark::dash: return square.line({{-0.6F, 0.0F}, {0.6F, 0.0F}});
    case Mark::cross:
      square.line({{-0.58F, -0.58F}, {0.58F, 0.58F}});
      return square.line({{0.58F, -0.58F}, {-0.58F, 0.58F}});
    case Mark::triangle_right: return square.area({{-0.6F, -0.8F}, {0.8F, 0.0F}, {-0.6F, 0.8F}});
    case Mark::triangle_left: return square.area({{0.6F, -0.8F}, {0.6F, 0.8F}, {-0.8F, 0.0F}});
    case Mark::triangle_down: return square.area({{-0.8F, -0.6F}, {0.8F, -0.6F}, {0.0F, 0.8F}});
    case Mark::triangle_up: return square.area({{-0.8F, 0.6F}, {0.0F, -0.8F}, {0.8F, 0.6F}});
    case Mark::bar_left:
      square.bar(-0.95F, -0.8F, -0.7F, 0.8F);
      return square.area({{0.75F, -0.8F}, {0.75F, 0.8F}, {-0.6F, 0.0F}});
    case Mark::bar_right:
      square.bar(0.7F, -0.8F, 0.95F, 0.8F);
      return square.area({{-0.75F, -0.8F}, {0.6F, 0.0F}, {-0.75F, 0.8F}});
    case Mark::pause:
      square.bar(-0.62F, -0.75F, -0.18F, 0.75F);
      return square.bar(0.18F, -0.75F, 0.62F, 0.75F);
    case Mark::dot: return square.disc(0.62F);
    case Mark::zigzag:
      return square.line({{0.3F, -0.9F}, {-0.45F, 0.1F}, {0.35F, 0.0F}, {-0.3F, 0.9F}});
    case Mark::no_entry:
      square.ring(0.95F);
      return square.line({{-0.5F, 0.0F}, {0.5F, 0.0F}});
    case Mark::broken:
      square.line({{-0.95F, 0.0F}, {-0.3F, 0.0F}});
      square.line({{0.3F, 0.0F}, {0.95F, 0.0F}});
      square.line({{-0.3F, -0.6F}, {-0.3F, 0.6F}});
      return square.line({{0.3F, -0.6F}, {0.3F, 0.6F}});
    case Mark::hatch:
      square.outline({{-0.9F, -0.9F}, {0.9F, -0.9F}, {0.9F, 0.9F}, {-0.9F, 0.9F}});
      square.line({{-0.9F, 0.0F}, {0.0F, -0.9F}});
      square.line({{-0.9F, 0.9F}, {0.9F, -0.9F}});
      return square.line({{0.0F, 0.9F}, {0.9F, 0.0F}});
    case Mark::question:
      square.ring(0.95F);
      return square.line({{-0.4F, 0.0F}, {0.4F, 0.0F}});
  }
}

void draw_phase_mark(ImDrawList* list, ImVec2 centre, float size, PhaseShape shape,
                     Colour colour) {
  const Square square{list, centre, size / 2.0F, colour};
  switch (shape) {
    case PhaseShape::ring: return square.ring(0.85F);
    case PhaseShape::square: return square.bar(-0.7F, -0.7F, 0.7F, 0.7F);
    case PhaseShape::ring_dot:
      square.ring(1.0F);
      return square.disc(0.52F);
    case PhaseShape::hourglass:
      square.area({{-0.75F, -0.9F}, {0.75F, -0.9F}, {0.0F, 0.05F}});
      return square.area({{0.0F, -0.05F}, {0.75F, 0.9F}, {-0.75F, 0.9F}});
    case PhaseShape::dotted_circle: return draw_dotted_circle(square);
    case PhaseShape::diamond:
      return square.area({{0.0F, -1.0F}, {1.0F, 0.0F}, {0.0F, 1.0F}, {-1.0F, 0.0F}});
    case PhaseShape::half_diamond:
      square.area({{0.0F, -1.0F}, {0.0F, 1.0F}, {-1.0F, 0.0F}});
      return square.outline({{0.0F, -0.82F}, {0.82F, 0.0F}, {0.0F, 0.82F}, {-0.82F, 0.0F}});
    case PhaseShape::hollow_diamond:
      return square.outline({{0.0F, -0.82F}, {0.82F, 0.0F}, {0.0F, 0.82F}, {-0.82F, 0.0F}});
    case PhaseShape::slashed_ring:
      square.ring(0.85F);
      return square.line({{-0.55F, 0.55F}, {0.55F, -0.55F}});
  }
}

void draw_arrow_head(ImDrawList* list, ImVec2 tip, ImVec2 direction, float size, Colour colour) {
  const float length = std::hypot(direction.x, direction.y);
  if (length <= 0.0F) return;
  const ImVec2 along{direction.x / length * size, direction.y / length * size};
  const ImVec2 side{-along.y * 0.5F, along.x * 0.5F};
  const ImVec2 base{tip.x - along.x, tip.y - along.y};
  list->AddTriangleFilled(tip, {base.x + side.x, base.y + side.y},
                          {base.x - side.x, base.y - side.y}, colour);
}

}  // namespace sockwalk
