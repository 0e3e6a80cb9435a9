#pragma once

#include <cstdint>
#include <vector>

namespace sockwalk {

/// A key by its place on the keyboard. The values are GLFW's; those that print are ASCII, and are
/// the letters of an American keyboard: use KeyPress::character for what a person means to type.
enum class Key : std::int16_t {
  none = 0,
  space = 32,
  digit_0 = 48,
  digit_9 = 57,
  a = 65,
  z = 90,
  escape = 256,
  enter = 257,
  tab = 258,
  backspace = 259,
  insert = 260,
  del = 261,
  right = 262,
  left = 263,
  down = 264,
  up = 265,
  page_up = 266,
  page_down = 267,
  home = 268,
  end = 269,
  f1 = 290,
  f2 = 291,
  f5 = 294,
  f11 = 300,
  keypad_enter = 335,
};

/// The Key of an ASCII letter or digit: key_of('R').
constexpr Key key_of(char upper_case) { return static_cast<Key>(upper_case); }

/// One stroke of a key, as a person understands it. Made by the window from the key's and the
/// character's event, in order; none is lost between two frames.
struct KeyPress {
  Key key = Key::none;      ///< none when only a character came; space always comes as Key::space
  bool shift = false;
  bool control = false;
  bool alt = false;
  bool repeated = false;    ///< by holding it down
  /// What it types on this keyboard, or 0. With Control or Alt, where nothing is typed: the
  /// character on the key, in lower case ('+' for Ctrl and + wherever + is).
  char32_t character = 0;

  bool operator==(const KeyPress&) const = default;
};

/// The strokes between two frames, in order. A stroke and the character that it types come as two
/// events, directly after one another; here they become one KeyPress. GLFW forgets the stroke, and
/// not its character, when a key goes down twice within a millisecond (it takes the second for an
/// echo of an input method): the character alone is then the press.
class KeyQueue {
 public:
  void press(const KeyPress& press);
  /// `shift`: it is down now, for a character whose stroke is missing.
  void type(char32_t character, bool shift);
  /// All of them; the queue is empty afterwards.
  std::vector<KeyPress> take();

 private:
  std::vector<KeyPress> presses_;
  bool awaits_character_ = false;  ///< the last event was a stroke that may type something
};

}  // namespace sockwalk
