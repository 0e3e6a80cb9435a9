#pragma once

#include <array>

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kGiveTurnInThePast{
    "window.give_turn_in_the_past",
    "This is the recording. \"Continue from here\" plays the same turns again for real, and then you "
    "choose who moves."};
inline constexpr Text kSaved{"window.saved", "Saved as {0}."};

// The code walk.
inline constexpr Text kCodeWalk{"window.code.header", "Code walk \u2014 {0}"};
inline constexpr Text kCodeFromSteps{"window.code.from_steps", "from its steps"};
inline constexpr std::array kSteps{
    Text{"window.step.1", "remove a stale name"},
    Text{"window.step.2", "socket: make the connection socket (the master)"},
    Text{"window.step.3", "specify the name in the address structure"},
    Text{"window.step.4", "bind: give the socket its name"},
    Text{"window.step.5", "listen: let clients connect"},
    Text{"window.step.6", "accept: a number for the oldest waiting connection"},
    Text{"window.step.7", "read what a client has sent"},
    Text{"window.step.8", "write the answer"},
    Text{"window.step.9", "close the data socket"},
    Text{"window.step.10", "close the connection socket"},
    Text{"window.step.11", "remove the name"},
    Text{"window.step.12", "exit"},
};
/// Beside kSteps: where it is written.
inline constexpr std::array<std::string_view, 12> kStepPages{
    "unlink(2)", "socket(2)", "unix(7)", "bind(2)",  "listen(2)", "accept(2)",
    "read(2)",   "write(2)",  "close(2)", "close(2)", "unlink(2)", "exit(3)"};
inline constexpr Text kStepTooltip{"window.step.tooltip",
                                   "**Step {0} of the server's twelve:** {1}. Done so far: {2}. `{3}`"};

// The timeline.
inline constexpr Text kTimelineLive{"window.timeline.live", "{0} turns so far \u00b7 drag to look back"};
inline constexpr Text kTimelineLookingBack{"window.timeline.looking_back",
                                           "looking back at turn {0} of {1} \u00b7 End returns"};
inline constexpr Text kTimelineRecording{"window.timeline.recording", "recording \u00b7 turn {0} of {1}"};
inline constexpr Text kClockTurn{"window.timeline.time_passes", "time"};
inline constexpr Text kJoin{"window.timeline.join", "pthread_join"};
inline constexpr Text kClockLane{"window.timeline.clock", "Clock"};
inline constexpr Text kAskedFor{"window.timeline.asked_for", "You asked for it: {0}."};
inline constexpr Text kLegendCommand{"window.legend.command", "asked for by you"};
inline constexpr Text kAsleepSoFar{"window.timeline.asleep_so_far", "{0} asleep"};
inline constexpr Text kAsleepTurns{"window.timeline.asleep_turns", "{0} asleep {1} turns \u2192 {2}"};
inline constexpr Text kAsleepOneTurn{"window.timeline.asleep_one", "{0} asleep \u2192 {1}"};
inline constexpr Text kLegendAsleep{"window.legend.asleep", "asleep in the kernel, so many turns"};
inline constexpr Text kLegendWoken{"window.legend.woken", "what woke it"};
inline constexpr Text kLegendZero{"window.legend.zero", "returned 0"};
inline constexpr Text kLegendExpected{"window.legend.expected", "nothing to do, as expected"};
inline constexpr Text kLegendFailed{"window.legend.failed", "failed"};

// The client-handle table.
inline constexpr Text kHandles{"window.handles.header", "Client handles"};
inline constexpr Text kHandlesUsed{"window.handles.used", "own array \u00b7 {0} of {1} used"};
inline constexpr Text kHandlesUsedShort{"window.handles.used_short", "{0} of {1} used"};
inline constexpr Text kNoHandlesYet{"window.handles.none", "The server keeps no handles yet."};
inline constexpr Text kSlot{"window.handles.slot", "slot"};
inline constexpr Text kHandle{"window.handles.handle", "handle"};
inline constexpr Text kWhose{"window.handles.whose", "whose"};
inline constexpr Text kState{"window.handles.state", "state"};
inline constexpr Text kUnread{"window.handles.unread", "unread"};
inline constexpr Text kSum{"window.handles.sum", "sum"};
inline constexpr Text kHeadTip{"window.handles.head_tip", "{0}\nA click sorts by it; another one, the other way."};
inline constexpr Text kSlotTip{"window.handles.slot_tip", "**Slot**: the place in the server's own array. Slot 0 is the connection socket's."};
inline constexpr Text kHandleTip{
    "window.handles.handle_tip",
    "**Client handle**: the file descriptor that accept() returned, the lowest free number; \u22121: the slot is free. `accept(2)`"};
inline constexpr Text kWhoseTip{"window.handles.whose_tip", "**Whose**: the client at the far end of the connection."};
inline constexpr Text kStateTip{"window.handles.state_tip", "**State**: the phase of the data socket behind the handle. `unix(7)`"};
inline constexpr Text kUnreadTip{
    "window.handles.unread_tip",
    "**Unread**: bytes in the socket's receive buffer, which read() has not taken yet. `read(2)` `recv(2)`"};
inline constexpr Text kSumTip{"window.handles.sum_tip", "**Sum**: the intermediate result that the server keeps for that client."};
inline constexpr Text kMaster{"window.handles.master", "master"};
inline constexpr Text kDatagramHandle{"window.handles.datagram", "anyone"};
inline constexpr Text kPairHandle{"window.handles.pair_end", "pair"};
inline constexpr Text kUnknownClient{"window.handles.unknown", "unknown"};
inline constexpr Text kGivenBack{"window.handles.given_back", "closed"};
// What is kept besides the array, by kind of server. {0}: how many.
inline constexpr Text kFdSet{"window.handles.fd_set", "fd_set, nfds {0}"};
inline constexpr Text kPollArray{"window.handles.poll_array", "pollfd[{0}]"};
inline constexpr Text kEpollLists{"window.handles.epoll_lists", "epoll {0}: interest"};
inline constexpr Text kThreads{"window.handles.threads", "threads"};
inline constexpr Text kFilledReady{"window.handles.filled_ready", "filled: ready"};
inline constexpr Text kFilledInCall{"window.handles.filled_in_call", "filled: in a call"};
inline constexpr Text kWaitsInIt{"window.handles.waits", "the server waits in it"};
inline constexpr Text kMoreEntries{"window.handles.more_entries", "+{0}"};
inline constexpr Text kFree{"window.handles.free", "free"};
inline constexpr Text kBytes{"window.handles.bytes", "{0} B"};

}  // namespace sockwalk::text
