#pragma once

#include "text/text.h"

/// What MSG_OOB does on a stream: one urgent byte, held apart from the others. Said by explain()
/// and foretell().
namespace sockwalk::urgent_text {

// What happened
inline constexpr Text kSent{
    "explain.urgent.sent",
    "{0} went into the receive buffer of {1}. MSG_OOB makes the last byte of them urgent: poll() "
    "reports POLLPRI, a read stops before it, and the next read passes over it. recv() with "
    "MSG_OOB takes it."};
inline constexpr Text kSentAlone{
    "explain.urgent.sent_alone",
    "The urgent byte, {0}, lies in the receive buffer of {1}: poll() reports POLLPRI, and a read "
    "passes over it. recv() with MSG_OOB takes it."};
inline constexpr Text kSentAgain{
    "explain.urgent.sent_again",
    "{0} went into the receive buffer of {1}, the last byte of them as the urgent one (MSG_OOB). "
    "There is one at a time: the byte that was urgent before is an ordinary one now."};
inline constexpr Text kSentLost{"explain.urgent.sent_lost",
                                "The urgent byte, {0}, came to {1}, where {2} sleeps in {3}(): "
                                "that passes over the byte, which "
                                "is lost, and sleeps on."};
inline constexpr Text kTaken{
    "explain.urgent.taken",
    "MSG_OOB: {1}() took the urgent byte, {0}, before all that lies in the receive buffer. The "
    "place where it was stays: a read stops there."};
inline constexpr Text kShown{
    "explain.urgent.shown",
    "MSG_OOB and MSG_PEEK: {1}() showed the urgent byte, {0}, and left it where it is."};
inline constexpr Text kPassed{
    "explain.urgent.passed",
    "{1}() passed over the urgent byte, which is lost now, and took {0} behind it."};
inline constexpr Text kPassedEnd{
    "explain.urgent.passed_end",
    "{0}() passed over the urgent byte, which is lost now. Behind it is the end of file."};
inline constexpr Text kPassedNothing{"explain.urgent.passed_nothing",
                                     "{0}() passed over the urgent byte, which is lost now. "
                                     "Nothing lies behind it, and the call may "
                                     "not wait any longer."};
inline constexpr Text kStopped{
    "explain.urgent.stopped",
    "{1}() took {0}, all that lies before the urgent byte. The next read passes over that byte; "
    "recv() with MSG_OOB takes it."};
inline constexpr Text kStoppedAtPlace{"explain.urgent.stopped_at_place",
                                      "{1}() took {0}, all that was sent before the urgent byte. "
                                      "That byte has been taken already, and "
                                      "a read stops where it was all the same."};
inline constexpr Text kBehind{
    "explain.urgent.behind",
    "{2}() put {0} into the receive buffer of {1}, behind the place of an urgent byte: a read that "
    "takes what lies before that place stops there."};
inline constexpr Text kNone{
    "loss.urgent.none",
    "There is no urgent byte on socket {0}: none was sent, or it was taken, or a read has passed "
    "over it."};
inline constexpr Text kNothingThere{"loss.urgent.nothing_there",
                                    "The receive buffer has no byte that {0}() gives, only an "
                                    "urgent one or the place where one was, "
                                    "and the call may not wait any longer."};
inline constexpr Text kEmpty{
    "loss.urgent.empty",
    "MSG_OOB makes the last byte urgent: {0}() needs at least one byte to send."};

// Why a socket is ready
inline constexpr Text kReady{"readiness.urgent", "{0} (an urgent byte)"};
inline constexpr Text kReadyAmong{"readiness.urgent_among", "{0} ({1}, one of them urgent)"};
inline constexpr Text kReadyPlace{
    "readiness.urgent_place",
    "{0} (the place of an urgent byte that was taken: a read would wait)"};

// How many bytes wait
inline constexpr Text kCountedPassed{
    "explain.urgent.counted_passed",
    "FIONREAD tells {1} for number {0}, but a read would find {2}: this kernel still counts an "
    "urgent byte that a read has passed over."};

// What will happen
inline constexpr Text kForetellSend{"foretell.urgent.send",
                                    "{2}() copies {0} into the receive buffer of {1}. With MSG_OOB "
                                    "the last byte of them becomes the "
                                    "urgent one, which a plain read passes over."};
inline constexpr Text kForetellTake{
    "foretell.urgent.take", "{0}() takes the urgent byte, before all that lies in the buffer."};
inline constexpr Text kForetellShow{
    "foretell.urgent.show", "{0}() shows the urgent byte, and leaves it where it is (MSG_PEEK)."};
inline constexpr Text kForetellNone{"foretell.urgent.none",
                                    "Socket {0} has no urgent byte: {1}() will say EINVAL."};
inline constexpr Text kForetellEmpty{
    "foretell.urgent.empty", "Without a byte nothing can be urgent: {0}() will say EOPNOTSUPP."};
inline constexpr Text kForetellType{"foretell.urgent.type",
                                    "Only a stream has an urgent byte: {0}() will say EOPNOTSUPP."};
inline constexpr Text kForetellStop{
    "foretell.urgent.stop",
    "{1}() takes at once {0}, all that lies before the place of the urgent byte, and stops there."};
inline constexpr Text kForetellPass{"foretell.urgent.pass",
                                    "{1}() passes over the urgent byte, which is lost then, and "
                                    "takes of the {0} behind it, at once."};
inline constexpr Text kForetellPassSleeps{
    "foretell.urgent.pass_sleeps",
    "Only the urgent byte is there. {1}() passes over it, so that it is lost, and will sleep until "
    "{0} writes, or closes its end."};
inline constexpr Text kForetellPassNotWaiting{
    "foretell.urgent.pass_not_waiting",
    "Only the urgent byte is there. {0}() passes over it, so that it is lost, and may not wait: it "
    "will say EAGAIN."};
inline constexpr Text kForetellPassEnd{
    "foretell.urgent.pass_end",
    "Only the urgent byte is there. {0}() passes over it, so that it is lost, and meets the end of "
    "file."};
inline constexpr Text kForetellPeekNothing{
    "foretell.urgent.peek_nothing",
    "Only the urgent byte is there, which {0}() with MSG_PEEK neither shows nor takes."};

}  // namespace sockwalk::urgent_text
