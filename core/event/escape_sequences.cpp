#include "event/escape_sequences.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace sockwalk {
namespace {

/// The letter behind the backslash, or 0.
char escape_letter(unsigned char byte) {
  switch (byte) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\t':
      return 't';
    case '\n':
      return 'n';
    case '\v':
      return 'v';
    case '\f':
      return 'f';
    case '\r':
      return 'r';
    default:
      return 0;
  }
}

}  // namespace

std::string string_literal(std::string_view bytes) {
  std::string out = "\"";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (const char letter = escape_letter(byte); letter != 0) {
      out += '\\';
      out += letter;
    } else if (byte >= 0x20 && byte < 0x7f) {
      out += bytes[i];
    } else {
      const bool digit_follows = i + 1 < bytes.size() && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';
      out += digit_follows ? fmt::format("\\{:03o}", byte) : fmt::format("\\{:o}", byte);
    }
  }
  return out + '"';
}

std::string string_literal(std::span<const std::byte> bytes) {
  return string_literal(
      std::string_view{reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    append_escaped(out, text);
  }
  return out;
}

}  // namespace sockwalk
