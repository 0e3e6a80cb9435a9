#pragma once

#include <array>

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kHelpTitle{"help.title", "Keys and words"};
inline constexpr Text kHelpClose{"help.close", "Up, Down and the wheel scroll. Esc or F1 closes this page"};

inline constexpr Text kGlossConnection{
    "glossary.connection_socket",
    "**Connection socket** (the course's master socket; manual pages: listening socket): made by socket(); bind and "
    "listen make it accept connections. It never carries data."};
inline constexpr Text kGlossDataSocket{
    "glossary.data_socket",
    "**Data socket**, server's end: the kernel object that a client's connect() makes and puts into the accept queue. "
    "accept() gives it a number."};
inline constexpr Text kGlossHandle{
    "glossary.client_handle",
    "**Client handle**: the file descriptor that accept() returned, the lowest free number. All talk with that client "
    "goes through it."};
inline constexpr Text kGlossQueue{
    "glossary.accept_queue",
    "**Accept queue**: connections that are made but not accepted yet. With a backlog of B, Linux lets B + 1 wait."};
inline constexpr Text kGlossCir{
    "glossary.cir",
    "**Connection initiation request (CIR)**: what connect() does. No message travels: the kernel makes the server's end "
    "and queues it; connect() returns without waiting for accept()."};
inline constexpr Text kGlossSrm{
    "glossary.srm",
    "**Service request message (SRM)**: what a client sends on an established connection: here every integer, and the 0 "
    "that asks for the sum."};
inline constexpr Text kGlossFd{
    "glossary.file_descriptor",
    "**File descriptor**: a number in a process's own table that refers to something the kernel keeps. Three processes "
    "may each have a 3, and mean three different sockets."};
inline constexpr Text kGlossCall{
    "glossary.system_call",
    "**System call**: how a program asks the kernel. A **library function** such as malloc() runs in the program itself "
    "and makes system calls only when it must."};
inline constexpr Text kGlossTurn{
    "glossary.turn",
    "**Turn**: one actor makes one call. The turn ends when nothing moves any more: every actor waits for its next turn, "
    "sleeps in the kernel, or is gone. Whom the call woke has returned by then."};
inline constexpr Text kGlossLayers{
    "glossary.layers",
    "**Four layers**: application, system call interface, kernel, hardware. Every call goes down through them and comes "
    "back."};
inline constexpr Text kGlossPlays{
    "glossary.plays",
    "**Plays process A**: the actors are threads with private tables of file descriptors, so that each sees the numbers "
    "it would see as a process of its own."};

inline constexpr Text kGlossStream{
    "glossary.stream",
    "**Stream** (SOCK_STREAM): bytes in order, without message boundaries. One read may bring a "
    "part of a write, or several writes at once."};
inline constexpr Text kGlossSeqpacket{
    "glossary.seqpacket",
    "**Seqpacket** (SOCK_SEQPACKET): a connection that keeps message boundaries. One read takes one"
    " record; what does not fit into its buffer is thrown away."};
inline constexpr Text kGlossDatagram{
    "glossary.datagram",
    "**Datagram** (SOCK_DGRAM): single messages without a connection, and so without end of file. "
    "On Unix sockets none is lost or overtaken: when the receiver's queue is full, the sender "
    "waits."};
inline constexpr Text kGlossNaiveRead{
    "glossary.naive_read",
    "**Naive read**: a server that takes each read() of a stream for one message. Two integers that"
    " come at once become one, and a 0 behind another number is lost: both sides then wait for "
    "ever."};
inline constexpr Text kGlossPair{
    "glossary.socket_pair",
    "**Socket pair**: two sockets that socketpair() makes connected to each other from the start, "
    "with no name and no accept queue."};
inline constexpr Text kGlossAbstract{
    "glossary.abstract_name",
    "**Abstract name**: a name that lives in the kernel alone, written @name. No file, no "
    "permissions; free again when its socket is closed. Its length is part of it."};
inline constexpr Text kGlossAutobind{
    "glossary.autobind",
    "**Autobind**: bind() without a name lets the kernel choose an abstract one of five hexadecimal"
    " digits."};
