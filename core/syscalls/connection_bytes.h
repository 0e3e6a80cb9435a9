#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sockwalk {

/// What has gone one way through a connection, as far as it tells connections apart: how many
/// bytes, the first of them, and a hash of them all.
class ConnectionBytes {
 public:
  /// Longer than a number, or a short greeting with one.
  static constexpr std::size_t kKept = 32;

  void add(std::span<const std::byte> bytes) {
    if (count_ == kept_) {
      const std::size_t more = std::min(bytes.size(), first_.size() - kept_);
      std::ranges::copy(bytes.first(more), first_.begin() + kept_);
      kept_ = static_cast<std::uint8_t>(kept_ + more);
    }
    count_ += bytes.size();
    // FNV-1a (Fowler, Noll, Vo): whether the bytes came in one piece or in several is the same.
    for (const std::byte byte : bytes) {
      hash_ = (hash_ ^ std::to_integer<std::uint64_t>(byte)) * 0x100000001b3;
    }
  }
  /// So many bytes more, which could not be looked at.
  void add_unseen(std::uint64_t count) {
    count_ += count;
    hashed_ = hashed_ && count == 0;
  }
  /// Others may have written more, or nothing could be looked at.
  void doubt() { known_ = false; }
  bool known() const { return known_; }

  /// Whether both may be the same bytes: as many, and alike in so far as both have seen them.
  bool matches(const ConnectionBytes& other) const {
    if (count_ == other.count_ && hashed_ && other.hashed_) return hash_ == other.hash_;
    return count_ == other.count_ && starts(other);
  }
  /// Whether `other` may be these bytes with more behind them.
  bool starts(const ConnectionBytes& other) const {
    const std::size_t both = std::min(kept_, other.kept_);
    return count_ <= other.count_ &&
           std::equal(first_.begin(), first_.begin() + both, other.first_.begin());
  }

 private:
  std::uint64_t count_ = 0;
  std::uint64_t hash_ = 0xcbf29ce484222325;
  std::array<std::byte, kKept> first_{};
  std::uint8_t kept_ = 0;
  bool hashed_ = true;
  bool known_ = true;
};

}  // namespace sockwalk
