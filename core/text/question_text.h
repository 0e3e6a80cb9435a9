#pragma once

#include "text/text.h"

/// "Ask the class": the question about the next call, and what really came.
namespace sockwalk::question_text {

inline constexpr Text kAsked{"question.asked", "{0} calls {1}: what will come of it?"};
inline constexpr Text kNoHands{"question.no_hands", "–"};
inline constexpr Text kOneHand{"question.one_hand", "1 hand"};
inline constexpr Text kHands{"question.hands", "{0} hands"};
inline constexpr Text kKeys{"question.keys", "letter, digits: count · Space reveals · Esc"};
inline constexpr Text kAnsweredKeys{"question.answered_keys", "Space goes on"};
inline constexpr Text kCameBack{"question.came_back", "{0}: {1} {2}."};
inline constexpr Text kRight{"question.right", "{0} {1} is right."};
inline constexpr Text kRightOf{"question.right_of", "{0} {1} is right: {2} of {3} hands."};
inline constexpr Text kNoneRight{"question.none_right", "{0} None of these."};
inline constexpr Text kForetold{"question.foretold", "What will come of it? Think first, then look."};
inline constexpr Text kNothingToAsk{
    "question.nothing_to_ask",
    "There is no call to ask about: nobody moves next, or the call never returns."};

}  // namespace sockwalk::question_text