inline constexpr Text kGlossEndOfFile{
    "glossary.end_of_file",
    "**End of file**: read() returns 0 once the peer sends no more and all is read. On a seqpacket "
    "or datagram socket, 0 may also be a message of no bytes."};
inline constexpr Text kGlossHalfClose{
    "glossary.half_close",
    "**Half-close**: shutdown(SHUT_WR) says that one end sends no more; the other direction stays "
    "open. Unlike close() it counts at once, whatever copies of the number exist."};
inline constexpr Text kGlossReset{
    "glossary.reset",
    "**Reset** (ECONNRESET): the peer closed while bytes sent to it lay unread. They are lost, and "
    "one call is told so."};
inline constexpr Text kGlossBrokenPipe{
    "glossary.broken_pipe",
    "**Broken pipe** (EPIPE): nobody can read what is written. On a stream the signal SIGPIPE comes"
    " too and ends the program, unless it is ignored or MSG_NOSIGNAL is given."};
inline constexpr Text kGlossDescription{
    "glossary.open_file_description",
    "**Open file description**: what a file descriptor refers to. Copies made by dup(), or sent to "
    "another process, share it, with its offset and its flags such as O_NONBLOCK."};
inline constexpr Text kGlossLimit{
    "glossary.emfile",
    "**EMFILE**: every number that the limit RLIMIT_NOFILE allows is in use. The connection stays "
    "in the accept queue, and the socket stays ready, until a number is closed."};
inline constexpr Text kGlossNonBlocking{
    "glossary.non_blocking",
    "**Non-blocking** (O_NONBLOCK): a call that would sleep says EAGAIN instead. MSG_DONTWAIT asks "
    "that for one call."};
inline constexpr Text kGlossTimeOut{
    "glossary.time_out",
    "**Time-out**: how long a call may sleep: an argument of select, poll and epoll_wait; "
    "SO_RCVTIMEO or SO_SNDTIMEO for the others, which then say EAGAIN. While stepping, only the "
    "Clock lets time pass."};
inline constexpr Text kGlossInterrupted{
    "glossary.eintr",
    "**EINTR**: a signal ended the sleep of a call before anything was done; call it again. With "
    "**SA_RESTART** the kernel does so itself, but not for select, poll, epoll_wait, nor on a "
    "socket with a time-out."};
inline constexpr Text kGlossInterestList{
    "glossary.interest_list",
    "**Interest list**: what an epoll instance watches, set by epoll_ctl(). What of it is ready "
    "stands in the **ready list**, from which epoll_wait() takes."};
inline constexpr Text kGlossTriggered{
    "glossary.edge_triggered",
    "**Level-triggered**: epoll reports a socket as long as something is there. **Edge-triggered** "
    "(EPOLLET): only when something arrives, so read or accept until EAGAIN."};
inline constexpr Text kGlossAncillary{
    "glossary.ancillary_data",
    "**Ancillary data**: what travels beside the bytes of a message, in sendmsg() and recvmsg(). "
    "**SCM_RIGHTS** carries open file descriptions: the receiver gets numbers of its own."};
inline constexpr Text kGlossCredentials{
    "glossary.credentials",
    "**Credentials**: pid, uid and gid of a peer. **SO_PEERCRED** tells who called connect(), "
    "listen() or socketpair(); **SCM_CREDENTIALS** travel with a message, and the kernel checks "
    "them."};

/// In the order of reading: the subject first, then what more kinds of calls bring.
inline constexpr std::array kGlossary{
    &kGlossLayers, &kGlossCall, &kGlossFd, &kGlossDescription, &kGlossConnection,
    &kGlossDataSocket, &kGlossHandle, &kGlossQueue, &kGlossCir, &kGlossSrm, &kGlossTurn,
    &kGlossPlays, &kGlossStream, &kGlossSeqpacket, &kGlossDatagram, &kGlossNaiveRead, &kGlossPair,
    &kGlossAbstract, &kGlossAutobind, &kGlossEndOfFile, &kGlossHalfClose, &kGlossReset,
    &kGlossBrokenPipe, &kGlossLimit, &kGlossNonBlocking, &kGlossTimeOut, &kGlossInterrupted,
    &kGlossInterestList, &kGlossTriggered, &kGlossAncillary, &kGlossCredentials};

}  // namespace sockwalk::text
