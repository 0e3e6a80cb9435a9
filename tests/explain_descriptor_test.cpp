#include <fcntl.h>
#include <sys/socket.h>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

EventScript& changes_mode(EventScript& s, int mode) {
  return s.enter(Syscall::chmod, {mode}, s.with_address(kDemo)).exit(0);
}

const Rows kRows{
    {"I6", "explain.dup.done", [](EventScript& s) { served_client(s).dup(4, 5); }},
    {"T1", "explain.dup.file",
     [](EventScript& s) { s.as("server").open("/etc/hosts", 3).dup(3, 4); }},
    {"V4", "explain.socketpair.datagram",
     [](EventScript& s) { s.as("server").socketpair(3, 4, kDatagram); }},
    {"unix(7)", "explain.socketpair.done", [](EventScript& s) { s.as("server").socketpair(3, 4); }},
    {"socketpair(2)", "explain.socketpair.unseen",
     [](EventScript& s) {
       s.as("server").enter(Syscall::socketpair, {1, 1, 0}).exit(0);
     }},
    {"L2", "explain.shutdown.send", [](EventScript& s) { connected(s).shutdown(3, SHUT_WR); }},
    {"L4", "explain.shutdown.receive", [](EventScript& s) { connected(s).shutdown(3, SHUT_RD); }},
    {"L5", "explain.shutdown.both", [](EventScript& s) { connected(s).shutdown(3, SHUT_RDWR); }},
    {"L6", "explain.shutdown.copies",
     [](EventScript& s) { connected(s).dup(3, 4).shutdown(3, SHUT_WR); }},
    {"L7", "explain.shutdown.wakes",
     [](EventScript& s) { served_client(s).enter_read(4).as("client 1").shutdown(3, SHUT_WR); }},
    {"L8", "explain.shutdown.nothing", [](EventScript& s) { client(s).shutdown(3, SHUT_WR); }},
    {"C4", "explain.shutdown.listener",
     [](EventScript& s) { listening_server(s).shutdown(3, SHUT_RDWR); }},
    {"shutdown(2)", "explain.shutdown.gone",
     [](EventScript& s) { left_by_server(s).shutdown(3, SHUT_RDWR); }},
    {"I7", "explain.fcntl.nonblock_on",
     [](EventScript& s) { served_client(s).set_flags(4, O_NONBLOCK); }},
    {"I7", "explain.fcntl.nonblock_off", [](EventScript& s) { served_client(s).set_flags(4, 0); }},
    {"fcntl(2)", "explain.fcntl.flags_asked",
     [](EventScript& s) {
       served_client(s).enter(Syscall::fcntl, {4, F_GETFL, 0}).exit(O_RDWR);
     }},
    {"T2", "explain.fcntl.close_on_exec",
     [](EventScript& s) {
       served_client(s).enter(Syscall::fcntl, {4, F_SETFD, FD_CLOEXEC}).exit(0);
     }},
    {"fcntl(2)", "explain.fcntl.done",
     [](EventScript& s) {
       served_client(s).enter(Syscall::fcntl, {4, F_GETOWN, 0}).exit(0);
     }},
    // Names, modes, users.
    {"open(2)", "explain.open.done", [](EventScript& s) { s.as("server").open("/etc/hosts", 3); }},
    {"G3", "explain.chmod.done", [](EventScript& s) { changes_mode(bound(s), 0755); }},
    {"G9", "explain.chmod.shut", [](EventScript& s) { changes_mode(bound(s), 0); }},
    {"G10", "explain.fchmod.before_bind",
     [](EventScript& s) {
       client(s).enter(Syscall::fchmod, {3, 0600}).exit(0);
     }},
    {"G10", "explain.fchmod.after_bind",
     [](EventScript& s) {
       bound(s).enter(Syscall::fchmod, {3, 0600}).exit(0);
     }},
    {"fchmod(2)", "explain.fchmod.file",
     [](EventScript& s) {
       s.as("server").open("/run/x", 3).enter(Syscall::fchmod, {3, 0600}).exit(0);
     }},
    {"G1", "explain.umask.done",
     [](EventScript& s) { s.as("server").enter(Syscall::umask, {077}).exit(022); }},
    {"G6", "explain.mkdir.done",
     [](EventScript& s) {
       s.as("server").enter(Syscall::mkdir, {0700}, s.with_address("/run/d")).exit(0);
     }},
    {"F8", "explain.chdir.done",
     [](EventScript& s) {
       s.as("server").enter(Syscall::chdir, {}, s.with_address("/run")).exit(0);
     }},
    {"G2, G12", "explain.setresuid.nobody",
     [](EventScript& s) {
       s.as("server").enter(Syscall::setresuid, {65534, 65534, 65534}).exit(0);
     }},
    {"G5", "explain.setresuid.root",
     [](EventScript& s) {
       s.as("server").enter(Syscall::setresuid, {0, 0, 0}).exit(0);
     }},
};

}  // namespace

const Rows& explanation_rows::descriptors() { return kRows; }

TEST_SUITE_BEGIN("explain_descriptor");

TEST_CASE("Numbers, pairs, half-closes, names and modes: what each call changed") { check(kRows); }

TEST_SUITE_END();

}  // namespace sockwalk
