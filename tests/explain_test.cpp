#include "model/explain.h"

#include <cerrno>
#include <set>
#include <string>

#include "event/syscall.h"
#include "explanation.h"

namespace sockwalk {

TEST_SUITE_BEGIN("explain");

TEST_CASE("socket: the lowest free number, in a table of one's own") {
  EventScript s;
  CHECK(
      explained(s.as("server").socket(3)) ==
      "socket() made a socket in the kernel and gave the server the lowest free number for it: 3, "
      "because 0, 1 and 2 are standard input, output and error. It has no name and no connection "
      "yet.");
  CHECK(explained(s.as("client 1").socket(3)) ==
        "socket() made a socket in the kernel and gave Client 1 the lowest free number for it: 3. "
        "The 3 of the server is another socket: every process has its own table of numbers.");
  CHECK(explained(s.socket(4)).find("the lowest free number for it: 4.") != std::string::npos);
}

TEST_CASE("bind: a name is a file of size 0, or lives in the kernel alone") {
  EventScript s;
  CHECK(explained(s.as("server").socket(3).bind(3, kDemo)) ==
        "bind() made the name demo.sock in the file system, a file of type socket and size 0, and "
        "tied it to socket 3. Who connects now is still refused: listen() was not called.");
  CHECK(explained(s.socket(4).bind(4, "@demo")) ==
        "bind() gave socket 4 the abstract name @demo. It lives in the kernel alone: no file, no "
        "permissions, and it is free again as soon as the socket is closed.");
  PartsDraft autobind;
  autobind.address.kind = UnixAddress::Kind::unnamed;
  s.socket(5).enter(Syscall::bind, {5}, autobind).exit(0);
  CHECK(explained(s).find("so the kernel chose one") != std::string::npos);
}

TEST_CASE("listen: backlog and one more; again; out of range") {
  EventScript s;
  CHECK(explained(s.as("server").socket(3).bind(3, kDemo).listen(3, 5)) ==
        "Socket 3 is a connection socket now (the course's master socket): connect() to demo.sock "
        "works. Its accept queue has room for the backlog, 5, and one more: 6 in all.");
  CHECK(explained(s.listen(3, 9)) ==
        "Socket 3 listened already; listen() only set a new backlog. Its accept queue now has room "
        "for the backlog, 9, and one more: 10 in all.");
  CHECK(explained(s.listen(3, -1)).find("net.core.somaxconn") != std::string::npos);
}

TEST_CASE("connect returns before accept") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kDemo);
  CHECK(explained(s) ==
        "connect() is done, without waiting for accept(): it made the server's end, a new data "
        "socket, and put it in the accept queue of demo.sock, at place 1. Client 1 may write "
        "already.");
  s.as("client 2").socket(3).connect(3, kDemo);
  CHECK(explained(s).find("at place 2. Client 2 may") != std::string::npos);
}

TEST_CASE("connect wakes a server that sleeps in accept or in select") {
  EventScript s;
  listening_server(s).enter_accept(3).as("client 1").socket(3).connect(3, kDemo);
  CHECK(explained(s).find("it ended the sleep of the server in accept().") != std::string::npos);
  s.as("server").exit_opened(4).enter_select({3, 4}).as("client 2").socket(3).connect(3, kDemo);
  CHECK(explained(s).find("it ended the sleep of the server in select().") != std::string::npos);
}

TEST_CASE("connect wakes nobody who waits for something else") {
  EventScript s;
  served_client(s).enter_select({4}).as("client 2").socket(3).connect(3, kDemo);
  CHECK(explained(s).find("connect() is done, without waiting for accept()") == 0);
}

TEST_CASE("The same socket connects after it failed") {
  EventScript s;
  s.as("client 1").socket(3).connect(3, kDemo, ENOENT);
  listening_server(s).as("client 1").connect(3, kDemo);
  CHECK(explained(s) ==
        "This time there is a listener on demo.sock, and the same socket could try again: the "
        "connect() that failed had left it as it was. A new data socket stands in the accept "
        "queue, at place 1.");
}

