#include "handle_order.h"

#include <doctest/doctest.h>

#include <string>

#include "event_script.h"
#include "handle_rows.h"

TEST_SUITE_BEGIN("handle_order");

namespace sockwalk {
namespace {

using Order = std::vector<std::size_t>;

/// A server with eleven clients of which each has sent as many bytes as its number; slot 5 is free.
void play_eleven(EventScript& s) {
  listening_server(s, 20).slots(13).slot(0, 3, 0);
  for (int i = 1; i <= 11; ++i) {
    const std::string name = "client " + std::to_string(i);
    s.as(name).socket(3).connect(3, "/run/demo.sock").write(3, std::string(static_cast<std::size_t>(i), 'x'));
    s.as("server").accept(3, 3 + i).slot(i, 3 + i, 100 - i);
  }
  s.close(8).slot(5, -1, 0);
}

}  // namespace

TEST_CASE("by slot it is the server's own array as it lies there") {
  EventScript s;
  play_eleven(s);
  const Order order = handle_order(s.model(), {});
  REQUIRE(order.size() == 13);
  for (std::size_t i = 0; i < order.size(); ++i) CHECK(order[i] == i);
  CHECK(handle_order(s.model(), {HandleColumn::slot, true}).front() == 12);
}

TEST_CASE("names are counted as people count, and free slots are last in either direction") {
  EventScript s;
  play_eleven(s);
  for (const bool descending : {false, true}) {
    const Order order = handle_order(s.model(), {HandleColumn::whose, descending});
    CHECK(handle_row(s.model(), order[11]).fd == -1);
    CHECK(handle_row(s.model(), order[12]).fd == -1);
  }
  const Order order = handle_order(s.model(), {HandleColumn::whose, false});
  CHECK(handle_row(s.model(), order[1]).whose == "Client 2");
  CHECK(handle_row(s.model(), order[9]).whose == "Client 11");
}

TEST_CASE("by every column the rows go up, or down") {
  EventScript s;
  play_eleven(s);
  const auto value = [&](std::size_t slot, HandleColumn column) -> std::int64_t {
    const HandleRow row = handle_row(s.model(), slot);
    switch (column) {
      case HandleColumn::handle: return row.fd;
      case HandleColumn::state: return static_cast<std::int64_t>(row.phase);
      case HandleColumn::unread: return static_cast<std::int64_t>(row.unread_bytes);
      case HandleColumn::sum: return row.result;
      default: return static_cast<std::int64_t>(row.slot);
    }
  };
  for (std::size_t i = 0; i < kHandleColumns; ++i) {
    const auto column = static_cast<HandleColumn>(i);
    if (column == HandleColumn::whose) continue;
    for (const bool descending : {false, true}) {
      const Order order = handle_order(s.model(), {column, descending});
      REQUIRE(order.size() == 13);
      for (std::size_t at = 1; at < 11; ++at) {
        const std::int64_t before = value(order[at - 1], column);
        const std::int64_t after = value(order[at], column);
        CHECK((descending ? before >= after : before <= after));
      }
    }
  }
}

TEST_CASE("a click on a head sorts by it, a second one turns it round") {
  HandleSort sort;
  sort.choose(HandleColumn::unread);
  CHECK(sort == HandleSort{HandleColumn::unread, false});
  sort.choose(HandleColumn::unread);
  CHECK(sort == HandleSort{HandleColumn::unread, true});
  sort.choose(HandleColumn::slot);
  CHECK(sort == HandleSort{});
}

}  // namespace sockwalk

TEST_SUITE_END();
