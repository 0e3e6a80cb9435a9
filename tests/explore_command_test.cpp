#include <doctest/doctest.h>

#include <filesystem>

#include "program_story.h"
#include "run/schedule.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("explore_command");

TEST_CASE("explore tells the outcome, and keeps a run that leads to it") {
  Program program;
  const std::string out = program.file("orders");
  const Ended ended = program({"explore", "one-client", "--out", out});
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "Outcome 1, as it should be: 1 of 1 orders led to it\n"));
  CHECK(has(ended.out, "  client 1: received 15; exit status 0\n"));
  CHECK(has(ended.err, "every order was tried"));
  CHECK(program.left_nothing());
  const std::string file = out + "/outcome-1.trace";
  const Ended again = program({"run", "one-client", "--schedule", file, "--check"});
  CHECK(again.code == 0);
  CHECK(has(again.err, "those of the recording"));
  CHECK(has(program({"walk", "one-client", "--schedule", file}, "q\n").out, "This is the end."));
  CHECK(has(program({"walk", file}, "e\nq\n").out, "This is the end."));
}

TEST_CASE("a deadlock is named, and its schedule leads to it") {
  Program program;
  const std::string scenario = program.write("deadlock.toml", kDeadlock);
  const std::string out = program.file("orders");
  const Ended ended = program({"explore", scenario, "--out", out});
  CHECK(ended.code == 1);
  CHECK(has(ended.out, "  ! server and client 1 wait for each other: both in read\n"));
  const Ended again = program({"run", scenario, "--schedule", out + "/outcome-1.trace"});
  CHECK(again.code == 1);
  CHECK(has(again.err, "nobody can move any more"));
}

TEST_CASE("JSON has an object an outcome, and one that says how far it went") {
  Program program;
  const Ended ended = program({"explore", "queue", "--limit", "5", "--json", "--out", program.file("o")});
  CHECK(ended.code == 0);
  const auto objects = lines(ended.out);
  REQUIRE(objects.size() == 2);
  CHECK(objects[0].starts_with("{\"outcome\":1,\"orders\":"));
  CHECK(has(objects[0], "{\"name\":\"client 2\",\"received\":[30],\"failed\":[],\"end\":\"exited\",\"status\":0}"));
  CHECK(objects[1].starts_with("{\"orders\":5,"));
  CHECK(has(ended.err, "not every order was tried"));
}

TEST_CASE("what is in the way stays, and what is asked for wrongly is said") {
  Program program;
  std::filesystem::create_directory(program.file("mine"));
  program.write("mine/precious", "keep");
  check_refused(program, {"explore", "one-client", "--out", program.file("mine")}, "--out DIR");
  CHECK(Program::read(program.file("mine/precious")) == "keep");
  check_refused(program, {"explore"}, "sockwalk explore needs the name of a scenario");
  check_refused(program, {"explore", "one-client", "--limit", "0"}, "--limit 0");
  check_refused(program, {"explore", "one-client", "--limit", "many"}, "\"many\"");
  check_refused(program, {"explore", "one-cleint"}, "did you mean one-client");
  check_refused(program, {"walk", "one-client", "--schedule", program.file("none")}, "none");
}

TEST_CASE("an interrupt ends the exploration with what was found so far") {
  Program program;
  const std::string out = program.file("orders");
  const std::string in = program.write("in", "");
  const pid_t pid = program.start({"explore", "sum-select", "--limit", "100000", "--out", out}, in,
                                  program.file("out"), program.file("err"));
  while (std::filesystem::is_empty(program.run_dir())) ::usleep(1000);
  ::kill(pid, SIGINT);
  const Ended ended = program.finish(pid);
  CHECK(ended.code == 128 + SIGINT);
  CHECK(has(ended.err, "this is what was found so far"));
  CHECK(program.left_nothing());
}

TEST_SUITE_END();
