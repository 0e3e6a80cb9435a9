#include <cerrno>
#include <string>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

EventScript& queued(EventScript& s, std::string_view name = "client 1") {
  return s.as(name).socket(3).connect(3, kDemo);
}
EventScript& abstract_server(EventScript& s) {
  return s.as("server").socket(3).bind(3, "@demo").listen(3, 5);
}
EventScript& accept_slept(EventScript& s, Syscall call) {
  listening_server(s).enter(call, {3}).as("client 1").socket(3).connect(3, kDemo).as("server");
  const OpenedFd opened{4, 200, s.at("client 1", 3).inode};
  exit_slept(s, 4, 0, s.with_opened(std::span(&opened, 1)));
  return s;
}

const Rows kRows{
    {"A8", "explain.socket.first", [](EventScript& s) { s.as("server").socket(3); }},
    {"A8", "explain.socket.twin", [](EventScript& s) { s.as("server").socket(3), client(s); }},
    {"socket(2)", "explain.socket.made", [](EventScript& s) { s.as("server").socket(4); }},
    {"A1", "explain.bind.path", [](EventScript& s) { bound(s); }},
    {"F10", "explain.bind.abstract",
     [](EventScript& s) { s.as("server").socket(3).bind(3, "@x"); }},
    {"F15", "explain.bind.chosen",
     [](EventScript& s) {
       PartsDraft none;
       none.address = {UnixAddress::Kind::unnamed, {}, 2};
       s.as("server").socket(3).enter(Syscall::bind, {3}, none).exit(0);
     }},
    {"F15, twice", "explain.bind.kept",
     [](EventScript& s) {
       PartsDraft none;
       none.address = {UnixAddress::Kind::unnamed, {}, 2};
       bound(s).enter(Syscall::bind, {3}, none).exit(0);
       CHECK(s.at("server", 3).address == s.with_address(kDemo).address);
     }},
    {"F15, twice", "explain.bind.kept",
     [](EventScript& s) {
       PartsDraft none;
       none.address = {UnixAddress::Kind::unnamed, {}, 2};
       s.as("server").socket(3).enter(Syscall::bind, {3}, none).exit(0);
       s.enter(Syscall::bind, {3}, none).exit(0);
     }},
    {"H1", "explain.listen.done", [](EventScript& s) { listening_server(s); }},
    {"A5", "explain.listen.again", [](EventScript& s) { listening_server(s).listen(3, 9); }},
    {"H7", "explain.listen.clamped", [](EventScript& s) { bound(s).listen(3, -1); }},
    {"B1, B2", "explain.connect.queued", [](EventScript& s) { queued(listening_server(s)); }},
    {"C1", "explain.connect.wakes",
     [](EventScript& s) { queued(listening_server(s).enter_accept(3)); }},
    {"D9", "explain.connect.retried",
     [](EventScript& s) {
       client(bound(s)).connect(3, kDemo, ECONNREFUSED).as("server").listen(3, 5);
       s.as("client 1").connect(3, kDemo);
     }},
    {"H3", "explain.connect.slept",
     [](EventScript& s) {
       full_queue(s).enter_connect(3, kDemo).as("server").accept(3, 4).as("client 1");
       exit_slept(s, 0);
     }},
    {"connect(2)", "explain.connect.datagram",
     [](EventScript& s) { datagrams(s).connect(3, kDemo); }},
    {"connect(2)", "explain.connect.unseen", [](EventScript& s) { client(s).connect(3, "/x"); }},
    {"connect(2)", "explain.connect.unseen",
     [](EventScript& s) { client(s).enter(Syscall::connect, {3}).exit(0); }},
    {"A8", "explain.accept.oldest", [](EventScript& s) { served_client(s); }},
    {"B7", "explain.accept.oldest_of_two",
     [](EventScript& s) {
       queued(queued(listening_server(s)), "client 2").as("server").accept(3, 4);
     }},
    {"B7", "explain.accept.oldest_of",
     [](EventScript& s) {
       queued(queued(queued(listening_server(s)), "client 2"), "client 3").as("server");
       s.accept(3, 4);
     }},
    {"C1", "explain.accept.slept", [](EventScript& s) { accept_slept(s, Syscall::accept); }},
    {"C1", "explain.accept.slept", [](EventScript& s) { accept_slept(s, Syscall::accept4); }},
    {"accept(2)", "explain.accept.slept",
     [](EventScript& s) {
       listening_server(s).enter_accept(3);
       exit_slept(s, 4);
     }},
    {"A15", "explain.accept.zero",
     [](EventScript& s) { queued(listening_server(s)).as("server").accept(3, 0); }},
    {"I4", "explain.accept.flagged",
     [](EventScript& s) {
       queued(listening_server(s)).as("server").accept4(3, 4, SOCK_NONBLOCK | SOCK_CLOEXEC);
     }},
    {"B5", "explain.accept.of_gone",
     [](EventScript& s) { queued(listening_server(s)).close(3).as("server").accept(3, 4); }},
    {"accept(2)", "explain.accept.unseen",
     [](EventScript& s) { listening_server(s).accept(3, 4); }},
    {"O1", "explain.select.ready",
     [](EventScript& s) {
       arrives(served_client(s)).select({3, 4}, {4});
     }},
    {"select(2)", "explain.select.ready", [](EventScript& s) { s.as("server").select({0}, {0}); }},
    {"O7", "explain.select.ready",
     [](EventScript& s) { queued(listening_server(s)).as("server").select({3}, {3}); }},
    {"O7", "explain.select.ready",
     [](EventScript& s) { connected(s).close(3).as("server").select({4}, {4}); }},
    {"select(2)", "explain.select.ready",
     [](EventScript& s) { served_client(s).enter_select({4}).exit(1); }},
    {"select(2)", "explain.select.slept",
     [](EventScript& s) {
       served_client(s).enter_select({4});
       exit_slept(s, 1, 0, s.with_fds({4}));
     }},
    {"O4", "explain.select.time_up",
     [](EventScript& s) { served_client(s).enter_select({4}, 0).exit(0); }},
    {"O3", "explain.select.beyond",
     [](EventScript& s) {
       arrives(served_client(s)).enter(Syscall::select, {4, 100}, s.with_fds({3, 4})).exit(0);
     }},
    {"O2", "explain.select.time_up", [](EventScript& s) { served_client(s).select({4}, {}); }},
    {"I6", "explain.close.copy", [](EventScript& s) { served_client(s).dup(4, 5).close(4); }},
    {"T1", "explain.close.in_flight",
     [](EventScript& s) { served_client(s).sendmsg(4, "x", {3}).close(3); }},
    {"A14, A16", "explain.close.listener", [](EventScript& s) { listening_server(s).close(3); }},
    {"U1", "explain.close.listener_unlinked",
     [](EventScript& s) { listening_server(s).unlink(kDemo).close(3); }},
    {"B8", "explain.close.listener_one",
     [](EventScript& s) { queued(listening_server(s)).as("server").close(3); }},
    {"B8", "explain.close.listener_many",
     [](EventScript& s) { queued(queued(listening_server(s)), "client 2").as("server").close(3); }},
    {"F13", "explain.close.listener_abstract", [](EventScript& s) { abstract_server(s).close(3); }},
    {"A14", "explain.close.bound", [](EventScript& s) { bound(s).close(3); }},
    {"close(2)", "explain.close.plain", [](EventScript& s) { client(s).close(3); }},
    {"L1", "explain.close.end", [](EventScript& s) { connected(s).close(3); }},
    {"M1", "explain.close.reset",
     [](EventScript& s) { connected(s).write(3, "hello").as("server").close(4); }},
    {"B6, H9", "explain.close.queued",
     [](EventScript& s) { queued(listening_server(s)).close(3); }},
    {"close(2)", "explain.close.last", [](EventScript& s) { left_by_server(s).close(3); }},
    {"close(2)", "explain.close.unknown",
     [](EventScript& s) { s.as("server").open("/etc/hosts", 3).close(3); }},
    {"E3", "explain.unlink.stale",
     [](EventScript& s) { s.as("server").leftover(kDemo).unlink(kDemo); }},
    {"A14", "explain.unlink.own", [](EventScript& s) { bound(s).close(3).unlink(kDemo); }},
    {"U1", "explain.unlink.live", [](EventScript& s) { listening_server(s).unlink(kDemo); }},
    {"U3", "explain.unlink.foreign",
     [](EventScript& s) { listening_server(s).as("client 1").unlink(kDemo); }},
    {"unlink(2)", "explain.unlink.unseen", [](EventScript& s) { s.as("server").unlink("/x"); }},
    {"A14", "explain.exit.closed", [](EventScript& s) { listening_server(s).leaves(); }},
    {"_exit(2)", "explain.exit.clean", [](EventScript& s) { s.as("server").leaves(); }},
};

}  // namespace

const Rows& explanation_rows::course_calls() { return kRows; }

TEST_SUITE_BEGIN("explain_course");

TEST_CASE("The course's own calls: what each changed") { check(kRows); }

TEST_CASE("accept4 is told in its own name") {
  EventScript s;
  CHECK(explained(accept_slept(s, Syscall::accept4)).find("so accept4() slept until") !=
        std::string::npos);
  EventScript flagged;
  queued(listening_server(flagged)).as("server").accept4(3, 4, SOCK_NONBLOCK);
  CHECK(explained(flagged) ==
        "accept4() took Client 1's connection and gave its data socket number 4, with "
        "SOCK_NONBLOCK set in the same step. A handle inherits no flags from the connection "
        "socket.");
}

TEST_CASE("No call succeeds without a word, nor is any unforetold") {
  for (const SyscallRow& row : all_syscalls()) {
    if (row.id == Syscall::exit || row.id == Syscall::none) continue;
    EventScript s;
    s.as("server").enter(row.id, {9}).exit(1);
    CAPTURE(row.name);
    CHECK_FALSE(explain_last(s).empty());
    CHECK_FALSE(foretell(s.before(), s.last_enter()).empty());
    CHECK_FALSE(needs(s.before(), s.last_enter()).empty());
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
