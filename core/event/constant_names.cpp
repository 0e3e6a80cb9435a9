#include "event/constant_names.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "text/errno_text.h"

namespace sockwalk {
namespace {

/// What strerror(3) says lies here too, because strerror follows the locale.
constexpr std::array kErrnos{
    ErrnoRow{EPERM, "EPERM", "Operation not permitted", kErrnoPerm.english},
    ErrnoRow{ENOENT, "ENOENT", "No such file or directory", kErrnoNoEnt.english},
    ErrnoRow{ESRCH, "ESRCH", "No such process", kErrnoSrch.english},
    ErrnoRow{EINTR, "EINTR", "Interrupted system call", kErrnoIntr.english},
    ErrnoRow{ENXIO, "ENXIO", "No such device or address", kErrnoNxio.english},
    ErrnoRow{EBADF, "EBADF", "Bad file descriptor", kErrnoBadF.english},
    ErrnoRow{EAGAIN, "EAGAIN", "Resource temporarily unavailable", kErrnoAgain.english},
    ErrnoRow{ENOMEM, "ENOMEM", "Cannot allocate memory", kErrnoNoMem.english},
    ErrnoRow{EACCES, "EACCES", "Permission denied", kErrnoAcces.english},
    ErrnoRow{EFAULT, "EFAULT", "Bad address", kErrnoFault.english},
    ErrnoRow{EBUSY, "EBUSY", "Device or resource busy", kErrnoBusy.english},
    ErrnoRow{EEXIST, "EEXIST", "File exists", kErrnoExist.english},
    ErrnoRow{ENOTDIR, "ENOTDIR", "Not a directory", kErrnoNotDir.english},
    ErrnoRow{EISDIR, "EISDIR", "Is a directory", kErrnoIsDir.english},
    ErrnoRow{EINVAL, "EINVAL", "Invalid argument", kErrnoInval.english},
    ErrnoRow{ENFILE, "ENFILE", "Too many open files in system", kErrnoNFile.english},
    ErrnoRow{EMFILE, "EMFILE", "Too many open files", kErrnoMFile.english},
    ErrnoRow{ENOSPC, "ENOSPC", "No space left on device", kErrnoNoSpc.english},
    ErrnoRow{EROFS, "EROFS", "Read-only file system", kErrnoRoFs.english},
    ErrnoRow{ENOTTY, "ENOTTY", "Inappropriate ioctl for device", kErrnoNoTty.english},
    ErrnoRow{EDOM, "EDOM", "Numerical argument out of domain", kErrnoDom.english},
    ErrnoRow{EPIPE, "EPIPE", "Broken pipe", kErrnoPipe.english},
    ErrnoRow{ENAMETOOLONG, "ENAMETOOLONG", "File name too long", kErrnoNameTooLong.english},
    ErrnoRow{ENOSYS, "ENOSYS", "Function not implemented", kErrnoNoSys.english},
    ErrnoRow{ELOOP, "ELOOP", "Too many levels of symbolic links", kErrnoLoop.english},
    ErrnoRow{ENOTSOCK, "ENOTSOCK", "Socket operation on non-socket", kErrnoNotSock.english},
    ErrnoRow{EDESTADDRREQ, "EDESTADDRREQ", "Destination address required",
             kErrnoDestAddrReq.english},
    ErrnoRow{EMSGSIZE, "EMSGSIZE", "Message too long", kErrnoMsgSize.english},
    ErrnoRow{EPROTOTYPE, "EPROTOTYPE", "Protocol wrong type for socket", kErrnoPrototype.english},
    ErrnoRow{ENOPROTOOPT, "ENOPROTOOPT", "Protocol not available", kErrnoNoProtoOpt.english},
    ErrnoRow{EPROTONOSUPPORT, "EPROTONOSUPPORT", "Protocol not supported",
             kErrnoProtoNoSupport.english},
    ErrnoRow{ESOCKTNOSUPPORT, "ESOCKTNOSUPPORT", "Socket type not supported",
             kErrnoSockTNoSupport.english},
    ErrnoRow{EOPNOTSUPP, "EOPNOTSUPP", "Operation not supported", kErrnoOpNotSupp.english},
    ErrnoRow{EAFNOSUPPORT, "EAFNOSUPPORT", "Address family not supported by protocol",
             kErrnoAfNoSupport.english},
    ErrnoRow{EADDRINUSE, "EADDRINUSE", "Address already in use", kErrnoAddrInUse.english},
    ErrnoRow{ECONNABORTED, "ECONNABORTED", "Software caused connection abort",
             kErrnoConnAborted.english},
    ErrnoRow{ECONNRESET, "ECONNRESET", "Connection reset by peer", kErrnoConnReset.english},
    ErrnoRow{ENOBUFS, "ENOBUFS", "No buffer space available", kErrnoNoBufs.english},
    ErrnoRow{EISCONN, "EISCONN", "Transport endpoint is already connected", kErrnoIsConn.english},
    ErrnoRow{ENOTCONN, "ENOTCONN", "Transport endpoint is not connected", kErrnoNotConn.english},
    ErrnoRow{ETOOMANYREFS, "ETOOMANYREFS", "Too many references: cannot splice",
             kErrnoTooManyRefs.english},
    ErrnoRow{ETIMEDOUT, "ETIMEDOUT", "Connection timed out", kErrnoTimedOut.english},
    ErrnoRow{ECONNREFUSED, "ECONNREFUSED", "Connection refused", kErrnoConnRefused.english},
    ErrnoRow{EALREADY, "EALREADY", "Operation already in progress", kErrnoAlready.english},
    ErrnoRow{EINPROGRESS, "EINPROGRESS", "Operation now in progress", kErrnoInProgress.english},
    ErrnoRow{ESTALE, "ESTALE", "Stale file handle", kErrnoStale.english},
};

struct NumberName {
  int number;
  std::string_view name;
};

constexpr std::array kDomains{NumberName{AF_UNIX, "AF_UNIX"}, NumberName{AF_INET, "AF_INET"},
                              NumberName{AF_INET6, "AF_INET6"},
                              NumberName{AF_NETLINK, "AF_NETLINK"}};

constexpr std::array kTypes{NumberName{SOCK_STREAM, "SOCK_STREAM"},
                            NumberName{SOCK_DGRAM, "SOCK_DGRAM"}, NumberName{SOCK_RAW, "SOCK_RAW"},
                            NumberName{SOCK_RDM, "SOCK_RDM"},
                            NumberName{SOCK_SEQPACKET, "SOCK_SEQPACKET"}};

/// In the order in which strace writes them.
constexpr std::array kTypeFlags{NumberName{SOCK_CLOEXEC, "SOCK_CLOEXEC"},
                                NumberName{SOCK_NONBLOCK, "SOCK_NONBLOCK"}};

/// Of include/net/tcp_states.h, which Unix sockets share, in the words of ss(8).
constexpr std::array<std::string_view, 12> kStates{
    "UNKNOWN",   "ESTAB",  "SYN-SENT",   "SYN-RECV", "FIN-WAIT-1", "FIN-WAIT-2",
    "TIME-WAIT", "UNCONN", "CLOSE-WAIT", "LAST-ACK", "LISTEN",     "CLOSING"};

template <std::size_t n>
const NumberName* find(const std::array<NumberName, n>& rows, int number) {
  const auto row = std::ranges::find(rows, number, &NumberName::number);
  return row == rows.end() ? nullptr : &*row;
}

template <std::size_t n>
const NumberName* find(const std::array<NumberName, n>& rows, std::string_view name) {
  const auto row = std::ranges::find(rows, name, &NumberName::name);
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace

std::span<const ErrnoRow> all_errnos() { return kErrnos; }

const ErrnoRow* errno_row(int number) {
  const auto row = std::ranges::find(kErrnos, number, &ErrnoRow::number);
  return row == kErrnos.end() ? nullptr : &*row;
}

const ErrnoRow* errno_row(std::string_view name) {
  // One number with two names: accept(2) and send(2) document both.
  if (name == "EWOULDBLOCK") return errno_row(EAGAIN);
  if (name == "ENOTSUP") return errno_row(EOPNOTSUPP);
  const auto row = std::ranges::find(kErrnos, name, &ErrnoRow::name);
  return row == kErrnos.end() ? nullptr : &*row;
}

std::string errno_name(int number) {
  const ErrnoRow* row = errno_row(number);
  return row != nullptr ? std::string{row->name} : fmt::format("errno {}", number);
}

std::string domain_name(int domain) {
  const NumberName* row = find(kDomains, domain);
  return row != nullptr ? std::string{row->name} : fmt::format("{}", domain);
}

std::optional<int> domain_named(std::string_view name) {
  const NumberName* row = find(kDomains, name);
  return row != nullptr ? std::optional{row->number} : std::nullopt;
}

std::string socket_type_name(int type) {
  int rest = type;
  std::string flags;
  for (const NumberName& flag : kTypeFlags) {
    if ((rest & flag.number) == 0) continue;
    rest &= ~flag.number;
    flags += fmt::format("|{}", flag.name);
  }
  const NumberName* row = find(kTypes, rest);
  return row != nullptr ? fmt::format("{}{}", row->name, flags) : fmt::format("{}", type);
}

std::optional<int> socket_type_named(std::string_view name) {
  const std::size_t bar = name.find('|');
  const NumberName* row = find(kTypes, name.substr(0, bar));
  if (row == nullptr) return std::nullopt;
  int type = row->number;
  while (name.find('|') != std::string_view::npos) {
    name.remove_prefix(name.find('|') + 1);
    const NumberName* flag = find(kTypeFlags, name.substr(0, name.find('|')));
    if (flag == nullptr) return std::nullopt;
    type |= flag->number;
  }
  return type;
}

std::string kernel_state_name(int state) {
  if (state > 0 && state < static_cast<int>(kStates.size())) {
    return std::string{kStates[static_cast<std::size_t>(state)]};
  }
  return fmt::format("{}", state);
}

std::optional<int> kernel_state_named(std::string_view name) {
  for (std::size_t i = 1; i < kStates.size(); ++i) {
    if (kStates[i] == name) return static_cast<int>(i);
  }
  return std::nullopt;
}

}  // namespace sockwalk
