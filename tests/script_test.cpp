#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "event/event_text.h"
#include "run/descriptor_limit.h"
#include "run/expectations.h"
#include "run/listings.h"
#include "played_script.h"
#include "skipped.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("script");

TEST_CASE("a server and a client of scripts talk as their steps say") {
  check_met(R"toml(
[server]
does = ["m = socket", "bind demo.sock", "listen 2", "h = accept m",
        { do = 'read h 10', expect = '"AB"' }, { do = "send h 7 8", expect = "8" },
        { do = "read h 4", expect = "end" }]
[[client]]
does = ["socket", { do = "connect", expect = "0" }, { do = 'send "AB"', expect = "2" },
        { do = "read 8", expect = "= 7 8" }, "close"]
)toml",
            6);
}

TEST_CASE("one actor is enough: pairs, copies, options and questions") {
  check_met(R"toml(
[server]
does = ["a b = pair", { do = "c = dup a", expect = "5" }, { do = "get a SO_PEERCRED", expect = "pid {pid}, uid {uid}" },
        { do = "send b 100 bytes", expect = "100" }, { do = "ioctl a FIONREAD", expect = "value 100" },
        { do = "getsockname a", expect = "name (unnamed)" }, { do = "nonblock a on", expect = "ok" },
        { do = "read a 200", expect = "100" }, { do = "read a 1", expect = "EAGAIN" },
        { do = "shutdown b write", expect = "0" }, { do = "read a 1", expect = "end" },
        { do = "close a", expect = "0" }, { do = "close a", expect = "EBADF" },
        { do = "close #99", expect = "EBADF" }]
)toml",
            13);
}

TEST_CASE("readiness calls tell what is ready, by the variables of the actor") {
  check_met(R"toml(
[server]
does = ["a b = pair", "x y = pair", 'send b "1"', { do = "select a x", expect = "a:IN" },
        { do = "poll a:IN x:IN|OUT", expect = "x:OUT a:IN" }, { do = "poll x:IN timeout=0", expect = "none" },
        "epoll", "epoll_ctl e add a IN", { do = "epoll_wait e", expect = "a:IN" },
        "close b", { do = "epoll_wait e", expect = "a:IN|HUP" }]
)toml",
            5);
}

TEST_CASE("select may be told to look at more numbers than an fd_set has bits") {
  // With a table that large the kernel reads and writes so many bits.
  if (!allow_descriptors(16384).ok()) return skipped("16,384 descriptors are not allowed here");
  const Played played(R"toml(
[server]
does = ["limit 10", "a b = pair", 'send b "1"', "select nfds=16384 timeout=0 a b"]
)toml");
  const auto events = played.walk->timeline().events();
  const auto told = std::ranges::find_if(events, [](const Event& event) {
    return event.kind == EventKind::exit && event.call == Syscall::select;
  });
  REQUIRE(told != events.end());
  CHECK(told->ret == 1);
}

TEST_CASE("descriptors and credentials travel with messages") {
  check_met(R"toml(
[server]
does = ["a b = pair", "x y = pair", { do = 'sendmsg a "1" rights=x,y', expect = "1" },
        { do = "p = recvmsg b 10 room=2", expect = "1, rights 2, flags 0" }, 'send p "over"',
        { do = "read r2 10", expect = '"over"' }, { do = 'sendmsg a "2" rights=x,y', expect = "ok" },
        { do = "recvmsg b 10 room=1", expect = "rights 1, flags MSG_CTRUNC" },
        { do = "set b SO_PASSCRED 1", expect = "0" },
        { do = 'sendmsg a "3" credentials=self', expect = "1" },
        { do = "recvmsg b 10 room=credentials", expect = "pid {pid}, uid {uid}" }]
)toml",
            8);
}

TEST_CASE("names: relative, as long as can be, abstract, none, and of a wrong length") {
  check_met(R"toml(
[server]
does = ["socket", { do = "bind ./rel", expect = "0" }, { do = "getsockname", expect = "name ./rel, length 6" },
        "l = socket", { do = "bind l {107}", expect = "0" }, { do = "getsockname l", expect = "length 110" },
        "x = socket", { do = "bind x @{run}/x", expect = "0" }, { do = "getsockname x", expect = "name @{run}/x" },
        "t = socket dgram", { do = "bind t autobind", expect = "0" }, { do = "getsockname t", expect = "length 8" },
        "w = socket", { do = "bind w wrong length=111", expect = "EINVAL" },
        { do = "bind w wrong length=1", expect = "EINVAL" }, { do = "unlink wrong", expect = "ENOENT" },
        { do = "unlink rel", expect = "0" }]
)toml",
            12);
}

