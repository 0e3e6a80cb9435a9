#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "event/result.h"

namespace sockwalk {

/// Where something stands in a file, both from 1; columns count characters.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct TomlMember;

/// A TOML value with its place. Plain data: whoever reads it need not know the parser's headers,
/// which are slow to compile.
struct TomlValue {
  enum class Kind : std::uint8_t { text, integer, boolean, list, table, other };

  Kind kind = Kind::other;
  Place place;
  std::string text;
  std::int64_t integer = 0;
  bool boolean = false;
  std::vector<TomlValue> items;     ///< list
  std::vector<TomlMember> members;  ///< table, in the order of the file
};

struct TomlMember {
  std::string key;
  Place place;  ///< of the key
  TomlValue value;
};

/// Reads a TOML document of at most 64 KiB. Refusals name `file`:line:column. Survives any input.
Result<TomlValue> parse_toml(std::string_view text, const std::string& file);

/// "a string", "a whole number", … for sentences.
std::string_view kind_name(TomlValue::Kind kind);

/// The place of byte `offset` of the string `value`, which was read from `document`; the place of
/// the value itself where escapes make that uncertain.
Place place_inside(const TomlValue& value, std::size_t offset, std::string_view document);

/// The byte of `document` at `place`.
std::size_t offset_of(Place place, std::string_view document);

/// "demo.toml:3:1: sentence"
Error refusal(const std::string& file, Place place, const std::string& sentence);

}  // namespace sockwalk
