#pragma once

#include <string>

#include "actors/scenario.h"

namespace sockwalk {

/// The file in assets/code that shows the built-in server of `plan`; empty for a script.
std::string server_listing(const ServerPlan& plan);

}  // namespace sockwalk
