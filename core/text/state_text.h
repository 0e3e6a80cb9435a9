#pragma once

#include "text/text.h"

/// Why a call moves a socket from one phase to the next, or leaves it where it is: the sentences of
/// the transition table.
namespace sockwalk::state_text {

// Any socket
inline constexpr Text kMade{"state.made",
                            "socket() makes the socket: without a name and without a connection."};
inline constexpr Text kNamed{"state.named",
                             "bind() gives the socket its name: from now on it can be found."};
inline constexpr Text kUnnamedClosed{"state.unnamed_closed",
                                     "close() of the last number ends the socket. It had no name."};
inline constexpr Text kNamedClosed{
    "state.named_closed",
    "close() of the last number ends the socket. A name in the file system stays until unlink()."};

// Connection socket
inline constexpr Text kNameRefused{"state.name_refused",
                                   "bind() failed: the socket has no name, and may try again."};
inline constexpr Text kNameKept{"state.name_kept",
                                "A socket gets its name only once: the first one stays."};
inline constexpr Text kListens{
    "state.listens",
    "listen() gives the socket an accept queue: it is the connection socket now (the course's "
    "master socket)."};
inline constexpr Text kListenNoName{"state.listen_no_name",
                                    "A socket without a name cannot listen: bind() comes first."};
inline constexpr Text kListensAgain{
    "state.listens_again", "It listens already: a second listen() only sets a new backlog."};
inline constexpr Text kAcceptTooEarly{"state.accept_too_early",
                                      "accept() needs an accept queue: listen() comes first."};
inline constexpr Text kQueueGrows{
    "state.queue_grows",
    "connect() of a client puts a new data socket into the accept queue. The connection socket "
    "itself stays as it is."};
inline constexpr Text kQueueShrinks{
    "state.queue_shrinks",
    "accept() takes the oldest data socket out of the queue and moves that one on. The connection "
    "socket stays listening."};
inline constexpr Text kQueueEmpty{
    "state.queue_empty", "The accept queue is empty: accept() sleeps until a client connects."};
inline constexpr Text kAcceptFails{
    "state.accept_fails",
    "accept() failed; the connection socket and its queue stay as they were."};
inline constexpr Text kCarriesNoData{
    "state.carries_no_data", "A connection socket never carries data: read() and write() fail."};
inline constexpr Text kListenerConnects{"state.listener_connects",
                                        "A socket that takes connections cannot make one."};
inline constexpr Text kListenerClosed{
    "state.listener_closed",
    "close() ends the connection socket: nobody can connect any more, accepted connections go on."};

// Data socket, server's end
inline constexpr Text kQueued{
    "state.queued",
    "connect() of the client makes the server's end and puts it in the accept queue: it has no "
    "number yet."};
inline constexpr Text kQueuedReceives{
    "state.queued_receives",
    "The client may write before it is accepted: the bytes wait in the queued socket's buffer."};
inline constexpr Text kQueuedClientLeaves{
    "state.queued_client_leaves",
    "The client is gone, but its connection keeps its place in the queue until accept()."};
inline constexpr Text kAccepted{
    "state.accepted", "accept() gives the oldest queued data socket a number: the client handle."};
inline constexpr Text kAcceptedLate{
    "state.accepted_late",
    "accept() succeeds although the client has left: what it sent can be read, then comes end of "
    "file."};
inline constexpr Text kQueueThrownAway{"state.queue_thrown_away",
                                       "The connection socket was closed with this one still in "
                                       "its queue: the kernel throws it away."};

// Client's socket
inline constexpr Text kEarlyWrite{"state.early_write",
                                  "Without a connection there is nobody to send to: ENOTCONN."};
inline constexpr Text kEarlyRead{"state.early_read",
                                 "Without a connection there is nobody to read from."};
inline constexpr Text kConnects{
    "state.connects",
    "connect() found somebody who listens and made the other end. It does not wait for accept()."};
inline constexpr Text kConnectFails{"state.connect_fails",
                                    "connect() failed. The socket is as before and may try again."};
inline constexpr Text kConnectSleeps{
    "state.connect_sleeps", "The accept queue is full: connect() sleeps until there is room."};
inline constexpr Text kConnectRoom{
    "state.connect_room", "There is room in the accept queue: the sleeping connect() succeeds."};
inline constexpr Text kConnectGivesUp{
    "state.connect_gives_up",
    "The sleep ended without room: a signal, a time-out, or nobody listens any more."};
inline constexpr Text kConnectorGone{"state.connector_gone",
                                     "The client ended while it slept in connect()."};
inline constexpr Text kConnectedOnce{"state.connected_once",
                                     "A stream socket has one connection in its life: EISCONN."};
inline constexpr Text kNowAccepted{
    "state.now_accepted",
    "The server called accept(). The client's socket was connected before and sees no change."};

// Both ends
inline constexpr Text kReads{"state.reads", "read() takes bytes out of the receive buffer."};
inline constexpr Text kReadSleeps{
    "state.read_sleeps", "The receive buffer is empty: read() sleeps until the other end writes."};
inline constexpr Text kWrites{"state.writes",
                              "write() copies bytes into the receive buffer of the other end."};
inline constexpr Text kPeerCloses{
    "state.peer_closes",
    "The other end was closed: what lies in the buffer can be read, then comes end of file."};
inline constexpr Text kReadsRest{"state.reads_rest",
                                 "read() gives what is left, and then 0 each time: end of file."};
inline constexpr Text kReset{
    "state.reset", "The other end was closed with bytes unread: ECONNRESET tells it, once."};
inline constexpr Text kWriteBroken{"state.write_broken",
                                   "Nobody is left to read it: EPIPE at the first write()."};
inline constexpr Text kShutsSending{
    "state.shuts_sending",
    "shutdown() ends sending: the other end reads what is left, then end of file. This end still reads."};
inline constexpr Text kShutsReceiving{
    "state.shuts_receiving",
    "shutdown() ends receiving: the other end meets EPIPE at its next write. This end still writes."};
inline constexpr Text kShutsBoth{
    "state.shuts_both", "Both directions are shut down. The descriptor stays open until close()."};
inline constexpr Text kPeerShutsSending{
    "state.peer_shuts_sending",
    "The other end sends no more: what lies in the buffer can be read, then comes end of file."};
inline constexpr Text kPeerShutsReceiving{
    "state.peer_shuts_receiving", "The other end receives no more: a write() here meets EPIPE."};
inline constexpr Text kShutWriteBroken{"state.shut_write_broken",
                                       "This direction is shut down: EPIPE."};
inline constexpr Text kAcceptedShut{
    "state.accepted_shut",
    "accept() gives it a number. Its client has shut down a direction already, and that holds."};
inline constexpr Text kPairMade{"state.pair_made",
                                "socketpair() made it with its other end, connected from birth."};
inline constexpr Text kPairEndCloses{
    "state.pair_end_closes", "The other end of the pair was closed: end of file comes next."};
inline constexpr Text kEndCloses{"state.end_closes", "close() ends this side of the connection."};

}  // namespace sockwalk::state_text
