#include "run/left_clients.h"

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace sockwalk;

TEST_SUITE_BEGIN("left_clients");

namespace {

using Inodes = std::vector<std::uint32_t>;

constexpr std::uint32_t kListener = 7;

ConnectionBytes bytes(std::string_view words) {
  ConnectionBytes made;
  made.add(std::as_bytes(std::span(words)));
  return made;
}

ConnectionBytes doubtful(std::string_view words = {}) {
  ConnectionBytes made = bytes(words);
  made.doubt();
  return made;
}

void note_bytes(LeftClients& left, const Inodes& pending, const std::vector<LeavingClient>& leaving,
                std::uint32_t listener = kListener) {
  KernelSocket socket;
  socket.inode = listener;
  socket.pending = pending;
  left.note(socket, leaving);
}

/// Of clients that have written nothing.
void note(LeftClients& left, const Inodes& pending, const Inodes& leaving,
          std::uint32_t listener = kListener) {
  std::vector<LeavingClient> clients;
  for (const std::uint32_t client : leaving) clients.push_back({client, {}});
  note_bytes(left, pending, clients, listener);
}

Inodes in_order(LeftClients& left, std::uint32_t listener = kListener) {
  Inodes all;
  while (const std::uint32_t client = left.take(listener, {})) all.push_back(client);
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
  CHECK(left.take(9, {}) == 0);
}

TEST_CASE("several accept from one queue: what a client wrote tells who has met it") {
  LeftClients left;
  note_bytes(left, {11, 12, 13, 14},
             {{11, bytes("a")}, {12, bytes("b")}, {13, bytes("b")}, {14, bytes("")}});
  CHECK(left.take(kListener, bytes("")) == 14);
  CHECK(left.take(kListener, bytes("b")) == 12);
  CHECK(left.take(kListener, bytes("b")) == 13);
  CHECK(left.take(kListener, bytes("a")) == 11);
}

TEST_CASE("a client that may have written more is taken where nobody else fits") {
  LeftClients left;
  note_bytes(left, {11, 12, 13, 14},
             {{11, bytes("a")}, {12, doubtful("x")}, {13, doubtful("c")}, {14, bytes("cd")}});
  CHECK(left.take(kListener, bytes("cd")) == 14);
  CHECK(left.take(kListener, bytes("cde")) == 13);
  CHECK(left.take(kListener, bytes("y")) == 12);
  CHECK(left.take(kListener, bytes("z")) == 0);
  CHECK(left.take(kListener, doubtful()) == 11);
}

TEST_CASE("a client that closes the last of its numbers has written what it tells then") {
  LeftClients left;
  note_bytes(left, {11, 12}, {{12, bytes("")}});
  note_bytes(left, {11, 12}, {{12, bytes("b")}, {11, bytes("")}});
  CHECK(left.take(kListener, bytes("b")) == 12);
  CHECK(left.take(kListener, bytes("")) == 11);
}

TEST_CASE("bytes are compared as far as both know them") {
  const std::string_view words = "longer than what is kept of a connection's bytes";
  ConnectionBytes pieces;
  for (const char letter : words) pieces.add(std::as_bytes(std::span(&letter, 1)));
  CHECK(pieces.matches(bytes(words)));
  ConnectionBytes message;  // a look at the first message of several
  message.add(std::as_bytes(std::span(words)).first(6));
  message.add_unseen(words.size() - 6);
  CHECK(message.matches(pieces));
  message.add(std::as_bytes(std::span(words)).first(6));
  CHECK_FALSE(message.matches(pieces));
  std::string other(words);
  other.back() = 'x';
  CHECK_FALSE(bytes(other).matches(pieces));
  CHECK_FALSE(bytes("ab").matches(bytes("ac")));
  CHECK_FALSE(bytes("ab").matches(bytes("abc")));
  CHECK(bytes("ab").starts(bytes("abc")));
  CHECK_FALSE(bytes("ac").starts(bytes("abc")));
  CHECK_FALSE(bytes("abc").starts(bytes("ab")));
}

TEST_SUITE_END();
