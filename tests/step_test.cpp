#include "actors/step.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "actors/script.h"
#include "build_paths.h"

using namespace sockwalk;

namespace {

/// What an actor has that made `names`, the first of which is its last socket.
StepVariables variables(std::vector<std::string> names = {"s", "h", "e"}) {
  StepVariables known;
  known.names = std::move(names);
  if (!known.names.empty()) known.socket = known.names.front();
  return known;
}

Step step(const std::string& words) {
  Step read;
  const WordProblem problem = read_step(words, variables(), read);
  REQUIRE_MESSAGE(!problem.refused(), words << ": " << problem.why.words());
  return read;
}

/// `words` are refused at `offset`, with `part` in the sentence.
void check_refused(const std::string& words, std::size_t offset, const std::string& part,
                   const StepVariables& known = variables()) {
  CAPTURE(words);
  Step read;
  read.words = "untouched";
  const WordProblem problem = read_step(words, known, read);
  REQUIRE(problem.refused());
  CHECK(read.words == "untouched");
  CHECK(problem.offset == offset);
  const std::string sentence = problem.why.words();
  CHECK_MESSAGE(sentence.find(part) != std::string::npos, sentence);
}

void check_expect_refused(const std::string& words, std::size_t offset, const std::string& part) {
  CAPTURE(words);
  Expectation read;
  const WordProblem problem = read_expectation(words, variables(), read);
  REQUIRE(problem.refused());
  CHECK(read.empty());
  CHECK(problem.offset == offset);
  const std::string sentence = problem.why.words();
  CHECK_MESSAGE(sentence.find(part) != std::string::npos, sentence);
}

Expectation expectation(const std::string& words) {
  Expectation read;
  const WordProblem problem = read_expectation(words, variables(), read);
  REQUIRE_MESSAGE(!problem.refused(), words << ": " << problem.why.words());
  return read;
}

/// Every verb as one writes it, and the call that a C programmer would write.
const std::map<std::string, std::string> kWritten{
    {"socket", "s = socket(AF_UNIX, SOCK_STREAM, 0);"},
    {"m = socket dgram nonblock cloexec",
     "m = socket(AF_UNIX, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, 0);"},
    {"socket stream protocol=5", "s = socket(AF_UNIX, SOCK_STREAM, 5);"},
    {"x y = pair seqpacket", "socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair /* x, y */);"},
    {"bind demo.sock", "bind(s, &name /* demo.sock */, sizeof name);"},
    {"bind h @{run}/x length=20", "bind(h, &name /* @{run}/x */, 20);"},
    {"bind autobind", "bind(s, &name, sizeof(sa_family_t));"},
    {"listen", "listen(s, 5);"},
    {"listen h {somaxconn}+1", "listen(h, {somaxconn}+1);"},
    {"accept", "h = accept(s, NULL, NULL);"},
    {"g = accept s nonblock", "g = accept4(s, NULL, NULL, SOCK_NONBLOCK);"},
    {"connect", "connect(s, &name /* the server's */, sizeof name);"},
    {"connect ./x", "connect(s, &name /* ./x */, sizeof name);"},
    {"connect {107}", "connect(s, &name /* {107} */, sizeof name);"},
    {"send 7 -8", "write(s, (int[]){7, -8}, 8);"},
    {"write h \"a b\\n\"", "write(h, \"a b\\n\", 4);"},
    {"send 1000 bytes", "write(s, buffer, 1000);"},
    {"ask", "write(s, &zero, 4);"},
    {"receive h", "read(h, &answer, 4);"},
    {"read #4 10", "read(4, buffer, 10);"},
    {"sendto \"x\" to other.sock MSG_DONTWAIT",
     "sendto(s, \"x\", 1, MSG_DONTWAIT, &name /* other.sock */, sizeof name);"},
    {"sendto h 7", "sendto(h, (int[]){7}, 4, 0, NULL, 0);"},
    {"recv 10 MSG_PEEK MSG_DONTWAIT", "recv(s, buffer, 10, MSG_PEEK|MSG_DONTWAIT);"},
    {"sendmsg \"x\" rights=h,s credentials=root MSG_NOSIGNAL",
     "sendmsg(s, &message /* \"x\", 1; SCM_RIGHTS h, s; SCM_CREDENTIALS of user 0 */, "
     "MSG_NOSIGNAL);"},
    {"recvmsg 10 room=2", "recvmsg(s, &message /* 10; room for 2 descriptors: r, r2 */, 0);"},
    {"recvmsg h 10 room=credentials", "recvmsg(h, &message /* 10; room for credentials */, 0);"},
    {"shutdown write", "shutdown(s, SHUT_WR);"},
    {"shutdown h both", "shutdown(h, SHUT_RDWR);"},
    {"x = dup h", "x = dup(h);"},
    {"close", "close(s);"},
    {"nonblock h on", "fcntl(h, F_SETFL, O_NONBLOCK);"},
    {"flags", "fcntl(s, F_GETFL);"},
    {"fdflags", "fcntl(s, F_GETFD);"},
    {"set SO_RCVTIMEO 50",
     "setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &value /* 50 ms */, sizeof value);"},
    {"get h SO_TYPE", "getsockopt(h, SOL_SOCKET, SO_TYPE, &value, &length);"},
    {"ioctl FIONREAD", "ioctl(s, FIONREAD, &value);"},
    {"getsockname", "getsockname(s, &name, &length);"},
    {"getpeername h", "getpeername(h, &name, &length);"},
    {"select s h timeout=0 nfds=9", "select(9, &set /* s, h */, NULL, NULL, &limit /* 0 ms */);"},
    {"poll s:IN h:IN|OUT timeout=50", "poll(set /* s: POLLIN, h: POLLIN|POLLOUT */, 2, 50);"},
    {"epoll", "e = epoll_create1(0);"},
    {"epoll_ctl e add h IN|ET", "epoll_ctl(e, EPOLL_CTL_ADD, h, &event /* EPOLLIN|EPOLLET */);"},
    {"epoll_ctl e del h", "epoll_ctl(e, EPOLL_CTL_DEL, h, &event /* 0 */);"},
    {"epoll_wait e max=1 timeout=0", "epoll_wait(e, events, 1, 0);"},
    {"unlink demo.sock", "unlink(\"demo.sock\");"},
    {"open x read write create", "f = open(\"x\", O_RDWR|O_CREAT, 0666);"},
    {"chmod demo.sock 0600", "chmod(\"demo.sock\", 0600);"},
    {"fchmod h 0640", "fchmod(h, 0640);"},
    {"umask 022", "umask(0022);"},
    {"mkdir sub 0755", "mkdir(\"sub\", 0755);"},
    {"chdir sub", "chdir(\"sub\");"},
    {"become nobody", "setresuid(65534, 65534, 65534);"},
    {"exit 3", "exit(3);"},
    {"limit 5", "/* only descriptors below 5 are free */"},
    {"sigpipe ignore", "signal(SIGPIPE, SIG_IGN);"}};

}  // namespace

