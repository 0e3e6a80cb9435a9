#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>
#include <map>
#include <string>

#include "event/constant_names.h"
#include "explanation_rows.h"

namespace sockwalk {
namespace {

using explanation_rows::fails_asleep;

using explanation_rows::bound;
using explanation_rows::client;
using explanation_rows::connected;
using explanation_rows::full_queue;

const explanation_rows::Rows kRows{
    // socket
    {"J3", "refusal.socket.limit", [](EventScript& s) { s.as("server").socket(-1, EMFILE); }},
    {"D11", "refusal.socket.protocol",
     [](EventScript& s) {
       s.as("server").enter(Syscall::socket, {1, 1, 6}).exit(0, EPROTONOSUPPORT);
     }},
    {"D11", "refusal.socket.type",
     [](EventScript& s) { s.as("server").socket(-1, ESOCKTNOSUPPORT, 4); }},
    {"socket(2)", "refusal.socket.family",
     [](EventScript& s) {
       s.as("server").enter(Syscall::socket, {99, 1, 0}).exit(0, EAFNOSUPPORT);
     }},
    {"socket(2)", "refusal.socket.arguments",
     [](EventScript& s) { s.as("server").socket(-1, EINVAL, 0x7001); }},
    {"socket(2)", "refusal.socket.forbidden",
     [](EventScript& s) { s.as("server").socket(-1, EACCES); }},
    // bind
    {"E1", "refusal.bind.stale",
     [](EventScript& s) { s.as("server").leftover(kDemo).socket(3).bind(3, kDemo, EADDRINUSE); }},
    {"E1, E2", "refusal.bind.stale",
     [](EventScript& s) {
       bound(s);
       s.close(3).socket(3).bind(3, kDemo, EADDRINUSE);
     }},
    {"E4", "refusal.bind.live",
     [](EventScript& s) {
       listening_server(s);
       client(s);
       s.bind(3, kDemo, EADDRINUSE);
     }},
    {"E5", "refusal.bind.taken",
     [](EventScript& s) { s.as("server").socket(3).bind(3, kDemo, EADDRINUSE); }},
    {"F10", "refusal.bind.abstract_taken",
     [](EventScript& s) {
       s.as("server").socket(3).bind(3, "@demo").socket(4).bind(4, "@demo", EADDRINUSE);
     }},
    {"A4", "refusal.bind.twice",
     [](EventScript& s) {
       bound(s);
       s.bind(3, "/run/second.sock", EINVAL);
     }},
    {"F4", "refusal.bind.address",
     [](EventScript& s) { s.as("server").socket(3).bind(3, std::string(109, 'x'), EINVAL); }},
    {"E6", "refusal.bind.no_directory",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "/none/demo.sock", ENOENT); }},
    {"E6", "refusal.not_directory",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "/etc/passwd/demo.sock", ENOTDIR); }},
    {"G7", "refusal.bind.forbidden",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "/root/demo.sock", EACCES); }},
    {"bind(2)", "refusal.read_only",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "/ro/demo.sock", EROFS); }},
    {"bind(2)", "refusal.path_loop",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "/loop/demo.sock", ELOOP); }},
    // listen
    {"A2", "refusal.listen.no_name",
     [](EventScript& s) { s.as("server").socket(3).listen(3, 5, EINVAL); }},
    {"listen(2)", "refusal.listen.connected",
     [](EventScript& s) {
       connected(s);
       s.listen(3, 5, EINVAL);
     }},
    {"listen(2)", "refusal.listen.connected",
     [](EventScript& s) { served_client(s).listen(4, 5, EINVAL); }},
    {"listen(2)", "refusal.listen.invalid",
     [](EventScript& s) {
       bound(s);
       s.listen(3, 5, EINVAL);
     }},
    {"V2", "refusal.datagram",
     [](EventScript& s) { s.as("server").socket(3, 0, 2).listen(3, 5, EOPNOTSUPP); }},
    // accept
    {"A2", "refusal.accept.no_name",
     [](EventScript& s) { s.as("server").socket(3).accept(3, -1, EINVAL); }},
    {"A3", "refusal.accept.not_listening",
     [](EventScript& s) {
       bound(s);
       s.accept(3, -1, EINVAL);
     }},
    {"C4", "refusal.accept.shut_down",
     [](EventScript& s) { listening_server(s).shutdown(3, SHUT_RDWR).accept(3, -1, EINVAL); }},
    {"accept(2)", "refusal.accept.connected",
     [](EventScript& s) { served_client(s).accept(4, -1, EINVAL); }},
    {"C2, Q1, S9", "refusal.accept.empty",
     [](EventScript& s) { listening_server(s).set_flags(3, O_NONBLOCK).accept(3, -1, EAGAIN); }},
    {"C4, O_NONBLOCK", "refusal.accept.empty_shut",
     [](EventScript& s) {
       listening_server(s).set_flags(3, O_NONBLOCK).shutdown(3, SHUT_RD).accept(3, -1, EAGAIN);
     }},
    {"C2, SHUT_WR", "refusal.accept.empty",
     [](EventScript& s) {
       listening_server(s).set_flags(3, O_NONBLOCK).shutdown(3, SHUT_WR).accept(3, -1, EAGAIN);
     }},
    {"C3", "refusal.accept.timed_out",
     [](EventScript& s) { fails_asleep(listening_server(s), Syscall::accept, {3}, EAGAIN); }},
    {"C4", "refusal.accept.woken_shut",
     [](EventScript& s) { fails_asleep(listening_server(s), Syscall::accept, {3}, EINVAL); }},
    {"R6", "refusal.interrupted_limit",
     [](EventScript& s) {
       listening_server(s).setsockopt(3, SO_RCVTIMEO, 200);
       fails_asleep(s, Syscall::accept, {3}, EINTR);
     }},
    {"accept4(2)", "refusal.accept.flags",
     [](EventScript& s) { listening_server(s).accept4(3, -1, 7, EINVAL); }},
    {"J1, J2, J8", "refusal.accept.limit_queued",
     [](EventScript& s) {
       listening_server(s);
       client(s);
       s.connect(3, kDemo).as("server").accept(3, -1, EMFILE);
     }},
    {"J6", "refusal.accept.limit",
     [](EventScript& s) { listening_server(s).accept(3, -1, EMFILE); }},
    {"R1", "refusal.accept.interrupted",
     [](EventScript& s) { listening_server(s).accept(3, -1, EINTR); }},
    {"B5, never seen", "refusal.accept.aborted",
     [](EventScript& s) { listening_server(s).accept(3, -1, ECONNABORTED); }},
    {"V2", "refusal.datagram",
     [](EventScript& s) { s.as("server").socket(3, 0, 2).accept(3, -1, EOPNOTSUPP); }},
    {"accept(2)", "refusal.system_table",
     [](EventScript& s) { listening_server(s).accept(3, -1, ENFILE); }},
    // connect
    {"D1, D9", "refusal.connect.no_name",
     [](EventScript& s) {
       client(s);
       s.connect(3, kDemo, ENOENT);
     }},
    {"U1, D10", "refusal.connect.unlinked",
     [](EventScript& s) {
       listening_server(s).unlink(kDemo);
       client(s);
       s.connect(3, kDemo, ENOENT);
     }},
    {"F8", "refusal.connect.not_found",
     [](EventScript& s) {
       s.as("server").socket(3).bind(3, "demo.sock").listen(3, 5);
       client(s);
       s.connect(3, "demo.sock", ENOENT);
     }},
    {"D2", "refusal.not_directory",
     [](EventScript& s) {
       client(s);
       s.connect(3, "/etc/passwd/demo.sock", ENOTDIR);
     }},
    {"D3, D9", "refusal.connect.not_listening",
     [](EventScript& s) {
       bound(s);
       client(s);
       s.connect(3, kDemo, ECONNREFUSED);
     }},
    {"D4, A16, C5, E1, E4", "refusal.connect.stale",
     [](EventScript& s) {
       listening_server(s).close(3);
       client(s);
       s.connect(3, kDemo, ECONNREFUSED);
     }},
    {"D4", "refusal.connect.stale",
     [](EventScript& s) {
       s.as("server").leftover(kDemo);
       client(s);
       s.connect(3, kDemo, ECONNREFUSED);
     }},
    {"D5, U4", "refusal.connect.refused",
     [](EventScript& s) {
       client(s);
       s.connect(3, "/etc/passwd", ECONNREFUSED);
     }},
    {"D6, F11, F16", "refusal.connect.no_abstract",
     [](EventScript& s) {
       client(s);
       s.connect(3, "@demo", ECONNREFUSED);
     }},
    {"D3, abstract", "refusal.connect.not_listening",
     [](EventScript& s) {
       s.as("server").socket(3).bind(3, "@demo");
       client(s);
       s.connect(3, "@demo", ECONNREFUSED);
     }},
    {"B9", "refusal.connect.listener_closed",
     [](EventScript& s) {
       full_queue(s);
       s.enter_connect(3, kDemo).as("server").close(3).as("client 1");
       exit_slept(s, -1, ECONNREFUSED);
     }},
    {"D7", "refusal.connect.type",
     [](EventScript& s) {
       listening_server(s);
       client(s, 5);
       s.connect(3, kDemo, EPROTOTYPE);
     }},
    {"D8", "refusal.connect.address",
     [](EventScript& s) {
       client(s);
       s.connect(3, std::string(109, 'x'), EINVAL);
     }},
    {"A6", "refusal.connect.listener",
     [](EventScript& s) { listening_server(s).connect(3, kDemo, EINVAL); }},
    {"A11", "refusal.connect.twice",
     [](EventScript& s) {
       connected(s);
       s.connect(3, kDemo, EISCONN);
     }},
    {"H1, H6", "refusal.connect.full_queue",
     [](EventScript& s) { full_queue(s).set_flags(3, O_NONBLOCK).connect(3, kDemo, EAGAIN); }},
    {"H4", "refusal.connect.timed_out",
     [](EventScript& s) {
       full_queue(s);
       s.enter_connect(3, kDemo);
       exit_slept(s, -1, EAGAIN);
     }},
    {"connect(2)", "refusal.connect.no_room",
     [](EventScript& s) { client(s).connect(3, kDemo, EAGAIN); }},
    {"C4", "refusal.connect.listener_shut",
     [](EventScript& s) {
       listening_server(s).shutdown(3, SHUT_RDWR);
       client(s);
       s.connect(3, kDemo, ECONNREFUSED);
     }},
    {"R6", "refusal.interrupted_limit",
     [](EventScript& s) {
       full_queue(s);
       s.setsockopt(3, SO_SNDTIMEO, 200).enter_connect(3, kDemo);
       exit_slept(s, -1, EINTR);
     }},
    {"R1", "refusal.connect.interrupted",
     [](EventScript& s) {
       full_queue(s);
       s.enter_connect(3, kDemo);
       exit_slept(s, -1, EINTR);
     }},
    {"G3, G4, G6", "refusal.connect.forbidden",
     [](EventScript& s) {
       listening_server(s);
       client(s);
       s.connect(3, kDemo, EACCES);
     }},
    {"V6", "refusal.connect.not_permitted",
     [](EventScript& s) {
       client(s, 2);
       s.connect(3, kDemo, EPERM);
     }},
    {"V6", "refusal.connect.not_permitted",
     [](EventScript& s) {
       bound(s, 2).socket(4, 0, 2).bind(4, "/run/other.sock").connect(3, "/run/other.sock");
       client(s, 2).connect(3, kDemo, EPERM);
     }},
    {"G3, another user", "refusal.connect.forbidden",
     [](EventScript& s) {
       client(listening_server(s)).enter(Syscall::setresuid, {65534, 65534, 65534}).exit(0);
       s.connect(3, kDemo, EACCES);
     }},
    {"H8, never seen", "refusal.connect.under_way",
     [](EventScript& s) {
       client(s);
       s.connect(3, kDemo, EINPROGRESS);
     }},
    // unlink
    {"first run", "refusal.unlink.fine",
     [](EventScript& s) { s.as("server").unlink(kDemo, ENOENT, true); }},
    {"unlink(2)", "refusal.unlink.nothing",
     [](EventScript& s) { s.as("server").unlink(kDemo, ENOENT); }},
    {"G8", "refusal.unlink.forbidden",
     [](EventScript& s) { s.as("server").unlink(kDemo, EACCES); }},
    {"G8", "refusal.unlink.sticky", [](EventScript& s) { s.as("server").unlink(kDemo, EPERM); }},
    {"unlink(2)", "refusal.unlink.directory",
     [](EventScript& s) { s.as("server").unlink("/tmp", EISDIR); }},
    {"unlink(2)", "refusal.unlink.busy",
     [](EventScript& s) { s.as("server").unlink("/proc", EBUSY); }},
    {"unlink(2)", "refusal.not_directory",
     [](EventScript& s) { s.as("server").unlink("/etc/passwd/x", ENOTDIR); }},
    // any call
    {"I3, W12", "refusal.bad_number", [](EventScript& s) { s.as("server").listen(9, 5, EBADF); }},
    {"W12", "refusal.not_socket", [](EventScript& s) { s.as("server").accept(1, -1, ENOTSOCK); }},
    {"W12", "refusal.not_socket",
     [](EventScript& s) { s.as("server").epoll_create(3).listen(3, 5, ENOTSOCK); }},
    {"W12", "refusal.bad_pointer",
     [](EventScript& s) {
       client(s);
       s.enter(Syscall::connect, {3}).exit(0, EFAULT);
     }},
    {"W12", "refusal.no_such_call",
     [](EventScript& s) {
       s.as("server").enter(Syscall::epoll_wait, {3, 8, -1}).exit(0, ENOSYS);
     }},
    {"any page", "refusal.general",
     [](EventScript& s) { listening_server(s).close(3, ETIMEDOUT); }},
    {"no page", "refusal.unknown", [](EventScript& s) { listening_server(s).close(3, 4095); }},
    {"socket(2)", "refusal.no_memory", [](EventScript& s) { s.as("server").socket(-1, ENOMEM); }},
};

}  // namespace

