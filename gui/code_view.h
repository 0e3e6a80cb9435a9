#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kept_shapes.h"
#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What the view keeps between frames. Belongs to whoever draws; main thread.
struct CodeState {
  /// Which lines of whose program have made a call, up to an event of a recording.
  struct Done {
    std::uint64_t generation = 0;
    ActorId actor = kNoActor;
    std::uint64_t seq = 0;
    std::set<std::uint16_t> lines;
  };
  /// A listing, folded for a width and a font.
  struct Folded {
    std::vector<std::uint64_t> by;
    std::vector<std::vector<std::string>> rows;  ///< of each line
    std::vector<std::size_t> first_row;          ///< of each line, and how many there are
  };
  Done done;
  Folded folded;
  KeptShapes shapes;  ///< of the lines
};

/// The code walk: the twelve steps and the C listing of the selected actor (else of the one that
/// moves next, else of the server), with the line that comes next and the lines that were made.
void draw_code(const Scene& scene, CodeState& state, const Area& area);

}  // namespace sockwalk
