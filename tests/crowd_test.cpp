#include "actors/crowd.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "event/event_text.h"
#include "kernel/sock_diag.h"
#include "model/agreement.h"
#include "model/stream_match.h"
#include "model/timeline.h"
#include "program_story.h"
#include "run/assets.h"
#include "run/expectations.h"
#include "run/expected_answers.h"
#include "run/run.h"
#include "sanitized.h"
#include "skipped.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

/// Ten actors play them in any case.
constexpr int kClients = kSanitized ? 100 : 1000;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

/// The scenario crowd with kClients; its clients do `does` where that is given.
Scenario crowd(const std::string& does = {}) {
  const auto shipped = find_scenario("crowd");
  REQUIRE(shipped.ok());
  std::string text = replaced(shipped->text, "count = 1000", "count = " + std::to_string(kClients));
  text = replaced(text, "per_actor = 100", "per_actor = " + std::to_string(kClients / 10));
  if (!does.empty()) text = text.substr(0, text.rfind("does = ")) + "does = " + does;
  auto scenario = parse_scenario(text, "crowd.toml");
  CAPTURE(text);
  REQUIRE(scenario.ok());
  return *std::move(scenario);
}

/// A run without turns, from its start to where nobody moves any more.
struct Played {
  explicit Played(const Scenario& scenario) {
    RunOptions options;
    options.base_directory = base.path();
    options.free = true;
    auto started = Run::start(scenario, options);
    REQUIRE(started.ok());
    run = *std::move(started);
    REQUIRE(run->wait_idle(300'000));
    run->take(0, events);
    timeline.append(events);
    status = run->status();
  }

  /// The kernel's answer at the end, beside the model.
  Agreement agreement() const {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
      if (event->kind != EventKind::kernel) continue;
      return compare(timeline.state_at(event->seq), *event->parts->rare->kernel);
    }
    FAIL("the kernel was not asked");
    return {};
  }

  TemporaryDirectory base;
  std::unique_ptr<Run> run;
  std::vector<Event> events;
  Timeline timeline;
  RunStatus status;
};

struct Named {
  int right = 0;
  int wrong = 0;
};

/// Who the server's handles belong to, by the number that came first through each, and by the
/// model.
Named named_by_number(const std::vector<Event>& events) {
  Named handles;
  Model model;
  std::set<std::int32_t> fresh;  // handles that nothing has been read from
  for (const Event& event : events) {
    model.apply(event);
    if (event.actor != kServer || event.kind != EventKind::exit || event.failed()) continue;
    if (event.call == Syscall::accept) fresh.insert(static_cast<std::int32_t>(event.ret));
    if (event.call != Syscall::read || fresh.erase(event.fd()) == 0) continue;
    std::int32_t number = 0;
    REQUIRE(event.parts->data.size() == sizeof number);
    std::memcpy(&number, event.parts->data.data(), sizeof number);
    const std::string name = party_of(model, model.socket_of(kServer, event.fd()));
    ++(name == client_name(static_cast<std::uint32_t>(number)) ? handles.right : handles.wrong);
  }
  return handles;
}

}  // namespace

TEST_SUITE_BEGIN("crowd");

TEST_CASE("a thousand clients of one epoll server: all are served, every sum is right") {
  const Scenario scenario = crowd();
  Played played(scenario);
  CHECK(played.status.finished);
  const auto exchanges = exchanges_of(ServiceKind::sum, played.events);
  CHECK(exchanges.size() == kClients);
  std::set<std::int32_t> sums;
  for (const Exchange& exchange : exchanges) {
    CHECK(exchange.received == exchange.expected);
    sums.insert(exchange.received.begin(), exchange.received.end());
  }
  CHECK(sums.size() == kClients);
  CHECK(*sums.begin() == 1 + 7);
  CHECK(*sums.rbegin() == kClients + 7);
  const auto unmet = unmet_expectations(scenario, played.events, played.run->names(),
                                        played.run->header().directory);
  CHECK(unmet.empty());
  CHECK(played.agreement().agrees());
  CHECK(played.timeline.now().open_sockets().empty());
  played.run.reset();
  CHECK(std::filesystem::is_empty(played.base.path()));
}

