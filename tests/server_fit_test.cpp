#include "actors/server_fit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "run/expectations.h"
#include "run/walk.h"
#include "scenario_refusal.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

std::string client_of(const std::string& service, const std::string& type) {
  std::string steps = "'socket " + type + "', ";
  if (type == "dgram") steps += "'bind c.sock', ";
  steps += "'connect', ";
  if (service == "sum") steps += "'send 7', 'ask', { do = 'receive', expect = '= 7' }, ";
  if (service == "echo") steps += "'send \"ab\"', { do = 'read 9', expect = '\"ab\"' }, ";
  if (service == "upper") steps += "'send \"ab\"', { do = 'read 9', expect = '\"AB\"' }, ";
  return "[[client]]\ndoes = [" + steps + "'close']\n";
}

/// Everything that can be said of a server that makes no mistake in its answers.
std::vector<std::string> all_servers() {
  std::vector<std::string> all{""};
  const auto times = [&all](std::initializer_list<std::string> lines) {
    std::vector<std::string> more;
    for (const std::string& before : all) {
      for (const std::string& line : lines) more.push_back(before + line);
    }
    all = std::move(more);
  };
  times({"kind = \"iterative\"\n", "kind = \"select\"\n", "kind = \"poll\"\n", "kind = \"epoll\"\n",
         "kind = \"epoll\"\ntrigger = \"edge\"\n", "kind = \"threads\"\n", "kind = \"pool\"\n"});
  times({"service = \"sum\"\n", "service = \"echo\"\n", "service = \"upper\"\n"});
  times({"type = \"stream\"\n", "type = \"seqpacket\"\n", "type = \"dgram\"\n"});
  times({"", "nonblocking = true\n"});
  times({"", "path = \"@{run}/x\"\n"});
  times({"", "remove_stale = \"when-bind-fails\"\n"});
  times({"", "faults = [\"forgets-unlink\"]\n", "faults = [\"forgets-close\"]\n"});
  return all;
}

std::string word_in(const std::string& server, const std::string& key) {
  const std::size_t at = server.find(key + " = \"") + key.size() + 4;
  return server.substr(at, server.find('"', at) - at);
}

/// Stands in another directory for a while.
class WorkingDirectory {
 public:
  explicit WorkingDirectory(const std::string& path) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(path);
  }
  ~WorkingDirectory() { std::filesystem::current_path(before_); }
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;

 private:
  std::filesystem::path before_;
};

