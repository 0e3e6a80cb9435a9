#pragma once

#include <vector>

#include "actors/crowd.h"
#include "run/assets.h"

namespace sockwalk {

/// `scenario` for a test that gives every turn: a crowd has twelve clients there.
inline Result<Scenario> few_clients(Result<Scenario> scenario) {
  if (!scenario || client_count(*scenario) <= 12) return scenario;
  return with_clients(*scenario, 12);
}

/// list_scenarios() for such tests.
inline std::vector<ScenarioEntry> scenarios_to_step() {
  std::vector<ScenarioEntry> entries = list_scenarios();
  for (ScenarioEntry& entry : entries) entry.scenario = few_clients(entry.scenario);
  return entries;
}

}  // namespace sockwalk
