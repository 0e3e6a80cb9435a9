#include <sys/socket.h>

#include <cerrno>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;
using enum Syscall;

const Rows kRows{
    // To a receiver by its name.
    {"sendto(2)", "loss.sendto.no_name",
     [](EventScript& s) { datagrams(s).sendto(3, "x", "/run/gone.sock", ENOENT); }},
    {"unix(7)", "loss.sendto.refused",
     [](EventScript& s) {
       datagrams(s).as("server").close(3).as("client 1").sendto(3, "x", kDemo, ECONNREFUSED);
     }},
    {"G11", "loss.sendto.forbidden",
     [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo, EACCES); }},
    {"unix(7)", "loss.sendto.type",
     [](EventScript& s) {
       client(listening_server(s), kDatagram).sendto(3, "x", kDemo, EPROTOTYPE);
     }},
    {"sendto(2)", "loss.sendto.connected",
     [](EventScript& s) { connected(s).sendto(3, "x", kDemo, EISCONN); }},
    {"unix(7)", "loss.sendto.addressed",
     [](EventScript& s) { client(s).sendto(3, "x", kDemo, EOPNOTSUPP); }},
    {"V6", "loss.sendto.not_permitted",
     [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo, EPERM); }},
    {"V3", "loss.sendto.full", [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo, EAGAIN); }},
    {"V3, after connect", "loss.sendto.full",
     [](EventScript& s) { datagrams(s).connect(3, kDemo).write(3, "x", EAGAIN); }},
    {"SO_SNDTIMEO", "loss.sendto.timed_out",
     [](EventScript& s) {
       datagrams(s).enter_sendto(3, "x", kDemo);
       exit_slept(s, -1, EAGAIN);
     }},
    {"V1", "loss.write.no_destination",
     [](EventScript& s) { datagrams(s).sendto(3, "x", {}, ENOTCONN); }},
    {"M14, V5", "loss.write.no_receiver",
     [](EventScript& s) {
       datagrams(s).connect(3, kDemo).as("server").close(3).as("client 1");
       s.write(3, "x", ECONNREFUSED);
     }},
    {"M14, V5", "loss.write.no_destination",
     [](EventScript& s) {
       datagrams(s).connect(3, kDemo).as("server").close(3).as("client 1");
       s.write(3, "x", ECONNREFUSED).write(3, "x", ENOTCONN);
     }},
    {"V6", "loss.write.not_permitted",
     [](EventScript& s) { datagrams(s).connect(3, kDemo).write(3, "x", EPERM); }},
    {"K8", "loss.write.too_long",
     [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo, EMSGSIZE); }},
    {"W12", "refusal.not_socket",
     [](EventScript& s) { s.as("server").open("/etc/hosts", 3).sendto(3, "x", {}, ENOTSOCK); }},
    {"send(2)", "loss.flags",
     [](EventScript& s) {
       fails(connected(s), sendto, {3, 1, MSG_OOB}, EOPNOTSUPP);
     }},
    // With descriptors and credentials.
    {"T6", "loss.sendmsg.too_many_rights",
     [](EventScript& s) {
       PartsDraft many = s.with_data("x");
       many.fds_count = 254;
       connected(s).enter(sendmsg, {3, 1, 0}, many).exit(0, EINVAL);
     }},
    {"sendmsg(2)", "loss.sendmsg.invalid",
     [](EventScript& s) {
       fails(connected(s), sendmsg, {3, 1, 0}, EINVAL);
     }},
    {"T6", "loss.sendmsg.bad_right",
     [](EventScript& s) { connected(s).sendmsg(3, "x", {9}, EBADF); }},
    {"cmsg(3)", "loss.sendmsg.bad_right_unknown",
     [](EventScript& s) { connected(s).sendmsg(3, "x", {1}, EBADF); }},
    {"G16", "loss.sendmsg.false_credentials",
     [](EventScript& s) {
       PartsDraft root = s.with_data("x");
       root.has_credentials = true;
       root.credentials = {1, 0, 0};
       connected(s).enter(sendmsg, {3, 1, 0}, root).exit(0, EPERM);
     }},
    {"unix(7)", "loss.sendmsg.too_many_flights",
     [](EventScript& s) { connected(s).sendmsg(3, "x", {3}, ETOOMANYREFS); }},
};

}  // namespace

const Rows& explanation_rows::message_losses() { return kRows; }

TEST_SUITE_BEGIN("explain_message_loss");

TEST_CASE("Messages: every loss that was seen has an explanation of its own") { check(kRows); }

TEST_CASE("The words: a receiver by its name, and what was to travel") {
  EventScript s;
  CHECK(explained(datagrams(s).sendto(3, "x", kDemo, EAGAIN)) ==
        "The receive queue of demo.sock is full: net.unix.max_dgram_qlen and one more, for all "
        "senders together. sendto() may not wait; nothing is lost, try again later.");
  EventScript t;
  CHECK(explained(connected(t).sendmsg(3, "x", {9}, EBADF)) ==
        "The message on socket 3 was to carry descriptor 9, which Client 1 does not have open. "
        "Nothing was sent, not even the bytes.");
}

TEST_SUITE_END();

}  // namespace sockwalk
