#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sockwalk {

/// The system calls that sockwalk makes and explains.
enum class Syscall : std::uint8_t {
  none,
  socket,
  bind,
  listen,
  accept,
  connect,
  read,
  write,
  select,
  close,
  unlink,
  exit,  ///< never returns: an `end` event follows its `enter`
};

/// What an argument is, for the printer, the reader of traces and the tooltips.
enum class ArgumentKind : std::uint8_t { none, fd, number, address, data, fd_set, path, domain, type };

struct ArgumentRow {
  std::string_view name;
  ArgumentKind kind = ArgumentKind::none;
};

/// One row of the one table of system calls. Everything that names a call reads this row.
struct SyscallRow {
  Syscall id;
  std::string_view name;
  int section;               ///< of the manual: "accept(2)"
  bool may_block;            ///< on a blocking socket (man page)
  std::string_view purpose;  ///< half a sentence for tooltips
  /// As in the call itself. Numbers lie in Event::args in this order; `fd` is always args[0].
  /// address, data, fd_set and path lie in Event::parts and take no place in args.
  std::array<ArgumentRow, 3> arguments;
};

/// REQUIRES: `call` is an enumerator. Syscall::none has a row too, with an empty name.
const SyscallRow& row_of(Syscall call);
std::span<const SyscallRow> all_syscalls();
/// Syscall::none when there is no such name.
Syscall syscall_named(std::string_view name);
/// The call behind a number of this machine's system call table, e.g. from /proc/…/syscall;
/// Syscall::none when it is not one of ours.
Syscall syscall_numbered(long number);

}  // namespace sockwalk
