#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/phase.h"
#include "stage_layout.h"

namespace sockwalk {

/// Looks for what must never be seen on the stage: shapes that overlap, texts that leave their box,
/// wires that meet what they do not belong to, bytes that the model does not have. Each fault is one
/// sentence.
class StagePicture {
 public:
  StagePicture(const StageLayout& layout, const Model& model) : layout_(layout), model_(model) {
    look_at_bounds();
    look_at_boxes();
    look_at_texts();
    look_at_wires();
    look_at_tokens();
    look_at_jacks();
    look_at_sockets();
    look_at_markers();
    look_at_controls();
  }

  const std::vector<std::string>& faults() const { return faults_; }
  std::string first() const { return faults_.empty() ? std::string{} : faults_.front(); }

 private:
  using Rect = StageRect;

  static bool meet(const Rect& a, const Rect& b) { return a.grown(-0.6F).overlaps(b.grown(-0.6F)); }
  static std::string text(const Rect& r) {
    return fmt::format("[{:.0f} {:.0f} {:.0f} {:.0f}]", r.left, r.top, r.right, r.bottom);
  }
  void fault(const std::string& sentence) { faults_.push_back(sentence); }

  std::string name(std::size_t box) const {
    static constexpr const char* kKinds[] = {
        "actor",  "file name", "abstract name", "connection", "queued", "data",
        "client", "open file", "reference",     "actors",     "sockets"};
    if (box == kNoBox) return "nothing";
    const StageBox& one = layout_.boxes[box];
    return fmt::format("{} {}/{} {}", kKinds[static_cast<int>(one.kind)], one.actor, one.socket,
                       text(one.rect));
  }

  void look_at_bounds() {
    const Rect all{-0.5F, -0.5F, layout_.width + 0.5F, layout_.height + 0.5F};
    const auto inside = [&](const Rect& rect, const std::string& what) {
      if (!all.contains(rect)) fault(what + " leaves the stage " + text(rect));
    };
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) inside(layout_.boxes[i].rect, name(i));
    for (const StageText& one : layout_.texts) inside(one.rect, "text '" + one.text + "'");
    for (const StageStrip& one : layout_.strips) inside(one.rect, "strip");
    for (const StageWire& wire : layout_.wires) {
      for (const StagePoint& p : wire.points) inside({p.x, p.y, p.x, p.y}, "wire");
    }
    for (std::size_t i = 0; i < 4; ++i) {
      const Rect& band = layout_.bands[i];
      if (band.empty() != (layout_.presenter && i == 3)) fault(fmt::format("band {} is empty, or should be", i + 1));
      if (i > 0 && band.top != layout_.bands[i - 1].bottom) fault("bands do not touch");
    }
  }

