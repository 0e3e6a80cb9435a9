#include <simdjson.h>

#include <array>

#include "log/trace_values.h"
#include "text/trace_text.h"

namespace sockwalk {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

/// True for what lies in Event::args; the others lie in its parts.
bool is_number(ArgumentKind kind) {
  return kind == ArgumentKind::fd || kind == ArgumentKind::number || kind == ArgumentKind::domain ||
         kind == ArgumentKind::type;
}

/// A null pointer where an address belongs is written by leaving it out.
bool may_lack(ArgumentKind kind) {
  return kind == ArgumentKind::none || kind == ArgumentKind::address;
}

}  // namespace

bool TraceValues::argument(const ArgumentRow& row, const TraceValue& value, std::int64_t& number,
                           EventParts& parts) {
  switch (row.kind) {
    case ArgumentKind::none: return true;
    case ArgumentKind::fd:
      return integer(value, row.name, std::numeric_limits<std::int32_t>::min(),
                     std::numeric_limits<std::int32_t>::max(), number);
    case ArgumentKind::number: return integer(value, row.name, kLowest, kHighest, number);
    case ArgumentKind::domain: return domain(value, row.name, number);
    case ArgumentKind::type: return type(value, row.name, number);
    case ArgumentKind::address: return address(value, row.name, parts.address);
    case ArgumentKind::data: return data(value, row.name, parts);
    case ArgumentKind::fd_set: return fds(value, row.name, parts);
    case ArgumentKind::path:
      parts.address.kind = UnixAddress::Kind::path;
      return bytes(value, row.name, kLongestName, parts.address.name);
  }
  return true;
}

bool TraceValues::arguments(const TraceValue& value, std::string_view name, Event& event,
                            EventParts& parts) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  const auto& rows = row_of(event.call).arguments;
  std::array<bool, 3> seen{};
  for (const auto [key, inner] : object) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].name == key) {
        seen[i] = true;
        if (!argument(rows[i], inner, event.args[place], parts)) return false;
      }
      if (is_number(rows[i].kind)) ++place;
    }
    if (key == "data_bytes" && !number(inner, key, parts.data_bytes)) return false;
    if (key == "readfds_count" && !number(inner, key, parts.fds_count)) return false;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!seen[i] && !may_lack(rows[i].kind)) return refuse(kLineMissing, rows[i].name);
  }
  return complete(parts);
}

}  // namespace sockwalk
