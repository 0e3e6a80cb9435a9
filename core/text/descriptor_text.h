#pragma once

#include "text/text.h"

/// What dup, socketpair, shutdown and fcntl do, said by explain() and foretell().
namespace sockwalk::descriptor_text {

// dup
inline constexpr Text kDup{
    "explain.dup.done",
    "Number {1} now refers to the same open file description as {0}: one socket with two numbers. "
    "It is closed only when both are, and the peer sees no end of file before."};
inline constexpr Text kDupFile{
    "explain.dup.file",
    "Number {1} now refers to the same open file description as {0}: flags and file offset are "
    "shared, and it is closed only when both numbers are."};
inline constexpr Text kDupLimit{
    "refusal.dup.limit",
    "{0} has no free number left for a second name of {1}: all that its limit (RLIMIT_NOFILE) "
    "allows are in use."};
inline constexpr Text kForetellDup{
    "foretell.dup",
    "dup() gives {1} a second number, the lowest free one, for what {0} refers to. Both numbers "
    "share one open file description."};

// socketpair
inline constexpr Text kPair{
    "explain.socketpair.done",
    "socketpair() made two sockets that are connected to each other from the start: {0} and {1}. "
    "No name, no listen(), no accept(): what is written to one is read from the other."};
inline constexpr Text kPairDatagram{
    "explain.socketpair.datagram",
    "socketpair() made two datagram sockets that send to each other: {0} and {1}. Each message "
    "stays whole; a close is told as ECONNREFUSED, never as end of file."};
inline constexpr Text kPairUnseen{
    "explain.socketpair.unseen",
    "socketpair() made two sockets that are connected to each other from the start, without a "
    "name."};
inline constexpr Text kPairLimit{
    "refusal.socketpair.limit",
    "{0} has not two free numbers left: socketpair() needs both, and its limit (RLIMIT_NOFILE) "
    "allows no more. close() something first."};
inline constexpr Text kPairFamily{
    "refusal.socketpair.family",
    "socketpair() works for AF_UNIX only: no other family makes pairs on Linux."};
inline constexpr Text kForetellPair{
    "foretell.socketpair",
    "socketpair() makes two sockets for {0} that are connected to each other from the start, with "
    "the two lowest free numbers. No name and no accept queue are needed."};

// shutdown
inline constexpr Text kShutSend{
    "explain.shutdown.send",
    "{0} says that it sends no more (half-close). {1} reads what is left, then 0; it may still "
    "write, and {0} may still read. {0}'s own next write meets EPIPE."};
inline constexpr Text kShutReceive{
    "explain.shutdown.receive",
    "{0} receives no more: the next write of {1} meets EPIPE at once (unlike TCP). What is queued "
    "already can still be read, then 0; {0} may still write."};
inline constexpr Text kShutBoth{
    "explain.shutdown.both",
    "Both directions are shut: {1} reads what is left, then 0, and its writes meet EPIPE. Number "
    "{0} stays open and must still be closed."};
inline constexpr Text kShutCopies{
    "explain.shutdown.copies",
    "shutdown() acts on the connection, whatever copies of number {0} exist: {1} is told at once. "
    "close() would have waited for the last copy."};
inline constexpr Text kShutWakes{
    "explain.shutdown.wakes",
    "The connection is shut ({2}), and that ends the sleep of {0} in {1}(). A close() of that "
    "number by another thread would not have woken anybody."};
inline constexpr Text kShutListener{
    "explain.shutdown.listener",
    "Connection socket {0} takes nothing more: accept() gets EINVAL, also one that sleeps, and "
    "connect() gets ECONNREFUSED. listen() does not bring it back."};
inline constexpr Text kShutNothing{
    "explain.shutdown.nothing",
    "shutdown() succeeded although socket {0} has no connection: Linux allows it on Unix sockets, "
    "POSIX asks for ENOTCONN."};
inline constexpr Text kShutGone{
    "explain.shutdown.gone",
    "{1} had closed its end before: shutdown() has nobody to tell. Number {0} stays open and must "
    "still be closed."};
inline constexpr Text kShutdownNoPeer{
    "refusal.shutdown.no_peer",
    "Socket {0} has no connection that could be shut. (Unix sockets on Linux allow it all the "
    "same; other systems say ENOTCONN.)"};
inline constexpr Text kShutdownHow{
    "refusal.shutdown.how",
    "The second argument of shutdown() is SHUT_RD, SHUT_WR or SHUT_RDWR (0, 1 or 2); it was {0}."};
inline constexpr Text kForetellShutSend{
    "foretell.shutdown.send",
    "shutdown(SHUT_WR) says that {0} sends no more on {1}: {2} will read what is left, then 0. The "
    "other direction stays open."};
inline constexpr Text kForetellShutReceive{
    "foretell.shutdown.receive",
    "shutdown(SHUT_RD) says that {0} receives no more on {1}: {2} will be told at its next write. "
    "The other direction stays open."};
inline constexpr Text kForetellShutBoth{
    "foretell.shutdown.both",
    "shutdown(SHUT_RDWR) ends both directions of {0}. {1} is told at once, whatever copies exist; "
    "the number stays open."};
inline constexpr Text kForetellShutListener{
    "foretell.shutdown.listener",
    "shutdown() on connection socket {0} ends its listening: accept() and connect() will fail from "
    "then on, and a sleeping accept() is woken."};
inline constexpr Text kForetellShutNothing{
    "foretell.shutdown.nothing",
    "shutdown() is to end a connection, but socket {0} has none."};

// fcntl
inline constexpr Text kNonblockOn{
    "explain.fcntl.nonblock_on",
    "O_NONBLOCK is set: calls on number {0} that would sleep say EAGAIN instead. The flag belongs "
    "to the open file description, so every copy of the number has it too."};
inline constexpr Text kNonblockOff{
    "explain.fcntl.nonblock_off",
    "O_NONBLOCK is cleared: calls on number {0} may sleep again. The flag belongs to the open file "
    "description, so it is cleared for every copy of the number too."};
inline constexpr Text kFlagsAsked{
    "explain.fcntl.flags_asked",
    "fcntl() told the status flags of the open file description behind number {0}: {1}. They are "
    "shared by every copy of the number."};
inline constexpr Text kCloseOnExec{
    "explain.fcntl.close_on_exec",
    "fcntl({1}) is about the number {0} itself (FD_CLOEXEC), not the open file description: a copy "
    "has its own."};
inline constexpr Text kFcntlDone{"explain.fcntl.done", "fcntl({1}) on number {0} is done."};
inline constexpr Text kFcntlInvalid{
    "refusal.fcntl.invalid", "fcntl() does not know the command {1} for number {0}."};
inline constexpr Text kForetellNonblock{
    "foretell.fcntl.flags",
    "fcntl(F_SETFL) sets the flags of the open file description behind number {0} to {1}. With "
    "O_NONBLOCK no call on it sleeps; every copy of the number is meant."};
inline constexpr Text kForetellFcntl{
    "foretell.fcntl.other", "fcntl({1}) asks or changes flags of number {0}."};

}  // namespace sockwalk::descriptor_text
