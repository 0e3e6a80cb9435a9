#include "model/model.h"

#include <doctest/doctest.h>

#include "event_script.h"

TEST_SUITE_BEGIN("model");

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";

/// A server with client 1 connected on handle 4, as most stories go on.
EventScript& connected(EventScript& s) {
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  return s.as("server").accept(3, 4);
}

TEST_CASE("a connection socket is created, bound and listening") {
  EventScript s;
  CHECK(s.as("server").socket(3).phase("server", 3) == Phase::created);
  CHECK(s.bind(3, kPath).phase("server", 3) == Phase::bound);
  CHECK(s.listen(3, 5).phase("server", 3) == Phase::listening);
  CHECK(s.at("server", 3).backlog == 5);
  CHECK(s.at("server", 3).role() == SocketRole::connection);
}

TEST_CASE("connect makes the server's end, which waits without a number") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  const Socket& client = s.at("client 1", 3);
  const Socket& end = s.model().sockets[client.peer];
  CHECK(phase_of(client) == Phase::connected);
  CHECK(phase_of(end) == Phase::in_accept_queue);
  CHECK(end.role() == SocketRole::server_data);
  CHECK(end.holders.empty());
  CHECK(end.id == SocketId{s.id("client 1"), 0, 2});
  CHECK(end.address.name == kPath);
  CHECK(s.at("server", 3).accept_queue == std::vector{client.peer});
}

TEST_CASE("accept gives the oldest queued end its number") {
  EventScript s;
  listening_server(s);
  for (const auto name : {"client 1", "client 2"}) s.as(name).socket(3).connect(3, kPath);
  s.as("server").accept(3, 4);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 4)) == s.id("client 1"));
  CHECK(s.phase("server", 4) == Phase::connected);
  CHECK(s.at("server", 4).holders == std::vector{Holder{0, 4}});
  CHECK(s.at("server", 3).accept_queue.size() == 1);
}

TEST_CASE("accept takes the end whose client unix_diag names") {
  EventScript s;
  listening_server(s);
  for (const auto name : {"client 1", "client 2"}) s.as(name).socket(3).connect(3, kPath);
  const std::uint32_t second = s.at("client 2", 3).inode;
  s.as("server").enter_accept(3).exit_opened(4, 0, 900, second);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 4)) == s.id("client 2"));
  CHECK(s.model().find_inode(900) == s.model().socket_of(kServer, 4));
}

TEST_CASE("an inode that is known goes before one that is not") {
  EventScript s;
  listening_server(s).as("client 1").enter_socket().exit(3).connect(3, kPath);
  s.as("client 2").socket(3).connect(3, kPath);
  const std::uint32_t second = s.at("client 2", 3).inode;
  s.as("server").enter_accept(3).exit_opened(4, 0, 900, second).enter_accept(3);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 4)) == s.id("client 2"));
  s.exit_opened(5, 0, 901, 555);
  CHECK(client_of(s.model(), s.model().socket_of(kServer, 5)) == s.id("client 1"));
}

TEST_CASE("a connection that nobody here asked for is accepted without a client") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath);
  s.as("server").enter_accept(3).exit_opened(4, 0, 900, 777);
  CHECK(s.at("server", 4).peer == kNoSocket);
  CHECK(s.at("server", 4).role() == SocketRole::server_data);
  CHECK(s.at("server", 4).id == SocketId{kServer, 0, 4});
  CHECK(s.at("server", 3).accept_queue.size() == 1);
  CHECK(socket_title(s.model(), s.model().socket_of(kServer, 4)) ==
        "Data socket for an unknown client");
}

TEST_CASE("bytes wait in the receive buffer of a queued end") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).write(3, "abcd");
  const Socket& end = s.model().sockets[s.at("client 1", 3).peer];
  CHECK(end.unread_bytes == 4);
  CHECK(end.unread.front().written_by == s.last_enter().seq);
  s.as("server").accept(3, 4);
  CHECK(s.at("server", 4).unread_bytes == 4);
}

TEST_CASE("a stream is read across writes, and a part of one") {
  EventScript s;
  connected(s).as("client 1").write(3, "abcd").write(3, "efgh");
  s.as("server").read(4, "abcdef");
  const Socket& end = s.at("server", 4);
  CHECK(end.unread_bytes == 2);
  REQUIRE(end.unread.size() == 1);
  CHECK(end.unread[0].bytes == 2);
  CHECK(std::to_integer<char>(end.unread[0].data[0]) == 'g');
  CHECK(end.bytes_received == 6);
  CHECK(s.at("client 1", 3).bytes_sent == 8);
  CHECK(end.last_message == s.last().seq);
}

