#include "actors/service.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

using namespace sockwalk;

namespace {

/// Feeds `bytes` in reads and takes the answers out in writes of at most `piece` bytes each.
std::vector<std::byte> answers(ServiceKind kind, std::span<const std::byte> bytes,
                               std::size_t piece) {
  const auto service = make_service(kind);
  std::vector<std::byte> out;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::span<std::byte> room = service->missing();
    const std::size_t count = std::min({piece, room.size(), bytes.size() - at});
    std::memcpy(room.data(), bytes.data() + at, count);
    at += count;
    service->took(count);
    while (!service->answer().empty()) {
      const auto part = service->answer().first(std::min(piece, service->answer().size()));
      out.insert(out.end(), part.begin(), part.end());
      service->sent(part.size());
    }
  }
  return out;
}

std::vector<std::int32_t> sums(const std::vector<std::int32_t>& numbers, std::size_t piece) {
  const auto out = answers(ServiceKind::sum, std::as_bytes(std::span(numbers)), piece);
  std::vector<std::int32_t> sums(out.size() / 4);
  std::memcpy(sums.data(), out.data(), out.size());
  return sums;
}

std::string text(ServiceKind kind, const std::string& words, std::size_t piece) {
  const auto out = answers(kind, std::as_bytes(std::span(words)), piece);
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

}  // namespace

TEST_SUITE_BEGIN("service");

TEST_CASE("a zero asks for the sum, which then starts anew") {
  CHECK(sums({7, 8, 0, 5, 0}, 4) == std::vector<std::int32_t>{15, 5});
}

TEST_CASE("integers that come in pieces, and answers that go in pieces, are put together") {
  for (const std::size_t piece : {1U, 2U, 3U}) {
    CHECK(sums({1000000, -1, 0, 70000, 0}, piece) == std::vector<std::int32_t>{999999, 70000});
  }
}

TEST_CASE("a read never asks for bytes of the next integer") {
  SumService service;
  CHECK(service.missing().size() == 4);
  service.took(3);
  CHECK(service.missing().size() == 1);
}

TEST_CASE("a sum beyond 32 bits wraps around") {
  CHECK(sums({2147483647, 1, 0}, 4) == std::vector<std::int32_t>{-2147483647 - 1});
}

TEST_CASE("the sum stands in the table until its last byte has been sent") {
  SumService service;
  service.add(15);
  service.add(0);
  CHECK(service.result() == 15);
  service.sent(3);
  CHECK(service.result() == 15);
  CHECK(service.answer().size() == 1);
  service.sent(1);
  CHECK(service.result() == 0);
}

TEST_CASE("echo sends back what came, upper in capital letters") {
  for (const std::size_t piece : {1U, 5U, 1000U}) {
    const std::string long_text(150, 'x');
    CHECK(text(ServiceKind::echo, "Hello, \xc3\xa4!" + long_text, piece) ==
          "Hello, \xc3\xa4!" + long_text);
    CHECK(text(ServiceKind::upper, "Hello, 7 \xc3\xa4z{`!", piece) == "HELLO, 7 \xc3\xa4Z{`!");
  }
}

TEST_SUITE_END();
