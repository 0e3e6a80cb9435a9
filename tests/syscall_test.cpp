#include "event/syscall.h"

#include <doctest/doctest.h>
#include <sys/syscall.h>

#include <set>

TEST_SUITE_BEGIN("syscall");

namespace sockwalk {

TEST_CASE("every call has a row that says what it is for") {
  CHECK(all_syscalls().size() == static_cast<std::size_t>(Syscall::exit));
  std::set<std::string_view> names;
  for (const SyscallRow& row : all_syscalls()) {
    CHECK(&row_of(row.id) == &row);
    CHECK(syscall_named(row.name) == row.id);
    CHECK(row.section == 2);
    CHECK(row.purpose.size() > 15);
    CHECK(row.arguments[0].kind != ArgumentKind::none);
    names.insert(row.name);
  }
  CHECK(names.size() == all_syscalls().size());
}

TEST_CASE("no call has no name") {
  CHECK(row_of(Syscall::none).name.empty());
  CHECK(syscall_named("") == Syscall::none);
  CHECK(syscall_named("fork") == Syscall::none);
}

TEST_CASE("a descriptor is always the first argument") {
  for (const SyscallRow& row : all_syscalls()) {
    CHECK(row.arguments[1].kind != ArgumentKind::fd);
    for (std::size_t i = 2; i < row.arguments.size(); ++i) {
      CHECK(row.arguments[i].kind != ArgumentKind::fd);
    }
  }
  CHECK(row_of(Syscall::bind).arguments[0].kind == ArgumentKind::fd);
  CHECK(row_of(Syscall::unlink).arguments[0].kind == ArgumentKind::path);
}

TEST_CASE("the calls that may sleep are those of their manual pages") {
  std::set<std::string_view> sleepers;
  for (const SyscallRow& row : all_syscalls()) {
    if (row.may_block) sleepers.insert(row.name);
  }
  CHECK(sleepers == std::set<std::string_view>{"accept", "accept4", "connect", "epoll_wait", "poll",
                                               "read", "recvfrom", "recvmsg", "select", "sendmsg",
                                               "sendto", "write"});
}

TEST_CASE("the numbers of this machine lead to the calls") {
  CHECK(syscall_numbered(SYS_socket) == Syscall::socket);
  CHECK(syscall_numbered(SYS_bind) == Syscall::bind);
  CHECK(syscall_numbered(SYS_listen) == Syscall::listen);
  CHECK(syscall_numbered(SYS_accept) == Syscall::accept);
  CHECK(syscall_numbered(SYS_accept4) == Syscall::accept4);
  CHECK(syscall_numbered(SYS_connect) == Syscall::connect);
  CHECK(syscall_numbered(SYS_read) == Syscall::read);
  CHECK(syscall_numbered(SYS_write) == Syscall::write);
  CHECK(syscall_numbered(SYS_pselect6) == Syscall::select);
  CHECK(syscall_numbered(SYS_close) == Syscall::close);
  CHECK(syscall_numbered(SYS_unlinkat) == Syscall::unlink);
  CHECK(syscall_numbered(SYS_exit) == Syscall::exit);
  CHECK(syscall_numbered(SYS_futex) == Syscall::none);
  CHECK(syscall_numbered(-1) == Syscall::none);
}

}  // namespace sockwalk

TEST_SUITE_END();
