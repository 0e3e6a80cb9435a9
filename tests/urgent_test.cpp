#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "event_script.h"
#include "model/expected_answer.h"
#include "model/explain.h"
#include "model/stream_match.h"
#include "model/urgent.h"
#include "played_script.h"
#include "skipped.h"

// MSG_OOB on a stream: the last byte of a send is urgent, and held apart (send(2), recv(2)).

TEST_SUITE_BEGIN("urgent");

namespace sockwalk {
namespace {

/// Whether the kernel has urgent bytes as today's has them: a read passes over one that lies at the
/// front. One built without CONFIG_AF_UNIX_OOB has none, older ones differ.
bool has_urgent_bytes() {
  int ends[2];
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
  char room[4];
  const bool passes = send(ends[0], "ab", 2, MSG_OOB) == 2 && send(ends[0], "c", 1, 0) == 1 &&
                      recv(ends[1], room, 4, MSG_DONTWAIT) == 1 &&
                      recv(ends[1], room, 4, MSG_DONTWAIT) == 1 && room[0] == 'c';
  close(ends[0]);
  close(ends[1]);
  if (!passes) skipped("this kernel has no urgent bytes on Unix sockets, or older rules for them");
  return passes;
}

std::string call_and_answer(const Event& enter, const Answer& answer) {
  return short_call_text(enter) + ": " + in_words(answer).words();
}

/// What the model expected of each call and what the kernel did, where they differ, one a line.
std::string surprises(const Played& played) {
  std::string lines;
  const Timeline& timeline = played.walk->timeline();
  for (const Event& exit : timeline.events()) {
    if (exit.kind != EventKind::exit || exit.slept) continue;
    const Event& enter = timeline.event(exit.enter);
    const auto expected = expected_answer(timeline.state_at(enter.seq - 1), enter);
    if (!expected || *expected == answer_of(&exit)) continue;
    lines +=
        call_and_answer(enter, *expected) + ", but " + in_words(answer_of(&exit)).words() + "\n";
  }
  return lines;
}

/// A pair whose receiving end may not wait: `steps` send on a and receive on b.
std::string pair_script(std::string_view steps) {
  return "[server]\ndoes = ['a b = pair stream nonblock', " + std::string(steps) + "]\n";
}

void check_like_kernel(std::string_view steps) {
  CAPTURE(steps);
  const Played played(pair_script(steps));
  CHECK(surprises(played) == "");
  CHECK(played.disagreements() == "");
  CHECK(stream_mismatches(played.walk->timeline()).empty());
}

/// Why each call ended as it did, one a line.
std::string story(const Played& played) {
  std::string lines;
  const Timeline& timeline = played.walk->timeline();
  for (const Event& exit : timeline.events()) {
    if (exit.kind != EventKind::exit) continue;
    const Event& enter = timeline.event(exit.enter);
    lines += explain(timeline.state_at(explained_from(enter, exit)), enter, exit).words() + "\n";
  }
  return lines;
}

bool says(const std::string& told, std::string_view part) {
  return told.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the kernel and the model agree on what a read finds beside an urgent byte") {
  if (!has_urgent_bytes()) return;
  const std::string poll = "'poll b:IN|PRI timeout=0', ";
  const std::string read = "'read b 10', " + poll;
  const std::string take = "'recv b 10 MSG_OOB', " + poll;
  const std::string peek = "'recv b 10 MSG_PEEK', ";
  const std::string abc = "'sendto a \"abc\" MSG_OOB', " + poll;
  const std::string x = "'sendto a \"x\" MSG_OOB', " + poll;
  const std::string de = "'send a \"de\"', " + poll;
  check_like_kernel(abc + read + read + de + read + read);
  check_like_kernel(abc + de + read + read + take);
  check_like_kernel(abc + take + take + read + read + read);
  check_like_kernel(abc + take + de + read + read + read);
  check_like_kernel(abc + "'read b 1', " + read + take + read);
  check_like_kernel(x + read + take + read + de + read);
  check_like_kernel(x + take + read + x + take + x + take + de + read);
  check_like_kernel(abc + abc + read + read + read);
  check_like_kernel(abc + abc + take + read + read + read);
  check_like_kernel(abc + take + de + abc + read + read + read);
  check_like_kernel(x + x + read + read);
  check_like_kernel(abc + de + peek + take + peek + read + peek + read);
  check_like_kernel(abc + read + peek + de + peek + read);
  check_like_kernel(abc + "'recv b 10 MSG_OOB MSG_PEEK', " + take);
  check_like_kernel(abc + "'recv b 10 MSG_WAITALL', " + read);
}

TEST_CASE("the end of file and a reset come as they do in the kernel") {
  if (!has_urgent_bytes()) return;
  const std::string abc = "'sendto a \"abc\" MSG_OOB', ";
  const std::string x = "'sendto a \"x\" MSG_OOB', ";
  check_like_kernel(abc + "'close a', 'read b 10', 'read b 10', 'recv b 1 MSG_OOB'");
  check_like_kernel(x + "'close a', 'read b 10', 'read b 10'");
  check_like_kernel(x + "'close b', 'read a 10'");
  check_like_kernel(x + "'recv b 1 MSG_OOB', 'close b', 'read a 10'");
  check_like_kernel(x + "'read b 1', 'close b', 'read a 10'");
}

TEST_CASE("a read that has only an urgent byte before it is foretold to sleep") {
  if (!has_urgent_bytes()) return;
  const Played played(R"(
[server]
does = ["a b = pair", 'sendto a "abc" MSG_OOB', "read b 10", "read b 10"]
)");
  const Timeline& timeline = played.walk->timeline();
  const Event& last = timeline.now().actors[kServer].call;
  CHECK(last.call == Syscall::read);
  CHECK(timeline.now().actors[kServer].state == ActorState::in_call);
  const Model before = timeline.state_at(last.seq - 1);
  CHECK(before.would_block(last));
  CHECK(urgent_byte(before.sockets[1]) != nullptr);
  CHECK(before.sockets[1].unread_bytes == 1);
  CHECK(timeline.now().sockets[1].unread_bytes == 0);
  CHECK(says(foretell(before, last).words(), "passes over"));
  CHECK(played.disagreements() == "");
}

TEST_CASE("a sleeper passes over the urgent byte that comes alone") {
  if (!has_urgent_bytes()) return;
  const Played played(R"(
order = "S S S S 1 1 S 1 1 S"
[server]
does = ["m = socket", "bind m demo.sock", "listen m 5", "h = accept m", "read h 10", "recv h 1 MSG_OOB"]
[[client]]
does = ["s = socket", "connect s", 'sendto s "x" MSG_OOB', 'send s "de"']
)");
  CHECK(played.disagreements() == "");
  const std::string told = story(played);
  CHECK(says(told, "sleeps on"));
  CHECK(says(told, "There is no urgent byte"));
}

TEST_CASE("the sentences speak of the urgent byte, and of no boundary that is not there") {
  if (!has_urgent_bytes()) return;
  const Played played(
      pair_script("'sendto a \"abc\" MSG_OOB', 'send a \"de\"', 'read b 10', "
                  "'read b 10', 'sendto a \"fg\" MSG_OOB', 'recv b 1 MSG_OOB', "
                  "'read b 9', 'read b 9', 'sendto b \"h\" MSG_OOB'"));
  const std::string told = story(played);
  CHECK(says(told, "makes the last byte of them urgent"));
  CHECK(says(told, "behind the place of an urgent byte"));
  CHECK_FALSE(says(told, "may return both"));
  CHECK(says(told, "all that lies before the urgent byte"));
  CHECK(says(told, "passed over the urgent byte, which is lost now, and took 2 bytes (\"de\")"));
  CHECK(says(told, "took the urgent byte, 1 byte (\"g\")"));
  CHECK(says(told, "a read stops where it was all the same"));
  CHECK(says(told, "only an urgent one or the place where one was"));
}

TEST_CASE("the log may tell of a receive before it tells of the send") {
  constexpr std::string_view kPath = "/run/demo.sock";
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4);
  const auto urgent_send = [&](std::string_view bytes) {
    PartsDraft parts;
    parts.data = std::as_bytes(std::span(bytes));
    parts.data_bytes = bytes.size();
    s.as("client 1")
        .enter(Syscall::sendto, {3, static_cast<std::int64_t>(bytes.size()), MSG_OOB}, parts);
  };
  const auto unread = [&] { return s.model().sockets[s.model().socket_of(kServer, 4)].unread; };
  SUBCASE("the urgent byte stays behind a read of what was before it") {
    urgent_send("abc");
    s.as("server").read(4, "ab").as("client 1").exit(3);
    REQUIRE(unread().size() == 1);
    CHECK(unread()[0].urgency == Urgency::urgent);
    CHECK(unread()[0].data.size() == 1);
  }
  SUBCASE("a read of what is behind it has passed over it") {
    urgent_send("x");
    s.exit(1).enter_write(3, "de").as("server").read(4, "de").as("client 1").exit(2);
    CHECK(unread().empty());
  }
  SUBCASE("it may have been taken") {
    urgent_send("x");
    s.as("server").recvfrom(4, "x", MSG_OOB).as("client 1").exit(1);
    REQUIRE(unread().size() == 1);
    CHECK(unread()[0].urgency == Urgency::taken);
  }
}

}  // namespace sockwalk
