#include "shapes.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "label.h"
#include "null_frames.h"

namespace sockwalk {
namespace {

constexpr Colour kWhite = rgb(0xFFFFFF);
constexpr float kSmoothing = 1.5F;  // ImGui fades edges out over a pixel

/// Where the vertices are that `draw` adds.
template <class Draw>
Area extent_of(Draw draw) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const int before = list->VtxBuffer.Size;
  draw(list);
  Area area{{1e9F, 1e9F}, {-1e9F, -1e9F}};
  for (int i = before; i < list->VtxBuffer.Size; ++i) {
    const ImVec2 at = list->VtxBuffer[i].pos;
    area.min = {std::min(area.min.x, at.x), std::min(area.min.y, at.y)};
    area.max = {std::max(area.max.x, at.x), std::max(area.max.y, at.y)};
  }
  return area;
}

void check_within(const Area& inner, const Area& outer) {
  CHECK(inner.min.x >= outer.min.x - kSmoothing);
  CHECK(inner.min.y >= outer.min.y - kSmoothing);
  CHECK(inner.max.x <= outer.max.x + kSmoothing);
  CHECK(inner.max.y <= outer.max.y + kSmoothing);
}

}  // namespace

TEST_SUITE_BEGIN("shapes");

TEST_CASE("every mark is drawn, and stays in the square around it") {
  NullFrames frames;
  frames.frame([] {
    const Area square{{90.0F, 40.0F}, {110.0F, 60.0F}};
    for (int mark = 0; mark <= static_cast<int>(Mark::question); ++mark) {
      CAPTURE(mark);
      const Area drawn = extent_of([&](ImDrawList* list) {
        draw_mark(list, static_cast<Mark>(mark), {100.0F, 50.0F}, 20.0F, kWhite);
      });
      CHECK(drawn.width() > 8.0F);
      check_within(drawn, square);
    }
    for (std::size_t hue = 0; hue < kHues; ++hue) {
      CAPTURE(hue);
      const Area drawn = extent_of([&](ImDrawList* list) {
        draw_phase_mark(list, {100.0F, 50.0F}, 20.0F, shape_of(static_cast<Hue>(hue)), kWhite);
      });
      CHECK(drawn.width() > 8.0F);
      check_within(drawn, square);
    }
  });
}

TEST_CASE("every phase has a shape of its own") {
  std::set<PhaseShape> shapes;
  for (std::size_t hue = 0; hue < kHues; ++hue) shapes.insert(shape_of(static_cast<Hue>(hue)));
  CHECK(shapes.size() == kHues);
}

TEST_CASE("a wire with a head ends at its tip") {
  NullFrames frames;
  frames.frame([] {
    for (const auto dash :
         {WireStyle::Dash::solid, WireStyle::Dash::dotted, WireStyle::Dash::dashed}) {
      const WireStyle style{.colour = kWhite, .thickness = 2.0F, .dash = dash, .head = 10.0F};
      const Area straight = extent_of([&](ImDrawList* list) {
        draw_wire(list, {100.0F, 50.0F}, {200.0F, 50.0F}, style);
      });
      check_within(straight, {{99.0F, 45.0F}, {200.0F, 55.0F}});
      CHECK(straight.max.x > 199.0F);
      const Area curved = extent_of([&](ImDrawList* list) {
        draw_curve(list, {100.0F, 50.0F}, {100.0F, 90.0F}, {160.0F, 100.0F}, {200.0F, 100.0F},
                   style);
      });
      check_within(curved, {{98.0F, 49.0F}, {200.0F, 105.0F}});
      CHECK(curved.max.x > 199.0F);
    }
  });
}

TEST_CASE("a wire shorter than its head, or of no length, is no accident") {
  NullFrames frames;
  frames.frame([] {
    const WireStyle style{.colour = kWhite, .dash = WireStyle::Dash::dotted, .head = 10.0F};
    const Area drawn = extent_of([&](ImDrawList* list) {
      draw_wire(list, {100.0F, 50.0F}, {103.0F, 50.0F}, style);
      draw_wire(list, {100.0F, 50.0F}, {100.0F, 50.0F}, style);
      draw_curve(list, {100.0F, 50.0F}, {100.0F, 50.0F}, {100.0F, 50.0F}, {100.0F, 50.0F}, style);
    });
    check_within(drawn, {{90.0F, 44.0F}, {104.0F, 56.0F}});
  });
}

