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
  CHECK(has(ended.out, "nothing to remove, fine. No earlier run has left a name demo.sock"));
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

TEST_CASE("what is asked for in walk is played again by the trace") {
  Program program;
  const std::string trace = program.file("t");
  const std::string again = program.file("again");
  const std::string played =
      "\n\n\n\n\n\nadd client socket, connect, send 9, close\n"
      "client 1: send 7 8\n2\n2\nclient 2: shutdown write\ncrash client 2\ninterrupt server with restart\n"
      "client 1: d = dup\nclient 1: close d\nclient 1: send \"; ,x\"\n";
  const Ended walked = program({"walk", "one-client"}, played + std::string(40, '\n') + "w " + trace + "\nq\n");
  CHECK(walked.code == 0);
  CHECK(has(walked.out, "You asked for: add client: socket; connect; send 9; close."));
  CHECK(has(walked.out, "Client 2 has ended, killed by SIGKILL."));
  CHECK(has(walked.out, "Saved to "));
  const Ended run = program({"run", "one-client", "--schedule", trace, "--save", again, "--check"});
  CHECK(run.code == 1);  // for the crash alone
  CHECK_MESSAGE(has(run.err, "Client 2 has ended, killed by SIGKILL"), run.err);
  CHECK_MESSAGE(!has(run.err, "the recording has"), run.err);
  const std::vector<std::string> turns = lines(program({"show", again}).out);
  CHECK(turns.size() == lines(program({"show", trace}).out).size());
  CHECK(has(program({"walk", trace}, "e\nb\nb\ncontinue from here\nq\n").out, "Live, after turn "));
  CHECK(program.left_nothing());
}

TEST_CASE("walk refuses what cannot be, and goes on where it stood") {
  Program program;
  const Ended ended = program({"walk", "one-client"},
                              "client 1: sned 7\nclient 1: send ?\n1: ?\nb\n\nh\ncrash client 1\nhelp\nq\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "\"sned\" is no verb; did you mean \"send\"?"));
  CHECK(has(ended.out, "client 1: send 7 – Send numbers\n"));
  CHECK(has(ended.out, "crash client 1 – Crash\n"));
  CHECK(has(ended.out, "You are looking back at turn 0 of 1"));
  CHECK(has(ended.out, "add client socket, connect, send 7, ask, receive, close"));
}

TEST_CASE("an unknown word is unknown while one looks back, and in a recording, too") {
  Program program;
  const std::string trace = program.file("t");
  const Ended ended = program({"walk", "one-client"},
                              "\n\nh\nwombat\nbakc\nclient 1: sned 7\ncrash client 7\nclient 1: send 7\nw " +
                                  trace + "\nq\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "\"wombat\" is neither an actor nor a command; write an actor and a step, like "
                       "\"client 1: send 7\", or one of: crash, interrupt, time, add client, help, step, back,"));
  CHECK(has(ended.out, "\"bakc\" is neither an actor nor a command; did you mean \"back\"?"));
  CHECK(has(ended.out, "\"sned\" is no verb; did you mean \"send\"?"));
  CHECK(has(ended.out, "Nobody here is called \"client 7\""));
  CHECK(has(ended.out, "\nYou are looking back at turn 0 of 2, and what is past only repeats"));
  const std::size_t looking = ended.out.find("You are looking back");
  CHECK(ended.out.find("You are looking back", looking + 1) == std::string::npos);

  const Ended recorded = program({"walk", trace}, "contnue\nclient 1: send 7\nq\n");
  CHECK(has(recorded.out, "did you mean \"continue\"?"));
  CHECK(has(recorded.out, "\nThis is a recording, and it only repeats"));
}

TEST_CASE("walk takes its words in capitals, asks for a missing file's name, and knows exit") {
  Program program;
  const std::string trace = program.file("t");
  const Ended ended = program({"walk", "one-client"}, "\nB\nHELP\nw\nw  " + trace + "  \nExit\n\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "w FILE: save"));
  CHECK(has(ended.out, "Write w and a file's name"));
  CHECK(has(ended.out, "Saved to " + trace + ".\n"));
  CHECK_FALSE(has(ended.out, "means nothing"));
  CHECK_FALSE(has(ended.out, "Turn 2"));
}

TEST_CASE("walk says who cannot move, and that nobody can") {
  Program program;
  const std::string scenario = program.write("d.toml", kDeadlock);
  const Ended ended = program({"walk", scenario}, "\n\n\n\n0\n0\n" + std::string(9, '\n') + "q\n");
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "Server cannot move: asleep in accept"));
  CHECK(has(ended.out, "Nobody can move: whoever is left sleeps."));
  CHECK(has(ended.out, "Server and client 1 wait for each other"));
  CHECK(has(ended.out, "add client socket, connect, receive, close – Add a client\n"));
  CHECK(has(ended.out, "interrupt server – Interrupt (no SA_RESTART)\n"));
  CHECK_FALSE(has(ended.out, "\ntime – "));
  const Ended out = program({"walk", scenario}, "\n\n\n\n0\n0\n" + std::string(9, '\n') + "interrupt client 1\nq\n");
  CHECK(has(out.out, "EINTR"));
  CHECK(has(out.out, "Next: Client 1, close(3)."));
}

TEST_SUITE_END();
