#include "handle_structure.h"

#include <doctest/doctest.h>
#include <poll.h>
#include <sys/epoll.h>

#include "event_script.h"

TEST_SUITE_BEGIN("handle_structure");

namespace sockwalk {
namespace {

using Kind = HandleStructure::Kind;

HandleStructure structure_of(const EventScript& script) {
  Timeline timeline;
  timeline.append(script.events());
  return handle_structure(script.model(), timeline, timeline.last_seq());
}

}  // namespace

TEST_CASE("select: the bits below nfds, those asked for and those ready") {
  EventScript s;
  listening_server(s).enter_select({3, 5});
  HandleStructure structure = structure_of(s);
  CHECK(structure.kind == Kind::fd_set);
  CHECK(structure.asleep);
  REQUIRE(structure.entries.size() == 6);
  CHECK_FALSE(structure.entries[4].asked);
  CHECK(structure.entries[5].asked);
  s.exit_select({5});
  structure = structure_of(s);
  CHECK_FALSE(structure.asleep);
  CHECK(structure.entries[5].ready);
  CHECK_FALSE(structure.entries[3].ready);
}

TEST_CASE("poll: the array in its order, with what came") {
  EventScript s;
  listening_server(s).enter_poll({{3, POLLIN, 0}, {4, POLLIN, 0}, {-1, POLLIN, 0}});
  s.exit_poll({{4, POLLIN, POLLIN}});
  const HandleStructure structure = structure_of(s);
  CHECK(structure.kind == Kind::poll_array);
  CHECK(structure.nfds == 3);
  REQUIRE(structure.entries.size() == 3);
  CHECK(structure.entries[0].text == "3 IN");
  CHECK(structure.entries[1].text == "4 IN → IN");
  CHECK(structure.entries[1].ready);
  CHECK_FALSE(structure.entries[2].asked);
}

TEST_CASE("epoll: the interest list, and what is on the ready list now") {
  EventScript s;
  listening_server(s).epoll_create(4).epoll_ctl(4, EPOLL_CTL_ADD, 3, EPOLLIN);
  CHECK_FALSE(structure_of(s).entries.at(0).ready);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  const HandleStructure structure = structure_of(s);
  CHECK(structure.kind == Kind::epoll);
  CHECK(structure.fd == 4);
  CHECK(structure.entries.at(0) == HandleStructure::Entry{3, "3 IN", true, true});
}

TEST_CASE("threads: who serves which handle, and who is asleep in a call") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  s.as_thread("handler 1", "server").enter_read(4);
  const HandleStructure structure = structure_of(s);
  CHECK(structure.kind == Kind::threads);
  CHECK(structure.entries.at(0) == HandleStructure::Entry{4, "4: Handler 1", true, true});
}

TEST_CASE("a server with one handle keeps no such structure") {
  EventScript s;
  listening_server(s).accept(3, 4);
  CHECK(structure_of(s).kind == Kind::none);
}

}  // namespace sockwalk

TEST_SUITE_END();
