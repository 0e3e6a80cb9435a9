#include <algorithm>
#include <cmath>
#include <vector>

#include "fading.h"
#include "phase_hue.h"
#include "stage_paint.h"
#include "wires.h"

namespace sockwalk {
namespace {

/// A wire of level and upright pieces with rounded corners, in dots.
void paint_dotted(const StagePaint& paint, const StageWire& wire, Colour colour) {
  const float radius = paint.look.px(9.0F);
  const float dot = paint.look.px(1.6F);
  const float period = paint.look.px(7.0F);
  std::vector<ImVec2> line;
  const auto& points = wire.points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here = paint.at(points[i]);
    if (i == 0 || i + 1 == points.size()) {
      line.push_back(here);
      continue;
    }
    const ImVec2 from = paint.at(points[i - 1]);
    const ImVec2 to = paint.at(points[i + 1]);
    const float in = std::hypot(here.x - from.x, here.y - from.y);
    const float out = std::hypot(to.x - here.x, to.y - here.y);
    const float round = std::min({radius, in / 2, out / 2});
    if (!(round > 0.5F)) {
      line.push_back(here);
      continue;
    }
    const ImVec2 a{here.x + (from.x - here.x) * round / in, here.y + (from.y - here.y) * round / in};
    const ImVec2 b{here.x + (to.x - here.x) * round / out, here.y + (to.y - here.y) * round / out};
    for (int step = 0; step <= 6; ++step) {
      const float t = static_cast<float>(step) / 6.0F;
      const float u = 1.0F - t;
      line.push_back({u * u * a.x + 2 * u * t * here.x + t * t * b.x,
                      u * u * a.y + 2 * u * t * here.y + t * t * b.y});
    }
  }
  float whole = 0.0F;
  for (std::size_t i = 1; i < line.size(); ++i) {
    whole += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
  }
  const float begin = whole * (1.0F - wire.grown);
  float next = period / 2;
  float behind = 0.0F;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const float length = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    for (; next <= behind + length && length > 0.0F; next += period) {
      if (next < begin) continue;
      const float part = (next - behind) / length;
      paint.list->AddCircleFilled({line[i - 1].x + (line[i].x - line[i - 1].x) * part,
                                   line[i - 1].y + (line[i].y - line[i - 1].y) * part},
                                  dot, colour, 10);
    }
    behind += length;
  }
}

bool lit(const StagePaint& paint, const StageWire& wire) {
  if (wire.jack != kNoBox) {
    return paint.scene.selection.lights(target_of(paint.layout.jacks[wire.jack]));
  }
  const auto lights = [&](std::size_t box) {
    return box != kNoBox && paint.scene.selection.lights(target_of(paint.layout.boxes[box]));
  };
  return lights(wire.from) || lights(wire.to);
}

void paint_wire(const StagePaint& paint, const StageWire& wire) {
  if (wire.grown <= 0.0F) return;
  const Fading fading(paint.list, wire.shown);
  const HueColours& hue = paint.palette().of(hue_of(wire.phase));
  const ImVec2 to = paint.at(wire.points.back());
  const ImVec2 whole = paint.at(wire.points.front());
  const ImVec2 from{to.x + (whole.x - to.x) * wire.grown, to.y + (whole.y - to.y) * wire.grown};
  const float more = lit(paint, wire) ? 1.0F : 0.0F;
  switch (wire.kind) {
    case StageWire::Kind::descriptor:
      draw_wire(paint.list, from, to, {hue.line, paint.look.px(3.5F + more)});
      break;
    case StageWire::Kind::name:
      draw_wire(paint.list, from, to, {hue.line, paint.look.px(2.5F + more)});
      break;
    case StageWire::Kind::peer: {
      // Two lines: what goes there does not meet what comes back.
      const float apart = paint.look.px(2.5F);
      const bool upright = from.x == to.x;
      for (const float side : {-apart, apart}) {
        const bool shut = side < 0 ? wire.shut_there : wire.shut_back;
        const float dx = upright ? side : 0.0F;
        const float dy = upright ? 0.0F : side;
        WireStyle style{shut ? paint.palette().text_dimmed : hue.line, paint.look.px(2.0F + more)};
        if (shut) style.dash = WireStyle::Dash::dotted;
        draw_wire(paint.list, {from.x + dx, from.y + dy}, {to.x + dx, to.y + dy}, style);
      }
      break;
    }
    case StageWire::Kind::request: paint_dotted(paint, wire, hue.line); break;
  }
}

}  // namespace

void paint_wires(const StagePaint& paint) {
  for (const StageWire& wire : paint.layout.wires) {
    if (wire.kind != StageWire::Kind::request) paint.part(wire.still, [&] { paint_wire(paint, wire); });
  }
}

void paint_requests(const StagePaint& paint) {
  for (const StageWire& wire : paint.layout.wires) {
    if (wire.kind == StageWire::Kind::request) paint.part(wire.still, [&] { paint_wire(paint, wire); });
  }
}

}  // namespace sockwalk
