#pragma once

#include <cstdint>
#include <string>
#include <string_view>

struct sockaddr_un;

namespace sockwalk {

/// An address of the Unix family, as unix(7) tells them apart.
struct UnixAddress {
  enum class Kind : std::uint8_t { none, unnamed, path, abstract };

  Kind kind = Kind::none;
  /// The path without its closing NUL, or the abstract name without its leading NUL. Lies in an
  /// arena, or wherever the maker of the address says.
  std::string_view name;
  /// The length argument of the call, in bytes, family included; unix(7) counts it as part of an
  /// abstract name.
  std::uint32_t length = 0;
  /// Of a path that does not begin with '/': where it starts, the caller's working directory. Empty:
  /// unknown. Lies in an arena too.
  std::string_view directory{};

  /// Whether both are the same name, a path from its beginning.
  bool operator==(const UnixAddress& other) const;
};

/// How people write it: `/run/x/demo.sock`, `@name`, `(unnamed)`. Bytes that are no text (control
/// characters, broken UTF-8) are written as \xNN.
std::string to_text(const UnixAddress& address);

/// `address` as the kernel takes it. `length` receives the value for the call: address.length where
/// it lies between that of an unnamed address and that of the structure, else what fits the name.
/// A name longer than sun_path is cut; callers check first.
sockaddr_un to_sockaddr(const UnixAddress& address, std::uint32_t& length);
/// The other way round, of an address that the kernel told. The name lies in `raw`. Kind none where
/// there was no address at all (a datagram from a sender without a name).
UnixAddress from_sockaddr(const sockaddr_un& raw, std::uint32_t length);

}  // namespace sockwalk
