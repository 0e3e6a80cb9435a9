#pragma once

#include <array>

#include "text/text.h"

/// Constants and short words of the manual pages that `sockwalk explain` knows besides the glossary, whose form
/// they have: what is explained stands between asterisks.
namespace sockwalk::text {

inline constexpr Text kWordBacklog{
    "word.backlog",
    "**Backlog**: the second argument of listen(): how many connections may wait in the accept queue. Linux admits one "
    "more, and never more than net.core.somaxconn + 1. Then a connect() sleeps, or says EAGAIN on a non-blocking "
    "socket. listen(2)"};
inline constexpr Text kWordPath{
    "word.sun_path",
    "**sun_path**: where the name stands in an address, 108 bytes. A path ends with a zero byte; a name that begins with "
    "one is abstract, and all bytes that the address length counts belong to it. unix(7)"};
inline constexpr Text kWordNfds{
    "word.nfds",
    "**nfds**: the first argument of select(): the highest number in any of its sets, plus one. Numbers from "
    "**FD_SETSIZE** (1024) on do not fit into an fd_set. select(2)"};
inline constexpr Text kWordNumberLimit{
    "word.rlimit_nofile",
    "**RLIMIT_NOFILE**: one more than the highest file descriptor that a process may have. At the limit a call that would "
    "make one says EMFILE. getrlimit(2)"};

inline constexpr Text kWordUnix{
    "word.af_unix",
    "**AF_UNIX**, also **AF_LOCAL**: sockets between processes of one machine. Their names are paths or abstract, bytes "
    "go through memory, and file descriptors can be sent. unix(7)"};
inline constexpr Text kWordCreationFlags{
    "word.creation_flags",
    "**SOCK_NONBLOCK**: set with the type in socket(), socketpair() or accept4(); no call on the new descriptor sleeps. "
    "**SOCK_CLOEXEC**: execve() closes it. accept() does not hand either on. socket(2)"};

inline constexpr Text kWordSigpipe{
    "word.sigpipe",
    "**SIGPIPE**: comes with EPIPE when a stream is written that nobody can read any more, and ends the process, "
    "unless it is ignored, handled, or MSG_NOSIGNAL is given. signal(7)"};
inline constexpr Text kWordSigusr{
    "word.sigusr",
    "**SIGUSR1**, **SIGUSR2**: signals without a meaning of their own. Here they interrupt a call that sleeps: the handler "
    "of the second has SA_RESTART, that of the first has not. signal(7)"};

inline constexpr Text kWordPeek{
    "word.msg_peek", "**MSG_PEEK**: a read that leaves what it gives in the receive buffer. recv(2)"};
inline constexpr Text kWordTrunc{
    "word.msg_trunc",
    "**MSG_TRUNC**: asks a read of a message for the whole length, even where its buffer is shorter; among the flags that "
    "recvmsg() returns it says that the message was cut. recv(2)"};
inline constexpr Text kWordCtrunc{
    "word.msg_ctrunc",
    "**MSG_CTRUNC**: recvmsg() had too little room for the ancillary data, and what did not fit is lost: descriptors that "
    "it carried are closed. recv(2)"};
inline constexpr Text kWordWaitall{
    "word.msg_waitall",
    "**MSG_WAITALL**: a read of a stream that waits until its buffer is full. It returns with less at the end of the "
    "stream, at an error, or when a signal interrupts it. recv(2)"};
inline constexpr Text kWordDontwait{
    "word.msg_dontwait",
    "**MSG_DONTWAIT**: this one call does not sleep: it says EAGAIN instead. recv(2), send(2)"};
inline constexpr Text kWordNosignal{
    "word.msg_nosignal",
    "**MSG_NOSIGNAL**: this one send says EPIPE without the signal SIGPIPE. send(2)"};

inline constexpr Text kWordTimeouts{
    "word.so_rcvtimeo",
    "**SO_RCVTIMEO**: how long a read or accept() may sleep before it says EAGAIN; 0: for ever. **SO_SNDTIMEO**: the same "
    "for a write, and for a connect(). socket(7)"};
inline constexpr Text kWordSndbuf{
    "word.so_sndbuf",
    "**SO_SNDBUF**: how much memory may be taken by what a socket has sent and nobody has read; Linux doubles what is set. "
    "A full one makes a write sleep. Unix sockets have no limit on the receiving side. socket(7)"};
inline constexpr Text kWordError{
    "word.so_error",
    "**SO_ERROR**: the error that waits to be told by the next call, such as ECONNRESET; asking for it takes it away. "
    "socket(7)"};
inline constexpr Text kWordPasscred{
    "word.so_passcred",
    "**SO_PASSCRED**: every recvmsg() gets the sender's pid, uid and gid as SCM_CREDENTIALS, whether they were sent or "
    "not. unix(7)"};

inline constexpr Text kWordShut{
    "word.shut",
    "**SHUT_WR**: this end sends no more, and the peer finds an end of file. **SHUT_RD**: it reads no more, and the peer's "
    "write fails with EPIPE; what already lies in the buffer can still be read. **SHUT_RDWR**: both. shutdown(2)"};

inline constexpr Text kWordReady{
    "word.pollin",
    "**POLLIN**, **EPOLLIN**: something can be read or accepted, or the end of file. **POLLOUT**, **EPOLLOUT**: a write "
    "would not sleep. poll(2), epoll_ctl(2)"};
inline constexpr Text kWordHup{
    "word.pollhup",
    "**POLLHUP**, **EPOLLHUP**: both directions have ended; reported without being asked for. **POLLRDHUP**, "
    "**EPOLLRDHUP**: the peer sends no more. **POLLERR**, **EPOLLERR**: an error waits. **POLLNVAL**: no such descriptor. "
    "poll(2)"};
inline constexpr Text kWordOneshot{
    "word.epolloneshot",
    "**EPOLLONESHOT**: reported once; then it is silent until EPOLL_CTL_MOD. **EPOLLEXCLUSIVE**: of several epoll "
    "instances that watch one socket, not all are woken. epoll_ctl(2)"};
inline constexpr Text kWordQueues{
    "word.fionread",
    "**FIONREAD**, also **SIOCINQ**: how many bytes can be read; on a datagram socket, the first message alone. "
    "**SIOCOUTQ**: the memory of what was sent and is not read. unix(7)"};

inline constexpr std::array kConstantWords{
    &kWordBacklog, &kWordPath,     &kWordNfds,     &kWordNumberLimit, &kWordUnix,    &kWordCreationFlags,
    &kWordSigpipe, &kWordSigusr,   &kWordPeek,     &kWordTrunc,       &kWordCtrunc,  &kWordWaitall,
    &kWordDontwait, &kWordNosignal, &kWordTimeouts, &kWordSndbuf,      &kWordError,   &kWordPasscred,
    &kWordShut,    &kWordReady,    &kWordHup,      &kWordOneshot,     &kWordQueues};

}  // namespace sockwalk::text
