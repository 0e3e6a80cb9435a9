#pragma once

#include "text/text.h"

/// The tour of the window: one card for each pane.
namespace sockwalk::tour_text {

inline constexpr Text kToolbar{
    "tour.toolbar",
    "**One key is enough.** The yellow button says who moves next, and which call it makes. Press **Space**: it "
    "makes that call, for real."};
inline constexpr Text kStage{
    "tour.stage",
    "**The stage.** Programs stand above, the kernel below, and between them each program's own numbers. That call "
    "went down, changed something, and its result came back. **Space** makes the next one."};
inline constexpr Text kCode{
    "tour.code",
    "**The program.** Its twelve steps, and the C lines behind them. The marked line is the one that comes next. "
    "**Space**."};
inline constexpr Text kExplanation{
    "tour.explanation",
    "**What happens here.** What the last call did and why, then what the next one is about to do. **Space**."};
inline constexpr Text kStates{
    "tour.states",
    "**State machines.** Where the sockets stand, and the arrow that the next call takes. **Space**."};
inline constexpr Text kHandles{
    "tour.handles",
    "**Client handles.** The server's own array, slot by slot, and nothing that is not in it. **Space**."};
inline constexpr Text kLower{
    "tour.lower",
    "**Timeline.** A lane for each actor, a column for each turn. Left and right arrows look back and forward; E "
    "shows the calls as strace does, K what the kernel says. **Space**."};
inline constexpr Text kEnd{
    "tour.end",
    "**That is all.** F2 has the scenarios, Ctrl+K every command, F1 the keys and the words. Space goes on stepping."};
inline constexpr Text kPlace{"tour.place", "{0} of {1} · Space goes on · Esc ends the tour"};

}  // namespace sockwalk::tour_text
