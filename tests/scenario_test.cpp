#include "actors/scenario.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "build_paths.h"
#include "scenario_refusal.h"
#include "turns.h"

using namespace sockwalk;

namespace {

std::string with_steps(const std::string& steps) {
  return "title = \"t\"\n[[client]]\ndoes = [" + steps + "]\n";
}

}  // namespace

TEST_SUITE_BEGIN("scenario");

TEST_CASE("a whole scenario is read") {
  const auto read = parse_scenario(R"(
title = "Two"
about = "About two."
what_next = "Try three."
order = "S 2 1"
free = true
kernel_chooses = true
[server]
kind = "select"
service = "sum"
backlog = 2
slots = 3
serve = 7
path = "other.sock"
[leftover]
path = "other.sock"
kind = "socket"
[[client]]
does = ["socket", "connect", "send 7 -8", "ask", "receive", "close"]
[[client]]
listing = "client_early.c"
does = ["socket"]
)",
                                   "/tmp/two.toml");
  REQUIRE(read.ok());
  CHECK(read->name == "two");
  CHECK(read->title == "Two");
  CHECK(read->about == "About two.");
  CHECK(read->what_next == "Try three.");
  CHECK(read->order == turns_of({0, 2, 1}));
  CHECK(read->free);
  CHECK(read->kernel_chooses);
  CHECK(read->server.kind == ServerKind::select);
  CHECK(read->server.backlog == 2);
  CHECK(read->server.slots == 3);
  CHECK(read->server.serve == 7);
  CHECK(read->server.path == "other.sock");
  CHECK(read->server.listing == "server_select.c");
  REQUIRE(read->leftovers.size() == 1);
  CHECK(read->leftovers[0].path == "other.sock");
  REQUIRE(read->clients.size() == 2);
  REQUIRE(read->clients[0].steps.size() == 6);
  CHECK(read->clients[0].steps[2].verb == Verb::send);
  CHECK(read->clients[0].steps[2].data.integers ==
        std::vector<StepInteger>{{7, false}, {-8, false}});
  CHECK(read->clients[0].listing == "client_sum.c");
  CHECK(read->clients[1].listing == "client_early.c");
}

TEST_CASE("what is left out has a default") {
  const auto read = parse_scenario(kWhole + kClient, "demo.toml");
  REQUIRE(read.ok());
  CHECK(read->server.kind == ServerKind::iterative);
  CHECK(read->server.serve == 2);
  CHECK(read->server.path == "demo.sock");
  CHECK(read->server.listing == "server_iterative.c");
  CHECK(read->order.empty());
  CHECK(read->leftovers.empty());
  CHECK(read->text == kWhole + kClient);
}

TEST_CASE("the listing of the server follows from what it does") {
  const auto again = parse_scenario(with_server("remove_stale = \"when-bind-fails\""), "demo.toml");
  REQUIRE(again.ok());
  CHECK(again->server.remove_stale == StaleName::when_bind_fails);
  CHECK(again->server.listing == "server_bind_again.c");
  check_refused(with_server("kind = \"select\"\nremove_stale = \"when-bind-fails\""), "6:16",
                "kind = \"iterative\"");
}

TEST_CASE("the syntax is TOML") {
  check_refused("title = \n", "1:", "not valid TOML");
  check_refused("title = \"t\"\n[server\n", "2:", "not valid TOML");
  check_refused("title = \"t\"\ntitle = \"u\"\n", "2:", "title");
  check_refused(std::string("title = \"\0\"", 11), "1:", "not valid TOML");
  check_refused("title = \"\xff\xfe\"", "1:", "not valid TOML");
}

TEST_CASE("a table without a name is refused where the name should stand") {
  for (const std::string rest : {"=]", "\n", "[.]]", "#", ","}) {
    check_refused("title = \"t\"\n[" + rest, "2:", "not valid TOML");
  }
  check_refused("[" + std::string(1, '\0'), "1:", "not valid TOML");
  check_refused("title\u01d6 = \"t\"", "1:", "not valid TOML");
}

