#pragma once

#include "text/text.h"

/// Why a call that moves data failed, said by explain(): read, write, select, close.
namespace sockwalk::loss_text {

// read
inline constexpr Text kReadNotConnected{
    "loss.read.not_connected",
    "Socket {0} is not connected, so there is nobody to read from. (A stream says EINVAL here; "
    "write() would say ENOTCONN.)"};
inline constexpr Text kReadListener{
    "loss.read.listener",
    "Socket {0} is a connection socket: it takes connections and never carries data. Read from the "
    "client handle that accept() returned."};
inline constexpr Text kReadEpoll{
    "loss.read.epoll",
    "Number {0} is an epoll instance, no socket: there is nothing in it that {1}() could take. "
    "epoll_wait() asks it what is ready."};
inline constexpr Text kReadInvalid{
    "loss.read.invalid", "Socket {0} is in no state to be read: it needs a connection first."};
inline constexpr Text kReadNoPeer{
    "loss.read.no_peer",
    "Socket {0} is not connected, so there is nobody to read from. connect() or accept() comes "
    "first."};
inline constexpr Text kReadReset{
    "loss.read.reset",
    "{0} closed its end while bytes that were sent to it lay unread: they are lost, and "
    "ECONNRESET says so, once. The next {1}() returns 0."};
inline constexpr Text kReadResetQueued{
    "loss.read.reset_queued",
    "The connection socket was closed before this connection got a handle. The kernel threw it "
    "away and says ECONNRESET, once; the next {0}() returns 0."};
inline constexpr Text kReadEmpty{
    "loss.read.empty",
    "The receive buffer is empty, and {1}() may not wait (O_NONBLOCK). "
    "{0} is still there: try again when select() says ready."};
inline constexpr Text kReadTimedOut{
    "loss.read.timed_out",
    "{1}() slept until its time-out (SO_RCVTIMEO) had passed, and nothing came from {0}: EAGAIN "
    "says so. The connection is as it was; try again."};
inline constexpr Text kReadDontWait{
    "loss.read.dont_wait",
    "The receive buffer is empty, and MSG_DONTWAIT forbids this one {1}() to wait, whatever "
    "O_NONBLOCK says. {0} is still there: try again later."};
inline constexpr Text kReadMessageEmpty{"loss.read.message_empty",
                                        "No message waits for socket {0}, and {1}() may not wait. "
                                        "Datagram sockets have no end of file: "
                                        "that a sender is gone is not told here."};
inline constexpr Text kReadInterrupted{
    "loss.read.interrupted",
    "A signal ended the sleep in {0}() before a byte came (a handler without SA_RESTART). "
    "Nothing is lost: call {0}() again."};

// write
inline constexpr Text kWriteNotConnected{
    "loss.write.not_connected",
    "Socket {0} is not connected: there is nobody to send to. connect() must succeed before "
    "{1}()."};
inline constexpr Text kWriteListener{
    "loss.write.listener",
    "Socket {0} is a connection socket: it never carries data. Write to the client handle that "
    "accept() returned."};
inline constexpr Text kWriteEpoll{
    "loss.write.epoll",
    "Number {0} is an epoll instance, no socket: {1}() can put nothing into it. epoll_ctl() tells "
    "it what to watch."};
inline constexpr Text kWriteInvalid{
    "loss.write.invalid",
    "Socket {0} is in no state to be written to, or the arguments are wrong."};
inline constexpr Text kWritePeerGone{
    "loss.write.peer_gone",
    "{0} has closed its end: nobody will ever read this. A Unix socket says so at the first "
    "{1}(), and sends SIGPIPE, which ends a program that neither handles nor ignores it."};
inline constexpr Text kWritePeerGoneRecord{
    "loss.write.peer_gone_record",
    "{0} has closed its end: nobody will ever read this. This type of socket says EPIPE without "
    "the signal SIGPIPE."};
inline constexpr Text kWritePeerGoneQuiet{
    "loss.write.peer_gone_quiet",
    "{0} has closed its end: nobody will ever read this. MSG_NOSIGNAL made it EPIPE alone, without "
    "the signal SIGPIPE."};
inline constexpr Text kWriteQueueGone{
    "loss.write.queue_gone",
    "The connection socket was closed before this connection got a handle: nobody will ever read "
    "this. {0}"};
inline constexpr Text kWriteShut{
    "loss.write.shut", "This end was shut down for sending: it promised to send no more. {0}"};
inline constexpr Text kWritePeerDeaf{"loss.write.peer_deaf",
                                     "{0} has shut down its receiving side. Unlike TCP, a Unix "
                                     "socket tells the writer at once. {1}"};
inline constexpr Text kWritePipe{
    "loss.write.pipe",
    "Nobody can read what is written to socket {0}: the other end is closed or takes no more. {1}"};
// What comes with EPIPE.
inline constexpr Text kSignalToo{
    "loss.write.signal", "On a stream {0}() also sends SIGPIPE, which ends a program by default."};
inline constexpr Text kSignalNever{"loss.write.signal_never",
                                   "This type of socket says EPIPE without the signal SIGPIPE."};
inline constexpr Text kSignalSpared{
    "loss.write.signal_spared", "MSG_NOSIGNAL made it EPIPE alone, without the signal SIGPIPE."};
inline constexpr Text kWriteReset{
    "loss.write.reset",
    "{0} closed its end with unread bytes from us: ECONNRESET says so once, before anything "
    "else. The next {1}() gets EPIPE."};
inline constexpr Text kWriteFull{
    "loss.write.full",
    "There is no room for more until {0} reads, and {1}() may not wait (O_NONBLOCK or "
    "MSG_DONTWAIT). Nothing was written: try again later."};
inline constexpr Text kWriteTimedOut{
    "loss.write.timed_out",
    "There was no room until the time-out (SO_SNDTIMEO) had passed, because {0} did not read. "
    "{1}() wrote nothing; try again later."};
inline constexpr Text kWriteInterrupted{
    "loss.write.interrupted",
    "A signal ended the sleep in {0}() before a byte was taken. Nothing is lost: call {0}() "
    "again. (Had some been taken, {0}() would return how many.)"};
inline constexpr Text kWriteTooLong{
    "loss.write.too_long",
    "A message of {0} is too long: this type of socket sends a message whole or not at all. A "
    "stream would cut it into parts."};
inline constexpr Text kWriteNoReceiver{
    "loss.write.no_receiver",
    "The datagram socket that {0} had named with connect() is closed. The next {1}() says "
    "ENOTCONN, until {0} connects again."};
inline constexpr Text kWriteNoDestination{
    "loss.write.no_destination",
    "This socket has no connection and no address to send to. connect() comes first."};
inline constexpr Text kWriteNotPermitted{
    "loss.write.not_permitted",
    "The receiver is connected to somebody else and takes messages from that one only."};
inline constexpr Text kWriteForbidden{
    "loss.write.forbidden",
    "{0} may not send there: it needs write permission on the name of the receiver's socket."};

// select
inline constexpr Text kSelectClosed{
    "loss.select.closed",
    "The set holds {0}, and {1} has no such descriptor: it was closed, but is still watched. "
    "select() left the set as it was."};
inline constexpr Text kSelectBadNumber{
    "loss.select.bad_number",
    "One of the numbers in the set is not open. select() left the set as it was, and does not say "
    "which one it is."};
inline constexpr Text kSelectCount{
    "loss.select.count",
    "The first argument must be the highest descriptor and one more, and at least 0; it was {0}."};
inline constexpr Text kSelectArguments{
    "loss.select.arguments",
    "The number of descriptors ({0}) or the time-out is not a legal value: neither may be "
    "negative."};
inline constexpr Text kSelectInterrupted{
    "loss.select.interrupted",
    "A signal ended the sleep in select(). It is not restarted, not even with SA_RESTART: build "
    "the set again and call it again."};

// close
inline constexpr Text kCloseTwice{
    "loss.close.twice",
    "{0} has no descriptor {1}: it is closed already. Closing twice is dangerous: had the number "
    "been given out again, somebody else's connection would be closed."};
inline constexpr Text kCloseNegative{
    "loss.close.negative",
    "{0} is no descriptor: numbers are never negative, and -1 is what a call returns that failed. "
    "close() did nothing."};
inline constexpr Text kCloseInterrupted{
    "loss.close.interrupted",
    "A signal interrupted close(). On Linux number {0} is free all the same: do not call close() "
    "again."};
inline constexpr Text kCloseInput{
    "loss.close.input",
    "close() met an error while it wrote what was left to write. Number {0} is free all the "
    "same."};

}  // namespace sockwalk::loss_text
