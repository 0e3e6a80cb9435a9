#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "event/pages.h"

namespace sockwalk {

/// Memory for the variable parts of events: addresses, bytes, arrays. Only grows; what it gave
/// stays where it is until the arena dies, so an Event may be copied freely.
/// One thread writes an arena; others may read what that thread published to them.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// A copy of `value` that lives as long as the arena. Destructors are never run.
  template <class T>
  T* make(T value) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T(std::move(value));
  }

  /// The same, made in place from its default.
  template <class T>
  T* make() {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T;
  }

  template <class T>
  std::span<const T> copy(std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (values.empty()) return {};
    void* place = allocate(values.size_bytes(), alignof(T));
    std::memcpy(place, values.data(), values.size_bytes());
    return {static_cast<const T*>(place), values.size()};
  }

  template <class T>
  std::span<const T> copy(const std::vector<T>& values) {
    return copy(std::span<const T>(values));
  }

  /// A copy that ends with a NUL (not counted), so that data() is a C string as well.
  std::string_view copy(std::string_view text) {
    char* place = static_cast<char*>(allocate(text.size() + 1, 1));
    if (!text.empty()) std::memcpy(place, text.data(), text.size());
    place[text.size()] = '\0';
    return {place, text.size()};
  }

  std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t kFirstChunk = 16UL * 1024;
  static constexpr std::size_t kLargestChunk = 256UL * 1024;

  void* allocate(std::size_t size, std::size_t alignment) {
    std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (chunks_.empty() || start + size > capacity_) {
      add_chunk(size);
      start = 0;
    }
    used_ = start + size;
    return chunks_.back().get() + start;
  }

  /// Chunks grow with the recording: small runs stay small.
  void add_chunk(std::size_t least) {
    next_ = std::min(next_ * 2, kLargestChunk);
    capacity_ = whole_pages(std::max(least, next_));
    chunks_.push_back(fresh_pages(capacity_, capacity_ >= kLargestChunk));
    bytes_ += capacity_;
  }

  std::vector<Pages> chunks_;
  std::size_t next_ = kFirstChunk / 2;
  std::size_t used_ = 0;
  std::size_t capacity_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace sockwalk
