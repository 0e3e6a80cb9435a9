#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "event/event.h"

namespace sockwalk {

/// Events of one thread, in the order of time: in pieces, of which each follows the one before and
/// none is empty.
using Stretch = std::vector<std::span<const Event>>;

/// Gives events of several threads to `take`, one by one, in the order of time. Of equal times the
/// earlier stretch comes first. Cheaper than sorting, since a thread that runs makes many calls
/// before another does.
template <class Take>
void merge_by_time(std::span<const Stretch> stretches, Take take) {
  struct Reader {
    std::span<const Event> piece;                   ///< what is left of it; never empty
    std::span<const std::span<const Event>> later;  ///< the pieces after it
    std::size_t place = 0;                          ///< of its stretch
  };
  std::vector<Reader> readers;
  for (std::size_t i = 0; i < stretches.size(); ++i) {
    const std::span<const std::span<const Event>> pieces(stretches[i]);
    if (!pieces.empty()) readers.push_back({pieces.front(), pieces.subspan(1), i});
  }
  const auto comes_later = [](const Reader& a, const Reader& b) {
    const std::int64_t time_a = a.piece.front().t_ns;
    const std::int64_t time_b = b.piece.front().t_ns;
    return time_a != time_b ? time_a > time_b : a.place > b.place;
  };
  std::ranges::make_heap(readers, comes_later);
  while (!readers.empty()) {
    std::ranges::pop_heap(readers, comes_later);
    Reader& earliest = readers.back();
    do {
      take(earliest.piece.front());
      earliest.piece = earliest.piece.subspan(1);
      if (earliest.piece.empty() && !earliest.later.empty()) {
        earliest.piece = earliest.later.front();
        earliest.later = earliest.later.subspan(1);
      }
    } while (!earliest.piece.empty() &&
             (readers.size() == 1 || !comes_later(earliest, readers.front())));
    if (earliest.piece.empty()) {
      readers.pop_back();
    } else {
      std::ranges::push_heap(readers, comes_later);
    }
  }
}

}  // namespace sockwalk
