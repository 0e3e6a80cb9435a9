#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "event/syscall.h"

namespace sockwalk {

/// The name of an argument's number as C programs write it: "SHUT_WR", "SO_PEERCRED",
/// "MSG_PEEK|MSG_DONTWAIT", "0644". Bits without a name are appended in hexadecimal; "0" for no flag
/// at all. The plain number where the kind has no names.
std::string constant_text(ArgumentKind kind, std::int64_t number);
/// The other way round; nothing when there is no such name. Whole numbers are taken too.
std::optional<std::int64_t> constant_named(ArgumentKind kind, std::string_view text);

/// What poll(2) and epoll(7) tell: "POLLIN|POLLHUP", "EPOLLIN|EPOLLET". "0" for none.
std::string poll_events_text(std::uint32_t events);
std::string epoll_events_text(std::uint32_t events);
std::optional<std::uint32_t> poll_events_named(std::string_view text);
std::optional<std::uint32_t> epoll_events_named(std::string_view text);

}  // namespace sockwalk
