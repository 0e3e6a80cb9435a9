#pragma once

#include <string>
#include <string_view>

#include "cli/output.h"
#include "event/ids.h"
#include "model/timeline.h"

namespace sockwalk {

/// The enter event that `exit` belongs to; nullptr when the recording does not have it.
const Event* enter_of(const Timeline& timeline, const Event& exit);

/// True when the call that `enter` begins does not return within its turn: the actor has fallen
/// asleep in it. Without turns (a free run) nobody can say so before the end.
bool falls_asleep(const Timeline& timeline, const Event& enter);

/// Prints the events of one turn, a line each: `turn  actor  accept(3, NULL, NULL) = 4`. A call and
/// its return make one line where they belong to the same turn. Turns and the kernel's answers have
/// no line of their own. `numbered`: the event's number comes first.
void print_turn(Output& output, const Timeline& timeline, const ActorNames& names,
                std::uint64_t turn, bool numbered);

}  // namespace sockwalk
