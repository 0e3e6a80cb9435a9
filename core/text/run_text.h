#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kRunPathTooLong{
    "run.path_too_long",
    "the name {0} in {1} would be {2} bytes long, and a Unix socket's path holds at most {3}: choose "
    "a shorter run directory (--run-dir DIR)"};
inline constexpr Text kRunDirectoryRefused{
    "run.directory_refused",
    "no run directory can be made in {0}: {1}; choose one where you may write (--run-dir DIR)"};
inline constexpr Text kLeftoverRefused{"run.leftover_refused",
                                       "the stale name {0} could not be prepared: {1}"};
inline constexpr Text kNameNoSocket{
    "run.name_no_socket",
    "the server would remove {0}, which is no socket: give it another \"path\" in its scenario"};
inline constexpr Text kNoPrivateTable{
    "run.no_private_table",
    "this kernel gives a thread no file descriptors of its own: {0}; sockwalk needs Linux 5.9 or newer"};
inline constexpr Text kTooFewDescriptors{
    "run.too_few_descriptors",
    "an actor of this scenario needs {0} file descriptors, and the hard limit of this process is "
    "{1}: allow it more (as root: prlimit --nofile={0} sockwalk …; for good: LimitNOFILE= of "
    "systemd, or /etc/security/limits.conf), or run it with fewer clients (--clients N)"};
inline constexpr Text kDescriptorsRefused{
    "run.descriptors_refused",
    "an actor of this scenario needs {0} file descriptors, and the limit of this process cannot be "
    "raised to that: {1}; run it with fewer clients (--clients N)"};
inline constexpr Text kReplayStateDiffers{
    "run.replay_state_differs",
    "turn {0}: the same calls and results, and yet the state after them is not that of the recording"};

// A turn of a schedule, or an entry of a scenario's order, that cannot be given.
inline constexpr Text kScheduleTurn{"run.schedule_turn", "turn {0} of the schedule"};
inline constexpr Text kRecordedTurn{"run.recorded_turn", "turn {0} of the recording"};
inline constexpr Text kOrderEntry{"run.order_entry", "entry {0} of \"order\""};
inline constexpr Text kScheduleNobody{
    "run.schedule_nobody", "{0} belongs to \"{1}\", and nobody here has that name"};
inline constexpr Text kScheduleNoDeadline{
    "run.schedule_no_deadline",
    "{0} lets time pass, and nobody sleeps in a call that has a time-out"};
inline constexpr Text kScheduleJoining{
    "run.schedule_joining", "{0} belongs to {1}, who waits in pthread_join() for its threads"};
inline constexpr Text kScheduleGone{"run.schedule_gone", "{0} belongs to {1}, who has ended already"};
inline constexpr Text kScheduleAsleep{"run.schedule_asleep",
                                      "{0} belongs to {1}, who cannot move: {2}"};
inline constexpr Text kOrderWaits{"run.order_waits", "{0}; it waits, and another moves first"};
inline constexpr Text kOrderNever{"run.order_never", "{0}; it was never given"};
inline constexpr Text kReplayCallDiffers{"run.replay_call_differs",
                                         "turn {0}: {1} now makes {2}, the recording has {3}"};
inline constexpr Text kReplayResultDiffers{
    "run.replay_result_differs", "turn {0}: {1} now returns {2}, in the recording it returned {3}"};
inline constexpr Text kNoScenarioToRepeat{
    "run.no_scenario", "this recording does not hold its scenario, so it cannot be played again"};

inline constexpr Text kExpectationUnmet{"run.expectation_unmet",
                                        "{0}, step {1} \"{2}\": expected {3}, but {4}"};
inline constexpr Text kObservedNever{"run.observed_never", "the call was never made"};
inline constexpr Text kObservedTimes{"run.observed_times", "the call was made {0} times, not {1}"};
inline constexpr Text kObservedAsleep{"run.observed_asleep", "{0} is still asleep"};
inline constexpr Text kObservedSlept{"run.observed_slept", "{0}, after it had slept"};
inline constexpr Text kObservedLine{"run.observed_line", "{0}"};

}  // namespace sockwalk::text
