#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "event/arena.h"
#include "event/event.h"
#include "event/parts_draft.h"

namespace sockwalk {

/// A long log as a busy server and many clients would leave it, made from a seed: one server,
/// clients that connect, write, read and (with `churn`) leave and come again. Around every wake-up
/// the two actors' events come in either order, as real logs have them. The same seed gives the
/// same events.
class GeneratedRecording {
 public:
  struct Shape {
    std::size_t events = 50'000;
    std::uint16_t clients = 200;
    unsigned churn = 20;  ///< of 1000 turns of a connected client, so many are its last
    std::uint64_t seed = 1;
  };

  explicit GeneratedRecording(const Shape& shape)
      : shape_(shape), random_(shape.seed), clients_(shape.clients) {
    events_.reserve(shape.events + 64);
    payload_ = arena_.copy(std::as_bytes(std::span("\7\0\0\0\5\0\0\0", 8)));
    PartsDraft path;
    path.address = {UnixAddress::Kind::path, arena_.copy("/run/demo.sock"), 17};
    path_ = path.stored(arena_);
    boot();
    std::uint16_t arrived = 0;
    while (events_.size() < shape.events) {
      turn();
      if (arrived < shape.clients) {
        begin_life(static_cast<ActorId>(++arrived));
      } else {
        live(static_cast<ActorId>(1 + below(shape.clients)));
      }
    }
    events_.resize(shape.events);
  }

  std::span<const Event> events() const { return events_; }

 private:
  struct Client {
    int handle = -1;            ///< the server's number for it
    std::uint64_t to_server = 0;  ///< bytes that wait
    std::uint64_t to_client = 0;
  };

  void boot() {
    start(kServer, "server");
    note(NoteKind::slots, {1 + shape_.clients});
    call(kServer, Syscall::unlink, {}, path_, -1, ENOENT);
    opening(kServer, Syscall::socket, {1, 1, 0}, 3);
    call(kServer, Syscall::bind, {3}, path_, 0);
    call(kServer, Syscall::listen, {3, shape_.clients}, nullptr, 0);
  }

  void begin_life(ActorId client) {
    start(client, arena_.copy("client " + std::to_string(client)));
    opening(client, Syscall::socket, {1, 1, 0}, 3);
  }

  void live(ActorId id) {
    Client& client = clients_[id - 1U];
    if (client.handle < 0) {
      connect(id, client);
    } else if (below(1000) < shape_.churn) {
      leave(id, client);
    } else if (below(2) == 0) {
      transfer(id, kServer, 3, client.handle, client.to_server);
    } else {
      transfer(kServer, id, client.handle, 3, client.to_client);
    }
  }

  void connect(ActorId id, Client& client) {
    client.handle = free_handle();
    client.to_server = client.to_client = 0;
    const Event accept = enter(kServer, Syscall::accept, {3});
    const Event connect = enter(id, Syscall::connect, {3}, path_);
    const bool accept_first = below(2) == 0;
    if (!accept_first) exit(connect, 0);
    exit(accept, client.handle, 0, opened(client.handle));
    if (accept_first) exit(connect, 0);
    note(NoteKind::slot, {client.handle - 3, client.handle, 0});
  }

  /// One end writes, the other reads what may be all, a part, or what comes with the next write.
  void transfer(ActorId from, ActorId to, int from_fd, int to_fd, std::uint64_t& waiting) {
    const std::uint64_t bytes = 4 * (1 + below(2));
    const Event write = enter(from, Syscall::write, {from_fd, static_cast<std::int64_t>(bytes)},
                              with_data(bytes));
    waiting += bytes;
    if (below(3) == 0) {
      exit(write, static_cast<std::int64_t>(bytes));
      return;
    }
    const std::uint64_t taken = std::min<std::uint64_t>(waiting, 4 + 4 * below(4));
    waiting -= taken;
    const Event read = enter(to, Syscall::read, {to_fd, 128});
    const bool read_first = below(2) == 0;
    if (!read_first) exit(write, static_cast<std::int64_t>(bytes));
    exit(read, static_cast<std::int64_t>(taken), 0, with_data(taken));
    if (read_first) exit(write, static_cast<std::int64_t>(bytes));
  }

