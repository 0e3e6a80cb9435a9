#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kAskedAfter{"kernel.asked_after", "unix_diag and /proc, asked at the end of turn {0}"};
inline constexpr Text kNotWhileMoving{"kernel.not_while_moving",
                                      "The kernel is asked when nothing moves: at the end of the turn."};
inline constexpr Text kNotAsked{"kernel.not_asked", "The kernel was not asked here."};
inline constexpr Text kObject{"kernel.object", "what"};
inline constexpr Text kProperty{"kernel.property", "property"};
inline constexpr Text kModel{"kernel.model", "the picture says"};
inline constexpr Text kKernel{"kernel.kernel", "the kernel says"};
inline constexpr Text kVerdict{"kernel.verdict", "verdict"};
inline constexpr Text kEqual{"kernel.equal", "equal"};
inline constexpr Text kDifferent{"kernel.different", "different"};
inline constexpr Text kCannotBeObserved{"kernel.cannot", "cannot be observed"};
inline constexpr Text kSocketWithInode{"kernel.socket", "{0} (inode {1})"};
inline constexpr Text kThreadOf{"kernel.thread", "{0}'s thread"};
inline constexpr Text kFileSystem{"kernel.file_system", "File system"};

}  // namespace sockwalk::text