TEST_SUITE_BEGIN("step");

TEST_CASE("every verb is read, and shown as the call that a C programmer writes") {
  std::set<Verb> seen;
  for (const auto& [words, c] : kWritten) {
    const Step read = step(words);
    CHECK(read.words == words);
    CHECK(c_text(read) == c);
    seen.insert(read.verb);
  }
  for (const VerbRow& row : all_verbs()) {
    CHECK_MESSAGE(seen.count(row.verb) == 1, row.name);
    CHECK(&row_of(row.verb) == &row);
    CHECK(row.form.find(row.name) != std::string_view::npos);
  }
}

TEST_CASE("the manual has every verb") {
  std::ifstream file(SOCKWALK_SOURCE_DIR "/doc/scenarios.md");
  const std::string manual((std::istreambuf_iterator<char>(file)), {});
  for (const VerbRow& row : all_verbs()) {
    const std::string name(row.name);
    const bool told = manual.find("`" + name) != std::string::npos ||
                      manual.find("= " + name) != std::string::npos;
    CHECK_MESSAGE(told, name);
  }
}

TEST_CASE("what a step makes has a name, its own or the usual one") {
  CHECK(step("socket").makes == std::vector<std::string>{"s"});
  CHECK(step("g = accept").makes == std::vector<std::string>{"g"});
  CHECK(step("pair").makes == std::vector<std::string>{"a", "b"});
  CHECK(step("recvmsg 10 room=3").makes == std::vector<std::string>{"r", "r2", "r3"});
  CHECK(step("x = recvmsg 10 room=2").makes == std::vector<std::string>{"x", "r2"});
  CHECK(step("close").makes.empty());
}

TEST_CASE("a variable is known from the step that makes it") {
  StepVariables known;
  check_refused("read h 4", 5, "no \"socket\" comes before it", known);
  Step read;
  REQUIRE_FALSE(read_step("g = socket", known, read).refused());
  known.after(read);
  REQUIRE_FALSE(read_step("listen", known, read).refused());
  CHECK(read.on.variable == "g");
  check_refused("close f", 6, "has no place in \"close\"", known);
  check_refused("epoll_wait qqq", 11, "no descriptor that an earlier step has made; known are: g, #4",
                known);
}

