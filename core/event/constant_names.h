#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sockwalk {

/// An errno value with its name, what it says (as strerror(3) does, in English) and what it means
/// for Unix sockets in one sentence a student understands, with what to do.
struct ErrnoRow {
  int number;
  std::string_view name;
  std::string_view says;
  std::string_view means;
};

std::span<const ErrnoRow> all_errnos();
/// nullptr when it is not in our table.
const ErrnoRow* errno_row(int number);
/// Knows the second names EWOULDBLOCK and ENOTSUP as well.
const ErrnoRow* errno_row(std::string_view name);
/// "ENOENT"; "errno 999" for a number we do not know.
std::string errno_name(int number);

/// "AF_UNIX", "SOCK_STREAM" (with "|SOCK_CLOEXEC" where set), or the number.
std::string domain_name(int domain);
std::string socket_type_name(int type);
/// The other way round; nothing when there is no such name.
std::optional<int> domain_named(std::string_view name);
std::optional<int> socket_type_named(std::string_view name);
/// The kernel's state of a socket as ss(8) writes it: 10 → "LISTEN", 1 → "ESTAB", 7 → "UNCONN".
std::string kernel_state_name(int state);
std::optional<int> kernel_state_named(std::string_view name);

}  // namespace sockwalk
