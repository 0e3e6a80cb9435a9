#pragma once

#include "text/text.h"

namespace sockwalk {

// Finding scenarios, listings and schedules.

inline constexpr Text kNoSuchScenario{"assets.no_such_scenario",
                                      "there is no scenario \"{0}\"; there are: {1}"};
inline constexpr Text kNoSuchScenarioNear{
    "assets.no_such_scenario_near",
    "there is no scenario \"{0}\"; did you mean {1}? \"sockwalk scenarios\" lists them all"};
inline constexpr Text kNoScenarios{
    "assets.no_scenarios",
    "there are no scenarios in {0}; install sockwalk wholly, or set SOCKWALK_ASSETS to the folder "
    "that has \"scenarios\" and \"code\" in it"};
inline constexpr Text kNoSuchListing{
    "assets.no_such_listing",
    "there is no C listing \"{0}\" in {1}; is sockwalk wholly installed?"};
inline constexpr Text kScheduleActor{
    "schedule.actor",
    "{0}: turn {1} belongs to \"{2}\", whom no scenario has; write \"server\" or \"client 1\" to "
    "\"client 9\""};
inline constexpr Text kScheduleEmpty{
    "schedule.empty", "{0} has no turn in it; save a run with --save and give that file"};

}  // namespace sockwalk
