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
  socketpair,
  bind,
  listen,
  accept,
  accept4,
  connect,
  read,
  write,
  sendto,    ///< what send(3) and sendto(3) enter the kernel with
  recvfrom,  ///< likewise recv(3)
  sendmsg,
  recvmsg,
  shutdown,
  select,
  poll,
  epoll_create1,
  epoll_ctl,
  epoll_wait,
  dup,
  fcntl,
  ioctl,
  setsockopt,
  getsockopt,
  getsockname,
  getpeername,
  close,
  unlink,
  open,
  chmod,
  fchmod,
  umask,
  mkdir,
  chdir,
  setresuid,
  exit,  ///< never returns: an `end` event follows its `enter`
};

/// What an argument is, for the printer, the reader of traces and the tooltips.
enum class ArgumentKind : std::uint8_t {
  none,
  // Numbers, which lie in Event::args.
  fd,
  number,
  domain,
  type,
  timeout,        ///< milliseconds; -1 = for ever, which a trace may leave out
  mode,           ///< of a file, written in octal
  message_flags,  ///< MSG_…
  how,            ///< SHUT_…
  option,         ///< SO_…, always of SOL_SOCKET
  operation,      ///< EPOLL_CTL_…
  command,        ///< F_…
  status_flags,   ///< O_…
  request,        ///< FION…, SIOC…
  // What lies in Event::parts.
  address,
  data,
  fd_set,
  path,
  poll_set,     ///< poll: descriptors with what is asked of each
  events,       ///< epoll_ctl: EPOLL… of one descriptor; parts->rare->poll has one entry
  descriptors,  ///< sendmsg: those that travel with the message (SCM_RIGHTS)
  room,         ///< recvmsg: for how many descriptors there is room
};

/// True for what lies in Event::args.
constexpr bool is_number(ArgumentKind kind) {
  return kind >= ArgumentKind::fd && kind <= ArgumentKind::request;
}

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
  /// What lies in Event::parts takes no place in args.
  std::array<ArgumentRow, 5> arguments;
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
