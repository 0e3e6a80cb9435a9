#pragma once

#include "text/text.h"

namespace sockwalk {

// Why the kernel's own answer cannot be shown. {0} is the name of an errno.

inline constexpr Text kTextNoSockDiag{
    "kernel.no_sock_diag",
    "The kernel cannot be asked about its sockets here: it gives out no NETLINK_SOCK_DIAG socket "
    "({0})."};
inline constexpr Text kTextNoUnixDiag{
    "kernel.no_unix_diag",
    "The kernel cannot be asked about Unix sockets here: it has no unix_diag ({0}). Loading the "
    "module of that name may help: modprobe unix_diag."};
inline constexpr Text kTextNoAnswer{
    "kernel.no_answer",
    "The kernel cannot be asked about Unix sockets any more: unix_diag gave no usable answer "
    "({0})."};

}  // namespace sockwalk
