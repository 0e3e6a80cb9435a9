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
inline constexpr Text kPurposeSocketpair{
    "call.socketpair",
    "makes two sockets that are connected to each other already, without any name"};
inline constexpr Text kPurposeAccept4{
    "call.accept4", "is accept() that can make the client handle non-blocking or close-on-exec at once"};
inline constexpr Text kPurposeSendto{
    "call.sendto",
    "puts bytes into the receive buffer of the other end, or of the socket of that name; sleeps "
    "while there is no room"};
inline constexpr Text kPurposeRecvfrom{
    "call.recvfrom",
    "takes bytes out of the receive buffer, as its flags say, and tells who sent them; sleeps while "
    "there are none"};
inline constexpr Text kPurposeSendmsg{
    "call.sendmsg",
    "sends bytes together with descriptors or credentials, which the kernel hands over"};
inline constexpr Text kPurposeRecvmsg{
    "call.recvmsg",
    "takes bytes out of the receive buffer, with the descriptors or credentials that came along"};
inline constexpr Text kPurposeShutdown{
    "call.shutdown",
    "ends one direction of a connection, or both, whatever copies of the descriptor exist"};
inline constexpr Text kPurposePoll{
    "call.poll",
    "tells what each of an array of descriptors is ready for; sleeps while none is ready"};
inline constexpr Text kPurposeEpollCreate1{
    "call.epoll_create1", "makes an epoll instance: a list of interest that the kernel keeps"};
inline constexpr Text kPurposeEpollCtl{
    "call.epoll_ctl", "adds a descriptor to the interest list of an epoll instance, changes or removes it"};
inline constexpr Text kPurposeEpollWait{
    "call.epoll_wait",
    "takes what is ready from the ready list of an epoll instance; sleeps while that is empty"};
inline constexpr Text kPurposeDup{
    "call.dup", "gives a second number to the same open file description"};
inline constexpr Text kPurposeFcntl{
    "call.fcntl", "reads or changes flags of a descriptor, like O_NONBLOCK"};
inline constexpr Text kPurposeIoctl{
    "call.ioctl", "asks how many bytes wait to be read, or how much memory the unread ones take"};
inline constexpr Text kPurposeSetsockopt{
    "call.setsockopt", "changes an option of a socket: time-outs, buffer size, passing of credentials"};
inline constexpr Text kPurposeGetsockopt{
    "call.getsockopt", "reads an option of a socket: a pending error, the peer's credentials"};
inline constexpr Text kPurposeGetsockname{
    "call.getsockname", "tells the name that a socket is bound to"};
inline constexpr Text kPurposeGetpeername{
    "call.getpeername", "tells the name of the socket at the other end"};
inline constexpr Text kPurposeOpen{"call.open", "opens a file and gives the lowest free number for it"};
inline constexpr Text kPurposeChmod{
    "call.chmod", "changes who may use a file; to connect one needs the right to write"};
inline constexpr Text kPurposeFchmod{
    "call.fchmod", "changes the mode behind a descriptor; of a socket only before bind() does it matter"};
inline constexpr Text kPurposeUmask{
    "call.umask", "sets which rights the files that are made from now on will lack"};
inline constexpr Text kPurposeMkdir{"call.mkdir", "makes a directory"};
inline constexpr Text kPurposeChdir{
    "call.chdir", "changes the directory from which relative names are looked up"};
inline constexpr Text kPurposeSetresuid{
    "call.setresuid", "makes the calling thread another user, with that user's rights from now on"};
inline constexpr Text kPurposeExit{"call.exit",
                                   "ends the program; the kernel closes all that it left open"};

}  // namespace sockwalk
