#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kEventsCount{"events.count", "{0} lines, as strace writes them"};
inline constexpr Text kFilter{"events.filter", "show only lines with\u2026"};
inline constexpr Text kFellAsleep{"events.fell_asleep", "  \u2026 falls asleep"};
inline constexpr Text kWokenBy{"events.woken_by", "  (woken by {0} of {1})"};

}  // namespace sockwalk::text
