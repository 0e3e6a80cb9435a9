#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kStart{"toolbar.start", "Start"};
inline constexpr Text kBack{"toolbar.back", "Back"};
inline constexpr Text kStepNext{"toolbar.step", "Step: {0}"};
inline constexpr Text kLetTimePass{"toolbar.let_time_pass", "let time pass"};
inline constexpr Text kReplayNext{"toolbar.replay", "Replay: {0}"};
inline constexpr Text kCompleteReveal{"toolbar.complete", "Show the result"};
inline constexpr Text kAtTheEnd{"toolbar.at_the_end", "All have exited. Play again"};
inline constexpr Text kAllAsleep{"toolbar.all_asleep", "All are asleep. Add a client\u2026"};
inline constexpr Text kAddClient{"toolbar.add_client", "Add a client\u2026"};
inline constexpr Text kInterrupt{"toolbar.interrupt", "Interrupt\u2026"};
inline constexpr Text kPlayAgain{"toolbar.play_again", "Play again"};
inline constexpr Text kPlay{"toolbar.play", "Play"};
inline constexpr Text kPause{"toolbar.pause", "Pause"};
inline constexpr Text kRunTo{"toolbar.run_to", "Run to\u2026"};
inline constexpr Text kContinue{"toolbar.continue", "Continue from here"};
inline constexpr Text kSpeed{"toolbar.speed", "speed"};
inline constexpr Text kLive{"toolbar.live", "LIVE \u00b7 turn {0}"};
inline constexpr Text kRecorded{"toolbar.recorded", "RECORDED {0} of {1}"};
inline constexpr Text kBadgeTooltip{
    "toolbar.badge_tooltip",
    "After every turn the kernel is asked (unix_diag, /proc) and its answer is compared with the "
    "picture. Click to see both."};

inline constexpr Text kPastRun{"toolbar.past_run", "Run {0}: {1}, {2} events"};
inline constexpr Text kPath{"toolbar.path", "Path of the trace"};
inline constexpr Text kOpenTitle{"toolbar.open_title", "Open a trace"};
inline constexpr Text kSaveTitle{"toolbar.save_title", "Save as a trace"};
inline constexpr Text kOpen{"toolbar.open", "Open"};
inline constexpr Text kSave{"toolbar.save", "Save"};
inline constexpr Text kCancel{"toolbar.cancel", "Cancel"};
inline constexpr Text kGo{"toolbar.go", "Go"};
inline constexpr Text kRunToAccept{"toolbar.run_to_accept", "until the next accept()"};
inline constexpr Text kRunToRead{"toolbar.run_to_read", "until the next read()"};
inline constexpr Text kRunToWrite{"toolbar.run_to_write", "until the next write()"};
inline constexpr Text kRunToClose{"toolbar.run_to_close", "until the next close()"};
inline constexpr Text kRunToSleep{"toolbar.run_to_sleep", "until a call falls asleep"};
inline constexpr Text kRunToEnd{"toolbar.run_to_end", "to the end"};
inline constexpr Text kRunToTurn{"toolbar.run_to_turn", "turn"};

}  // namespace sockwalk::text
