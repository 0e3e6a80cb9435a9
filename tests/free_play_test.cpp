#include "run/free_play.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "actors/step_words.h"
#include "run/assets.h"
#include "run/play_offers.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

using Kind = TurnRequest::Kind;

/// A scenario that is stepped, and asked for things in words.
struct Asked {
  TemporaryDirectory base;
  std::unique_ptr<Walk> walk;

  explicit Asked(Result<Scenario> scenario) {
    REQUIRE(scenario.ok());
    WalkOptions options;
    options.run.base_directory = base.path();
    auto started = Walk::start(*scenario, options);
    REQUIRE(started.ok());
    walk = *std::move(started);
    settle();
  }
  void settle() {
    do {
      REQUIRE(walk->settle(5000));
    } while (walk->busy() || walk->replaying());
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) {
      REQUIRE(walk->step());
      settle();
    }
  }
  TurnRequest read(const std::string& words) const {
    CAPTURE(words);
    const auto request = read_play(*walk, words);
    if (!request.ok()) FAIL_CHECK(request.error().sentence);
    return request.ok() ? *request : TurnRequest{};
  }
  /// The refusal; empty when there is none.
  std::string refusal(const std::string& words) const {
    const auto request = read_play(*walk, words);
    return request.ok() ? std::string{} : request.error().sentence;
  }
  void play(const std::string& words) {
    CAPTURE(words);
    REQUIRE(walk->give_turn(read(words)));
    settle();
  }
  std::uint64_t hash() const { return walk->model().hash(walk->header().directory); }
  const Event& last_exit(ActorId actor) const { return walk->model().actors[actor].last_exit; }
};

Asked one_client() { return Asked(find_scenario("one-client")); }

bool offers(const std::vector<PlayOffer>& all, const std::string& words) {
  return std::ranges::any_of(all, [&](const PlayOffer& offer) { return offer.words == words && offer.possible(); });
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

/// Two actors that wait for each other, one of them not for ever.
constexpr const char* kPatience = R"(
title = "Patience"
[[client]]
does = ["socket", "connect", "poll s:IN timeout=500", "receive"]
)";

}  // namespace

TEST_SUITE_BEGIN("free_play");

TEST_CASE("words become the turn that they ask for") {
  Asked asked = one_client();
  asked.steps(2);
  CHECK(asked.read("client 1: send 7") == TurnRequest{1, Kind::perform, "send 7"});
  CHECK(asked.read("  Client 1 :send \"a: b\"") == TurnRequest{1, Kind::perform, "send \"a: b\""});
  CHECK(asked.read("1: x = dup") == TurnRequest{1, Kind::perform, "x = dup"});
  CHECK(asked.read("server: close #3") == TurnRequest{kServer, Kind::perform, "close #3"});
  CHECK(asked.read("client 1") == TurnRequest{1, Kind::proceed, {}});
  CHECK(asked.read("crash client 1") == TurnRequest{1, Kind::crash, {}});
  CHECK(asked.read("interrupt 0") == TurnRequest{kServer, Kind::interrupt, {}});
  CHECK(asked.read("interrupt server with restart") == TurnRequest{kServer, Kind::interrupt_restart, {}});
  CHECK(asked.read("Interrupt server with SA_RESTART") == TurnRequest{kServer, Kind::interrupt_restart, {}});
  CHECK(asked.read("add client") == TurnRequest{kNoActor, Kind::add_client, {}});
  CHECK(asked.read("add a client: socket, connect; send \"x, y; z\"") ==
        TurnRequest{kNoActor, Kind::add_client, "socket; connect; send \"x, y; z\""});
}

