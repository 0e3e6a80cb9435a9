#pragma once

#include <optional>
#include <vector>

#include "stage_layout.h"

namespace sockwalk {

/// Who stands in full where there are too many for all to: whoever acts or is selected is among
/// them. The others stand in heat strips, a cell each.
struct StageFew {
  std::vector<ActorId> clients;      ///< sorted
  std::vector<SocketIndex> sockets;  ///< theirs, and the server's ends of those
};

/// The few of a crowd; nothing where there are no more than the stage shows one by one.
std::optional<StageFew> few_of(const StageInput& input);

/// The stage with `few` in full, and a column with all others at its right end.
StageLayout lay_out_crowd(const StageInput& input, const StageFew& few);

/// The cell at `point`; nullptr when there is none.
const StageCell* cell_at(const StageHeat& heat, StagePoint point);
/// The place of cell `index`.
StageRect rect_of_cell(const StageHeat& heat, std::size_t index);

}  // namespace sockwalk
