#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "event_script.h"
#include "generated_recording.h"
#include "model/timeline.h"

// Logs that no kernel and no program of ours would write. The model survives them, and what it then
// says of itself still fits together.

TEST_SUITE_BEGIN("hostile_log");

namespace sockwalk {
namespace {

/// The first promise of the model that is broken; empty when all hold.
std::string broken_promise(const Model& model) {
  std::size_t open = 0;
  for (const Socket& socket : model.sockets) {
    std::uint64_t unread = 0;
    for (const Unread& piece : socket.unread) {
      if (piece.data.size() > piece.bytes) return "more data than bytes";
      unread += piece.bytes;
    }
    if (unread != socket.unread_bytes) return "unread bytes";
    if (socket.closed && !socket.holders.empty()) return "holders of a closed socket";
    if (socket.closed && !socket.unread.empty()) return "data in a closed socket";
    for (const SocketIndex queued : socket.accept_queue) {
      if (!model.sockets[queued].queued || model.sockets[queued].closed) return "accept queue";
    }
    if (!socket.closed) ++open;
  }
  if (open != model.open_sockets().size()) return "number of open sockets";
  for (const SocketIndex index : model.open_sockets()) {
    if (model.sockets[index].closed) return "open sockets";
  }
  std::size_t descriptors = 0;
  for (const FdTable& table : model.tables) {
    descriptors += table.descriptors.size();
    for (std::size_t i = 0; i < table.descriptors.size(); ++i) {
      if (i > 0 && table.descriptors[i - 1].fd >= table.descriptors[i].fd) return "order of fds";
      const OpenFile& file = model.files[table.descriptors[i].file];
      if (file.kind == FileKind::none) return "fd of a free file";
      if (file.kind != FileKind::socket) continue;
      if (file.socket >= model.sockets.size()) return "fd of a socket";
      if (model.sockets[file.socket].closed) return "fd of a closed socket";
    }
  }
  std::size_t references = 0;
  std::size_t in_flight = 0;
  std::size_t calls = 0;
  for (const OpenFile& file : model.files) {
    references += file.references;
    in_flight += file.in_flight;
    calls += file.calls;
    const bool held = file.references + file.in_flight + file.calls > 0;
    if (held != (file.kind != FileKind::none)) return "a file that nobody holds";
    if (file.kind == FileKind::socket && model.sockets[file.socket].in_flight != file.in_flight) {
      return "sockets in flight";
    }
    for (const Interest& interest : file.interests) {
      if (model.files[interest.file].kind == FileKind::none) return "interest in a free file";
    }
  }
  for (const Socket& socket : model.sockets) {
    for (const Unread& piece : socket.unread) in_flight -= piece.rights.size();
  }
  for (const Actor& actor : model.actors) {
    in_flight -= actor.call_rights.size();
    if (actor.call_file != kNoFile) --calls;
  }
  if (in_flight != 0) return "descriptors in flight";
  if (calls != 0) return "calls inside files";
  return references == descriptors ? "" : "references";
}

/// Asks everything that views ask.
void ask_all(const Model& model, const Event& event) {
  static_cast<void>(model.would_block(event));
  static_cast<void>(model.hash("/run"));
  static_cast<void>(model.destination_of(event));
  for (std::size_t i = 0; i < model.files.size(); ++i) {
    static_cast<void>(model.readiness(static_cast<FileIndex>(i)));
  }
  for (std::size_t i = 0; i < model.sockets.size(); ++i) {
    const auto socket = static_cast<SocketIndex>(i);
    static_cast<void>(socket_title(model, socket));
    static_cast<void>(holder_of(model, socket));
    static_cast<void>(phase_of(model.sockets[socket]));
    static_cast<void>(model.bound_to(model.sockets[socket].address));
  }
}

class Chaos {
 public:
  explicit Chaos(std::uint64_t seed) : random_(seed) {}

  Event event() {
    Event event;
    event.seq = ++seq_;
    event.kind = static_cast<EventKind>(below(4) == 0 ? below(12) : 3 + below(2));
    event.call = static_cast<Syscall>(below(all_syscalls().size() + 1));
    // A message with descriptors and its way back come often, else nothing is ever in flight.
    if (below(6) == 0) event.call = below(2) == 0 ? Syscall::sendmsg : Syscall::recvmsg;
    if (below(12) == 0) event.call = Syscall::socketpair;
    event.note = static_cast<NoteKind>(below(6));
    event.actor = static_cast<ActorId>(below(50) == 0 ? random_() : below(4));
    for (std::int64_t& argument : event.args) argument = number();
    event.ret = number();
    event.enter = below(3) == 0 ? number64() : 0;
    event.error = below(3) == 0 ? static_cast<std::int32_t>(below(130)) : 0;
    event.expected = below(2) == 0;
    if (below(4) != 0) event.parts = parts();
    return event;
  }

