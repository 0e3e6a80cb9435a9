#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What the view keeps between frames: which events its filter lets through.
struct EventsState {
  std::array<char, 64> filter{};
  std::string applied;              ///< the filter that made `rows`
  std::uint64_t seen = 0;           ///< events looked at so far
  std::uint64_t generation = 0;     ///< of the recording that was looked at
  std::vector<std::uint64_t> rows;  ///< seqs
};

/// The events as strace(1) writes them, one a line, up to what is shown; with a filter.
void draw_events(const Scene& scene, EventsState& state, const Area& area);

}  // namespace sockwalk
