#include "log/event_log.h"

#include <doctest/doctest.h>

#include <algorithm>
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

TEST_CASE("committing numbers events and ties each exit to its own actor's enter") {
  EventLog log;
  std::vector<Event> events{event_at(1, 0, EventKind::enter), event_at(2, 1, EventKind::enter),
                            event_at(3, 0, EventKind::exit), event_at(4, 1, EventKind::exit)};
  log.commit(events);
  CHECK(events[0].seq == 1);
  CHECK(events[2].enter == 1);
  CHECK(events[3].enter == 2);
  CHECK(log.committed() == 4);
}

TEST_CASE("numbered events are unread until they are appended") {
  EventLog log;
  std::vector<Event> events{event_at(1, 0)};
  log.number(events);
  CHECK(log.committed() == 0);
  log.append(events);
  std::vector<Event> taken;
  log.take(0, taken);
  CHECK(taken.size() == 1);
}

TEST_CASE("take gives what came after a place in the log") {
  EventLog log;
  std::vector<Event> events{event_at(1, 0), event_at(2, 0), event_at(3, 0)};
  log.commit(events);
  std::vector<Event> taken;
  log.take(2, taken);
  REQUIRE(taken.size() == 1);
  CHECK(taken[0].seq == 3);
  log.take(3, taken);
  CHECK(taken.size() == 1);
}

TEST_CASE("a long log is taken whole from any place, however it was committed") {
  EventLog log;
  std::vector<Event> events;
  for (std::int64_t i = 1; i <= 20'000; ++i) events.push_back(event_at(i, 0));
  std::span<Event> left(events);
  for (std::size_t count = 1; !left.empty(); count = count * 3 + 1) {
    log.commit(left.first(std::min(count, left.size())));
    left = left.subspan(std::min(count, left.size()));
  }
  REQUIRE(log.committed() == 20'000);
  for (const std::uint64_t after : {0UL, 1UL, 4095UL, 4096UL, 4097UL, 8192UL, 19'999UL, 20'000UL}) {
    std::vector<Event> taken;
    log.take(after, taken);
    REQUIRE(taken.size() == 20'000 - after);
    for (const Event& event : taken) REQUIRE(event.seq == static_cast<std::uint64_t>(event.t_ns));
    if (!taken.empty()) CHECK(taken.front().seq == after + 1);
  }
}

TEST_SUITE_END();
