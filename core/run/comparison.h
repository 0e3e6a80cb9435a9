#pragma once

#include <string>

#include "event/ids.h"
#include "model/timeline.h"

namespace sockwalk {

/// The first difference between turn `turn` of two recordings of one schedule, as one sentence;
/// empty when calls, results and notes are the same. What differs from run to run (inodes, pids,
/// tids, times, the private directory) is not compared.
std::string turn_difference(const Timeline& recorded, const std::string& recorded_directory,
                            const Timeline& now, const std::string& directory, std::uint64_t turn,
                            const ActorNames& names);

}  // namespace sockwalk