TEST_CASE("a record is read whole, what does not fit is gone") {
  EventScript s;
  s.as("server").socket(3, 0, 5).bind(3, kPath).listen(3, 5);
  s.as("client 1").socket(3, 0, 5).connect(3, kPath).write(3, "abcdefgh").write(3, "ij");
  s.as("server").accept(3, 4).read(4, "abcd");
  CHECK(s.at("server", 4).unread_bytes == 2);
}

TEST_CASE("only the recorded bytes of a long write are kept, but all are counted") {
  EventScript s;
  connected(s).as("client 1").write(3, std::string(100, 'x'));
  s.as("server").read(4, std::string(50, 'x'));
  CHECK(s.at("server", 4).unread_bytes == 50);
  CHECK(s.at("server", 4).unread[0].data.size() == 14);
}

TEST_CASE("of a short write only what was written arrives") {
  EventScript s;
  connected(s).as("client 1").enter_write(3, "abcd").exit(2);
  CHECK(s.at("server", 4).unread_bytes == 2);
  CHECK(s.at("server", 4).unread[0].data.size() == 2);
}

TEST_CASE("what is unread counts in the size of a copy while it is there") {
  EventScript s;
  const std::size_t before = connected(s).model().bytes();
  s.as("client 1").write(3, "abcd").write(3, "efgh");
  const std::size_t two = s.model().bytes();
  const std::size_t one = s.as("server").read(4, "abcd").model().bytes();
  CHECK(two - one == one - before);
  CHECK(one > before);
  const std::size_t written = s.close(4).model().bytes();
  CHECK(written < before);
  EventScript other;
  CHECK(connected(other).close(4).model().bytes() == written);
}

TEST_CASE("the last holder's close closes the socket and tells the peer") {
  EventScript s;
  connected(s).as("client 1").close(3);
  CHECK(s.phase("server", 4) == Phase::peer_closed);
  CHECK(s.at("server", 4).shut_receive);
  CHECK(s.at("server", 4).shut_send);
  CHECK_FALSE(s.at("server", 4).reset);
  CHECK(phase_of(s.model().sockets[s.at("server", 4).peer]) == Phase::closed);
  CHECK(s.model().socket_of(s.id("client 1"), 3) == kNoSocket);
}

TEST_CASE("who closes with bytes unread resets the peer, once") {
  EventScript s;
  connected(s).as("client 1").write(3, "abcd").as("server").close(4);
  CHECK(s.at("client 1", 3).reset);
  s.as("client 1").read(3, "", ECONNRESET);
  CHECK_FALSE(s.at("client 1", 3).reset);
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
}

TEST_CASE("closing the listener resets the queued clients and leaves the accepted alone") {
  EventScript s;
  connected(s).as("client 2").socket(3).connect(3, kPath).as("server").close(3);
  CHECK(s.at("client 2", 3).reset);
  CHECK(s.phase("client 2", 3) == Phase::peer_closed);
  CHECK(s.model().sockets[s.at("client 2", 3).peer].closed);
  CHECK(s.phase("client 1", 3) == Phase::connected);
}

TEST_CASE("a client that leaves keeps its place in the queue") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kPath).write(3, "abcd").close(3);
  CHECK(s.at("server", 3).accept_queue.size() == 1);
  s.as("server").accept(3, 4);
  CHECK(s.phase("server", 4) == Phase::peer_closed);
  CHECK(s.at("server", 4).unread_bytes == 4);
}

TEST_CASE("the end of an actor closes what it left open") {
  EventScript s;
  connected(s).as("client 2").socket(3).connect(3, kPath).as("server").leaves();
  CHECK(s.model().actors[kServer].state == ActorState::gone);
  CHECK(s.model().tables[kServer].descriptors.empty());
  CHECK(s.phase("client 1", 3) == Phase::peer_closed);
  CHECK(s.at("client 2", 3).reset);
  CHECK(s.model().open_sockets().size() == 2);
}

TEST_CASE("connect is seen as connecting until it returns") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).enter_connect(3, kPath);
  CHECK(s.phase("client 1", 3) == Phase::connecting);
  CHECK(s.model().actors[1].state == ActorState::in_call);
  CHECK(s.exit(0, ECONNREFUSED).phase("client 1", 3) == Phase::created);
  CHECK(s.connect(3, kPath).phase("client 1", 3) == Phase::connected);
}

