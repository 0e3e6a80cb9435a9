#include "actors/service.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <vector>

using namespace sockwalk;

namespace {

/// Feeds `bytes` in reads of at most `piece` bytes; the sums that were asked for.
std::vector<std::int32_t> answers(const std::vector<std::int32_t>& numbers, std::size_t piece) {
  const auto bytes = std::as_bytes(std::span(numbers));
  SumService service;
  std::vector<std::int32_t> sums;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::span<std::byte> room = service.missing();
    const std::size_t count = std::min({piece, room.size(), bytes.size() - at});
    std::memcpy(room.data(), bytes.data() + at, count);
    at += count;
    if (!service.took(count)) continue;
    sums.push_back(service.sum());
    service.answered();
  }
  return sums;
}

}  // namespace

TEST_SUITE_BEGIN("service");

TEST_CASE("a zero asks for the sum, which then starts anew") {
  CHECK(answers({7, 8, 0, 5, 0}, 4) == std::vector<std::int32_t>{15, 5});
}

TEST_CASE("integers that come in pieces are put together") {
  for (const std::size_t piece : {1U, 2U, 3U}) {
    CHECK(answers({1000000, -1, 0, 70000, 0}, piece) == std::vector<std::int32_t>{999999, 70000});
  }
}

TEST_CASE("a read never asks for bytes of the next integer") {
  SumService service;
  CHECK(service.missing().size() == 4);
  service.took(3);
  CHECK(service.missing().size() == 1);
}

TEST_CASE("a sum beyond 32 bits wraps around") {
  CHECK(answers({2147483647, 1, 0}, 4) == std::vector<std::int32_t>{-2147483647 - 1});
}

TEST_SUITE_END();
