#include "log/time_merge.h"

#include <algorithm>

namespace sockwalk {
namespace {

struct Stretch {
  std::size_t next = 0;
  std::size_t end = 0;
};

}  // namespace

void merge_by_time(std::span<const Event> events, std::span<const std::size_t> ends,
                   std::vector<Event>& out) {
  std::vector<Stretch> stretches;
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    if (end > first) stretches.push_back({first, end});
    first = end;
  }
  const auto later = [events](const Stretch& a, const Stretch& b) {
    const std::int64_t time_a = events[a.next].t_ns;
    const std::int64_t time_b = events[b.next].t_ns;
    return time_a != time_b ? time_a > time_b : a.next > b.next;
  };
  std::make_heap(stretches.begin(), stretches.end(), later);
  while (!stretches.empty()) {
    std::pop_heap(stretches.begin(), stretches.end(), later);
    Stretch& earliest = stretches.back();
    do {
      out.push_back(events[earliest.next++]);
    } while (earliest.next != earliest.end &&
             (stretches.size() == 1 || !later(earliest, stretches.front())));
    if (earliest.next == earliest.end) {
      stretches.pop_back();
    } else {
      std::push_heap(stretches.begin(), stretches.end(), later);
    }
  }
}

}  // namespace sockwalk