TEST_CASE("who passes credentials has a name from its first message on, also one that reached nobody") {
  const Played played(R"toml(
[server]
does = ["a b = pair seqpacket", "set a SO_PASSCRED 1", 'send a "x"', { do = "getsockname a", expect = "length 8" },
        "s = socket dgram", "set s SO_PASSCRED 1", { do = 'send s "x"', expect = "ENOTCONN" },
        { do = "getsockname s", expect = "length 8" },
        "t = socket dgram", "set t SO_PASSCRED 1", { do = 'sendto t "x" to none length=1', expect = "EINVAL" },
        { do = "getsockname t", expect = "length 2" },
        "u = socket seqpacket", "set u SO_PASSCRED 1", { do = 'send u "x"', expect = "ENOTCONN" },
        { do = "getsockname u", expect = "length 2" }]
)toml");
  CHECK(played.unmet() == "");
  CHECK(played.disagreements() == "");
}

TEST_CASE("a datagram to a relative name arrives where the name lies, and NULs may end an abstract one") {
  const Played played(R"toml(
[server]
does = ["m = socket dgram", "bind m demo.sock", "s = socket dgram", { do = 'sendto s "z" to ./demo.sock', expect = "1" },
        { do = "recv m 4", expect = '"z"' },
        "t = socket", { do = "bind t @{run} length=40", expect = "0" }, "listen t",
        "u = socket", { do = "connect u @{run} length=40", expect = "0" },
        "v = socket", { do = "connect v @{run} length=39", expect = "ECONNREFUSED" }]
)toml");
  CHECK(played.unmet() == "");
  CHECK(played.disagreements() == "");
}

TEST_CASE("files: directories, modes, and names that lead elsewhere") {
  check_met(R"toml(
[[leftover]]
kind = "file"
path = "note"
mode = "0640"
[[leftover]]
kind = "directory"
path = "sub"
[[leftover]]
kind = "symlink"
path = "link"
to = "sub/there.sock"
[[leftover]]
path = "dead.sock"
[server]
does = ["umask 022", { do = "mkdir more 0777", expect = "0" }, { do = "chdir sub", expect = "0" },
        "socket", { do = "bind ./here.sock", expect = "0" }, { do = "chmod sub/here.sock 0600", expect = "0" },
        { do = "f = open note read", expect = "ok" }, { do = "fchmod f 0600", expect = "0" },
        "l = socket", { do = "bind l link", expect = "EADDRINUSE" }, { do = "bind l sub/there.sock", expect = "0" },
        "listen l", "c = socket", { do = "connect c dead.sock", expect = "ECONNREFUSED" },
        { do = "connect c link", expect = "0" }]
)toml",
            10);
}

TEST_CASE("a datagram finds its receiver, and a full queue holds as many as this kernel says") {
  check_met(R"toml(
[server]
does = ["m = socket dgram", "bind demo.sock", "c = socket dgram", "bind c c.sock",
        { do = 'sendto c "hello" to demo.sock', expect = "5" },
        { do = "recv m 3 MSG_TRUNC", expect = "5, name c.sock" }, "connect c",
        { do = "send c 1", repeat = "{max_dgram_qlen}+1", expect = "4" },
        { do = "sendto c 1 MSG_DONTWAIT", expect = "EAGAIN" }]
)toml",
            4);
}

TEST_CASE("a call that sleeps: until somebody comes, until its time is over, for ever") {
  check_met(R"toml(
order = "S S S S 1 1 S S T S"
[server]
does = ["m = socket", "bind demo.sock", "listen", { do = "h = accept m", expect = "sleeps, then 4" },
        "set h SO_RCVTIMEO 20", { do = "read h 4", expect = "sleeps, then EAGAIN" },
        { do = "accept m", expect = "sleeps" }]
[[client]]
does = ["socket", "connect", { do = "read 1", expect = "sleeps" }]
)toml",
            4);
}

TEST_CASE("who writes to a closed connection is killed, unless it ignores SIGPIPE") {
  const std::string rest = R"toml(
[[client]]
does = ["socket", "connect", "close"]
)toml";
  const std::string server = R"toml(
order = "S S S 1 1 1 S S"
[server]
does = ["m = socket", "bind demo.sock", "listen", "h = accept m", )toml";
  check_met(server + "{ do = 'send h 1', expect = 'killed SIGPIPE' }]" + rest, 1);
  check_met(server +
                "'sigpipe ignore', { do = 'send h 1', expect = 'EPIPE' }, { do = 'exit 3', expect "
                "= '3' }]" +
                rest,
            2);
  check_met(server + "{ do = 'send h 1', expect = 'EPIPE' }]\nignore_sigpipe = true" + rest, 1);
}

