#include <fcntl.h>
#include <sys/socket.h>

#include <string>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

EventScript& carrying(EventScript& s, std::initializer_list<std::int32_t> rights) {
  return connected(s).open("/etc/hosts", 4).sendmsg(3, "x", rights);
}
/// The server's recvmsg() on handle 4, which looks only.
EventScript& peeked(EventScript& s, std::initializer_list<OpenedFd> opened, std::uint32_t flags) {
  PartsDraft parts = s.with_data("x");
  parts.opened = s.arena().copy(std::span(opened.begin(), opened.size()));
  parts.message_flags = flags;
  return s.as("server").enter(Syscall::recvmsg, {4, 128, MSG_PEEK}).exit(1, 0, parts);
}
/// The end of file, which the server's recvmsg() meets after SO_PASSCRED.
EventScript& ended(EventScript& s, bool has_room) {
  connected(s).close(3).as("server").setsockopt(4, SO_PASSCRED, 1);
  PartsDraft parts;
  parts.has_credentials = has_room;
  parts.message_flags = has_room ? 0 : MSG_CTRUNC;
  return s.enter(Syscall::recvmsg, {4, 128, 0}).exit(0, 0, parts);
}
EventScript& with_credentials(EventScript& s, Syscall call, std::int64_t result) {
  PartsDraft parts = s.with_data("x");
  parts.has_credentials = true;
  parts.credentials = {4000, 0, 0};
  const bool sends = call == Syscall::sendmsg;
  return s.enter(call, {sends ? 3 : 4, sends ? 1 : 128, 0}, sends ? parts : PartsDraft{})
      .exit(result, 0, sends ? PartsDraft{} : parts);
}

