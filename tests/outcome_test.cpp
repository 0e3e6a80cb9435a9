#include "run/outcome.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include <cerrno>
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
  /// With another call than write(2) and read(2). `flags` are those of the call.
  Talk& sends(Syscall how, std::vector<std::int32_t> numbers) {
    const auto bytes = kept(numbers);
    call(how, static_cast<std::int64_t>(bytes.size()), 0, bytes, {});
    return *this;
  }
  Talk& receives(Syscall how, std::vector<std::int32_t> numbers, int flags = 0) {
    const auto bytes = kept(numbers);
    call(how, static_cast<std::int64_t>(bytes.size()), 0, {}, bytes);
    for (auto event = events_.end() - 2; event != events_.end(); ++event) event->args[2] = flags;
    return *this;
  }
  Talk& writes_text(const std::string& text) {
    call(Syscall::write, static_cast<std::int64_t>(text.size()), 0, kept_text(text), {});
    return *this;
  }
  Talk& reads_text(const std::string& text) {
    call(Syscall::read, static_cast<std::int64_t>(text.size()), 0, {}, kept_text(text));
    return *this;
  }
  Talk& reads_piece(std::size_t first, std::size_t count, std::int32_t number) {
    const auto bytes = kept({number}).subspan(first, count);
    call(Syscall::read, static_cast<std::int64_t>(count), 0, {}, bytes);
    return *this;
  }
  Exchange exchange(ServiceKind service = ServiceKind::sum) const {
    const auto all = exchanges_of(service, events_);
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
  std::span<const std::byte> kept_text(const std::string& text) {
    auto& bytes = bytes_.emplace_back(text.size());
    if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
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

TEST_CASE("whichever call they travel by, it is the same integers") {
  Talk talk;
  talk.sends(Syscall::sendto, {7}).sends(Syscall::sendmsg, {8, 0}).receives(Syscall::recvfrom, {15}, MSG_PEEK);
  talk.receives(Syscall::recvfrom, {15}).writes({20, 0}).receives(Syscall::recvmsg, {21});
  CHECK(talk.exchange().expected == Numbers{15, 20});
  CHECK(talk.exchange().received == Numbers{15, 21});
}

TEST_CASE("a call that is to be made again does not end an exchange") {
  Talk talk;
  talk.writes({7, 0}).reads({}).reads({7});
  Event& gave_up = talk.events_[talk.events_.size() - 3];
  gave_up.error = EAGAIN;
  gave_up.ret = -1;
  CHECK_FALSE(talk.exchange().ended);
}

TEST_CASE("echo gives back what was sent, upper in capital letters") {
  Talk talk;
  talk.writes_text("aB").writes_text("c").reads_text("aBc").reads_text("");
  CHECK(talk.exchange(ServiceKind::echo).received_text == "aBc");
  CHECK(talk.exchange(ServiceKind::echo).expected_text == "aBc");
  CHECK(talk.exchange(ServiceKind::upper).expected_text == "ABC");
  CHECK(talk.exchange(ServiceKind::echo).ended);
}

TEST_CASE("what was recorded in part is not judged") {
  Talk talk;
  talk.writes(Numbers(16, 1)).writes({0});
  CHECK(talk.exchange().expected == Numbers{16});
  talk.events_[3].ret = 4000;  // so much was written, and 64 bytes of it were recorded
  CHECK(exchanges_of(ServiceKind::sum, talk.events_).empty());
}

TEST_CASE("the server's own reads and writes are no client's") {
  Talk talk;
  talk.writes({1, 0});
  for (Event& event : talk.events_) event.actor = kServer;
  CHECK(exchanges_of(ServiceKind::sum, talk.events_).empty());
}

TEST_SUITE_END();
