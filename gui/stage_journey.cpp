#include "stage_journey.h"

#include <algorithm>
#include <cmath>

namespace sockwalk {
namespace {

/// True for calls whose first argument is a descriptor.
bool takes_fd(Syscall call) { return row_of(call).arguments[0].kind == ArgumentKind::fd; }

std::size_t file_box(const StageLayout& layout) {
  for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
    if (layout.boxes[i].kind == StageBox::Kind::file_name) return i;
  }
  return kNoBox;
}

void go_to_box(StageWay& way, const StageRect& box) {
  const StagePoint last = way.points.back();
  const float x = std::clamp(last.x, box.left, box.right);
  if (x != last.x) way.points.push_back({x, last.y});
  way.points.push_back({x, box.top});
}

}  // namespace

StagePoint StageWay::at(float part) const {
  float whole = 0.0F;
  for (std::size_t i = 1; i < points.size(); ++i) {
    whole += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  float rest = std::clamp(part, 0.0F, 1.0F) * whole;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const StagePoint a = points[i - 1];
    const StagePoint b = points[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    if (rest <= length && length > 0.0F) {
      return {a.x + (b.x - a.x) * rest / length, a.y + (b.y - a.y) * rest / length};
    }
    rest -= length;
  }
  return points.back();
}

StageWay way_of_call(const StageLayout& layout, const Event& enter, StageMade made) {
  StageWay way;
  const std::size_t actor = layout.box_of_actor(enter.actor);
  const StageStrip* strip = layout.strip_of(enter.actor);
  if (actor == kNoBox || strip == nullptr) return way;
  const StageRect& box = layout.boxes[actor].rect;
  const float y = (box.bottom + layout.bands[0].bottom) / 2;
  const float lane = layout.bands[2].top + (strip->rect.height() / 2);
  const StageJack* jack = made.fd >= 0 ? layout.jack_of(strip->actor, made.fd) : nullptr;
  if (jack == nullptr && takes_fd(enter.call)) jack = layout.jack_of(strip->actor, enter.fd());
  const StagePoint gate = jack != nullptr ? jack->centre : strip->rect.centre();
  way.points = {{gate.x, y}, gate, {gate.x, lane}};
  std::size_t target = made.socket != kNoSocket ? layout.box_of(made.socket) : kNoBox;
  if (target == kNoBox && jack != nullptr) target = layout.box_of_jack(*jack);
  if (target == kNoBox && enter.call == Syscall::unlink) target = file_box(layout);
  if (target != kNoBox) go_to_box(way, layout.boxes[target].rect);
  return way;
}

StageWay way_between(const StageLayout& layout, SocketIndex from, SocketIndex to) {
  StageWay way;
  const std::size_t start = layout.box_of(from);
  const std::size_t end = layout.box_of(to);
  if (start == kNoBox || end == kNoBox) return way;
  for (const StageWire& wire : layout.wires) {
    if (wire.kind == StageWire::Kind::descriptor) continue;
    if (wire.from == start && wire.to == end) way.points = wire.points;
    if (wire.from == end && wire.to == start) {
      way.points.assign(wire.points.rbegin(), wire.points.rend());
    }
  }
  if (way.points.empty()) {
    way.points = {layout.boxes[start].rect.centre(), layout.boxes[end].rect.centre()};
  }
  return way;
}

}  // namespace sockwalk
