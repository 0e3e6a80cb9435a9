#include <algorithm>
#include <array>
#include <cmath>

#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// Properties of a Change by how much the eye should be led there.
struct Led {
  std::string_view property;
  const Text* text;
};
constexpr std::array kLed{Led{"accept queue", &texts::kLedQueue}, Led{"unread bytes", &texts::kLedUnread},
                          Led{"phase", &texts::kLedPhase},        Led{"address", &texts::kLedName},
                          Led{"backlog", &texts::kLedBacklog},    Led{"handle", &texts::kLedHandle},
                          Led{"socket", &texts::kLedBirth}};

std::string or_none(const std::string& value) { return value.empty() ? words(texts::kLedNone) : value; }

/// Whether `rect` would cover anything, `own` aside.
class Cover {
 public:
  Cover(const StageLayout& layout, std::size_t own) : layout_(layout), own_(own) {}

  bool meets(const StageRect& rect) const {
    const StageRect all{0, 0, layout_.width, layout_.height};
    if (!all.contains(rect)) return true;
    const auto hits = [&](const auto& shapes) {
      return std::ranges::any_of(shapes, [&](const auto& one) { return one.rect.overlaps(rect); });
    };
    if (hits(layout_.texts) || hits(layout_.marks) || hits(layout_.signs) || hits(layout_.discs)) return true;
    if (hits(layout_.buffers) || hits(layout_.tags) || hits(layout_.places) || hits(layout_.bars)) return true;
    if (hits(layout_.asleep) || hits(layout_.markers)) return true;
    if (layout_.next_call && layout_.next_call->rect.overlaps(rect)) return true;
    if (own_ != kNoBox && layout_.result && layout_.result->token.rect.overlaps(rect)) return true;
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
      const bool around = own_ != kNoBox && layout_.boxes[own_].inside == i;
      if (i != own_ && !around && layout_.boxes[i].rect.overlaps(rect)) return true;
    }
    return meets_jack(rect) || meets_wire(rect);
  }

 private:
  bool meets_jack(const StageRect& rect) const {
    return std::ranges::any_of(layout_.jacks, [&](const StageJack& jack) {
      const StageRect disc{jack.centre.x - jack.radius, jack.centre.y - jack.radius,
                           jack.centre.x + jack.radius, jack.centre.y + jack.radius};
      return disc.overlaps(rect);
    });
  }
  bool meets_wire(const StageRect& rect) const {
    for (const StageWire& wire : layout_.wires) {
      for (std::size_t i = 1; i < wire.points.size(); ++i) {
        const StagePoint a = wire.points[i - 1];
        const StagePoint b = wire.points[i];
        const StageRect line{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
        if (line.grown(3).overlaps(rect)) return true;
      }
    }
    return false;
  }

  const StageLayout& layout_;
  const std::size_t own_;
};

/// On a corner or an edge of `rect`, where it covers nothing.
bool put_marker(StageLayout& out, const StagePlan& plan, int number, const StageRect& rect,
                std::size_t box) {
  const float side = std::round((plan.density.presenter ? 18 : 13) * plan.density.scale);
  const Cover cover(out, box);
  const float half = side / 2;
  const float in = half * 0.4F;
  // Of a box at the very edge the corner is as near as the stage allows.
  const auto within = [half](float at, float most) { return std::clamp(at, half, std::max(half, most - half)); };
  for (const float x : {rect.right - in, rect.left + in, rect.centre().x, rect.right - 2 * side, rect.left + 2 * side}) {
    for (const float y : {rect.top + in, rect.top + half + in, rect.bottom - in, rect.top - half, rect.bottom + half}) {
      const float left = std::floor(within(x, out.width) - half);
      const float top = std::floor(within(y, out.height) - half);
      const StageRect place{left, top, left + side, top + side};
      if (cover.meets(place)) continue;
      out.markers.push_back({number, place, box});
      return true;
    }
  }
  return false;
}

