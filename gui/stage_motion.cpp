#include "stage_motion.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "motion.h"

namespace sockwalk {
namespace {

/// A part of the time, with a slow start and a slow end of its own.
float within(float elapsed, float begin, float end) {
  return ease_in_out((elapsed - begin) / (end - begin));
}

StagePoint between_points(StagePoint from, StagePoint to, float part) {
  return {between(from.x, to.x, part), between(from.y, to.y, part)};
}

StageRect between_rects(const StageRect& from, const StageRect& to, float part) {
  return {between(from.left, to.left, part), between(from.top, to.top, part),
          between(from.right, to.right, part), between(from.bottom, to.bottom, part)};
}

/// Farther than what merely makes room for it.
bool leaves(const StageRect& from, const StageRect& to) {
  return std::hypot(to.left - from.left, to.top - from.top) > from.height() / 2;
}

/// Boxes that are the same thing in two pictures have the same.
auto identity(const StageBox& box) {
  const bool socket = box.kind == StageBox::Kind::connection || box.kind == StageBox::Kind::queued ||
                      box.kind == StageBox::Kind::data || box.kind == StageBox::Kind::client;
  const StageBox::Kind kind = socket ? StageBox::Kind::data : box.kind;
  return std::tuple(kind, socket ? kNoActor : box.actor, box.socket, box.file);
}

std::size_t counterpart(const StageLayout& layout, const StageBox& box) {
  const auto found = std::ranges::find_if(
      layout.boxes, [&](const StageBox& other) { return identity(other) == identity(box); });
  return found == layout.boxes.end() ? kNoBox
                                     : static_cast<std::size_t>(found - layout.boxes.begin());
}

const StageJack* counterpart(const StageLayout& layout, const StageJack& jack) {
  return layout.jack_of(jack.actor, jack.fd);
}

/// From where to where a wire leads, as things and not as places.
auto ends_of(const StageLayout& layout, const StageWire& wire) {
  const auto end = [&](std::size_t box) {
    return box == kNoBox ? identity(StageBox{}) : identity(layout.boxes[box]);
  };
  const StageJack none;
  const StageJack& jack = wire.jack == kNoBox ? none : layout.jacks[wire.jack];
  return std::tuple(wire.kind, end(wire.from), end(wire.to), jack.actor, jack.fd);
}

const StageWire* counterpart(const StageLayout& layout, const StageLayout& of, const StageWire& wire) {
  const auto found = std::ranges::find_if(layout.wires, [&](const StageWire& other) {
    return ends_of(layout, other) == ends_of(of, wire);
  });
  return found == layout.wires.end() ? nullptr : &*found;
}

const StageChip* counterpart(const StageLayout& layout, const StageChip& chip) {
  const auto found = std::ranges::find_if(layout.chips, [&](const StageChip& other) { return other.is_same(chip); });
  return found == layout.chips.end() ? nullptr : &*found;
}

bool is_same(StagePoint a, StagePoint b) { return a.x == b.x && a.y == b.y; }

bool is_same(const StageRect& a, const StageRect& b) {
  return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
}

}  // namespace

/// Who is who in two states, and so what is to be done in a frame.
class StageMotion::Finder {
 public:
  Finder(StageMotion& motion, const StageLayout& from, const StageLayout& to)
      : from_(from), to_(to), motion_(motion), now_(motion.now_) {
    now_ = to;
    find_labels();
    // All that is gone goes behind the rest before anything is told by where it lies.
    keep_boxes();
    keep_contents();
    keep_jacks_and_wires();
    keep_labels();
    move_boxes();
    move_contents();
    move_labels();
    move_jacks();
    move_wires();
  }

 private:
  void come(float& part, float Shares::*share) { motion_.coming_.push_back({&part, share}); }

  void move_boxes() {
    gliding_.assign(to_.boxes.size(), kNoBox);
    for (std::size_t i = 0; i < now_.boxes.size(); ++i) {
      StageBox& box = now_.boxes[i];
      const std::size_t old = i < to_.boxes.size() ? counterpart(from_, box) : kNoBox;
      if (old == kNoBox) box.still = box.still_within = false;
      if (i >= to_.boxes.size()) {
        motion_.going_.push_back(&box.shown);
      } else if (old == kNoBox) {
        // Who asks for a connection has a place in the queue once the request has arrived there.
        come(box.shown, box.kind == StageBox::Kind::queued ? &Shares::number : &Shares::come);
      } else {
        move_box(i, from_.boxes[old]);
      }
    }
  }

  void move_box(std::size_t i, const StageBox& old) {
    StageBox& box = now_.boxes[i];
    box.was = old.phase;
    if (box.was != box.phase) {
      come(box.turned, &Shares::glide);
      box.still = false;
    }
    if (is_same(old.rect, box.rect)) return;
    const bool travels = box.kind != StageBox::Kind::actor && leaves(old.rect, box.rect);
    box.still = false;
    box.still_within = old.rect.left == box.rect.left && old.rect.top == box.rect.top;
    gliding_[i] = motion_.boxes_.size();
    motion_.boxes_.push_back({&box, old.rect, box.rect, travels});
  }