/// How it ended for all who took part, by the default rule; empty when as it should.
std::string ends_badly(const Scenario& scenario) {
  WalkOptions options;
  options.run.observe = false;
  const auto walk = Walk::start(scenario, options);
  if (!walk.ok()) return walk.error().sentence;
  while ((*walk)->settle(10'000) && (*walk)->step()) continue;
  if (!(*walk)->finished()) return "it never ended";
  const auto& events = (*walk)->timeline().events();
  const bool exits = std::ranges::none_of(events, [](const Event& event) {
    return event.kind == EventKind::end && (event.ret != 0 || event.error != 0);
  });
  if (!exits) return "somebody left with another status than 0";
  const auto unmet = unmet_expectations(scenario, events, (*walk)->names(), (*walk)->header().directory);
  return unmet.empty() ? std::string{} : unmet.front().words();
}

}  // namespace

TEST_SUITE_BEGIN("server_fit");

TEST_CASE("every server that is not refused serves its client") {
  std::size_t served = 0;
  std::size_t refusals = 0;
  for (const std::string& server : all_servers()) {
    const auto scenario = parse_scenario("title = \"t\"\n" + client_of(word_in(server, "service"), word_in(server, "type")) +
                                             "[server]\n" + server, "demo.toml");
    if (!scenario.ok()) {
      ++refusals;
      CHECK_MESSAGE(scenario.error().sentence.starts_with("demo.toml:"), scenario.error().sentence);
      continue;
    }
    CAPTURE(server);
    const std::string badly = ends_badly(*scenario);
    CHECK_MESSAGE(badly.empty(), badly);
    ++served;
  }
  MESSAGE("servers that served: " << served << ", refused: " << refusals);
  CHECK(served > 200);
}

TEST_CASE("a server is not asked for what its program does not do") {
  check_refused(with_server("type = \"dgram\"\nservice = \"echo\""), "6:11", "service = \"sum\"");
  check_refused(with_server("type = \"dgram\"\nfaults = [\"never-reads\"]"), "6:11",
                "is for servers that accept");
  check_refused(with_server("type = \"dgram\"\nfaults = [\"forgets-close\"]"), "6:11", "no handles");
  for (const char* kind : {"iterative", "threads", "pool"}) {
    check_refused(with_server(std::string("kind = \"") + kind + "\"\nnonblocking = true"), "6:15",
                  "gives up at its first EAGAIN");
  }
  check_refused(with_server("kind = \"epoll\"\ntrigger = \"edge\"\nnonblocking = false"), "7:15",
                "reads until EAGAIN");
  check_refused(with_server("kind = \"pool\"\nignore_sigpipe = false"), "6:18", "ignores SIGPIPE");
  check_refused(with_server("path = \"@{run}/x\"\nremove_stale = \"first\""), "6:16",
                "an abstract one ends with its socket");
  check_refused(with_server("path = \"@{run}/x\"\nfaults = [\"forgets-unlink\"]"), "6:11",
                "path = \"demo.sock\"");
  check_refused(with_server("path = \"autobind\""), "5:8", "no name that can be used here");
}

TEST_CASE("a server makes only mistakes that its program can make, and of some only one") {
  check_refused(with_server("faults = [\"naive\"]"), "5:11", "is for kind = \"select\"");
  check_refused(with_server("kind = \"select\"\nfaults = [\"naive\"]\nservice = \"echo\""), "7:11",
                "the naive server adds up");
  for (const char* fault : {"forgets-close", "reads-too-little", "never-reads", "closes-unread"}) {
    check_refused(with_server(std::string("kind = \"poll\"\nfaults = [\"") + fault + "\"]"), "6:11",
                  "is for kind = \"iterative\"");
  }
  check_refused(with_server("faults = [\"closes-unread\", \"never-reads\"]"), "5:11",
                "\"never-reads\" never comes to \"closes-unread\"");
  check_refused(with_server("faults = [\"reads-too-little\", \"forgets-close\"]"), "5:31",
                "leave one of them out");
  check_refused(with_server("faults = [\"closes-unread\"]\nservice = \"upper\""), "6:11",
                "no service but the sum");
  check_refused(with_server("faults = [\"never-reads\"]\nserve = 2"), "6:9", "never learns who has gone");
}

TEST_CASE("a name that is no socket stays: no server is sent to remove it") {
  const std::string file = "\n[[leftover]]\nkind = \"file\"\n";
  check_refused(with_server("kind = \"poll\"") + file, "7:1", "would remove \"demo.sock\", which is no socket");
  check_refused(with_server("path = \"./x\"") + file + "path = \"x\"\n", "7:1", "kind = \"socket\"");
  check_refused(kWhole + file + "kind = \"symlink\"\nto = \"y\"\n", "7:", "not valid TOML");
  check_refused(kWhole + "[leftover]\nkind = \"symlink\"\nto = \"y\"\n", "4:1", "no socket");
  CHECK(refused(with_server("does = [\"unlink demo.sock\"]") + file).empty());
  CHECK(refused(kWhole + file + "path = \"note\"\n").empty());
  CHECK(refused(kWhole + "[leftover]\nkind = \"directory\"\n").empty());
}

TEST_CASE("leftovers can all be laid where they should lie") {
  check_refused(kWhole + "[[leftover]]\n[[leftover]]\n", "5:1", "a leftover \"demo.sock\" already");
  check_refused(kWhole + "[[leftover]]\npath = \"sub/x\"\n", "5:8", "there is no directory \"sub\"");
  CHECK(refused(kWhole + "[[leftover]]\nkind = \"directory\"\npath = \"sub\"\n[[leftover]]\npath = \"sub/x\"\n").empty());
}

TEST_CASE("nor by a way round: what is there when the run begins counts") {
  const auto scenario = parse_scenario(
      kWhole + "[server]\npath = \"link/x\"\n"
               "[[leftover]]\nkind = \"directory\"\npath = \"sub\"\n"
               "[[leftover]]\nkind = \"file\"\npath = \"sub/x\"\n"
               "[[leftover]]\nkind = \"symlink\"\npath = \"link\"\nto = \"sub\"\n",
      "demo.toml");
  REQUIRE(scenario.ok());
  TemporaryDirectory base;
  RunOptions options;
  options.base_directory = base.path();
  const auto run = Run::start(*scenario, options);
  REQUIRE_FALSE(run.ok());
  CHECK(run.error().sentence.find("/link/x, which is no socket") != std::string::npos);
  CHECK(std::filesystem::is_empty(base.path()));
}

TEST_CASE("a relative name lies in the run's directory, not where sockwalk was started") {
  TemporaryDirectory base;
  const WorkingDirectory here(base.path());
  std::ofstream("demo") << "the user's\n";
  for (const std::string kind : {"iterative", "epoll", "pool"}) {
    CAPTURE(kind);
    const auto scenario = parse_scenario(
        with_server("kind = \"" + kind + "\"\npath = \"./demo\"") + client_of("sum", ""), "demo.toml");
    REQUIRE_MESSAGE(scenario.ok(), (scenario.ok() ? "" : scenario.error().sentence));
    CHECK(ends_badly(*scenario) == "");
    CHECK(std::filesystem::is_regular_file("demo"));
    CHECK(std::distance(std::filesystem::directory_iterator("."), {}) == 1);
  }
}

TEST_SUITE_END();
