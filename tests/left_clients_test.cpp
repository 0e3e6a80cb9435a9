#include "run/left_clients.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

using namespace sockwalk;

TEST_SUITE_BEGIN("left_clients");

namespace {

using Inodes = std::vector<std::uint32_t>;

constexpr std::uint32_t kListener = 7;

void note(LeftClients& left, const Inodes& pending, const Inodes& leaving,
          std::uint32_t listener = kListener) {
  KernelSocket socket;
  socket.inode = listener;
  socket.pending = pending;
  left.note(socket, leaving);
}

Inodes in_order(LeftClients& left, std::uint32_t listener = kListener) {
  Inodes all;
  while (const std::uint32_t client = left.take_oldest(listener)) all.push_back(client);
  return all;
}

}  // namespace

TEST_CASE("clients that leave a queue are accepted in its order, whoever left first") {
  LeftClients left;
  note(left, {11, 12, 13, 14}, {13});
  note(left, {11, 12, 0, 14}, {14, 11});
  note(left, {0, 12, 0, 0, 15}, {15, 12});
  CHECK(in_order(left) == Inodes{11, 12, 13, 14, 15});
}

TEST_CASE("a place is counted from the end: the oldest may be accepted already") {
  LeftClients left;
  note(left, {11, 12, 13}, {11, 12});
  note(left, {0, 13, 14}, {13});  // 11 has been accepted, and the question about that comes later
  CHECK(in_order(left) == Inodes{11, 12, 13});
}

TEST_CASE("one that has said that it leaves and is still there keeps its place") {
  LeftClients left;
  note(left, {11, 12, 13}, {12});
  note(left, {11, 12, 13}, {13, 11, 12});
  CHECK(in_order(left) == Inodes{11, 12, 13});
}

TEST_CASE("one that was accepted before it left is forgotten") {
  LeftClients left;
  note(left, {11, 12}, {11, 12});
  left.forget(11);
  left.forget(99);
  CHECK_FALSE(left.holds(11));
  CHECK(left.holds(12));
  CHECK(in_order(left) == Inodes{12});
  CHECK_FALSE(left.holds(12));
}

TEST_CASE("each listener has its own queue") {
  LeftClients left;
  note(left, {11}, {11, 21}, 7);
  note(left, {21}, {11, 21}, 8);
  CHECK(in_order(left, 8) == Inodes{21});
  CHECK(in_order(left, 7) == Inodes{11});
  CHECK(left.take_oldest(9) == 0);
}

TEST_SUITE_END();