TEST_CASE("an unknown key is named with the nearest and all that are allowed") {
  check_refused("titel = \"t\"\n" + kClient, "1:1", "did you mean \"title\"? Allowed are: title, ");
  check_refused("zzz = 1\n" + kWhole, "1:1", "unknown key \"zzz\" at the top; allowed are: title");
  check_refused(with_server("backlogs = 5"), "5:1", "in [server]; did you mean \"backlog\"?");
  check_refused(kWhole + "do = []\n", "4:1", "in [[client]]; did you mean \"does\"?");
  check_refused(kWhole + "[leftover]\nname = \"x\"\n", "5:1", "allowed are: path, kind, to, mode");
  check_refused("\"\\u001b[2J\" = 1\n", "1:1", "\"\\x1b[2J\"");
}

TEST_CASE("a wrong type is named with the right one") {
  check_refused("title = 5\n", "1:9", "\"title\" is a whole number; write a string: title = \"…\"");
  check_refused("title = 1979-05-27\n", "1:9", "a fraction, date or time");
  check_refused("free = \"yes\"\n" + kWhole, "1:8", "write true or false: free = true");
  check_refused("order = [1]\n" + kWhole, "1:9", "write a string: order = \"S S 1\"");
  check_refused("server = 1\n" + kWhole, "1:10", "write a table: [server]");
  check_refused("title = \"t\"\n[client]\ndoes = []\n", "2:1", "[[client]], with two brackets");
  check_refused("title = \"t\"\nclient = [1]\n", "2:11", "write a table: [[client]]");
  check_refused("leftover = true\n" + kWhole, "1:12", "write a table: [leftover]");
  check_refused(with_server("backlog = 1.5"), "5:11", "write a whole number: backlog = 5");
  check_refused(with_server("kind = 1"), "5:8", "kind = \"iterative\"");
  check_refused(with_steps("1"), "3:9", "write a string");
  check_refused("title = \"t\"\n[[client]]\ndoes = \"socket\"\n", "3:8", "write a list");
}

TEST_CASE("numbers have limits") {
  check_refused(with_server("backlog = -1"), "5:11", "\"backlog\" is -1; write a number from 0 to");
  check_refused(with_server("backlog = 129"), "5:11", "from 0 to 128");
  check_refused(with_server("backlog = 9223372036854775807"), "5:11", "from 0 to 128");
  check_refused(with_server("serve = 0"), "5:9", "from 1 to");
  check_refused(with_server("kind = \"select\"\nslots = 0"), "6:9", "from 1 to");
  check_refused(with_server("slots = 3"), "5:9",
                "\"slots\" is for kind = \"select\", \"poll\" and \"epoll\"; remove it");
}

TEST_CASE("words are chosen from those there are") {
  check_refused(with_server("kind = \"selekt\""), "5:8", "did you mean \"select\"?");
  check_refused(with_server("service = \"product\""), "5:11", "write one of: sum, echo, upper");
  check_refused(with_server("remove_stale = \"last\""), "5:16", "first, when-bind-fails");
  check_refused(kWhole + "listing = \"../../etc/passwd\"\n", "4:11", "client_sum.c");
  check_refused(kWhole + "[leftover]\nkind = \"pipe\"\n", "5:8", "write one of: socket, file");
}

TEST_CASE("a verb is refused where it stands") {
  check_refused(with_steps("\"socket\", \"conect\""), "3:20", "did you mean \"connect\"?");
  check_refused(with_steps("\"jump\""), "3:10", "\"jump\" is no verb; write one of: socket, pair");
  check_refused(with_steps("\"\""), "3:10", "an empty step");
  check_refused(with_steps("\"socket\", \"send\""), "3:20",
                "needs what to send: integers like 7 8");
  check_refused(with_steps("\"socket\", \"send 7 x\""), "3:27", "\"x\" is not a whole number");
  check_refused(with_steps("\"socket\", \"send 1.5\""), "3:25", "not a whole number");
  check_refused(with_steps("\"socket\", \"send 2147483648\""), "3:25", "does not fit into 32 bits");
  check_refused(with_steps("\"socket\", \"send -2147483649\""), "3:25",
                "does not fit into 32 bits");
  check_refused(with_steps("\"socket\", \"ask 0\""), "3:24",
                "\"0\" has no place in \"ask\"; write: ask [d]");
  check_refused(with_steps(""), "3:8", "\"does\" is empty");
  CHECK(refused(with_steps("\"socket\", \"send 2147483647 -2147483648\"")).empty());
}

