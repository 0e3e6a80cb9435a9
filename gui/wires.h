#pragma once

#include <imgui.h>

#include <cstdint>

#include "palette.h"

namespace sockwalk {

/// How a wire is drawn.
struct WireStyle {
  enum class Dash : std::uint8_t { solid, dotted, dashed };
  Colour colour = 0;
  float thickness = 2.0F;
  Dash dash = Dash::solid;
  float head = 0.0F;   ///< size of the arrow head at the end; 0: none. The wire ends at its base
  float phase = 0.0F;  ///< pixels by which dots and dashes have moved on, for what flows
};

void draw_wire(ImDrawList* list, ImVec2 from, ImVec2 to, const WireStyle& style);
/// A cubic Bézier curve.
void draw_curve(ImDrawList* list, ImVec2 from, ImVec2 control_from, ImVec2 control_to, ImVec2 to,
                const WireStyle& style);
/// The point of that curve at `part`, 0 to 1: for a token that travels on it.
ImVec2 point_of_curve(ImVec2 from, ImVec2 control_from, ImVec2 control_to, ImVec2 to, float part);

}  // namespace sockwalk
