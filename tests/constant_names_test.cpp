#include "event/constant_names.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <string>

TEST_SUITE_BEGIN("constant_names");

namespace sockwalk {

TEST_CASE("every errno is named and worded as the C library does") {
  for (const ErrnoRow& row : all_errnos()) {
    CHECK(row.name == strerrorname_np(row.number));
    CHECK(row.says == strerrordesc_np(row.number));
    CHECK(errno_row(row.number) == &row);
    CHECK(errno_row(row.name) == &row);
  }
}

TEST_CASE("every errno has a meaning of its own, in whole sentences") {
  std::set<std::string_view> meanings;
  for (const ErrnoRow& row : all_errnos()) {
    CHECK(row.means.ends_with('.'));
    CHECK(row.means.size() > 40);
    CHECK(std::ranges::count(row.means, '{') == 0);
    meanings.insert(row.means);
  }
  CHECK(meanings.size() == all_errnos().size());
}

TEST_CASE("no errno that sockets meet is missing") {
  for (const int number :
       {EACCES,      EADDRINUSE,   EAFNOSUPPORT,    EAGAIN,     EALREADY, EBADF,
        EBUSY,       ECONNABORTED, ECONNREFUSED,    ECONNRESET, EEXIST,   EFAULT,
        EINPROGRESS, EINTR,        EINVAL,          EISCONN,    EISDIR,   ELOOP,
        EMFILE,      EMSGSIZE,     ENAMETOOLONG,    ENFILE,     ENOBUFS,  ENOENT,
        ENOMEM,      ENOPROTOOPT,  ENOSPC,          ENOSYS,     ENOTCONN, ENOTDIR,
        ENOTSOCK,    ENXIO,        EOPNOTSUPP,      EPERM,      EPIPE,    EPROTONOSUPPORT,
        EPROTOTYPE,  EROFS,        ESOCKTNOSUPPORT, ESRCH,      ESTALE,   ETIMEDOUT,
        ETOOMANYREFS}) {
    CHECK_MESSAGE(errno_row(number) != nullptr, number);
  }
}

TEST_CASE("two names of one number lead to one row") {
  CHECK(errno_row("EWOULDBLOCK") == errno_row(EAGAIN));
  CHECK(errno_row("ENOTSUP") == errno_row(EOPNOTSUPP));
}

TEST_CASE("what is not known stays a number") {
  CHECK(errno_row(999) == nullptr);
  CHECK(errno_row("ENONSENSE") == nullptr);
  CHECK(errno_name(999) == "errno 999");
  CHECK(errno_name(ENOENT) == "ENOENT");
  CHECK(domain_name(200) == "200");
  CHECK(socket_type_name(77) == "77");
  CHECK(kernel_state_name(99) == "99");
}

TEST_CASE("socket types carry their flags") {
  CHECK(domain_name(AF_UNIX) == "AF_UNIX");
  CHECK(socket_type_name(SOCK_STREAM) == "SOCK_STREAM");
  CHECK(socket_type_name(SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK) ==
        "SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK");
}

TEST_CASE("every name leads back to its number") {
  for (const int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET, SOCK_RAW, SOCK_RDM}) {
    for (const int flags : {0, SOCK_CLOEXEC | 0, SOCK_NONBLOCK | 0, SOCK_CLOEXEC | SOCK_NONBLOCK}) {
      CHECK(socket_type_named(socket_type_name(type | flags)) == (type | flags));
    }
  }
  for (const int domain : {AF_UNIX, AF_INET, AF_INET6}) {
    CHECK(domain_named(domain_name(domain)) == domain);
  }
  for (int state = 1; state < 12; ++state) {
    CHECK(kernel_state_named(kernel_state_name(state)) == state);
  }
}

TEST_CASE("a name that is none leads nowhere") {
  CHECK_FALSE(socket_type_named(""));
  CHECK_FALSE(socket_type_named("SOCK_STREAM|"));
  CHECK_FALSE(socket_type_named("SOCK_STREAM|SOCK_DGRAM"));
  CHECK_FALSE(socket_type_named("SOCK_CLOEXEC"));
  CHECK_FALSE(domain_named("1"));
  CHECK_FALSE(kernel_state_named("UNKNOWN"));
}

TEST_CASE("states are named as ss does") {
  CHECK(kernel_state_name(1) == "ESTAB");
  CHECK(kernel_state_name(7) == "UNCONN");
  CHECK(kernel_state_name(10) == "LISTEN");
}

}  // namespace sockwalk

TEST_SUITE_END();
