#pragma once

#include <vector>

#include "run/machine_check.h"

namespace sockwalk {

/// Tries what the window needs of the machine: makes one that is not shown, draws a frame without a
/// display, and looks for the fonts. Main thread only, before there is a window. A driver may crash
/// in it, so `sockwalk doctor` has it done by a process of its own.
std::vector<MachineCheck> check_window();

}  // namespace sockwalk
