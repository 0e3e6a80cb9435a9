#include <simdjson.h>

#include <array>
#include <tuple>
#include <type_traits>

#include "event/argument_constants.h"
#include "log/trace_values.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// What may be left out: a null pointer where an address belongs, a time-out that never comes, and
/// what a message need not carry.
bool may_lack(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::none:
    case ArgumentKind::address:
    case ArgumentKind::timeout:
    case ArgumentKind::descriptors:
    case ArgumentKind::room: return true;
    default: return false;
  }
}

}  // namespace

bool TraceValues::argument(const ArgumentRow& row, const TraceValue& value, std::int64_t& number,
                           PartsDraft& parts) {
  if (row.kind == ArgumentKind::fd) {
    return integer(value, row.name, std::numeric_limits<std::int32_t>::min(),
                   std::numeric_limits<std::int32_t>::max(), number);
  }
  if (is_number(row.kind)) return constant(value, row.name, row.kind, number);
  switch (row.kind) {
    case ArgumentKind::address: return address(value, row.name, parts.address);
    case ArgumentKind::data: return data(value, row.name, parts);
    case ArgumentKind::fd_set: return fds(value, row.name, parts);
    case ArgumentKind::descriptors: return rights(value, row.name, parts);
    case ArgumentKind::path:
      parts.address.kind = UnixAddress::Kind::path;
      return bytes(value, row.name, kLongestName, parts.address.name);
    case ArgumentKind::poll_set: return polled(value, row.name, false, parts);
    case ArgumentKind::events: return events(value, row.name, parts);
    case ArgumentKind::room: return this->number(value, row.name, parts.fds_count);
    default: return true;
  }
}

bool TraceValues::events(const TraceValue& value, std::string_view name, PartsDraft& parts) {
  std::string_view words;
  if (!text(value, name, words)) return false;
  PollEntry entry;
  const auto known = epoll_events_named(words);
  if (!known) return refuse(kLineUnknown, name, quotable(words));
  entry.events = *known;
  parts.poll = arena_.copy(std::span<const PollEntry>{&entry, 1});
  return true;
}

bool TraceValues::arguments(const TraceValue& value, std::string_view name, Event& event,
                            PartsDraft& parts) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  const auto& rows = row_of(event.call).arguments;
  std::array<bool, std::tuple_size_v<std::decay_t<decltype(rows)>>> seen{};
  for (std::size_t i = 0, place = 0; i < rows.size(); ++i) {
    if (rows[i].kind == ArgumentKind::timeout) event.args[place] = -1;
    if (is_number(rows[i].kind)) ++place;
  }
  for (const auto [key, inner] : object) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].name == key) {
        seen[i] = true;
        std::int64_t none = 0;  // what lies in the parts has no place among the numbers
        std::int64_t& number = is_number(rows[i].kind) ? event.args[place] : none;
        if (!argument(rows[i], inner, number, parts)) return false;
      }
      if (is_number(rows[i].kind)) ++place;
    }
    if (key == "data_bytes" && !number(inner, key, parts.data_bytes)) return false;
    const bool counts_fds = key == "readfds_count" || key == "rights_count";
    if (counts_fds && !number(inner, key, parts.fds_count)) return false;
    if (key == "fds_count" && !number(inner, key, parts.poll_count)) return false;
    if (key == "credentials" && !credentials(inner, key, parts)) return false;
    if (key == "directory" && !bytes(inner, key, kLongestName, parts.address.directory)) return false;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!seen[i] && !may_lack(rows[i].kind)) return refuse(kLineMissing, rows[i].name);
  }
  if (event.call == Syscall::epoll_ctl && parts.poll.size() == 1) {
    PollEntry entry = parts.poll[0];
    entry.fd = static_cast<std::int32_t>(event.args[2]);
    parts.poll = arena_.copy(std::span<const PollEntry>{&entry, 1});
  }
  return complete(parts);
}

}  // namespace sockwalk
