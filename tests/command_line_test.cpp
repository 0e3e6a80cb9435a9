#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "build_paths.h"
#include "program_story.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("command_line");

TEST_CASE("help and version go to standard output") {
  Program program;
  CHECK(program({"--version"}).out.starts_with("sockwalk "));
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, {"help"}, {"-h"}, {}}) {
    const Ended ended = program(arguments);
    CHECK(ended.code == 0);
    CHECK(ended.err.empty());
    CHECK(has(ended.out, "sockwalk run one-client"));
    for (const char* command : {"scenarios", "run", "walk", "show", "explain"}) {
      CHECK(has(ended.out, command));
    }
  }
  for (const char* command : {"run", "walk", "show", "explain"}) {
    const Ended ended = program({command, "--help"});
    CHECK(ended.code == 0);
    CHECK(has(ended.out, std::string("Usage: sockwalk ") + command));
    CHECK(has(ended.out, "xamples:"));
    CHECK(program({"help", command}).out == ended.out);
  }
}

TEST_CASE("help says which word a command needs, and which it can do without") {
  Program program;
  for (const char* usage : {"run [OPTIONS] NAME\n", "walk [OPTIONS] NAME\n", "explore [OPTIONS] NAME\n",
                            "show [OPTIONS] TRACE\n", "explain [OPTIONS] [WORD]\n", "facts [OPTIONS] [ID...]\n"}) {
    const std::string words = usage;
    const Ended ended = program({words.substr(0, words.find(' ')), "--help"});
    CHECK_MESSAGE(has(ended.out, "Usage: sockwalk " + words), ended.out);
  }
  CHECK(program({"run", "--", "nobody-home"}).code == 0);
}

TEST_CASE("alone it opens the window where there is a display") {
  Program maker;
  const std::string copy = maker.file("sockwalk");
  std::filesystem::copy_file(SOCKWALK_PROGRAM, copy);
  Program program(copy);
  program.with({{"DISPLAY", ":77"}, {"PATH", "/nonexistent"}});
  Ended ended = program({});
  CHECK(ended.code == 0);
  CHECK(has(ended.err, "sockwalk-gui is neither beside this program nor in PATH"));
  CHECK(has(ended.out, "sockwalk run one-client"));

  maker.write("sockwalk-gui", "#!/bin/sh\necho window\n");
  std::filesystem::permissions(maker.file("sockwalk-gui"), std::filesystem::perms::owner_all);
  ended = program({});
  CHECK(ended.out == "window\n");
  ended = program.with({{"WAYLAND_DISPLAY", "w"}, {"PATH", "/nonexistent"}})({});
  CHECK(ended.out == "window\n");
  ended = program.with({})({});
  CHECK(has(ended.out, "sockwalk run one-client"));
}

TEST_CASE("wrong usage is refused in one line that helps") {
  Program program;
  check_refused(program, {"runn"}, "did you mean run?");
  check_refused(program, {"bogus"}, "there are: scenarios, run, walk, explore, show, explain");
  check_refused(program, {"lab"}, "there is no command \"lab\"");
  check_refused(program, {"--versoin"}, "did you mean --version?");
  check_refused(program, {"run"}, "needs the name of a scenario");
  check_refused(program, {"walk"}, "needs the name of a scenario");
  check_refused(program, {"show"}, "needs a trace");
  check_refused(program, {"run", "one-client", "--chek"}, "did you mean --check?");
  check_refused(program, {"run", "one-client", "queue"}, "\"queue\" is one word too many");
  check_refused(program, {"scenarios", "x"}, "\"x\" is one word too many");
  check_refused(program, {"run", "one-client", "--save"}, "--save needs a value");
  check_refused(program, {"run", "one-client", "--seed", "x"}, "\"x\" is none");
  check_refused(program, {"run", "one-client", "--seed=-1"}, "needs a whole number");
  check_refused(program, {"run", "one-client", "--seed", "18446744073709551616"}, "is larger");
  check_refused(program, {"run", "one-client", "--seed", "1", "--schedule", "f"}, "exclude each");
  check_refused(program, {"run", "one-client", "--free", "--schedule", "f"}, "exclude each");
  check_refused(program, {"run", "one-client", "--free", "--seed", "1"}, "exclude each");
  check_refused(program, {"show", "t", "--at", "1", "--turn", "1"}, "exclude each other");
  check_refused(program, {"run", "\x1b[2J"}, "\\x1b[2J");
  check_refused(program, {"run", "one-client", "--seed"}, "--seed needs a value after it; sockwalk run --help");
  check_refused(program, {"run", "one-client", "--seed", "1", "--seed", "2"}, "--seed is given twice");
  check_refused(program, {"run", "one-client", "--json=yes"}, "--json takes no value");
  check_refused(program, {"--help=3"}, "--help takes no value; give it alone, or leave it out (sockwalk --help)");
  check_refused(program, {"run", "one-client", "--save", ""}, "sockwalk: --save is empty");
  check_refused(program, {"explain", ""}, "sockwalk: WORD is empty");
  check_refused(program, {"help", "wlak"}, "there is no command \"wlak\"; did you mean walk?");
  check_refused(program, {"help", "run", "now"}, "\"now\" is one word too many for sockwalk help");
  check_refused(program, {"explain", "--", "--json"}, "\"--json\" is no call, error");
}

