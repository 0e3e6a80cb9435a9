#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kWhatHappens{"explanation.header", "What happens here"};
inline constexpr Text kNext{"explanation.next", "Next: {0} {1}"};
inline constexpr Text kTimeIsHeld{"explanation.time_is_held", "Next: the Clock. Time is held"};
inline constexpr Text kTimePasses{
    "explanation.time_passes",
    "Everybody sleeps, and a call with a time-out is among those. **Time is held**: it passes only when "
    "you let it, up to the first deadline."};
inline constexpr Text kTimeHasPassed{"explanation.time_has_passed",
                                     "The earliest deadline of those who sleep has come."};
inline constexpr Text kNobodyCanMove{"explanation.nobody", "Nobody can move"};
inline constexpr Text kWaits{"explanation.waits", "**{0}** is {1}."};
inline constexpr Text kWhatNow{"explanation.what_now", "What now?"};
inline constexpr Text kWaysOut{
    "explanation.ways_out",
    "**C** adds a client, **A** interrupts or crashes one that sleeps, Ctrl+R plays it again. \u2190 looks back."};
inline constexpr Text kTheEnd{"explanation.the_end", "The end. What next?"};
inline constexpr Text kEndKeys{
    "explanation.end_keys",
    "Ctrl+R plays it again. \u2190 looks back, turn by turn. The menu Scenario has the others."};
inline constexpr Text kRecordingEndKeys{
    "explanation.recording_end_keys",
    "This is the end of the recording. \u2190 looks back, turn by turn; Ctrl+R plays the scenario for real."};
inline constexpr Text kEscReturns{"explanation.esc", "Esc returns to the turn that is shown."};

}  // namespace sockwalk::text
