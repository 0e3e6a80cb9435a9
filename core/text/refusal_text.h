#pragma once

#include "text/text.h"

/// Why a call on names and connections failed, said by explain(): socket, bind, listen, accept,
/// connect, unlink. Reading and writing stand in loss_text.h.
namespace sockwalk::refusal_text {

// Any call
inline constexpr Text kGeneral{"refusal.general", "{0}() failed with {1}: {2}"};
inline constexpr Text kUnknown{
    "refusal.unknown",
    "{0}() failed with {1}. sockwalk's table does not have this error; {2} may name its cause."};
inline constexpr Text kBadNumber{
    "refusal.bad_number",
    "{0} has no descriptor {1}: the number is not open. {2}() never reached a socket."};
inline constexpr Text kWrongMode{
    "refusal.wrong_mode",
    "Number {1} of {0} is open, but not for {2}(): open() was asked for the other direction only "
    "(O_RDONLY, O_WRONLY). EBADF says that as well."};
inline constexpr Text kClosedOrMode{
    "refusal.closed_or_mode",
    "{0} was given number {1} at its start. It is closed by now, or open in the other direction "
    "only: {2}() can do nothing there, and EBADF says both."};
inline constexpr Text kNotSocket{
    "refusal.not_socket",
    "Number {1} of {0} is open, but what it stands for is not a socket: {2}() "
    "works on sockets only."};
inline constexpr Text kBadPointer{
    "refusal.bad_pointer",
    "The address that {0} gave to {1}() does not lie in its memory. The kernel refuses to touch "
    "it."};
inline constexpr Text kSystemTable{
    "refusal.system_table",
    "The whole system has no room for one more open file, so {0}() cannot give out a number. This "
    "is not the limit of {1} alone."};
inline constexpr Text kNoMemory{"refusal.no_memory",
                                "The kernel has no memory left for what {0}() would have to make."};
inline constexpr Text kDatagram{
    "refusal.datagram",
    "{0}() makes no sense on a datagram socket: it has no connections, so there is nothing to "
    "listen for or to accept."};
inline constexpr Text kPathLoop{
    "refusal.path_loop",
    "Looking up {1} goes in a circle: too many symbolic links on the way. {0}() "
    "gave up."};
inline constexpr Text kReadOnly{
    "refusal.read_only",
    "The directory of {1} lies on a file system that is mounted read-only: {0}() cannot change "
    "names there."};
inline constexpr Text kNoSuchCall{
    "refusal.no_such_call",
    "This kernel does not have {0}(), or a sandbox keeps it from this program: nothing was done."};
inline constexpr Text kNotDirectory{
    "refusal.not_directory",
    "A part of the path before {1} is a plain file, not a directory, so {0}() cannot follow the "
    "path."};

// socket
inline constexpr Text kSocketLimit{
    "refusal.socket.limit",
    "{0} has no free number left: all that its limit (RLIMIT_NOFILE) allows are in use. close() "
    "one, then socket() works."};
inline constexpr Text kSocketProtocol{
    "refusal.socket.protocol",
    "AF_UNIX has only one protocol for each type, written 0; protocol {0} does not exist there."};
inline constexpr Text kSocketType{
    "refusal.socket.type",
    "AF_UNIX has SOCK_STREAM, SOCK_SEQPACKET and SOCK_DGRAM; it has no {0}."};
inline constexpr Text kSocketFamily{"refusal.socket.family",
                                    "This kernel has no address family {0}."};
inline constexpr Text kSocketArguments{"refusal.socket.arguments",
                                       "The type {0} holds flags that socket() does not know."};
inline constexpr Text kSocketForbidden{"refusal.socket.forbidden",
                                       "{0} is not allowed to make a socket of this kind."};

// bind
inline constexpr Text kBindStale{
    "refusal.bind.stale",
    "The name {0} is still in the file system, left by a server that is gone: a name outlives its "
    "socket. unlink() it, then bind() works on the same socket."};
inline constexpr Text kBindLive{
    "refusal.bind.live",
    "The name {0} belongs to a socket of {1} that is alive. To unlink() it would take the clients "
    "away from {1}."};
inline constexpr Text kBindTaken{
    "refusal.bind.taken",
    "Something stands at {0} already: a stale name, a living server's, or any other file. The "
    "error is the same for all; a connect() would tell (ECONNREFUSED: stale)."};
inline constexpr Text kBindAbstractTaken{
    "refusal.bind.abstract_taken",
    "The abstract name {0} belongs to another open socket. It is free again as soon as that socket "
    "is closed; there is nothing to unlink()."};
inline constexpr Text kBindTwice{
    "refusal.bind.twice",
    "Socket {0} has a name already, {1}, and a socket gets its name only once. No second name was "
    "made."};
inline constexpr Text kBindAddress{
    "refusal.bind.address",
    "The address is not one that bind() takes: it says {0} bytes, where sun_family and at most 108 "
    "bytes of sun_path are allowed (110), and the family must be AF_UNIX."};
inline constexpr Text kBindNoDirectory{
    "refusal.bind.no_directory",
    "The directory in which bind() should make the name {0} does not exist. bind() makes the name, "
    "never the directory."};
inline constexpr Text kBindForbidden{
    "refusal.bind.forbidden",
    "{0} may not make names in the directory of {1}: bind() makes a file there and needs write "
    "permission on the directory."};

// listen
inline constexpr Text kListenNoName{
    "refusal.listen.no_name",
    "Socket {0} has no name: bind() was not called. Nobody could ever find it, so it cannot "
    "listen."};
inline constexpr Text kListenConnected{
    "refusal.listen.connected",
    "Socket {0} is one end of a connection already. Only a socket with a name and without a "
    "connection can listen."};
inline constexpr Text kListenInvalid{
    "refusal.listen.invalid",
    "Socket {0} is in no state to listen: that takes bind() before, and no connect()."};

// accept
inline constexpr Text kAcceptNotListening{
    "refusal.accept.not_listening",
    "Socket {0} does not listen: bind() was called, listen() was not. So it has no accept queue to "
    "take from."};
inline constexpr Text kAcceptNoName{
    "refusal.accept.no_name",
    "Socket {0} does not listen: neither bind() nor listen() was called. So it has no accept queue "
    "to take from."};
inline constexpr Text kAcceptConnected{
    "refusal.accept.connected",
    "Socket {0} is one end of a connection and carries data. {1}() needs the connection socket, "
    "which listens."};
inline constexpr Text kAcceptShutDown{
    "refusal.accept.shut_down",
    "The connection socket {0} was shut down: it accepts nothing any more, and listen() does not "
    "bring it back."};
inline constexpr Text kAcceptEmpty{
    "refusal.accept.empty",
    "The accept queue of socket {0} is empty, and {1}() may not wait there (O_NONBLOCK). Try again "
    "when select() says that it is ready."};
inline constexpr Text kAcceptEmptyShut{
    "refusal.accept.empty_shut",
    "The accept queue of socket {0} is empty, and {1}() may not wait there (O_NONBLOCK). EAGAIN "
    "does not tell that the socket was shut down: nothing will come into the queue any more."};
inline constexpr Text kAcceptTimedOut{
    "refusal.accept.timed_out",
    "{1}() slept on socket {0} until its time-out (SO_RCVTIMEO) had passed and no client came: "
    "EAGAIN says so. Nothing is lost: call it again."};
inline constexpr Text kAcceptWokenShut{
    "refusal.accept.woken_shut",
    "{1}() slept, and a shutdown() of connection socket {0} woke it: it will never accept "
    "anything again, and listen() does not bring it back."};
inline constexpr Text kAcceptFlags{
    "refusal.accept.flags",
    "accept4() knows SOCK_NONBLOCK and SOCK_CLOEXEC, and nothing else; it was given {0}."};
inline constexpr Text kAcceptLimitQueued{
    "refusal.accept.limit_queued",
    "{0} has no free number left, so the connection of {1} gets no handle. It stays in the queue, "
    "and select() will report the socket again and again until a handle is closed."};
inline constexpr Text kAcceptLimit{
    "refusal.accept.limit",
    "{0} has no free number left. {1}() reserves the number first, so it fails at once, even "
    "with an empty queue. close() a handle, then it works."};
inline constexpr Text kAcceptInterrupted{
    "refusal.accept.interrupted",
    "A signal ended the sleep in {0}() before a client came, because its handler was installed "
    "without SA_RESTART. Nothing is lost: call {0}() again."};
inline constexpr Text kInterruptedLimit{
    "refusal.interrupted_limit",
    "A signal ended the sleep in {0}(). Socket {1} has a time-out, and such a call is never "
    "restarted, not even with SA_RESTART. Nothing is lost: call {0}() again."};
inline constexpr Text kAcceptAborted{
    "refusal.accept.aborted",
    "The connection was gone before it got a handle. Unix sockets do not do this on Linux: there, "
    "{0}() succeeds and read() tells. Call {0}() again."};

// connect
inline constexpr Text kConnectNoName{
    "refusal.connect.no_name",
    "There is no name {0} in the file system: nobody has called bind() with it yet. The same "
    "socket may try again."};
inline constexpr Text kConnectUnlinked{
    "refusal.connect.unlinked",
    "The name {0} was removed with unlink(). Its socket may live on, but no new client finds it by "
    "that name."};
inline constexpr Text kConnectNotFound{
    "refusal.connect.not_found",
    "{0} leads nowhere from the directory of {1}: a name without / before it is looked up in the "
    "directory where the client stands, at the moment of connect()."};
inline constexpr Text kConnectNotListening{
    "refusal.connect.not_listening",
    "Nobody listens on {0}: bind() was called, listen() was not. The name alone takes no "
    "connections; the same socket may try again."};
inline constexpr Text kConnectStale{
    "refusal.connect.stale",
    "The name {0} is there, but nobody is behind it: its socket is closed, and a name outlives its "
    "socket. A new server must unlink() it and bind() again."};
inline constexpr Text kConnectListenerClosed{
    "refusal.connect.listener_closed",
    "The connection socket of {0} was closed while connect() slept in its full queue: now nobody "
    "listens there."};
inline constexpr Text kConnectListenerShut{
    "refusal.connect.listener_shut",
    "The connection socket of {0} was shut down: it takes no connections any more, although it is "
    "still open."};
inline constexpr Text kConnectNoAbstract{
    "refusal.connect.no_abstract",
    "No open socket has the abstract name {0}. Its length ({1}) is part of the name: one zero byte "
    "more or less is another name. There is no file, so it is never ENOENT."};
inline constexpr Text kConnectRefused{
    "refusal.connect.refused",
    "Nobody listens on {0}: the name may be stale, its socket may not have called listen(), or "
    "something that is no socket stands there."};
inline constexpr Text kConnectFullQueue{
    "refusal.connect.full_queue",
    "The accept queue of {0} is full, with {1} in it (the backlog {2} and one more), and connect() "
    "may not wait. Try again later. A full queue is not ECONNREFUSED."};
inline constexpr Text kConnectNoRoom{
    "refusal.connect.no_room",
    "The accept queue of {0} was full and connect() was not to wait any longer. select() cannot "
    "wait for room there either; try again later on the same socket."};
inline constexpr Text kConnectTimedOut{
    "refusal.connect.timed_out",
    "connect() slept in the full accept queue of {0} until its time-out (SO_SNDTIMEO) had passed. "
    "Nothing was queued; try again later on the same socket."};
inline constexpr Text kConnectTwice{
    "refusal.connect.twice",
    "Socket {0} is connected already, to {1}. A stream socket has one connection in its life; for "
    "a second one make a second socket."};
inline constexpr Text kConnectListener{
    "refusal.connect.listener",
    "Socket {0} listens: it takes connections and can make none. {1} needs another socket for "
    "that."};
inline constexpr Text kConnectAddress{
    "refusal.connect.address",
    "The address is not one that connect() takes: it says {0} bytes, where sun_family and at most "
    "108 bytes of sun_path are allowed (110), and the family must be AF_UNIX."};
inline constexpr Text kConnectType{
    "refusal.connect.type",
    "{0} is a socket of another type: {1} has {2}, and both ends must have the same."};
inline constexpr Text kConnectForbidden{
    "refusal.connect.forbidden",
    "{0} may not connect to {1}: it needs write permission on the name itself and search "
    "permission (x) on every directory of the path. Read permission does not help."};
inline constexpr Text kConnectInterrupted{
    "refusal.connect.interrupted",
    "A signal ended connect() while it slept because the accept queue of {0} is full. Nothing was "
    "queued: the same socket may call connect() again."};
inline constexpr Text kConnectNotPermitted{
    "refusal.connect.not_permitted",
    "The socket at {0} is connected to somebody else and takes messages from that one only."};
inline constexpr Text kConnectUnderWay{
    "refusal.connect.under_way",
    "A connect() is said to be under way. Unix sockets on Linux do not do this: there, connect() "
    "is done at once, sleeps, or fails with EAGAIN."};

// unlink
inline constexpr Text kUnlinkFine{
    "refusal.unlink.fine",
    "No earlier run has left a name {0}, which is fine: bind() will find it free."};
inline constexpr Text kUnlinkNothing{
    "refusal.unlink.nothing",
    "There is no name {0} to remove: nobody has made it, or it is removed already."};
inline constexpr Text kUnlinkForbidden{
    "refusal.unlink.forbidden",
    "{0} may not remove {1}: that takes write permission on its directory. The permissions of the "
    "name itself do not matter."};
inline constexpr Text kUnlinkSticky{
    "refusal.unlink.sticky",
    "{1} belongs to another user, and its directory is sticky (as /tmp is): there only the owner "
    "removes a name. {0} is not the owner."};
inline constexpr Text kUnlinkDirectory{
    "refusal.unlink.directory",
    "{0} is a directory; unlink() removes names of files and sockets only."};
inline constexpr Text kUnlinkBusy{"refusal.unlink.busy",
                                  "The system itself is using {0}, so unlink() may not remove it."};

}  // namespace sockwalk::refusal_text
