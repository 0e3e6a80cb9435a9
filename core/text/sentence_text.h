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
inline constexpr Text kDoesCall{"does.call", "{0} makes a system call"};

inline constexpr Text kEndsPending{"ends.pending", "the call has begun"};
inline constexpr Text kEndsNever{"ends.never", "this call does not return"};
inline constexpr Text kEndsDone{"ends.done", "done"};
inline constexpr Text kEndsNumber{"ends.number", "descriptor {0}"};
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