TEST_CASE("what cannot be is refused in a sentence that says what can") {
  Asked asked = one_client();
  asked.steps(2);
  CHECK(has(asked.refusal(""), "like \"client 1: send 7\""));
  CHECK(has(asked.refusal("client 1:"), "Say what client 1 is to do"));
  CHECK(has(asked.refusal("client 1: sned 7"), "\"sned\" is no verb; did you mean \"send\"?"));
  CHECK(has(asked.refusal("client 1: close g"), "\"g\""));
  CHECK(has(asked.refusal("client 1: shutdown wrote"), "did you mean \"write\"?"));
  CHECK(has(asked.refusal("server: send 7"), "needs a descriptor"));
  CHECK(has(asked.refusal("send 7"), "write \"client 1: send 7\""));
  CHECK(has(asked.refusal("client 7: send 7"), "Nobody here is called \"client 7\""));
  CHECK(has(asked.refusal("crash"), "there are: server, client 1"));
  CHECK(has(asked.refusal("crash sever"), "did you mean \"server\"?"));
  CHECK(has(asked.refusal("crash server now"), "\"now\" has no place behind \"crash server\""));
  CHECK(has(asked.refusal("crush server"), "did you mean \"crash\"?"));
  CHECK(has(asked.refusal("add client socket, conect"), "did you mean \"connect\"?"));
  CHECK(has(asked.refusal("time"), "Nobody sleeps in a call that has a time-out"));
  CHECK(has(asked.refusal("time now"), "no place"));
  CHECK(has(asked.refusal("\x1b[2J"), "\\x1b"));
  CHECK(has(asked.refusal(std::string(5000, 'x')), "at most 4096"));
  CHECK(asked.walk->last_turn() == 2);
}

TEST_CASE("one that is asleep or gone makes no call, and can be interrupted or not") {
  Asked asked = one_client();
  asked.steps(4);  // the server listens
  asked.play("server");
  REQUIRE(asked.walk->model().actors[kServer].state == ActorState::in_call);
  CHECK(has(asked.refusal("server: close #3"), "Server cannot make a call now: asleep in accept"));
  asked.play("interrupt server");
  CHECK(asked.last_exit(kServer).error == EINTR);
  asked.play("crash client 1");
  CHECK(asked.refusal("client 1: socket") == "Client 1 has ended; ask somebody else, or add a client.");
  CHECK(has(asked.refusal("crash client 1"), "has ended"));
}

TEST_CASE("an added client plays its steps, and has its own variables") {
  Asked asked = one_client();
  asked.steps(4);
  asked.play("add client g = socket, connect, send 9");
  REQUIRE(asked.walk->names().name(2) == "client 2");
  asked.play("client 2");
  asked.play("client 2: flags g");
  CHECK(asked.last_exit(2).error == 0);
  asked.play("client 2: x = dup");
  asked.play("client 2: close x");
  CHECK(asked.last_exit(2).error == 0);
  CHECK(has(asked.refusal("client 1: close x"), "\"x\""));
  asked.play("add client");
  CHECK(asked.walk->names().name(3) == "client 3");
  asked.play("3");
  CHECK(asked.last_exit(3).call == Syscall::socket);
}

TEST_CASE("a variable that is not made yet is no descriptor, and the call says so") {
  Asked asked = one_client();
  asked.play("client 1: flags s");
  CHECK(asked.last_exit(1).error == EBADF);
  CHECK(asked.last_exit(1).call == Syscall::fcntl);
}

TEST_CASE("while one looks back nothing can be asked for, and continuing here it can") {
  Asked asked = one_client();
  asked.steps(6);
  asked.play("client 1: d = dup");
  const std::uint64_t hash = asked.hash();
  asked.steps(2);
  asked.walk->seek(7);
  CHECK(has(asked.refusal("crash client 1"), "You are looking back at turn 7 of 9"));
  REQUIRE(asked.walk->continue_from_here().ok());
  asked.settle();
  CHECK(asked.walk->replay_difference() == "");
  CHECK(asked.walk->last_turn() == 7);
  CHECK(asked.hash() == hash);
  asked.play("client 1: close d");
  CHECK(asked.last_exit(1).error == 0);
}

