#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <thread>
#include <vector>

#include "program_story.h"
#include "skipped.h"
#include "syscall_filter.h"

using namespace sockwalk;

namespace {

/// `text` without what differs from run to run: the run's directory, threads and processes.
std::string settled(std::string text) {
  for (std::size_t at = text.find("/sockwalk-"); at != std::string::npos;
       at = text.find("/sockwalk-", at + 1)) {
    const std::size_t start = text.rfind('"', at) + 1;
    const std::size_t end = text.find('/', at + 1);
    text.replace(start, end - start, "{run}");
    at = start;
  }
  std::string kept;
  for (const std::string& line : lines(text)) {
    if (!has(line, "+++ thread")) kept += line + "\n";
  }
  return kept;
}

/// Calls `body` in a thread whose children may not make some call.
template <class Filter, class Body>
bool sandboxed(Filter filter, Body body) {
  bool installed = false;
  std::thread([&] {
    installed = filter();
    if (installed) body();
  }).join();
  return installed;
}

}  // namespace

TEST_SUITE_BEGIN("run_command");

TEST_CASE("run prints a line an event, and talks on standard error") {
  Program program;
  const Ended ended = program({"run", "one-client", "--check"});
  CHECK(ended.code == 0);
  const std::string out = settled(ended.out);
  CHECK(has(out,
            "   1  server    unlink(\"{run}/demo.sock\") = -1 ENOENT (No such file or directory)\n"
            "   2  server    socket(AF_UNIX, SOCK_STREAM, 0) = 3\n"));
  CHECK(has(out, "   8  server    accept(3, NULL, NULL) = 4\n"));
  CHECK(has(out,
            "  10  server    read(4, buffer, 4) … asleep\n"
            "  11  client 1  write(3, \"\\10\\0\\0\\0\", 4) = 4\n"
            "  11  server    read(4, \"\\10\\0\\0\\0\", 4) = 4  (woken by write of client 1)\n"));
  CHECK_FALSE(has(ended.out, "\x1b"));
  CHECK(has(ended.err, "turns: 22, "));
  CHECK(program.left_nothing());
}

TEST_CASE("the same order gives the same lines, and so does the same seed") {
  Program program;
  const std::string first = settled(program({"run", "sum-select"}).out);
  CHECK(first == settled(program({"run", "sum-select"}).out));
  const std::string seven = settled(program({"run", "sum-select", "--seed", "7"}).out);
  CHECK(seven == settled(program({"run", "sum-select", "--seed", "7"}).out));
  CHECK(seven != first);
  CHECK(seven != settled(program({"run", "sum-select", "--seed", "8"}).out));
}

TEST_CASE("a free run reaches its end without turns") {
  Program program;
  const Ended ended = program({"run", "sum-select", "--free", "--check"});
  CHECK(ended.code == 0);
  CHECK(has(ended.err, "turns: 0, "));
  CHECK(has(ended.out, "client 3  +++ exited with 0 +++"));
  CHECK(has(ended.out, "server    +++ exited with 0 +++"));
  const std::string scenario = program.write("f.toml", "free = true\n" + kDeadlock);
  check_refused(program, {"run", scenario, "--seed", "1"}, "runs without turns");
}

TEST_CASE("a deadlock ends the run and names who waits for whom") {
  Program program;
  const std::string scenario = program.write("d.toml", kDeadlock);
  for (const char* mode : {"--check", "--free"}) {
    const Ended ended = program({"run", scenario, mode});
    CHECK(ended.code == 1);
    CHECK(has(ended.err, "nobody can move any more"));
    CHECK(has(ended.err, "Server: asleep in read"));
    CHECK(has(ended.err, "Client 1: asleep in read"));
    CHECK(program.left_nothing());
  }
}

TEST_CASE("an interruption that is still to come wakes who sleeps, in a schedule too") {
  Program program;
  const std::string scenario = program.write(
      "i.toml",
      "title = \"t\"\norder = \"S S interrupt:S\"\n[server]\n"
      "does = [\"a b = pair\", { do = \"read a 4\", expect = \"sleeps, then EINTR\" }]\n");
  const std::string trace = program.file("i.trace");
  CHECK(program({"run", scenario, "--save", trace}).code == 0);
  const Ended again = program({"run", scenario, "--schedule", trace});
  CHECK(again.code == 0);
  CHECK(has(again.err, "every step led to what was expected"));
}

