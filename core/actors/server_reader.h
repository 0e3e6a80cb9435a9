#pragma once

#include <vector>

#include "actors/scenario.h"
#include "actors/table_reader.h"

namespace sockwalk {

/// What a table says of a process before its first call: keys that servers and clients share.
std::vector<KeyRow> process_keys(TableReader& reader, ProcessSetting& process);

/// Reads [server]. What does not fit together is refused. `does` reads the steps of a script.
bool read_server(TableReader& reader, const TomlValue& value, std::size_t clients,
                 const std::function<bool(const TomlValue&, std::vector<Step>&)>& does,
                 ServerPlan& plan);
/// What a server without a table has.
void settle_server(std::size_t clients, ServerPlan& plan);

}  // namespace sockwalk
