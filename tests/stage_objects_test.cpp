#include <doctest/doctest.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>

#include "event_script.h"
#include "stage_layout.h"
#include "stage_metrics.h"
#include "stage_picture.h"

TEST_SUITE_BEGIN("stage_objects");

namespace sockwalk {
namespace {

/// The stage in a small and in a large window. Nothing may be wrong in either.
StageLayout lay_out(const Model& model) {
  StageLayout layout;
  for (const StagePoint& size : {StagePoint{612, 440}, StagePoint{1560, 1000}}) {
    const StageMetrics metrics = metrics_at(1);
    StageInput input;
    input.model = &model;
    input.metrics = &metrics;
    input.width = size.x;
    input.height = size.y;
    layout = lay_out_stage(input);
    const StagePicture picture(layout, model);
    CAPTURE(size.x);
    CHECK_MESSAGE(picture.faults().empty(), picture.first());
  }
  return layout;
}

bool says(const StageLayout& layout, std::string_view text) {
  return std::ranges::any_of(layout.texts, [&](const StageText& one) { return one.text == text; });
}

std::size_t count_of(const StageLayout& layout, StageBox::Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(layout.boxes, kind, &StageBox::kind));
}

std::vector<const StageWire*> peers_of(const StageLayout& layout) {
  std::vector<const StageWire*> wires;
  for (const StageWire& wire : layout.wires) {
    if (wire.kind == StageWire::Kind::peer) wires.push_back(&wire);
  }
  return wires;
}

}  // namespace

TEST_CASE("threads that share the server's table stand behind one fence") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  s.as_thread("handler 1", "server").read(4, "");
  s.as_thread("handler 2", "server").enter_accept(3);
  const StageLayout layout = lay_out(s.model());
  REQUIRE(layout.strips.size() == 2);
  CHECK(layout.strips[0].actor == kServer);
  CHECK(layout.strips[0].sharers == std::vector<ActorId>{2, 3});
  CHECK(layout.strips[1].actor == 1);
  for (const ActorId actor : {kServer, ActorId{2}, ActorId{3}}) {
    const StageRect& box = layout.boxes[layout.box_of_actor(actor)].rect;
    CHECK(layout.strips[0].rect.left <= box.left);
    CHECK(layout.strips[0].rect.right >= box.right);
  }
  CHECK(says(layout, "thread of process A"));
  CHECK(layout.jacks.size() == 3);
  CHECK(layout.asleep.size() == 1);
}

TEST_CASE("the ends of a pair are joined, one actor's or two actors'") {
  EventScript s;
  s.as("server").socketpair(3, 4).write(3, "fine");
  CHECK(peers_of(lay_out(s.model())).size() == 1);
  EventScript client;
  client.as("server").as("client 1").socketpair(3, 4);
  const StageLayout layout = lay_out(client.model());
  CHECK(peers_of(layout).size() == 1);
  CHECK(says(layout, "Client 1's end 2 of a pair"));
}

TEST_CASE("half of a connection that is closed is drawn as such") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  CHECK_FALSE(peers_of(lay_out(s.model()))[0]->shut_back);
  s.as("client 1").shutdown(3, SHUT_WR);
  const StageLayout layout = lay_out(s.model());
  REQUIRE(peers_of(layout).size() == 1);
  CHECK(peers_of(layout)[0]->shut_back);  // from the server's end to the client's
  CHECK_FALSE(peers_of(layout)[0]->shut_there);
}

TEST_CASE("a queue of datagrams keeps their boundaries, also that of an empty one") {
  EventScript s;
  s.as("server").socket(3, 0, SOCK_DGRAM).bind(3, "/run/demo.sock");
  s.as("client 1").socket(3, 0, SOCK_DGRAM);
  s.sendto(3, "one", "/run/demo.sock").sendto(3, "", "/run/demo.sock").sendto(3, "two!", "/run/demo.sock");
  const StageLayout layout = lay_out(s.model());
  REQUIRE(layout.chips.size() == 3);
  for (const StageChip& chip : layout.chips) CHECK(chip.message);
  CHECK(layout.chips[1].text == "0 B");
  CHECK(says(layout, "3 messages"));
  CHECK(says(layout, "name demo.sock"));
}

TEST_CASE("a socket that only a message keeps stands without a number where it will arrive") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  s.as("client 1").socketpair(5, 6).sendmsg(3, "take this", {5});
  StageLayout layout = lay_out(s.model());
  CHECK(says(layout, "also in flight in a message"));
  s.close(5);
  layout = lay_out(s.model());
  CHECK(says(layout, "in flight, no number"));
  const auto box = std::ranges::find_if(layout.boxes, [&](const StageBox& one) {
    return one.kind == StageBox::Kind::data && one.socket == s.model().sockets[s.model().socket_of(1, 6)].peer;
  });
  REQUIRE(box != layout.boxes.end());
  CHECK(box->actor == kServer);
  const auto carries = [](const StageChip& chip) { return chip.text.ends_with("+ 1 fd"); };
  CHECK(std::ranges::count_if(layout.chips, carries) == 1);
}

TEST_CASE("a socket of two actors is drawn once; the other's number leads to what says so") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").accept(3, 4);
  s.as("client 1").socketpair(5, 6).sendmsg(3, "take this", {5});
  s.as("server").recvmsg(4, "take this", {5});
  const StageLayout layout = lay_out(s.model());
  CHECK(count_of(layout, StageBox::Kind::reference) == 1);
  CHECK(says(layout, "also Server's 5"));
  CHECK(says(layout, "Client 1's 5"));
}

TEST_CASE("two numbers for one socket lead to one box") {
  EventScript s;
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock").dup(3, 7);
  const StageLayout layout = lay_out(s.model());
  CHECK(says(layout, "numbers 3, 7: one socket"));
  CHECK(count_of(layout, StageBox::Kind::client) == 1);
}

TEST_CASE("an epoll instance shows whom it watches and who is ready") {
  EventScript s;
  listening_server(s);
  s.epoll_create(4).epoll_ctl(4, EPOLL_CTL_ADD, 3, EPOLLIN);
  StageLayout layout = lay_out(s.model());
  REQUIRE(layout.tags.size() == 1);
  CHECK(layout.tags[0].text == "3 IN");
  CHECK_FALSE(layout.tags[0].ready);
  CHECK(says(layout, "epoll instance"));
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  layout = lay_out(s.model());
  REQUIRE(layout.tags.size() == 2);
  CHECK(layout.tags[0].ready);
  CHECK(layout.tags[1].text == "3 IN");
}

TEST_CASE("a name without a file says so") {
  EventScript s;
  PartsDraft parts;
  parts.address = {UnixAddress::Kind::abstract, "demo", 7};
  s.as("server").socket(3).enter(Syscall::bind, {3}, parts).exit(0).listen(3, 5);
  const StageLayout layout = lay_out(s.model());
  CHECK(count_of(layout, StageBox::Kind::abstract_name) == 1);
  CHECK(says(layout, "no file"));
  CHECK_FALSE(says(layout, "a name, size 0"));
}

TEST_CASE("the accept queue says how many may wait, and why one more than was asked for") {
  EventScript s;
  listening_server(s, 5);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  const StageLayout layout = lay_out(s.model());
  CHECK(says(layout, "accept queue · 1 of 6"));
  CHECK(says(layout, "backlog 5, Linux admits one more"));
}

}  // namespace sockwalk

TEST_SUITE_END();
