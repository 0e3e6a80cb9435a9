#pragma once

#include <string>

#include "actors/listing.h"
#include "actors/scenario.h"
#include "event/result.h"

namespace sockwalk {

/// The listing that is shown beside an actor and that its events name: a file of assets/code, or,
/// where it has none, that of its steps. Kept for good, so that events may refer to it. Any thread.
Result<const Listing*> listing_of(const Scenario& scenario, ActorId actor);
/// The same for a client that was added to a run.
Result<const Listing*> listing_of(const ClientPlan& plan);

/// The listing that an event of a run of `scenario` names as its file: in a trace too, whose header
/// holds the scenario.
Result<const Listing*> find_listing(const Scenario& scenario, const std::string& file);

}  // namespace sockwalk
