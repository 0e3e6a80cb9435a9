#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sockwalk {

/// A four-byte integer that comes over a stream, which keeps no message boundaries: it may come in
/// pieces, and several may come joined. Never asks for more than is missing.
class IncomingInteger {
 public:
  /// Where the next read() puts its bytes: exactly what is missing.
  std::span<std::byte> missing() { return std::span(bytes_).subspan(have_); }
  /// `count` bytes have come. True when the integer is whole; value() then holds until the next.
  bool took(std::size_t count);
  std::int32_t value() const;

 private:
  std::array<std::byte, 4> bytes_{};
  std::size_t have_ = 0;
};

/// The sum service, as it stands for one client: integers are added up, and a 0 asks for the sum,
/// which then starts anew.
class SumService {
 public:
  std::span<std::byte> missing() { return incoming_.missing(); }
  /// Takes `count` bytes in. True when the client has asked.
  bool took(std::size_t count);
  std::int32_t sum() const { return sum_; }
  /// The answer has been sent.
  void answered() { sum_ = 0; }

 private:
  IncomingInteger incoming_;
  std::int32_t sum_ = 0;
};

}  // namespace sockwalk
