#pragma once

#include "text/text.h"

/// What each errno means for Unix sockets, and what to do. Two or three sentences a student
/// understands; no more is claimed than what Linux was seen to do.
namespace sockwalk {

inline constexpr Text kErrnoPerm{
    "errno.EPERM",
    "The rules forbid it, whatever the file modes say: removing another user's name from a sticky "
    "directory such as /tmp, claiming credentials that are not one's own, or writing to a datagram "
    "socket that is connected to somebody else. Let the owner do it."};
inline constexpr Text kErrnoNoEnt{
    "errno.ENOENT",
    "No such name: nothing stands at that path, or one of its directories is missing. For connect, "
    "the server has not called bind yet, has removed its name, or works in another directory: "
    "check the path, start the server, and try again on the same socket. For unlink there was "
    "nothing to remove."};
inline constexpr Text kErrnoSrch{
    "errno.ESRCH", "There is no such thread or process any more. It has ended; start it again."};
inline constexpr Text kErrnoIntr{
    "errno.EINTR",
    "A signal arrived while the call slept, and the call gave up before it had done anything. "
    "Nothing is lost: repeat it. SA_RESTART repeats accept, read and connect by itself, but never "
    "select, poll or epoll_wait."};
inline constexpr Text kErrnoNxio{
    "errno.ENXIO",
    "open() was used on the name of a socket. A socket is reached by socket() and connect(), never "
    "by open()."};
inline constexpr Text kErrnoBadF{
    "errno.EBADF",
    "That number is no open descriptor of this process: it was closed already, or never opened. "
    "Close each handle once, and take it out of the table in the same place."};
inline constexpr Text kErrnoAgain{
    "errno.EAGAIN",
    "The call would have to sleep and may not: the socket is non-blocking, or its time limit has "
    "passed. Nothing waits to be accepted or read, the receiver has no room, or the accept queue "
    "is full. Try again later; select and poll tell when to accept, read or write, but not when a "
    "full accept queue has room."};
inline constexpr Text kErrnoNoMem{"errno.ENOMEM",
                                  "The kernel has no memory for it. End something, and try again."};
inline constexpr Text kErrnoAcces{
    "errno.EACCES",
    "Permission is missing: connect needs write permission on the socket's name, bind and unlink "
    "need it on the directory, and all of them need search permission on every directory of the "
    "path. Change the mode of the name (the umask sets it at bind) or of the directory."};
inline constexpr Text kErrnoFault{
    "errno.EFAULT",
    "A pointer that was passed leads outside the memory of the process. Check the buffer or the "
    "address, and its length."};
inline constexpr Text kErrnoBusy{
    "errno.EBUSY",
    "The name is in use by the system, for example as a mount point. For a name that another "
    "socket holds, bind says EADDRINUSE instead."};
inline constexpr Text kErrnoExist{
    "errno.EEXIST",
    "It is there already: epoll_ctl was told to add a descriptor for the second time. Use "
    "EPOLL_CTL_MOD to change it; bind says EADDRINUSE instead."};
inline constexpr Text kErrnoNotDir{
    "errno.ENOTDIR", "A part of the path that should be a directory is a file. Check the path."};
inline constexpr Text kErrnoIsDir{
    "errno.EISDIR",
    "The path leads to a directory, and unlink removes names of files and sockets only. Check the "
    "path."};
inline constexpr Text kErrnoInval{
    "errno.EINVAL",
    "The call does not fit the state of the socket or its own arguments: listen before bind, "
    "accept before listen, a second bind, connect or read on a listening socket, read on a stream "
    "socket that is not connected, or an address of a wrong family or length. The server's order "
    "is socket, bind, listen, accept; a name has at most 107 characters and a NUL."};
inline constexpr Text kErrnoNFile{
    "errno.ENFILE",
    "The whole system has no room for another open file. Close what is not needed, in this "
    "process or in others."};
inline constexpr Text kErrnoMFile{
    "errno.EMFILE",
    "The process has used up its descriptor numbers (the limit is RLIMIT_NOFILE). A connection "
    "that could not be accepted is not lost: it stays in the accept queue, and select goes on "
    "reporting it. Close a handle, then accept again, or raise the limit."};
inline constexpr Text kErrnoNoSpc{
    "errno.ENOSPC",
    "The file system has no room for another name. Free some space or choose another directory."};
inline constexpr Text kErrnoRoFs{
    "errno.EROFS",
    "The file system is read-only, so that no name can be made or removed in it. Choose another "
    "directory, for example one in /tmp or in the run-time directory of the user."};
inline constexpr Text kErrnoNoTty{
    "errno.ENOTTY",
    "What the descriptor refers to does not know that request of ioctl(); the name is old, from "
    "terminals. Sockets know FIONREAD and SIOCOUTQ."};
inline constexpr Text kErrnoDom{
    "errno.EDOM",
    "A number is outside what is allowed: the microseconds of a time-out (SO_RCVTIMEO, SO_SNDTIMEO) "
    "lie between 0 and 999,999."};
inline constexpr Text kErrnoPipe{
    "errno.EPIPE",
    "Nobody can receive what is written: the peer has closed, this end has said that it sends no "
    "more, or the peer that it receives no more. Unix sockets say so at the first write. On a "
    "stream the signal SIGPIPE comes with it and ends the process, unless it is ignored or the "
    "write is a send with MSG_NOSIGNAL. Close the handle."};
inline constexpr Text kErrnoNameTooLong{
    "errno.ENAMETOOLONG",
    "A part of the path has more than 255 characters, or the whole more than 4,095. (A socket's "
    "name that does not fit its 108 bytes gets EINVAL.) Use a shorter path."};
inline constexpr Text kErrnoNoSys{
    "errno.ENOSYS",
    "This kernel has no such system call. A newer kernel or another call is needed."};
inline constexpr Text kErrnoLoop{
    "errno.ELOOP",
    "The symbolic links in the path lead round in a circle. Check where they point."};
inline constexpr Text kErrnoNotSock{
    "errno.ENOTSOCK",
    "The descriptor is open, but it is no socket. Perhaps the number was closed and has been given "
    "to a file since: check the table of handles."};
inline constexpr Text kErrnoDestAddrReq{
    "errno.EDESTADDRREQ",
    "A message without an address was sent on a socket that has no peer. Name the receiver in "
    "sendto(), or call connect() first. Unix sockets on Linux say ENOTCONN here."};
inline constexpr Text kErrnoMsgSize{
    "errno.EMSGSIZE",
    "The message does not fit the send buffer, and a seqpacket or datagram socket sends a message "
    "whole or not at all. Send smaller messages or raise SO_SNDBUF; a stream would split it."};
inline constexpr Text kErrnoPrototype{
    "errno.EPROTOTYPE",
    "The socket at that name has another type, for example stream against seqpacket. Make both "
    "ends with the same type."};
inline constexpr Text kErrnoNoProtoOpt{
    "errno.ENOPROTOOPT",
    "There is no such socket option at that level. Check the names in socket(7) and unix(7)."};
inline constexpr Text kErrnoProtoNoSupport{
    "errno.EPROTONOSUPPORT",
    "Unix sockets have no such protocol. The third argument of socket() is 0."};
inline constexpr Text kErrnoSockTNoSupport{
    "errno.ESOCKTNOSUPPORT",
    "Unix sockets have no such type. Use SOCK_STREAM, SOCK_SEQPACKET or SOCK_DGRAM."};
inline constexpr Text kErrnoOpNotSupp{
    "errno.EOPNOTSUPP",
    "This type of socket cannot do that: a datagram socket has no listen and no accept, and Unix "
    "sockets have no SO_REUSEPORT. Use a stream or seqpacket socket where connections are wanted."};
inline constexpr Text kErrnoAfNoSupport{
    "errno.EAFNOSUPPORT",
    "The kernel has no such address family. Unix sockets are AF_UNIX, in socket() and in the "
    "address."};
inline constexpr Text kErrnoAddrInUse{
    "errno.EADDRINUSE",
    "Something already stands at that name: a live server's socket, a name that a dead server left "
    "behind, or any other file; SO_REUSEADDR does not help. A connect tells which: it succeeds if "
    "the server lives and says ECONNREFUSED if it is dead. Then unlink the name and bind again, on "
    "the same socket."};
inline constexpr Text kErrnoNoBufs{"errno.ENOBUFS",
                                   "The kernel has no memory for the message. Try again later."};
inline constexpr Text kErrnoConnAborted{
    "errno.ECONNABORTED",
    "Unix sockets on Linux do not say this: a client that leaves before accept can still be "
    "accepted, and reading then finds what it sent and the end."};
inline constexpr Text kErrnoConnReset{
    "errno.ECONNRESET",
    "The connection was broken off: the peer closed without reading all that it had been sent, or "
    "the connection socket was closed while this connection waited in its accept queue. It is said "
    "once; after that read finds the end. Close this socket, and let the peer read to the end "
    "before it closes."};
inline constexpr Text kErrnoIsConn{
    "errno.EISCONN",
    "This socket has a connection already. Each further connection needs a socket of its own."};
inline constexpr Text kErrnoNotConn{
    "errno.ENOTCONN",
    "This socket has no connection. A client calls connect() first; a server talks through the "
    "handle that accept() returned, never through the connection socket."};
inline constexpr Text kErrnoTooManyRefs{
    "errno.ETOOMANYREFS",
    "Too many descriptors are on their way in messages that nobody has received yet. Receive some "
    "of them before more are sent."};
inline constexpr Text kErrnoTimedOut{
    "errno.ETIMEDOUT",
    "Unix sockets do not say this: a call whose time limit has passed says EAGAIN, and select "
    "returns 0."};
inline constexpr Text kErrnoConnRefused{
    "errno.ECONNREFUSED",
    "Nobody listens there: the server has called bind but not listen, it is gone and has left its "
    "name behind, or what stands at the path is no socket. For an abstract name: nobody holds it. "
    "A full accept queue does not say this on Linux. Start the server, and try again on the same "
    "socket."};
inline constexpr Text kErrnoAlready{
    "errno.EALREADY",
    "Unix sockets do not say this: a connect is never left half done. A non-blocking connect "
    "succeeds at once, or says EAGAIN when the accept queue is full."};
inline constexpr Text kErrnoInProgress{
    "errno.EINPROGRESS",
    "Unix sockets do not say this: a non-blocking connect succeeds at once, or says EAGAIN when "
    "the accept queue is full."};
inline constexpr Text kErrnoStale{
    "errno.ESTALE",
    "The kernel was asked about a socket by a cookie that is out of date. Ask again without it."};

}  // namespace sockwalk
