#pragma once

#include "text/text.h"

/// The words on the stage: bands, actors, kernel objects, and what the hardware does.
namespace sockwalk::stage_text {

inline constexpr Text kApplication{"stage.application", "1 APPLICATION"};
inline constexpr Text kInterface{"stage.interface", "2 SYSTEM CALL INTERFACE"};
inline constexpr Text kInterfaceShort{"stage.interface_short", "2 SYSTEM CALLS"};
inline constexpr Text kKernel{"stage.kernel", "3 KERNEL"};
inline constexpr Text kHardware{"stage.hardware", "4 HARDWARE"};

// An actor. {0}: a letter, a call, numbers.
inline constexpr Text kPlays{"stage.plays", "plays process {0}"};
inline constexpr Text kProcess{"stage.process", "process {0}"};
inline constexpr Text kThreadOf{"stage.thread_of", "thread of process {0}"};
inline constexpr Text kThread{"stage.thread", "thread"};
inline constexpr Text kNextCall{"stage.next", "next: {0}"};
inline constexpr Text kInCall{"stage.in_call", "in: {0}"};
inline constexpr Text kMaster{"stage.master", "master {0}"};
inline constexpr Text kHandles{"stage.handles", "handles [{0}]"};
inline constexpr Text kHandlesShort{"stage.handles_short", "[{0}]"};
inline constexpr Text kSum{"stage.sum", "sum of handle {0}: {1}"};
inline constexpr Text kSums{"stage.sums", "sums: {0}"};
inline constexpr Text kSent{"stage.sent", "sent {0}"};
inline constexpr Text kReceived{"stage.received", "received {0}"};
inline constexpr Text kReceivedEnd{"stage.received_end", "read the end"};
inline constexpr Text kMessageFailed{"stage.message_failed", "{0}: {1}"};

// What stands in the bar of an actor; {0}: its key.
inline constexpr Text kTakesThisTurn{"stage.takes_turn", "{0} · takes this turn"};
inline constexpr Text kTakesThisTurnShort{"stage.takes_turn_short", "{0} · next"};
inline constexpr Text kGiveTurn{"stage.give_turn", "{0} · give it the turn"};
inline constexpr Text kGiveTurnShort{"stage.give_turn_short", "{0} · give turn"};
inline constexpr Text kGiveTurnKey{"stage.give_turn_key", "{0}"};
inline constexpr Text kAsk{"stage.ask", "\u2026"};
inline constexpr Text kAddClient{"stage.add_client", "Add a client"};
inline constexpr Text kAddClientShort{"stage.add_client_short", "Add client"};
inline constexpr Text kLetTimePass{"stage.let_time_pass", "Let time pass"};
inline constexpr Text kLetTimePassShort{"stage.let_time_pass_short", "Time"};
inline constexpr Text kAsleepIn{"stage.asleep_in", "asleep in {0}"};
inline constexpr Text kAsleepOneTurn{"stage.asleep_one_turn", "asleep in {0} for 1 turn"};
inline constexpr Text kAsleepTurns{"stage.asleep_turns", "asleep in {0} for {1} turns"};
inline constexpr Text kAsleepTurnsShort{"stage.asleep_turns_short", "asleep · turns: {0}"};
inline constexpr Text kJoin{"stage.join", "pthread_join"};
inline constexpr Text kNeedsThreadEnd{"stage.needs_thread_end", "needs a thread to end"};
inline constexpr Text kAsleep{"stage.asleep", "asleep"};
inline constexpr Text kExited{"stage.exited", "has exited"};
inline constexpr Text kCalling{"stage.calling", "makes this call"};
inline constexpr Text kCallingShort{"stage.calling_short", "calls"};
inline constexpr Text kWaits{"stage.waits", "waits"};

// The interface.
inline constexpr Text kServerNumbers{"stage.server_numbers", "{0}'s numbers"};
inline constexpr Text kSharedTable{"stage.shared_table", "one table for {0} and its threads: {1} use it"};
inline constexpr Text kSharedTableShort{"stage.shared_table_short", "{0}'s, shared by {1}"};
inline constexpr Text kActorsNumber{"stage.actors_number", "{0}'s {1}"};
inline constexpr Text kOwnNumbers{"stage.own_numbers", "{0}'s"};

// Kernel objects.
inline constexpr Text kFileSystem{"stage.file_system", "file system"};
inline constexpr Text kNameSize{"stage.name_size", "a name, size 0"};
inline constexpr Text kNameSizeShort{"stage.name_size_short", "size 0"};
inline constexpr Text kFileInode{"stage.file_inode", "file inode {0}"};
inline constexpr Text kAbstract{"stage.abstract", "abstract namespace"};
inline constexpr Text kAbstractShort{"stage.abstract_short", "abstract"};
inline constexpr Text kNoFile{"stage.no_file", "no file"};
inline constexpr Text kAutobound{"stage.autobound", "chosen by the kernel"};
inline constexpr Text kMoreNames{"stage.more_names", "+ {0} more names"};
inline constexpr Text kNobodyBehind{"stage.nobody_behind", "nobody behind it"};
inline constexpr Text kMasterInode{"stage.master_inode", "master · socket inode {0}"};
inline constexpr Text kSocketInode{"stage.socket_inode", "socket inode {0}"};
inline constexpr Text kMasterOnly{"stage.master_only", "master"};
inline constexpr Text kAcceptQueue{"stage.accept_queue", "accept queue · {0} of {1}"};
inline constexpr Text kAcceptQueueShort{"stage.accept_queue_short", "queue {0} of {1}"};
inline constexpr Text kBacklog{"stage.backlog", "backlog {0}, Linux admits one more"};
inline constexpr Text kBacklogShort{"stage.backlog_short", "backlog {0}, plus one"};
inline constexpr Text kKeepsMessages{"stage.keeps_messages", "keeps messages ({0})"};
inline constexpr Text kAcceptQueueLong{"stage.accept_queue_long",
                                       "accept queue · {0} wait, the oldest {1} are shown"};
inline constexpr Text kAcceptQueueChange{"stage.accept_queue_change",
                                         "accept queue {1} → {2} of {0}"};
inline constexpr Text kAcceptQueueChangeShort{"stage.accept_queue_change_short", "queue {1} → {2} of {0}"};
inline constexpr Text kNewDataSocket{"stage.new_data_socket", "new data socket"};
inline constexpr Text kNoHandleYet{"stage.no_handle", "no handle yet"};
inline constexpr Text kNoHandleShort{"stage.no_handle_short", "no handle"};
inline constexpr Text kFrom{"stage.from", "from {0}"};
inline constexpr Text kDataSocket{"stage.data_socket", "Data socket, server's end"};
inline constexpr Text kDataSocketShort{"stage.data_socket_short", "Data socket"};
inline constexpr Text kClientSocket{"stage.client_socket", "{0}'s socket"};
inline constexpr Text kSocket{"stage.socket", "socket"};
inline constexpr Text kHandle{"stage.handle", "handle {0}"};
inline constexpr Text kNumber{"stage.number", "number {0}"};
inline constexpr Text kNotAccepted{"stage.not_accepted", "not yet accepted"};
inline constexpr Text kUnread{"stage.unread", "unread"};
inline constexpr Text kOneMessage{"stage.one_message", "1 message"};
inline constexpr Text kMessages{"stage.messages", "{0} messages"};
inline constexpr Text kMessagesShort{"stage.messages_short", "{0} msg"};
inline constexpr Text kWithDescriptors{"stage.with_descriptors", "{0} + {1} fd"};
inline constexpr Text kPairEnd{"stage.pair_end", "pair, end {0}"};
inline constexpr Text kDatagram{"stage.datagram", "datagram"};
// Who holds a socket, and where its other end is. {0}: "Client 1's 4", or numbers.
inline constexpr Text kTwinNumbers{"stage.twin_numbers", "numbers {0}: one socket"};
inline constexpr Text kAlsoHeld{"stage.also_held", "also {0}"};
inline constexpr Text kOnlyInFlight{"stage.only_in_flight", "in flight, no number"};
inline constexpr Text kAlsoInFlight{"stage.also_in_flight", "also in flight in a message"};
inline constexpr Text kOnlyInCall{"stage.only_in_call", "no number: a call goes on in it"};
inline constexpr Text kPeerIs{"stage.peer_is", "peer: {0}"};
inline constexpr Text kSendsTo{"stage.sends_to", "sends to {0}"};
inline constexpr Text kNamed{"stage.named", "name {0}"};
inline constexpr Text kNameNotAsked{"stage.name_not_asked", "has a name that nobody asked for yet"};
inline constexpr Text kSameSocket{"stage.same_socket", "the same socket as"};
inline constexpr Text kSameShort{"stage.same_short", "same as"};
// What is no socket.
inline constexpr Text kEpollInstance{"stage.epoll_instance", "epoll instance"};
inline constexpr Text kPlainFile{"stage.plain_file", "a file, no socket"};
inline constexpr Text kUnknownFile{"stage.unknown_file", "received, not in this log"};
inline constexpr Text kInterestList{"stage.interest_list", "interest"};
inline constexpr Text kReadyList{"stage.ready_list", "ready"};
inline constexpr Text kNone{"stage.none", "none"};
inline constexpr Text kMore{"stage.more", "+{0}"};
inline constexpr Text kLastRead{"stage.last_read", "last: read {0} ({1})"};
inline constexpr Text kLastWrote{"stage.last_wrote", "last: wrote {0} ({1})"};
inline constexpr Text kWas{"stage.was", "was {0}"};
inline constexpr Text kRequest{"stage.request", "SRM"};
inline constexpr Text kReply{"stage.reply", "reply"};
inline constexpr Text kEndOfFile{"stage.end_of_file", "end of file"};
inline constexpr Text kPeer{"stage.peer", "peer"};
inline constexpr Text kConnectMadeIt{"stage.connect_made_it", "CIR: connect() made it"};
inline constexpr Text kCir{"stage.cir", "CIR"};

// The one sentence of the hardware band, by what the call does.
inline constexpr Text kHardwareQuiet{
    "stage.hardware.quiet", "Nothing moves. What the kernel keeps lies in RAM."};
inline constexpr Text kHardwareSocket{
    "stage.hardware.socket", "A new structure in RAM, and a number in the actor's table. No device "
                             "takes part."};
inline constexpr Text kHardwareName{
    "stage.hardware.name",
    "A new entry in the file system: if that lies on a disk, it is written there later. The bytes of "
    "connections never are."};
inline constexpr Text kHardwareNothing{"stage.hardware.nothing",
                                       "The call changed nothing, neither in RAM nor on a device."};
inline constexpr Text kHardwareUnlink{
    "stage.hardware.unlink", "An entry of the file system is gone. The socket was never in it, and lives on in RAM if it is open."};
inline constexpr Text kHardwareListen{
    "stage.hardware.listen", "The CPU notes in RAM how many may wait. No network card listens."};
inline constexpr Text kHardwareConnect{
    "stage.hardware.connect", "Both ends are structures in RAM of this computer. No network card takes "
                              "part."};
inline constexpr Text kHardwareAccept{
    "stage.hardware.accept", "The socket is in RAM already: it only gets a number. No network card takes "
                             "part."};
inline constexpr Text kHardwareBytes{
    "stage.hardware.bytes", "The bytes lie in RAM, copied by the CPU. No network card takes part."};
inline constexpr Text kHardwareAsleep{
    "stage.hardware.asleep", "The actor sleeps: the CPU does other work until the kernel wakes it."};
inline constexpr Text kHardwareClose{
    "stage.hardware.close", "The CPU frees memory in RAM. No network card takes part."};
inline constexpr Text kHardwareExit{
    "stage.hardware.exit", "The actor's thread is gone; the CPU will not run it again."};

// Beside what a turn has changed: {0} before, {1} after.
inline constexpr Text kLedQueue{"stage.led.queue", "queue {0} → {1}"};
inline constexpr Text kLedUnread{"stage.led.unread", "unread {0} → {1} B"};
inline constexpr Text kLedPhase{"stage.led.phase", "{0} → {1}"};
inline constexpr Text kLedName{"stage.led.name", "name {0} → {1}"};
inline constexpr Text kLedBacklog{"stage.led.backlog", "backlog {0} → {1}"};
inline constexpr Text kLedHandle{"stage.led.handle", "number {0} → {1}"};
inline constexpr Text kLedBirth{"stage.led.birth", "new"};
inline constexpr Text kLedNone{"stage.led.none", "none"};
inline constexpr Text kMarkerLegend{"stage.led.legend", "1 who called · 2 what changed · 3 what came back"};

// What a tooltip says.
inline constexpr Text kTipActor{
    "stage.tip.actor", "{0} plays process {1}: a thread with a table of numbers of its own, so that its 3 "
                       "is nobody else's. A right click shows what it can be asked for. `pthreads(7)`"};
inline constexpr Text kTipThread{
    "stage.tip.thread", "{0} is a thread of the process that {1} plays: both use one table of numbers. `pthreads(7)`"};
inline constexpr Text kTipAbstract{
    "stage.tip.abstract", "A name in the abstract namespace: no file, no permissions, and gone with its socket. `unix(7)`"};
inline constexpr Text kTipEpoll{
    "stage.tip.epoll", "An epoll instance. Its interest list says which numbers are watched and for what; "
                       "what is on its ready list, epoll_wait() reports. `epoll(7)`"};
inline constexpr Text kTipFile{"stage.tip.file", "An open file that is no socket. It takes a number as well. `open(2)`"};
inline constexpr Text kTipReference{
    "stage.tip.reference", "{0} has several holders, in several tables of numbers. It is one socket, drawn once. `dup(2)`"};
inline constexpr Text kTipGone{"stage.tip.gone",
                               "{0} has exited. The kernel has closed what it left open. `exit(3)`"};
inline constexpr Text kTipNumber{"stage.tip.number", "{0}'s number {1} leads to: {2}. `open(2)`"};
inline constexpr Text kTipSocket{"stage.tip.socket", "{0}: {1}. `unix(7)`"};
inline constexpr Text kTipSocketInode{"stage.tip.socket_inode", "{0}: {1}. Socket inode {2}. `unix(7)`"};
inline constexpr Text kTipQueue{
    "stage.tip.queue", "{0}: listening. {1} of {2} wait: the backlog is {3}, and Linux admits one more. `listen(2)`"};
inline constexpr Text kTipName{
    "stage.tip.name", "The name in the file system. Its inode is the file's, not the socket's; the bytes "
                      "never pass through it. `unix(7)`"};

// Outcomes of the shown call.
inline constexpr Text kOutcomeValue{"stage.outcome", "= {0}"};
inline constexpr Text kOutcomeRead{"stage.outcome_read", "= {0} bytes: {1}"};
inline constexpr Text kOutcomeEnd{"stage.outcome_end", "= 0: end of file"};
inline constexpr Text kBrokenPipe{"stage.broken_pipe", "= −1 EPIPE: nobody can read it"};
inline constexpr Text kFailedWith{"stage.failed_with", "= −1 {0}"};
inline constexpr Text kExpected{"stage.expected", "{0}, as expected"};
inline constexpr Text kFine{"stage.fine", "fine"};
inline constexpr Text kNothingToRemove{"stage.nothing_to_remove", "nothing to remove: fine"};

}  // namespace sockwalk::stage_text