const explanation_rows::Rows& explanation_rows::naming_refusals() { return kRows; }

TEST_SUITE_BEGIN("explain_refusal");

TEST_CASE("Every refusal that was seen has an explanation of its own") {
  explanation_rows::check(kRows);
}

TEST_CASE("The words: why a connect is refused") {
  const std::map<std::string, std::string> expected{
      {"refusal.connect.not_listening",
       "Nobody listens on demo.sock: bind() was called, listen() was not. The name alone takes no "
       "connections; the same socket may try again."},
      {"refusal.connect.no_name",
       "There is no name demo.sock in the file system: nobody has called bind() with it yet. The "
       "same socket may try again."},
      {"refusal.connect.full_queue",
       "The accept queue of demo.sock is full, with 1 in it (the backlog 0 and one more), and "
       "connect() may not wait. Try again later. A full queue is not ECONNREFUSED."},
      {"refusal.connect.twice",
       "Socket 3 is connected already, to the server. A stream socket has one connection in its "
       "life; for a second one make a second socket."},
      {"refusal.connect.type",
       "demo.sock is a socket of another type: Client 1 has SOCK_SEQPACKET, and both ends must "
       "have the same."},
      {"refusal.bind.live",
       "The name demo.sock belongs to a socket of the server that is alive. To unlink() it would "
       "take the clients away from the server."},
      {"refusal.accept.limit_queued",
       "The server has no free number left, so the connection of Client 1 gets no handle. It stays "
       "in the queue, and select() will report the socket again and again until a handle is "
       "closed."},
      {"refusal.unlink.fine",
       "No earlier run has left a name demo.sock, which is fine: bind() will find it free."},
  };
  std::size_t checked = 0;
  for (const explanation_rows::Row& row : kRows) {
    const auto words = expected.find(std::string(row.id));
    if (words == expected.end() || row.source == "D3, abstract") continue;
    EventScript script;
    row.story(script);
    CHECK(explained(script) == words->second);
    ++checked;
  }
  CHECK(checked == expected.size());
}

TEST_CASE("Any errno of any call gets an honest sentence") {
  for (const ErrnoRow& row : all_errnos()) {
    for (const SyscallRow& call : all_syscalls()) {
      if (call.id == Syscall::none || call.id == Syscall::exit) continue;
      CAPTURE(row.name);
      CAPTURE(call.name);
      EventScript s;
      listening_server(s).enter(call.id, {3, 1, 0}, s.with_address(kDemo)).exit(0, row.number);
      explain_last(s);
    }
  }
}

TEST_CASE("An errno that is not special to the call says what it means in general") {
  EventScript s;
  listening_server(s).close(3, ETIMEDOUT);
  const Sentence known = explain_last(s);
  CHECK(known.text->id == "refusal.general");
  CHECK(known.words().find("close() failed with ETIMEDOUT: ") == 0);
  CHECK(explained(s.close(3, 4095)) ==
        "close() failed with errno 4095. sockwalk's table does not have this error; close(2) may "
        "name its cause.");
}

TEST_SUITE_END();

}  // namespace sockwalk
