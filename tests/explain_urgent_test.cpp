#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>

#include "explanation_rows.h"

namespace sockwalk {
namespace {

using namespace explanation_rows;

EventScript& urgent(EventScript& s, std::string_view bytes) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  return s.as("client 1").enter(Syscall::sendto, {3, size, MSG_OOB}, s.with_data(bytes)).exit(size);
}
/// "abc" with an urgent c, and then the server acts.
EventScript& abc(EventScript& s) { return urgent(connected(s), "abc").as("server"); }
/// An urgent byte alone.
EventScript& alone(EventScript& s) { return urgent(connected(s), "x").as("server"); }
EventScript& taken(EventScript& s) { return alone(s).recvfrom(4, "x", MSG_OOB); }

const Rows kRows{
    {"send(2)", "explain.urgent.sent", [](EventScript& s) { abc(s).as("client 1"); }},
    {"send(2)", "explain.urgent.sent_alone", [](EventScript& s) { alone(s).as("client 1"); }},
    {"send(2)", "explain.urgent.sent_again", [](EventScript& s) { urgent(abc(s), "de"); }},
    {"send(2)", "explain.urgent.sent_lost",
     [](EventScript& s) { urgent(served_client(s).enter_read(4), "x"); }},
    {"send(2)", "explain.urgent.behind",
     [](EventScript& s) { abc(s).as("client 1").write(3, "de"); }},
    {"send(2)", "loss.urgent.empty",
     [](EventScript& s) {
       fails(connected(s), Syscall::sendto, {3, 0, MSG_OOB}, EOPNOTSUPP);
     }},
    {"send(2)", "loss.flags",
     [](EventScript& s) {
       fails(connected(s, kRecord), Syscall::sendto, {3, 1, MSG_OOB}, EOPNOTSUPP);
     }},
    {"recv(2)", "explain.urgent.taken", [](EventScript& s) { abc(s).recvfrom(4, "c", MSG_OOB); }},
    {"recv(2)", "explain.urgent.shown",
     [](EventScript& s) { abc(s).recvfrom(4, "c", MSG_OOB | MSG_PEEK); }},
    {"recv(2)", "loss.urgent.none",
     [](EventScript& s) {
       fails(served_client(s), Syscall::recvfrom, {4, 1, MSG_OOB}, EINVAL);
     }},
    {"recv(2)", "explain.urgent.stopped", [](EventScript& s) { abc(s).read(4, "ab"); }},
    {"recv(2)", "explain.urgent.stopped_at_place",
     [](EventScript& s) { abc(s).recvfrom(4, "c", MSG_OOB).read(4, "ab"); }},
    {"recv(2)", "explain.urgent.passed",
     [](EventScript& s) { alone(s).as("client 1").write(3, "de").as("server").read(4, "de"); }},
    {"recv(2)", "explain.urgent.passed_end",
     [](EventScript& s) { alone(s).as("client 1").close(3).as("server").read(4, ""); }},
    {"recv(2)", "explain.urgent.passed_nothing",
     [](EventScript& s) { alone(s).recvfrom(4, "", MSG_DONTWAIT, EAGAIN); }},
    {"recv(2)", "loss.urgent.nothing_there",
     [](EventScript& s) { taken(s).recvfrom(4, "", MSG_DONTWAIT, EAGAIN); }},
    {"recv(2)", "loss.urgent.nothing_there",
     [](EventScript& s) { alone(s).recvfrom(4, "", MSG_DONTWAIT | MSG_PEEK, EAGAIN); }},
    {"recv(2)", "explain.read.slept",
     [](EventScript& s) {
       alone(s).enter_read(4).as("client 1").write(3, "de").as("server");
       exit_slept(s, 2, 0, s.with_data("de"));
     }},
    {"poll(2)", "explain.poll.ready", [](EventScript& s) { polls(alone(s), POLLIN | POLLPRI); }},
    {"poll(2)", "explain.poll.ready", [](EventScript& s) { polls(abc(s), POLLIN | POLLPRI); }},
    {"poll(2)", "explain.poll.ready", [](EventScript& s) { polls(taken(s), POLLIN); }},
    {"unix(7)", "explain.urgent.counted_passed",
     [](EventScript& s) {
       alone(s).as("client 1").write(3, "de").as("server").read(4, "de");
       told(s, Syscall::ioctl, {4, FIONREAD}, 1);
     }},
};

}  // namespace

const Rows& explanation_rows::urgent_bytes() { return kRows; }

TEST_SUITE_BEGIN("explain_urgent");

TEST_CASE("The urgent byte of a stream, as it is sent, taken and passed over") { check(kRows); }

TEST_SUITE_END();

}  // namespace sockwalk