TEST_CASE("every call of a client names it, and so does the server's handle") {
  Played played(crowd(R"(["socket", "connect", "send {client} 7", "receive"])"));
  std::vector<int> calls(kClients + 1);
  for (const Event& event : played.events) {
    if (event.kind != EventKind::enter || event.actor == kServer) continue;
    if (event.call == Syscall::exit) continue;
    REQUIRE(event.client >= 1);
    REQUIRE(event.client <= kClients);
    ++calls[event.client];
  }
  // The tenth actor is asleep in the receive of its first client, and so are the others.
  CHECK(calls[1] == 4);
  CHECK(calls[kClients] == 3);
  const Model& model = played.timeline.now();
  const std::string last = client_name(kClients);
  int of_last = 0;
  for (const SocketIndex socket : model.open_sockets()) of_last += party_of(model, socket) == last;
  CHECK(of_last == 2);  // its own socket, and the server's end
}

TEST_CASE("a handle is named after the client whose number comes through it") {
  std::string does;
  SUBCASE("who stays for the answer") {}
  SUBCASE("who closes at once, perhaps before it was accepted") {
    does = R"(["socket", "connect", "send {client}", "close"])";
  }
  SUBCASE("who leaves it to the kernel to close") {
    does = R"(["socket", "connect", "send {client}", "send 7"])";
  }
  Played played(crowd(does));
  // Without unix_diag the oldest that waits is taken for the one that was accepted.
  if (!played.agreement().asked) return skipped("there is no unix_diag to ask who was accepted");
  const Named handles = named_by_number(played.events);
  CHECK(handles.right == kClients);
  CHECK(handles.wrong == 0);
  CHECK(stream_mismatches(played.timeline).empty());
  CHECK(played.timeline.now().sockets.size() == 2 * kClients + 1);
}

TEST_CASE("several accept from one queue that clients have left: each handle is named rightly") {
  if (!SockDiag().can_ask()) return skipped("there is no unix_diag to ask who was accepted");
  const auto scenario = parse_scenario(R"(
title = "Clients that do not wait for a pool of four"
free = true
[server]
kind = "pool"
workers = 4
[[client]]
count = 40
per_actor = 1
does = ["socket", "connect", "send {client} 7", "close"])",
                                       "pool.toml");
  REQUIRE(scenario.ok());
  for (int i = 0; i < 10; ++i) {
    const Played played(*scenario);
    CHECK(played.status.finished);
    CHECK(stream_mismatches(played.timeline).empty());
  }
}

TEST_CASE("and so it is in a crowd that is stopped before its end") {
  if (!SockDiag().can_ask()) return skipped("there is no unix_diag to ask who was accepted");
  for (unsigned i = 0; i < 10; ++i) {
    TemporaryDirectory base;
    RunOptions options;
    options.base_directory = base.path();
    options.free = true;
    auto started = Run::start(crowd(), options);
    REQUIRE(started.ok());
    Run& run = **started;
    while (run.status().committed < 20 + 200 * i && !run.status().finished) {
      std::this_thread::yield();
    }
    run.stop();
    std::vector<Event> events;
    run.take(0, events);
    CHECK(named_by_number(events).wrong == 0);
  }
}

TEST_CASE("with all of them connected, model and kernel agree on each") {
  Played played(crowd(R"(["socket", "connect", "send {client}", "receive"])"));
  CHECK_FALSE(played.status.finished);
  const Agreement agreement = played.agreement();
  CHECK(agreement.agrees());
  if (agreement.asked) CHECK(agreement.sockets == 2 * kClients + 1);
  CHECK(played.timeline.now().open_sockets().size() == 2 * kClients + 1);
}

TEST_CASE("a wrong sum is noticed, and the client named") {
  const Scenario scenario = crowd(
      R"(["socket", "connect", "send {client}", "ask", { do = "receive", expect = "= {client}-1" }, "close"])");
  Played played(scenario);
  const auto unmet = unmet_expectations(scenario, played.events, played.run->names(),
                                        played.run->header().directory);
  REQUIRE(unmet.size() == kClients);
  CHECK(
      unmet[41].words().starts_with("client 42, step 5 \"receive\": expected = {client}-1, but "));
}