  void look_at_controls() {
    for (const StageControl& one : layout_.controls) {
      const std::string what = "control '" + one.text + "' " + text(one.rect);
      if (!layout_.bands[0].contains(one.rect)) fault(what + " leaves its band");
      for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
        const StageBox& box = layout_.boxes[i];
        const bool own = one.kind == StageControl::Kind::ask && box.kind == StageBox::Kind::actor &&
                         box.actor == one.actor;
        if (own && !box.rect.contains(one.rect)) fault(what + " leaves " + name(i));
        if (!own && meet(one.rect, box.rect)) fault(what + " overlaps " + name(i));
      }
      for (const StageText& other : layout_.texts) {
        if (meet(one.rect, other.rect)) fault(what + " covers '" + other.text + "'");
      }
      for (const StageBar& bar : layout_.bars) {
        if (meet(one.rect, bar.rect)) fault(what + " covers '" + bar.text + "'");
      }
      for (const StageControl& other : layout_.controls) {
        if (&one != &other && meet(one.rect, other.rect)) fault(what + " overlaps '" + other.text + "'");
      }
    }
  }

  void look_at_boxes() {
    for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
      const StageBox& one = layout_.boxes[i];
      const bool upper = one.kind == StageBox::Kind::actor || one.kind == StageBox::Kind::actors;
      const std::size_t band = upper ? 0 : 2;
      if (!layout_.bands[band].grown(0.5F).contains(one.rect)) fault(name(i) + " leaves its band");
      for (std::size_t k = i + 1; k < layout_.boxes.size(); ++k) {
        const StageBox& other = layout_.boxes[k];
        if (other.inside == i) {
          if (!one.rect.contains(other.rect)) fault(name(k) + " leaves " + name(i));
        } else if (meet(one.rect, other.rect)) {
          fault(name(i) + " overlaps " + name(k));
        }
      }
    }
    const auto within = [&](const auto& shapes, const char* what) {
      for (const auto& shape : shapes) {
        if (!layout_.boxes[shape.box].rect.contains(shape.rect)) {
          fault(std::string(what) + " leaves " + name(shape.box));
        }
      }
    };
    within(layout_.marks, "a mark");
    within(layout_.signs, "a sign");
    within(layout_.discs, "a disc");
    within(layout_.buffers, "a buffer");
    within(layout_.places, "a free place");
    within(layout_.heats, "a heat strip");
    within(layout_.tags, "a tag");
    for (const StagePlace& place : layout_.places) {
      for (const StageBox& box : layout_.boxes) {
        if (box.kind == StageBox::Kind::queued && meet(box.rect, place.rect)) {
          fault("a free place overlaps a queued socket");
        }
      }
    }
  }

  void look_at_texts() {
    const auto& texts = layout_.texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].text.empty()) fault("an empty text");
      if (texts[i].box != kNoBox) {
        const Rect inside = layout_.boxes[texts[i].box].rect.grown(-2);
        if (!inside.contains(texts[i].rect)) {
          fault("'" + texts[i].text + "' leaves " + name(texts[i].box));
        }
      } else {
        for (std::size_t k = 0; k < layout_.boxes.size(); ++k) {
          if (meet(layout_.boxes[k].rect, texts[i].rect)) {
            fault("'" + texts[i].text + "' lies on " + name(k));
          }
        }
      }
      for (std::size_t k = i + 1; k < texts.size(); ++k) {
        if (meet(texts[i].rect, texts[k].rect)) {
          fault("'" + texts[i].text + "' overlaps '" + texts[k].text + "'");
        }
      }
      for (const StageMark& mark : layout_.marks) {
        if (meet(mark.rect, texts[i].rect)) fault("a mark overlaps '" + texts[i].text + "'");
      }
      for (const StageSign& sign : layout_.signs) {
        if (meet(sign.rect, texts[i].rect)) fault("a sign overlaps '" + texts[i].text + "'");
      }
      for (const StageBuffer& buffer : layout_.buffers) {
        if (meet(buffer.rect, texts[i].rect)) fault("a buffer overlaps '" + texts[i].text + "'");
      }
      for (const StageHeat& heat : layout_.heats) {
        if (meet(heat.rect, texts[i].rect)) fault("a heat strip overlaps '" + texts[i].text + "'");
      }
      for (const StageTag& tag : layout_.tags) {
        if (meet(tag.rect, texts[i].rect)) fault("a tag overlaps '" + texts[i].text + "'");
      }
      for (const StageDisc& disc : layout_.discs) {
        if (meet(disc.rect, texts[i].rect)) fault("a disc overlaps '" + texts[i].text + "'");
      }
      for (std::size_t k = 0; k < layout_.boxes.size(); ++k) {
        const StageBox& box = layout_.boxes[k];
        if (box.kind == StageBox::Kind::queued && texts[i].box != k && meet(box.rect, texts[i].rect)) {
          fault("'" + texts[i].text + "' lies on " + name(k));
        }
      }
    }
  }

  static Rect piece(const StagePoint& a, const StagePoint& b, float half) {
    return Rect{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}.grown(
        half);
  }

  static bool on_border(const Rect& rect, const StagePoint& p) {
    const bool within = rect.grown(0.6F).contains({p.x, p.y, p.x, p.y});
    const bool strictly = rect.grown(-0.6F).contains({p.x, p.y, p.x, p.y});
    return within && !strictly;
  }

  bool belongs(const StageWire& wire, std::size_t box) const {
    if (box == wire.from || box == wire.to) return true;
    // A queued socket's wire starts inside the connection socket.
    return wire.from != kNoBox && layout_.boxes[wire.from].inside == box;
  }

  void look_at_wire(const StageWire& wire) {
    if (wire.points.size() < 2 || wire.to == kNoBox) return fault("a wire leads nowhere");
    if (!on_border(layout_.boxes[wire.to].rect, wire.points.back())) {
      fault("a wire does not end on " + name(wire.to));
    }
    const bool starts = wire.from != kNoBox
                            ? on_border(layout_.boxes[wire.from].rect, wire.points.front())
                            : wire.jack != kNoBox &&
                                  layout_.jacks[wire.jack].centre.x == wire.points.front().x;
    if (!starts) fault("a wire does not begin where it belongs");
    for (std::size_t i = 1; i < wire.points.size(); ++i) {
      const StagePoint a = wire.points[i - 1];
      const StagePoint b = wire.points[i];
      if (a.x != b.x && a.y != b.y) fault("a piece of a wire is neither level nor upright");
      const Rect line = piece(a, b, 0.5F);
      for (std::size_t k = 0; k < layout_.boxes.size(); ++k) {
        if (!belongs(wire, k) && meet(line.grown(0.7F), layout_.boxes[k].rect)) {
          fault(fmt::format("a wire to {} passes through {}", name(wire.to), name(k)));
        }
      }
      for (const StageText& one : layout_.texts) {
        if (meet(line.grown(0.7F), one.rect)) fault("a wire crosses '" + one.text + "'");
      }
      for (const StageJack& jack : layout_.jacks) {
        const Rect disc{jack.centre.x - jack.radius, jack.centre.y - jack.radius,
                        jack.centre.x + jack.radius, jack.centre.y + jack.radius};
        if (meet(line, disc.grown(-1))) fault("a wire crosses a jack");
      }
    }
  }

  void look_at_wires() {
    for (const StageWire& wire : layout_.wires) look_at_wire(wire);
    for (std::size_t i = 0; i < layout_.wires.size(); ++i) {
      for (std::size_t k = i + 1; k < layout_.wires.size(); ++k) {
        look_for_shared_way(layout_.wires[i], layout_.wires[k]);
      }
    }
  }

  /// Wires may cross at a right angle; they may not run along each other.
  void look_for_shared_way(const StageWire& one, const StageWire& other) {
    for (std::size_t i = 1; i < one.points.size(); ++i) {
      for (std::size_t k = 1; k < other.points.size(); ++k) {
        const bool level = one.points[i - 1].y == one.points[i].y;
        const bool other_level = other.points[k - 1].y == other.points[k].y;
        if (level != other_level) continue;
        const Rect a = piece(one.points[i - 1], one.points[i], 0.9F);
        const Rect b = piece(other.points[k - 1], other.points[k], 0.9F);
        if (a.overlaps(b)) fault("two wires run along each other near " + text(a));
      }
    }
  }

  void look_at_tokens() {
    std::vector<StageToken> tokens = layout_.asleep;
    const std::size_t parked = tokens.size();
    if (layout_.next_call) tokens.push_back(*layout_.next_call);
    if (layout_.result) tokens.push_back(layout_.result->token);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const Rect& rect = tokens[i].rect;
      for (std::size_t k = 0; k < layout_.boxes.size(); ++k) {
        if (meet(layout_.boxes[k].rect, rect)) fault("a token lies on " + name(k));
      }
      for (const StageText& one : layout_.texts) {
        if (meet(one.rect, rect)) fault("a token lies on '" + one.text + "'");
      }
      for (std::size_t k = i + 1; k < tokens.size(); ++k) {
        if (meet(tokens[k].rect, rect)) fault("two tokens overlap");
      }
      for (const StageWire& wire : layout_.wires) {
        for (std::size_t k = 1; k < wire.points.size(); ++k) {
          if (meet(piece(wire.points[k - 1], wire.points[k], 1), rect)) fault("a token lies on a wire");
        }
      }
      if (!layout_.bands[i < parked ? 2 : 0].grown(0.5F).contains(rect)) fault("a token leaves its band");
    }
  }

  void look_at_jacks() {
    for (std::size_t i = 0; i < layout_.jacks.size(); ++i) {
      const StageJack& jack = layout_.jacks[i];
      const Rect disc{jack.centre.x - jack.radius, jack.centre.y - jack.radius,
                      jack.centre.x + jack.radius, jack.centre.y + jack.radius};
      bool fenced = false;
      for (const StageStrip& strip : layout_.strips) {
        const Rect fence{strip.rect.left, disc.top, strip.rect.right, disc.bottom};
        if (strip.actor == jack.actor) fenced = fenced || fence.contains(disc);
        else if (meet(fence, disc)) fault("a jack stands in a foreign strip");
      }
      if (!fenced) fault(fmt::format("jack {} leaves its strip", jack.fd));
      for (const StageText& one : layout_.texts) {
        if (meet(one.rect, disc)) fault("a jack lies on '" + one.text + "'");
      }
      for (std::size_t k = i + 1; k < layout_.jacks.size(); ++k) {
        const StageJack& other = layout_.jacks[k];
        const float dx = jack.centre.x - other.centre.x;
        if (std::abs(dx) < jack.radius + other.radius) fault("two jacks overlap");
      }
      if (model_.socket_of(jack.actor, jack.fd) != jack.socket) fault("a jack leads elsewhere");
      const bool wired = std::ranges::any_of(layout_.wires,
                                             [&](const StageWire& wire) { return wire.jack == i; });
      if (!wired) fault(fmt::format("jack {} has no wire", jack.fd));
    }
  }

  bool has_cell(SocketIndex socket) const {
    return std::ranges::any_of(layout_.heats, [&](const StageHeat& heat) {
      return std::ranges::find(heat.cells, socket, &StageCell::socket) != heat.cells.end();
    });
  }

  /// Every number has its jack and every open socket its box, with all its unread bytes; or the
  /// socket has a cell in a heat strip, where it is one of many.
  void look_at_sockets() {
    for (std::size_t a = 0; a < model_.actors.size(); ++a) {
      // Shared numbers stand once.
      const auto same = [&](const Actor& actor) { return actor.table == model_.actors[a].table; };
      if (std::any_of(model_.actors.begin(), model_.actors.begin() + static_cast<std::ptrdiff_t>(a), same)) {
        continue;
      }
      for (const Descriptor& one : model_.tables[model_.actors[a].table].descriptors) {
        const SocketIndex behind = model_.files[one.file].socket;
        if (behind != kNoSocket && has_cell(behind)) continue;
        const bool drawn = std::ranges::any_of(layout_.jacks, [&](const StageJack& jack) {
          return jack.actor == a && jack.fd == one.fd;
        });
        if (!drawn) fault(fmt::format("number {} of actor {} has no jack", one.fd, a));
        const bool leads = model_.files[one.file].socket != kNoSocket;
        if (drawn && leads && layout_.box_of(model_.files[one.file].socket) == kNoBox) {
          fault(fmt::format("number {} of actor {} has no socket", one.fd, a));
        }
      }
    }
    std::uint64_t drawn_all = 0;
    for (const StageChip& chip : layout_.chips) drawn_all += chip.bytes;
    for (const StageHeat& heat : layout_.heats) drawn_all += heat.unread_bytes;
    std::uint64_t all = 0;
    for (std::size_t s = 0; s < model_.sockets.size(); ++s) {
      const Socket& socket = model_.sockets[s];
      if (socket.closed) {
        if (layout_.box_of(static_cast<SocketIndex>(s)) != kNoBox) fault("a closed socket is drawn");
        continue;
      }
      all += socket.unread_bytes;
      if (has_cell(static_cast<SocketIndex>(s))) {
        if (layout_.box_of(static_cast<SocketIndex>(s)) != kNoBox) fault("a socket stands twice");
        continue;
      }
      std::uint64_t drawn = 0;
      for (const StageChip& chip : layout_.chips) {
        if (chip.socket == s) drawn += chip.bytes;
      }
      if (drawn != socket.unread_bytes) {
        fault(fmt::format("{} unread bytes are drawn of socket {}, which has {}", drawn, s,
                          socket.unread_bytes));
      }
      const auto box = layout_.box_of(static_cast<SocketIndex>(s));
      if (box == kNoBox) fault(fmt::format("socket {} is open and not drawn", s));
      const auto boxes = std::ranges::count_if(layout_.boxes, [&](const StageBox& one) {
        const bool itself = one.kind >= StageBox::Kind::connection && one.kind <= StageBox::Kind::client;
        return itself && one.socket == s;
      });
      if (boxes > 1) fault(fmt::format("socket {} is drawn {} times", s, boxes));
      if (box != kNoBox && layout_.boxes[box].phase != phase_of(socket)) fault("a phase is wrong");
    }
    if (drawn_all != all) fault("the unread bytes do not add up");
  }

  void look_at_markers() {
    for (const StageMarker& marker : layout_.markers) {
      const Rect& rect = marker.rect;
      const auto covers = [&](const auto& shapes, const char* what) {
        for (const auto& shape : shapes) {
          if (meet(shape.rect, rect)) fault(fmt::format("marker {} covers {}", marker.number, what));
        }
      };
      covers(layout_.texts, "a text");
      covers(layout_.buffers, "a buffer");
      covers(layout_.discs, "a disc");
      covers(layout_.bars, "a bar");
      covers(layout_.asleep, "a call asleep");
      for (std::size_t i = 0; i < layout_.boxes.size(); ++i) {
        const bool own = marker.box == i || (marker.box != kNoBox && layout_.boxes[marker.box].inside == i);
        if (!own && meet(layout_.boxes[i].rect, rect)) {
          fault(fmt::format("marker {} covers {}", marker.number, name(i)));
        }
      }
      for (const StageWire& wire : layout_.wires) {
        for (std::size_t i = 1; i < wire.points.size(); ++i) {
          if (meet(piece(wire.points[i - 1], wire.points[i], 1), rect)) {
            fault(fmt::format("marker {} covers a wire", marker.number));
          }
        }
      }
    }
  }

  const StageLayout& layout_;
  const Model& model_;
  std::vector<std::string> faults_;
};

}  // namespace sockwalk