TEST_CASE("verbs, flags and options that there are not offer the nearest") {
  check_refused("conect", 0, "did you mean \"connect\"? Possible are: socket, pair");
  check_refused("x = soket", 4, "did you mean \"socket\"?");
  check_refused("socket stram", 7, "did you mean \"stream\"? Write: socket [stream|");
  check_refused("socket protocl=5", 7, "did you mean \"protocol\"?");
  check_refused("accept s nonblok", 9, "did you mean \"nonblock\"?");
  check_refused("recv 10 MSG_PEK", 8, "did you mean \"MSG_PEEK\"? Possible are: MSG_DONTWAIT");
  check_refused("get SO_TIPE", 4, "did you mean \"SO_TYPE\"?");
  check_refused("shutdown s wrte", 11, "did you mean \"write\"? Possible are: read, write, both");
  check_refused("poll s:IN h:INN", 12, "did you mean \"IN\"?");
  check_refused("epoll_ctl e ad h IN", 12, "did you mean \"add\"?");
  check_refused("epoll_ctl e add hh IN", 16, "did you mean \"h\"?");
  check_refused("sigpipe ignor", 8, "did you mean \"ignore\"?");
}

TEST_CASE("numbers have limits, and stand where they are needed") {
  check_refused("read s", 0, "\"read\" needs a size; write: read [d] N");
  check_refused("read s ten", 7, "\"ten\" is not a whole number");
  check_refused("read s -1", 7, "-1 is not from 0 to");
  check_refused("read 99999999999999999999", 5, "is not from 0 to");
  check_refused("listen 2147483648", 7, "is not from -2147483648 to 2147483647");
  check_refused("read #x 4", 6, "is not from -1 to 65535");
  check_refused("chmod demo.sock 99", 16, "write it in octal");
  check_refused("bind demo.sock length=0", 22, "is not from 1 to 128");
  check_refused("exit 256", 5, "is not from 0 to 255");
  check_refused("read {somaxconn}+999999999999", 5, "is not from 0 to 16777216");
  check_refused("write s {pid}+999999999999 bytes", 8, "is not from 0 to 16777216");
  check_refused("recvmsg s 4 room={pid}+253", 17, "is not from 0 to 253");
  CHECK(step("listen -1").number == StepNumber{-1});
}

TEST_CASE("names stay in the run's directory, and abstract ones in the run") {
  check_refused("bind /tmp/x", 5, "leaves the run's own private directory");
  check_refused("bind sub/../../x", 5, "leaves the run's own private directory");
  check_refused("bind @x", 5, "put {run} into it");
  check_refused("bind {500}", 5, "write a number from 80 to 108");
  check_refused("unlink @{run}/x", 0, "takes the name of a file");
  check_refused("bind", 0, "\"bind\" needs a name");
  CHECK(step("bind sub/x.sock").name.text == "sub/x.sock");
}

TEST_CASE("a name becomes a path or an abstract name of the run") {
  const auto in_run = [](const std::string& words) {
    return resolved(step("bind " + words).name, "/run/sockwalk-AbCdEf");
  };
  CHECK(in_run("demo.sock") == "/run/sockwalk-AbCdEf/demo.sock");
  CHECK(in_run("./x") == "x");
  CHECK(in_run("@{run}/x") == "sockwalk-AbCdEf/x");
  CHECK(in_run("{107}").size() == 107);
  const StepName cut = step("bind ./demo.sock length=5").name;
  CHECK(address_of(cut, "abcdef").length == 5);
  CHECK(address_of(cut, "abcdef").name == "abc");
  CHECK(address_of(step("bind demo.sock length=2").name, "abcdef").kind == UnixAddress::Kind::unnamed);
  CHECK(address_of(step("connect @{run} length=5").name, "abcdef").name == "ab");
  CHECK(address_of(step("bind ./demo.sock length=40").name, "abcdef").name == "abcdef");
  CHECK(address_of(step("bind autobind").name, "").kind == UnixAddress::Kind::unnamed);
}

TEST_CASE("a length argument does not cut a name so that it leaves its run") {
  const std::string outside = "the run's own private directory has not ended";
  check_refused("bind demo.sock length=12", 22, "length=12 could cut \"demo.sock\" where " + outside);
  check_refused("sendto \"x\" to sub/x length=109", 27, "up to 2 or from 110 on");
  check_refused("connect {107} length=108", 21, "from 109 on");
  check_refused("bind @{run}/x length=17", 21, "write at least 18");
  for (const std::string words : {"bind demo.sock length=110", "bind demo.sock length=2", "bind {107} length=109",
                                  "bind ./demo.sock length=4", "bind @{run}/x length=18", "connect @{run} length=10"}) {
    CHECK(step(words).name.length > 0);
  }
  const StepName counted = step("bind @{run} length=20").name;
  const std::string name = resolved(counted, "/run/sockwalk-AbCdEf");
  CHECK(name == std::string("sockwalk-AbCdEf\0\0", 17));
  CHECK(address_of(counted, name).length == 20);
}

