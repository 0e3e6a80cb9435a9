#include <cerrno>
#include <functional>
#include <vector>

#include "explanation.h"

namespace sockwalk {
namespace {

using Story = std::function<void(EventScript&)>;

/// A failed call as ground truth lists it, told as a story that ends with it.
struct Row {
  const char* source;  ///< which probes saw it, or the manual page
  const char* id;      ///< of the sentence that explains it
  Story story;
};

constexpr int kDatagram = 2;
constexpr int kRecords = 5;

void client(EventScript& s, int type = 1) { s.as("client 1").socket(3, 0, type); }
void connected(EventScript& s, int type = 1) { served_client(s, type).as("client 1"); }
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
void left_by_server(EventScript& s, int type = 1) {
  connected(s, type);
  s.as("server").close(4).as("client 1");
}

const std::vector<Row> kRows{
    // read
    {"A12", "loss.read.not_connected",
     [](EventScript& s) {
       client(s);
       s.read(3, "", EINVAL);
     }},
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
    {"R1, R6", "loss.read.interrupted",
     [](EventScript& s) {
       connected(s);
       s.enter_read(3);
       exit_slept(s, -1, EINTR);
     }},
    {"I3", "refusal.bad_number",
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
     [](EventScript& s) { listening_server(s).write(3, "7", ENOTCONN); }},
    {"M9, M12", "loss.write.peer_gone",
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
       s.write(3, "7", EPIPE);
     }},
    {"L2, L4, M11", "loss.write.pipe",
     [](EventScript& s) {
       connected(s);
       s.write(3, "7", EPIPE);
     }},
    {"M3, seqpacket", "loss.write.reset",
     [](EventScript& s) {
       reset(s, kRecords);
       s.write(3, "7", ECONNRESET);
     }},
    {"Q1, Q2, V3", "loss.write.full",
     [](EventScript& s) {
       connected(s);
       s.write(3, "7", EAGAIN);
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
    {"close(2)", "loss.close.interrupted",
     [](EventScript& s) { listening_server(s).close(3, EINTR); }},
    {"close(2)", "loss.close.input", [](EventScript& s) { listening_server(s).close(3, EIO); }},
};

}  // namespace

TEST_SUITE_BEGIN("explain_loss");

TEST_CASE("Every loss that was seen has an explanation of its own") {
  for (const Row& row : kRows) {
    CAPTURE(row.source);
    CAPTURE(row.id);
    EventScript script;
    row.story(script);
    REQUIRE(script.last().failed());
    CHECK(explain_last(script).text->id == row.id);
  }
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

TEST_CASE("Ends that were shut down are told apart") {
  EventScript s;
  connected(s);
  Model own = s.model();
  s.write(3, "7", EPIPE);
  const SocketIndex mine = own.socket_of(s.id("client 1"), 3);
  const SocketIndex theirs = own.sockets[mine].peer;
  Model deaf = own;
  own.sockets.edit(mine).shut_send = true;
  deaf.sockets.edit(theirs).shut_receive = true;
  CHECK(explain(own, s.last_enter(), s.last()).text->id == "loss.write.shut");
  CHECK(explain(deaf, s.last_enter(), s.last()).text->id == "loss.write.peer_deaf");
}

TEST_SUITE_END();

}  // namespace sockwalk
