#include "model/socket_list.h"

#include <doctest/doctest.h>

#include <thread>

TEST_SUITE_BEGIN("socket_list");

namespace sockwalk {
namespace {

/// A list whose sockets have the backlogs 0, 1, 2, …
SocketList numbered(int count) {
  SocketList list;
  for (int i = 0; i < count; ++i) list.add().backlog = i;
  return list;
}

int sum(const SocketList& list) {
  int sum = 0;
  for (const Socket& socket : list) sum += socket.backlog;
  return sum;
}

TEST_CASE("sockets stay at their numbers") {
  const SocketList list = numbered(100);
  CHECK(list.size() == 100);
  for (std::size_t i = 0; i < 100; ++i) CHECK(list[i].backlog == static_cast<int>(i));
  CHECK(list.back().backlog == 99);
  CHECK(sum(list) == 4950);
}

TEST_CASE("an empty list has nothing to walk over") {
  const SocketList list;
  CHECK(list.empty());
  CHECK(sum(list) == 0);
}

TEST_CASE("a change is seen in one copy alone") {
  SocketList list = numbered(20);
  SocketList copy = list;
  list.edit(3).backlog = 1000;
  copy.add().backlog = 500;
  CHECK(copy[3].backlog == 3);
  CHECK(list[3].backlog == 1000);
  CHECK(list.size() == 20);
  CHECK(sum(copy) == 190 + 500);
}

TEST_CASE("what is unchanged is shared") {
  SocketList list = numbered(100);
  const SocketList copy = list;
  list.edit(3).backlog = 1000;
  CHECK(&list[50] == &copy[50]);
  CHECK(&list[3] != &copy[3]);
}

TEST_CASE("a socket that only one list holds is changed in place") {
  SocketList list = numbered(20);
  const Socket* place = &list[3];
  { const SocketList copy = list; }
  CHECK(&list.edit(3) == place);
}

TEST_CASE("a list that was moved from is empty, one that was assigned to is whole") {
  SocketList list = numbered(20);
  SocketList moved = std::move(list);
  CHECK(list.size() == 0);  // NOLINT(bugprone-use-after-move): what it says
  list.add().backlog = 7;
  CHECK(sum(list) == 7);
  list = moved;
  moved = numbered(3);
  CHECK(sum(list) == 190);
  CHECK(sum(moved) == 3);
}

TEST_CASE("two threads may each change a copy") {
  SocketList list = numbered(200);
  {
    std::jthread other([copy = list]() mutable {
      for (std::size_t i = 0; i < copy.size(); ++i) copy.edit(i).backlog += 1;
      CHECK(sum(copy) == 19900 + 200);
    });
    for (std::size_t i = 0; i < list.size(); ++i) list.edit(i).backlog += 2;
  }
  CHECK(sum(list) == 19900 + 400);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
