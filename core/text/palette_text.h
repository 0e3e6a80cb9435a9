#pragma once

#include "text/text.h"

/// The command palette (Ctrl+K).
namespace sockwalk::palette_text {

inline constexpr Text kPrompt{"palette.prompt", "Type a command"};
inline constexpr Text kNothing{"palette.nothing", "No command has these words. Backspace takes letters back, Esc closes."};
inline constexpr Text kKeys{"palette.keys", "↑ ↓ choose · Enter runs · Esc closes"};

}  // namespace sockwalk::palette_text
