#include "event/syscall.h"

#include <sys/syscall.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "event/assert.h"
#include "text/call_text.h"

namespace sockwalk {
namespace {

constexpr ArgumentRow kFd{"fd", ArgumentKind::fd};
constexpr ArgumentRow kAddress{"address", ArgumentKind::address};
constexpr ArgumentRow kData{"data", ArgumentKind::data};
constexpr ArgumentRow kCount{"count", ArgumentKind::number};
constexpr ArgumentRow kProtocol{"protocol", ArgumentKind::number};
constexpr ArgumentRow kMessageFlags{"flags", ArgumentKind::message_flags};
constexpr ArgumentRow kTimeout{"timeout", ArgumentKind::timeout};
constexpr ArgumentRow kOption{"option", ArgumentKind::option};
constexpr ArgumentRow kPathname{"pathname", ArgumentKind::path};
constexpr ArgumentRow kMode{"mode", ArgumentKind::mode};

// clang-format off
/// In the order of the enumerators.
constexpr std::array kRows{
    SyscallRow{Syscall::none, "", 2, false, "", {}},
    SyscallRow{Syscall::socket, "socket", 2, false, kPurposeSocket.english,
               {ArgumentRow{"domain", ArgumentKind::domain}, ArgumentRow{"type", ArgumentKind::type}, kProtocol}},
    SyscallRow{Syscall::socketpair, "socketpair", 2, false, kPurposeSocketpair.english,
               {ArgumentRow{"domain", ArgumentKind::domain}, ArgumentRow{"type", ArgumentKind::type}, kProtocol}},
    SyscallRow{Syscall::bind, "bind", 2, false, kPurposeBind.english,
               {kFd, kAddress}},
    SyscallRow{Syscall::listen, "listen", 2, false, kPurposeListen.english,
               {kFd, ArgumentRow{"backlog", ArgumentKind::number}}},
    SyscallRow{Syscall::accept, "accept", 2, true, kPurposeAccept.english,
               {kFd}},
    SyscallRow{Syscall::accept4, "accept4", 2, true, kPurposeAccept4.english,
               {kFd, ArgumentRow{"flags", ArgumentKind::type}}},
    SyscallRow{Syscall::connect, "connect", 2, true, kPurposeConnect.english,
               {kFd, kAddress}},
    SyscallRow{Syscall::read, "read", 2, true, kPurposeRead.english,
               {kFd, kCount}},
    SyscallRow{Syscall::write, "write", 2, true, kPurposeWrite.english,
               {kFd, kData, kCount}},
    SyscallRow{Syscall::sendto, "sendto", 2, true, kPurposeSendto.english,
               {kFd, kData, kCount, kMessageFlags, kAddress}},
    SyscallRow{Syscall::recvfrom, "recvfrom", 2, true, kPurposeRecvfrom.english,
               {kFd, kCount, kMessageFlags}},
    SyscallRow{Syscall::sendmsg, "sendmsg", 2, true, kPurposeSendmsg.english,
               {kFd, kData, kCount, kMessageFlags, ArgumentRow{"rights", ArgumentKind::descriptors}}},
    SyscallRow{Syscall::recvmsg, "recvmsg", 2, true, kPurposeRecvmsg.english,
               {kFd, kCount, kMessageFlags, ArgumentRow{"room", ArgumentKind::room}}},
    SyscallRow{Syscall::shutdown, "shutdown", 2, false, kPurposeShutdown.english,
               {kFd, ArgumentRow{"how", ArgumentKind::how}}},
    SyscallRow{Syscall::select, "select", 2, true, kPurposeSelect.english,
               {ArgumentRow{"nfds", ArgumentKind::number}, ArgumentRow{"readfds", ArgumentKind::fd_set}, kTimeout}},
    SyscallRow{Syscall::poll, "poll", 2, true, kPurposePoll.english,
               {ArgumentRow{"fds", ArgumentKind::poll_set}, ArgumentRow{"nfds", ArgumentKind::number}, kTimeout}},
    SyscallRow{Syscall::epoll_create1, "epoll_create1", 2, false, kPurposeEpollCreate1.english,
               {ArgumentRow{"flags", ArgumentKind::number}}},
    SyscallRow{Syscall::epoll_ctl, "epoll_ctl", 2, false, kPurposeEpollCtl.english,
               {kFd, ArgumentRow{"op", ArgumentKind::operation}, ArgumentRow{"target", ArgumentKind::number}, ArgumentRow{"events", ArgumentKind::events}}},
    SyscallRow{Syscall::epoll_wait, "epoll_wait", 2, true, kPurposeEpollWait.english,
               {kFd, ArgumentRow{"maxevents", ArgumentKind::number}, kTimeout}},
    SyscallRow{Syscall::dup, "dup", 2, false, kPurposeDup.english,
               {kFd}},
    SyscallRow{Syscall::fcntl, "fcntl", 2, false, kPurposeFcntl.english,
               {kFd, ArgumentRow{"cmd", ArgumentKind::command}, ArgumentRow{"flags", ArgumentKind::status_flags}}},
    SyscallRow{Syscall::ioctl, "ioctl", 2, false, kPurposeIoctl.english,
               {kFd, ArgumentRow{"request", ArgumentKind::request}}},
    SyscallRow{Syscall::setsockopt, "setsockopt", 2, false, kPurposeSetsockopt.english,
               {kFd, kOption, ArgumentRow{"value", ArgumentKind::number}}},
    SyscallRow{Syscall::getsockopt, "getsockopt", 2, false, kPurposeGetsockopt.english,
               {kFd, kOption}},
    SyscallRow{Syscall::getsockname, "getsockname", 2, false, kPurposeGetsockname.english,
               {kFd}},
    SyscallRow{Syscall::getpeername, "getpeername", 2, false, kPurposeGetpeername.english,
               {kFd}},
    SyscallRow{Syscall::close, "close", 2, false, kPurposeClose.english,
               {kFd}},
    SyscallRow{Syscall::unlink, "unlink", 2, false, kPurposeUnlink.english,
               {kPathname}},
    SyscallRow{Syscall::open, "open", 2, false, kPurposeOpen.english,
               {kPathname, ArgumentRow{"flags", ArgumentKind::status_flags}}},
    SyscallRow{Syscall::chmod, "chmod", 2, false, kPurposeChmod.english,
               {kPathname, kMode}},
    SyscallRow{Syscall::fchmod, "fchmod", 2, false, kPurposeFchmod.english,
               {kFd, kMode}},
    SyscallRow{Syscall::umask, "umask", 2, false, kPurposeUmask.english,
               {kMode}},
    SyscallRow{Syscall::mkdir, "mkdir", 2, false, kPurposeMkdir.english,
               {kPathname, kMode}},
    SyscallRow{Syscall::chdir, "chdir", 2, false, kPurposeChdir.english,
               {kPathname}},
    SyscallRow{Syscall::setresuid, "setresuid", 2, false, kPurposeSetresuid.english,
               {ArgumentRow{"ruid", ArgumentKind::number}, ArgumentRow{"euid", ArgumentKind::number}, ArgumentRow{"suid", ArgumentKind::number}}},
    SyscallRow{Syscall::exit, "exit", 2, false, kPurposeExit.english,
               {ArgumentRow{"status", ArgumentKind::number}}},
};
// clang-format on

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
  struct Row {
    long number;
    Syscall call;
  };
  // Newer architectures have only the forms with "at" and "p".
  static constexpr Row kNumbers[] = {
      {SYS_socket, Syscall::socket},
      {SYS_socketpair, Syscall::socketpair},
      {SYS_bind, Syscall::bind},
      {SYS_listen, Syscall::listen},
      {SYS_accept, Syscall::accept},
      {SYS_accept4, Syscall::accept4},
      {SYS_connect, Syscall::connect},
      {SYS_read, Syscall::read},
      {SYS_write, Syscall::write},
      {SYS_sendto, Syscall::sendto},
      {SYS_recvfrom, Syscall::recvfrom},
      {SYS_sendmsg, Syscall::sendmsg},
      {SYS_recvmsg, Syscall::recvmsg},
      {SYS_shutdown, Syscall::shutdown},
      {SYS_pselect6, Syscall::select},
      {SYS_ppoll, Syscall::poll},
      {SYS_epoll_create1, Syscall::epoll_create1},
      {SYS_epoll_ctl, Syscall::epoll_ctl},
      {SYS_epoll_pwait, Syscall::epoll_wait},
      {SYS_dup, Syscall::dup},
      {SYS_fcntl, Syscall::fcntl},
      {SYS_ioctl, Syscall::ioctl},
      {SYS_setsockopt, Syscall::setsockopt},
      {SYS_getsockopt, Syscall::getsockopt},
      {SYS_getsockname, Syscall::getsockname},
      {SYS_getpeername, Syscall::getpeername},
      {SYS_close, Syscall::close},
      {SYS_unlinkat, Syscall::unlink},
      {SYS_openat, Syscall::open},
      {SYS_fchmodat, Syscall::chmod},
      {SYS_fchmod, Syscall::fchmod},
      {SYS_umask, Syscall::umask},
      {SYS_mkdirat, Syscall::mkdir},
      {SYS_chdir, Syscall::chdir},
      {SYS_setresuid, Syscall::setresuid},
      {SYS_exit, Syscall::exit},
      {SYS_exit_group, Syscall::exit},
#ifdef SYS_select
      {SYS_select, Syscall::select},
#endif
#ifdef SYS_poll
      {SYS_poll, Syscall::poll},
#endif
#ifdef SYS_epoll_wait
      {SYS_epoll_wait, Syscall::epoll_wait},
#endif
#ifdef SYS_unlink
      {SYS_unlink, Syscall::unlink},
#endif
#ifdef SYS_open
      {SYS_open, Syscall::open},
#endif
#ifdef SYS_chmod
      {SYS_chmod, Syscall::chmod},
#endif
#ifdef SYS_mkdir
      {SYS_mkdir, Syscall::mkdir},
#endif
  };
  const auto row = std::ranges::find(kNumbers, number, &Row::number);
  return row == std::end(kNumbers) ? Syscall::none : row->call;
}

}  // namespace sockwalk
