#pragma once

#include "text/text.h"

namespace sockwalk::explore_text {

// What an order of turns has led to.

inline constexpr Text kWaitForEachOther{"explore.wait_for_each_other",
                                        "{0} and {1} wait for each other: both in {2}"};
inline constexpr Text kWaitForEachOtherIn{"explore.wait_for_each_other_in",
                                          "{0} and {1} wait for each other: {0} in {2}, {1} in {3}"};
inline constexpr Text kWaitInCircle{"explore.wait_in_circle", "{0} wait for each other in a circle"};
inline constexpr Text kWaitsWhileSleeps{"explore.waits_while_sleeps",
                                        "{0} waits for ever in {1}: {2} has gone on to {3}"};
inline constexpr Text kWaitsNotAccepted{
    "explore.waits_not_accepted",
    "{0} waits for ever in {1}: {2} has not accepted its connection and sleeps in {3}"};
inline constexpr Text kWaitsWhileGone{"explore.waits_while_gone",
                                      "{0} waits for ever in {1}: {2} has ended"};
inline constexpr Text kWaitsForNobody{"explore.waits_for_nobody",
                                      "{0} waits for ever in {1}: nobody is left who could wake it"};
inline constexpr Text kWaitsForCollector{
    "explore.waits_for_collector",
    "{0} waits in {1} for the kernel's garbage collector, which closes the other end some time"};
inline constexpr Text kWrongAnswer{"explore.wrong_answer",
                                   "{0} received {1}, and the right answer was {2}"};
inline constexpr Text kNoAnswer{"explore.no_answer",
                                "{0} never received {1}, the answer to what it had sent"};
inline constexpr Text kExitStatus{"explore.exit_status", "{0} ended with status {1}"};
inline constexpr Text kKilled{"explore.killed", "{0} was ended by {1}"};

// sockwalk explore.

inline constexpr Text kOutcome{"explore.outcome", "Outcome {0}, {1}: {2} of {3} orders led to it"};
inline constexpr Text kFineWord{"explore.fine", "as it should be"};
inline constexpr Text kWrongWord{"explore.wrong", "something is wrong"};
inline constexpr Text kFinding{"explore.finding", "  ! {0}"};
inline constexpr Text kActorAnswers{"explore.answers", "  {0}: received {1}; {2}"};
inline constexpr Text kActorNoAnswers{"explore.no_answers", "  {0}: {1}"};
inline constexpr Text kEndExit{"explore.end_exit", "exit status {0}"};
inline constexpr Text kEndSignal{"explore.end_signal", "ended by {0}"};
inline constexpr Text kEndAsleep{"explore.end_asleep", "asleep for ever in {0}"};
inline constexpr Text kFailed{"explore.failed", ", failed: {0}"};
inline constexpr Text kScheduleFile{"explore.schedule_file", "  {0} turns, in {1}"};
inline constexpr Text kNotRepeated{
    "explore.not_repeated",
    "played again, the turns of outcome {0} have led elsewhere: the kernel chose otherwise"};
inline constexpr Text kAllOrders{
    "explore.all_orders",
    "orders played: {0}; to their end: {1}, left where a state was reached again: {2}; every order "
    "was tried, but for calls that cannot matter to each other"};
inline constexpr Text kSomeOrders{
    "explore.some_orders",
    "orders played: {0}; to their end: {1}, left where a state was reached again: {2}; not every "
    "order was tried: {3} are waiting (--limit N plays more)"};
inline constexpr Text kTooLong{
    "explore.too_long", "{0} orders were left after {1} turns without an end"};
inline constexpr Text kKernelChose{
    "explore.kernel_chose", "{0} orders could not be repeated: there the kernel chooses who comes first"};
inline constexpr Text kStopped{"explore.stopped",
                               "stopped; this is what was found so far, and no run is left behind"};
inline constexpr Text kProgress{"explore.progress", "{0} of at most {1} orders, outcomes: {2}"};
inline constexpr Text kExploreFree{
    "explore.free", "the scenario {0} runs without turns, so there are no orders of them"};
inline constexpr Text kDirectoryTaken{
    "explore.directory_taken",
    "{0} is there already and not empty; remove it, or give another directory (--out DIR)"};
inline constexpr Text kDirectoryRefused{
    "explore.directory_refused", "the directory {0} cannot be made: {1}; give another one (--out DIR)"};
inline constexpr Text kLimitZero{"explore.limit_zero", "--limit 0 plays nothing; give a number from 1 on"};

}  // namespace sockwalk::explore_text
