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
inline constexpr Text kNothingYet{
    "state.nothing_yet",
    "The receive buffer is empty, and the call may not wait for more (or not as long): EAGAIN."};
inline constexpr Text kNoRoomYet{
    "state.no_room_yet",
    "The receive buffer of the other end is full, and the call may not wait for room: EAGAIN."};
inline constexpr Text kInterrupted{
    "state.interrupted", "A signal ended the sleep before anything came: EINTR. Nothing is lost."};
inline constexpr Text kEndCloses{"state.end_closes", "close() ends this side of the connection."};

// Half a connection, shutdown(2)
inline constexpr Text kSendsNoMore{"state.sends_no_more",
                                   "This end sends no more: the peer reads what is there and then "
                                   "end of file. It still receives."};
inline constexpr Text kPeerSendsNoMore{
    "state.peer_sends_no_more",
    "The peer sends no more: what lies in the buffer can be read, then comes end of file."};
inline constexpr Text kReceivesNoMore{
    "state.receives_no_more",
    "This end receives no more than what lies in its buffer; writes of the peer fail at once."};
inline constexpr Text kPeerReceivesNoMore{
    "state.peer_receives_no_more",
    "The peer receives no more: a write() here fails with EPIPE at once."};
inline constexpr Text kBothDown{
    "state.both_down",
    "Both directions are shut down now. The socket stays until close() of its last number."};
inline constexpr Text kHalfReads{"state.half_reads",
                                 "What lies in the buffer can still be read, then comes 0."};
inline constexpr Text kReceivesStill{
    "state.receives_still", "This end only sends no more: what the peer writes still arrives."};
inline constexpr Text kSendsStill{"state.sends_still",
                                  "This end only receives no more: what it writes still arrives."};
inline constexpr Text kDirectionShut{"state.direction_shut",
                                     "This direction was shut down: write() fails with EPIPE."};
inline constexpr Text kAcceptedHalf{
    "state.accepted_half",
    "accept() succeeds although the client has shut down a direction of the connection before."};
inline constexpr Text kRefusesNow{
    "state.refuses_now",
    "A listener that was shut down takes no more connections: connect() is refused."};

// Pairs and datagrams
inline constexpr Text kPairMade{"state.pair_made",
                                "socketpair() makes both ends at once, connected to each other."};
inline constexpr Text kNewDestination{
    "state.new_destination",
    "The destination is gone; connect() gives the datagram socket another."};
inline constexpr Text kDestinationForgotten{
    "state.destination_forgotten",
    "The destination is gone: the send is refused, and the socket has no destination any more."};
inline constexpr Text kReceivesAny{"state.receives_any",
                                   "A datagram socket receives from anybody who knows its name."};
inline constexpr Text kReceiveSleeps{"state.receive_sleeps",
                                     "No message waits: the call sleeps until somebody sends one."};
inline constexpr Text kSendsByName{
    "state.sends_by_name", "A datagram socket sends to whom the call names; it need not connect."};

}  // namespace sockwalk::state_text