TEST_CASE("a scenario that expects something is judged by that alone") {
  Program program;
  const std::string start = "title = \"t\"\n[server]\ndoes = [\"a b = pair\", ";
  // Asleep for ever, as it should be.
  const Ended fine = program(
      {"run", program.write("f.toml", start + "{ do = \"read a 4\", expect = \"sleeps\" }]\n")});
  CHECK(fine.code == 0);
  CHECK(has(fine.err, "every step led to what was expected"));
  const Ended wrong =
      program({"run", program.write("w.toml", start + "{ do = \"send a 7\", expect = \"EPIPE\" }]\n")});
  CHECK(wrong.code == 1);
  CHECK(has(wrong.err,
            "server, step 2 \"send a 7\": expected EPIPE, but write(3, \"\\7\\0\\0\\0\", 4) = 4"));
  CHECK(program.left_nothing());
}

TEST_CASE("what was saved can be shown, and given again as a schedule") {
  Program program;
  const std::string trace = program.file("t");
  const Ended ended = program({"run", "queue", "--json", "--save", trace});
  CHECK(ended.code == 0);
  CHECK(Program::read(trace) == ended.out);
  CHECK(ended.out.starts_with("{\"format\":\"sockwalk-trace\""));
  CHECK(program({"show", trace, "--json"}).out == ended.out);
  CHECK(program({"run", "queue", "--json"}).out.size() > 1000);

  const Ended again = program({"run", "queue", "--schedule", trace});
  CHECK(again.code == 0);
  CHECK(has(again.err, "calls, results and states were those of the recording"));
}

TEST_CASE("which process played a run is no difference, also where credentials tell it") {
  Program program;
  const std::string trace = program.file("t");
  REQUIRE(program({"run", "credentials", "--save", trace}).code == 0);
  CHECK(program({"run", "credentials", "--schedule", trace}).code == 0);
}

TEST_CASE("a run that differs from its recording names the first difference") {
  Program program;
  const std::string trace = program.file("t");
  REQUIRE(program({"run", "one-client", "--save", trace}).code == 0);
  std::string text = Program::read(trace);
  const std::string seven = "\"data\":\"\\u0007\\u0000\\u0000\\u0000\"";
  const std::size_t at = text.find(seven);
  REQUIRE(at != std::string::npos);
  text.replace(at, seven.size(), "\"data\":\"\\u0009\\u0000\\u0000\\u0000\"");
  const Ended ended = program({"run", "one-client", "--schedule", program.write("u", text)});
  CHECK(ended.code == 1);
  CHECK(has(ended.err, "sockwalk: turn 7: client 1"));
  CHECK(has(ended.err, "\\7\\0\\0\\0"));
  CHECK(has(ended.err, "\\t\\0\\0\\0"));
  CHECK(has(ended.out, "   7  client 1  write"));
  CHECK_FALSE(has(ended.out, "   8  server"));
  CHECK(program.left_nothing());
}

