#include <doctest/doctest.h>

#include "event_script.h"

TEST_SUITE_BEGIN("hash");

namespace sockwalk {
namespace {

/// A short run whose private directory is `directory`; inodes start where `first_inode` says.
Model run_in(const std::string& directory, EventScript& s, std::uint32_t first_inode) {
  const std::string path = directory + "/demo.sock";
  s.as("server").enter_socket().exit_opened(3, 0, first_inode).bind(3, path).listen(3, 5);
  s.as("client 1").enter_socket().exit_opened(3, 0, first_inode + 1).connect(3, path);
  s.as("server").enter_accept(3).exit_opened(4, 0, first_inode + 2, first_inode + 1);
  return s.model();
}

TEST_CASE("two runs of one schedule hash alike, whatever their directory and inodes") {
  EventScript one, other;
  const Model first = run_in("/run/user/0/sockwalk-a1", one, 500);
  const Model second = run_in("/tmp/sockwalk-b22", other, 9000);
  CHECK(first.hash("/run/user/0/sockwalk-a1") == second.hash("/tmp/sockwalk-b22"));
  CHECK(first.hash() != second.hash());
}

TEST_CASE("the directory is left out of abstract names too") {
  EventScript one, other;
  one.as("server").socket(3).bind(3, "@/run/a/demo");
  other.as("server").socket(3).bind(3, "@/run/bbb/demo");
  CHECK(one.model().hash("/run/a") == other.model().hash("/run/bbb"));
  CHECK(one.model().hash() != other.model().hash());
}

TEST_CASE("and so is its own name, which is all that abstract names have of it") {
  EventScript one, other;
  one.as("server").socket(3).bind(3, "@sockwalk-a1/demo");
  other.as("server").socket(3).bind(3, "@sockwalk-b22/demo");
  CHECK(one.model().hash("/run/sockwalk-a1") == other.model().hash("/tmp/sockwalk-b22"));
  CHECK(one.model().hash("/run/sockwalk-a1") != other.model().hash("/tmp/other"));
}

TEST_CASE("time, pid and tid do not count") {
  EventScript s;
  s.as("server").socket(3);
  Model later;
  for (Event event : s.events()) {
    event.t_ns += 12345;
    if (event.kind == EventKind::start) event.args = {9000, 9001};
    later.apply(event);
  }
  CHECK(later.hash() == s.model().hash());
}

TEST_CASE("an event with nothing in its parts is one without parts, as a trace has it") {
  EventScript s;
  s.as("server").socket(3).enter_accept(3);
  Model with = s.model();
  with.actors[0].call.parts = nullptr;
  const std::uint64_t without = with.hash();
  const EventParts nothing;
  with.actors[0].call.parts = &nothing;
  CHECK(with.hash() == without);
}

TEST_CASE("every fact counts") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, "/run/demo.sock").write(3, "abcd");
  s.as("server").slots(2).slot(0, 3, 0).accept(3, 4);
  const Model& model = s.model();
  const auto differs = [&](auto change) {
    Model changed = model;
    change(changed);
    return changed.hash() != model.hash();
  };
  const SocketIndex end = model.socket_of(kServer, 4);
  const auto socket_differs = [&](auto change) {
    return differs([&](Model& m) { change(m.sockets.edit(end)); });
  };
  CHECK(socket_differs([](Socket& it) { it.type = 5; }));
  CHECK(socket_differs([](Socket& it) { it.address.name = "/run/other.sock"; }));
  CHECK(socket_differs([](Socket& it) { it.queued = true; }));
  CHECK(socket_differs([](Socket& it) { it.peer_gone = true; }));
  CHECK(socket_differs([](Socket& it) { it.shut_send = true; }));
  CHECK(socket_differs([](Socket& it) { it.reset = true; }));
  CHECK(socket_differs([](Socket& it) { it.closed = true; }));
  CHECK(socket_differs([](Socket& it) { it.peer = 0; }));
  CHECK(socket_differs([](Socket& it) { it.accept_queue = {1}; }));
  CHECK(socket_differs([](Socket& it) { it.unread_bytes = 3; }));
  CHECK(socket_differs([](Socket& it) { it.unread.clear(); }));
  CHECK(socket_differs([](Socket& it) { it.holders[0].fd = 5; }));
  CHECK(socket_differs([](Socket& it) { it.bytes_received = 1; }));
  CHECK(socket_differs([](Socket& it) { it.read_ahead = 1; }));
  CHECK(socket_differs([](Socket& it) { it.reset_ahead = true; }));
  CHECK(differs([](Model& it) { it.turn = 7; }));
  CHECK(differs([](Model& it) { it.mover = 7; }));
  CHECK(differs([](Model& it) { it.actors[1].state = ActorState::gone; }));
  CHECK(differs([](Model& it) { it.actors[1].last_exit.ret = 9; }));
  CHECK(differs([](Model& it) { it.actors[0].step_counts[5] = 9; }));
  CHECK(differs([](Model& it) { it.tables[0].descriptors.pop_back(); }));
  CHECK(differs([](Model& it) { it.names[0].exists = false; }));
  CHECK(differs([](Model& it) { it.handles.slots[1].fd = 4; }));
  CHECK(differs([](Model& it) { it.handles.slots[0].result = 4; }));
  CHECK_FALSE(socket_differs([](Socket& it) { it.inode = 77; }));
  CHECK_FALSE(socket_differs([](Socket& it) { it.changed = it.last_message = 77; }));
}

TEST_CASE("which bytes are unread counts") {
  EventScript one, other;
  for (EventScript* s : {&one, &other}) {
    listening_server(*s).as("client 1").socket(3).connect(3, "/run/demo.sock");
  }
  one.write(3, "abcd");
  other.write(3, "abce");
  CHECK(one.model().hash() != other.model().hash());
}

TEST_CASE("a name that the kernel chose differs from run to run and does not count") {
  const auto named = [](std::string_view name) {
    EventScript s;
    PartsDraft unnamed;
    unnamed.address.kind = UnixAddress::Kind::unnamed;
    s.as("server").socket(3).enter(Syscall::bind, {3}, unnamed).exit(0).getsockname(3, name);
    return s.model().hash();
  };
  CHECK(named("@0001f") == named("@00020"));
  CHECK(named("@0001f") != named("@other"));
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
