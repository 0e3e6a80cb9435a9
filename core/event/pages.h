#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace sockwalk {

struct FreePages {
  void operator()(std::byte* pages) const { std::free(pages); }
};

/// Memory in whole pages, for what is written once from its beginning to its end.
using Pages = std::unique_ptr<std::byte[], FreePages>;

inline constexpr std::size_t kPageBytes = 4096;

inline constexpr std::size_t whole_pages(std::size_t bytes) {
  return (bytes + kPageBytes - 1) & ~(kPageBytes - 1);
}

/// At least `bytes` of it. `at_once`: all of it will be used soon, so its page faults are taken
/// together, which is far cheaper than one by one (madvise(2), MADV_POPULATE_WRITE; older kernels
/// refuse, no harm). Throws bad_alloc.
inline Pages fresh_pages(std::size_t bytes, bool at_once) {
  const std::size_t size = whole_pages(bytes);
  Pages pages(static_cast<std::byte*>(std::aligned_alloc(kPageBytes, size)));
  if (pages == nullptr) throw std::bad_alloc();
#ifdef MADV_POPULATE_WRITE
  if (at_once) ::madvise(pages.get(), size, MADV_POPULATE_WRITE);
#endif
  return pages;
}

}  // namespace sockwalk
