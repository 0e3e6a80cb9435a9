#pragma once

#include "model/circumstance.h"
#include "text/text.h"

namespace sockwalk {

// The parts of explain(), by subject. Each takes the call with the state that it met, and how it
// ended, and never returns an empty Sentence for the calls that it names.

/// socket, bind, listen and unlink that succeeded.
Sentence explain_naming(const Circumstance& met, const Event& exit);
/// accept, accept4 and connect that succeeded.
Sentence explain_connection(const Circumstance& met, const Event& exit);
/// The calls of the read and the write family that succeeded.
Sentence explain_transfer(const Circumstance& met, const Event& exit);
/// What flags, addresses, descriptors and credentials made of such a call; empty if nothing.
Sentence explain_message(const Circumstance& met, const Event& exit);
/// `end`, which tells why a receive returned 0, with what the answer of recvmsg() has beside it.
Sentence explain_end(const Circumstance& met, const Event& exit, const Sentence& end);
/// select and poll that succeeded.
Sentence explain_readiness(const Circumstance& met, const Event& exit);
/// epoll_create1, epoll_ctl and epoll_wait that succeeded.
Sentence explain_epoll(const Circumstance& met, const Event& exit);
/// dup, socketpair, shutdown and fcntl that succeeded.
Sentence explain_descriptor(const Circumstance& met, const Event& exit);
/// ioctl, setsockopt, getsockopt, getsockname and getpeername that succeeded.
Sentence explain_option(const Circumstance& met, const Event& exit);
/// open, chmod, fchmod, umask, mkdir, chdir and setresuid that succeeded.
Sentence explain_file(const Circumstance& met, const Event& exit);
/// close that succeeded.
Sentence explain_close(const Circumstance& met);

// The parts for failed calls. They return an empty Sentence for an errno that is not special to
// the call: explain() then says what the errno means in general.

/// socket, bind, listen and unlink; socketpair where it is refused as a socket would be.
Sentence explain_naming_refusal(const Circumstance& met, const Event& exit);
/// accept, accept4 and connect.
Sentence explain_connection_refusal(const Circumstance& met, const Event& exit);
/// The calls of the read and the write family.
Sentence explain_loss(const Circumstance& met, const Event& exit);
/// Of these, what comes from flags, addresses, descriptors and credentials.
Sentence explain_message_loss(const Circumstance& met, const Event& exit);
/// select and poll.
Sentence explain_readiness_refusal(const Circumstance& met, const Event& exit);
Sentence explain_epoll_refusal(const Circumstance& met, const Event& exit);
Sentence explain_descriptor_refusal(const Circumstance& met, const Event& exit);
Sentence explain_option_refusal(const Circumstance& met, const Event& exit);
Sentence explain_file_refusal(const Circumstance& met, const Event& exit);
Sentence explain_close_refusal(const Circumstance& met, const Event& exit);

/// "4 POLLIN (5 bytes to read) and 2 more": what poll or epoll_wait told in `exit`, and why.
std::string reasons_in_words(const Circumstance& met, const Event& exit);

}  // namespace sockwalk
