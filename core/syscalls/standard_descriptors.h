#pragma once

namespace sockwalk {

/// Opens 0, 1 and 2 where whoever started the process left them closed: else the next files opened
/// get these numbers, and what is printed goes into them. Reading then finds an end, writing fails
/// with EBADF. Before anything else is opened.
void hold_standard_descriptors();

}  // namespace sockwalk
