#pragma once

#include "text/text.h"

/// What the next call is about to do, said by foretell(), and what a sleeper waits for, said by
/// needs().
namespace sockwalk::foretell_text {

inline constexpr Text kSocket{
    "foretell.socket",
    "socket() makes a socket in the kernel, without a name and without a connection. It returns "
    "the lowest number that is free in the table of {0}."};

inline constexpr Text kBind{
    "foretell.bind.path",
    "bind() is to give socket {1} its name: a file {0} of type socket and size 0. With the name "
    "alone it takes no connections yet."};
inline constexpr Text kBindOccupied{
    "foretell.bind.occupied",
    "bind() is to make the name {0} for socket {1}. But a name {0} is in the file system already, "
    "and bind() never replaces one."};
inline constexpr Text kBindAbstract{
    "foretell.bind.abstract",
    "bind() gives socket {1} the abstract name {0}, which lives in the kernel alone: no file "
    "appears."};
inline constexpr Text kBindChosen{"foretell.bind.chosen",
                                  "bind() with no name lets the kernel choose an abstract one."};
inline constexpr Text kBindKept{
    "foretell.bind.kept",
    "bind() is given no name for the kernel to choose one. But socket {0} has a name already: it "
    "stays as it is."};
inline constexpr Text kBindTwice{
    "foretell.bind.twice", "Socket {0} has the name {1} already; bind() asks for another one."};

inline constexpr Text kListen{
    "foretell.listen",
    "listen() turns socket {0} into the connection socket (the course's master socket): the kernel "
    "gives it an accept queue. From then on connect() to {1} works."};
inline constexpr Text kListenAgain{
    "foretell.listen.again", "Socket {0} listens already: listen() only sets a new backlog, {1}."};
inline constexpr Text kListenDatagram{
    "foretell.listen.datagram",
    "listen() is to make socket {0} take connections. But a datagram socket has none."};
inline constexpr Text kListenNoName{
    "foretell.listen.no_name",
    "listen() is to make socket {0} take connections. But it has no name by which a client could "
    "find it."};

inline constexpr Text kListenConnected{
    "foretell.listen.connected",
    "listen() is to make socket {0} take connections. But it is one end of a connection itself."};

inline constexpr Text kAccept{
    "foretell.accept.queued",
    "{0}'s connect() already made a new data socket and put it in the accept queue. {2}() takes "
    "the oldest one and gives {1} a number for it: the client handle."};
inline constexpr Text kAcceptMany{
    "foretell.accept.many",
    "{2} connections wait in the accept queue, {0}'s is the oldest. {3}() takes that one and "
    "gives {1} a number for its data socket: the client handle."};
inline constexpr Text kAcceptSleeps{
    "foretell.accept.sleeps",
    "The accept queue is empty, so {0}() will sleep. The next connect() wakes it: {0}() then "
    "returns a number for the new data socket, the client handle."};
inline constexpr Text kAcceptEmpty{
    "foretell.accept.empty",
    "The accept queue is empty, and {0}() may not wait (O_NONBLOCK): it will say EAGAIN."};
inline constexpr Text kAcceptShutDown{
    "foretell.accept.shut_down",
    "{1}() takes a connection from the accept queue. But connection socket {0} was shut down."};
inline constexpr Text kAcceptNotListening{
    "foretell.accept.not_listening",
    "{1}() takes a connection from the accept queue. But socket {0} does not listen and has no "
    "queue."};

inline constexpr Text kConnect{
    "foretell.connect.listening",
    "connect() asks {0} for a connection. The kernel makes the server's end, a new data socket, "
    "puts it in the accept queue, and returns: connect() does not wait for accept()."};
inline constexpr Text kConnectWakes{
    "foretell.connect.wakes",
    "connect() asks {0} for a connection. The kernel makes the server's end, a new data socket, "
    "and "
    "puts it in the accept queue: that ends the sleep of {1} in {2}()."};
inline constexpr Text kConnectSleeps{
    "foretell.connect.sleeps",
    "The accept queue of {0} is full, with {1} in it. connect() will sleep until an accept() makes "
    "room."};
inline constexpr Text kConnectNoName{
    "foretell.connect.no_name",
    "connect() looks for the name {0}. There is no such name in the file system: nobody has called "
    "bind() with it."};
inline constexpr Text kConnectNoAbstract{
    "foretell.connect.no_abstract",
    "connect() looks for the abstract name {0}, but no open socket has it."};
inline constexpr Text kConnectUnlinked{
    "foretell.connect.unlinked",
    "connect() looks for the name {0}, but unlink() has removed it from the file system."};
inline constexpr Text kConnectListenerShut{"foretell.connect.listener_shut",
                                           "connect() finds the name {0}, but its connection "
                                           "socket was shut down: it takes nothing more."};
inline constexpr Text kConnectType{
    "foretell.connect.type",
    "connect() finds a socket of another type at {0}: both ends must have the same."};
inline constexpr Text kConnectListener{
    "foretell.connect.listener",
    "Socket {0} listens: it takes connections. But connect() asks it to make one."};
inline constexpr Text kConnectNotListening{
    "foretell.connect.not_listening",
    "connect() finds the name {0}, but nobody listens there: bind() was called, listen() was not."};
inline constexpr Text kConnectStale{
    "foretell.connect.stale",
    "connect() finds the name {0}, but nobody is behind it: the socket that made it is closed."};
inline constexpr Text kConnectAgain{
    "foretell.connect.full",
    "The accept queue of {0} is full, with {1} in it, and connect() may not wait (O_NONBLOCK): "
    "it will say EAGAIN."};
inline constexpr Text kConnectTwice{
    "foretell.connect.twice",
    "Socket {0} is connected already. connect() asks for a second connection on it."};
inline constexpr Text kConnectDatagram{
    "foretell.connect.datagram",
    "On a datagram socket connect() only notes the address {0}: no connection is made, nobody "
    "waits."};

inline constexpr Text kConnectNotPermitted{
    "foretell.connect.not_permitted",
    "The socket at {0} is connected to somebody else, and takes messages from that one only."};

inline constexpr Text kRead{
    "foretell.read.ready",
    "The receive buffer holds {0} from {1}. {3}() takes at most {2} of them from its front, at "
    "once."};
inline constexpr Text kReadOne{
    "foretell.read.one",
    "The receive buffer holds {0} from {1}. {2}() takes what is there, at once."};
inline constexpr Text kReadNothing{
    "foretell.read.nothing",
    "{0}() is given room for 0 bytes: it takes nothing and returns 0 at once, whatever waits."};
inline constexpr Text kReadSleeps{
    "foretell.read.sleeps",
    "The receive buffer is empty, so {1}() will sleep until {0} writes, or closes its end."};
inline constexpr Text kReadNotWaiting{
    "foretell.read.not_waiting",
    "The receive buffer of socket {0} is empty, and {1}() may not wait (O_NONBLOCK or "
    "MSG_DONTWAIT): it will say EAGAIN."};
inline constexpr Text kReadShut{
    "foretell.read.shut",
    "The direction from {0} to here is shut down and the receive buffer is empty: {1}() need not "
    "wait, nothing more will come."};
inline constexpr Text kReadPeek{
    "foretell.read.peek",
    "The receive buffer holds {0} from {1}. With MSG_PEEK {2}() only looks: what it shows stays "
    "there."};
inline constexpr Text kReadAllWaits{"foretell.read.all_waits",
                                    "The receive buffer holds {0} from {1}, but MSG_WAITALL asks "
                                    "for {2}: {3}() will sleep until all "
                                    "have come."};
inline constexpr Text kReadMessage{
    "foretell.read.message",
    "{0} messages wait in the receive queue. {2}() takes the oldest one, whole: {1}."};
inline constexpr Text kReadMessageOne{
    "foretell.read.message_one",
    "One message of {0} waits in the receive queue. {1}() takes it, whole."};
inline constexpr Text kReadMessageCut{
    "foretell.read.message_cut",
    "The oldest message waiting has {0}, and {2}() has room for {1}: what does not fit is thrown "
    "away."};
inline constexpr Text kReadMessageSleeps{
    "foretell.read.message_sleeps",
    "The receive queue is empty, so {0}() will sleep until somebody sends a message here."};
inline constexpr Text kReadRights{"foretell.read.rights",
                                  "The receive buffer holds {0} from {1}, and a descriptor travels "
                                  "with them: recvmsg() gives it a "
                                  "number here, any other call drops it."};
inline constexpr Text kReadSleepsQueued{
    "foretell.read.sleeps_queued",
    "Nobody has accepted this connection yet, so nobody can have answered: {1}() will sleep "
    "until {0} accepts it and writes."};
inline constexpr Text kReadEnd{
    "foretell.read.end",
    "{0} has closed its end and the receive buffer is empty. {1}() need not wait: nothing more "
    "will ever come."};
inline constexpr Text kReadReset{
    "foretell.read.reset",
    "{0} closed its end without reading all that was sent to it. {1}() will be told."};
inline constexpr Text kReadNotConnected{
    "foretell.read.not_connected", "Socket {0} is not connected: {1}() has nobody to read from."};
inline constexpr Text kReadPlain{"foretell.read.plain",
                                 "{1}() takes from what number {0} refers to, which is no socket."};
inline constexpr Text kReadListener{
    "foretell.read.listener",
    "Socket {0} is the connection socket: it never carries data, {1}() has nothing to take there."};

inline constexpr Text kWrite{
    "foretell.write",
    "{3}() copies {0} into the receive buffer of {1}. It does not wait until {2} reads."};
inline constexpr Text kWriteWakes{
    "foretell.write.wakes",
    "{4}() copies {0} into the receive buffer of {1}. That ends the sleep of {2} in {3}()."};
inline constexpr Text kWriteQueued{
    "foretell.write.queued",
    "{1}() copies {0} into the receive buffer of the new data socket, which nobody has accepted "
    "yet: that works."};
inline constexpr Text kWriteAsks{
    "foretell.write.asks",
    "{1}() sends the integer 0 to {0}: in the sum service, 0 is the request for the answer."};
inline constexpr Text kWriteShut{
    "foretell.write.shut",
    "The direction from here to {0} is shut down: {1}() has nobody to send to any more."};
inline constexpr Text kWriteRights{"foretell.write.rights",
                                   "sendmsg() copies {0} into the receive buffer of {1}, and {2} "
                                   "travel with them: not the numbers, "
                                   "but the open file descriptions behind them."};
inline constexpr Text kWriteRight{"foretell.write.right",
                                  "sendmsg() copies {0} into the receive buffer of {1}, and "
                                  "descriptor {2} travels with them: not "
                                  "the number, but the open file description behind it."};
inline constexpr Text kWriteCredentials{
    "foretell.write.credentials",
    "sendmsg() sends {0} with credentials: pid {1}, uid {2}. The kernel checks that they are the "
    "sender's own."};
inline constexpr Text kWriteDatagram{
    "foretell.write.datagram",
    "{2}() puts one message of {0} into the receive queue of {1}, whole. If that queue is full, it "
    "waits."};
inline constexpr Text kWriteNowhere{"foretell.write.nowhere",
                                    "{1}() looks for {0}, but no open datagram socket is there."};
inline constexpr Text kWriteGone{"foretell.write.gone",
                                 "{0} has closed its end: {1}() has nobody to send to any more."};
inline constexpr Text kWritePlain{
    "foretell.write.plain", "{2}() hands {0} to what number {1} refers to, which is no socket."};
inline constexpr Text kWriteListener{
    "foretell.write.listener",
    "Socket {0} is the connection socket: it never carries data, {1}() can send nothing there."};
inline constexpr Text kWriteNotConnected{
    "foretell.write.not_connected",
    "Socket {0} is not connected: {1}() has nobody to send to. connect() should come first."};

inline constexpr Text kSelect{
    "foretell.select.ready",
    "select() looks at {0} and returns at once, because something is ready: {1}. It will leave "
    "only what is ready in the set."};
inline constexpr Text kSelectSleeps{
    "foretell.select.sleeps",
    "select() watches {0}. Nothing is ready, so it will sleep until a client connects, writes or "
    "closes its end."};
inline constexpr Text kSelectAtOnce{
    "foretell.select.at_once",
    "select() looks at {0} and returns at once: its time-out is 0, so it never sleeps."};
inline constexpr Text kSelectShort{
    "foretell.select.short",
    "select() looks at numbers below its first argument, {0}, only: {1} in the set is not watched. "
    "That argument must be the highest number and one more."};
inline constexpr Text kSelectNothing{
    "foretell.select.nothing",
    "select() is given no descriptors to watch: it can only let time pass."};

inline constexpr Text kCloseListener{
    "foretell.close.listener",
    "close() ends the connection socket: nobody listens on {0} any more. Accepted connections go "
    "on, and the name stays in the file system."};
inline constexpr Text kCloseListenerUnnamed{
    "foretell.close.listener_unnamed",
    "close() ends the connection socket: nobody listens on {0} any more. Accepted connections go "
    "on, and no name is left behind."};
inline constexpr Text kCloseListenerQueue{
    "foretell.close.listener_queue",
    "close() ends the connection socket of {0} with {1} in its accept queue: they will never be "
    "accepted."};
inline constexpr Text kCloseEnd{
    "foretell.close.end",
    "close() gives number {0} back and ends this side of the connection. {1} reads what is left, "
    "then end of file."};
inline constexpr Text kCloseUnread{
    "foretell.close.unread",
    "close() gives number {0} back and throws away {2} that were not read: {1} will be told that "
    "they are lost."};
inline constexpr Text kCloseQueued{
    "foretell.close.queued",
    "close() ends the client's side before anybody accepted it. Its data socket stays in the "
    "accept queue with what was sent."};
inline constexpr Text kCloseLast{
    "foretell.close.last",
    "{1} has closed its end already. close() gives number {0} back, and the connection is gone."};
inline constexpr Text kClosePlain{
    "foretell.close.plain",
    "close() gives number {0} back, and with it the socket, which has no "
    "connection."};
inline constexpr Text kCloseFile{"foretell.close.file",
                                 "close() gives number {0} back, with what it stands for."};
inline constexpr Text kCloseCopy{
    "foretell.close.copy", "close() gives number {0} back. The socket lives on: {1} holds it too."};
inline constexpr Text kCloseInFlight{"foretell.close.in_flight",
                                     "close() gives number {0} back. The socket lives on in a "
                                     "message that nobody has received yet."};
inline constexpr Text kBadNumber{"foretell.bad_number",
                                 "{0} has no descriptor {1}: {2}() will find nothing there."};
inline constexpr Text kNegativeNumber{
    "foretell.negative_number",
    "{0} is no descriptor: numbers are never negative, and -1 is what a call returns that failed. "
    "{1}() will say EBADF."};
inline constexpr Text kNoSocket{
    "foretell.no_socket",
    "{1}() works on sockets only, and number {0} stands for none: it will say ENOTSOCK."};
inline constexpr Text kNoSocketAtAll{
    "foretell.no_socket_at_all",
    "{1}() works on sockets only, and number {0} stands for none: it will fail."};
inline constexpr Text kEpollInstance{
    "foretell.epoll_instance",
    "Number {0} is an epoll instance, which carries no data: {1}() will say EINVAL."};
inline constexpr Text kNoInstance{
    "foretell.no_instance", "{1}() needs an epoll instance, and number {0} is none: it will fail."};
inline constexpr Text kIfPermitted{
    "foretell.if_permitted", "{0} (If the permissions allow it: modes or users were changed.)"};
inline constexpr Text kMissingRight{
    "foretell.missing_right",
    "The message is to carry descriptor {0}, which {1} does not have open: sendmsg() will say "
    "EBADF and send nothing, not even the bytes."};

inline constexpr Text kUnlink{
    "foretell.unlink.there",
    "unlink() removes the name {0} from the file system. A name outlives its socket: without this, "
    "the next bind() would find it taken."};
inline constexpr Text kUnlinkLive{
    "foretell.unlink.live",
    "unlink() removes the name {0}, though its socket is alive: who is connected notices nothing, "
    "but nobody new finds it."};
inline constexpr Text kUnlinkStale{"foretell.unlink.stale",
                                   "A stale name {0} stands in the file system, left by a program "
                                   "that is gone. unlink() removes it "
                                   "so that bind() finds it free."};
inline constexpr Text kUnlinkFirst{
    "foretell.unlink.first",
    "unlink() removes a name {0} that an earlier run may have left. As far as we know there is "
    "none: then there is nothing to remove, and that is fine."};

inline constexpr Text kExit{"foretell.exit.clean",
                            "exit() ends {0}. It has closed everything itself."};
inline constexpr Text kExitOpen{
    "foretell.exit.open",
    "exit() ends {0}. The kernel closes what is still open ({1}), exactly as close() would."};

// What a sleeper waits for.
inline constexpr Text kNeedsConnect{"needs.accept", "asleep in {0}: needs a connect"};
inline constexpr Text kNeedsRoom{
    "needs.connect", "asleep in connect: the accept queue of {0} is full, needs an accept"};
inline constexpr Text kNeedsBytes{"needs.read", "asleep in {1}: needs a write or close by {0}"};
inline constexpr Text kNeedsAll{
    "needs.read_all", "asleep in {1}: needs more from {0}, {2} in all (MSG_WAITALL), or a close"};
inline constexpr Text kNeedsMessage{"needs.read_message", "asleep in {1}: needs a message to {0}"};
inline constexpr Text kNeedsAcceptAndBytes{"needs.read_queued",
                                           "asleep in {1}: needs an accept, then a write by {0}"};
inline constexpr Text kNeedsReader{"needs.write",
                                   "asleep in {1}: the buffer is full, needs a read by {0}"};
inline constexpr Text kNeedsQueue{
    "needs.send", "asleep in {1}: the receive queue of {0} is full, needs a read there"};
inline constexpr Text kNeedsReady{"needs.select",
                                  "asleep in {1}: needs something to be ready on {0}"};
inline constexpr Text kNeedsClient{"needs.select_client", "asleep in {1}: needs a connect on {0}"};
inline constexpr Text kNeedsClientOrBytes{
    "needs.select_both",
    "asleep in {2}: needs a connect on {0}, or a write or close at the far end of {1}"};
inline constexpr Text kNeedsFarEnd{"needs.select_bytes",
                                   "asleep in {1}: needs a write or close at the far end of {0}"};
inline constexpr Text kNeedsTime{"needs.time", "asleep in {0}: needs time to pass"};
inline constexpr Text kNeedsArrival{
    "needs.arrival", "{0} that is new: what lies there already was reported (edge-triggered)"};
inline constexpr Text kOrClock{"needs.or_clock", "{0}, or the Clock ({1} ms)"};
inline constexpr Text kNeedsKernel{"needs.kernel", "in {0}: the kernel has not answered yet"};

}  // namespace sockwalk::foretell_text
