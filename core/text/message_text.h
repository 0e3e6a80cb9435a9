#pragma once

#include "text/text.h"

/// What the flags, addresses, descriptors and credentials of messages do: sendto, recvfrom,
/// sendmsg, recvmsg. Said by explain(). What they share with read and write stands in
/// explain_text.h.
namespace sockwalk::message_text {

// Sending
inline constexpr Text kSentRights{
    "explain.sendmsg.rights",
    "With {0} travels descriptor {1}: not the number, but the open file description behind it. {2} "
    "will get a number of its own; {3} may close its own at once."};
inline constexpr Text kSentRightsMany{
    "explain.sendmsg.rights_many",
    "With {0} travel the descriptors {1}: not the numbers, but the open file descriptions behind "
    "them. {2} will get numbers of its own; {3} may close its own at once."};
inline constexpr Text kSentNoCarrier{
    "explain.sendmsg.no_carrier",
    "Nothing was sent: on a stream a descriptor needs at least one byte to travel with. The call "
    "returned 0, and the descriptor was dropped without an error."};
inline constexpr Text kSentCredentials{
    "explain.sendmsg.credentials",
    "With {0} travel credentials: pid {1}, uid {2}. The kernel has checked them; {3} sees them in "
    "recvmsg() if it has set SO_PASSCRED."};
inline constexpr Text kSentDatagram{
    "explain.sendto.datagram",
    "One message of {0} lies in the receive queue of {1} now, whole, with the sender's name if it "
    "has one. No connection is needed."};
inline constexpr Text kSentToPeer{
    "explain.sendto.to_peer",
    "One message of {0} lies in the receive queue of {1} now: connect() had noted that address. "
    "Datagrams of Unix sockets are neither lost nor put out of order."};
inline constexpr Text kSentInPair{
    "explain.sendto.in_pair",
    "One message of {0} lies in the receive queue of {1} now, whole: socketpair() had made the two "
    "send to each other."};
inline constexpr Text kSentWakes{
    "explain.sendto.wakes", "One message of {0} came to {1}, and ended the sleep of {2} in {3}()."};
inline constexpr Text kSentSlept{"explain.sendto.slept",
                                 "The receive queue of {1} was full (net.unix.max_dgram_qlen and "
                                 "one more), so {2}() slept until "
                                 "a message was read there. Then it put {0} in."};

// Receiving
inline constexpr Text kPeeked{
    "explain.recv.peek",
    "MSG_PEEK: {2}() showed {0} from {1} and left them in the receive buffer. The next read gets "
    "the same bytes again."};
inline constexpr Text kTrueLength{
    "explain.recv.true_length",
    "MSG_TRUNC makes {3}() tell the true length of the message from {0}, {1}, although only {2} of "
    "it fitted. The rest is thrown away."};
inline constexpr Text kWaitedAll{"explain.recv.wait_all",
                                 "MSG_WAITALL: {2}() waited until all {0} bytes that were asked "
                                 "for had come from {1}, in however "
                                 "many writes."};
inline constexpr Text kWaitedEnd{"explain.recv.wait_all_end",
                                 "MSG_WAITALL asked for {1} bytes, but only {0} came: then the end "
                                 "of file, an error or a signal "
                                 "ended the wait."};
inline constexpr Text kCut{"explain.recv.cut",
                           "MSG_TRUNC in the answer: the message from {1} was longer than the {0} "
                           "bytes of room. This type "
                           "of socket keeps message boundaries, and the rest is thrown away."};
inline constexpr Text kGotDatagram{
    "explain.recv.datagram",
    "One message of {0} came, from {1}: on a datagram socket one call takes one message, and tells "
    "who sent it. An answer can go there by its name."};
inline constexpr Text kGotNameless{
    "explain.recv.nameless",
    "One message of {0} came from a socket without a name (address length 0): who did not call "
    "bind() cannot be answered."};
inline constexpr Text kGotRight{
    "explain.recvmsg.right",
    "{0} arrived, and with it a descriptor: it is number {1} here, the lowest free one. It is the "
    "same open file description as at the sender, so offset and flags are shared."};
inline constexpr Text kGotRightSocket{"explain.recvmsg.right_socket",
                                      "{0} arrived, and with it a descriptor: it is number {1} "
                                      "here, the lowest free one, and leads to "
                                      "{2}. The other end notices nothing."};
inline constexpr Text kGotRights{"explain.recvmsg.rights",
                                 "{0} arrived, and with it {2} descriptors: they are {1} here, the "
                                 "lowest free numbers. They are "
                                 "the same open file descriptions as at the sender."};
inline constexpr Text kRightsCut{
    "explain.recvmsg.rights_cut",
    "MSG_CTRUNC: not all that travelled with the message fitted. {0} of its descriptors got a "
    "number "
    "(room was for {1}, or the limit is reached); the kernel closed the rest."};
inline constexpr Text kControlCut{
    "explain.recvmsg.control_cut",
    "MSG_CTRUNC: something travelled with the message, but there was no room for it, or no free "
    "number. The {0} came; the kernel dropped what travelled with them."};
inline constexpr Text kPeekCut{
    "explain.recvmsg.peek_cut",
    "MSG_CTRUNC: not all that travels with the message fitted ({1} descriptors got a number). But "
    "MSG_PEEK only looked: the {0} and all that travels with them stay for the next recvmsg()."};
inline constexpr Text kPeekRights{
    "explain.recvmsg.peek_rights",
    "MSG_PEEK left {0} in the receive buffer, with the descriptors that travel with them. It gave "
    "them numbers here all the same ({1}), and the next recvmsg() gives them others."};
inline constexpr Text kNoSender{
    "explain.recvmsg.no_sender",
    "{0} The credentials beside it are all 0: no message came, so there is no sender."};
inline constexpr Text kEndCut{
    "explain.recvmsg.end_cut",
    "{0} MSG_CTRUNC: SO_PASSCRED found no room for credentials. Nothing is lost, no message came."};
inline constexpr Text kGotCredentials{
    "explain.recvmsg.credentials",
    "{0} arrived with the sender's credentials: pid {1}, uid {2}, gid {3}. The kernel vouches for "
    "them; only root may claim others than its own."};
inline constexpr Text kRightsDropped{
    "explain.recv.rights_dropped",
    "{0} came from {1}, but a descriptor travelled with them, and {2}() has no room for it: it was "
    "silently closed. Only recvmsg() can receive it."};

// Why a message could not be sent or received
inline constexpr Text kTooManyRights{
    "loss.sendmsg.too_many_rights",
    "One message carries at most 253 descriptors; this one had {0}. Nothing was sent."};
inline constexpr Text kMessageInvalid{
    "loss.sendmsg.invalid",
    "What was to travel with the message on socket {0} is not in order, so nothing was sent."};
inline constexpr Text kBadRight{
    "loss.sendmsg.bad_right",
    "The message on socket {1} was to carry descriptor {0}, which {2} does not have open. Nothing "
    "was sent, not even the bytes."};
inline constexpr Text kBadRightUnknown{
    "loss.sendmsg.bad_right_unknown",
    "One of the descriptors that were to travel is not open in the table of {0}. Nothing was sent, "
    "not even the bytes."};
inline constexpr Text kFalseCredentials{"loss.sendmsg.false_credentials",
                                        "{0} claimed to be pid {1}, uid {2}, and is not: only a "
                                        "privileged process may send credentials "
                                        "other than its own."};
inline constexpr Text kTooManyFlights{
    "loss.sendmsg.too_many_flights",
    "Too many descriptors of this user are on their way in messages that nobody has received "
    "(more than RLIMIT_NOFILE). Some must be received first."};
inline constexpr Text kSendNoName{
    "loss.sendto.no_name",
    "There is no name {0} to send to: nobody has called bind() with it. Nothing was sent."};
inline constexpr Text kSendRefused{
    "loss.sendto.refused",
    "The name {0} is there, but no open socket is behind it. A datagram is never kept for a "
    "receiver to come."};
inline constexpr Text kSendForbidden{
    "loss.sendto.forbidden",
    "{0} may not send to {1}: it needs write permission on the name itself and search permission "
    "(x) on every directory of the path."};
inline constexpr Text kSendType{
    "loss.sendto.type",
    "{0} is a socket of another type: a datagram reaches datagram sockets only."};
inline constexpr Text kSendConnected{
    "loss.sendto.connected",
    "{1}() was given an address, but socket {0} has its peer already: on a connection nothing can "
    "be sent to somebody else."};
inline constexpr Text kSendAddressed{
    "loss.sendto.addressed",
    "{1}() was given an address, but socket {0} is no datagram socket: connect() must come first, "
    "then the address is not wanted."};
inline constexpr Text kSendNotPermitted{
    "loss.sendto.not_permitted",
    "The socket at {0} is connected to somebody else: it takes messages from that one only."};
inline constexpr Text kSendFull{
    "loss.sendto.full",
    "The receive queue of {0} is full: net.unix.max_dgram_qlen and one more, for all senders "
    "together. {1}() may not wait; nothing is lost, try again later."};
inline constexpr Text kSendTimedOut{
    "loss.sendto.timed_out",
    "The receive queue of {0} stayed full until the time-out (SO_SNDTIMEO) had passed. Nothing was "
    "sent."};
inline constexpr Text kOutOfBand{
    "loss.flags",
    "{1}() on socket {0} was given flags that do not fit this type of socket or this moment."};

}  // namespace sockwalk::message_text