TEST_CASE("scenarios lists name and title, and reports what cannot be read") {
  Program program;
  Ended ended = program({"scenarios"});
  CHECK(ended.code == 0);
  CHECK(has(ended.err, "facts: sockwalk facts"));
  for (const char* name : {"one-client", "sum-select", "queue", "stale-name", "nobody-home"}) {
    CHECK(has("\n" + ended.out, "\n" + std::string(name) + "  "));
  }
  std::filesystem::create_directory(program.file("scenarios"));
  program.write("scenarios/good.toml", kDeadlock);
  program.write("scenarios/bad.toml", "titel = \"x\"\n");
  const std::string assets = program.file("");
  ended = program.with({{"SOCKWALK_ASSETS", assets}})({"scenarios"});
  CHECK(ended.code == 2);
  CHECK(ended.out == "good  Deadlock\n");
  CHECK(has(ended.err, "bad.toml:1:1: unknown key \"titel\""));
  ended = program.with({{"SOCKWALK_ASSETS", "/nonexistent"}})({"scenarios"});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "there are no scenarios in /nonexistent"));
}

TEST_CASE("bad input is refused in one line that says where") {
  Program program;
  check_refused(program, {"run", "one-clint"}, "did you mean one-client?");
  check_refused(program, {"run", "zebra"}, "there are: abstract, broken-pipe");
  check_refused(program, {"run", "/nonexistent/x.toml"}, "/nonexistent/x.toml (No such file");
  check_refused(program, {"run", program.write("a.toml", "title = \n")}, "a.toml:1:");
  check_refused(program, {"run", program.write("b.toml", kDeadlock + "do = 1\n")}, "b.toml:4:1: ");
  check_refused(program, {"run", "one-client", "--run-dir", "/nonexistent"}, "/nonexistent");
  check_refused(program, {"run", "one-client", "--run-dir", "/proc"}, "--run-dir");
  check_refused(program, {"run", "one-client", "--run-dir", std::string(5000, 'x')}, "--run-dir");
  const std::string deep = program.file(std::string(100, 'x'));
  std::filesystem::create_directory(deep);
  check_refused(program, {"run", "one-client", "--run-dir", deep}, "holds at most 107");
  check_refused(program, {"walk", "one-client", "--run-dir", deep}, "holds at most 107");
  check_refused(program, {"run", "one-client", "--save", "/nonexistent/t"}, "/nonexistent/t");
  check_refused(program, {"run", "one-client", "--schedule", "/nonexistent/t"}, "/nonexistent/t");
  check_refused(program, {"show", "/nonexistent/t"}, "/nonexistent/t");
  check_refused(program, {"show", program.write("empty", "")}, "empty");
  check_refused(program, {"show", program.write("text", "hello\n")}, "text");
  check_refused(program, {"walk", program.file("text")}, "text");
  REQUIRE(program({"run", "nobody-home", "--save", program.file("t")}).code == 0);
  check_refused(program, {"run", program.file("t")}, "is a trace and no scenario; sockwalk walk, sockwalk show");
  check_refused(program, {"walk", program.file("t"), "--schedule", program.file("t")}, "leave --schedule out");
  check_refused(program, {"run", "crowd", "--clients", "0"}, "--clients 0 cannot be played; give a number from 1");
  check_refused(program, {"run", "crowd", "--clients", "20001"}, "from 1 to 20000");
  check_refused(program, {"facts", "H1-0", "--run-dir", "/nonexistent"}, "/nonexistent");
  check_refused(program, {"explain", "ECONREFUSED"}, "did you mean ECONNREFUSED?");
  check_refused(program, {"explain", "wombat"}, "\"sockwalk explain\" alone lists them all");
  check_refused(program, {"explain", "accpet queue"}, "did you mean Accept queue?");
  check_refused(program, {"explain", "handle"}, "did you mean Client handle?");
  // Nothing is spelled nearly so: those of the same family that are least far.
  check_refused(program, {"explain", "EFOO"}, "did you mean EDOM, ELOOP, ENXIO?");
  check_refused(program, {"explain", "SOCK_FOO"}, "did you mean SOCK_DGRAM, SOCK_STREAM");
  check_refused(program, {"explain", "SIGFOO"}, "did you mean SIGPIPE, SIGUSR1, SIGUSR2?");
}

