#pragma once

#include "text/text.h"

/// What the words on the window mean, each with the manual page that says more.
namespace sockwalk::term_text {

inline constexpr Text kPhase{"term.phase", "**Phase**: where the socket stands in its state machine. `unix(7)`"};
inline constexpr Text kSocket{
    "term.socket", "**Socket**: one end of a connection, or what takes connections; numbers lead to it. `socket(2)`"};
inline constexpr Text kAddress{"term.address", "**Name**: under which others find the socket; bind() gives it. `bind(2)`"};
inline constexpr Text kBacklog{
    "term.backlog", "**Backlog**: how many connections may wait for accept(); Linux admits one more. `listen(2)`"};
inline constexpr Text kQueue{
    "term.accept_queue",
    "**Accept queue**: connections that are made and that nobody has accepted yet, oldest first. `listen(2)`"};
inline constexpr Text kPeer{"term.peer", "**Peer**: the socket at the far end of the connection. `getpeername(2)`"};
inline constexpr Text kShutdown{
    "term.shutdown", "**Shutdown**: directions that were ended while the socket stays open. `shutdown(2)`"};
inline constexpr Text kInFlight{
    "term.in_flight", "**In flight**: messages on their way that carry a descriptor of the socket. `unix(7)`"};
inline constexpr Text kUnread{
    "term.unread_bytes", "**Unread bytes**: what lies in the receive buffer until a read takes it. `recv(2)`"};
inline constexpr Text kNonblocking{
    "term.nonblocking", "**O_NONBLOCK**: a call that would sleep fails with EAGAIN instead. `fcntl(2)`"};
inline constexpr Text kInterest{
    "term.interest_list", "**Interest list**: what an epoll instance watches, and for which events. `epoll(7)`"};
inline constexpr Text kDescriptor{
    "term.descriptor",
    "**File descriptor**: a number in an actor's own table that leads to an open file description. `open(2)`"};
inline constexpr Text kState{
    "term.state", "**State of an actor**: between two calls, in a call, not started or gone. `proc(5)`"};
inline constexpr Text kThread{"term.thread", "**Thread**: who plays the process, and in which call it sleeps. `proc(5)`"};
inline constexpr Text kCalls{"term.calls", "**System calls**: how the program asks the kernel. `syscalls(2)`"};
inline constexpr Text kSlot{
    "term.slot", "**Slot**: a place in the server's own array of client handles; free: \u22121. `accept(2)`"};
inline constexpr Text kSum{"term.sum", "**Sum**: what the server keeps for one client between its messages. `read(2)`"};
inline constexpr Text kFileName{
    "term.file_name",
    "**Name in the file system**: made by bind(), removed by unlink(); the bytes never pass through it. `unix(7)`"};
inline constexpr Text kFdSet{
    "term.fd_set", "**fd_set**: a bit for each number below nfds; select() leaves those set that are ready. `select(2)`"};
inline constexpr Text kPollArray{
    "term.poll_array", "**pollfd array**: what is asked of each number, and what poll() found. `poll(2)`"};
inline constexpr Text kThreads{"term.threads", "**Threads**: the server has one for each client handle. `pthreads(7)`"};

// Of the stage.
inline constexpr Text kCall{
    "term.next_call", "**The call that comes next.** It goes down through the system call interface. `{0}`"};
inline constexpr Text kResult{"term.result", "**What came back** from the call of this turn. `{0}`"};
inline constexpr Text kPlace{
    "term.place", "**A place in the accept queue.** A connection waits here until accept() takes it. `listen(2)`"};
inline constexpr Text kCallPassing{
    "term.call_passing", "**A call on its way** through the system call interface. `{0}`"};
inline constexpr Text kCir{
    "term.cir",
    "**Connection initiation request (CIR)**: what connect() does. The kernel makes the server's end and queues it; no "
    "message travels. `connect(2)`"};
inline constexpr Text kSrm{
    "term.srm",
    "**Service request message (SRM)**: what a client sends on an established connection, to be served. `write(2)`"};
inline constexpr Text kReply{"term.reply", "**Reply**: what the server sends back on the same connection. `write(2)`"};
inline constexpr Text kBytesPassing{
    "term.bytes_passing",
    "**Bytes on their way**: the call copies them into the receive buffer of the far end. `write(2)`"};
inline constexpr Text kBytesTaken{
    "term.bytes_taken",
    "**Bytes on their way**: the call takes them out of the receive buffer and copies them to its caller. `read(2)`"};
inline constexpr Text kBytes{
    "term.bytes", "**Unread bytes**: {0} in the receive buffer of {1}, until a read takes them. `recv(2)`"};
inline constexpr Text kMessage{
    "term.message", "**A message** of {0} bytes in the receive buffer of {1}: one read takes it. `recv(2)`"};
inline constexpr Text kPeers{
    "term.peers", "**Connection**: what is written at {0} can be read at {1}, and the other way round. `unix(7)`"};
inline constexpr Text kPeersHalfShut{
    "term.peers_half_shut", "**Half-closed connection**: {0} sends no more to {1}; the other direction is open. `shutdown(2)`"};
inline constexpr Text kPeersShut{
    "term.peers_shut", "**Connection** of {0} and {1}: both directions are ended. `shutdown(2)`"};
inline constexpr Text kNameWire{
    "term.name_wire", "**Name**: bind() gave it to {0}; connect() finds that socket under it. `bind(2)`"};
inline constexpr Text kApplication{
    "term.application", "**Application**: the programs. Each actor is a thread that plays a process. `pthreads(7)`"};
inline constexpr Text kInterface{
    "term.interface", "**System call interface**: the only way into the kernel; numbers stand for what it keeps. `syscalls(2)`"};
inline constexpr Text kKernel{"term.kernel", "**Kernel**: sockets, queues and buffers live here, and outlive a call. `unix(7)`"};
inline constexpr Text kHardware{
    "term.hardware", "**Hardware**: what really moves. Between processes of one machine, RAM alone. `unix(7)`"};

}  // namespace sockwalk::term_text
