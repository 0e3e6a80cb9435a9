#pragma once

#include "text/text.h"

/// The words of the view of the transition table.
namespace sockwalk::transitions_text {

inline constexpr Text kTimes{"transitions.times", "made"};
inline constexpr Text kFrom{"transitions.from", "from"};
inline constexpr Text kCall{"transitions.call", "call"};
inline constexpr Text kOutcome{"transitions.outcome", "outcome"};
inline constexpr Text kTo{"transitions.to", "to"};
inline constexpr Text kWhy{"transitions.why", "why"};
inline constexpr Text kManual{"transitions.manual", "manual page"};
inline constexpr Text kSucceeds{"transitions.succeeds", "succeeds"};
inline constexpr Text kSleeps{"transitions.sleeps", "sleeps"};
inline constexpr Text kFails{"transitions.fails", "fails"};
inline constexpr Text kFailsWith{"transitions.fails_with", "fails: {0}"};
inline constexpr Text kUnborn{"transitions.unborn", "not there yet"};
inline constexpr Text kStays{"transitions.stays", "the same"};
inline constexpr Text kPeers{"transitions.peers", "peer's {0}"};
inline constexpr Text kFromHere{"transitions.from_here", "Possible now, from {0}"};
inline constexpr Text kElsewhere{"transitions.elsewhere", "From its other phases"};
inline constexpr Text kAllRows{"transitions.all", "All transitions"};
inline constexpr Text kConnectionMachine{"transitions.connection", "connection socket"};
inline constexpr Text kDataMachine{"transitions.data", "data socket, server's end"};
inline constexpr Text kClientMachine{"transitions.client", "client's socket"};
inline constexpr Text kPathTooLong{"transitions.path_too_long", "{0} \u00b7 the recording is too large to follow its path"};

// In the picture of the machines.
inline constexpr Text kPossible{"transitions.possible", "From **{0}**: {1}."};
inline constexpr Text kRefusedHere{"transitions.refused_here", "refused: {0}"};
inline constexpr Text kArrowTip{"transitions.arrow_tip", "A click, or Space, shows all rows in the lower pane."};
inline constexpr Text kRowTip{"transitions.row_tip", "`{0}` {1}: {2} `{3}`"};

}  // namespace sockwalk::transitions_text
