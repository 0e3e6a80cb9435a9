#include "actors/service.h"

#include <cstring>

namespace sockwalk {

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

bool SumService::took(std::size_t count) {
  if (!incoming_.took(count)) return false;
  // Wraps around like the int32_t of the listings, without their undefined overflow.
  sum_ = static_cast<std::int32_t>(static_cast<std::uint32_t>(sum_) +
                                   static_cast<std::uint32_t>(incoming_.value()));
  return incoming_.value() == 0;
}

}  // namespace sockwalk
