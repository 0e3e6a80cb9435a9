#pragma once

#include "text/text.h"

/// What a call that succeeded has changed, said by explain().
namespace sockwalk::explain_text {

// Parts of sentences.
inline constexpr Text kOneByte{"explain.part.one_byte", "1 byte"};
inline constexpr Text kBytes{"explain.part.bytes", "{0} bytes"};
inline constexpr Text kBytesCarrying{"explain.part.bytes_carrying", "{0} ({1})"};
inline constexpr Text kTheServer{"explain.part.the_server", "the server"};
inline constexpr Text kSomebody{"explain.part.somebody", "somebody"};
inline constexpr Text kOtherEnd{"explain.part.other_end", "the other end"};
inline constexpr Text kAClient{"explain.part.a_client", "a client"};
inline constexpr Text kNoName{"explain.part.no_name", "that name"};
inline constexpr Text kASocket{"explain.part.a_socket", "a socket"};
inline constexpr Text kConnectionSocket{"explain.part.connection_socket", "the connection socket"};
inline constexpr Text kDataSocket{"explain.part.data_socket", "the data socket for {0}"};
inline constexpr Text kListNext{"explain.part.list_next", "{0}, {1}"};
inline constexpr Text kListLast{"explain.part.list_last", "{0} and {1}"};

// socket
inline constexpr Text kSocketMade{
    "explain.socket.made",
    "socket() made a socket in the kernel and gave {0} the lowest free number for it: {1}. It has "
    "no name and no connection yet."};
inline constexpr Text kSocketFirst{
    "explain.socket.first",
    "socket() made a socket in the kernel and gave {0} the lowest free number for it: 3, because "
    "0, 1 and 2 are standard input, output and error. It has no name and no connection yet."};
inline constexpr Text kSocketTwin{
    "explain.socket.twin",
    "socket() made a socket in the kernel and gave {0} the lowest free number for it: {1}. The {1} "
    "of {2} is another socket: every process has its own table of numbers."};

// bind
inline constexpr Text kBindPath{
    "explain.bind.path",
    "bind() made the name {0} in the file system, a file of type socket and size 0, and tied it to "
    "socket {1}. Who connects now is still refused: listen() was not called."};
inline constexpr Text kBindAbstract{
    "explain.bind.abstract",
    "bind() gave socket {1} the abstract name {0}. It lives in the kernel alone: no file, no "
    "permissions, and it is free again as soon as the socket is closed."};
inline constexpr Text kBindChosen{
    "explain.bind.chosen",
    "bind() was given no name, so the kernel chose one: an abstract name of five hexadecimal "
    "digits."};
inline constexpr Text kBindKept{
    "explain.bind.kept",
    "bind() was given no name, and socket {0} has one already: so the kernel chose none. It "
    "returned 0, and the name is the same as before."};

// listen
inline constexpr Text kListen{
    "explain.listen.done",
    "Socket {0} is a connection socket now (the course's master socket): connect() to {1} works. "
    "Its accept queue has room for the backlog, {3}, and one more: {2} in all."};
inline constexpr Text kListenAgain{
    "explain.listen.again",
    "Socket {0} listened already; listen() only set a new backlog. Its accept queue now has room "
    "for the backlog, {2}, and one more: {1} in all."};
inline constexpr Text kListenClamped{
    "explain.listen.clamped",
    "Socket {0} listens now. The backlog {1} is out of range, so the kernel takes its own upper "
    "limit instead: net.core.somaxconn."};

// accept
inline constexpr Text kAcceptOldest{
    "explain.accept.oldest",
    "{2}() took the oldest connection from the queue, which {0}'s connect() had put there, and "
    "gave its data socket the lowest free number: client handle {1}. The connection socket stays "
    "as it is."};
inline constexpr Text kAcceptOldestOfTwo{
    "explain.accept.oldest_of_two",
    "{2}() took the oldest connection, {0}'s, and gave its data socket the lowest free number: "
    "client handle {1}. First come, first served: one more waits in the queue."};
inline constexpr Text kAcceptOldestOf{
    "explain.accept.oldest_of",
    "{3}() took the oldest connection, {0}'s, and gave its data socket the lowest free number: "
    "client handle {1}. First come, first served: {2} more wait in the queue."};
inline constexpr Text kAcceptSlept{
    "explain.accept.slept",
    "The accept queue was empty, so {2}() slept until {0}'s connect() made a data socket and "
    "queued it. Then it gave that socket the lowest free number: client handle {1}."};
inline constexpr Text kAcceptZero{
    "explain.accept.zero",
    "{1}() returned 0, and 0 is a legal client handle: it was the lowest free number. The data "
    "socket behind it belongs to {0}."};
inline constexpr Text kAcceptFlagged{
    "explain.accept.flagged",
    "accept4() took {0}'s connection and gave its data socket number {1}, with {2} set in the "
    "same step. A handle inherits no flags from the connection socket."};
inline constexpr Text kAcceptOfGone{
    "explain.accept.of_gone",
    "{0} has closed its end already, but its connection kept its place in the queue, so {3}() "
    "succeeds. Client handle {1} gives what was sent ({2}), then end of file."};
inline constexpr Text kAcceptUnseen{
    "explain.accept.unseen",
    "{1}() took a connection from the queue and gave its data socket the lowest free number: "
    "client handle {0}. connect() had made that socket, whoever called it."};

// connect
inline constexpr Text kConnectQueued{
    "explain.connect.queued",
    "connect() is done, without waiting for accept(): it made the server's end, a new data socket, "
    "and put it in the accept queue of {0}, at place {1}. {2} may write already."};
inline constexpr Text kConnectWakes{
    "explain.connect.wakes",
    "connect() made the server's end, a new data socket, and put it in the accept queue of {0}. It "
    "did not wait for accept(), but it ended the sleep of {1} in {2}()."};
inline constexpr Text kConnectRetried{
    "explain.connect.retried",
    "This time there is a listener on {0}, and the same socket could try again: the connect() that "
    "failed had left it as it was. A new data socket stands in the accept queue, at place {1}."};
inline constexpr Text kConnectSlept{
    "explain.connect.slept",
    "The accept queue of {0} was full, so connect() slept until there was room. Now the new data "
    "socket stands in the queue; it is still not accepted."};
inline constexpr Text kConnectDatagram{
    "explain.connect.datagram",
    "A datagram socket makes no connection: connect() only noted that what {1} sends goes to {0}. "
    "The other side was told nothing."};
inline constexpr Text kConnectUnseen{
    "explain.connect.unseen",
    "connect() is done, without waiting for accept(): somebody listens on {0}, and the kernel put "
    "a new data socket for {1} in that accept queue."};

// read
inline constexpr Text kReadAll{
    "explain.read.all",
    "{2}() took {0} from the receive buffer, sent by {1}. The buffer is empty now: the next "
    "{2}() would sleep."};
inline constexpr Text kReadSlept{
    "explain.read.slept",
    "The receive buffer was empty, so {2}() slept until {1} wrote: it brings {0}."};
inline constexpr Text kReadUnseen{"explain.read.unseen", "{2}() brings {0}, sent by {1}."};
inline constexpr Text kReadJoined{
    "explain.read.joined",
    "One {3}() took {0} that {1} had sent with {2} writes: a stream has no message boundaries, "
    "what lies in the buffer comes at once."};
inline constexpr Text kReadPart{
    "explain.read.part",
    "{3}() took {0} and left {2} of the same write from {1} in the buffer: a stream has no "
    "message boundaries, the next {3}() goes on there."};
inline constexpr Text kReadFront{
    "explain.read.front",
    "{3}() took {0} from the front of the receive buffer, sent by {1}, and left {2} for the next "
    "{3}()."};
inline constexpr Text kReadRecordCut{
    "explain.read.record_cut",
    "{3}() took {0} of a record from {1} that had {2}: this type of socket keeps message "
    "boundaries, and the rest of the record is thrown away."};
inline constexpr Text kReadRecord{
    "explain.read.record",
    "{2}() took one record of {0} from {1}. This type of socket keeps message boundaries: one "
    "read, one record."};
inline constexpr Text kReadAfterClose{
    "explain.read.after_close",
    "{1} has closed its end, but what it sent before is not lost: {2}() took {0}. Once all is "
    "read, 0 will say end of file."};
inline constexpr Text kReadEnd{
    "explain.read.end",
    "{1}() returned 0: end of file. {0} has closed its end and everything it sent has been read; "
    "every further {1}() gives 0 too."};
inline constexpr Text kReadEndSlept{
    "explain.read.end_slept",
    "{1}() slept until {0} closed its end, and returned 0: end of file, not an empty message. "
    "Every further {1}() gives 0 too."};
inline constexpr Text kReadOwnEnd{
    "explain.read.own_end",
    "{0}() returned 0, as at end of file: this end was shut down for receiving."};
inline constexpr Text kReadHalfEnd{
    "explain.read.half_end",
    "{1}() returned 0: {0} has said that it sends no more (half-close), and all that it sent is "
    "read. It may still receive what is written here."};
inline constexpr Text kReadNothingAsked{
    "explain.read.nothing_asked",
    "{0}() was asked for 0 bytes and gave 0. That says nothing about end of file."};
inline constexpr Text kReadEmptyRecord{
    "explain.read.empty_record",
    "{1}() returned 0, but {0} is still there: it sent a record of 0 bytes. On this type of "
    "socket 0 need not mean end of file."};

// write
inline constexpr Text kWrite{
    "explain.write.done",
    "{3}() copied {0} into the receive buffer of {1} and returned. It does not wait until {2} "
    "reads."};
inline constexpr Text kWriteUnseen{
    "explain.write.unseen",
    "{2}() handed {0} to the kernel and returned. That does not say that {1} has read anything."};
inline constexpr Text kWriteWakes{
    "explain.write.wakes",
    "{4}() copied {0} into the receive buffer of {1} and ended the sleep of {2} in {3}()."};
inline constexpr Text kWriteQueued{
    "explain.write.queued",
    "{1}() works before accept(): it copied {0} into the receive buffer of the new data socket, "
    "which still stands in the accept queue without a handle."};
inline constexpr Text kWriteAsks{
    "explain.write.asks",
    "{1}() copied the integer 0 into the receive buffer of {0}: in the sum service, 0 is the "
    "request for the answer."};
inline constexpr Text kWriteJoins{
    "explain.write.joins",
    "{3}() put {0} behind the {1} that {2} has not read yet. A stream has no message boundaries: "
    "one read() may return both."};
inline constexpr Text kWriteSlept{
    "explain.write.slept",
    "The buffer was full, so {2}() slept until {1} had read enough. Then it copied {0}."};
inline constexpr Text kWritePart{
    "explain.write.part",
    "{2}() took only {0} of {1} bytes: then the buffer was full, or a signal or the reader's "
    "close() ended it. The caller must write the rest itself."};
inline constexpr Text kWritePartFull{
    "explain.write.part_full",
    "{2}() took only {0} of {1} bytes: then the buffer was full, and it may not wait. The caller "
    "must send the rest itself, when there is room again."};
inline constexpr Text kWritePartGone{
    "explain.write.part_gone",
    "Only {0} of {1} bytes were taken: then {2} closed its end and ended the sleep. The next write "
    "meets EPIPE."};
inline constexpr Text kWriteNothing{
    "explain.write.nothing",
    "A {1}() of 0 bytes to a stream sends nothing at all: {0} notices nothing."};
inline constexpr Text kWriteEmptyRecord{
    "explain.write.empty_record",
    "This {1}() sent a record of 0 bytes: the read() of {0} will return 0, although nobody has "
    "closed anything."};

// select
inline constexpr Text kSelectReady{
    "explain.select.ready",
    "select() names what is ready: {0}. It has overwritten the set with these, so the set must be "
    "built anew before the next select()."};
inline constexpr Text kSelectSlept{
    "explain.select.slept",
    "Nothing was ready, so select() slept. Now it names {0}, and only these are left in the set: "
    "build it anew before the next select()."};
inline constexpr Text kSelectTimeUp{
    "explain.select.time_up",
    "select() returned 0: the time was up and none of the watched descriptors had become ready. "
    "The set is empty now."};
inline constexpr Text kSelectBeyond{"explain.select.beyond",
                                    "select() returned 0, but did not look at {0}: it watches "
                                    "numbers below its first argument, {1}, "
                                    "only. That must be the highest number and one more."};
inline constexpr Text kReadyQueue{"explain.select.ready_queue",
                                  "{0} (a connection waits for accept)"};
inline constexpr Text kReadyBytes{"explain.select.ready_bytes", "{0} ({1} to read)"};
inline constexpr Text kReadyEnd{"explain.select.ready_end", "{0} (end of file)"};
inline constexpr Text kReadyPlain{"explain.select.ready_plain", "{0}"};
inline constexpr Text kReadyCount{"explain.select.ready_count", "{0} of what it watched"};

// close
inline constexpr Text kCloseCopy{
    "explain.close.copy",
    "Number {0} is free again, but the socket lives on: {1} still holds it, so nobody sees an end "
    "of file."};
inline constexpr Text kCloseInFlight{
    "explain.close.in_flight",
    "Number {0} is free again, but the socket lives on in a message that nobody has received yet: "
    "nobody sees an end of file."};
inline constexpr Text kCloseListener{
    "explain.close.listener",
    "Nobody listens on {0} any more: a new connect() gets ECONNREFUSED. Accepted connections go "
    "on, and the name stays in the file system until unlink()."};
inline constexpr Text kCloseListenerUnlinked{
    "explain.close.listener_unlinked",
    "Nobody listens any more. Accepted connections go on; the name {0} had been removed before."};
inline constexpr Text kCloseListenerOne{
    "explain.close.listener_one",
    "Nobody listens on {0} any more. {1}, not accepted yet, loses its connection: its next read() "
    "meets ECONNRESET."};
inline constexpr Text kCloseListenerMany{
    "explain.close.listener_many",
    "Nobody listens on {0} any more. The {1} clients not accepted yet lose their connections: "
    "their next read() meets ECONNRESET."};
inline constexpr Text kCloseListenerAbstract{
    "explain.close.listener_abstract",
    "Nobody listens on {0} any more, and the abstract name is free at once: it lived in the kernel "
    "alone. Accepted connections go on."};
inline constexpr Text kCloseBound{
    "explain.close.bound",
    "The socket is gone, but its name {0} stays in the file system: a stale name, until unlink() "
    "removes it."};
inline constexpr Text kClosePlain{
    "explain.close.plain",
    "The socket is gone; it had no connection and no name. Number {0} is free again."};
inline constexpr Text kCloseEnd{
    "explain.close.end",
    "This end of the connection is gone. {1} can still read what was sent, then its read() gives "
    "0: end of file. Number {0} is free again."};
inline constexpr Text kCloseReset{
    "explain.close.reset",
    "This end was closed with {1} unread. The kernel tells {2}: its read() meets ECONNRESET "
    "instead of a plain end of file. Number {0} is free again."};
inline constexpr Text kCloseQueued{
    "explain.close.queued",
    "The client is gone before it was accepted. Its data socket keeps its place in the accept "
    "queue: accept() will still take it and read() what was sent."};
inline constexpr Text kCloseLast{
    "explain.close.last",
    "{1} had closed its end before: with this close() the whole connection is gone. Number {0} is "
    "free again, and the next call that opens something may get it."};
inline constexpr Text kCloseUnknown{
    "explain.close.unknown",
    "Number {0} is free again: the next call that opens something may get it."};

// unlink
inline constexpr Text kUnlinkStale{
    "explain.unlink.stale",
    "The stale name {0} is removed: nobody was behind it any more. bind() can make it anew."};
inline constexpr Text kUnlinkOwn{
    "explain.unlink.own",
    "The name {0} is gone. close() had not removed it: a name outlives its socket, and left behind "
    "it would be in the way of the next bind()."};
inline constexpr Text kUnlinkLive{
    "explain.unlink.live",
    "The name {0} is gone, the socket is not: who is connected or queued notices nothing, but a "
    "new connect() finds no such name (ENOENT)."};
inline constexpr Text kUnlinkForeign{
    "explain.unlink.foreign",
    "{1} removed the name {0} of a socket that belongs to {2}: it listens on, but nobody can reach "
    "it by that name any more."};
inline constexpr Text kUnlinkUnseen{"explain.unlink.unseen",
                                    "The name {0} is removed from the file system."};

// exit
inline constexpr Text kExitClosed{
    "explain.exit.closed",
    "{0} is gone. The kernel closed what it had left open ({1}), exactly as close() would have."};
inline constexpr Text kExitClean{"explain.exit.clean",
                                 "{0} is gone. It had closed everything itself."};

}  // namespace sockwalk::explain_text