TEST_CASE("connect that slept before a full queue") {
  EventScript s;
  listening_server(s, 0).as("client 1").socket(3).connect(3, kDemo);
  s.as("client 2").socket(3).enter_connect(3, kDemo).as("server").accept(3, 4).as("client 2");
  exit_slept(s, 0);
  CHECK(explained(s).find("was full, so connect() slept until there was room") !=
        std::string::npos);
}

TEST_CASE("connect of a datagram socket makes no connection") {
  EventScript s;
  s.as("client 1").socket(3, 0, 2).connect(3, kDemo);
  CHECK(explained(s) ==
        "A datagram socket makes no connection: connect() only noted that what Client 1 sends goes "
        "to demo.sock. The other side was told nothing.");
}

TEST_CASE("accept takes the oldest and gives it the lowest free number") {
  EventScript s;
  listening_server(s).as("client 2").socket(3).connect(3, kDemo);
  s.as("client 1").socket(3).connect(3, kDemo);
  s.as("client 3").socket(3).connect(3, kDemo);
  CHECK(explained(s.as("server").accept(3, 4)) ==
        "accept() took the oldest connection, Client 2's, and gave its data socket the lowest free "
        "number: client handle 4. First come, first served: 2 more wait in the queue.");
  CHECK(explained(s.accept(3, 5)).find("Client 1's") != std::string::npos);
  CHECK(explained(s.accept(3, 6)) ==
        "accept() took the oldest connection from the queue, which Client 3's connect() had put "
        "there, and gave its data socket the lowest free number: client handle 6. The connection "
        "socket stays as it is.");
}

TEST_CASE("accept that slept until a client came") {
  EventScript s;
  listening_server(s).enter_accept(3).as("client 1").socket(3).connect(3, kDemo).as("server");
  const OpenedFd opened{4, 200, s.at("client 1", 3).inode};
  PartsDraft parts;
  parts.opened = s.arena().copy(std::span<const OpenedFd>(&opened, 1));
  exit_slept(s, 4, 0, parts);
  CHECK(explained(s) ==
        "The accept queue was empty, so accept() slept until Client 1's connect() made a data "
        "socket and queued it. Then it gave that socket the lowest free number: client handle 4.");
}

TEST_CASE("accept: 0 is a handle, a client that left is accepted all the same") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kDemo).as("server").accept(3, 0);
  CHECK(explained(s).find("0 is a legal client handle") != std::string::npos);
  s.as("client 2").socket(3).connect(3, kDemo).write(3, "hello").close(3);
  CHECK(explained(s.as("server").accept(3, 4)) ==
        "Client 2 has closed its end already, but its connection kept its place in the queue, so "
        "accept() succeeds. Client handle 4 gives what was sent (5 bytes), then end of file.");
}

TEST_CASE("write: into the buffer of the far end, before accept too") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kDemo).write(3, kSeven);
  CHECK(explained(s) ==
        "write() works before accept(): it copied 4 bytes (7) into the receive buffer of the new "
        "data socket, which still stands in the accept queue without a handle.");
  s.as("server").accept(3, 4).read(4, kSeven).as("client 1").write(3, kEight);
  CHECK(explained(s) ==
        "write() copied 4 bytes (8) into the receive buffer of the data socket for Client 1 "
        "and returned. It does not wait until the server reads.");
  s.write(3, kSeven);
  CHECK(explained(s) ==
        "write() put 4 bytes (7) behind the 4 bytes that the server has not read yet. A stream has "
        "no message boundaries: one read() may return both.");
}

