#pragma once

#include <optional>

#include "command.h"
#include "key_press.h"

namespace sockwalk {

/// Who has the keyboard.
enum class KeyFocus : std::uint8_t {
  stage,    ///< at first: keys step
  widgets,  ///< after Tab: Space, Enter, arrows and Tab move among widgets, Esc returns
  typing,   ///< a text field: nothing steps
};

/// What a stroke asks for; nothing when it is not a command there. Printable commands go by the
/// character that was typed, so that they hold on every keyboard. Open and save come without a path.
std::optional<Request> request_of(const KeyPress& press, KeyFocus focus);

}  // namespace sockwalk