TEST_CASE("explain alone lists what it explains, and explains all of that") {
  Program program;
  const Ended ended = program({"explain"});
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  std::vector<std::string> known;
  for (const std::string& line : lines(ended.out)) {
    CHECK(line.size() <= 80);
    if (!line.starts_with("  ")) continue;
    std::istringstream words(line);
    for (std::string word; std::getline(words, word, ',');) {
      if (const std::size_t start = word.find_first_not_of(' '); start != std::string::npos) {
        known.push_back(word.substr(start));
      }
    }
  }
  CHECK(known.size() > 100);
  CHECK(std::ranges::count(known, "SOCK_STREAM") == 1);
  for (const std::string& word : known) {
    CAPTURE(word);
    CHECK(program({"explain", word}).code == 0);
  }
}

TEST_CASE("explain knows the words of the glossary, however they are written") {
  Program program;
  for (const char* word : {"half-close", "Half close", "accept queue", "SCM_RIGHTS"}) {
    CAPTURE(word);
    const Ended ended = program({"explain", word});
    CHECK(ended.code == 0);
    CHECK_FALSE(has(ended.out, "**"));
  }
  CHECK(program({"explain", "recv()"}).out.starts_with("recv() is a library function."));
  CHECK(has(program({"explain", "client handle"}).out, "Client handle: the file descriptor"));
}

TEST_CASE("explain knows signals, flags and constants of the manual pages") {
  Program program;
  struct Row {
    const char* word;
    const char* begins;
  };
  for (const Row& row : {Row{"SIGPIPE", "SIGPIPE: comes with EPIPE"}, Row{"sigpipe", "SIGPIPE: comes with EPIPE"},
                         Row{"backlog", "Backlog: the second argument"}, Row{"SOCK_STREAM", "Stream (SOCK_STREAM): bytes"},
                         Row{"SO_SNDTIMEO", "SO_RCVTIMEO: how long"}, Row{"SHUT_RD", "SHUT_WR: this end"},
                         Row{"O_NONBLOCK", "Non-blocking (O_NONBLOCK): a call"}}) {
    CAPTURE(row.word);
    const Ended ended = program({"explain", row.word});
    CHECK(ended.code == 0);
    CHECK_MESSAGE(ended.out.starts_with(row.begins), ended.out);
  }
  check_refused(program, {"explain", "MSG_PEAK"}, "did you mean MSG_PEEK?");
}

TEST_CASE("colour is for terminals, and not where NO_COLOR is set") {
  Program program;
  const int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  REQUIRE(terminal >= 0);
  REQUIRE(grantpt(terminal) == 0);
  REQUIRE(unlockpt(terminal) == 0);
  const std::string name = ptsname(terminal);
  // The far end stays open, so that what was written can still be read.
  const int far = open(name.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC);
  const auto shown = [&](const Program::Environment& variables) {
    program.with(variables);
    const pid_t pid = program.start({"run", "nobody-home"}, "/dev/null", name, program.file("err"));
    std::string text;
    std::string piece(4096, '\0');
    siginfo_t gone = {};
    pollfd ready{terminal, POLLIN, 0};
    while (poll(&ready, 1, 20) > 0 || gone.si_pid == 0) {
      // What was written before it went is read in one more round.
      waitid(P_PID, static_cast<id_t>(pid), &gone, WEXITED | WNOHANG | WNOWAIT);
      if (ready.revents == 0) continue;
      text.append(piece, 0, static_cast<std::size_t>(read(terminal, piece.data(), piece.size())));
    }
    CHECK(program.finish(pid).code == 0);
    return text;
  };
  const std::string colourful = shown({});
  const std::string plain = shown({{"NO_COLOR", "1"}});
  CHECK(has(colourful, "\x1b[31m"));
  CHECK_FALSE(has(plain, "\x1b"));
  CHECK(has(plain, "exit(0)"));
  CHECK_FALSE(has(shown({{"TERM", "dumb"}}), "\x1b"));
  close(far);
  close(terminal);
}

TEST_SUITE_END();
