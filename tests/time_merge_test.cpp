#include "log/time_merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace sockwalk;

TEST_SUITE_BEGIN("time_merge");

namespace {

/// What comes out when each of `threads` has put events at these times: by thread and time.
std::vector<std::pair<ActorId, std::int64_t>> merged(
    const std::vector<std::vector<std::int64_t>>& threads) {
  std::vector<std::vector<Event>> events(threads.size());
  std::vector<Stretch> stretches(threads.size());
  for (std::size_t thread = 0; thread < threads.size(); ++thread) {
    for (const std::int64_t time : threads[thread]) {
      Event& event = events[thread].emplace_back();
      event.actor = static_cast<ActorId>(thread);
      event.t_ns = time;
    }
    std::span<const Event> left(events[thread]);
    for (std::size_t size = 1; !left.empty(); ++size) {
      stretches[thread].push_back(left.first(std::min(size, left.size())));
      left = left.subspan(stretches[thread].back().size());
    }
  }
  std::vector<std::pair<ActorId, std::int64_t>> told;
  merge_by_time(stretches, [&](const Event& event) { told.emplace_back(event.actor, event.t_ns); });
  return told;
}

using Told = std::vector<std::pair<ActorId, std::int64_t>>;

}  // namespace

TEST_CASE("events of several threads come in the order of time") {
  CHECK(merged({}).empty());
  CHECK(merged({{}, {}}).empty());
  CHECK(merged({{1, 4, 5}, {}, {2, 3, 6}}) == Told{{0, 1}, {2, 2}, {2, 3}, {0, 4}, {0, 5}, {2, 6}});
}

TEST_CASE("of equal times the first thread's comes first, and no thread's order changes") {
  CHECK(merged({{2, 2}, {2, 2}, {1, 2}}) == Told{{2, 1}, {0, 2}, {0, 2}, {1, 2}, {1, 2}, {2, 2}});
}

TEST_CASE("it is what a stable sort by time gives") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::vector<std::int64_t>> threads(random() % 9);
    Told sorted;
    for (std::size_t thread = 0; thread < threads.size(); ++thread) {
      threads[thread].resize(random() % 20);
      for (std::int64_t& time : threads[thread]) time = static_cast<std::int64_t>(random() % 40);
      std::ranges::sort(threads[thread]);
      for (const std::int64_t time : threads[thread]) {
        sorted.emplace_back(static_cast<ActorId>(thread), time);
      }
    }
    std::ranges::stable_sort(sorted, {}, &std::pair<ActorId, std::int64_t>::second);
    CHECK(merged(threads) == sorted);
  }
}

TEST_SUITE_END();
