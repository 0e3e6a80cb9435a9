#pragma once

#include <cstddef>

#include "event/result.h"

namespace sockwalk {

/// Sees to it that each actor may have `needed` descriptors at the same time: raises the soft limit
/// of this process (getrlimit(2), RLIMIT_NOFILE) as far as the hard one lets it. It stays raised:
/// other runs may go on. Refused with a sentence that says how to get more. Any thread.
Done allow_descriptors(std::size_t needed);

}  // namespace sockwalk
