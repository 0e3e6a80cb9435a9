#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "key_press.h"

namespace sockwalk {

/// A line of text that is being typed, edited by the same strokes as everything else, so that none
/// is lost on the way. Whole characters of UTF-8, no control characters. Knows no ImGui.
class TypedLine {
 public:
  /// `longest`: in bytes; what would be longer is not typed.
  explicit TypedLine(std::size_t longest) : longest_(longest) {}

  /// A character, Backspace, Delete, Left, Right, Home, End, or Ctrl+U, which empties it. True when the text has changed.
  bool press(const KeyPress& press);
  /// Replaces the text; the caret stands at its end.
  void set(std::string text);

  const std::string& text() const { return text_; }
  std::size_t caret() const { return caret_; }  ///< in bytes, at the beginning of a character

 private:
  bool type(char32_t character);
  std::size_t before_caret() const;
  std::size_t after_caret() const;

  const std::size_t longest_;
  std::string text_;
  std::size_t caret_ = 0;
};

}  // namespace sockwalk
