#include "event/syscall.h"

#include <sys/syscall.h>

#include <algorithm>
#include <cstddef>

#include "event/assert.h"
#include "text/call_text.h"

namespace sockwalk {
namespace {

constexpr ArgumentRow kFd{"fd", ArgumentKind::fd};
constexpr ArgumentRow kAddress{"address", ArgumentKind::address};
constexpr ArgumentRow kData{"data", ArgumentKind::data};
constexpr ArgumentRow kCount{"count", ArgumentKind::number};

/// In the order of the enumerators.
constexpr std::array kRows{
    SyscallRow{Syscall::none, "", 2, false, "", {}},
    SyscallRow{
        Syscall::socket,
        "socket",
        2,
        false,
        kPurposeSocket.english,
        {ArgumentRow{"domain", ArgumentKind::domain}, ArgumentRow{"type", ArgumentKind::type},
         ArgumentRow{"protocol", ArgumentKind::number}}},
    SyscallRow{Syscall::bind, "bind", 2, false, kPurposeBind.english, {kFd, kAddress}},
    SyscallRow{Syscall::listen,
               "listen",
               2,
               false,
               kPurposeListen.english,
               {kFd, ArgumentRow{"backlog", ArgumentKind::number}}},
    SyscallRow{Syscall::accept, "accept", 2, true, kPurposeAccept.english, {kFd}},
    SyscallRow{Syscall::connect, "connect", 2, true, kPurposeConnect.english, {kFd, kAddress}},
    SyscallRow{Syscall::read, "read", 2, true, kPurposeRead.english, {kFd, kCount}},
    SyscallRow{Syscall::write, "write", 2, true, kPurposeWrite.english, {kFd, kData, kCount}},
    SyscallRow{
        Syscall::select,
        "select",
        2,
        true,
        kPurposeSelect.english,
        {ArgumentRow{"nfds", ArgumentKind::number}, ArgumentRow{"readfds", ArgumentKind::fd_set}}},
    SyscallRow{Syscall::close, "close", 2, false, kPurposeClose.english, {kFd}},
    SyscallRow{Syscall::unlink,
               "unlink",
               2,
               false,
               kPurposeUnlink.english,
               {ArgumentRow{"pathname", ArgumentKind::path}}},
    SyscallRow{Syscall::exit,
               "exit",
               2,
               false,
               kPurposeExit.english,
               {ArgumentRow{"status", ArgumentKind::number}}},
};

static_assert(kRows.size() == static_cast<std::size_t>(Syscall::exit) + 1);
static_assert(std::ranges::all_of(kRows, [](const SyscallRow& row) {
  return &row == &kRows[static_cast<std::size_t>(row.id)];
}));

}  // namespace

const SyscallRow& row_of(Syscall call) {
  const auto index = static_cast<std::size_t>(call);
  SOCKWALK_ASSERT(index < kRows.size(), "a system call has a row in the table");
  return kRows[index];
}

std::span<const SyscallRow> all_syscalls() { return std::span{kRows}.subspan(1); }

Syscall syscall_named(std::string_view name) {
  const auto row = std::ranges::find(kRows, name, &SyscallRow::name);
  return row == kRows.end() ? Syscall::none : row->id;
}

Syscall syscall_numbered(long number) {
  switch (number) {
    case SYS_socket: return Syscall::socket;
    case SYS_bind: return Syscall::bind;
    case SYS_listen: return Syscall::listen;
    case SYS_accept:
    case SYS_accept4: return Syscall::accept;
    case SYS_connect: return Syscall::connect;
    case SYS_read: return Syscall::read;
    case SYS_write: return Syscall::write;
#ifdef SYS_select  // newer architectures have pselect6 and unlinkat only
    case SYS_select:
#endif
    case SYS_pselect6: return Syscall::select;
    case SYS_close: return Syscall::close;
#ifdef SYS_unlink
    case SYS_unlink:
#endif
    case SYS_unlinkat: return Syscall::unlink;
    case SYS_exit:
    case SYS_exit_group: return Syscall::exit;
    default: return Syscall::none;
  }
}

}  // namespace sockwalk
