#include "model/agreement.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "event_script.h"

namespace sockwalk {
namespace {

constexpr std::string_view kPath = "/run/demo.sock";
constexpr std::uint8_t kEstablished = 1;
constexpr std::uint8_t kClose = 7;
constexpr std::uint8_t kListen = 10;

/// A server with client 1 accepted (5 bytes unread at the server), client 2 in the accept queue,
/// and client 3 asleep in a read; with a kernel that says exactly that. Tests change one fact of
/// it.
struct Scene {
  Scene() {
    listening_server(script).as("client 1").socket(3).connect(3, kPath);
    script.as("client 2").socket(3).connect(3, kPath);
    script.as("server").accept(3, 4);
    script.as("client 1").write(3, "hello").enter_read(3);
    const auto socket = [](std::uint32_t inode, std::uint8_t state) {
      KernelSocket answer;
      answer.inode = inode;
      answer.found = true;
      answer.type = 1;
      answer.state = state;
      return answer;
    };
    listener = socket(script.at("server", 3).inode, kListen);
    client = socket(script.at("client 1", 3).inode, kEstablished);
    queued_client = socket(script.at("client 2", 3).inode, kEstablished);
    handle = socket(script.at("server", 4).inode, kEstablished);
    listener.queue = 1;
    listener.limit = 5;
    pending = {queued_client.inode};
    listener.has_name = handle.has_name = true;
    listener.name = handle.name = kPath;
    client.peer = handle.inode;
    handle.peer = client.inode;
    handle.queue = 5;
    client.limit = 768;
    threads = {{0, 'S', Syscall::none}, {1, 'S', Syscall::read}, {2, 'S', Syscall::none}};
    snapshot.can_ask = true;
    snapshot.path = kPath;
    snapshot.path_exists = snapshot.path_is_socket = true;
  }

  Agreement compare_now() {
    listener.pending = pending;
    sockets = {listener, client, queued_client, handle};
    snapshot.sockets = sockets;
    snapshot.threads = threads;
    return compare(script.model(), snapshot);
  }

  /// The differences as "property: model | kernel".
  std::vector<std::string> differences() {
    std::vector<std::string> lines;
    const Agreement agreement = compare_now();
    for (const Comparison& comparison : agreement.comparisons) {
      if (comparison.verdict != Verdict::different) continue;
      lines.push_back(std::string(comparison.property) + ": " + comparison.model + " | " +
                      comparison.kernel);
    }
    CHECK(agreement.differences == lines.size());
    return lines;
  }

