#include <doctest/doctest.h>

#include <string>

#include "program_story.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("walk_command");

TEST_CASE("show knows the state after every event") {
  Program program;
  const std::string trace = program.file("t");
  REQUIRE(program({"run", "queue", "--save", trace}).code == 0);
  const Ended state = program({"show", trace, "--turn", "13", "--json"});
  CHECK(state.code == 0);
  CHECK(lines(state.out).size() == 1);
  CHECK(has(state.out, "{\"name\":\"client 2\",\"table\":2,\"state\":\"ready\",\"call\":null}"));
  CHECK(has(state.out, "\"role\":\"connection\",\"phase\":\"listening\""));
  CHECK(has(state.out, "\"backlog\":5,\"accept_queue\":[\"client 2/2/0\"]"));
  CHECK(has(state.out, "\"phase\":\"in_accept_queue\""));
  CHECK(has(state.out, "\"unread_bytes\":8}"));
  CHECK(has(state.out,
            "{\"actor\":\"server\",\"slot\":1,\"fd\":4,\"client\":\"client 1\","
            "\"phase\":\"connected\",\"unread_bytes\":0,\"result\":1}"));
  CHECK(program({"show", trace, "--at", "0", "--json"}).out.starts_with("{\"seq\":0,\"turn\":0,"));

  const Ended text = program({"show", trace, "--turn", "13"});
  CHECK(has(text.out, "Data socket for client 2: in accept queue, no handle"));
  check_refused(program, {"show", trace, "--turn", "99"}, "its last is 51");
  check_refused(program, {"show", trace, "--at", "9999"}, "there is no event 9999");
}

TEST_CASE("of a damaged trace what is good is shown") {
  Program program;
  const std::string trace = program.file("t");
  REQUIRE(program({"run", "one-client", "--save", trace}).code == 0);
  const std::string text = Program::read(trace);
  const std::string cut = program.write("cut", text.substr(0, text.size() / 2));
  const Ended ended = program({"show", cut});
  CHECK(ended.code == 1);
  CHECK(has(ended.out, "listen(3, 5) = 0"));
  CHECK(lines(ended.err).size() == 1);
  CHECK(has(ended.err, "cut"));
  check_refused(program, {"run", "one-client", "--schedule", cut}, "cut");
}

TEST_CASE("explain says what errors and calls mean") {
  Program program;
  const Ended named = program({"explain", "econnrefused"});
  CHECK(named.code == 0);
  CHECK(named.out.starts_with("ECONNREFUSED (111): Connection refused\n"));
  CHECK(program({"explain", "111"}).out == named.out);
  const Ended call = program({"explain", "accept"});
  CHECK(call.out.starts_with("accept(2): accept(fd)\n"));
  CHECK(has(call.out, "may fall asleep"));
  CHECK(program({"explain", "accept(2)"}).out == call.out);
  CHECK(has(program({"explain", "bind"}).out, "created → succeeds → bound: "));
}

TEST_CASE("walk steps, looks back, gives turns and lists the state") {
  Program program;
  const Ended ended = program({"walk", "one-client"}, "\n\n1\nb\n9\nz\nl\n?\nq\n");
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  CHECK(has(ended.out, "One client, twelve steps\n"));
  CHECK(has(ended.out, "Next: Server, unlink(demo.sock). "));
  CHECK(has(ended.out, "Turn 2: Server.\n"));
  CHECK(has(ended.out, "Turn 3: Client 1.\nClient 1 makes a stream socket: descriptor 3."));
  CHECK(has(ended.out, "There is no actor 9"));
  CHECK(has(ended.out, "\"z\" means nothing here"));
  CHECK(has(ended.out, "After event "));
  CHECK(has(ended.out, "w FILE: save"));
  CHECK_FALSE(has(ended.out, "\x1b"));
  CHECK(program.left_nothing());
}

TEST_CASE("walk reaches the end by Enter alone and says what to do next") {
  Program program;
  const std::string trace = program.file("t");
  const Ended ended = program({"walk", "one-client"}, std::string(30, '\n') + "w " + trace + "\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "Turn 22: "));
  CHECK(has(ended.out, "This is the end."));
  CHECK(has(ended.out, "Then open sum-select"));
  CHECK(has(ended.out, "Saved to "));
  const Ended recorded = program({"walk", trace}, "e\nb\n1\nc\n\nq\n");
  CHECK(recorded.code == 0);
  CHECK(has(recorded.out, "This is a recording: Client 1 can only repeat."));
  CHECK(has(recorded.out, "Live, after turn 21.\n"));
  CHECK(has(recorded.out, "Turn 22: Client 1.\n"));
  CHECK(program.left_nothing());
}

TEST_CASE("walk says who cannot move, and that nobody can") {
  Program program;
  const std::string scenario = program.write("d.toml", kDeadlock);
  const Ended ended = program({"walk", scenario}, "\n\n\n\n0\n0\n" + std::string(9, '\n') + "q\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "Server cannot move: asleep in accept"));
  CHECK(has(ended.out, "Nobody can move: each waits for another."));
}

TEST_SUITE_END();
