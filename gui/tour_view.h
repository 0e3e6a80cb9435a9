#pragma once

#include "frame.h"
#include "tour.h"

namespace sockwalk {

/// The place that the tour speaks of keeps its colours, and a card beside it says what it is for.
void draw_tour(const Scene& scene, const Tour& tour, const FrameLayout& layout, ImVec2 window);

/// Where the card stands: beside `place`, wholly within the window. `size`: of the card.
Area tour_card(const Area& place, ImVec2 size, ImVec2 window, float gap);

}  // namespace sockwalk
