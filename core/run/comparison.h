#pragma once

#include <string>

#include "event/ids.h"
#include "model/timeline.h"

namespace sockwalk {

/// `text` with {run} wherever the name of a run's private directory stands in it: what differs from
/// run to run, in paths and in abstract names.
std::string without_directory(std::string text, const std::string& directory);

/// The first difference between turn `turn` of two recordings of one schedule, as one sentence;
/// empty when calls, results, notes and the state after the turn are the same. What differs from run
/// to run (inodes, pids, tids, times, the private directory) is not compared. `recorded_state` is a
/// state of `recorded` or a fresh one, and is brought to the end of the turn: whoever compares turn
/// after turn keeps it.
std::string turn_difference(const Timeline& recorded, const std::string& recorded_directory,
                            Model& recorded_state, const Timeline& now, const std::string& directory,
                            std::uint64_t turn, const ActorNames& names);

}  // namespace sockwalk
