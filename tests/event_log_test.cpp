#include "log/event_log.h"

#include <doctest/doctest.h>

#include <span>
#include <thread>
#include <vector>

using namespace sockwalk;

namespace {

Event event_at(std::int64_t t_ns, ActorId actor, EventKind kind = EventKind::note) {
  Event event;
  event.t_ns = t_ns;
  event.actor = actor;
  event.kind = kind;
  return event;
}

}  // namespace

TEST_SUITE_BEGIN("event_log");

TEST_CASE("events of one thread arrive whole and in order, over many chunks") {
  EventLog log;
  EventProducer& producer = log.add_producer();
  constexpr std::int64_t kEvents = 20'000;
  std::thread actor([&] {
    for (std::int64_t i = 0; i < kEvents; ++i) producer.put(event_at(i, 0));
  });
  std::vector<Event> events;
  while (events.size() < kEvents) producer.drain(events);
  actor.join();
  producer.drain(events);
  REQUIRE(events.size() == kEvents);
  for (std::int64_t i = 0; i < kEvents; ++i) REQUIRE(events[static_cast<std::size_t>(i)].t_ns == i);
}

TEST_CASE("a chunk that was emptied when it was just full does not end the stream") {
  EventLog log;
  EventProducer& producer = log.add_producer();
  std::vector<Event> drained;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    Event event;
    event.ret = static_cast<std::int64_t>(i);
    producer.put(event);
    producer.drain(drained);
    producer.drain(drained);  // nothing new
    REQUIRE(drained.size() == i + 1);
  }
  CHECK(drained.back().ret == 1999);
}

TEST_CASE("what is looked at stays until it is dropped, and comes in pieces that follow each other") {
  EventLog log;
  EventProducer& producer = log.add_producer();
  std::int64_t next = 0;
  std::int64_t dropped = 0;
  for (std::size_t count = 1; count < 3000; count = count * 2 + 1) {
    for (std::size_t i = 0; i < count; ++i) producer.put(event_at(next++, 0));
    for (int twice = 0; twice < 2; ++twice) {
      std::vector<std::span<const Event>> pieces;
      producer.look(pieces);
      std::int64_t expected = dropped;
      for (const auto piece : pieces) {
        CHECK(!piece.empty());
        for (const Event& event : piece) REQUIRE(event.t_ns == expected++);
      }
      REQUIRE(expected == next);
    }
    producer.drop(count / 2 + 1);
    dropped += static_cast<std::int64_t>(count / 2 + 1);
  }
}

TEST_CASE("putting numbers events and ties each exit to its own actor's enter") {
  EventLog log;
  CHECK(log.put(event_at(1, 0, EventKind::enter)).seq == 1);
  log.put(event_at(2, 1, EventKind::enter));
  CHECK(log.put(event_at(3, 0, EventKind::exit)).enter == 1);
  CHECK(log.put(event_at(4, 1, EventKind::exit)).enter == 2);
  CHECK(log.next_seq() == 5);
}

TEST_CASE("what is put is unread, and can be changed, until it is committed") {
  EventLog log;
  Event& put = log.put(event_at(1, 0));
  CHECK(log.committed() == 0);
  std::vector<Event> taken;
  log.take(0, taken);
  CHECK(taken.empty());
  put.ret = 7;
  const auto pieces = log.commit();
  REQUIRE(pieces.size() == 1);
  CHECK(pieces[0].front().ret == 7);
  log.take(0, taken);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].ret == 7);
  CHECK(log.commit().empty());
}

TEST_CASE("take gives what came after a place in the log") {
  EventLog log;
  for (std::int64_t i = 1; i <= 3; ++i) log.put(event_at(i, 0));
  log.commit();
  std::vector<Event> taken;
  log.take(2, taken);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].seq == 3);
  log.take(3, taken);
  CHECK(taken.size() == 1);
}

TEST_CASE("a long log is taken whole from any place, however it was committed") {
  EventLog log;
  constexpr std::size_t kEvents = 20'000;
  std::size_t put = 0;
  for (std::size_t count = 1; put < kEvents; count = count * 3 + 1) {
    const std::size_t before = put;
    for (; put < kEvents && put < before + count; ++put) {
      log.put(event_at(static_cast<std::int64_t>(put) + 1, 0));
    }
    std::size_t told = 0;
    for (const auto piece : log.commit()) told += piece.size();
    REQUIRE(told == put - before);
  }
  REQUIRE(log.committed() == kEvents);
  for (const std::uint64_t after : {0UL, 1UL, 4095UL, 4096UL, 4097UL, 8192UL, 19'999UL, 20'000UL}) {
    std::vector<Event> taken;
    log.take(after, taken);
    REQUIRE(taken.size() == kEvents - after);
    for (const Event& event : taken) REQUIRE(event.seq == static_cast<std::uint64_t>(event.t_ns));
    if (!taken.empty()) CHECK(taken.front().seq == after + 1);
  }
}

TEST_CASE("one thread reads while another puts and commits") {
  EventLog log;
  constexpr std::size_t kEvents = 20'000;
  std::thread reader([&] {
    std::vector<Event> taken;
    while (taken.size() < kEvents) {
      log.take(taken.size(), taken);
      if (!taken.empty()) CHECK(taken.back().seq == taken.size());
    }
  });
  for (std::size_t i = 1; i <= kEvents; ++i) {
    log.put(event_at(static_cast<std::int64_t>(i), 0));
    if (i % 97 == 0) log.commit();
  }
  log.commit();
  reader.join();
}

TEST_SUITE_END();
