#pragma once

#include "text/text.h"

namespace sockwalk::fact_text {

// Finding facts.

inline constexpr Text kNoFacts{"facts.none",
                               "there are no facts in {0}; install sockwalk wholly, or set "
                               "SOCKWALK_ASSETS to the folder that has \"facts\" in it"};
inline constexpr Text kNoSuchFact{
    "facts.no_such", "there is no fact \"{0}\"; \"sockwalk facts\" shows them all"};
inline constexpr Text kNoSuchFactNear{
    "facts.no_such_near",
    "there is no fact \"{0}\"; did you mean {1}? \"sockwalk facts\" shows them all"};
inline constexpr Text kSeveralFacts{"facts.several",
                                    "\"{0}\" is a row of several facts; write one of: {1}"};
inline constexpr Text kWrongFact{
    "facts.wrong", "{0}.toml is not the fact {0}; write [fact] with id = \"{0}\" in it"};
inline constexpr Text kNotExpressed{"facts.not_expressed", "no scenario expresses {0}: {1}"};

// Playing them.

inline constexpr Text kNeedsRoot{"facts.needs_root", "needs root"};
inline constexpr Text kClosedToOthers{"facts.closed_to_others", "other users may not enter {0}"};
inline constexpr Text kUnreadable{"facts.unreadable", "{0} cannot be read"};

// The table.

inline constexpr Text kColumnId{"facts.column_id", "fact"};
inline constexpr Text kColumnPromised{"facts.column_promised", "promised by"};
inline constexpr Text kColumnClaim{"facts.column_claim", "claim"};
inline constexpr Text kColumnObserved{"facts.column_observed", "observed here"};
inline constexpr Text kPromisedByPosix{"facts.by_posix", "POSIX"};
inline constexpr Text kPromisedByLinux{"facts.by_linux", "Linux"};
inline constexpr Text kPromisedByKernel{"facts.by_kernel", "nobody"};
inline constexpr Text kSame{"facts.same", "same"};
inline constexpr Text kDifferent{"facts.different", "different"};
inline constexpr Text kSkipped{"facts.skipped", "skipped"};
inline constexpr Text kDiffers{"facts.differs",
                               "fact {0} is different here: {1}, step {2} ({3}): \"{4}\" was expected, "
                               "\"{5}\" was observed"};
inline constexpr Text kCounts{"facts.counts",
                              "facts: {0} expressed, {1} same, {2} different, {3} skipped; rows not "
                              "expressible: {4}"};

}  // namespace sockwalk::fact_text
