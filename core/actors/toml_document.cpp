#include "actors/toml_document.h"

#include <fmt/format.h>
#include <toml++/impl/preprocessor.h>

// toml++ 3.3 takes it for granted that a key follows "[", and says so to the compiler, before it looks:
// "[=" aborts, or does anything in a release. Without that promise its own error message is reached.
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT_ASSUME(expression) static_assert(true)

#include <toml++/toml.h>

#include <algorithm>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

constexpr std::size_t kLargestFile = 64 * 1024;
/// The parser limits nested brackets, but not dotted keys: each dot is a table inside a table, and
/// 30,000 of them overflow the stack when the tables are destroyed.
constexpr std::ptrdiff_t kMostDots = 4000;
/// Deeper values are left out of the copy: no scenario nests so far, and the address sanitizer's
/// larger frames overflowed at 4,000.
constexpr int kDeepest = 64;

Place place_of(const toml::source_region& source) {
  return {source.begin.line, source.begin.column};
}

bool earlier(Place a, Place b) { return a.line != b.line ? a.line < b.line : a.column < b.column; }

TomlValue value_of(const toml::node& node, int depth);

std::vector<TomlMember> members_of(const toml::table& table, int depth) {
  std::vector<TomlMember> members;
  for (const auto& [key, node] : table) {
    members.push_back({std::string{key.str()}, place_of(key.source()), value_of(node, depth)});
  }
  std::stable_sort(members.begin(), members.end(), [](const TomlMember& a, const TomlMember& b) {
    return earlier(a.place, b.place);
  });
  return members;
}

TomlValue value_of(const toml::node& node, int depth) {
  TomlValue value;
  value.place = place_of(node.source());
  if (depth > kDeepest) return value;
  if (const auto* table = node.as_table()) {
    value.kind = TomlValue::Kind::table;
    value.members = members_of(*table, depth + 1);
  } else if (const auto* list = node.as_array()) {
    value.kind = TomlValue::Kind::list;
    for (const toml::node& item : *list) value.items.push_back(value_of(item, depth + 1));
  } else if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.kind = TomlValue::Kind::integer;
    value.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.kind = TomlValue::Kind::boolean;
    value.boolean = boolean->get();
  }
  return value;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// Moves `place` over `text`.
void advance(Place& place, std::string_view text) {
  for (const char byte : text) {
    if (byte == '\n') {
      ++place.line;
      place.column = 1;
    } else if (!continues_character(byte)) {
      ++place.column;
    }
  }
}

/// The byte of `document` at `place`.
std::size_t offset_of(Place place, std::string_view document) {
  std::size_t offset = 0;
  for (std::uint32_t line = 1; line < place.line && offset < document.size(); ++line) {
    offset = std::min(document.find('\n', offset), document.size() - 1) + 1;
  }
  for (std::uint32_t column = 1; column < place.column && offset < document.size(); ++column) {
    do {
      ++offset;
    } while (offset < document.size() && continues_character(document[offset]));
  }
  return offset;
}

}  // namespace

Result<TomlValue> parse_toml(std::string_view text, const std::string& file) {
  if (text.size() > kLargestFile) return refusal(file, {1, 1}, say(kTomlTooLarge).words());
  if (std::count(text.begin(), text.end(), '.') > kMostDots) {
    return refusal(file, {1, 1}, say(kTomlTooDeep, kMostDots).words());
  }
  const toml::parse_result result = toml::parse(text, std::string_view{});
  if (!result) {
    const auto& error = result.error();
    return refusal(file, place_of(error.source()),
                   say(kTomlSyntax, quotable(error.description(), 300)).words());
  }
  TomlValue document;
  document.kind = TomlValue::Kind::table;
  document.place = {1, 1};
  document.members = members_of(result.table(), 0);
  return document;
}

std::string_view kind_name(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::text:
      return "a string";
    case TomlValue::Kind::integer:
      return "a whole number";
    case TomlValue::Kind::boolean:
      return "true or false";
    case TomlValue::Kind::list:
      return "a list";
    case TomlValue::Kind::table:
      return "a table";
    case TomlValue::Kind::other:
      break;
  }
  return "a fraction, date or time";
}

Place place_inside(const TomlValue& value, std::size_t offset, std::string_view document) {
  const std::size_t start = offset_of(value.place, document);
  for (const std::string_view quote :
       {"\"\"\"\r\n", "\"\"\"\n", "\"\"\"", "'''\r\n", "'''\n", "'''", "\"", "'"}) {
    const std::size_t first = start + quote.size();
    if (document.substr(start, quote.size()) != quote ||
        document.substr(first, value.text.size()) != value.text) {
      continue;
    }
    Place place = value.place;
    advance(place, document.substr(start, quote.size() + offset));
    return place;
  }
  return value.place;
}

Error refusal(const std::string& file, Place place, const std::string& sentence) {
  return Error{fmt::format("{}:{}:{}: {}", quotable(file), place.line, place.column, sentence)};
}

}  // namespace sockwalk
