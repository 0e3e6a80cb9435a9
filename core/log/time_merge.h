#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "event/event.h"

namespace sockwalk {

/// Puts events of several threads into the order of time: `events` holds one stretch after the
/// other, each in that order already, which end before the places `ends`. Of equal times the
/// earlier stretch comes first. Appends to `out`; cheaper than sorting, since a thread that runs
/// makes many calls before another does.
void merge_by_time(std::span<const Event> events, std::span<const std::size_t> ends,
                   std::vector<Event>& out);

}  // namespace sockwalk