TEST_CASE("write: asks, wakes, sends nothing, sends a part") {
  EventScript s;
  served_client(s).as("client 1").write(3, kZero);
  CHECK(explained(s).find("0 is the request for the answer") != std::string::npos);
  s.enter_read(3).as("server").read(4, kZero).write(4, kSeven);
  CHECK(explained(s) ==
        "write() copied 4 bytes (7) into the receive buffer of Client 1's socket and ended the "
        "sleep of Client 1 in read().");
  s.as("client 1").exit_read(kSeven).write(3, "");
  CHECK(explained(s).find("sends nothing at all") != std::string::npos);
  s.enter_write(3, "abcdef").exit(4);
  CHECK(explained(s).find("took only 4 of 6 bytes") != std::string::npos);
  s.enter_write(3, "abcdef");
  exit_slept(s, 6);
  CHECK(explained(s).find("slept until the server had read enough") != std::string::npos);
}

TEST_CASE("read: all, joined, a part, the front, after sleep") {
  EventScript s;
  served_client(s).as("client 1").write(3, kSeven).as("server").read(4, kSeven);
  CHECK(explained(s) ==
        "read() took 4 bytes (7) from the receive buffer, sent by Client 1. The buffer is empty "
        "now: the next read() would sleep.");
  s.as("client 1").write(3, kSeven).write(3, kEight);
  s.as("server").read(4, std::string(kSeven) + std::string(kEight));
  CHECK(explained(s) ==
        "One read() took 8 bytes (7 8) that Client 1 had sent with 2 writes: a stream has no "
        "message boundaries, what lies in the buffer comes at once.");
  s.as("client 1").write(3, "hello").as("server").read(4, "hel", 0, 3);
  CHECK(explained(s) ==
        "read() took 3 bytes (\"hel\") and left 2 bytes of the same write from Client 1 in the "
        "buffer: a stream has no message boundaries, the next read() goes on there.");
  s.as("client 1").write(3, kSeven).as("server").read(4, "lo", 0, 2);
  CHECK(explained(s).find("and left 4 bytes for the next read()") != std::string::npos);
  s.read(4, kSeven).enter_read(4);
  s.as("client 1").write(3, kEight).as("server");
  exit_slept(s, 4, 0, s.with_data(kEight));
  CHECK(explained(s) ==
        "The receive buffer was empty, so read() slept until Client 1 wrote: it brings 4 bytes "
        "(8).");
}

TEST_CASE("read: 0 is end of file, and what was sent before is not lost") {
  EventScript s;
  served_client(s).as("client 1").write(3, kSeven).close(3).as("server").read(4, kSeven);
  CHECK(explained(s).find("Client 1 has closed its end, but what it sent before is not lost") == 0);
  CHECK(explained(s.read(4, "")) ==
        "read() returned 0: end of file. Client 1 has closed its end and everything it sent has "
        "been read; every further read() gives 0 too.");
  s.enter_read(4);
  exit_slept(s, 0);
  CHECK(explained(s).find("read() slept until Client 1 closed its end") == 0);
  CHECK(explained(s.read(4, "", 0, 0)).find("says nothing about end of file") != std::string::npos);
}

TEST_CASE("read on a socket that keeps message boundaries") {
  EventScript s;
  served_client(s, 5).as("client 1").write(3, "hello").write(3, "").write(3, "bye");
  s.as("server").read(4, "hel", 0, 3);
  CHECK(explained(s) ==
        "read() took 3 bytes (\"hel\") of a record from Client 1 that had 5 bytes: this type of "
        "socket keeps message boundaries, and the rest of the record is thrown away.");
  CHECK(explained(s.read(4, "")).find("it sent a record of 0 bytes") != std::string::npos);
  CHECK(explained(s.read(4, "bye")).find("one read, one record") != std::string::npos);
}

TEST_CASE("select names what is ready and overwrites its set") {
  EventScript s;
  served_client(s).as("client 2").socket(3).connect(3, kDemo);
  s.as("client 1").write(3, kSeven).as("server").select({3, 4}, {3, 4});
  CHECK(explained(s) ==
        "select() names what is ready: 3 (a connection waits for accept) and 4 (4 bytes to read). "
        "It has overwritten the set with these, so the set must be built anew before the next "
        "select().");
  s.read(4, kSeven).as("client 1").close(3).as("server").select({4}, {4});
  CHECK(explained(s).find("4 (end of file)") != std::string::npos);
  CHECK(explained(s.select({3}, {})).find("select() returned 0: the time was up") == 0);
  s.enter_select({3});
  exit_slept(s, 1, 0, s.with_fds({3}));
  CHECK(explained(s).find("Nothing was ready, so select() slept.") == 0);
}

