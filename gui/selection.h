#pragma once

#include <cstdint>

#include "event/ids.h"
#include "model/socket.h"

namespace sockwalk {

/// One thing that a view can point at. At most one of the fields that matter is set.
struct Target {
  enum class Kind : std::uint8_t { none, actor, fd, socket, event, slot, turn, name };

  Kind kind = Kind::none;
  ActorId actor = kNoActor;           ///< actor, fd
  std::int32_t fd = -1;               ///< fd
  SocketIndex socket = kNoSocket;     ///< socket; also set for fd and slot when one is behind it
  std::uint64_t number = 0;           ///< event: seq; turn: number; slot: index

  bool operator==(const Target&) const = default;
};

/// What all views share: what is pointed at lights up in each of them. `hovered` is rebuilt every
/// frame: views write `hovering`, and read what the frame before has gathered.
class Selection {
 public:
  void begin_frame() {
    hovered_ = hovering_;
    hovering_ = {};
  }
  /// The mouse (or the focus of the keyboard) is on `target` in this frame.
  void hover(const Target& target) { hovering_ = target; }
  void select(const Target& target) { selected_ = target; }
  void clear() { selected_ = {}; }

  const Target& hovered() const { return hovered_; }
  const Target& selected() const { return selected_; }
  /// True when `target` is, or belongs to, what is hovered or selected: the socket behind an fd, the
  /// actor of an event.
  bool lights(const Target& target) const {
    return matches(hovered_, target) || matches(selected_, target);
  }

 private:
  static bool matches(const Target& chosen, const Target& target) {
    if (chosen.kind == Target::Kind::none || target.kind == Target::Kind::none) return false;
    if (chosen == target) return true;
    if (chosen.socket != kNoSocket && chosen.socket == target.socket) return true;
    return chosen.kind == Target::Kind::actor && target.kind == Target::Kind::actor &&
           chosen.actor == target.actor;
  }

  Target hovered_;
  Target hovering_;
  Target selected_;
};

}  // namespace sockwalk
