#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using explanation_rows::fails_asleep;

using explanation_rows::client;
using explanation_rows::connected;
using explanation_rows::kDatagram;
using explanation_rows::left_by_server;

constexpr int kRecords = SOCK_SEQPACKET;

/// The server has closed its end with the client's bytes unread.
void reset(EventScript& s, int type = 1) {
  connected(s, type);
  s.write(3, "hello").as("server").close(4).as("client 1");
}
/// The listener was closed with the client still in its queue.
void lost_in_queue(EventScript& s) {
  listening_server(s);
  client(s);
  s.connect(3, kDemo).as("server").close(3).as("client 1");
}
const explanation_rows::Rows kRows{
    // read
    {"A12", "loss.read.not_connected",
     [](EventScript& s) {
       client(s);
       s.read(3, "", EINVAL);
     }},
    {"epoll(7)", "loss.read.epoll",
     [](EventScript& s) { s.as("server").epoll_create(3).read(3, "", EINVAL); }},
    {"A6", "loss.read.listener", [](EventScript& s) { listening_server(s).read(3, "", EINVAL); }},
    {"A13", "loss.read.no_peer",
     [](EventScript& s) {
       client(s, kRecords);
       s.read(3, "", ENOTCONN);
     }},
    {"read(2)", "loss.read.invalid",
     [](EventScript& s) {
       connected(s);
       s.read(3, "", EINVAL);
     }},
    {"M1, M2, M5, M7", "loss.read.reset",
     [](EventScript& s) {
       reset(s);
       s.read(3, "", ECONNRESET);
     }},
    {"B8", "loss.read.reset_queued",
     [](EventScript& s) {
       lost_in_queue(s);
       s.read(3, "", ECONNRESET);
     }},
    {"Q1", "loss.read.empty",
     [](EventScript& s) {
       connected(s);
       s.read(3, "", EAGAIN);
     }},
    {"read(2)", "loss.read.empty",
     [](EventScript& s) {
       connected(s);
       s.set_flags(3, O_NONBLOCK).read(3, "", EAGAIN);
     }},
    {"N1, SO_RCVTIMEO", "loss.read.timed_out",
     [](EventScript& s) {
       fails_asleep(connected(s), Syscall::read, {3, 9}, EAGAIN);
     }},
    {"socket(7)", "loss.read.timed_out",
     [](EventScript& s) { connected(s).setsockopt(3, SO_RCVTIMEO, 200).read(3, "", EAGAIN); }},
    {"B3", "loss.read.dont_wait",
     [](EventScript& s) { connected(s).recvfrom(3, "", MSG_DONTWAIT, EAGAIN); }},
    {"K7", "loss.read.message_empty",
     [](EventScript& s) { client(s, kDatagram).recvfrom(3, "", MSG_DONTWAIT, EAGAIN); }},
    {"R6", "refusal.interrupted_limit",
     [](EventScript& s) {
       connected(s);
       s.setsockopt(3, SO_RCVTIMEO, 200);
       fails_asleep(s, Syscall::read, {3, 9}, EINTR);
     }},
    {"R1", "loss.read.interrupted",
     [](EventScript& s) {
       connected(s);
       s.enter_read(3);
       exit_slept(s, -1, EINTR);
     }},
    {"N3, W12", "refusal.bad_number",
     [](EventScript& s) {
       connected(s);
       s.close(3).read(3, "", EBADF);
     }},
    {"W12", "refusal.bad_pointer",
     [](EventScript& s) {
       connected(s);
       s.read(3, "", EFAULT);
     }},
    // write
    {"A12, A13", "loss.write.not_connected",
     [](EventScript& s) {
       client(s);
       s.write(3, "7", ENOTCONN);
     }},
    {"A6", "loss.write.listener",
     [](EventScript& s) { listening_server(s).sendto(3, "7", {}, ENOTCONN); }},
    {"M3, M9, M12, M13", "loss.write.peer_gone",
     [](EventScript& s) {
       left_by_server(s);
       s.write(3, "7", EPIPE);
     }},
    {"M9, seqpacket", "loss.write.peer_gone_record",
     [](EventScript& s) {
       left_by_server(s, kRecords);
       s.write(3, "7", EPIPE);
     }},
    {"B8", "loss.write.queue_gone",
     [](EventScript& s) {
       lost_in_queue(s);
       s.sendto(3, "7", {}, EPIPE);
     }},
    {"write(2)", "loss.write.pipe",
     [](EventScript& s) {
       connected(s);
       s.write(3, "7", EPIPE);
     }},
    {"L2, M11", "loss.write.shut",
     [](EventScript& s) { connected(s).shutdown(3, SHUT_WR).write(3, "7", EPIPE); }},
    {"L4, M11", "loss.write.peer_deaf",
     [](EventScript& s) {
       served_client(s).shutdown(4, SHUT_RD).as("client 1").write(3, "7", EPIPE);
     }},
    {"M11, seqpacket", "loss.write.shut",
     [](EventScript& s) { connected(s, kRecords).shutdown(3, SHUT_WR).write(3, "7", EPIPE); }},
    {"M10, M11", "loss.write.shut",
     [](EventScript& s) {
       connected(s).shutdown(3, SHUT_WR).enter(Syscall::sendto, {3, 1, MSG_NOSIGNAL});
       s.exit(0, EPIPE);
     }},
    {"M10", "loss.write.peer_gone_quiet",
     [](EventScript& s) {
       left_by_server(s);
       s.enter(Syscall::sendto, {3, 1, MSG_NOSIGNAL}, s.with_data("7")).exit(0, EPIPE);
     }},
    {"B5, the server sends", "loss.write.peer_gone",
     [](EventScript& s) {
       listening_server(s).as("client 1").socket(3).connect(3, kDemo).write(3, "hello").close(3);
       s.as("server").accept(3, 4).sendto(4, "7", {}, EPIPE);
     }},
    {"M3, seqpacket", "loss.write.reset",
     [](EventScript& s) {
       reset(s, kRecords);
       s.write(3, "7", ECONNRESET);
     }},
    {"Q2, Q6", "loss.write.full",
     [](EventScript& s) {
       connected(s);
       s.write(3, "7", EAGAIN);
     }},
    {"SO_SNDTIMEO", "loss.write.timed_out",
     [](EventScript& s) {
       fails_asleep(connected(s), Syscall::write, {3, 1}, EAGAIN);
     }},
    {"R4", "loss.write.interrupted",
     [](EventScript& s) {
       connected(s);
       s.enter_write(3, "7");
       exit_slept(s, -1, EINTR);
     }},
    {"K8", "loss.write.too_long",
     [](EventScript& s) {
       connected(s, kRecords);
       s.write(3, std::string(300000, 'x'), EMSGSIZE);
     }},
    {"M14, V5", "loss.write.no_receiver",
     [](EventScript& s) {
       client(s, kDatagram);
       s.write(3, "7", ECONNREFUSED);
     }},
    {"M14, V1, V5", "loss.write.no_destination",
     [](EventScript& s) {
       client(s, kDatagram);
       s.write(3, "7", ENOTCONN);
     }},
    {"send(2)", "loss.write.no_destination",
     [](EventScript& s) {
       client(s, kDatagram);
       s.write(3, "7", EDESTADDRREQ);
     }},
    {"V6", "loss.write.not_permitted",
     [](EventScript& s) {
       client(s, kDatagram);
       s.write(3, "7", EPERM);
     }},
    {"G11", "loss.write.forbidden",
     [](EventScript& s) {
       client(s, kDatagram);
       s.write(3, "7", EACCES);
     }},
    {"epoll(7)", "loss.write.epoll",
     [](EventScript& s) { s.as("server").epoll_create(3).write(3, "7", EINVAL); }},
    {"open(2)", "refusal.wrong_mode",
     [](EventScript& s) { s.as("server").open("/etc/hosts", 3, O_RDONLY).write(3, "7", EBADF); }},
    {"open(2), standard output", "refusal.closed_or_mode",
     [](EventScript& s) { s.as("server").read(1, "", EBADF); }},
    {"write(2)", "loss.write.invalid",
     [](EventScript& s) {
       connected(s);
       s.write(3, "7", EINVAL);
     }},
    {"I3", "refusal.bad_number",
     [](EventScript& s) {
       connected(s);
       s.close(3).write(3, "7", EBADF);
     }},
    // select
    {"O5", "loss.select.closed",
     [](EventScript& s) {
       served_client(s).close(4).enter_select({3, 4}).exit(-1, EBADF);
     }},
    {"O5", "loss.select.bad_number",
     [](EventScript& s) {
       served_client(s).enter_select({3, 4}).exit(-1, EBADF);
     }},
    {"O8", "loss.select.count",
     [](EventScript& s) { s.as("server").enter(Syscall::select, {-1}).exit(-1, EINVAL); }},
    {"select(2)", "loss.select.arguments",
     [](EventScript& s) { s.as("server").enter(Syscall::select, {4}).exit(-1, EINVAL); }},
    {"R5", "loss.select.interrupted",
     [](EventScript& s) {
       listening_server(s).enter_select({3});
       exit_slept(s, -1, EINTR);
     }},
    // close
    {"I3", "loss.close.twice",
     [](EventScript& s) { listening_server(s).close(3).close(3, EBADF); }},
    {"close(2), -1", "loss.close.negative",
     [](EventScript& s) { s.as("server").close(-1, EBADF); }},
    {"close(2)", "loss.close.interrupted",
     [](EventScript& s) { listening_server(s).close(3, EINTR); }},
    {"close(2)", "loss.close.input", [](EventScript& s) { listening_server(s).close(3, EIO); }},
};

}  // namespace