TEST_CASE("sockwalk run crowd prints a line a call, and each names its client") {
  Program program;
  const Ended ended = program({"run", "crowd", "--clients", "100", "--check"});
  CHECK_MESSAGE(ended.code == 0, ended.err);
  CHECK(has(ended.err, "model and kernel agreed"));
  int of_client = 0;
  int accepted = 0;
  for (const std::string& line : lines(ended.out)) {
    of_client += has(line, "  client 37 ");
    accepted += has(line, "accept(3, NULL, NULL) = ") && has(line, "  (client ");
  }
  CHECK(of_client == 7);
  CHECK(accepted == 100);
  CHECK(program.left_nothing());
}

TEST_CASE("a trace of a crowd holds it as it was run, and is shown like any other") {
  Program program;
  const std::string trace = program.file("crowd.trace");
  REQUIRE(program({"run", "crowd", "--clients", "30", "--save", trace}).code == 0);
  const std::string text = Program::read(trace);
  CHECK(has(text, "count = 30"));
  CHECK(has(text, "\"client\":30"));
  const Ended shown = program({"show", trace});
  CHECK(shown.code == 0);
  CHECK(has(shown.out, "client 30"));
  // When the last client has its sum, nobody has left yet.
  std::string last;
  for (const std::string& line : lines(text)) {
    const bool read = has(line, "\"kind\":\"exit\"") && has(line, "\"call\":\"read\"");
    if (read && has(line, "\"client\":30,")) last = line.substr(7, line.find(',') - 7);
  }
  const std::string state = program({"show", trace, "--at", last, "--json"}).out;
  for (int i = 1; i <= 30; ++i)
    CHECK(has(state, "\"client\":\"" + client_name(static_cast<std::uint32_t>(i)) + "\""));
}

TEST_CASE("a limit of descriptors that can be raised is raised, another is said with its remedy") {
  const std::string run = std::string("exec ") + SOCKWALK_PROGRAM + " run crowd --clients 100";
  Program shell("/bin/sh");
  const Ended raised = shell({"-c", "ulimit -Sn 64; " + run});
  CHECK_MESSAGE(raised.code == 0, raised.err);
  const Ended refused = shell({"-c", "ulimit -n 64; " + run});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(has(refused.err, "needs 108 file descriptors, and the hard limit of this process is 64"));
  CHECK(has(refused.err, "--clients N"));
  CHECK(shell.left_nothing());
}

TEST_CASE("what cannot be a crowd is refused with its place") {
  const auto refusal = [](const std::string& client) {
    const auto read = parse_scenario(
        "title = \"t\"\n[server]\nkind = \"epoll\"\n[[client]]\n" + client, "t.toml");
    return read ? std::string{} : read.error().sentence;
  };
  const std::string does = "does = [\"socket\", \"connect\", \"send {client}\", \"close\"]\n";
  CHECK(refusal("count = 60\n" + does).empty());
  CHECK(has(refusal("count = 0\n" + does), "t.toml:5:9: \"count\" is 0"));
  CHECK(has(refusal("count = 20001\n" + does), "from 1 to 20000"));
  CHECK(
      has(refusal("count = 2000\nper_actor = 1\n" + does), "2000 actors would play these clients"));
  CHECK(has(refusal("count = 2\nname = \"x\"\n" + does), "cannot be the name of several clients"));
  CHECK(has(refusal("does = [\"socket\", \"send {clients}\"]\n"), "\"{clients}\""));
  const auto other = with_clients(*find_scenario("queue"), 5);
  REQUIRE_FALSE(other.ok());
  CHECK(has(other.error().sentence, "queue has 0 of them"));
  const auto many = with_clients(crowd(), 30'000);
  REQUIRE_FALSE(many.ok());
  CHECK(has(many.error().sentence, "from 1 to 20000"));
}

TEST_CASE("the numbers of clients go on from one [[client]] to the next") {
  const auto read = parse_scenario(
      "title = \"t\"\n[server]\nkind = \"epoll\"\n[[client]]\ndoes = [\"socket\"]\n[[client]]\n"
      "count = 5\nper_actor = 2\ndoes = [\"socket\"]\n",
      "t.toml");
  REQUIRE(read.ok());
  std::vector<std::string> names;
  for (const ClientPlan& client : read->clients) names.push_back(client.name);
  CHECK(names == std::vector<std::string>{"client 1", "clients 2-3", "clients 4-5", "client 6"});
  CHECK(client_count(*read) == 6);
  CHECK(read->server.serve == 6);
  CHECK(read->server.slots == 6);
}

TEST_SUITE_END();