TEST_CASE("the order names actors of this scenario") {
  check_refused("order = \"S 1 2\"\n" + kWhole, "1:14", "there is no such client");
  check_refused("order = \"S 0\"\n" + kWhole, "1:12", "there is no such client");
  check_refused("order = \"S -1\"\n" + kWhole, "1:12", "\"-1\" in \"order\" is nobody");
  check_refused("order = \"S 99999999999\"\n" + kWhole, "1:12", "there is no such client");
  check_refused("order = \"S server\"\n" + kWhole, "1:12", "write S for the server");
  check_refused("order = \"\"\"\nS S\n 1 7 S\"\"\"\n" + kWhole, "3:4", "gives client 7 a turn");
}

TEST_CASE("a path is a name that stays in the run's directory and fits") {
  for (const char* path : {"/tmp/demo.sock", "../demo.sock", "a/../../b.sock"}) {
    check_refused(with_server(std::string("path = \"") + path + "\""), "5:9",
                  "leaves the run's own");
  }
  for (const char* path : {"", ".", "a//b"}) {
    check_refused(with_server(std::string("path = \"") + path + "\""), "5:9", "no file name");
  }
  check_refused(with_server("path = \"" + std::string(108, 'x') + "\""), "5:9", "108 bytes");
  check_refused(with_server("path = \"a\\u0007b\""), "5:8", "control character");
  check_refused(with_server("path = \"@x\""), "5:9", "put {run} into it");
  check_refused(kWhole + "[leftover]\npath = \"/etc/passwd\"\n", "5:9", "leaves the run's own");
}

TEST_CASE("a scenario has a title, and one to nine clients that do something") {
  check_refused("", "1:1", "there is no \"title\"; add title = ");
  check_refused("title = \"t\"\n", "1:1", "there is no client; add [[client]]");
  check_refused("title = \"t\"\n[[client]]\n", "2:1", "there is no \"does\"");
  std::string ten = "title = \"t\"\n";
  for (int i = 0; i < 10; ++i) ten += kClient;
  check_refused(ten, "2:1", "there are 10 clients; a scenario has at most 9");
}

TEST_CASE("steps may be tables, with what they should lead to and how often") {
  const auto read = parse_scenario(
      "title = \"t\"\n[server]\ndoes = [\"socket\", { do = \"dup\", expect = \"4\", repeat = 1 },\n"
      "  { do = \"send d 1\", repeat = \"{max_dgram_qlen}+1\" }]\n",
      "demo.toml");
  REQUIRE(read.ok());
  CHECK(read->clients.empty());
  CHECK(read->server.kind == ServerKind::script);
  REQUIRE(read->server.steps.size() == 3);
  CHECK(read->server.steps[1].expectation.words == "4");
  CHECK(read->server.steps[2].repeat.base == StepNumber::Base::max_dgram_qlen);
  check_refused(with_steps("{ do = \"dupp\" }"), "3:17", "did you mean \"dup\"?");
  check_refused(with_steps("{ do = \"socket\", expect = \"EAGIN\" }"), "3:36",
                "did you mean \"EAGAIN\"?");
  check_refused(with_steps("{ do = \"limit 5\", expect = \"0\" }"), "3:36", "makes no call");
  check_refused(with_steps("{ do = \"socket\", repeat = 0 }"), "3:35", "from 1 to");
  check_refused(with_steps("{ do = \"socket\", repeat = \"{uid}+99999999999\" }"), "3:35",
                "from 1 to 10000");
  check_refused(with_steps("{ expect = \"4\" }"), "3:9", "there is no \"do\"");
  check_refused(with_steps("{ does = \"dup\" }"), "3:11", "of a step; allowed are: do, expect, repeat");
}

