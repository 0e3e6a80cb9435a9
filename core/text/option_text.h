#pragma once

#include "text/text.h"

/// What is asked of a socket or set on it: ioctl, setsockopt, getsockopt, getsockname, getpeername.
/// Said by explain() and foretell().
namespace sockwalk::option_text {

// ioctl
inline constexpr Text kInqStream{
    "explain.ioctl.stream",
    "FIONREAD tells how many bytes wait in the receive buffer of number {0}: {1}. On a stream that "
    "is all of them, whoever wrote them in how many writes."};
inline constexpr Text kInqRecords{
    "explain.ioctl.records",
    "FIONREAD tells {1} for number {0}: on a seqpacket socket the sum of all waiting records. One "
    "read() still takes one record only."};
inline constexpr Text kInqDatagram{
    "explain.ioctl.datagram",
    "FIONREAD tells {1} for number {0}: on a datagram socket the size of the next message only, "
    "however many wait behind it."};
inline constexpr Text kOutq{
    "explain.ioctl.outq",
    "SIOCOUTQ tells {1} for number {0}: the kernel memory that unread writes hold, with its "
    "bookkeeping. It is not a number of bytes sent."};
inline constexpr Text kIoctlDone{"explain.ioctl.done", "ioctl() on number {0} told {1}."};
inline constexpr Text kIoctlListener{
    "refusal.ioctl.listener",
    "Socket {0} listens: it carries no data, so there is nothing to count there."};
inline constexpr Text kIoctlUnknown{
    "refusal.ioctl.unknown", "What number {0} refers to does not know this request of ioctl()."};
inline constexpr Text kForetellInq{
    "foretell.ioctl.inq",
    "ioctl(FIONREAD) asks how many bytes wait to be read on number {0}. It takes none of them."};
inline constexpr Text kForetellOutq{
    "foretell.ioctl.outq",
    "ioctl(SIOCOUTQ) asks how much kernel memory the unread writes of number {0} hold."};
inline constexpr Text kForetellIoctl{"foretell.ioctl.other", "ioctl() asks something of number {0}."};

// setsockopt
inline constexpr Text kReceiveLimit{
    "explain.setsockopt.receive_limit",
    "Calls on number {0} that wait to receive (accept, read) now give up after {1} ms, with EAGAIN. "
    "While stepping, time is held: only the Clock's turn ends such a wait."};
inline constexpr Text kSendLimit{
    "explain.setsockopt.send_limit",
    "Calls on number {0} that wait for room (write, connect) now give up after {1} ms, with EAGAIN. "
    "While stepping, time is held: only the Clock's turn ends such a wait."};
inline constexpr Text kNoLimit{
    "explain.setsockopt.no_limit",
    "{1} is 0 on number {0}: no time-out, calls wait for as long as it takes."};
inline constexpr Text kSendBuffer{
    "explain.setsockopt.send_buffer",
    "The kernel doubles what is asked: the send buffer of number {0} has {2} bytes for {1}, because "
    "bookkeeping counts too. It limits what may lie unread at the peer."};
inline constexpr Text kReceiveBuffer{
    "explain.setsockopt.receive_buffer",
    "SO_RCVBUF is noted (doubled: {1}), but has no effect on Unix sockets: what may wait for number "
    "{0} is limited by the sender's SO_SNDBUF."};
inline constexpr Text kReuseAddress{
    "explain.setsockopt.reuse_address",
    "SO_REUSEADDR is set on number {0}, but does nothing for Unix sockets: a stale name still makes "
    "bind() fail with EADDRINUSE. Only unlink() helps."};
inline constexpr Text kPassCredentials{
    "explain.setsockopt.pass_credentials",
    "SO_PASSCRED is {1} on number {0}: with 1, recvmsg() receives with every message who sent it "
    "(pid, uid, gid), checked by the kernel."};
inline constexpr Text kOptionSet{"explain.setsockopt.done", "{1} of number {0} is {2} now."};
inline constexpr Text kReusePort{
    "refusal.setsockopt.reuse_port",
    "Unix sockets have no SO_REUSEPORT: one name leads to one socket. Several processes share a "
    "listener by inheriting it or by receiving its descriptor."};
inline constexpr Text kOptionNotSupported{
    "refusal.setsockopt.not_supported", "Unix sockets do not support the option {1} (number {0})."};
inline constexpr Text kOptionUnknown{
    "refusal.option.unknown", "There is no option {1} that {2}() could use on number {0}."};
inline constexpr Text kOptionDomain{
    "refusal.setsockopt.domain",
    "The time {0} is outside what {1} takes: its microseconds must lie between 0 and 999,999."};
inline constexpr Text kOptionInvalid{
    "refusal.option.invalid", "{0} is no value that {1} takes, or its size is wrong."};
inline constexpr Text kOptionForbidden{
    "refusal.setsockopt.forbidden", "{0} may not set {1}: that takes privileges."};
inline constexpr Text kForetellTimeLimit{
    "foretell.setsockopt.time_limit",
    "setsockopt({1}) limits how long calls on number {0} may sleep: {2} ms, then EAGAIN. While "
    "stepping, only the Clock lets that time pass."};
inline constexpr Text kForetellSetOption{
    "foretell.setsockopt.other", "setsockopt() sets the option {1} of number {0} to {2}."};

// getsockopt
inline constexpr Text kPeerListened{
    "explain.getsockopt.peer_listened",
    "SO_PEERCRED tells pid {0}, uid {1}: who called listen() there, noted when connect() was done. "
    "Whoever called accept() or uses the other end now does not matter."};
inline constexpr Text kPeerConnected{
    "explain.getsockopt.peer_connected",
    "SO_PEERCRED tells pid {0}, uid {1}: who called connect(), as it was then. That stays so when it "
    "gives up its rights, passes the socket on, or dies."};
inline constexpr Text kPeerPaired{
    "explain.getsockopt.peer_paired",
    "SO_PEERCRED tells pid {0}, uid {1}: who called socketpair(). Whoever has received an end since "
    "does not matter."};
inline constexpr Text kPeerNobody{
    "explain.getsockopt.peer_nobody",
    "SO_PEERCRED tells pid {0} and uid {1}: nobody. The socket has no connection, and that is no "
    "error."};
inline constexpr Text kErrorNone{
    "explain.getsockopt.error_none", "SO_ERROR is 0: no error waits on number {0}."};
inline constexpr Text kErrorTaken{
    "explain.getsockopt.error_taken",
    "SO_ERROR tells {1} and takes it away: the next read() on number {0} will not say it again, and "
    "poll() says ERR no more."};
inline constexpr Text kAcceptsYes{
    "explain.getsockopt.accepts",
    "SO_ACCEPTCONN is 1: number {0} is a connection socket, listen() was called."};
inline constexpr Text kAcceptsNo{
    "explain.getsockopt.accepts_not",
    "SO_ACCEPTCONN is 0: number {0} does not listen. A client handle or a client's socket never "
    "does."};
inline constexpr Text kSendBufferIs{
    "explain.getsockopt.send_buffer",
    "SO_SNDBUF of number {0} is {1}: twice what setsockopt() asked for, bookkeeping included. How "
    "many bytes fit depends on the size of each write."};
inline constexpr Text kTypeIs{"explain.getsockopt.type", "SO_TYPE tells that number {0} is a {1}."};
inline constexpr Text kOptionIs{"explain.getsockopt.done", "{1} of number {0} is {2}."};
inline constexpr Text kForetellPeer{
    "foretell.getsockopt.peer",
    "getsockopt(SO_PEERCRED) asks who is at the other end of number {0}. The kernel noted that at "
    "connect() or listen()."};
inline constexpr Text kForetellError{
    "foretell.getsockopt.error",
    "getsockopt(SO_ERROR) asks number {0} for an error that waits there, and takes it away."};
inline constexpr Text kForetellOption{"foretell.getsockopt.other",
                                      "getsockopt() asks number {0} for its option {1}."};

// getsockname, getpeername
inline constexpr Text kOwnName{
    "explain.getsockname.path",
    "Socket {0} has the name {1}; the address has length {2}: 2 for the family, the name, and its "
    "NUL."};
inline constexpr Text kOwnNameLong{
    "explain.getsockname.long",
    "The name of socket {0} fills all 108 bytes of sun_path, so its NUL has no room there: the "
    "length {1} is one more than the whole structure."};
inline constexpr Text kHandleName{
    "explain.getsockname.handle",
    "Handle {0} has the same name as its connection socket: {1} (length {2}). No second file exists "
    "for it."};
inline constexpr Text kAbstractName{
    "explain.getsockname.abstract",
    "Socket {0} has the abstract name {1}; the address has length {2}, which is part of the name. "
    "There is no NUL at its end and no file."};
inline constexpr Text kChosenName{
    "explain.getsockname.chosen",
    "The kernel chose the abstract name {1} for socket {0}: five hexadecimal digits, so that the "
    "address has length 8."};
inline constexpr Text kOwnNoName{
    "explain.getsockname.unnamed",
    "Socket {0} has no name: bind() was not called. The address has length 2, the family alone."};
inline constexpr Text kPeerName{
    "explain.getpeername.named", "At the other end of {0} is the name {1} (length {2})."};
inline constexpr Text kPeerNoName{
    "explain.getpeername.unnamed",
    "{1} did not call bind(), so the other end of {0} has no name: length 2, the family alone. A "
    "connection needs a name on one side only."};
inline constexpr Text kPeerNameMissing{
    "refusal.getpeername.no_peer",
    "Socket {0} has no connection, so there is no other end whose name could be told."};
inline constexpr Text kPeerNameListener{
    "refusal.getpeername.listener",
    "Socket {0} is a connection socket and has no other end: ask the client handle that accept() "
    "returned."};
inline constexpr Text kForetellOwnName{
    "foretell.getsockname", "getsockname() asks the kernel for the name of socket {0} itself."};
inline constexpr Text kForetellPeerName{
    "foretell.getpeername",
    "getpeername() asks for the name at the other end of socket {0}: unnamed, if {1} did not call "
    "bind()."};

}  // namespace sockwalk::option_text
