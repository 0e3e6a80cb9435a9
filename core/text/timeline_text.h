#pragma once

#include "text/text.h"

namespace sockwalk::text {

// Around the lanes of the timeline.
inline constexpr Text kLaneOneCall{"timeline.lane_one_call", "**{0}:** one call so far."};
inline constexpr Text kLaneCalls{"timeline.lane_calls", "**{0}:** {1} calls so far."};
inline constexpr Text kFoldLane{"timeline.fold_lane", "Click folds the lane; `F` folds that of the selected actor."};
inline constexpr Text kUnfoldLane{"timeline.unfold_lane", "Click unfolds the lane."};
inline constexpr Text kClockLaneIs{"timeline.clock_lane",
                                   "**Clock:** turns in which time passes, until a time-out of a sleeping call."};
inline constexpr Text kRulerIs{"timeline.ruler", "**Turns.** Drag to look at another one; `Home` and `End` go to the ends."};
inline constexpr Text kMinimapIs{
    "timeline.minimap",
    "**The whole run,** a row for each actor or some of them; bars from top to bottom: a call failed. In the frame: what "
    "is in sight. Click or drag to go elsewhere (`Shift` and arrows)."};
inline constexpr Text kSocketThen{"timeline.socket_then", "The socket is **{0}** then."};
inline constexpr Text kSocketNow{"timeline.socket_now", "The socket is **{0}** meanwhile."};
inline constexpr Text kTurnsOfCall{"timeline.turns_of_call", "Turns {0} to {1}."};
inline constexpr Text kClickAgain{"timeline.click_again", "Click to select, again to look at its turn."};

// The legend while calls are bars.
inline constexpr Text kLegendTall{"timeline.legend.tall", "tall: failed"};
inline constexpr Text kLegendLow{"timeline.legend.low", "low: nothing to do, as expected"};

}  // namespace sockwalk::text