const explanation_rows::Rows& explanation_rows::losses() { return kRows; }

TEST_SUITE_BEGIN("explain_loss");

TEST_CASE("Every loss that was seen has an explanation of its own") {
  explanation_rows::check(kRows);
}

TEST_CASE("The words: too early, too late, lost") {
  EventScript early;
  client(early);
  CHECK(explained(early.write(3, "7", ENOTCONN)) ==
        "Socket 3 is not connected: there is nobody to send to. connect() must succeed before "
        "write().");
  EventScript late;
  left_by_server(late);
  CHECK(explained(late.write(3, "7", EPIPE)) ==
        "The server has closed its end: nobody will ever read this. A Unix socket says so at the "
        "first write(), and sends SIGPIPE, which ends a program that neither handles nor ignores "
        "it.");
  EventScript lost;
  reset(lost);
  CHECK(explained(lost.read(3, "", ECONNRESET)) ==
        "The server closed its end while bytes that were sent to it lay unread: they are lost, and "
        "ECONNRESET says so, once. The next read() returns 0.");
  EventScript closed;
  served_client(closed).close(4).enter_select({3, 4}).exit(-1, EBADF);
  CHECK(explained(closed) ==
        "The set holds 4, and the server has no such descriptor: it was closed, but is still "
        "watched. select() left the set as it was.");
}

