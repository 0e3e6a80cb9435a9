#pragma once

#include "text/text.h"

/// Free play: what a person asks for between two turns, in words.
namespace sockwalk::play_text {

// Refusals. Each says what is wrong, then what would be right.

inline constexpr Text kRecording{
    "play.recording",
    "This is a recording, and it only repeats: \"continue from here\" plays the same turns again for "
    "real, and then you choose."};
inline constexpr Text kLookingBack{
    "play.looking_back",
    "You are looking back at turn {0} of {1}, and what is past only repeats: return to the end, or "
    "\"continue from here\" to play the same turns again for real."};
inline constexpr Text kUnderWay{"play.under_way", "A turn is under way; ask again when it is over."};
inline constexpr Text kNothingAsked{
    "play.nothing", "Write what is to happen, like \"client 1: send 7\" or \"add client\"."};
inline constexpr Text kUnknown{
    "play.unknown",
    "\"{0}\" is neither an actor nor a command; write an actor and a step, like \"{1}: send 7\", or "
    "one of: {2}."};
inline constexpr Text kUnknownNear{
    "play.unknown_near",
    "\"{0}\" is neither an actor nor a command; did you mean \"{1}\"? Possible are an actor and a "
    "step, like \"{2}: send 7\", or one of: {3}."};
inline constexpr Text kWhoIsTo{"play.who", "Say who is to do it: write \"{0}: {1}\"."};
inline constexpr Text kNobodyCalled{"play.nobody", "Nobody here is called \"{0}\"; there are: {1}."};
inline constexpr Text kNobodyCalledNear{
    "play.nobody_near", "Nobody here is called \"{0}\"; did you mean \"{1}\"? There are: {2}."};
inline constexpr Text kActorMissing{"play.actor_missing",
                                    "\"{0}\" needs to know whom; there are: {1}."};
inline constexpr Text kStepMissing{"play.step_missing",
                                   "Say what {0} is to do, like \"{0}: send 7\"; the verbs are: {1}."};
inline constexpr Text kWordsTooMany{"play.words_too_many",
                                    "\"{0}\" has no place behind \"{1}\"; leave it out."};
inline constexpr Text kTooLong{"play.too_long",
                               "That has {0} bytes; write at most {1}."};
inline constexpr Text kTooManySteps{"play.too_many_steps",
                                    "A client of {0} steps is too long; write at most {1}."};
inline constexpr Text kNoSteps{
    "play.no_steps",
    "There is no client whose steps a new one could take; write them, like \"add client {0}\"."};
inline constexpr Text kTooManyActors{
    "play.too_many_actors", "There are {0} actors already, which is as many as free play takes."};
inline constexpr Text kNoDeadline{
    "play.no_deadline",
    "Nobody sleeps in a call that has a time-out, so no time needs to pass; give somebody a turn."};
inline constexpr Text kGone{"play.gone",
                            "{0} has ended; ask somebody else, or add a client."};
inline constexpr Text kAsleep{
    "play.asleep",
    "{0} cannot make a call now: {1}. It can be interrupted, or crash."};
inline constexpr Text kJoining{
    "play.joining",
    "{0} waits in pthread_join() for its threads and cannot make a call now. It can be interrupted, or crash."};

// What can be asked for.

inline constexpr Text kSendNumbers{"play.send_numbers", "Send numbers"};
inline constexpr Text kSendText{"play.send_text", "Send a text"};
inline constexpr Text kRead{"play.read", "Read"};
inline constexpr Text kShutDown{"play.shut_down", "Shut down its sending half"};
inline constexpr Text kClose{"play.close", "Close its descriptor"};
inline constexpr Text kCrash{"play.crash", "Crash"};
inline constexpr Text kInterrupt{"play.interrupt", "Interrupt (no SA_RESTART)"};
inline constexpr Text kInterruptRestart{"play.interrupt_restart", "Interrupt with SA_RESTART"};
inline constexpr Text kLetTimePass{"play.time", "Let time pass"};
inline constexpr Text kAddClient{"play.add_client", "Add a client"};
inline constexpr Text kAskActor{"play.ask_actor", "Ask {0} \u2026"};
inline constexpr Text kForm{"play.form", "{0}"};

}  // namespace sockwalk::play_text
