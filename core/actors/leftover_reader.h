#pragma once

#include <vector>

#include "actors/scenario.h"
#include "actors/table_reader.h"

namespace sockwalk {

/// Reads [leftover] or [[leftover]]: what lies in the run's directory before the first call. Refused
/// is also what could not be laid there: twice the same name, or a name in a directory that is not.
bool read_leftovers(TableReader& reader, const TomlValue& value, std::vector<Leftover>& leftovers);

/// Whether `server`, a built-in one, would take away a leftover that is no socket: the first such in
/// `value`, from which `leftovers` were read, is refused. A directory stays: unlink(2) fails there.
bool check_leftovers(TableReader& reader, const TomlValue& value,
                     const std::vector<Leftover>& leftovers, const ServerPlan& server);

}  // namespace sockwalk
