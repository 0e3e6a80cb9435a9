#include "event/unix_address.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include "temporary_directory.h"

TEST_SUITE_BEGIN("unix_address");

namespace sockwalk {
namespace {

using Kind = UnixAddress::Kind;

/// What the kernel says of a bind with that address: 0 or an errno.
int bind_error(const UnixAddress& address) {
  std::uint32_t length = 0;
  const sockaddr_un raw = to_sockaddr(address, length);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  const int failed = ::bind(fd, reinterpret_cast<const sockaddr*>(&raw), length);
  const int error = errno;
  ::close(fd);
  return failed == 0 ? 0 : error;
}

}  // namespace

TEST_CASE("people read a path as it is and an abstract name after an at sign") {
  CHECK(to_text({Kind::path, "/run/x/demo.sock", 19}) == "/run/x/demo.sock");
  CHECK(to_text({Kind::abstract, "name", 7}) == "@name");
  CHECK(to_text({Kind::unnamed, "", 2}) == "(unnamed)");
  CHECK(to_text({}) == "(no address)");
}

TEST_CASE("a path is the same from its beginning and from a directory") {
  const UnixAddress whole{Kind::path, "/run/x/sub/a", 15};
  CHECK(whole == UnixAddress{Kind::path, "a", 4, "/run/x/sub"});
  CHECK(whole == UnixAddress{Kind::path, "sub/a", 8, "/run/x"});
  CHECK(UnixAddress{Kind::path, "a", 4, "/run/x/sub"} == UnixAddress{Kind::path, "sub/a", 8, "/run/x"});
  CHECK_FALSE(whole == UnixAddress{Kind::path, "a", 4, "/run/x"});
  CHECK_FALSE(whole == UnixAddress{Kind::path, "a", 4, "/run/y/sub"});
  CHECK_FALSE(UnixAddress{Kind::path, "a", 4, "/run"} == UnixAddress{Kind::path, "a", 4});
}

TEST_CASE("bytes that are no text are spelled out") {
  CHECK(to_text({Kind::abstract, std::string_view{"a\0b", 3}, 6}) == "@a\\x00b");
  CHECK(to_text({Kind::path, "\x1b[31m\n\x7f", 0}) == "\\x1b[31m\\x0a\\x7f");
  CHECK(to_text({Kind::path, "Küche €", 0}) == "Küche €");
  CHECK(to_text({Kind::path, "\xff\xc3", 0}) == "\\xff\\xc3");
  CHECK(to_text({Kind::path, "\xc2\x9b", 0}) == "\\xc2\\x9b");  // a control character of UTF-8
}

TEST_CASE("a path goes to the kernel with a NUL at its end") {
  std::uint32_t length = 0;
  const sockaddr_un raw = to_sockaddr({Kind::path, "abc", 0}, length);
  CHECK(raw.sun_family == AF_UNIX);
  CHECK(length == offsetof(sockaddr_un, sun_path) + 4);
  CHECK(std::memcmp(raw.sun_path, "abc\0", 4) == 0);
}

TEST_CASE("an abstract name goes to the kernel with a NUL before it") {
  std::uint32_t length = 0;
  const sockaddr_un raw = to_sockaddr({Kind::abstract, "abc", 0}, length);
  CHECK(length == offsetof(sockaddr_un, sun_path) + 4);
  CHECK(std::memcmp(raw.sun_path, "\0abc", 4) == 0);
}

TEST_CASE("an unnamed address is the family alone") {
  std::uint32_t length = 0;
  to_sockaddr({Kind::unnamed, "", 2}, length);
  CHECK(length == 2);
}

TEST_CASE("the length of the call is kept where it makes sense") {
  std::uint32_t length = 0;
  to_sockaddr({Kind::path, "abcdef", 5}, length);
  CHECK(length == 5);  // cuts the name: the kernel takes "abc"
  to_sockaddr({Kind::abstract, "abc", 110}, length);
  CHECK(length == 110);  // counts NULs behind the name
  to_sockaddr({Kind::path, "abc", 111}, length);
  CHECK(length == 6);  // would read behind the structure
}

TEST_CASE("108 characters fit without a NUL, more are cut") {
  const std::string name(200, 'p');
  std::uint32_t length = 0;
  const sockaddr_un whole =
      to_sockaddr({Kind::path, std::string_view{name}.substr(0, 108), 0}, length);
  CHECK(length == sizeof(sockaddr_un));
  CHECK(whole.sun_path[107] == 'p');
  to_sockaddr({Kind::path, name, 0}, length);
  CHECK(length == sizeof(sockaddr_un));
  to_sockaddr({Kind::abstract, name, 0}, length);
  CHECK(length == sizeof(sockaddr_un));
}

TEST_CASE("the kernel takes what we give it") {
  const TemporaryDirectory folder;
  const std::string path = folder.path_of("demo.sock");
  CHECK(bind_error({Kind::path, path, 0}) == 0);
  CHECK(::access(path.c_str(), F_OK) == 0);
  CHECK(bind_error({Kind::path, path, 0}) == EADDRINUSE);
  CHECK(bind_error({Kind::abstract, path, 0}) == 0);
  CHECK(bind_error({Kind::unnamed, "", 2}) == 0);
}

TEST_CASE("the length is part of an abstract name, and of no path") {
  CHECK(UnixAddress{Kind::path, "a", 4} == UnixAddress{Kind::path, "a", 110});
  CHECK_FALSE(UnixAddress{Kind::abstract, "a", 4} == UnixAddress{Kind::abstract, "a", 110});
  CHECK_FALSE(UnixAddress{Kind::path, "a", 4} == UnixAddress{Kind::abstract, "a", 4});
}

}  // namespace sockwalk

TEST_SUITE_END();
