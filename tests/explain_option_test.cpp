#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <string>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

EventScript& peer_told(EventScript& s, std::int32_t pid, std::uint32_t uid, int fd) {
  PartsDraft parts;
  parts.has_credentials = true;
  parts.credentials = {pid, uid, uid};
  return s.enter(Syscall::getsockopt, {fd, SO_PEERCRED}).exit(0, 0, parts);
}

const Rows kRows{
    {"K5", "explain.ioctl.stream",
     [](EventScript& s) {
       told(connected(s), Syscall::ioctl, {3, FIONREAD}, 5);
     }},
    {"K5", "explain.ioctl.records",
     [](EventScript& s) {
       told(connected(s, kRecord), Syscall::ioctl, {3, FIONREAD}, 5);
     }},
    {"K5", "explain.ioctl.datagram",
     [](EventScript& s) {
       told(datagrams(s), Syscall::ioctl, {3, FIONREAD}, 2);
     }},
    {"Q9", "explain.ioctl.outq",
     [](EventScript& s) {
       told(connected(s), Syscall::ioctl, {3, SIOCOUTQ}, 768);
     }},
    {"C3", "explain.setsockopt.receive_limit",
     [](EventScript& s) { listening_server(s).setsockopt(3, SO_RCVTIMEO, 200); }},
    {"H4", "explain.setsockopt.send_limit",
     [](EventScript& s) { connected(s).setsockopt(3, SO_SNDTIMEO, 200); }},
    {"socket(7)", "explain.setsockopt.no_limit",
     [](EventScript& s) { connected(s).setsockopt(3, SO_RCVTIMEO, 0); }},
    {"Q8", "explain.setsockopt.send_buffer",
     [](EventScript& s) { connected(s).setsockopt(3, SO_SNDBUF, 4096); }},
    {"Q8", "explain.setsockopt.receive_buffer",
     [](EventScript& s) { connected(s).setsockopt(3, SO_RCVBUF, 4096); }},
    {"E2", "explain.setsockopt.reuse_address",
     [](EventScript& s) { connected(s).setsockopt(3, SO_REUSEADDR, 1); }},
    {"unix(7)", "explain.setsockopt.pass_credentials",
     [](EventScript& s) { connected(s).setsockopt(3, SO_PASSCRED, 1); }},
    {"G12", "explain.getsockopt.peer_connected",
     [](EventScript& s) { peer_told(served_client(s), 4000, 0, 4); }},
    {"G14", "explain.getsockopt.peer_listened",
     [](EventScript& s) { peer_told(connected(s), 4000, 0, 3); }},
    {"G15", "explain.getsockopt.peer_nobody",
     [](EventScript& s) { peer_told(s.as("server").socket(3), 0, 4294967295U, 3); }},
    {"unix(7)", "explain.getsockopt.peer_paired",
     [](EventScript& s) { peer_told(s.as("server").socketpair(3, 4), 4000, 0, 3); }},
    {"M4", "explain.getsockopt.error_taken",
     [](EventScript& s) {
       connected(s)
           .write(3, "x")
           .as("server")
           .close(4)
           .as("client 1")
           .getsockopt(3, SO_ERROR, ECONNRESET);
     }},
    {"H6", "explain.getsockopt.error_none",
     [](EventScript& s) { connected(s).getsockopt(3, SO_ERROR, 0); }},
    {"A17", "explain.getsockopt.accepts",
     [](EventScript& s) { listening_server(s).getsockopt(3, SO_ACCEPTCONN, 1); }},
    {"A17", "explain.getsockopt.accepts_not",
     [](EventScript& s) { connected(s).getsockopt(3, SO_ACCEPTCONN, 0); }},
    {"A9", "explain.getsockname.handle",
     [](EventScript& s) {
       name_told(served_client(s), Syscall::getsockname, 4, s.with_address(kDemo).address);
     }},
    {"A10", "explain.getpeername.unnamed",
     [](EventScript& s) {
       name_told(served_client(s), Syscall::getpeername, 4, {UnixAddress::Kind::unnamed, {}, 2});
     }},
    {"A10", "explain.getpeername.named",
     [](EventScript& s) {
       name_told(connected(s), Syscall::getpeername, 3, s.with_address(kDemo).address);
     }},
    {"F3", "explain.getsockname.long",
     [](EventScript& s) {
       name_told(listening_server(s), Syscall::getsockname, 3,
                 {UnixAddress::Kind::path, "/x", 111});
     }},
    {"F15", "explain.getsockname.unnamed",
     [](EventScript& s) {
       name_told(connected(s), Syscall::getsockname, 3, {UnixAddress::Kind::unnamed, {}, 2});
     }},
    {"F10", "explain.getsockname.abstract",
     [](EventScript& s) {
       name_told(s.as("server").socket(3).bind(3, "@x"), Syscall::getsockname, 3,
                 {UnixAddress::Kind::abstract, "x", 4});
     }},
    {"F15", "explain.getsockname.chosen",
     [](EventScript& s) {
       PartsDraft none;
       none.address = {UnixAddress::Kind::unnamed, {}, 2};
       s.as("server").socket(3).enter(Syscall::bind, {3}, none).exit(0);
       name_told(s, Syscall::getsockname, 3, {UnixAddress::Kind::abstract, "0000a", 8});
     }},
    {"ioctl(2)", "explain.ioctl.done",
     [](EventScript& s) {
       told(connected(s), Syscall::ioctl, {3, 1}, 7);
     }},
    {"A9", "explain.getsockname.path",
     [](EventScript& s) {
       name_told(bound(s), Syscall::getsockname, 3, s.with_address(kDemo).address);
     }},
    {"socket(7)", "explain.setsockopt.done",
     [](EventScript& s) { connected(s).setsockopt(3, SO_KEEPALIVE, 1); }},
    {"Q8", "explain.getsockopt.send_buffer",
     [](EventScript& s) { connected(s).getsockopt(3, SO_SNDBUF, 8192); }},
    {"socket(7)", "explain.getsockopt.type",
     [](EventScript& s) { connected(s).getsockopt(3, SO_TYPE, SOCK_STREAM); }},
    {"socket(7)", "explain.getsockopt.done",
     [](EventScript& s) { connected(s).getsockopt(3, SO_KEEPALIVE, 0); }},
};

}  // namespace

const Rows& explanation_rows::options() { return kRows; }

TEST_SUITE_BEGIN("explain_option");

TEST_CASE("Options and names: what was set or told") { check(kRows); }

TEST_SUITE_END();

}  // namespace sockwalk
