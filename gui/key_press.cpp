#include "key_press.h"

#include <utility>

namespace sockwalk {

void KeyQueue::press(const KeyPress& press) {
  presses_.push_back(press);
  const bool types = press.key != Key::none && press.key < Key::escape;
  awaits_character_ = types && press.character == 0;
}

void KeyQueue::type(char32_t character, bool shift) {
  if (awaits_character_ && !presses_.empty()) {
    presses_.back().character = character;
  } else {
    KeyPress only;
    only.key = character == U' ' ? Key::space : Key::none;
    only.shift = shift;
    only.character = character;
    presses_.push_back(only);
  }
  awaits_character_ = false;
}

std::vector<KeyPress> KeyQueue::take() {
  awaits_character_ = false;
  return std::exchange(presses_, {});
}

}  // namespace sockwalk
