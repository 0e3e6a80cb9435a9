#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <thread>

#include "program_story.h"
#include "run/machine_check.h"
#include "skipped.h"
#include "syscall_filter.h"

using namespace sockwalk;

namespace {

/// The line of that check, as JSON.
std::string line_of(const std::string& out, const std::string& check) {
  for (const std::string& line : lines(out)) {
    if (has(line, "{\"check\":\"" + check + "\"")) return line;
  }
  return {};
}

/// Its findings as JSON in a sandbox that `enter` puts this thread's children into; nothing where the
/// kernel has none.
template <class Enter>
Ended in_sandbox(Program& program, Enter enter) {
  Ended ended;
  std::thread([&] {
    if (enter()) ended = program({"doctor", "--json"});
  }).join();
  if (ended.code < 0) skipped("the kernel has no seccomp filters");
  return ended;
}

}  // namespace

TEST_SUITE_BEGIN("doctor");

TEST_CASE("a sandbox without close_range is found out") {
  Program program;
  const Ended ended = in_sandbox(program, [] { return refuse_call(SYS_close_range, EPERM); });
  if (ended.code < 0) return;
  CHECK(ended.code == 1);
  CHECK(has(line_of(ended.out, "close_range"), "\"verdict\":\"missing\""));
  CHECK(has(line_of(ended.out, "close_range"), "EPERM"));
  CHECK(has(line_of(ended.out, "close_range"), "seccomp"));
}

TEST_CASE("without unix_diag all runs, and what is lost is said") {
  Program program;
  const Ended ended =
      in_sandbox(program, [] { return refuse_call_with_argument(SYS_socket, AF_NETLINK, EPERM); });
  if (ended.code < 0) return;
  CHECK(ended.code == 0);
  CHECK(has(line_of(ended.out, "unix_diag"), "\"verdict\":\"limited\""));
  CHECK(has(line_of(ended.out, "unix_diag"), "modprobe unix_diag"));
}

TEST_CASE("on a machine that runs these tests, nothing that is needed is missing") {
  Program program;
  const Ended text = program({"doctor"});
  CAPTURE(text.out);
  CHECK(text.code == 0);
  for (const char* check : {"kernel", "close_range", "proc", "run_directory", "assets"}) {
    CAPTURE(check);
    CHECK(has(text.out, "fine     " + std::string(check) + " "));
  }
  CHECK(has(text.err, "all that is needed is there"));
  CHECK(program.left_nothing());
  const Ended json = program({"doctor", "--json"});
  CHECK(json.code == 0);
  CHECK(json.err.empty());
  CHECK(has(line_of(json.out, "kernel"), "\"verdict\":\"fine\",\"found\":\"Linux "));
  CHECK_FALSE(has(line_of(json.out, "kernel"), "remedy"));
}

TEST_CASE("what is missing comes with its remedy and exit code 1") {
  Program program;
  program.with({{"SOCKWALK_ASSETS", program.run_dir()}});
  const Ended ended = program({"doctor", "--json"});
  CHECK(ended.code == 1);
  CHECK(has(line_of(ended.out, "assets"), "\"verdict\":\"missing\",\"found\":\"no scenarios in "));
  CHECK(has(line_of(ended.out, "assets"), "\"remedy\":\"install sockwalk wholly"));
  CHECK(has(ended.err, "something that is needed is missing: assets"));
}

TEST_CASE("a directory whose name is too long for a socket is found out") {
  Program program;
  const std::string longer = program.file(std::string(120, 'x'));
  std::filesystem::create_directory(longer);
  program.with({{"XDG_RUNTIME_DIR", longer}});
  const Ended ended = program({"doctor", "--json"});
  CHECK(ended.code == 1);
  CHECK(has(line_of(ended.out, "run_directory"), "\"verdict\":\"missing\""));
  CHECK(has(line_of(ended.out, "run_directory"), "set XDG_RUNTIME_DIR or TMPDIR"));
  CHECK(std::filesystem::is_empty(longer));
}

TEST_CASE("few file descriptors limit, and say so") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit few = before;
  few.rlim_cur = 200;
  Program program;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  const Ended ended = program({"doctor", "--json"});
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(ended.code == 0);
  CHECK(has(line_of(ended.out, "descriptors"), "\"verdict\":\"limited\",\"found\":\"only 200 "));
  CHECK(has(line_of(ended.out, "descriptors"), "ulimit -n 1024"));
}

TEST_CASE("without sockwalk-gui beside it, the window is what is limited") {
  Program maker;
  const std::string copy = maker.file("sockwalk");
  std::filesystem::copy_file(SOCKWALK_PROGRAM, copy);
  Program program(copy);
  program.with({{"PATH", maker.file("nowhere")}});
  const Ended ended = program({"doctor", "--json"});
  CHECK(ended.code == 0);
  CHECK(has(line_of(ended.out, "window"), "\"verdict\":\"limited\",\"found\":\"there is no sockwalk-gui"));
}

TEST_CASE("a window's program that dies is survived") {
  Program maker;
  const std::string copy = maker.file("sockwalk");
  std::filesystem::copy_file(SOCKWALK_PROGRAM, copy);
  maker.write("sockwalk-gui", "#!/bin/sh\nprintf 'fine\\tfonts\\there\\t\\nnonsense\\n'\nkill -SEGV $$\n");
  std::filesystem::permissions(maker.file("sockwalk-gui"), std::filesystem::perms::owner_all);
  Program program(copy);
  const Ended ended = program({"doctor", "--json"});
  CHECK(ended.code == 0);
  CHECK(has(line_of(ended.out, "fonts"), "\"found\":\"here\""));
  CHECK(has(line_of(ended.out, "window"), "died while it looked for a display and OpenGL (SIGSEGV)"));
  CHECK(has(line_of(ended.out, "window"), "LIBGL_ALWAYS_SOFTWARE=1"));
  CHECK_FALSE(has(ended.out, "nonsense"));
}

TEST_CASE("a check survives being a line") {
  const MachineCheck check{"display", MachineCheck::Verdict::limited, "two\tfields\nand a line", "a remedy"};
  const auto read = read_tab_line(tab_line(check));
  REQUIRE(read);
  CHECK(read->name == "display");
  CHECK(read->verdict == MachineCheck::Verdict::limited);
  CHECK(read->found == "two fields and a line");
  CHECK(read->remedy == "a remedy");
  for (const char* line : {"", "fine", "fine\ta\tb", "fine\ta\tb\tc\td", "well\ta\tb\tc"}) {
    CAPTURE(line);
    CHECK_FALSE(read_tab_line(line).has_value());
  }
}

TEST_SUITE_END();
