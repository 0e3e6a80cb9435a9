#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kTimelineTab{"frame.timeline", "TIMELINE"};
inline constexpr Text kEventsTab{"frame.events", "EVENTS"};
inline constexpr Text kDifferenceTab{"frame.difference", "DIFFERENCE"};
inline constexpr Text kKernelTab{"frame.kernel", "KERNEL"};

}  // namespace sockwalk::text
