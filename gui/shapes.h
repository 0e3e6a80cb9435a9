#pragma once

#include <imgui.h>

#include <string_view>

#include "marks.h"
#include "palette.h"
#include "wires.h"

namespace sockwalk {

// Boxes, jacks, discs and pills on a draw list. Coordinates in pixels; nothing knows the theme or
// keeps a state.

/// A box with rounded corners: filled, then its border inside of the box, crisp. A colour of 0
/// leaves that part out.
void draw_box(ImDrawList* list, ImVec2 min, ImVec2 max, float rounding, Colour fill, Colour border,
              float thickness = 1.0F);
/// The border of such a box in dashes.
void draw_dashed_box(ImDrawList* list, ImVec2 min, ImVec2 max, float rounding, Colour colour,
                     float thickness, float dash);
/// Slanted lines over the box, and nothing outside of it.
void draw_hatch(ImDrawList* list, ImVec2 min, ImVec2 max, float spacing, float thickness,
                Colour colour);

/// A file descriptor on the system call interface: a ring with its number.
void draw_jack(ImDrawList* list, ImVec2 centre, float radius, Colour ring, Colour inside,
               Colour number_colour, ImFont* font, int number, float thickness);
/// A filled disc with a letter: an actor's badge.
void draw_disc(ImDrawList* list, ImVec2 centre, float radius, Colour disc, Colour letter_colour,
               ImFont* font, std::string_view letter);
/// Text in a box whose ends are half circles. `min` is its upper left corner, its height is
/// `height`; returns its lower right corner. A mark may stand before the text.
struct PillStyle {
  Colour fill = 0;
  Colour border = 0;
  Colour text = 0;
  float thickness = 1.0F;
  float padding = 12.0F;
  bool has_mark = false;
  Mark mark = Mark::dot;
};
ImVec2 draw_pill(ImDrawList* list, ImVec2 min, float height, const PillStyle& style, ImFont* font,
                 std::string_view text);
/// The width that draw_pill() would take.
float pill_width(const PillStyle& style, const ImFont* font, std::string_view text);

}  // namespace sockwalk
