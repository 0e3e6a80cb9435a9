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

/// What happens when. They overlap a little, so that the eye is handed on.
struct Shares {
  float glide;   ///< of what stands in both
  float fade;    ///< of what is gone
  float come;    ///< of boxes that are new
  float grow;    ///< of wires that are new
  float number;  ///< of numbers that are new
  float whole;   ///< of what travels all the time
};

Shares shares_at(float elapsed) {
  return {within(elapsed, 0.0F, 0.6F), within(elapsed, 0.0F, 0.4F), within(elapsed, 0.3F, 0.7F),
          within(elapsed, 0.5F, 0.85F), within(elapsed, 0.75F, 1.0F),
          within(elapsed, 0.0F, 1.0F)};
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

class Motion {
 public:
  Motion(const StageLayout& from, const StageLayout& to, float elapsed)
      : from_(from), now_(to), shares_(shares_at(elapsed)) {}

  StageLayout take() && {
    move_boxes();
    move_contents();
    move_labels();
    move_jacks();
    move_wires();
    const std::size_t boxes = now_.boxes.size();
    keep_boxes();
    keep_contents(boxes);
    keep_jacks_and_wires();
    return std::move(now_);
  }

 private:
  void move_boxes() {
    offsets_.resize(now_.boxes.size());
    for (std::size_t i = 0; i < now_.boxes.size(); ++i) {
      StageBox& box = now_.boxes[i];
      const std::size_t old = counterpart(from_, box);
      if (old == kNoBox) {
        // Who asks for a connection has a place in the queue once the request has arrived there.
        box.shown = box.kind == StageBox::Kind::queued ? shares_.number : shares_.come;
        continue;
      }
      const StageRect there = box.rect;
      box.rect = between_rects(from_.boxes[old].rect, there, shares_.glide);
      box.was = from_.boxes[old].phase;
      box.turned = shares_.glide;
      box.travels = box.kind != StageBox::Kind::actor && shares_.glide < 1.0F &&
                    leaves(from_.boxes[old].rect, there);
      offsets_[i] = {box.rect.left - there.left, box.rect.top - there.top};
    }
  }

  StagePoint offset_of(std::size_t box) const {
    return box < offsets_.size() ? offsets_[box] : StagePoint{};
  }

  template <class Part>
  void move_with_boxes(std::vector<Part>& parts) {
    for (Part& part : parts) {
      const StagePoint by = offset_of(part.box);
      part.rect = part.rect.moved(by.x, by.y);
    }
  }

  void move_contents() {
    move_with_boxes(now_.texts);
    move_with_boxes(now_.marks);
    move_with_boxes(now_.signs);
    move_with_boxes(now_.discs);
    move_with_boxes(now_.buffers);
    move_with_boxes(now_.tags);
    move_with_boxes(now_.places);
    move_with_boxes(now_.heats);
    for (StageChip& chip : now_.chips) {
      const StagePoint by = offset_of(now_.box_of(chip.socket));
      const StageChip* old = counterpart(from_, chip);
      const bool stays = by.x == 0.0F && by.y == 0.0F;
      // In a buffer that stands still, what is left moves up to where the taken bytes were.
      chip.rect = old != nullptr && stays ? between_rects(old->rect, chip.rect, shares_.glide)
                                          : chip.rect.moved(by.x, by.y);
    }
    move_with_actors(now_.bars);
    move_with_actors(now_.controls);
  }

  template <class Part>
  void move_with_actors(std::vector<Part>& parts) {
    for (Part& part : parts) {
      const StagePoint by = part.actor == kNoActor ? StagePoint{} : offset_of(now_.box_of_actor(part.actor));
      part.rect = part.rect.moved(by.x, by.y);
    }
  }

  /// Words that belong to no box, such as those at wires. Several may be the same: each has one
  /// counterpart at most, the nearest.
  void move_labels() {
    label_stays_.assign(from_.texts.size(), false);
    for (StageText& text : now_.texts) {
      if (text.box != kNoBox) continue;
      const std::size_t old = label_like(text);
      if (old == kNoBox) {
        text.shown = shares_.grow;
        continue;
      }
      label_stays_[old] = true;
      text.rect = between_rects(from_.texts[old].rect, text.rect, shares_.glide);
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

  void move_jacks() {
    for (StageJack& jack : now_.jacks) {
      if (const StageJack* old = counterpart(from_, jack)) {
        jack.centre = between_points(old->centre, jack.centre, shares_.glide);
      } else {
        jack.shown = shares_.number;
      }
    }
  }

  void move_wires() {
    for (StageWire& wire : now_.wires) {
      const StageWire* old = counterpart(from_, now_, wire);
      if (old == nullptr) {
        wire.grown = wire.kind == StageWire::Kind::request ? shares_.whole : shares_.grow;
      } else if (old->points.size() == wire.points.size()) {
        for (std::size_t i = 0; i < wire.points.size(); ++i) {
          wire.points[i] = between_points(old->points[i], wire.points[i], shares_.glide);
        }
      }
    }
  }

  /// What is gone, behind what stays.
  void keep_boxes() {
    kept_.assign(from_.boxes.size(), kNoBox);
    for (std::size_t i = 0; i < from_.boxes.size(); ++i) {
      const StageBox& box = from_.boxes[i];
      const bool many = box.kind == StageBox::Kind::actors || box.kind == StageBox::Kind::sockets;
      if (many || box.kind == StageBox::Kind::actor || counterpart(now_, box) != kNoBox) continue;
      kept_[i] = now_.boxes.size();
      now_.boxes.push_back(box);
      now_.boxes.back().shown = 1.0F - shares_.fade;
      now_.boxes.back().inside = kNoBox;
      now_.boxes.back().changed = false;
    }
  }

  template <class Part>
  void keep(const std::vector<Part>& parts, std::vector<Part>& into) {
    for (const Part& part : parts) {
      if (part.box >= kept_.size() || kept_[part.box] == kNoBox) continue;
      into.push_back(part);
      into.back().box = kept_[part.box];
    }
  }

  void keep_contents(std::size_t boxes) {
    if (now_.boxes.size() == boxes) return;
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
      if (counterpart(now_, from_.jacks[i]) != nullptr) continue;
      jacks[i] = now_.jacks.size();
      now_.jacks.push_back(from_.jacks[i]);
      now_.jacks.back().shown = 1.0F - shares_.fade;
    }
    for (const StageWire& wire : from_.wires) {
      if (counterpart(now_, from_, wire) != nullptr) continue;
      StageWire gone = wire;
      gone.shown = 1.0F - shares_.fade;
      const auto here = [&](std::size_t box) {
        return box == kNoBox ? kNoBox : kept_[box] != kNoBox ? kept_[box] : counterpart(now_, from_.boxes[box]);
      };
      gone.from = here(wire.from);
      gone.to = here(wire.to);
      if (wire.jack != kNoBox) {
        const StageJack* stays = counterpart(now_, from_.jacks[wire.jack]);
        gone.jack = stays == nullptr ? kNoBox : static_cast<std::size_t>(stays - now_.jacks.data());
        if (jacks[wire.jack] != kNoBox) gone.jack = jacks[wire.jack];
      }
      now_.wires.push_back(std::move(gone));
    }
    for (std::size_t i = 0; i < from_.texts.size(); ++i) {
      if (from_.texts[i].box != kNoBox || label_stays_[i]) continue;
      now_.texts.push_back(from_.texts[i]);
      now_.texts.back().shown = 1.0F - shares_.fade;
    }
  }

  const StageLayout& from_;
  StageLayout now_;
  const Shares shares_;
  std::vector<StagePoint> offsets_;   ///< by box: how far it is from where it will stand
  std::vector<bool> label_stays_;     ///< by text of from_
  std::vector<std::size_t> kept_;     ///< by box of from_: the box that it has now, if it is gone
};

}  // namespace

StageLayout in_motion(const StageLayout& from, const StageLayout& to, float elapsed) {
  if (elapsed >= 1.0F) return to;
  return Motion(from, to, elapsed).take();
}

}  // namespace sockwalk
