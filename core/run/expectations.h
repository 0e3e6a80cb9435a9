#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/event.h"
#include "text/text.h"

namespace sockwalk {

/// What a step should have led to, and what it led to.
struct CheckedExpectation {
  ActorId actor = kNoActor;
  std::string who;       ///< the actor, or which of the clients that it plays
  std::size_t step = 0;  ///< its number in the actor's script, from 1
  std::string words;     ///< the step
  std::string expected;  ///< as the scenario has it
  bool met = false;
  Sentence observed;  ///< what happened instead, or as it should
};

/// True when a step of `scenario` says what it should lead to. A run of it is judged by that alone:
/// one that leaves somebody asleep, or dead, may be just what was meant.
bool has_expectations(const Scenario& scenario);

/// Compares what a run of `scenario`, which is over, has logged with what its steps should have led
/// to: one entry for each step that says so, by actor and step. `directory` is the run's. Numbers
/// of the kernel and of the process are those of this moment, so the run should be of this process.
std::vector<CheckedExpectation> check_expectations(const Scenario& scenario,
                                                   std::span<const Event> events,
                                                   const ActorNames& names,
                                                   const std::string& directory);

/// The same, of those only that are not met: one sentence each, for people.
std::vector<Sentence> unmet_expectations(const Scenario& scenario, std::span<const Event> events,
                                         const ActorNames& names, const std::string& directory);

}  // namespace sockwalk
