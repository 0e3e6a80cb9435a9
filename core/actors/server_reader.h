#pragma once

#include <vector>

#include "actors/scenario.h"
#include "actors/table_reader.h"

namespace sockwalk {

/// What a table says of a process before its first call: keys that servers and clients share.
std::vector<KeyRow> process_keys(TableReader& reader, ProcessSetting& process);

/// Whom the server has to do with.
struct ServedClients {
  std::size_t count = 0;
  bool crowd = false;  ///< an actor plays several: all of them are there before the first is served
};

/// Reads [server]. What does not fit together is refused. `does` reads the steps of a script.
bool read_server(TableReader& reader, const TomlValue& value, const ServedClients& clients,
                 const std::function<bool(const TomlValue&, std::vector<Step>&)>& does,
                 ServerPlan& plan);
/// What a server without a table has.
void settle_server(std::size_t clients, ServerPlan& plan);

}  // namespace sockwalk