TEST_CASE("a schedule of turns alone is enough; one that cannot be kept says so") {
  Program program;
  const std::string header = "{\"format\":\"sockwalk-trace\",\"version\":1}\n";
  const auto turns = [&](const std::vector<std::string>& actors) {
    std::string text = header;
    int number = 0;
    for (const auto& actor : actors) {
      ++number;
      text += "{\"seq\":" + std::to_string(number) + ",\"t_ns\":0,\"actor\":\"" + actor +
              "\",\"kind\":\"turn\",\"turn\":" + std::to_string(number) + "}\n";
    }
    return program.write("schedule", text);
  };
  // The clients stand first in the file: it is names that count.
  Ended ended =
      program({"run", "one-client", "--schedule", turns({"client 1", "server", "server"})});
  CHECK_MESSAGE(ended.code == 0, ended.err);
  CHECK(has(ended.out, "   1  client 1  socket(AF_UNIX, SOCK_STREAM, 0) = 3\n   2  server "));

  ended = program({"run", "one-client", "--schedule",
                   turns({"server", "server", "server", "server", "server", "server"})});
  CHECK(ended.code == 2);
  CHECK(has(ended.err,
            "turn 6 of the schedule belongs to Server, who cannot move: asleep in accept"));
  ended = program({"run", "one-client", "--schedule", turns({"client 4"})});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "turn 1 of the schedule belongs to \"client 4\""));
  ended = program({"run", "one-client", "--schedule", turns({"clock"})});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "nobody sleeps in a call that has a time-out"));
  std::vector<std::string> too_long(40, "server");
  too_long.insert(too_long.begin(), {"server", "server", "server", "server", "client 1", "client 1", "client 1"});
  ended = program({"run", "one-client", "--schedule", turns(too_long)});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "of the schedule belongs to Server"));
  ended = program({"walk", "one-client", "--schedule", turns({"server", "client 4"})}, "q\n");
  CHECK(has(ended.out, "turn 2 of the schedule belongs to \"client 4\", and nobody here has that name"));
  check_refused(program, {"run", "one-client", "--schedule", program.write("h", header)},
                "no turn");
  CHECK(program.left_nothing());
}

TEST_CASE("an order that cannot be kept is told, and the run goes on") {
  Program program;
  const std::string rest = "title = \"t\"\n[[client]]\ndoes = [\"socket\", \"close\"]\n[server]\ndoes = [\"a b = pair\"]\n";
  const Ended early = program({"run", program.write("e.toml", "order = \"1 1 1 1 S\"\n" + rest)});
  CHECK(early.code == 0);
  CHECK(has(early.err, "entry 4 of \"order\" belongs to Client 1, who has ended already; it waits, and another moves first"));
  const Ended late = program({"run", program.write("l.toml", "order = \"S S 1 1 1 S\"\n" + rest)});
  CHECK(late.code == 0);
  CHECK(has(late.err, "entry 6 of \"order\" belongs to Server, who has ended already; it was never given"));
  const Ended time = program({"run", program.write("t.toml", "order = \"T\"\n" + rest)});
  CHECK(has(time.err, "entry 1 of \"order\" lets time pass, and nobody sleeps in a call that has a time-out"));
  CHECK_FALSE(has(program({"run", "queue"}).err, "of \"order\""));
}

TEST_CASE("a signal ends a run in order") {
  for (const int signal : {SIGINT, SIGTERM}) {
    Program program;
    const std::string input = program.file("fifo");
    REQUIRE(mkfifo(input.c_str(), 0600) == 0);
    const int keyboard = open(input.c_str(), O_RDWR | O_CLOEXEC);
    const pid_t pid =
        program.start({"walk", "queue"}, input, program.file("out"), program.file("err"));
    while (!has(Program::read(program.file("out")), "Next: ")) usleep(1000);
    CHECK_FALSE(program.left_nothing());
    kill(pid, signal);
    CHECK(program.finish(pid).code == 128 + signal);
    CHECK(program.left_nothing());
    close(keyboard);
  }
}

TEST_CASE("output that nobody takes ends a run in order") {
  Program program;
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  const std::string name = "/proc/" + std::to_string(getpid()) + "/fd/" + std::to_string(ends[1]);
  const pid_t pid =
      program.start({"run", "sum-select", "--json"}, "/dev/null", name, program.file("err"));
  close(ends[1]);
  close(ends[0]);
  const Ended broken = program.finish(pid);
  CHECK(broken.code == 128 + SIGPIPE);
  CHECK(broken.err.empty());
  CHECK(program.left_nothing());
  const Ended full = program.finish(
      program.start({"run", "one-client"}, "/dev/null", "/dev/full", program.file("err")));
  CHECK(full.code == 2);
  CHECK(has(full.err, "No space left on device"));
  CHECK(program.left_nothing());
}

TEST_CASE("output is missed also where a word on standard error came after it") {
  Program program;
  const Ended full =
      program.finish(program.start({"scenarios"}, "/dev/null", "/dev/full", program.file("err")));
  CHECK(full.code == 2);
  CHECK(has(full.err, "No space left on device"));
}

