#pragma once

#include "text/text.h"

/// The words of difference(): properties that hold a number, and values that are words.
namespace sockwalk::difference_text {

inline constexpr Text kSlot{"difference.slot", "slot {0}"};
inline constexpr Text kSumOfSlot{"difference.sum_of_slot", "sum of slot {0}"};
inline constexpr Text kFree{"difference.free", "free"};
inline constexpr Text kSet{"difference.set", "set"};
inline constexpr Text kReceiving{"difference.shut.receiving", "receiving"};
inline constexpr Text kSending{"difference.shut.sending", "sending"};
inline constexpr Text kBothDirections{"difference.shut.both", "receiving and sending"};
inline constexpr Text kAbsent{"difference.actor.absent", "not started"};
inline constexpr Text kReady{"difference.actor.ready", "between two calls"};
inline constexpr Text kInCall{"difference.actor.in_call", "in {0}"};
inline constexpr Text kGone{"difference.actor.gone", "gone"};

}  // namespace sockwalk::difference_text
