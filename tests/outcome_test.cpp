#include "run/outcome.h"

#include <doctest/doctest.h>

#include <cstring>
#include <deque>

#include "run/expected_answers.h"

using namespace sockwalk;

namespace {

/// What a client writes and reads, as events.
class Talk {
 public:
  Talk() { call(Syscall::connect, 0, 0, {}, {}); }
  Talk& writes(std::vector<std::int32_t> numbers) {
    const auto bytes = kept(numbers);
    call(Syscall::write, static_cast<std::int64_t>(bytes.size()), 0, bytes, {});
    return *this;
  }
  Talk& reads(std::vector<std::int32_t> numbers) {
    const auto bytes = kept(numbers);
    call(Syscall::read, static_cast<std::int64_t>(bytes.size()), 0, {}, bytes);
    return *this;
  }
  Talk& reads_piece(std::size_t first, std::size_t count, std::int32_t number) {
    const auto bytes = kept({number}).subspan(first, count);
    call(Syscall::read, static_cast<std::int64_t>(count), 0, {}, bytes);
    return *this;
  }
  Exchange exchange() const {
    const auto all = sum_exchanges(events_);
    REQUIRE(all.size() == 1);
    return all.front();
  }
  std::vector<Event> events_;

 private:
  std::span<const std::byte> kept(const std::vector<std::int32_t>& numbers) {
    auto& bytes = bytes_.emplace_back(numbers.size() * 4);
    if (!numbers.empty()) std::memcpy(bytes.data(), numbers.data(), bytes.size());
    return bytes;
  }
  void call(Syscall call, std::int64_t ret, int error, std::span<const std::byte> in,
            std::span<const std::byte> out) {
    Event event;
    event.actor = 1;
    event.call = call;
    event.args[0] = 3;
    event.kind = EventKind::enter;
    parts_.emplace_back().data = in;
    event.parts = &parts_.back();
    events_.push_back(event);
    event.kind = EventKind::exit;
    event.ret = ret;
    event.error = error;
    parts_.emplace_back().data = out;
    event.parts = &parts_.back();
    events_.push_back(event);
  }
  std::deque<EventParts> parts_;
  std::deque<std::vector<std::byte>> bytes_;
};

using Numbers = std::vector<std::int32_t>;

}  // namespace

TEST_SUITE_BEGIN("outcome");

TEST_CASE("the right answer is the sum of what was written since the last 0") {
  Talk talk;
  talk.writes({7}).writes({8, 0}).reads({15}).writes({20}).writes({0}).reads({35});
  CHECK(talk.exchange().expected == Numbers{15, 20});
  CHECK(talk.exchange().received == Numbers{15, 35});
  CHECK_FALSE(talk.exchange().ended);
}

TEST_CASE("an answer may come in pieces, and the end of file is none") {
  Talk talk;
  talk.writes({300, 0}).reads_piece(0, 1, 300).reads_piece(1, 3, 300).reads({});
  CHECK(talk.exchange().received == Numbers{300});
  CHECK(talk.exchange().ended);
}

TEST_CASE("what was recorded in part is not judged") {
  Talk talk;
  talk.writes(Numbers(16, 1)).writes({0});
  CHECK(talk.exchange().expected == Numbers{16});
  talk.events_[3].ret = 4000;  // so much was written, and 64 bytes of it were recorded
  CHECK(sum_exchanges(talk.events_).empty());
}

TEST_CASE("the server's own reads and writes are no client's") {
  Talk talk;
  talk.writes({1, 0});
  for (Event& event : talk.events_) event.actor = kServer;
  CHECK(sum_exchanges(talk.events_).empty());
}

TEST_SUITE_END();
