#include "actors/service.h"

#include <algorithm>
#include <cstring>

namespace sockwalk {
namespace {

std::byte capital(std::byte byte) {
  const bool small = byte >= std::byte{'a'} && byte <= std::byte{'z'};
  return small ? byte ^ std::byte{'a' ^ 'A'} : byte;
}

}  // namespace

bool IncomingInteger::took(std::size_t count) {
  have_ += count;
  if (have_ < bytes_.size()) return false;
  have_ = 0;
  return true;
}

std::int32_t IncomingInteger::value() const {
  std::int32_t value = 0;
  std::memcpy(&value, bytes_.data(), sizeof value);
  return value;
}

std::unique_ptr<Service> make_service(ServiceKind kind) {
  if (kind == ServiceKind::sum) return std::make_unique<SumService>();
  return std::make_unique<EchoService>(kind == ServiceKind::upper);
}

void SumService::took(std::size_t count) {
  if (incoming_.took(count)) add(incoming_.value());
}

void SumService::add(std::int32_t value) {
  // Wraps around like the int32_t of the listings, without their undefined overflow.
  sum_ = static_cast<std::int32_t>(static_cast<std::uint32_t>(sum_) +
                                   static_cast<std::uint32_t>(value));
  if (value == 0) unsent_ = sizeof sum_;
}

std::span<const std::byte> SumService::answer() const {
  return std::as_bytes(std::span(&sum_, 1)).last(unsent_);
}

void SumService::sent(std::size_t count) {
  unsent_ -= count;
  if (unsent_ == 0) sum_ = 0;
}

void EchoService::took(std::size_t count) {
  from_ = 0;
  to_ = count;
  if (capitals_) std::ranges::transform(std::span(bytes_).first(to_), bytes_.begin(), capital);
}

std::span<const std::byte> EchoService::answer() const {
  return std::span(bytes_).subspan(from_, to_ - from_);
}

void EchoService::sent(std::size_t count) { from_ += count; }

}  // namespace sockwalk
