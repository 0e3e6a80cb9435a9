#pragma once

#include "text/text.h"

/// The scenario picker.
namespace sockwalk::picker_text {

inline constexpr Text kTitle{"picker.title", "Scenarios"};
inline constexpr Text kPrompt{"picker.prompt", "Type to find one"};
inline constexpr Text kNothing{"picker.nothing", "No scenario has these words"};
inline constexpr Text kKeys{"picker.keys", "Arrows choose · Enter opens · Esc closes"};
inline constexpr Text kRecent{"picker.recent", "opened lately"};
inline constexpr Text kBroken{"picker.broken", "cannot be opened"};
inline constexpr Text kScript{"picker.script", "script"};

}  // namespace sockwalk::picker_text
