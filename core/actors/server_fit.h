#pragma once

#include "actors/scenario.h"
#include "actors/table_reader.h"

namespace sockwalk {

/// How many client handles the table of such a server may have; 0 = it has none.
int most_slots(ServerKind kind);

/// Whether what [server], which has been read into `plan`, asks for is something that one of the
/// built-in programs does. A key or a fault that the program would pass over, or that leaves it no
/// way to work, is refused where it stands. A failing call is no reason: it is shown.
bool check_server_fit(TableReader& reader, const TomlValue& server, const ServerPlan& plan);

}  // namespace sockwalk