TEST_CASE("variables are small words, as many as the call makes") {
  check_refused("H = accept", 0, "\"H\" cannot be a variable");
  check_refused("read = socket", 0, "is a verb and cannot be a variable");
  check_refused("a b = accept", 0, "makes one descriptor");
  check_refused("a = pair", 0, "makes two descriptors");
  check_refused("x = close", 0, "makes no descriptor that \"x\" could hold");
  check_refused("x =", 0, "an empty step");
}

TEST_CASE("a text stands between quotation marks") {
  CHECK(step("send \"A\\x00\\\"B\"").data.text == std::string("A\0\"B", 4));
  check_refused("send \"AB", 5, "is no text");
  check_refused("send \"A\\qB\"", 5, "is no text");
  check_refused("send", 0, "needs what to send");
  check_refused("sendto to x", 0, "needs what to send");
}

TEST_CASE("every kind of expectation is read") {
  using Kind = ExpectedFact::Kind;
  const std::map<std::string, Kind> kinds{{"4", Kind::value},
                                          {"{somaxconn}+1", Kind::value},
                                          {">0", Kind::above},
                                          {"<5", Kind::below},
                                          {"ok", Kind::ok},
                                          {"EAGAIN", Kind::error},
                                          {"end", Kind::end},
                                          {"killed SIGPIPE", Kind::killed},
                                          {"\"AB\"", Kind::data},
                                          {"= 7 8", Kind::data},
                                          {"value {pid}", Kind::answer},
                                          {"pid {pid}", Kind::pid},
                                          {"uid 0", Kind::uid},
                                          {"rights 2", Kind::rights},
                                          {"flags MSG_TRUNC|MSG_CTRUNC", Kind::message},
                                          {"name demo.sock", Kind::name},
                                          {"name (unnamed)", Kind::name},
                                          {"length 8", Kind::length},
                                          {"s:IN h:IN|HUP", Kind::ready},
                                          {"none", Kind::ready},
                                          {"sleeps", Kind::sleeps}};
  for (const auto& [words, kind] : kinds) {
    const Expectation read = expectation(words);
    CAPTURE(read.words);
    REQUIRE(read.facts.size() == 1);
    CHECK(read.facts[0].kind == kind);
    CHECK(read.sleeps_on == (kind == Kind::sleeps));
  }
  const Expectation both = expectation("sleeps, then EAGAIN");
  REQUIRE(both.facts.size() == 2);
  CHECK(both.facts[1].kind == Kind::error);
  CHECK_FALSE(both.sleeps_on);
}

TEST_CASE("an expectation that is none is refused where it stands") {
  check_expect_refused("", 0, "nothing is expected; write a number");
  check_expect_refused("4,", 2, "nothing is expected");
  check_expect_refused("EAGIAN", 0, "did you mean \"EAGAIN\"? Write a number");
  check_expect_refused("whatever", 0, "is no result that can be expected");
  check_expect_refused("sleps", 0, "did you mean \"sleeps\"?");
  check_expect_refused("4 5", 2, "separate results by commas");
  check_expect_refused("then 4", 0, "after \"sleeps,\" only");
  check_expect_refused("value", 0, "needs a number behind it");
  check_expect_refused("killed SIGPIP", 7, "did you mean \"SIGPIPE\"?");
  check_expect_refused("s:IN x:IN", 5, "\"x\" is no descriptor");
  check_expect_refused("flags MSG_TRUNC|MSG_X", 16, "is no flag of a message");
}

TEST_CASE("cut or broken words are refused or read, and never more") {
  for (const auto& [words, c] : kWritten) {
    for (std::size_t size = 0; size < words.size(); ++size) {
      Step read;
      read_step(words.substr(0, size), variables(), read);
      read_step(words.substr(size), variables(), read);
      Expectation expected;
      read_expectation(words.substr(size), variables(), expected);
    }
  }
}

TEST_CASE("the listing of a script has a line for each step, and exit where no step says so") {
  const Listing listing = script_listing("server", {step("socket"), step("accept s")});
  CHECK(listing.file == "server");
  REQUIRE(listing.lines().size() == 3);
  CHECK(listing.lines()[1].number == 2);
  CHECK(listing.lines()[1].text == "h = accept(s, NULL, NULL);");
  CHECK(listing.lines()[2].text == "exit(0);");
  CHECK(script_listing("x", {step("exit 2")}).lines().size() == 1);
}

TEST_CASE("plain steps of the course are told from others") {
  for (const char* words : {"socket", "connect", "send 7 8", "ask", "receive", "close"}) {
    CHECK_MESSAGE(is_course_step(step(words)), words);
  }
  for (const char* words :
       {"m = socket", "socket dgram", "connect x", "send \"a\"", "close h", "dup"}) {
    CHECK_FALSE_MESSAGE(is_course_step(step(words)), words);
  }
}

TEST_SUITE_END();