TEST_CASE("a connect whose exit is lost is over when the next call begins") {
  EventScript s;
  s.as("client 1").socket(3).enter_connect(3, kPath).enter_read(3);
  CHECK(s.phase("client 1", 3) == Phase::created);
}

TEST_CASE("a failed call changes nothing but the actor's last exit") {
  EventScript s;
  connected(s).as("client 1").write(3, "abcd").as("server");
  const auto sockets = [&] {
    Model copy = s.model();
    for (Actor& actor : copy.actors) actor.call = actor.last_exit = Event();
    for (Actor& actor : copy.actors) actor.calls = 0;
    return copy.hash();
  };
  const std::uint64_t before = sockets();
  s.socket(9, EMFILE).bind(3, "/run/other.sock", EINVAL).listen(3, 9, EINVAL).accept(3, 9, EMFILE);
  s.read(4, "", EINTR).write(4, "abcd", EPIPE).close(77, EBADF).unlink(kPath, EACCES);
  CHECK(sockets() == before);
  CHECK(s.model().actors[kServer].last_exit.error == EACCES);
}

TEST_CASE("names come with bind, go with unlink, and outlive their socket") {
  EventScript s;
  listening_server(s);
  const UnixAddress address = s.with_address(kPath).address;
  CHECK(s.model().file_name(kPath)->socket == s.model().bound_to(address));
  s.close(3);
  CHECK(s.model().file_name(kPath)->exists);
  CHECK(s.model().file_name(kPath)->socket == kNoSocket);
  s.unlink(kPath);
  CHECK_FALSE(s.model().file_name(kPath)->exists);
  CHECK(s.model().bound_to(address) == kNoSocket);
}

TEST_CASE("a name that is unlinked leads nowhere, though its socket goes on listening") {
  EventScript s;
  listening_server(s).unlink(kPath);
  CHECK(s.phase("server", 3) == Phase::listening);
  CHECK(s.at("server", 3).address.name == kPath);
  CHECK(s.model().bound_to(s.at("server", 3).address) == kNoSocket);
}

TEST_CASE("who closes takes no name from the one that is bound there now") {
  EventScript s;
  listening_server(s).unlink(kPath).as("server 2").socket(3).bind(3, kPath);
  const SocketIndex second = s.model().socket_of(s.id("server 2"), 3);
  CHECK(s.as("server").close(3).model().file_name(kPath)->socket == second);
}

TEST_CASE("a name left over stands in the way until it is unlinked and bound again") {
  EventScript s;
  s.leftover(kPath).as("server").socket(3).bind(3, kPath, EADDRINUSE);
  CHECK(s.model().file_name(kPath)->exists);
  CHECK(s.phase("server", 3) == Phase::created);
  s.unlink(kPath).bind(3, kPath);
  CHECK(s.model().names.size() == 1);
  CHECK(s.model().bound_to(s.at("server", 3).address) == s.model().socket_of(kServer, 3));
}

TEST_CASE("a relative name is another name in another directory") {
  EventScript s;
  s.stands_in("/run").as("server").socket(3).bind(3, "demo.sock").listen(3, 5);
  CHECK(s.model().file_name(kPath)->socket == s.model().socket_of(kServer, 3));
  s.stands_in("/run/sub").as("client 1").socket(3).connect(3, "demo.sock", ENOENT);
  CHECK(s.model().file_name("/run/sub/demo.sock") == nullptr);
  s.stands_in("/").connect(3, "run/demo.sock");
  CHECK(s.at("server", 3).accept_queue.size() == 1);
  s.unlink("run/demo.sock");
  CHECK_FALSE(s.model().file_name(kPath)->exists);
}

TEST_CASE("connect follows a symbolic link, bind and unlink do not") {
  EventScript s;
  s.leftover("/run/link", "demo.sock").leftover("/run/far", "/run/link");
  listening_server(s).as("client 1").socket(3).connect(3, "/run/far");
  CHECK(s.at("server", 3).accept_queue.size() == 1);
  CHECK(s.model().bound_to(s.with_address("/run/link").address) == kNoSocket);
  s.unlink("/run/link");
  CHECK(s.model().file_name(kPath)->exists);
  s.bind(3, "/run/link");
  CHECK(s.model().followed(s.with_address("/run/far").address) == s.at("client 1", 3).address);
}