  EventScript script;
  KernelSocket listener, client, queued_client, handle;
  std::vector<std::uint32_t> pending;
  std::vector<KernelSocket> sockets;
  std::vector<KernelThread> threads;
  KernelSnapshot snapshot;
};

using Lines = std::vector<std::string>;

/// The comparison of that property that cannot be observed; an empty property when there is none.
Comparison unobserved(const Agreement& agreement, std::string_view property) {
  for (const Comparison& comparison : agreement.comparisons) {
    if (comparison.verdict == Verdict::cannot_be_observed && comparison.property == property) {
      return comparison;
    }
  }
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("agreement");

TEST_CASE("A kernel that says the same agrees, and the badge counts") {
  Scene scene;
  CHECK(scene.differences().empty());
  const Agreement agreement = scene.compare_now();
  CHECK(agreement.agrees());
  CHECK(agreement.sockets == 4);
  CHECK(agreement.queued == 1);
  CHECK(badge(agreement).words() == "kernel agrees · 4 sockets, 1 queued");
}

TEST_CASE("Every property of every object is compared") {
  Scene scene;
  Lines properties;
  for (const Comparison& comparison : scene.compare_now().comparisons) {
    if (comparison.verdict == Verdict::equal) properties.emplace_back(comparison.property);
  }
  const auto count = [&](const char* property) {
    return std::count(properties.begin(), properties.end(), property);
  };
  CHECK(count("socket") == 4);
  CHECK(count("phase") == 4);
  CHECK(count("shutdown") == 4);
  CHECK(count("name") == 4);
  CHECK(count("peer") == 3);
  CHECK(count("unread bytes") == 3);
  CHECK(count("accept queue") == 1);
  CHECK(count("backlog") == 1);
  CHECK(count("queue order") == 1);
  CHECK(count("thread") == 3);
  CHECK(count("file name") == 1);
}

TEST_CASE("One fact that differs is one difference, with both values") {
  struct Row {
    std::function<void(Scene&)> change;
    std::string difference;
  };
  const std::vector<Row> rows{
      {[](Scene& s) { s.handle.found = false; }, "socket: open | gone"},
      {[](Scene& s) { s.listener.state = kClose; }, "phase: listening | UNCONN"},
      {[](Scene& s) { s.client.state = kClose; }, "phase: connected | UNCONN"},
      {[](Scene& s) { s.client.shutdown = 1; }, "shutdown: none | receiving"},
      {[](Scene& s) { s.client.shutdown = 2; }, "shutdown: none | sending"},
      {[](Scene& s) { s.client.shutdown = 3; }, "shutdown: none | receiving and sending"},
      {[](Scene& s) { s.listener.name = "/run/other.sock"; }, "name: demo.sock | other.sock"},
      {[](Scene& s) { s.listener.has_name = false, s.listener.name = {}; },
       "name: demo.sock | none"},
      {[](Scene& s) { s.client.has_name = true, s.client.name = "@x"; }, "name: none | @x"},
      {[](Scene& s) { s.client.peer = 0; }, "peer: Data socket for client 1 | not accepted yet"},
      {[](Scene& s) { s.client.peer = s.queued_client.inode; },
       "peer: Data socket for client 1 | Client 2's socket"},
      {[](Scene& s) { s.queued_client.peer = 9999; }, "peer: not accepted yet | inode 9999"},
      {[](Scene& s) { s.handle.queue = 4; }, "unread bytes: 5 | 4"},
      {[](Scene& s) { s.listener.queue = 2; }, "accept queue: 1 | 2"},
      {[](Scene& s) { s.listener.limit = 6; }, "backlog: 5 | 6"},
      {[](Scene& s) { s.pending = {s.client.inode}; },
       "queue order: Client 2's socket | Client 1's socket"},
      {[](Scene& s) { s.pending = {0}; }, "queue order: Client 2's socket | a client that left"},
      {[](Scene& s) { s.threads[0].call = Syscall::accept; },
       "thread: between two calls | asleep in accept"},
      {[](Scene& s) { s.threads[1].call = Syscall::none; },
       "thread: asleep in read | between two calls"},
      {[](Scene& s) { s.threads[1].state = 'R'; }, "thread: asleep in read | running (R)"},
      {[](Scene& s) { s.threads[2].state = 'X'; }, "thread: between two calls | gone"},
      {[](Scene& s) { s.snapshot.path_exists = s.snapshot.path_is_socket = false; },
       "file name: there | not there"},
      {[](Scene& s) { s.snapshot.path_is_socket = false; },
       "file name: there | there, but no socket"},
  };
  for (const Row& row : rows) {
    Scene scene;
    row.change(scene);
    CHECK(scene.differences() == Lines{row.difference});
    CHECK(badge(scene.compare_now()).words() == "kernel differs in 1 place");
    CHECK_FALSE(scene.compare_now().agrees());
  }
}

TEST_CASE("Two differences are counted as two") {
  Scene scene;
  scene.handle.queue = 4;
  scene.listener.queue = 2;
  CHECK(badge(scene.compare_now()).words() == "kernel differs in 2 places");
}

TEST_CASE("A queued data socket cannot be observed, and the reason is said") {
  Scene scene;
  const Comparison queued = unobserved(scene.compare_now(), "phase");
  CHECK(socket_title(scene.script.model(), queued.socket) == "Data socket for client 2");
  CHECK(queued.model == "in accept queue");
  CHECK(queued.kernel.empty());
  CHECK(queued.why.words().find("only when accept() gives it") != std::string::npos);
}

TEST_CASE("What the kernel was not asked about cannot be observed") {
  Scene scene;
  scene.handle.inode = 0;  // no answer under the handle's number
  const Comparison missing = unobserved(scene.compare_now(), "socket");
  CHECK(missing.model == "open");
  CHECK(missing.why.words() == "The kernel was not asked about this socket at this point.");
}

TEST_CASE("A socket that the kernel has and the model has closed is a difference") {
  Scene scene;
  scene.script.as("client 2").close(3);
  scene.pending = {0};
  CHECK(scene.differences() ==
        Lines{"socket: gone | inode " + std::to_string(scene.queued_client.inode)});
}

TEST_CASE("A client that left keeps its place in the queue, under inode 0") {
  Scene scene;
  scene.script.as("client 2").close(3);
  scene.pending = {0};
  scene.queued_client.found = false;
  CHECK(scene.differences().empty());
}

TEST_CASE("A dead peer leaves both shutdown bits and no peer") {
  Scene scene;
  scene.script.as("client 1").exit_read("").close(3);
  scene.client.found = false;
  scene.threads[1].call = Syscall::none;
  scene.handle.peer = 0;
  CHECK(scene.differences() == Lines{"shutdown: receiving and sending | none"});
  scene.handle.shutdown = 3;
  CHECK(scene.differences().empty());
}

TEST_CASE("A queue too long for its list, a backlog that is cut: no answer, no difference") {
  Scene scene;
  scene.pending = {};
  CHECK(unobserved(scene.compare_now(), "queue order").model == "Client 2's socket");
  scene.script.as("server").listen(3, 100000);
  scene.listener.limit = 4096;
  CHECK(unobserved(scene.compare_now(), "backlog").model == "100000");
  CHECK(scene.differences().empty());
}

TEST_CASE("Who connected at the same time may stand in the kernel's queue in another order") {
  Scene scene;
  scene.script.as("client 4").socket(3).connect(3, kPath);
  scene.listener.queue = 2;
  scene.pending = {scene.script.at("client 4", 3).inode, scene.queued_client.inode};
  const auto verdict = [&] {
    const Agreement agreement = scene.compare_now();
    return std::ranges::find(agreement.comparisons, "queue order", &Comparison::property)->verdict;
  };
  const std::uint32_t youngest = scene.pending[0];
  CHECK(verdict() == Verdict::cannot_be_observed);
  scene.pending[0] = scene.client.inode;
  CHECK(verdict() == Verdict::different);
  scene.pending[0] = youngest;
  scene.script.turn();
  CHECK(verdict() == Verdict::different);
}

TEST_CASE("An actor that is gone is gone in the kernel too") {
  Scene scene;
  scene.script.as("client 2").ends();
  scene.pending = {0};
  scene.queued_client.found = false;
  CHECK(scene.differences() == Lines{"thread: gone | between two calls"});
  scene.threads[2].state = 'X';
  CHECK(scene.differences().empty());
}

TEST_CASE("A name that was there before the run need not be a socket's") {
  Scene scene;
  scene.script.leftover("/run/old.sock");
  scene.snapshot.path = "/run/old.sock";
  scene.snapshot.path_is_socket = false;
  CHECK(scene.differences().empty());
  scene.snapshot.path_exists = false;
  CHECK(scene.differences() == Lines{"file name: there | not there"});
}

TEST_CASE("A half-closed end has its own bit, the peer the other one") {
  Scene scene;
  scene.script.as("client 1").exit_read("x").shutdown(3, 1);
  scene.threads[1].call = Syscall::none;
  CHECK(scene.differences() == Lines{"shutdown: sending | none", "shutdown: receiving | none"});
  scene.client.shutdown = 2;
  scene.handle.shutdown = 1;
  CHECK(scene.differences().empty());
}

TEST_CASE("Without an answer the badge says so, never that the kernel agrees") {
  Scene scene;
  scene.snapshot.can_ask = false;
  scene.snapshot.why_not = "There is no unix_diag here.";
  scene.listener.state = kClose;
  const Agreement agreement = scene.compare_now();
  CHECK_FALSE(agreement.agrees());
  CHECK(agreement.why_not.words() == "There is no unix_diag here.");
  CHECK(badge(agreement).words() == "cannot ask the kernel");
}

TEST_CASE("The badge finds its words for none and one") {
  Agreement agreement;
  agreement.asked = true;
  CHECK(badge(agreement).words() == "kernel agrees · no sockets");
  agreement.sockets = 1;
  CHECK(badge(agreement).words() == "kernel agrees · 1 socket");
  agreement.queued = 2;
  CHECK(badge(agreement).words() == "kernel agrees · 1 socket, 2 queued");
  agreement.sockets = 3;
  agreement.queued = 0;
  CHECK(badge(agreement).words() == "kernel agrees · 3 sockets");
}

TEST_SUITE_END();

}  // namespace sockwalk
