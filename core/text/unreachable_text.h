#pragma once

#include "text/text.h"

/// Sockets that nobody holds but messages that nobody can receive any more: the kernel's garbage
/// collector closes them, some time later (unix(7)). Said by explain() and foretell().
namespace sockwalk::unreachable_text {

inline constexpr Text kClosed{
    "explain.close.unreachable",
    "Number {0} is free again. The socket is left in a message that nobody can receive any more: "
    "the "
    "kernel's garbage collector closes it when it runs next, and nobody can say when."};
inline constexpr Text kForetellClose{
    "foretell.close.unreachable",
    "close() gives number {0} back. The socket is left in a message that nobody can receive any "
    "more, until the kernel's garbage collector closes it."};
inline constexpr Text kWrote{
    "explain.write.unreachable",
    "{2}() put {0} into the receive buffer of {1}, where nobody can read it: that socket is held "
    "by "
    "nobody but a message that nobody can receive. Once the kernel's garbage collector has closed "
    "it, writes fail."};
inline constexpr Text kReadEnd{"explain.read.collected",
                               "{0}() returned 0, end of file: the other end was held by nobody "
                               "but a message that nobody could "
                               "receive, and the kernel's garbage collector has closed it."};
inline constexpr Text kFailed{"loss.collected",
                              "{0}() found the other socket gone: nobody held it but a message "
                              "that nobody could receive, and "
                              "the kernel's garbage collector has closed it."};
inline constexpr Text kForetellWrite{
    "foretell.write.unreachable",
    "Nobody holds the other socket but a message that nobody can receive. {0}() works until the "
    "kernel's garbage collector has closed that socket, and fails from then on."};
inline constexpr Text kForetellRead{
    "foretell.read.unreachable",
    "Nothing is there, and nobody holds the other socket but a message that nobody can receive. "
    "Once "
    "the kernel's garbage collector has closed that socket, {0}() meets its end."};
inline constexpr Text kNeeds{
    "needs.unreachable",
    "asleep in {0}: needs the kernel's garbage collector, which closes the other end some time"};

}  // namespace sockwalk::unreachable_text
