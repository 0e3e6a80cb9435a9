#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sockwalk {

/// What has gone one way through a connection, as far as it tells connections apart: how many bytes,
/// and the first of them.
class ConnectionBytes {
 public:
  /// Longer than a number, or a short greeting with one.
  static constexpr std::size_t kKept = 32;

  void add(std::span<const std::byte> bytes) { add(bytes, bytes.size()); }
  /// `count` bytes, of which `first` are the first.
  void add(std::span<const std::byte> first, std::uint64_t count) {
    if (count_ == kept_) {
      const std::size_t more = std::min(first.size(), first_.size() - kept_);
      std::ranges::copy(first.first(more), first_.begin() + kept_);
      kept_ = static_cast<std::uint8_t>(kept_ + more);
    }
    count_ += count;
  }
  /// Others may have written too, or it could not be looked at.
  void doubt() { known_ = false; }
  bool known() const { return known_; }

  /// Whether both may be the same bytes: as many, and alike in so far as both have kept them.
  bool matches(const ConnectionBytes& other) const {
    const std::size_t both = std::min(kept_, other.kept_);
    return known_ && other.known_ && count_ == other.count_ &&
           std::equal(first_.begin(), first_.begin() + both, other.first_.begin());
  }

 private:
  std::uint64_t count_ = 0;
  std::array<std::byte, kKept> first_{};
  std::uint8_t kept_ = 0;
  bool known_ = true;
};

}  // namespace sockwalk
