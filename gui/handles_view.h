#pragma once

#include <string>
#include <vector>

#include "handle_order.h"
#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What the view keeps between frames: ten thousand rows are sorted when something changes, not in every frame.
struct HandlesState {
  std::string sorted;              ///< which state, and how
  std::vector<std::size_t> order;  ///< slots; empty: as they lie in the array
};

/// The client-handle table: the server's own array, slot by slot, sorted as the person wants it. The heads of the
/// columns are buttons that sort.
void draw_handles(const Scene& scene, const HandleSort& sort, HandlesState& state, const Area& area);

}  // namespace sockwalk