 private:
  const EventParts* parts() {
    PartsDraft parts;
    constexpr std::array<std::string_view, 4> kNames{"", "/a", "/b", "c"};
    parts.address.kind = static_cast<UnixAddress::Kind>(below(4));
    parts.address.name = kNames[below(4)];
    parts.address.length = static_cast<std::uint32_t>(number64());
    parts.data = std::as_bytes(std::span("some bytes")).first(below(10));
    parts.data_bytes = number64();
    const OpenedFd opened{static_cast<std::int32_t>(number()), static_cast<std::uint32_t>(below(9)),
                          static_cast<std::uint32_t>(below(9))};
    const std::array both{opened, OpenedFd{static_cast<std::int32_t>(below(9)), 0, 0}};
    if (below(4) != 0) {
      parts.opened = arena_.copy(std::span<const OpenedFd>(both).first(1 + below(2)));
    }
    const std::array polled{PollEntry{static_cast<std::int32_t>(number()),
                                      static_cast<std::uint32_t>(number64()),
                                      static_cast<std::uint32_t>(number64())}};
    parts.poll = arena_.copy(std::span<const PollEntry>(polled));
    parts.poll_count = static_cast<std::uint32_t>(number64());
    parts.message_flags = static_cast<std::uint32_t>(number64());
    parts.has_value = below(2) == 0;
    parts.has_credentials = below(2) == 0;
    parts.value = below(2) == 0 ? ECONNRESET : number();
    const std::array fds{static_cast<std::int32_t>(number()), 3, -1};
    parts.fds = arena_.copy(std::span<const std::int32_t>(fds));
    parts.fds_count = static_cast<std::uint32_t>(number64());
    parts.text = below(2) == 0 ? "pthread_join" : "text";
    return parts.stored(arena_);
  }
  std::uint64_t number64() { return static_cast<std::uint64_t>(number()); }
  std::int64_t number() {
    constexpr std::array<std::int64_t, 6> kEdges{-1,
                                                 std::numeric_limits<std::int64_t>::max(),
                                                 std::numeric_limits<std::int64_t>::min(),
                                                 std::numeric_limits<std::int32_t>::max(),
                                                 65535,
                                                 1 << 20};
    return below(12) == 0 ? kEdges[below(kEdges.size())] : static_cast<std::int64_t>(below(7));
  }
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  std::mt19937_64 random_;
  Arena arena_;
  std::uint64_t seq_ = 0;
};

TEST_CASE("any sequence of events is survived") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Chaos chaos(seed);
    Model model;
    for (int i = 0; i < 2000; ++i) {
      const Event event = chaos.event();
      model.apply(event);
      if (i % 50 == 0) {
        ask_all(model, event);
        REQUIRE(broken_promise(model) == "");
      }
    }
    CHECK(model.sockets.size() <= 2000);
  }
}

TEST_CASE("a log with lost, doubled and exchanged events is survived") {
  const GeneratedRecording recording({20'000, 50, 60, 9});
  std::mt19937_64 random(4);
  Model model;
  const auto events = recording.events();
  for (std::size_t i = 0; i + 1 < events.size(); ++i) {
    const std::uint64_t fate = random() % 100;
    if (fate == 0) continue;
    if (fate == 1) model.apply(events[i + 1]);
    model.apply(events[i]);
    if (fate == 2) model.apply(events[i]);
    if (i % 500 == 0) REQUIRE(broken_promise(model) == "");
  }
  CHECK(model.actors.size() == 51);
}

TEST_CASE("a sound log keeps every promise, and nothing is read ahead for long") {
  const GeneratedRecording recording({20'000, 50, 60, 9});
  Model model;
  for (const Event& event : recording.events()) {
    if (event.kind == EventKind::turn) {
      for (const SocketIndex open : model.open_sockets()) {
        REQUIRE(model.sockets[open].read_ahead == 0);
        REQUIRE_FALSE(model.sockets[open].reset_ahead);
      }
    }
    model.apply(event);
  }
  CHECK(broken_promise(model) == "");
}

TEST_CASE("an actor's number far beyond the known ones is not believed") {
  EventScript s;
  s.as("server").socket(3);
  Event event;
  event.kind = EventKind::start;
  for (const ActorId id : {ActorId{65000}, kSetup, kNoActor}) {
    event.actor = id;
    s.add(event);
  }
  CHECK(s.model().actors.size() == 1);
}

TEST_CASE("a size of the server's array that none has is not believed") {
  EventScript s;
  s.as("server").slots(4).slots(1'000'000'000'000).slots(-1);
  CHECK(s.model().handles.slots.size() == 4);
  s.slot(4, 3, 0).slot(-1, 3, 0);
  CHECK(s.model().handles.slots[3].fd == -1);
}

TEST_CASE("calls on numbers that nobody has change no socket") {
  EventScript s;
  s.as("server");
  s.bind(-1, "/a").listen(-1, 5).accept(-1, -1).connect(7, "/a").write(7, "abcd").read(7, "abcd");
  s.close(-1).close(7).unlink("/nowhere");
  CHECK(s.model().sockets.empty());
  CHECK(s.model().names.empty());
}

TEST_CASE("an accept on a number that nobody has makes a data socket all the same") {
  EventScript s;
  s.as("server").accept(7, 4);
  CHECK(s.at("server", 4).role() == SocketRole::server_data);
  CHECK(s.at("server", 4).listener == kNoSocket);
}

TEST_CASE("an exit without its enter is ignored") {
  EventScript s;
  s.as("server").enter_socket().exit_opened(3).exit_opened(4);
  CHECK(s.model().sockets.size() == 1);
  Event event = s.last();
  event.enter = 4711;
  s.enter_socket().add(event);
  CHECK(s.model().sockets.size() == 1);
}

}  // namespace
}  // namespace sockwalk

TEST_SUITE_END();
