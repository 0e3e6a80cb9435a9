#include "model/stream_match.h"

#include <doctest/doctest.h>
#include <sys/socket.h>

#include "event_script.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("stream_match");

namespace {

/// A server, and two clients whose numbers are 1 and 2. Who is accepted first is for unix_diag to
/// tell; here it says that it was the second.
class Story : public EventScript {
 public:
  Story() {
    as("server").socket(3).bind(3, "/s").listen(3, 5);
    as("client 1").socket(3).connect(3, "/s").write(3, "1");
    as("client 2").enter_socket().exit_opened(3, 0, kSecond);
    connect(3, "/s").write(3, "2");
    as("server").enter_accept(3).exit_opened(4, 0, 0, kSecond);
    accept(3, 5);
  }

  std::vector<StreamMismatch> mismatches() const {
    Timeline timeline;
    timeline.append(events());
    return stream_mismatches(timeline);
  }

 private:
  static constexpr std::uint32_t kSecond = 7002;
};

}  // namespace

TEST_CASE("what was sent comes out: nothing to tell, in one read or in many") {
  Story story;
  story.as("client 2").write(3, "2222").as("server").read(4, "2").read(4, "222").read(5, "1");
  CHECK(story.mismatches().empty());
  story.read(4, "2").write(4, "sum").as("client 2").read(3, "s").read(3, "um");
  CHECK(story.mismatches().empty());
}

TEST_CASE("what another has sent comes out: the connection, and where it shows") {
  Story story;
  story.as("server").read(4, "1").read(5, "1");
  const auto found = story.mismatches();
  REQUIRE(found.size() == 1);
  CHECK(found[0].seq == story.events().size() - 2);
  CHECK(party_of(story.model(), found[0].writer) == "client 2");
}

TEST_CASE("more comes out than was sent: that is another's") {
  Story story;
  story.as("server").read(4, "2").read(4, "2");
  CHECK(story.mismatches().size() == 1);
}

TEST_CASE("what a sleeper is writing may come out; its exit is still to come") {
  Story story;
  story.as("client 2").enter_write(3, "3").as("server").read(4, "2").read(4, "3");
  CHECK(story.mismatches().empty());
  story.read(5, "2");
  CHECK(story.mismatches().size() == 1);
}

TEST_CASE("a read may be logged before its write, and a peek takes nothing out") {
  Story story;
  story.as("server").recvfrom(4, "2", MSG_PEEK).read(4, "2").read(4, "3");
  story.as("client 2").write(3, "3");
  CHECK(story.mismatches().empty());
}

TEST_CASE("an end that several threads use is left out") {
  Story story;
  story.as_thread("handler 1", "server").read(4, "x").as("server").read(4, "y");
  CHECK(story.mismatches().empty());
}

TEST_SUITE_END();
