#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace sockwalk {

Utf8Character first_character(std::string_view text) {
  if (text.empty()) return {};
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < bytes) return {};
  std::uint32_t code_point = first & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {};
    code_point = (code_point << 6) | (next & 0x3fU);
  }
  const bool overlong = (bytes == 3 && code_point < 0x800) || (bytes == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (overlong || surrogate || code_point > 0x10ffff) return {};
  return {code_point, bytes};
}

void append_escaped(std::string& out, std::string_view& text) {
  const Utf8Character character = first_character(text);
  const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
  if (character.bytes == 0 || is_control(character.code_point) ||
      is_misleading(character.code_point)) {
    for (const char byte : text.substr(0, bytes)) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
    }
  } else {
    out += text.substr(0, bytes);
  }
  text.remove_prefix(bytes);
}

}  // namespace sockwalk