const Rows kRows{
    // Bytes.
    {"B3", "explain.write.queued",
     [](EventScript& s) {
       listening_server(s).as("client 1").socket(3).connect(3, kDemo).write(3, "abc");
     }},
    {"W10", "explain.write.done", [](EventScript& s) { connected(s).write(3, "abc"); }},
    {"write(2)", "explain.write.unseen", [](EventScript& s) { s.as("server").write(1, "abc"); }},
    {"N1", "explain.write.wakes",
     [](EventScript& s) { served_client(s).enter_read(4).as("client 1").write(3, "abc"); }},
    {"the sum service", "explain.write.asks", [](EventScript& s) { connected(s).write(3, kZero); }},
    {"K1", "explain.write.joins", [](EventScript& s) { connected(s).write(3, "a").write(3, "b"); }},
    {"K11, Q7", "explain.write.slept",
     [](EventScript& s) {
       connected(s).enter_write(3, "abcd");
       exit_slept(s, 4);
     }},
    {"R3", "explain.write.part",
     [](EventScript& s) {
       connected(s).enter_write(3, "abcd");
       exit_slept(s, 2);
     }},
    {"M13", "explain.write.part_gone",
     [](EventScript& s) {
       connected(s).enter_write(3, "abcd").as("server").close(4).as("client 1");
       exit_slept(s, 2);
     }},
    {"Q5", "explain.write.part_full",
     [](EventScript& s) { connected(s).set_flags(3, O_NONBLOCK).enter_write(3, "abcd").exit(2); }},
    {"K4", "explain.write.nothing", [](EventScript& s) { connected(s).write(3, ""); }},
    {"K4", "explain.write.empty_record",
     [](EventScript& s) { connected(s, kRecord).write(3, ""); }},
    {"K1", "explain.read.joined",
     [](EventScript& s) { connected(s).write(3, "a").write(3, "b").as("server").read(4, "ab"); }},
    {"read(2)", "explain.read.all",
     [](EventScript& s) { arrives(served_client(s)).read(4, "abc"); }},
    {"read(2)", "explain.read.slept",
     [](EventScript& s) {
       arrives(served_client(s).enter_read(4));
       exit_slept(s, 3, 0, s.with_data("abc"));
     }},
    {"N1", "explain.read.slept",
     [](EventScript& s) {
       listening_server(s).as("client 1").socket(3).connect(3, kDemo).enter_read(3);
       s.as("server").accept(3, 4).write(4, "abc").as("client 1");
       exit_slept(s, 3, 0, s.with_data("abc"));
     }},
    {"read(2)", "explain.read.unseen", [](EventScript& s) { s.as("server").read(0, "abc"); }},
    {"K2", "explain.read.part",
     [](EventScript& s) { arrives(served_client(s)).read(4, "ab", 0, 2); }},
    {"K2", "explain.read.front",
     [](EventScript& s) {
       connected(s).write(3, "a").write(3, "b").as("server").read(4, "a", 0, 1);
     }},
    {"K1", "explain.read.record",
     [](EventScript& s) { arrives(served_client(s, kRecord)).read(4, "abc"); }},
    {"K3", "explain.read.record_cut",
     [](EventScript& s) { arrives(served_client(s, kRecord)).read(4, "ab", 0, 2); }},
    {"M2", "explain.read.after_close",
     [](EventScript& s) { connected(s).write(3, "abc").close(3).as("server").read(4, "abc"); }},
    {"L1", "explain.read.end",
     [](EventScript& s) { connected(s).close(3).as("server").read(4, ""); }},
    {"L1", "explain.read.end_slept",
     [](EventScript& s) {
       served_client(s).enter_read(4).as("client 1").close(3).as("server");
       exit_slept(s, 0);
     }},
    {"L2", "explain.read.half_end",
     [](EventScript& s) { connected(s).shutdown(3, SHUT_WR).as("server").read(4, ""); }},
    {"L4", "explain.read.own_end",
     [](EventScript& s) { connected(s).shutdown(3, SHUT_RD).read(3, ""); }},
    {"read(2)", "explain.read.nothing_asked",
     [](EventScript& s) { connected(s).read(3, "", 0, 0); }},
    {"K4", "explain.read.empty_record",
     [](EventScript& s) { connected(s, kRecord).write(3, "").as("server").read(4, ""); }},
    // Flags.
    {"recv(2)", "explain.recv.peek",
     [](EventScript& s) { arrives(served_client(s)).recvfrom(4, "abc", MSG_PEEK); }},
    {"K6", "explain.recv.true_length",
     [](EventScript& s) {
       arrives(served_client(s, kRecord)).enter_recvfrom(4, MSG_TRUNC, 1);
       s.exit(3, 0, s.with_data("a"));
     }},
    {"K10", "explain.recv.wait_all",
     [](EventScript& s) { arrives(served_client(s)).recvfrom(4, "abc", MSG_WAITALL, 0, 3); }},
    {"K10", "explain.recv.wait_all_end",
     [](EventScript& s) {
       connected(s).write(3, "ab").close(3).as("server").recvfrom(4, "ab", MSG_WAITALL, 0, 10);
     }},
    {"K10", "explain.recv.wait_all",
     [](EventScript& s) {
       connected(s).write(3, "ab").as("server").enter_recvfrom(4, MSG_WAITALL, 4);
       s.as("client 1").write(3, "cd").as("server");
       exit_slept(s, 4, 0, s.with_data("abcd"));
     }},
    {"K3", "explain.recv.cut",
     [](EventScript& s) {
       connected(s, kRecord).write(3, std::string(300, 'x'));
       received(s, std::string(128, 'x'), {}, MSG_TRUNC, 0);
     }},
    // Datagrams.
    {"V1", "explain.sendto.datagram", [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo); }},
    {"V2", "explain.sendto.to_peer",
     [](EventScript& s) { datagrams(s).connect(3, kDemo).sendto(3, "hello"); }},
    {"V4", "explain.sendto.in_pair",
     [](EventScript& s) { s.as("server").socketpair(3, 4, kDatagram).write(3, "hello"); }},
    {"recv(2)", "explain.sendto.wakes",
     [](EventScript& s) {
       datagrams(s).as("server").enter_recvfrom(3).as("client 1").sendto(3, "x", kDemo);
     }},
    {"V3", "explain.sendto.slept",
     [](EventScript& s) {
       datagrams(s).enter_sendto(3, "x", kDemo);
       exit_slept(s, 1);
     }},
    {"V1", "explain.recv.nameless",
     [](EventScript& s) { datagrams(s).sendto(3, "x", kDemo).as("server").recvfrom(3, "x"); }},
    {"V2", "explain.recv.nameless",
     [](EventScript& s) {
       datagrams(s).sendto(3, "x", kDemo).sendto(3, "y", kDemo).as("server").recvfrom(3, "x");
     }},
    {"V1", "explain.read.slept",
     [](EventScript& s) {
       datagrams(s).as("server").enter_read(3).as("client 1").sendto(3, "x", kDemo).as("server");
       exit_slept(s, 1, 0, s.with_data("x"));
     }},
    {"V1", "explain.recv.datagram",
     [](EventScript& s) {
       datagrams(s).bind(3, "/run/me.sock").sendto(3, "hi", kDemo).as("server").enter_recvfrom(3);
       PartsDraft parts = s.with_data("hi");
       parts.address = s.with_address("/run/me.sock").address;
       s.exit(2, 0, parts);
     }},
    // What travels with a message.
    {"T1", "explain.sendmsg.rights", [](EventScript& s) { carrying(s, {4}); }},
    {"T6", "explain.sendmsg.rights_many",
     [](EventScript& s) {
       carrying(s, {4, 4, 4});
     }},
    {"T5", "explain.sendmsg.no_carrier",
     [](EventScript& s) { connected(s).open("/etc/hosts", 4).sendmsg(3, "", {4}); }},
    {"unix(7)", "explain.sendmsg.credentials",
     [](EventScript& s) { with_credentials(connected(s), Syscall::sendmsg, 1); }},
    {"T1", "explain.recvmsg.right",
     [](EventScript& s) {
       received(carrying(s, {4}), "x", {{5, 0, 0}}, 0);
     }},
    {"T8", "explain.recvmsg.right_socket",
     [](EventScript& s) {
       served_client(s).sendmsg(4, "x", {3}).as("client 1").recvmsg(3, "x", {4});
     }},
    {"T4", "explain.recvmsg.rights",
     [](EventScript& s) {
       received(carrying(s, {4, 4}), "x", {{5, 0, 0}, {6, 0, 0}}, 0, 2);
     }},
    {"T4", "explain.recvmsg.rights_cut",
     [](EventScript& s) {
       received(carrying(s, {4, 4, 4}), "x", {{5, 0, 0}}, MSG_CTRUNC);
     }},
    {"T4", "explain.recvmsg.control_cut",
     [](EventScript& s) { received(carrying(s, {4}), "x", {}, MSG_CTRUNC, 0); }},
    {"recv(2), MSG_PEEK", "explain.recvmsg.peek_cut",
     [](EventScript& s) { peeked(carrying(s, {4}), {}, MSG_CTRUNC); }},
    {"recv(2), MSG_PEEK", "explain.recvmsg.peek_cut",
     [](EventScript& s) {
       peeked(carrying(s, {4, 4}), {{5, 0, 0}}, MSG_CTRUNC);
     }},
    {"recv(2), MSG_PEEK", "explain.recvmsg.peek_rights",
     [](EventScript& s) {
       peeked(carrying(s, {4, 4}), {{5, 0, 0}, {6, 0, 0}}, 0);
     }},
    {"T3", "explain.recv.rights_dropped",
     [](EventScript& s) { carrying(s, {4}).as("server").read(4, "x"); }},
    {"unix(7)", "explain.recvmsg.credentials",
     [](EventScript& s) {
       with_credentials(connected(s).write(3, "x").as("server"), Syscall::recvmsg, 1);
     }},
    {"unix(7), at the end", "explain.recvmsg.no_sender", [](EventScript& s) { ended(s, true); }},
    {"unix(7), at the end", "explain.recvmsg.end_cut", [](EventScript& s) { ended(s, false); }},
};

}  // namespace

const Rows& explanation_rows::transfers() { return kRows; }

TEST_SUITE_BEGIN("explain_transfer");

TEST_CASE("Bytes, messages, and what travels with them") { check(kRows); }

TEST_CASE("A stale number leads to whoever has it now, and no error says so") {
  EventScript s;
  served_client(s).close(4);
  s.as("client 2").socket(3).connect(3, kDemo).as("server").accept(3, 4);
  CHECK(explained(s.write(4, "old")).find("of Client 2's socket") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace sockwalk