TEST_CASE("a saved run with all that can be asked for plays again to the same states") {
  Asked asked(parse_scenario(kPatience, "patience.toml"));
  asked.steps(4);
  for (const char* words : {"add client socket, connect", "client 1", "client 1: send \"a;b\"", "client 1",
                            "client 1", "time", "client 1", "interrupt client 1 with restart", "interrupt client 1",
                            "crash client 2"}) {
    asked.play(words);
  }
  const std::string path = asked.base.path_of("t");
  REQUIRE(asked.walk->save(path).ok());
  WalkOptions options;
  options.run.base_directory = asked.base.path();
  auto opened = Walk::open(path, options);
  REQUIRE(opened.ok());
  Walk& again = **opened;
  CHECK(has(read_play(again, "crash server").error().sentence, "This is a recording"));
  again.end();
  REQUIRE(again.continue_from_here().ok());
  do {
    REQUIRE(again.settle(5000));
  } while (again.busy() || again.replaying());
  CHECK(again.replay_difference() == "");
  REQUIRE(again.last_turn() == asked.walk->last_turn());
  for (std::uint64_t turn = 0; turn <= again.last_turn(); ++turn) {
    again.seek(turn);
    asked.walk->seek(turn);
    CHECK(again.model().hash(again.header().directory) == asked.hash());
  }
}

TEST_CASE("what is offered can be read, and given when it says so") {
  Asked asked = one_client();
  asked.steps(6);
  CHECK(offers(play_offers(*asked.walk, ""), "client 1: "));
  CHECK(offers(play_offers(*asked.walk, "client 1: "), "client 1: shutdown write"));
  CHECK(offers(play_offers(*asked.walk, "client 1: "), "crash client 1"));
  CHECK(offers(play_offers(*asked.walk, "client 1: ac"), "client 1: accept "));
  CHECK(offers(play_offers(*asked.walk, "crash cl"), "crash client 1"));
  CHECK(offers(play_offers(*asked.walk, "add client socket, con"), "add client socket, connect "));
  CHECK(play_offers(*asked.walk, "xyzzy").empty());
  CHECK(step_form(*asked.walk, "client 1: h = acc") == "");
  CHECK(step_form(*asked.walk, "client 1: h = accept") == "h = accept [d] [nonblock] [cloexec]");
  for (const char* typed : {"", "client 1: ", "server: ", "interrupt ", "crash "}) {
    for (const PlayOffer& offer : play_offers(*asked.walk, typed)) {
      CAPTURE(offer.words);
      if (offer.words.ends_with(' ')) continue;  // only the beginning of one
      CHECK(asked.refusal(offer.words) == offer.hindrance.words());
    }
  }
}

TEST_CASE("where nobody can move, time, a client and signals are ways out") {
  Asked asked(parse_scenario(kPatience, "patience.toml"));
  while (asked.walk->next_actor() != kNoActor && asked.walk->next_actor() != kClock) asked.steps(1);
  CHECK(offers(ways_out(*asked.walk), "time"));
  while (asked.walk->next_actor() != kNoActor) asked.steps(1);
  const std::vector<PlayOffer> ways = ways_out(*asked.walk);
  CHECK_FALSE(offers(ways, "time"));
  CHECK(offers(ways, "interrupt client 1"));
  CHECK(offers(ways, "interrupt server with restart"));
  CHECK(offers(ways, "add client socket, connect, poll s:IN timeout=500, receive"));
}

TEST_CASE("steps are separated by semicolons and by commas, and not inside of a text") {
  const auto pieces = [](std::string_view text) {
    std::vector<std::string> all;
    for (const Word& piece : split_steps(text)) all.emplace_back(piece.text);
    return all;
  };
  using Pieces = std::vector<std::string>;
  CHECK(pieces(" socket ; connect,  close ") == Pieces{"socket", "connect", "close"});
  CHECK(pieces("send \"a;b, c\\\"; d\"; close;") == Pieces{"send \"a;b, c\\\"; d\"", "close"});
  CHECK(pieces("sendmsg 7 rights=x,y") == Pieces{"sendmsg 7 rights=x,y"});
  CHECK(pieces("a;;b") == Pieces{"a", "", "b"});
  CHECK(pieces("").empty());
  CHECK(pieces("send \"never closed; \\") == Pieces{"send \"never closed; \\"});
}

TEST_SUITE_END();
