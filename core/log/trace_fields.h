#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "log/name_table.h"

namespace sockwalk {

/// The fields that a line of a trace may have, of whatever kind it is (FORMAT.md).
// clang-format off
enum class Field : std::uint8_t {
  seq, t_ns, actor, kind, enter, call, args, ret, error, expected, slept, woken_by, data,
  data_bytes, opened, ready, ready_count, note, address, text, step, count, slot, fd, result, pid,
  tid, turn, status, signal, can_ask, why_not, sockets, threads, name, shares, polled, polled_count, message_flags, value, credentials, to, client, at
};
inline constexpr std::array<std::string_view, 44> kFieldNames{
  "seq", "t_ns", "actor", "kind", "enter", "call", "args", "ret", "errno", "expected", "slept",
  "woken_by", "data", "data_bytes", "opened", "ready", "ready_count", "note", "address", "text",
  "step", "count", "slot", "fd", "result", "pid", "tid", "turn", "status", "signal", "can_ask",
  "why_not", "sockets", "threads", "name", "shares", "polled", "polled_count",
  "message_flags", "value", "credentials", "to", "client", "at"
};
// clang-format on
static_assert(kFieldNames.size() == static_cast<std::size_t>(Field::at) + 1);

constexpr std::string_view name_of(Field field) {
  return kFieldNames[static_cast<std::size_t>(field)];
}

}  // namespace sockwalk