TEST_CASE("symbolic links that lead in a circle lead nowhere") {
  EventScript s;
  s.leftover("/run/a", "/run/b").leftover("/run/b", "/run/a").as("client 1").socket(3);
  s.connect(3, "/run/a", ELOOP);
  CHECK(s.model().bound_to(s.model().followed(s.with_address("/run/a").address)) == kNoSocket);
}

TEST_CASE("an abstract name goes with the socket that bound it") {
  EventScript s;
  s.as("server").socket(3).bind(3, "@demo").listen(3, 5);
  s.as("client 1").socket(3).connect(3, "@demo").as("server").accept(3, 4);
  const UnixAddress address = s.at("server", 4).address;
  CHECK(s.model().bound_to(address) == s.model().socket_of(kServer, 3));
  s.close(3);
  CHECK(s.model().bound_to(address) == kNoSocket);
  CHECK(s.model().names.empty());
}

TEST_CASE("a number that is used again names the new socket") {
  EventScript s;
  connected(s).as("client 1").close(3).socket(3);
  CHECK(s.phase("client 1", 3) == Phase::created);
  CHECK(s.at("client 1", 3).id == SocketId{s.id("client 1"), 0, 4});
  CHECK(s.model().files.size() == 3);
}

TEST_CASE("the server's own array is what its notes tell") {
  EventScript s;
  s.as("server").slots(3).slot(0, 3, 0).slot(1, 4, 15);
  CHECK(s.model().handles.actor == kServer);
  REQUIRE(s.model().handles.slots.size() == 3);
  CHECK(s.model().handles.slots[1] == Slot{4, 15, s.last().seq});
  CHECK(s.model().handles.slots[2].fd == -1);
  CHECK(s.as("client 1").slot(1, 9, 9).model().handles.slots[1].fd == 4);
}

TEST_CASE("the twelve steps are ticked in order") {
  EventScript s;
  s.as("server");
  const auto done = [&] { return s.model().actors[kServer].steps_done; };
  CHECK(s.unlink(kPath, ENOENT, true).model().actors[kServer].steps_done == 0b1);
  CHECK(s.socket(3).step(3).bind(3, kPath).listen(3, 5).model().turn == 0);
  CHECK(done() == 0b1'1111);
  s.as("client 1").socket(3).connect(3, kPath).write(3, "abcd").as("server");
  s.accept(3, 4).read(4, "abcd").write(4, "abcd").write(4, "abcd");
  CHECK(done() == 0b1111'1111);
  CHECK(s.model().actors[kServer].step_counts[7] == 2);
  s.close(4).close(3).unlink(kPath).leaves();
  CHECK(done() == 0b1111'1111'1111);
}

TEST_CASE("a step that failed is not done, and clients have none") {
  EventScript s;
  s.as("server").unlink(kPath, EACCES).socket(3).bind(3, kPath, EADDRINUSE);
  CHECK(s.model().actors[kServer].steps_done == 0b10);
  CHECK(s.ends(0, 13).model().actors[kServer].steps_done == 0b10);
  s.as("client 1").socket(3);
  CHECK(s.model().actors[1].steps_done == 0);
}

TEST_CASE("sockets have the names people use") {
  EventScript s;
  connected(s);
  const auto title = [&](std::string_view name, int fd) {
    return socket_title(s.model(), s.model().socket_of(s.id(name), fd));
  };
  CHECK(title("server", 3) == "Connection socket");
  CHECK(title("server", 4) == "Data socket for client 1");
  CHECK(title("client 1", 3) == "Client 1's socket");
  CHECK(holder_of(s.model(), s.model().socket_of(kServer, 4)) == kServer);
}

TEST_CASE("phases have a word for people and one for programs") {
  CHECK(phase_name(Phase::in_accept_queue) == "in accept queue");
  CHECK(phase_id(Phase::in_accept_queue) == "in_accept_queue");
  CHECK(phase_name(Phase::half_closed_sent) == "half-closed (sent)");
  CHECK(phase_id(Phase::closed) == "closed");
  CHECK(phase_id(Phase::created) == "created");
}

TEST_CASE("a copy does not follow the model that it was made of") {
  EventScript s;
  connected(s);
  const Model copy = s.model();
  const std::uint64_t before = copy.hash();
  s.as("client 1").write(3, "abcd").close(3);
  CHECK(copy.hash() == before);
  CHECK(s.model().hash() != before);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
