#pragma once

#include "text/text.h"

/// What is said where model and kernel stand beside each other.
namespace sockwalk::agreement_text {

// The badge.
inline constexpr Text kAgreesNone{"agreement.badge.none", "kernel agrees · no sockets"};
inline constexpr Text kAgreesOne{"agreement.badge.one", "kernel agrees · 1 socket"};
inline constexpr Text kAgrees{"agreement.badge.many", "kernel agrees · {0} sockets"};
inline constexpr Text kAgreesOneQueued{"agreement.badge.one_queued",
                                       "kernel agrees · 1 socket, {0} queued"};
inline constexpr Text kAgreesQueued{"agreement.badge.queued",
                                    "kernel agrees · {0} sockets, {1} queued"};
inline constexpr Text kDiffersOnce{"agreement.badge.differs_once", "kernel differs in 1 place"};
inline constexpr Text kDiffers{"agreement.badge.differs", "kernel differs in {0} places"};
inline constexpr Text kCannotAsk{"agreement.badge.cannot_ask", "cannot ask the kernel"};

// Why there is no answer, or none to one question.
inline constexpr Text kWhyNot{"agreement.why.not_asked", "{0}"};
inline constexpr Text kWhyNoReason{"agreement.why.no_reason",
                                   "The kernel was not asked at this point."};
inline constexpr Text kWhyQueued{
    "agreement.why.queued",
    "unix_diag finds a socket by its inode, and a data socket gets one only when accept() gives it "
    "a number. Until then it is seen from outside only: as one more in the accept queue."};
inline constexpr Text kWhyNoInode{"agreement.why.no_inode",
                                  "unix_diag finds a socket by its inode, and the recording does "
                                  "not have the inode of this one."};
inline constexpr Text kWhyNotInSnapshot{
    "agreement.why.not_in_snapshot", "The kernel was not asked about this socket at this point."};
inline constexpr Text kWhyPeerUnknown{
    "agreement.why.peer_unknown",
    "The recording does not tell which socket is at the other end, so the answer cannot be "
    "checked."};
inline constexpr Text kWhyDatagramPhase{
    "agreement.why.datagram_phase",
    "The kernel calls a datagram socket established as soon as somebody names it in connect(): its "
    "state does not tell the phase."};
inline constexpr Text kWhyBeingFilled{"agreement.being_filled",
                                      "the other end sleeps in a write: a part of its bytes has "
                                      "come, and the write tells how many only "
                                      "when it returns"};
inline constexpr Text kWhyDatagramUnread{
    "agreement.why.datagram_unread",
    "For a datagram socket the kernel counts the bytes of the first message only."};
inline constexpr Text kWhyWriting{
    "agreement.why.writing",
    "Somebody sleeps in a write to this socket: how much of it is there already is not told before "
    "the call returns."};
inline constexpr Text kWhyReading{
    "agreement.why.reading",
    "Somebody sleeps in a call that waits for more: how much it has taken already is not told "
    "before the call returns."};
inline constexpr Text kWhyClamped{
    "agreement.why.clamped",
    "The kernel cuts a backlog to net.core.somaxconn, which is set on each machine."};
inline constexpr Text kWhyNoOrder{
    "agreement.why.no_order",
    "The kernel did not list who waits: with very many, its answer has no room for the list."};
inline constexpr Text kWhyConnectedAtOnce{"agreement.why.connected_at_once",
                                          "Without turns some connected at the same time, and only "
                                          "the kernel knows who came first: {0}."};
inline constexpr Text kWhyNameChosen{"agreement.why.name_chosen",
                                     "The kernel chose this name itself; no call has told it."};
inline constexpr Text kWhyNoThread{"agreement.why.no_thread",
                                   "/proc was not asked about this thread at this point."};
inline constexpr Text kWhyUnreachable{
    "agreement.why.unreachable",
    "Nobody can reach this socket, or its other end, any more: the kernel's "
    "garbage collector closes "
    "it when it runs next, and may have done so already."};
inline constexpr Text kWhyUrgentPassed{
    "agreement.why.urgent_passed",
    "The kernel may still count urgent bytes that a read has passed over; they are not there."};

// The values themselves.
inline constexpr Text kOpen{"agreement.value.open", "open"};
inline constexpr Text kGone{"agreement.value.gone", "gone"};
inline constexpr Text kUnknownSocket{"agreement.value.unknown_socket", "unknown"};
inline constexpr Text kInode{"agreement.value.inode", "inode {0}"};
inline constexpr Text kNothing{"agreement.value.nothing", "none"};
inline constexpr Text kNotAccepted{"agreement.value.not_accepted", "not accepted yet"};
inline constexpr Text kPeerGone{"agreement.value.peer_gone", "gone"};
inline constexpr Text kReceiving{"agreement.value.receiving", "receiving"};
inline constexpr Text kSending{"agreement.value.sending", "sending"};
inline constexpr Text kBoth{"agreement.value.both", "receiving and sending"};
inline constexpr Text kAsleep{"agreement.value.asleep", "asleep in {0}"};
inline constexpr Text kBetweenCalls{"agreement.value.between_calls", "between two calls"};
inline constexpr Text kRunning{"agreement.value.running", "running ({0})"};
inline constexpr Text kNameThere{"agreement.value.name_there", "there"};
inline constexpr Text kNameNotSocket{"agreement.value.name_not_socket", "there, but no socket"};
inline constexpr Text kNameAbsent{"agreement.value.name_absent", "not there"};
inline constexpr Text kOrderClosed{"agreement.value.order_closed", "a client that left"};
inline constexpr Text kOrderUnknown{"agreement.value.order_unknown", "?"};

}  // namespace sockwalk::agreement_text
