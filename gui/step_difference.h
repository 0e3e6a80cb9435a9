#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/timeline.h"
#include "selection.h"

namespace sockwalk {

/// One of the two states that are laid side by side. Refers to what it is taken from.
struct ComparedStep {
  const Model& model;
  const Timeline& timeline;
  std::uint64_t seq = 0;  ///< of the last event in it
};

/// One fact that differs between two steps.
struct DifferenceRow {
  std::string object;   ///< "Server", "Connection socket", "Server's own array"
  Target target;        ///< what to light up; kind none: nothing
  std::string what;     ///< "state", "descriptor 4", "accept queue"
  std::string before;   ///< empty: was not there
  std::string after;    ///< empty: is not there any more
  std::string_view term;  ///< what `what` is about, as term_tip() knows it
};

/// All that differs between two steps of one recording, object after object: the actors, the sockets, the
/// server's array and what it keeps besides, the names. What does not differ is counted.
struct StepDifference {
  std::vector<DifferenceRow> rows;
  std::size_t same_actors = 0;
  std::size_t same_sockets = 0;      ///< open in the later step
  std::size_t same_descriptors = 0;
  std::size_t same_slots = 0;
  std::size_t same_names = 0;        ///< in the file system, there in both
};

/// `before` is the earlier one: both belong to one recording.
StepDifference step_difference(const ComparedStep& before, const ComparedStep& after);

}  // namespace sockwalk