  /// True for what stands in a box that goes elsewhere.
  bool is_carried(std::size_t box) const {
    return box < gliding_.size() && gliding_[box] != kNoBox && !now_.boxes[box].still_within;
  }

  void carry(StageRect& rect, std::size_t box) {
    if (is_carried(box)) motion_.carried_.push_back({&rect, rect, gliding_[box]});
  }

  template <class Part>
  void carry(std::vector<Part>& parts) {
    for (Part& part : parts) carry(part.rect, part.box);
  }

  template <class Part>
  void carry_with_actors(std::vector<Part>& parts) {
    for (Part& part : parts) {
      if (part.actor != kNoActor) carry(part.rect, to_.box_of_actor(part.actor));
    }
  }

  void move_contents() {
    carry(now_.texts);
    carry(now_.marks);
    carry(now_.signs);
    carry(now_.discs);
    carry(now_.buffers);
    carry(now_.tags);
    carry(now_.places);
    carry(now_.heats);
    carry_with_actors(now_.bars);
    carry_with_actors(now_.controls);
    for (std::size_t i = 0; i < to_.chips.size(); ++i) {
      StageChip& chip = now_.chips[i];
      const std::size_t box = to_.box_of(chip.socket);
      carry(chip.rect, box);
      const StageChip* old = counterpart(from_, chip);
      if (old == nullptr || is_carried(box) || is_same(old->rect, chip.rect)) continue;
      // In a buffer that stands still, what is left moves up to where the taken bytes were.
      chip.still = false;
      motion_.rects_.push_back({&chip.rect, old->rect, chip.rect});
    }
  }

  /// Words that belong to no box, such as those at wires. Several may be the same: each has one
  /// counterpart at most, the nearest.
  void find_labels() {
    label_stays_.assign(from_.texts.size(), false);
    labels_.assign(to_.texts.size(), kNoBox);
    for (std::size_t i = 0; i < to_.texts.size(); ++i) {
      if (to_.texts[i].box != kNoBox) continue;
      labels_[i] = label_like(to_.texts[i]);
      if (labels_[i] != kNoBox) label_stays_[labels_[i]] = true;
    }
  }

  std::size_t label_like(const StageText& text) const {
    std::size_t nearest = kNoBox;
    float least = 0.0F;
    for (std::size_t i = 0; i < from_.texts.size(); ++i) {
      const StageText& other = from_.texts[i];
      if (other.box != kNoBox || label_stays_[i] || other.text != text.text) continue;
      const StagePoint a = other.rect.centre();
      const StagePoint b = text.rect.centre();
      const float distance = std::hypot(a.x - b.x, a.y - b.y);
      if (nearest != kNoBox && distance >= least) continue;
      nearest = i;
      least = distance;
    }
    return nearest;
  }

  void move_labels() {
    for (std::size_t i = 0; i < now_.texts.size(); ++i) {
      StageText& text = now_.texts[i];
      if (text.box != kNoBox) continue;
      const std::size_t old = i < labels_.size() ? labels_[i] : kNoBox;
      if (old != kNoBox && is_same(from_.texts[old].rect, text.rect)) continue;
      text.still = false;
      if (old != kNoBox) {
        motion_.rects_.push_back({&text.rect, from_.texts[old].rect, text.rect});
      } else if (i < labels_.size()) {
        come(text.shown, &Shares::grow);
      } else {
        motion_.going_.push_back(&text.shown);
      }
    }
  }

  void move_jacks() {
    for (std::size_t i = 0; i < now_.jacks.size(); ++i) {
      StageJack& jack = now_.jacks[i];
      const bool gone = i >= to_.jacks.size();
      const StageJack* old = gone ? nullptr : counterpart(from_, jack);
      if (old != nullptr && is_same(old->centre, jack.centre)) continue;
      jack.still = false;
      if (gone) {
        motion_.going_.push_back(&jack.shown);
      } else if (old != nullptr) {
        motion_.points_.push_back({&jack.centre, old->centre, jack.centre});
      } else {
        come(jack.shown, &Shares::number);
      }
    }
  }

  void move_wires() {
    for (std::size_t i = 0; i < now_.wires.size(); ++i) {
      StageWire& wire = now_.wires[i];
      const bool gone = i >= to_.wires.size();
      const StageWire* old = gone ? nullptr : counterpart(from_, to_, to_.wires[i]);
      if (gone) {
        motion_.going_.push_back(&wire.shown);
      } else if (old == nullptr) {
        come(wire.grown, wire.kind == StageWire::Kind::request ? &Shares::whole : &Shares::grow);
      }
      wire.still = old != nullptr;
      if (old == nullptr || old->points.size() != wire.points.size()) continue;
      for (std::size_t at = 0; at < wire.points.size(); ++at) {
        if (is_same(old->points[at], wire.points[at])) continue;
        motion_.points_.push_back({&wire.points[at], old->points[at], wire.points[at]});
        wire.still = false;
      }
    }
  }