TEST_CASE("A reset on a stream comes after what was sent, and the reply is explained as kept") {
  EventScript s;
  connected(s);
  s.write(3, "hello").as("server").write(4, "reply").close(4).as("client 1").read(3, "reply");
  CHECK(explained(s).find("what it sent before is not lost") != std::string::npos);
}

TEST_CASE("Ends that were shut down are told apart, whatever was called since") {
  EventScript own;
  connected(own);
  own.shutdown(3, 1).getsockopt(3, 4, 0).write(3, "7", EPIPE);
  CHECK(explain_last(own).text->id == "loss.write.shut");
  EventScript deaf;
  served_client(deaf).shutdown(4, 0).write(4, "x").as("client 1").write(3, "7", EPIPE);
  CHECK(explain_last(deaf).text->id == "loss.write.peer_deaf");
}

TEST_CASE("After both ends were shut, each is told of its own") {
  EventScript s;
  served_client(s).shutdown(4, 0).as("client 1").shutdown(3, 1).write(3, "7", EPIPE);
  CHECK(explain_last(s).text->id == "loss.write.shut");
  CHECK(explain_last(s.as("server").read(4, "")).text->id == "explain.read.own_end");
}

TEST_CASE("Ends of a pair in one table are told apart too") {
  EventScript s;
  s.as("server").socketpair(3, 4).shutdown(3, 1).read(4, "");
  CHECK(explain_last(s).text->id == "explain.read.half_end");
  CHECK(explain_last(s.write(3, "7", EPIPE)).text->id == "loss.write.shut");
  CHECK(explain_last(s.write(4, "7")).text->id == "explain.write.done");
}

TEST_SUITE_END();

}  // namespace sockwalk
