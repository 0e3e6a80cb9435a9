#pragma once

#include <string>

#include "cli/output.h"
#include "event/ids.h"
#include "model/model.h"

namespace sockwalk {

/// The whole state as one line of JSON; the fields stand in doc/command-line.md.
std::string state_json(const Model& model, const ActorNames& names);

/// The same for people: actors, sockets, client handles.
void print_state(Output& output, const Model& model, const ActorNames& names);

}  // namespace sockwalk
