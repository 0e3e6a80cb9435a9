#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kEventsCount{"events.count", "{0} lines, as strace writes them"};
inline constexpr Text kEventsCountSentences{"events.count_sentences", "{0} lines, in sentences"};
inline constexpr Text kEventsFiltered{"events.filtered", "{0} of {1} lines \u00b7 Esc in the field, or \u00d7, clears it"};
inline constexpr Text kEventsSearching{"events.searching", "{0} of {1} lines, searching\u2026"};
inline constexpr Text kFilter{"events.filter", "show only lines with\u2026"};
inline constexpr Text kFilterIs{"events.filter_is",
                                "Words that must all occur: an actor, a call, an errno, a number. `/` comes here, `Esc` "
                                "clears it."};
inline constexpr Text kClearFilter{"events.clear", "**Clear** the words: all lines again."};
inline constexpr Text kAsSentences{"events.as_sentences", "as sentences"};
inline constexpr Text kAsStrace{"events.as_strace", "as strace writes them"};
inline constexpr Text kFormIs{"events.form_is", "The same events in the other form: as strace(1) writes them, or as one would say it."};
inline constexpr Text kNoLines{"events.no_lines", "No line has these words."};
inline constexpr Text kNothingYet{"events.nothing_yet", "Nothing has happened yet."};
inline constexpr Text kFellAsleep{"events.fell_asleep", "  \u2026 falls asleep"};
inline constexpr Text kWokenBy{"events.woken_by", "  (woken by {0} of {1})"};
inline constexpr Text kRowIs{"events.row_is", "Turn {0}. Click to select, again to look at this turn."};

}  // namespace sockwalk::text
