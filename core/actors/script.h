#pragma once

#include <string>
#include <vector>

#include "actors/listing.h"
#include "actors/step.h"

namespace sockwalk {

/// The listing of an actor that has no file in assets/code: line N is step N, as a C programmer
/// would write it, and the last one is exit() where no step says so. Its "file" is the actor's
/// name.
Listing script_listing(const std::string& actor, const std::vector<Step>& steps);

}  // namespace sockwalk
