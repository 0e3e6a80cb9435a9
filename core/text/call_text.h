#pragma once

#include "text/text.h"

/// What each system call is for: half a sentence, for tooltips and `sockwalk explain`.
namespace sockwalk {

inline constexpr Text kPurposeSocket{
    "call.socket", "makes a socket in the kernel and gives the lowest free number for it"};
inline constexpr Text kPurposeBind{
    "call.bind", "gives a socket its name, so that others can find it; a path appears as a file"};
inline constexpr Text kPurposeListen{
    "call.listen", "makes a socket accept connections, with an accept queue for those that wait"};
inline constexpr Text kPurposeAccept{
    "call.accept",
    "takes the oldest connection out of the accept queue and gives it a number, the client handle; "
    "sleeps while the queue is empty"};
inline constexpr Text kPurposeConnect{
    "call.connect",
    "makes a connection to the socket of that name and puts its other end into the accept queue; "
    "sleeps while the queue is full"};
inline constexpr Text kPurposeRead{
    "call.read",
    "takes bytes out of the receive buffer; 0 means that the other end has closed; sleeps while "
    "there are none"};
inline constexpr Text kPurposeWrite{
    "call.write",
    "puts bytes into the receive buffer of the other end; sleeps while there is no room"};
inline constexpr Text kPurposeSelect{
    "call.select",
    "tells which of a set of descriptors are ready to be read or accepted; sleeps while none is"};
inline constexpr Text kPurposeClose{
    "call.close",
    "gives a number back; when it was the last one for a socket, the connection ends"};
inline constexpr Text kPurposeUnlink{
    "call.unlink", "removes a name from the file system; the socket behind it lives on"};
inline constexpr Text kPurposeExit{"call.exit",
                                   "ends the program; the kernel closes all that it left open"};

}  // namespace sockwalk
