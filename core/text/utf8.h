#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sockwalk {

/// One character of UTF-8 text.
struct Utf8Character {
  std::uint32_t code_point = 0;
  std::size_t bytes = 0;  ///< 0: the text does not begin with a whole, valid character
};

/// The character at the beginning of `text`. Refuses what RFC 3629 refuses: overlong forms,
/// surrogates, and everything above U+10FFFF.
Utf8Character first_character(std::string_view text);

/// True for characters that must not reach a terminal or a line of a file as they are: U+0000 to
/// U+001F and U+007F to U+009F.
inline bool is_control(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

/// True for characters that make a line look like another one: the separators of lines, and what
/// changes the direction of writing (Unicode TR 36, 2.10).
inline bool is_misleading(std::uint32_t code_point) {
  return code_point == 0x61c || code_point == 0x200e || code_point == 0x200f ||
         (code_point >= 0x2028 && code_point <= 0x202e) ||
         (code_point >= 0x2066 && code_point <= 0x2069);
}

/// Takes the first character off `text` and appends it to `out` as a line of a terminal may hold
/// it: a control character, one that misleads, or a byte that begins none, as \xNN. REQUIRES:
/// `text` is not empty
void append_escaped(std::string& out, std::string_view& text);

}  // namespace sockwalk
