#pragma once

#include "text/text.h"

/// The words of the view that lays two steps side by side.
namespace sockwalk::step_difference_text {

inline constexpr Text kState{"step_difference.state", "state"};
inline constexpr Text kCalls{"step_difference.calls", "calls made"};
inline constexpr Text kLastCall{"step_difference.last_call", "last call"};
inline constexpr Text kDescriptor{"step_difference.descriptor", "descriptor {0}"};
inline constexpr Text kOtherFile{"step_difference.other_file", "another file"};
inline constexpr Text kInterestList{"step_difference.interest_list", "interest list"};
inline constexpr Text kSocket{"step_difference.socket", "socket"};
inline constexpr Text kThere{"step_difference.there", "there"};
inline constexpr Text kArray{"step_difference.array", "Server's own array"};
inline constexpr Text kKeptBesides{"step_difference.kept_besides", "Server keeps besides"};
inline constexpr Text kFileSystem{"step_difference.file_system", "File system"};
inline constexpr Text kFdSet{"step_difference.fd_set", "fd_set"};
inline constexpr Text kPollArray{"step_difference.poll_array", "pollfd array"};
inline constexpr Text kEpollLists{"step_difference.epoll", "epoll entries"};
inline constexpr Text kThreads{"step_difference.threads", "threads"};

// The view. {0}, {1}: numbers of turns.
inline constexpr Text kMarked{"step_difference.header_marked", "turn {0}, marked \u00b7 turn {1}"};
inline constexpr Text kNeighbours{"step_difference.header", "turn {0} \u00b7 turn {1}"};
inline constexpr Text kObject{"step_difference.object", "what differs"};
inline constexpr Text kTurn{"step_difference.turn", "after turn {0}"};
inline constexpr Text kTurnCall{"step_difference.turn_call", "after turn {0}: {1} {2}"};
inline constexpr Text kTurnStart{"step_difference.turn_start", "at the start"};
inline constexpr Text kAtStart{
    "step_difference.at_start",
    "This is the start: nothing comes before it. `M` marks a turn; from any other, the two are then laid side by side."};
inline constexpr Text kSameTurn{
    "step_difference.same_turn",
    "This is the turn that you have marked. Go to another one, and what differs stands here. `M` takes the mark away."};
inline constexpr Text kNothing{"step_difference.nothing", "Nothing differs between the two."};
inline constexpr Text kUnchanged{
    "step_difference.unchanged",
    "The same in both: actors {0}, open sockets {1}, descriptors {2}, slots of the array {3}, names {4}."};
inline constexpr Text kHint{"step_difference.hint", "`M` marks this turn, to compare others with it."};
inline constexpr Text kRowTip{"step_difference.row_tip", "**{0}**, {1}: {2} \u2192 {3}"};

}  // namespace sockwalk::step_difference_text