TEST_CASE("a standard descriptor that is closed is given to no file of the run") {
  Program shell("/bin/sh");
  const std::string run = "exec \"$0\" run one-client --json --run-dir \"$1\" ";
  const Ended unread = shell({"-c", run + "<&-", SOCKWALK_PROGRAM, shell.run_dir()});
  CHECK(unread.code == 0);
  // The actors' first descriptor is 3 there, too.
  CHECK(has(unread.out, "\"call\":\"socket\",\"ret\":3"));
  const Ended unheard = shell({"-c", run + ">&-", SOCKWALK_PROGRAM, shell.run_dir()});
  CHECK(unheard.code == 2);
  CHECK(has(unheard.err, "the output could not be written: Bad file descriptor"));
  CHECK(shell.left_nothing());
}

TEST_CASE("a run directory is found wherever its actors go") {
  Program shell("/bin/sh");
  const std::string run = "cd \"$1\" && exec \"$0\" run facts/F6 --run-dir .";
  const Ended ended = shell({"-c", run, SOCKWALK_PROGRAM, shell.run_dir()});
  CHECK_MESSAGE(ended.code == 0, ended.err);
  CHECK(shell.left_nothing());
}

TEST_CASE("two instances at the same time do not meet") {
  Program one;
  Program two;
  const auto start = [](Program& program) {
    return program.start({"run", "sum-select", "--check", "--run-dir", "/tmp"}, "/dev/null",
                         program.file("out"), program.file("err"));
  };
  const pid_t first = start(one);
  const pid_t second = start(two);
  const Ended ended = two.finish(second);
  CHECK(one.finish(first).code == 0);
  CHECK(ended.code == 0);
  CHECK(settled(Program::read(one.file("out"))) == settled(ended.out));
}

TEST_CASE("where the kernel cannot be asked, --check says so and is no failure") {
  Ended ended;
  const bool tried =
      sandboxed([] { return refuse_call_with_argument(SYS_socket, AF_NETLINK, EPERM); },
                [&] {
                  ended = Program()({"run", "one-client", "--check"});
                });
  if (!tried) return skipped("this kernel has no seccomp filters");
  CHECK(ended.code == 0);
  CHECK(has(ended.err, "cannot ask the kernel"));
  CHECK_FALSE(has(ended.err, "agreed"));
}

TEST_CASE("a kernel that does something else than the model thinks is exit code 3") {
  // listen() does nothing here and yet reports success: the model must be caught out.
  Ended ended;
  const bool tried = sandboxed([] { return refuse_call(SYS_listen, 0); },
                               [&] {
                                 ended = Program()({"run", "one-client", "--check"});
                               });
  if (!tried) return skipped("this kernel has no seccomp filters");
  CHECK(ended.code == 3);
  CHECK(has(ended.err, "turn 4: Connection socket, phase: the model says \"listening\""));
  CHECK(has(ended.err, "model and kernel differed in "));
}

TEST_CASE("a run is in XDG_RUNTIME_DIR, else in TMPDIR, where there is room, else in /tmp") {
  Program program;
  const std::string longer = program.file(std::string(90, 'x'));
  const std::string shorter = program.file("short");
  std::filesystem::create_directory(longer);
  std::filesystem::create_directory(shorter);
  const std::string file = program.write("file", "");
  const auto place = [&](const std::string& runtime, const std::string& temporary) {
    program.with({{"XDG_RUNTIME_DIR", runtime}, {"TMPDIR", temporary}});
    const Ended ended = program({"run", "nobody-home", "--json"});
    CHECK_MESSAGE(ended.code == 0, ended.err);
    return lines(ended.out).empty() ? std::string{} : lines(ended.out).front();
  };
  const auto in = [](const std::string& base) { return "\"" + base + "/sockwalk-"; };
  CHECK(has(place(program.run_dir(), shorter), in(program.run_dir())));
  CHECK(has(place("", shorter), in(shorter)));
  CHECK(has(place("short", shorter), in(shorter)));
  CHECK(has(place(file, shorter), in(shorter)));
  CHECK(has(place("", longer), in("/tmp")));
  CHECK(has(place("", file), in("/tmp")));
  CHECK(has(place("", "."), in("/tmp")));
  CHECK(has(place("", ""), in("/tmp")));
  CHECK(std::filesystem::is_empty(shorter));
}

TEST_SUITE_END();