TEST_CASE("dots move along the wire by the phase, and come round") {
  NullFrames frames;
  frames.frame([] {
    const auto first_dot = [](float phase) {
      WireStyle style{.colour = kWhite, .thickness = 10.0F, .dash = WireStyle::Dash::dotted};
      style.phase = phase;
      return extent_of([&](ImDrawList* list) {
        draw_wire(list, {100.0F, 50.0F}, {500.0F, 50.0F}, style);
      }).min.x;
    };
    CHECK(first_dot(5.0F) == doctest::Approx(first_dot(0.0F) + 5.0F).epsilon(0.001));
    CHECK(first_dot(26.0F) == doctest::Approx(first_dot(0.0F)).epsilon(0.001));
  });
}

TEST_CASE("a point of a curve begins and ends where the curve does") {
  const ImVec2 from{1.0F, 2.0F};
  const ImVec2 to{9.0F, 5.0F};
  const ImVec2 begin = point_of_curve(from, {3.0F, 9.0F}, {4.0F, 9.0F}, to, 0.0F);
  const ImVec2 end = point_of_curve(from, {3.0F, 9.0F}, {4.0F, 9.0F}, to, 1.0F);
  CHECK(begin.x == doctest::Approx(from.x));
  CHECK(begin.y == doctest::Approx(from.y));
  CHECK(end.x == doctest::Approx(to.x));
  CHECK(end.y == doctest::Approx(to.y));
}

TEST_CASE("dashes go all the way round the box, and not out of it") {
  NullFrames frames;
  frames.frame([] {
    const Area box{{100.0F, 50.0F}, {220.0F, 90.0F}};
    for (const float rounding : {0.0F, 8.0F, 20.0F, 500.0F}) {
      CAPTURE(rounding);
      const Area drawn = extent_of([&](ImDrawList* list) {
        draw_dashed_box(list, box.min, box.max, rounding, kWhite, 1.0F, 5.0F);
      });
      check_within(drawn, box);
      CHECK(drawn.width() > 115.0F);
      CHECK(drawn.height() > 38.0F);
    }
  });
}

TEST_CASE("a hatch is clipped to its box") {
  NullFrames frames;
  frames.frame([] {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const int before = list->VtxBuffer.Size;
    draw_hatch(list, {100.0F, 50.0F}, {220.0F, 77.0F}, 6.0F, 1.5F, kWhite);
    CHECK(list->VtxBuffer.Size > before + 4 * 15);
    bool clipped = false;
    for (const ImDrawCmd& command : list->CmdBuffer) {
      const ImVec4 clip = command.ClipRect;
      clipped |= clip.x == 100.0F && clip.y == 50.0F && clip.z == 220.0F && clip.w == 77.0F &&
                 command.ElemCount > 0;
    }
    CHECK(clipped);
  });
}

TEST_CASE("a pill is as wide as it says, with and without a mark") {
  NullFrames frames;
  frames.frame([&] {
    ImFont* font = frames.look().fonts.mono;
    PillStyle style{.fill = kWhite, .border = kWhite, .text = kWhite};
    for (const bool has_mark : {false, true}) {
      style.has_mark = has_mark;
      ImVec2 corner;
      const Area drawn = extent_of([&](ImDrawList* list) {
        corner = draw_pill(list, {100.0F, 50.0F}, 24.0F, style, font, "accept(3, NULL, NULL)");
      });
      CHECK(corner.x == 100.0F + pill_width(style, font, "accept(3, NULL, NULL)"));
      CHECK(corner.y == 74.0F);
      check_within(drawn, {{100.0F, 50.0F}, corner});
    }
    const float with_mark = pill_width(style, font, "x");
    style.has_mark = false;
    CHECK(with_mark > pill_width(style, font, "x"));
  });
}

TEST_CASE("a jack's number stays in its ring: three digits make it longer") {
  NullFrames frames;
  frames.frame([&] {
    ImFont* font = frames.look().fonts.mono_bold;
    for (const int number : {0, 3, 42, 999}) {
      const Area drawn = extent_of([&](ImDrawList* list) {
        draw_jack(list, {100.0F, 50.0F}, 14.0F, kWhite, kWhite, kWhite, font, number, 2.5F);
      });
      const float digits = text_width(font, std::to_string(number));
      CHECK(drawn.width() > digits + 2 * 2.5F);
      const float half = std::max(14.0F, digits / 2 + 4.0F);
      check_within(drawn, {{100.0F - half, 36.0F}, {100.0F + half, 64.0F}});
    }
  });
}

TEST_SUITE_END();

}  // namespace sockwalk
