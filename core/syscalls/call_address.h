#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstdint>

#include "event/unix_address.h"

namespace sockwalk {

/// An address as a call is told it. A length that is wrong is told as well, so that the kernel can
/// say so: with zeros behind the structure, as far as the kernel reads at all.
class CallAddress {
 public:
  static constexpr std::uint32_t kLongest = sizeof(sockaddr_storage);

  explicit CallAddress(const UnixAddress& address) {
    memory_.name = to_sockaddr(address, length_);
    if (address.length != 0 && address.length <= kLongest) length_ = address.length;
  }

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&memory_); }
  std::uint32_t length() const { return length_; }

 private:
  struct Memory {
    sockaddr_un name{};
    std::array<char, sizeof(sockaddr_storage) - sizeof(sockaddr_un)> beyond{};
  };
  Memory memory_;
  std::uint32_t length_ = 0;
};

}  // namespace sockwalk
