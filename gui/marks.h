#pragma once

#include <imgui.h>

#include <cstdint>

#include "palette.h"

namespace sockwalk {

// Drawn marks: shapes, not glyphs that a font may lack. Everything takes a draw list, coordinates in
// pixels and colours; nothing knows the theme or keeps a state. `size` is the height of the square
// around a mark, `centre` the middle of it.

enum class Mark : std::uint8_t {
  tick,            ///< succeeded
  dash,            ///< nothing to do, as expected: fine
  cross,           ///< failed
  triangle_right,  ///< play; next
  triangle_left,   ///< back
  triangle_down,   ///< goes down into the kernel
  triangle_up,     ///< comes back
  bar_left,        ///< to the start: a bar and a triangle
  bar_right,       ///< to the end
  pause,
  dot,
  hatch,           ///< asleep: the sign that a legend shows
  zigzag,          ///< reset: what was on its way is lost
  no_entry,        ///< refused
  broken,          ///< written where nobody can read: EPIPE
  question,        ///< cannot be observed: a ring with nothing in it but a bar
};

/// The sign of a phase, so that hue never speaks alone.
enum class PhaseShape : std::uint8_t {
  ring,            ///< created
  square,          ///< bound: a name tag
  ring_dot,        ///< listening
  hourglass,       ///< connecting, blocked
  dotted_circle,   ///< in accept queue
  diamond,         ///< connected
  half_diamond,    ///< half-closed
  hollow_diamond,  ///< peer closed
  slashed_ring,    ///< closed
};
PhaseShape shape_of(Hue hue);

void draw_mark(ImDrawList* list, Mark mark, ImVec2 centre, float size, Colour colour);
void draw_phase_mark(ImDrawList* list, ImVec2 centre, float size, PhaseShape shape, Colour colour);

/// A filled triangle whose tip is at `tip` and which points along `direction` (of any length).
void draw_arrow_head(ImDrawList* list, ImVec2 tip, ImVec2 direction, float size, Colour colour);

}  // namespace sockwalk
