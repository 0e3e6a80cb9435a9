#include <doctest/doctest.h>

#include <string>

#include "played_script.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("script_time_out");

TEST_CASE("a time-out is told as it was set, and holds for a copy of the number") {
  check_met(R"toml(
order = "S S S S S S T"
[server]
does = ["a b = pair", { do = "set a SO_RCVTIMEO 5000", expect = "0" }, { do = "get a SO_RCVTIMEO", expect = "value 5000" },
        "c = dup a", { do = "get c SO_RCVTIMEO", expect = "value 5000" }, { do = "recv c 4", expect = "sleeps, then EAGAIN" }]
)toml",
            4);
}

TEST_CASE("a time-out that is set after dup holds for both numbers, whichever it was set through") {
  check_met(R"toml(
order = "S S S S S S T S S S T"
[server]
does = ["a b = pair", "c = dup a", { do = "set c SO_RCVTIMEO 5000", expect = "0" },
        { do = "get a SO_RCVTIMEO", expect = "value 5000" }, { do = "get b SO_RCVTIMEO", expect = "value 0" },
        { do = "recv a 4", expect = "sleeps, then EAGAIN" },
        "set a SO_RCVTIMEO 70", "close a", { do = "recv c 4", expect = "sleeps, then EAGAIN" },
        "a = socket", { do = "get a SO_RCVTIMEO", expect = "value 0" }]
)toml",
            6);
}

TEST_CASE("a time-out holds for whoever receives the socket") {
  check_met(R"toml(
[server]
does = ["socket", "bind demo.sock", "listen", "h = accept", "a b = pair", "set a SO_RCVTIMEO 5000", "sendmsg h \"x\" rights=a", "read h 4"]
[[client]]
does = ["socket", "connect", "r = recvmsg s 1 room=1", { do = "get r SO_RCVTIMEO", expect = "value 5000" },
        { do = "recv r 4", expect = "sleeps, then EAGAIN" }]
)toml",
            2);
}

TEST_SUITE_END();