TEST_CASE("descriptors can be made scarce, by a step or from the start") {
  check_met(R"toml(
[server]
fd_limit = 5
does = [{ do = "socket", expect = "3" }, { do = "t = socket", expect = "4" }, { do = "u = socket", expect = "EMFILE" }]
)toml",
            3);
  check_met("[server]\ndoes = [\"limit 4\", \"socket\", { do = \"dup\", expect = \"EMFILE\" }]\n",
            1);
}

TEST_CASE("another user meets the modes of files") {
  if (::getuid() != 0) return skipped("only root can become another user");
  const Played played(R"toml(
order = "S S S S 1 1 1"
[server]
does = ["socket", "bind demo.sock", "listen", "chmod demo.sock 0600", "accept s"]
[[client]]
name = "stranger"
does = ["become nobody", "socket", { do = "connect", expect = "EACCES" }]
)toml");
  CHECK(played.unmet() == "");
  struct stat directory {};
  REQUIRE(::stat(played.directory().c_str(), &directory) == 0);
  CHECK((directory.st_mode & 0777) == 0711);
}

TEST_CASE("a failure that a script is ready for is no failure of the program") {
  const Played played(R"toml(
[server]
does = ["unlink demo.sock", { do = "socket", expect = "3" }, { do = "accept s", expect = "EINVAL" }, "accept s"]
)toml");
  std::vector<bool> expected;
  for (const Event& event : played.walk->timeline().events()) {
    if (event.failed()) expected.push_back(event.expected);
  }
  // The unlink that found nothing, and the accept that should fail; the last one is a surprise.
  CHECK(expected == std::vector<bool>{true, true, false});
}

TEST_CASE("what is not met is told by actor, step, expectation and what came instead") {
  const Played played(R"toml(
[server]
does = [{ do = "socket", expect = "7" }, { do = "bind demo.sock", expect = "ENOENT" },
        { do = "listen", expect = "0" }, "accept s", { do = "close", expect = "0" }]
)toml");
  const std::string unmet = played.unmet();
  CHECK(unmet.find(
            "server, step 1 \"socket\": expected 7, but socket(AF_UNIX, SOCK_STREAM, 0) = 3\n") !=
        std::string::npos);
  CHECK(unmet.find("server, step 2 \"bind demo.sock\": expected ENOENT, but bind(3, ") !=
        std::string::npos);
  CHECK(unmet.find("step 3") == std::string::npos);
  CHECK(unmet.find("server, step 5 \"close\": expected 0, but the call was never made\n") !=
        std::string::npos);
  CHECK(played.checked().size() == 4);
}

TEST_CASE("a call that sleeps, or does not, is not taken for its opposite") {
  const std::string start = "[server]\ndoes = [\"a b = pair\", ";
  CHECK(Played(start + "{ do = \"read a 1\", expect = \"end\" }]").unmet() ==
        "server, step 2 \"read a 1\": expected end, but read(3, buffer, 1) is still asleep\n");
  CHECK(Played(start + "{ do = \"send a 1\", expect = \"sleeps\" }]")
            .unmet()
            .find("expected sleeps") != std::string::npos);
  CHECK(Played(start + "{ do = \"send a 1\", expect = \"sleeps, then 4\" }]")
            .unmet()
            .find("then 4") != std::string::npos);
}

TEST_CASE("a step that is repeated must be made each time") {
  const std::string script =
      "[server]\ndoes = [\"a b = pair\", { do = \"send a 1\", repeat = 3, expect = \"4\" }]\n";
  CHECK(Played(script).unmet() == "");
  CHECK(Played("order = \"S S crash:S\"\n" + script).unmet() ==
        "server, step 2 \"send a 1\": expected 4, but the call was made 1 times, not 3\n");
}

TEST_CASE("an event names the actor and the line of its script, and the listing is found by it") {
  const Played played("[server]\ndoes = [\"socket\", \"dup\"]\n");
  std::size_t found = 0;
  for (const Event& event : played.walk->timeline().events()) {
    if (event.kind != EventKind::enter) continue;
    REQUIRE(event.file != nullptr);
    const auto listing = find_listing(played.scenario, event.file);
    REQUIRE(listing.ok());
    REQUIRE((*listing)->index_of(event.line) >= 0);
    ++found;
    CHECK(event.line == found);
  }
  CHECK(found == 3);
}

TEST_CASE("a client of plain steps has the course's listing, another its own") {
  const Scenario both = read(R"toml(
[[client]]
does = ["socket", "connect", "send 7", "close"]
[[client]]
name = "second"
does = ["socket", { do = "connect", expect = "0" }]
)toml");
  CHECK(both.clients[0].listing == "client_sum.c");
  CHECK(both.clients[1].listing.empty());
  CHECK(actor_name(both, 2) == "second");
  const auto listing = listing_of(both, 2);
  REQUIRE(listing.ok());
  CHECK((*listing)->file == "second");
}

TEST_SUITE_END();
