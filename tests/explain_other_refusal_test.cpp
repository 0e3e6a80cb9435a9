#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;
using enum Syscall;

const Rows kRows{
    // A name whose socket lives in a message only.
    {"E4, in flight", "refusal.bind.live",
     [](EventScript& s) {
       bound(s).socketpair(4, 5).sendmsg(4, "x", {3}).close(3);
       client(s).bind(3, kDemo, EADDRINUSE);
     }},
    // Descriptors.
    {"J3", "refusal.dup.limit", [](EventScript& s) { served_client(s).dup(4, -1, EMFILE); }},
    {"socketpair(2)", "refusal.socketpair.limit",
     [](EventScript& s) {
       fails(s.as("server"), socketpair, {1, 1, 0}, EMFILE);
     }},
    {"socketpair(2)", "refusal.socketpair.family",
     [](EventScript& s) {
       fails(s.as("server"), socketpair, {2, 1, 0}, EOPNOTSUPP);
     }},
    {"D11, a pair", "refusal.socket.protocol",
     [](EventScript& s) {
       fails(s.as("server"), socketpair, {1, 1, 6}, EPROTONOSUPPORT);
     }},
    {"L8", "refusal.shutdown.no_peer",
     [](EventScript& s) { client(s).shutdown(3, SHUT_WR, ENOTCONN); }},
    {"shutdown(2)", "refusal.shutdown.how",
     [](EventScript& s) { connected(s).shutdown(3, 7, EINVAL); }},
    {"fcntl(2)", "refusal.fcntl.invalid",
     [](EventScript& s) {
       fails(served_client(s), fcntl, {4, 99, 0}, EINVAL);
     }},
    // Names, modes, users.
    {"A7", "refusal.open.socket", [](EventScript& s) { bound(s).open(kDemo, -1, 0, ENXIO); }},
    {"J3", "refusal.open.limit",
     [](EventScript& s) { s.as("server").open("/dev/null", -1, 0, EMFILE); }},
    {"open(2)", "refusal.open.exists",
     [](EventScript& s) { s.as("server").open("/run/x", -1, O_EXCL, EEXIST); }},
    {"open(2)", "refusal.open.directory",
     [](EventScript& s) { s.as("server").open("/run", -1, O_WRONLY, EISDIR); }},
    {"open(2)", "refusal.path.nothing",
     [](EventScript& s) { s.as("server").open("/run/x", -1, 0, ENOENT); }},
    {"open(2)", "refusal.path.forbidden",
     [](EventScript& s) { s.as("server").open("/run/x", -1, 0, EACCES); }},
    {"open(2)", "refusal.path.too_long",
     [](EventScript& s) { s.as("server").open("/run/x", -1, 0, ENAMETOOLONG); }},
    {"open(2)", "refusal.path.no_space",
     [](EventScript& s) { s.as("server").open("/run/x", -1, O_CREAT, ENOSPC); }},
    {"chmod(2)", "refusal.chmod.no_name",
     [](EventScript& s) { fails(s.as("server"), chmod, {0}, ENOENT, kDemo); }},
    {"chmod(2)", "refusal.chmod.foreign",
     [](EventScript& s) { fails(s.as("server"), chmod, {0}, EPERM, kDemo); }},
    {"fchmod(2)", "refusal.chmod.foreign",
     [](EventScript& s) {
       fails(bound(s), fchmod, {3, 0}, EPERM);
     }},
    {"mkdir(2)", "refusal.mkdir.exists",
     [](EventScript& s) { fails(s.as("server"), mkdir, {0700}, EEXIST, "/run/d"); }},
    {"mkdir(2)", "refusal.path.no_directory",
     [](EventScript& s) { fails(s.as("server"), mkdir, {0700}, ENOENT, "/run/d/d"); }},
    {"chdir(2)", "refusal.path.nothing",
     [](EventScript& s) { fails(s.as("server"), chdir, {}, ENOENT, "/run/d"); }},
    {"setresuid(2)", "refusal.setresuid.forbidden",
     [](EventScript& s) {
       fails(s.as("server"), setresuid, {7, 7, 7}, EPERM);
     }},
    // Readiness.
    {"P4", "refusal.poll.too_many",
     [](EventScript& s) {
       fails(s.as("server"), poll, {5000, -1}, EINVAL);
     }},
    {"R5", "refusal.poll.interrupted",
     [](EventScript& s) {
       served_client(s).enter_poll({{4, POLLIN, 0}});
       exit_slept(s, -1, EINTR);
     }},
    {"J3", "refusal.epoll_create1.limit",
     [](EventScript& s) { fails(s.as("server"), epoll_create1, {0}, EMFILE); }},
    {"epoll_create(2)", "refusal.epoll_create1.flags",
     [](EventScript& s) { fails(s.as("server"), epoll_create1, {1}, EINVAL); }},
    {"S11", "refusal.epoll_ctl.twice",
     [](EventScript& s) { watching(s).epoll_ctl(5, EPOLL_CTL_ADD, 4, EPOLLIN, EEXIST); }},
    {"S11", "refusal.epoll_ctl.not_watched",
     [](EventScript& s) { watching(s).epoll_ctl(5, EPOLL_CTL_DEL, 3, 0, ENOENT); }},
    {"S11, S13", "refusal.epoll_ctl.target",
     [](EventScript& s) { watching(s).close(4).epoll_ctl(5, EPOLL_CTL_DEL, 4, 0, EBADF); }},
    {"S11", "refusal.epoll_ctl.instance",
     [](EventScript& s) { served_client(s).epoll_ctl(9, EPOLL_CTL_ADD, 4, EPOLLIN, EBADF); }},
    {"S11", "refusal.epoll_ctl.file",
     [](EventScript& s) {
       watching(s).open("/etc/hosts", 6).epoll_ctl(5, EPOLL_CTL_ADD, 6, EPOLLIN, EPERM);
     }},
    {"S11", "refusal.epoll_ctl.itself",
     [](EventScript& s) { watching(s).epoll_ctl(5, EPOLL_CTL_ADD, 5, EPOLLIN, EINVAL); }},
    {"epoll_ctl(2)", "refusal.epoll_ctl.circle",
     [](EventScript& s) {
       watching(s).epoll_create(6).epoll_ctl(5, EPOLL_CTL_ADD, 6, EPOLLIN, ELOOP);
     }},
    {"epoll_wait(2)", "refusal.epoll.no_instance",
     [](EventScript& s) {
       fails(served_client(s), epoll_wait, {4, 8, -1}, EINVAL);
     }},
    {"epoll_wait(2)", "refusal.epoll_wait.max_events",
     [](EventScript& s) {
       fails(watching(s), epoll_wait, {5, 0, -1}, EINVAL);
     }},
    {"R5, R8, R9", "refusal.poll.interrupted",
     [](EventScript& s) {
       fails_asleep(watching(s), epoll_wait, {5, 8, -1}, EINTR);
     }},
    // Options and names of sockets.
    {"ioctl(2)", "refusal.ioctl.listener",
     [](EventScript& s) {
       fails(listening_server(s), ioctl, {3, FIONREAD}, EINVAL);
     }},
    {"ioctl(2)", "refusal.ioctl.unknown",
     [](EventScript& s) {
       fails(served_client(s), ioctl, {4, 1}, ENOTTY);
     }},
    {"E2", "refusal.setsockopt.reuse_port",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, SO_REUSEPORT, 1}, EOPNOTSUPP);
     }},
    {"socket(7)", "refusal.setsockopt.not_supported",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, SO_BROADCAST, 1}, EOPNOTSUPP);
     }},
    {"setsockopt(2)", "refusal.option.unknown",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, 999, 1}, ENOPROTOOPT);
     }},
    {"socket(7)", "refusal.setsockopt.domain",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, SO_RCVTIMEO, 1}, EDOM);
     }},
    {"setsockopt(2)", "refusal.option.invalid",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, SO_SNDBUF, -1}, EINVAL);
     }},
    {"socket(7)", "refusal.setsockopt.forbidden",
     [](EventScript& s) {
       fails(client(s), setsockopt, {3, SO_SNDBUFFORCE, 1}, EPERM);
     }},
    {"getpeername(2)", "refusal.getpeername.no_peer",
     [](EventScript& s) { fails(client(s), getpeername, {3}, ENOTCONN); }},
    {"getpeername(2)", "refusal.getpeername.listener",
     [](EventScript& s) { fails(listening_server(s), getpeername, {3}, ENOTCONN); }},
};

}  // namespace

const Rows& explanation_rows::other_refusals() { return kRows; }

TEST_SUITE_BEGIN("explain_other_refusal");

TEST_CASE("Numbers, names, readiness, options: every refusal has an explanation of its own") {
  check(kRows);
}

TEST_CASE("A descriptor that is not open is told for every call that takes one") {
  for (const SyscallRow& row : all_syscalls()) {
    if (row.arguments[0].kind != ArgumentKind::fd) continue;
    EventScript s;
    fails(s.as("server"), row.id, {9}, EBADF);
    CAPTURE(row.name);
    CHECK(explain_last(s).text->id != "refusal.general");
    CHECK(explained(s).find("no descriptor 9") != std::string::npos);
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
