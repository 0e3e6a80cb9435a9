#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "actors/scenario.h"
#include "event/result.h"

namespace sockwalk {

/// More clients than this no scenario has; so many threads play them at most.
inline constexpr int kMostClientsInAll = 20000;
inline constexpr int kMostClientActors = 1000;

/// `plan` once for each actor that plays `count` clients like it, `per_actor` of them each: their
/// numbers begin at plan.number, and the actors are called "clients 1-100" after them.
std::vector<ClientPlan> crowd_of(const ClientPlan& plan, int count, int per_actor);

/// How many clients all actors of `scenario` play together.
std::uint32_t client_count(const Scenario& scenario);

/// `scenario` with another `count` where a [[client]] has one, in its text too, so that a trace
/// holds the scenario as it was run. Refused with a sentence where there is none or where so many
/// cannot be.
Result<Scenario> with_clients(const Scenario& scenario, std::uint64_t count);

/// How many descriptors the actor with the most of them needs at the same time, where actors play
/// several clients; 0 where they do not: what fits then is for the scenario to say.
std::size_t descriptors_needed(const Scenario& scenario);

}  // namespace sockwalk