  void keep_boxes() {
    kept_.assign(from_.boxes.size(), kNoBox);
    for (std::size_t i = 0; i < from_.boxes.size(); ++i) {
      const StageBox& box = from_.boxes[i];
      const bool many = box.kind == StageBox::Kind::actors || box.kind == StageBox::Kind::sockets;
      if (many || box.kind == StageBox::Kind::actor || counterpart(to_, box) != kNoBox) continue;
      kept_[i] = now_.boxes.size();
      now_.boxes.push_back(box);
      now_.boxes.back().inside = kNoBox;
      now_.boxes.back().changed = false;
    }
  }

  template <class Part>
  void keep(const std::vector<Part>& parts, std::vector<Part>& into) const {
    for (const Part& part : parts) {
      if (part.box >= kept_.size() || kept_[part.box] == kNoBox) continue;
      into.push_back(part);
      into.back().box = kept_[part.box];
    }
  }

  void keep_contents() {
    if (now_.boxes.size() == to_.boxes.size()) return;
    keep(from_.texts, now_.texts);
    keep(from_.marks, now_.marks);
    keep(from_.signs, now_.signs);
    keep(from_.discs, now_.discs);
    keep(from_.buffers, now_.buffers);
    keep(from_.tags, now_.tags);
    for (const StageChip& chip : from_.chips) {
      const std::size_t box = from_.box_of(chip.socket);
      if (box != kNoBox && kept_[box] != kNoBox) now_.chips.push_back(chip);
    }
  }

  void keep_jacks_and_wires() {
    std::vector<std::size_t> jacks(from_.jacks.size(), kNoBox);
    for (std::size_t i = 0; i < from_.jacks.size(); ++i) {
      if (counterpart(to_, from_.jacks[i]) != nullptr) continue;
      jacks[i] = now_.jacks.size();
      now_.jacks.push_back(from_.jacks[i]);
    }
    const auto here = [&](std::size_t box) {
      return box == kNoBox ? kNoBox : kept_[box] != kNoBox ? kept_[box] : counterpart(to_, from_.boxes[box]);
    };
    for (const StageWire& wire : from_.wires) {
      if (counterpart(to_, from_, wire) != nullptr) continue;
      StageWire gone = wire;
      gone.from = here(wire.from);
      gone.to = here(wire.to);
      if (wire.jack != kNoBox) {
        const StageJack* stays = counterpart(to_, from_.jacks[wire.jack]);
        gone.jack = stays == nullptr ? jacks[wire.jack] : static_cast<std::size_t>(stays - to_.jacks.data());
      }
      now_.wires.push_back(std::move(gone));
    }
  }

  void keep_labels() {
    for (std::size_t i = 0; i < from_.texts.size(); ++i) {
      if (from_.texts[i].box == kNoBox && !label_stays_[i]) now_.texts.push_back(from_.texts[i]);
    }
  }

  const StageLayout& from_;
  const StageLayout& to_;
  StageMotion& motion_;
  StageLayout& now_;
  std::vector<std::size_t> gliding_;  ///< by box of to_: index in motion_.boxes_, or kNoBox
  std::vector<bool> label_stays_;     ///< by text of from_
  std::vector<std::size_t> labels_;   ///< by text of to_: its counterpart, if it belongs to no box
  std::vector<std::size_t> kept_;     ///< by box of from_: the box that it has now, if it is gone
};

StageMotion::StageMotion(const StageLayout& from, const StageLayout& to) { Finder(*this, from, to); }

const StageLayout& StageMotion::at(float elapsed) {
  const Shares shares{within(elapsed, 0.0F, 0.6F), within(elapsed, 0.0F, 0.4F), within(elapsed, 0.3F, 0.7F),
                      within(elapsed, 0.5F, 0.85F), within(elapsed, 0.75F, 1.0F), within(elapsed, 0.0F, 1.0F)};
  for (const GlidingBox& gliding : boxes_) {
    gliding.box->rect = between_rects(gliding.from, gliding.to, shares.glide);
    gliding.box->travels = gliding.travels && shares.glide < 1.0F;
  }
  for (const CarriedRect& carried : carried_) {
    const GlidingBox& box = boxes_[carried.box];
    *carried.rect = carried.to.moved(box.box->rect.left - box.to.left, box.box->rect.top - box.to.top);
  }
  for (const GlidingRect& gliding : rects_) *gliding.rect = between_rects(gliding.from, gliding.to, shares.glide);
  for (const GlidingPoint& gliding : points_) *gliding.point = between_points(gliding.from, gliding.to, shares.glide);
  for (const Coming& coming : coming_) *coming.part = shares.*coming.share;
  for (float* going : going_) *going = 1.0F - shares.fade;
  return now_;
}

}  // namespace sockwalk
