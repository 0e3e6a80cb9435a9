#pragma once

#include <span>
#include <vector>

#include "event/ids.h"
#include "model/model.h"
#include "run/schedule.h"
#include "text/text.h"

namespace sockwalk {

/// Those whose move `stand`, which sleeps or joins, waits for, as the model knows: who holds the
/// other end, who owns the listening socket. Empty: anybody, as in accept(2).
std::vector<ActorId> awaited_by(const Model& model, const Stand& stand);

/// Where nobody can move any more: who waits for whom, a sentence for each circle and for everybody
/// outside of one. Empty when all are gone. Pure.
std::vector<Sentence> deadlocks(const Model& model, std::span<const Stand> stands,
                                const ActorNames& names);

}  // namespace sockwalk