/// Beside the pill of the result: its words fill it.
void put_beside(StageLayout& out, const StagePlan& plan, int number, const StageRect& pill) {
  const float side = std::round((plan.density.presenter ? 18 : 13) * plan.density.scale);
  const float gap = 3 * plan.density.scale;
  const Cover cover(out, kNoBox);
  const float top = std::round((pill.top + pill.bottom - side) / 2);
  for (const float left : {pill.right + gap, pill.left - gap - side}) {
    const StageRect place{std::round(left), top, std::round(left) + side, top + side};
    if (cover.meets(place)) continue;
    out.markers.push_back({number, place, kNoBox});
    return;
  }
}

/// Says beside the second marker what has changed, where there is room.
void label_change(StageLayout& out, const StagePlan& plan, const std::string& text) {
  if (text.empty() || plan.density.presenter) return;
  const StageRect marker = out.markers.back().rect;
  const StageRect box = out.boxes[out.markers.back().box].rect;
  const Cover cover(out, kNoBox);
  const float scale = plan.density.scale;
  const float width = plan.metrics.width(StageFont::small, text);
  const float height = plan.metrics.height_of(StageFont::small);
  // Clear of the ring around what has changed.
  const float ring = std::ceil(4.5F * std::max(1.0F, std::round(scale)));
  const float below = box.bottom + ring;
  const float above = box.top - height - ring;
  // Below or above its own box first: beside it, it might seem to be about another.
  const StagePoint corners[] = {{box.right - width, below},  {box.left, below},
                                {box.right - width, above},  {box.left, above},
                                {marker.left - width - 4 * scale, below},
                                {marker.right + 4 * scale, marker.top},
                                {marker.right + 4 * scale, below}};
  for (const StagePoint& corner : corners) {
    const float x = std::round(corner.x);
    const float y = std::round(corner.y);
    const StageRect place{x, y, x + width, y + height};
    if (cover.meets(place) || !out.bands[2].contains(place)) continue;
    out.texts.push_back({place, StageFont::small, StageInk::bright, Phase::created, text, kNoBox});
    return;
  }
}

std::size_t box_of_change(const StageLayout& out, const ChangedObject& changed) {
  if (!changed.name) return out.box_of(changed.socket);
  const auto found = std::ranges::find(out.boxes, StageBox::Kind::file_name, &StageBox::kind);
  return found == out.boxes.end() ? kNoBox : static_cast<std::size_t>(found - out.boxes.begin());
}

}  // namespace

std::optional<ChangedObject> changed_object(std::span<const Change> changes) {
  for (const Led& led : kLed) {
    // A birth is told by what it made last: the socket that a call returned.
    for (const Change& change : changes) {
      const bool there = change.socket != kNoSocket && !change.after.empty();
      const bool emptied = led.property == "accept queue" || led.property == "unread bytes";
      if (change.property != led.property || (!there && !emptied)) continue;
      // What an object was before its birth is no phase, and the queue's title says it by itself.
      const bool birth = led.property == "phase" && change.before.empty();
      std::string text = birth ? words(texts::kLedBirth)
                               : say(*led.text, or_none(change.before), or_none(change.after)).words();
      return ChangedObject{change.socket, led.property == "accept queue", false, std::move(text)};
    }
  }
  for (const Change& change : changes) {
    if (change.property == "file name") return ChangedObject{change.socket, false, true, {}};
  }
  return std::nullopt;
}

void lay_markers(StageLayout& out, const StagePlan& plan) {
  const StageInput& input = plan.input;
  if (!input.settled || input.enter == nullptr || input.mover >= plan.model.actors.size()) return;
  // First what has the fewest places.
  if (out.result) put_beside(out, plan, 3, out.result->token.rect);
  const std::size_t actor = out.box_of_actor(input.mover);
  if (actor != kNoBox) put_marker(out, plan, 1, out.boxes[actor].rect, actor);
  if (const auto changed = changed_object(input.changes)) {
    const std::size_t box = box_of_change(out, *changed);
    if (box != kNoBox && put_marker(out, plan, 2, out.boxes[box].rect, box) && !changed->told) {
      label_change(out, plan, changed->text);
    }
  }
  std::ranges::sort(out.markers, {}, &StageMarker::number);
}

}  // namespace sockwalk
