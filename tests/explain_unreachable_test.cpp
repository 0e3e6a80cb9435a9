#include <cerrno>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

/// The server has number 3 of a pair; the other end lies in a message to itself.
EventScript& end_in_its_own_queue(EventScript& s) {
  return s.as("server").socketpair(3, 4).sendmsg(3, "x", {4}).close(4);
}

const Rows kRows{
    {"unix(7)", "explain.close.unreachable", [](EventScript& s) { end_in_its_own_queue(s); }},
    {"unix(7)", "explain.write.unreachable",
     [](EventScript& s) { end_in_its_own_queue(s).write(3, "y"); }},
    {"unix(7)", "explain.read.collected",
     [](EventScript& s) { end_in_its_own_queue(s).read(3, ""); }},
    {"unix(7)", "loss.collected",
     [](EventScript& s) { end_in_its_own_queue(s).enter_write(3, "y").exit(0, EPIPE); }},
    {"unix(7)", "loss.collected",
     [](EventScript& s) { end_in_its_own_queue(s).read(3, "", ECONNRESET); }},
    {"unix(7)", "explain.close.in_flight",
     [](EventScript& s) { s.as("server").socketpair(3, 4).sendmsg(4, "x", {4}).close(4); }},
};

}  // namespace

const Rows& explanation_rows::unreachable() { return kRows; }

TEST_SUITE_BEGIN("explain_unreachable");

TEST_CASE("Sockets that nobody can reach, and the kernel that closes them some time") {
  check(kRows);
}

TEST_SUITE_END();

}  // namespace sockwalk
