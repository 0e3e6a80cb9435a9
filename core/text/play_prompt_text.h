#pragma once

#include "text/text.h"

/// The line for free play in the window.
namespace sockwalk::play_prompt_text {

inline constexpr Text kTitle{"prompt.title", "What is to happen?"};
inline constexpr Text kExample{"prompt.example", "An actor and a step, like \u201cclient 1: send 7\u201d"};
inline constexpr Text kKeys{"prompt.keys",
                            "\u2191 \u2193 choose \u00b7 Tab completes \u00b7 Enter does it \u00b7 Esc closes"};
inline constexpr Text kChoose{"prompt.choose", "Go on typing, or choose one of these."};
inline constexpr Text kForm{"prompt.form", "Write it so: {0}"};
inline constexpr Text kGivesTurn{"prompt.gives_turn", "Enter: {0} makes its next call."};
inline constexpr Text kGivesCall{
    "prompt.gives_call", "Enter: {0} makes this call, and then stands where it stood."};
inline constexpr Text kGivesCrash{
    "prompt.gives_crash", "Enter: {0} ends at once, and the kernel closes its descriptors."};
inline constexpr Text kGivesInterrupt{
    "prompt.gives_interrupt", "Enter: {0} gets a signal that ends a sleeping call with EINTR."};
inline constexpr Text kGivesRestart{
    "prompt.gives_restart", "Enter: {0} gets a signal after which the kernel repeats a sleeping call."};
inline constexpr Text kGivesTime{"prompt.gives_time", "Enter: time passes until the first deadline."};
inline constexpr Text kGivesClient{"prompt.gives_client",
                                   "Enter: a client with these steps comes onto the stage."};

}  // namespace sockwalk::play_prompt_text
