#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kTimelineTab{"frame.timeline", "TIMELINE"};
inline constexpr Text kEventsTab{"frame.events", "EVENTS"};
inline constexpr Text kDifferenceTab{"frame.difference", "DIFFERENCE"};
inline constexpr Text kTransitionsTab{"frame.transitions", "TRANSITIONS"};
inline constexpr Text kKernelTab{"frame.kernel", "KERNEL"};
inline constexpr Text kResizeHow{"frame.resize_how",
                                 "**Resize panes.** The arrows move the lit edge (Shift: finely), Tab takes the next one, "
                                 "`0` resets all, Enter or Esc ends."};
inline constexpr Text kTooSmall{"frame.too_small",
                                "This window is too small for the stage. Make it larger, or zoom out with Ctrl \u2212."};
}  // namespace sockwalk::text
