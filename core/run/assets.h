#pragma once

#include <string>
#include <vector>

#include "actors/listing.h"
#include "actors/scenario.h"
#include "event/result.h"

namespace sockwalk {

/// The folder of scenarios and listings: $SOCKWALK_ASSETS when set, ../share/sockwalk beside
/// the program when installed, else the source tree's assets.
const std::string& assets_directory();

/// The scenarios that come with sockwalk, by name. A file that cannot be read is listed with its error.
struct ScenarioEntry {
  std::string name;
  Result<Scenario> scenario;
};
std::vector<ScenarioEntry> list_scenarios();

/// By name ("facts/H1" for a fact), or by path when `name` has a '/' or ends in .toml. An unknown name offers the nearest.
Result<Scenario> find_scenario(const std::string& name);

/// The listing in assets/code; read once and kept.
Result<const Listing*> find_listing(const std::string& file);

}  // namespace sockwalk