  void leave(ActorId id, Client& client) {
    const Event read = enter(kServer, Syscall::read, {client.handle, 128});
    if (client.to_server > 0) {
      exit(read, static_cast<std::int64_t>(client.to_server), 0, with_data(client.to_server));
      call(id, Syscall::close, {3}, nullptr, 0);
    } else {
      const Event close = enter(id, Syscall::close, {3});
      const bool read_first = below(2) == 0;
      if (!read_first) exit(close, 0);
      exit(read, client.to_client > 0 ? -1 : 0, client.to_client > 0 ? ECONNRESET : 0);
      if (read_first) exit(close, 0);
    }
    call(kServer, Syscall::close, {client.handle}, nullptr, 0);
    note(NoteKind::slot, {client.handle - 3, -1, 0});
    used_[static_cast<std::size_t>(client.handle)] = false;
    client.handle = -1;
    opening(id, Syscall::socket, {1, 1, 0}, 3);
  }

  int free_handle() {
    for (std::size_t fd = 4;; ++fd) {
      if (used_.size() <= fd) used_.resize(fd + 1, false);
      if (used_[fd]) continue;
      used_[fd] = true;
      return static_cast<int>(fd);
    }
  }

  void start(ActorId actor, std::string_view name) {
    Event event = make(EventKind::start, actor);
    event.args = {4000, 4001 + actor};
    EventParts parts;
    parts.text = name;
    event.parts = arena_.make(parts);
    add(event);
  }
  void turn() {
    Event event = make(EventKind::turn, kServer);
    event.ret = ++turns_;
    add(event);
  }
  void note(NoteKind kind, std::array<std::int64_t, 3> args) {
    Event event = make(EventKind::note, kServer);
    event.note = kind;
    event.args = args;
    add(event);
  }
  Event enter(ActorId actor, Syscall call, std::array<std::int64_t, 3> args,
              const EventParts* parts = nullptr) {
    Event event = make(EventKind::enter, actor);
    event.call = call;
    event.args = args;
    event.parts = parts;
    return add(event);
  }
  void exit(const Event& entered, std::int64_t ret, int error = 0,
            const EventParts* parts = nullptr) {
    Event event = make(EventKind::exit, entered.actor);
    event.call = entered.call;
    event.args = entered.args;
    event.enter = entered.seq;
    event.ret = ret;
    event.error = error;
    event.parts = parts;
    add(event);
  }
  void call(ActorId actor, Syscall call, std::array<std::int64_t, 3> args, const EventParts* parts,
            std::int64_t ret, int error = 0) {
    exit(enter(actor, call, args, parts), ret, error);
  }
  void opening(ActorId actor, Syscall call, std::array<std::int64_t, 3> args, int fd) {
    exit(enter(actor, call, args), fd, 0, opened(fd));
  }
  const EventParts* opened(int fd) {
    const OpenedFd number{fd, ++inodes_, 0};
    EventParts parts;
    parts.opened = arena_.copy(std::span<const OpenedFd>(&number, 1));
    return arena_.make(parts);
  }
  const EventParts* with_data(std::uint64_t bytes) {
    EventParts parts;
    parts.data = payload_.first(std::min<std::size_t>(bytes, payload_.size()));
    parts.data_bytes = bytes;
    return arena_.make(parts);
  }

  static Event make(EventKind kind, ActorId actor) {
    Event event;
    event.kind = kind;
    event.actor = actor;
    return event;
  }
  const Event& add(Event event) {
    event.seq = events_.size() + 1;
    event.t_ns = static_cast<std::int64_t>(event.seq) * 500;
    return events_.emplace_back(event);
  }
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  Shape shape_;
  std::mt19937_64 random_;
  Arena arena_;
  std::vector<Event> events_;
  std::vector<Client> clients_;
  std::vector<bool> used_;  ///< by number: the server's handles
  std::span<const std::byte> payload_;
  const EventParts* path_ = nullptr;
  std::int64_t turns_ = 0;
  std::uint32_t inodes_ = 100;
};

}  // namespace sockwalk
