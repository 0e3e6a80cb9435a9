#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "actors/scenario.h"

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

/// What a server does with the bytes of one client: service.h of the listings. While an answer waits
/// to be sent, nothing more is taken in.
class Service {
 public:
  virtual ~Service() = default;
  /// Where the next read() puts its bytes, and how many it asks for.
  virtual std::span<std::byte> missing() = 0;
  /// Takes in what a read gave.
  virtual void took(std::size_t count) = 0;
  /// What is still to be sent; empty while nothing is asked.
  virtual std::span<const std::byte> answer() const = 0;
  /// So much of the answer has been sent.
  virtual void sent(std::size_t count) = 0;
  /// What stands beside the handle in the table of client handles.
  virtual std::int32_t result() const = 0;
};

/// The service for a client that comes.
std::unique_ptr<Service> make_service(ServiceKind kind);

/// Integers are added up, and a 0 asks for the sum, which then starts anew.
class SumService final : public Service {
 public:
  std::span<std::byte> missing() override { return incoming_.missing(); }
  void took(std::size_t count) override;
  std::span<const std::byte> answer() const override;
  void sent(std::size_t count) override;
  std::int32_t result() const override { return sum_; }
  /// Takes a whole integer.
  void add(std::int32_t value);

 private:
  IncomingInteger incoming_;
  std::int32_t sum_ = 0;
  std::size_t unsent_ = 0;
};

/// Whatever comes is sent back, in capital letters where that is asked for.
class EchoService final : public Service {
 public:
  explicit EchoService(bool capitals) : capitals_(capitals) {}
  std::span<std::byte> missing() override { return bytes_; }
  void took(std::size_t count) override;
  std::span<const std::byte> answer() const override;
  void sent(std::size_t count) override;
  std::int32_t result() const override { return 0; }

 private:
  std::array<std::byte, 64> bytes_{};
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  const bool capitals_;
};

}  // namespace sockwalk