TEST_CASE("a server has a kind or a script, and only the keys that go with it") {
  check_refused(with_server("does = [\"socket\"]\nkind = \"poll\""), "6:8",
                "\"kind\" is for a server with a \"kind\"");
  check_refused(with_server("does = [\"socket\"]\nserve = 2"), "6:9", "\"serve\" is for");
  check_refused(with_server("kind = \"poll\"\ntrigger = \"edge\""), "6:11",
                "is for kind = \"epoll\"");
  check_refused(with_server("kind = \"threads\"\nworkers = 3"), "6:11", "is for kind = \"pool\"");
  check_refused(with_server("kind = \"epoll\"\ntype = \"dgram\""), "6:8",
                "datagrams are not accepted");
  check_refused(with_server("type = \"dgram\"\nbacklog = 3"), "6:11",
                "datagrams have no accept queue");
  check_refused(with_server("faults = [\"naiv\"]"), "5:11", "did you mean \"naive\"?");
  check_refused(with_server("user = \"root\""), "5:8", "write one of: nobody");
  check_refused(with_server("fd_limit = 2"), "5:12", "from 3 to");
  const auto epoll = parse_scenario(with_server("kind = \"epoll\"\ntrigger = \"edge\"\nslots = "
                                                "3\nnonblocking = true\nservice = \"upper\"\n"
                                                "faults = [\"forgets-unlink\"]\nfd_limit = "
                                                "9\nuser = \"nobody\"\nignore_sigpipe = true"),
                                    "demo.toml");
  REQUIRE(epoll.ok());
  CHECK(epoll->server.trigger == EpollTrigger::edge);
  CHECK(epoll->server.listing.starts_with("server_epoll"));
  CHECK(epoll->server.faults == ServerFaults{.forgets_unlink = true});
  CHECK(epoll->server.process == ProcessSetting{9, "nobody", true});
  CHECK(has_other_users(*epoll));
}

TEST_CASE("the order lets time pass, and lets actors crash and be interrupted") {
  using Kind = TurnRequest::Kind;
  const auto read = parse_scenario(
      "order = \"S T crash:1 interrupt:S interrupt-restart:1\"\n" + kWhole, "demo.toml");
  REQUIRE(read.ok());
  CHECK(read->order == std::vector<TurnRequest>{{kServer, Kind::proceed, {}},
                                                {kClock, Kind::time, {}},
                                                {1, Kind::crash, {}},
                                                {kServer, Kind::interrupt, {}},
                                                {1, Kind::interrupt_restart, {}}});
  check_refused("order = \"S crash:2\"\n" + kWhole, "1:18", "there is no such client");
  check_refused("order = \"S crush:1\"\n" + kWhole, "1:12", "did you mean \"crash\"?");
  check_refused("order = \"S crash:\"\n" + kWhole, "1:18", "is nobody");
}

TEST_CASE("leftovers are files, directories, links and names of dead servers") {
  const auto read =
      parse_scenario(kWhole +
                         "[[leftover]]\nkind = \"symlink\"\npath = \"a\"\nto = \"sub/b\"\n"
                         "[[leftover]]\nkind = \"directory\"\npath = \"sub\"\nmode = \"0700\"\n",
                     "demo.toml");
  REQUIRE(read.ok());
  REQUIRE(read->leftovers.size() == 2);
  CHECK(read->leftovers[0].to == "sub/b");
  CHECK(read->leftovers[1].mode == 0700);
  check_refused(kWhole + "[[leftover]]\nkind = \"symlink\"\npath = \"a\"\n", "4:1",
                "there is no \"to\"");
  check_refused(kWhole + "[[leftover]]\nto = \"a\"\n", "5:6",
                "only a symbolic link leads somewhere");
  check_refused(kWhole + "[[leftover]]\nmode = \"799\"\n", "5:8", "write it in octal");
  check_refused(kWhole + "[[leftover]]\npath = \"@{run}/x\"\n", "5:8",
                "no name that can be used here");
}

