#include "event/json_object.h"

#include <array>
#include <charconv>

#include "text/utf8.h"

namespace sockwalk {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

/// A character below U+0100 that a JSON string cannot or should not hold as it is.
void append_escaped(std::string& out, unsigned character) {
  switch (character) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  out += "\\u00";
  out += kHex[character >> 4];
  out += kHex[character & 0xf];
}

bool needs_escape(std::uint32_t character) {
  return is_control(character) || character == '"' || character == '\\';
}

template <class Number>
void append_number(std::string& out, Number number) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    if (character.bytes == 0) {
      out += "\xef\xbf\xbd";  // U+FFFD
      text.remove_prefix(1);
      continue;
    }
    if (needs_escape(character.code_point)) {
      append_escaped(out, character.code_point);
    } else {
      out += text.substr(0, character.bytes);
    }
    text.remove_prefix(character.bytes);
  }
  out += '"';
}

void append_json_bytes(std::string& out, std::string_view bytes) {
  out += '"';
  for (const char value : bytes) {
    const auto byte = static_cast<unsigned char>(value);
    if (needs_escape(byte)) {
      append_escaped(out, byte);
    } else if (byte < 0x80) {
      out += value;
    } else {
      out += static_cast<char>(0xc0 | (byte >> 6));
      out += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  out += '"';
}

void append_json_number(std::string& out, long long number) { append_number(out, number); }
void append_json_number(std::string& out, unsigned long long number) { append_number(out, number); }

std::string& JsonObject::key(std::string_view name) {
  if (!empty_) out_ += ',';
  empty_ = false;
  out_ += '"';
  out_ += name;
  out_ += "\":";
  return out_;
}

}  // namespace sockwalk
