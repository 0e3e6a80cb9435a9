#pragma once

#include "model/circumstance.h"
#include "text/text.h"

namespace sockwalk {

// The parts of foretell() beside the course's own calls, by subject. Each takes the call with the
// state that it meets, and never returns an empty Sentence for the calls that it names.

/// dup, socketpair, shutdown and fcntl.
Sentence foretell_descriptor(const Circumstance& met);
/// poll, epoll_create1, epoll_ctl and epoll_wait.
Sentence foretell_readiness(const Circumstance& met);
/// ioctl, setsockopt, getsockopt, getsockname and getpeername.
Sentence foretell_option(const Circumstance& met);
/// open, chmod, fchmod, umask, mkdir, chdir and setresuid.
Sentence foretell_file(const Circumstance& met);
/// The calls of the read and the write family on a datagram socket.
Sentence foretell_datagram(const Circumstance& met);

}  // namespace sockwalk