TEST_CASE("a fact has a number, a claim and whose promise it is") {
  const auto read = parse_scenario(kWhole +
                                       "[fact]\nid = \"A1\"\nclaim = \"It is so.\"\npromised = "
                                       "\"L\"\nneeds = \"root\"\nwhy = \"man\"\n",
                                   "demo.toml");
  REQUIRE(read.ok());
  REQUIRE(read->fact.has_value());
  CHECK(read->fact->promised == Fact::Promise::linux_only);
  CHECK(read->fact->needs_root);
  check_refused(kWhole + "[fact]\nid = \"A1\"\n", "4:1", "there is no \"claim\"");
  check_refused(kWhole + "[fact]\nid = \"A1\"\nclaim = \"x\"\npromised = \"Q\"\n", "7:12",
                "Possible are: P, L, K");
}

TEST_CASE("clients have names of their own, and listings that have a line for each step") {
  const std::string named = "title = \"t\"\n[[client]]\nname = \"a\"\ndoes = [\"socket\"]\n";
  const auto read = parse_scenario(named, "demo.toml");
  REQUIRE(read.ok());
  CHECK(actor_name(*read, 1) == "a");
  check_refused(named + "[[client]]\nname = \"a\"\ndoes = [\"socket\"]\n", "1:1",
                "two clients are called \"a\"");
  check_refused("title = \"t\"\n[[client]]\nname = \"server\"\ndoes = [\"socket\"]\n", "2:1",
                "write another name");
  check_refused(kWhole +
                    "listing = \"client_sum.c\"\n[[client]]\nlisting = \"client_sum.c\"\ndoes = "
                    "[\"dup #0\"]\n",
                "6:11", "client_sum.c has no line for \"dup #0\"");
}

TEST_CASE("hostile files are refused, not survived by luck") {
  check_refused("x = " + std::string(30000, '['), "1:", "not valid TOML");
  std::string braces = "x = ";
  for (int i = 0; i < 10000; ++i) braces += "{a=";
  check_refused(braces, "1:", "not valid TOML");
  std::string dots = "x";
  for (int i = 0; i < 30000; ++i) dots += ".x";
  check_refused(dots + " = 1", "1:1", "more than 4000 dots");
  check_refused(dots.substr(0, 8001) + " = 1", "1:1", "unknown key \"x\"");
  check_refused(std::string(70000, '#'), "1:1", "larger than 64 KiB");
}

TEST_CASE("the scenarios that come with sockwalk are valid, cut anywhere they never crash") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(SOCKWALK_SOURCE_DIR "/assets/scenarios")) {
    ++files;
    const auto scenario = read_scenario(entry.path().string());
    CHECK_MESSAGE(scenario.ok(), (scenario ? std::string{} : scenario.error().sentence));
    if (!scenario) continue;
    CHECK_FALSE(scenario->about.empty());
    CHECK_FALSE(scenario->what_next.empty());
    for (std::size_t size = 0; size < scenario->text.size(); size += 7) {
      const auto cut = parse_scenario(std::string_view{scenario->text}.substr(0, size), "cut.toml");
      if (!cut) CHECK(cut.error().sentence.starts_with("cut.toml:"));
    }
  }
  CHECK(files >= 5);
}

TEST_CASE("a file that cannot be read is named") {
  const auto none = read_scenario("/nonexistent/x.toml");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().sentence.find("/nonexistent/x.toml (No such file") != std::string::npos);
  const auto folder = read_scenario("/tmp");
  REQUIRE_FALSE(folder.ok());
  CHECK(folder.error().sentence.find("cannot read /tmp") != std::string::npos);
}

TEST_SUITE_END();