TEST_CASE("close: of an end, with bytes unread, of the last end") {
  EventScript s;
  served_client(s).as("client 1").write(3, "hello").as("server").close(4);
  CHECK(explained(s) ==
        "This end was closed with 5 bytes unread. The kernel tells Client 1: its read() meets "
        "ECONNRESET instead of a plain end of file. Number 4 is free again.");
  CHECK(explained(s.as("client 1").close(3)).find("The server had closed its end before") == 0);
  s.socket(3).connect(3, kDemo).as("server").accept(3, 4).as("client 1").close(3);
  CHECK(explained(s) ==
        "This end of the connection is gone. The server can still read what was sent, then its "
        "read() gives 0: end of file. Number 3 is free again.");
}

TEST_CASE("close: of the connection socket, with and without clients in its queue") {
  EventScript s;
  CHECK(explained(listening_server(s).close(3)).find("the name stays in the file system until") !=
        std::string::npos);
  EventScript one;
  listening_server(one).as("client 1").socket(3).connect(3, kDemo).as("server").close(3);
  CHECK(explained(one).find("Client 1, not accepted yet, loses its connection") !=
        std::string::npos);
  EventScript two;
  listening_server(two).as("client 1").socket(3).connect(3, kDemo);
  two.as("client 2").socket(3).connect(3, kDemo).as("server").close(3);
  CHECK(explained(two).find("The 2 clients not accepted yet lose") != std::string::npos);
  EventScript unlinked;
  CHECK(explained(listening_server(unlinked).unlink(kDemo).close(3)).find("removed before") !=
        std::string::npos);
}

TEST_CASE("close: queued, bound, plain") {
  EventScript s;
  listening_server(s).as("client 1").socket(3).connect(3, kDemo).close(3);
  CHECK(explained(s).find("keeps its place in the accept queue") != std::string::npos);
  CHECK(explained(s.socket(3).bind(3, "/run/c").close(3)).find("a stale name") !=
        std::string::npos);
  CHECK(explained(s.socket(3).close(3)).find("it had no connection and no name") !=
        std::string::npos);
}

TEST_CASE("unlink: a stale name, one's own, a living one, somebody else's") {
  EventScript s;
  s.as("server").leftover(kDemo).unlink(kDemo);
  CHECK(explained(s) ==
        "The stale name demo.sock is removed: nobody was behind it any more. bind() can make it "
        "anew.");
  CHECK(explained(listening_server(s).unlink(kDemo))
            .find("The name demo.sock is gone, the socket is not") == 0);
  EventScript own;
  CHECK(
      explained(listening_server(own).close(3).unlink(kDemo)).find("a name outlives its socket") !=
      std::string::npos);
  EventScript foreign;
  listening_server(foreign).as("client 1").unlink(kDemo);
  CHECK(explained(foreign).find(
            "Client 1 removed the name demo.sock of a socket that belongs to the server") == 0);
}

TEST_CASE("exit closes what is open") {
  EventScript s;
  served_client(s).leaves();
  CHECK(explained(s) ==
        "The server is gone. The kernel closed what it had left open (3 and 4), exactly as close() "
        "would have.");
  CHECK(explained(s.as("client 1").close(3).leaves()) ==
        "Client 1 is gone. It had closed everything itself.");
}

TEST_CASE("The manual page of every call") {
  CHECK(manual_page(Syscall::accept) == "accept(2)");
  for (const SyscallRow& row : all_syscalls()) {
    if (row.id != Syscall::none) CHECK(manual_page(row.id).back() == ')');
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
