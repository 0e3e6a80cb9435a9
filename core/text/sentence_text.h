#pragma once

#include <array>

#include "text/text.h"

/// The parts of the one sentence that says an event to people and to screen readers: what somebody
/// does, and how it ended.
namespace sockwalk {

inline constexpr Text kDoneAs{"sentence.done_as", "{0}: {1}."};
inline constexpr Text kDoneAsleep{"sentence.done_asleep", "{0}: after a sleep, {1}."};

// {0} is always the actor.
inline constexpr Text kDoesSocket{"does.socket", "{0} makes a {1} socket"};
inline constexpr Text kDoesBind{"does.bind", "{0} gives descriptor {1} the name {2}"};
inline constexpr Text kDoesListen{
    "does.listen", "{0} lets descriptor {1} accept connections, with a backlog of {2}"};
inline constexpr Text kDoesAccept{"does.accept", "{0} accepts a connection on descriptor {1}"};
inline constexpr Text kDoesConnect{"does.connect", "{0} connects to {2} with descriptor {1}"};
inline constexpr Text kDoesRead{"does.read", "{0} reads from descriptor {1}"};
inline constexpr Text kDoesWrite{"does.write", "{0} writes {2} to descriptor {1}"};
inline constexpr Text kDoesSelectNone{"does.select_none",
                                      "{0} waits without watching a descriptor"};
inline constexpr Text kDoesSelectOne{"does.select_one", "{0} asks whether descriptor {1} is ready"};
inline constexpr Text kDoesSelect{"does.select", "{0} asks which of the descriptors {1} are ready"};
inline constexpr Text kDoesClose{"does.close", "{0} closes descriptor {1}"};
inline constexpr Text kDoesUnlink{"does.unlink", "{0} removes the name {1}"};
inline constexpr Text kDoesExit{"does.exit", "{0} exits with status {1}"};
inline constexpr Text kDoesSocketpair{"does.socketpair",
                                      "{0} makes two {1} sockets that are connected to each other"};
inline constexpr Text kDoesSendTo{"does.sendto", "{0} sends {2} to {3} with descriptor {1}"};
inline constexpr Text kDoesSendRights{
    "does.send_rights", "{0} sends {2} on descriptor {1}, and with it the descriptors {3}"};
inline constexpr Text kDoesSendCredentials{
    "does.send_credentials",
    "{0} sends {2} on descriptor {1}, and says with it to be process {3} of user {4}"};
inline constexpr Text kDoesShutdown{"does.shutdown", "{0} shuts descriptor {1} down ({2})"};
inline constexpr Text kDoesEpollCreate{"does.epoll_create1", "{0} makes an epoll instance"};
inline constexpr Text kDoesEpollCtl{"does.epoll_ctl",
                                    "{0} tells epoll instance {1}: {2} descriptor {3}, {4}"};
inline constexpr Text kDoesEpollWait{"does.epoll_wait", "{0} asks epoll instance {1} who is ready"};
inline constexpr Text kDoesDup{"does.dup", "{0} asks for a second number for descriptor {1}"};
inline constexpr Text kDoesFcntl{"does.fcntl", "{0} asks for {2} on descriptor {1} ({3})"};
inline constexpr Text kDoesIoctl{"does.ioctl", "{0} asks descriptor {1} for {2}"};
inline constexpr Text kDoesSetOption{"does.setsockopt",
                                     "{0} sets option {2} of descriptor {1} to {3}"};
inline constexpr Text kDoesGetOption{"does.getsockopt", "{0} asks for option {2} of descriptor {1}"};
inline constexpr Text kDoesAskName{"does.getsockname", "{0} asks for the name of descriptor {1}"};
inline constexpr Text kDoesAskPeerName{
    "does.getpeername", "{0} asks for the name at the other end of descriptor {1}"};
inline constexpr Text kDoesOpen{"does.open", "{0} opens the file {1}"};
inline constexpr Text kDoesChmod{"does.chmod", "{0} gives the file {1} the mode {2}"};
inline constexpr Text kDoesFchmod{"does.fchmod", "{0} gives descriptor {1} the mode {2}"};
inline constexpr Text kDoesUmask{"does.umask", "{0} sets its umask to {1}"};
inline constexpr Text kDoesMkdir{"does.mkdir", "{0} makes the directory {1}"};
inline constexpr Text kDoesChdir{"does.chdir", "{0} goes to the directory {1}"};
inline constexpr Text kDoesSetUser{"does.setresuid", "{0} becomes user {1}"};
inline constexpr Text kDoesCall{"does.call", "{0} makes a system call"};

inline constexpr Text kEndsPending{"ends.pending", "the call has begun"};
inline constexpr Text kEndsNever{"ends.never", "this call does not return"};
inline constexpr Text kEndsDone{"ends.done", "done"};
inline constexpr Text kEndsNumber{"ends.number", "descriptor {0}"};
inline constexpr Text kEndsNumbers{"ends.numbers", "descriptors {0} and {1}"};
inline constexpr Text kEndsGotRights{"ends.got_rights", "it gets {0}, and the descriptors {1}"};
inline constexpr Text kEndsValue{"ends.value", "it is {0}"};
inline constexpr Text kEndsName{"ends.name", "it is {0}"};
inline constexpr Text kEndsCredentials{"ends.credentials", "process {0} of user {1}"};
inline constexpr Text kEndsHandle{"ends.handle", "client handle {0}"};
inline constexpr Text kEndsGot{"ends.got", "it gets {0}"};
inline constexpr Text kEndsEndOfFile{"ends.end_of_file", "the end, for the other end has closed"};
inline constexpr Text kEndsNothing{"ends.nothing", "nothing, as it asked for 0 bytes"};
inline constexpr Text kEndsShortWrite{"ends.short_write", "only {0} of {1} bytes were taken"};
inline constexpr Text kEndsNoneReady{"ends.none_ready", "none, the time is up"};
inline constexpr Text kEndsOneReady{"ends.one_ready", "{0} is ready"};
inline constexpr Text kEndsReady{"ends.ready", "{0} are ready"};
inline constexpr Text kEndsFailed{"ends.failed", "failed with {0}, {1}"};
inline constexpr Text kEndsFailedUnknown{"ends.failed_unknown", "failed with {0}"};
inline constexpr Text kEndsNothingToRemove{"ends.nothing_to_remove", "nothing to remove, fine"};
inline constexpr Text kEndsExpected{"ends.expected", "{0}, {1}, which the program is ready for"};

inline constexpr Text kBytes{"sentence.bytes", "{0} bytes"};
inline constexpr Text kOneByte{"sentence.one_byte", "1 byte"};
inline constexpr Text kAnd{"sentence.and", "{0} and {1}"};
inline constexpr Text kMore{"sentence.more", "{0} more"};

inline constexpr Text kTypeStream{"type.stream", "stream"};
inline constexpr Text kTypeSeqpacket{"type.seqpacket", "seqpacket"};
inline constexpr Text kTypeDatagram{"type.datagram", "datagram"};
inline constexpr Text kTypeOther{"type.other", "({0})"};

inline constexpr Text kSaysStart{"says.start", "{0} starts, as thread {1} of process {2}."};
inline constexpr Text kSaysCommand{"says.command", "You asked for: {0}."};
inline constexpr Text kSaysTurn{"says.turn", "Turn {1} goes to {0}."};
inline constexpr Text kSaysSignal{"says.signal", "The signal {1} reaches {0}."};
inline constexpr Text kSaysLibrary{"says.library", "{0} calls the library: {1}."};
inline constexpr Text kSaysFork{"says.fork", "{0} makes a copy of itself, process {1}."};
inline constexpr Text kSaysExec{"says.exec", "{0} becomes another program: {1}."};
inline constexpr Text kSaysKernel{"says.kernel",
                                  "The kernel was asked about {0} sockets, and knows {1} of them."};
inline constexpr Text kSaysKernelOne{"says.kernel_one",
                                     "The kernel was asked about 1 socket, and knows {1} of them."};
inline constexpr Text kSaysCannotAsk{"says.cannot_ask", "The kernel cannot be asked: {0}"};
inline constexpr Text kSaysStep{"says.step", "{0} has done step {1} of 12: {2}."};
inline constexpr Text kSaysSlots{"says.slots",
                                 "{0} keeps a table of {1} slots for its handles; all are free."};
inline constexpr Text kSaysSlotTaken{
    "says.slot_taken", "{0} keeps handle {2} in slot {1} of its table, with the result {3}."};
inline constexpr Text kSaysSlotFree{"says.slot_free", "{0} frees slot {1} of its table."};
inline constexpr Text kSaysLeftover{"says.leftover",
                                    "The name {0} stands there from before the run."};
inline constexpr Text kSaysRemark{"says.remark", "{0} notes: {1}"};
inline constexpr Text kSaysEnd{"says.end", "{0} has ended, with exit status {1}."};
inline constexpr Text kSaysKilled{"says.killed", "{0} has ended, killed by {1}."};

/// The twelve steps of the server's code walk, as the course's notes count them.
inline constexpr std::array<Text, 12> kSteps{
    Text{"step.1", "remove a stale name"},
    Text{"step.2", "make the connection socket"},
    Text{"step.3", "specify the name"},
    Text{"step.4", "bind the name"},
    Text{"step.5", "listen"},
    Text{"step.6", "accept"},
    Text{"step.7", "read"},
    Text{"step.8", "write"},
    Text{"step.9", "close the data socket"},
    Text{"step.10", "close the connection socket"},
    Text{"step.11", "remove the name"},
    Text{"step.12", "exit"},
};

}  // namespace sockwalk
