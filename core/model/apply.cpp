#include <algorithm>
#include <cerrno>

#include "model/model.h"

namespace sockwalk {
namespace {

/// An event may name an actor at most so far beyond those known: names are dense, so a larger
/// number comes from a damaged trace and would only cost memory.
constexpr std::size_t kActorGap = 4096;

}  // namespace

void Model::apply(const Event& event) {
  seq = event.seq;
  switch (event.kind) {
    case EventKind::start: apply_start(event); break;
    case EventKind::turn:
      turn = static_cast<std::uint64_t>(event.ret);
      mover = event.actor;
      break;
    case EventKind::enter: apply_enter(event); break;
    case EventKind::exit: apply_exit(event); break;
    case EventKind::note: apply_note(event); break;
    case EventKind::end: apply_end(event); break;
    case EventKind::command:
    case EventKind::signal:
    case EventKind::library:
    case EventKind::fork:
    case EventKind::exec:
    case EventKind::kernel: break;
  }
}

/// The actor of that number, which is added when it is new; nullptr for a number that no cast has.
Actor* Model::cast(ActorId id) {
  if (id >= kFirstSpecialActor || id >= actors.size() + kActorGap) return nullptr;
  while (actors.size() <= id) {
    actors.emplace_back().table = static_cast<std::uint16_t>(tables.size());
    tables.emplace_back();
  }
  return &actors[id];
}

void Model::apply_start(const Event& event) {
  Actor* actor = cast(event.actor);
  if (actor == nullptr) return;
  if (actor->state == ActorState::in_call) end_connect(event.actor);
  actor->state = ActorState::ready;
  actor->pid = static_cast<std::int32_t>(event.args[0]);
  actor->tid = static_cast<std::int32_t>(event.args[1]);
  if (event.parts != nullptr) actor->name = event.parts->text;
}

void Model::apply_enter(const Event& event) {
  Actor* actor = cast(event.actor);
  if (actor == nullptr) return;
  if (actor->state == ActorState::in_call) end_connect(event.actor);
  actor->state = ActorState::in_call;
  actor->call = event;
  ++actor->calls;
  if (event.call == Syscall::connect) begin_connect(event);
}

void Model::apply_exit(const Event& event) {
  if (event.actor >= actors.size()) return;
  Actor& actor = actors[event.actor];
  if (actor.state != ActorState::in_call || actor.call.call != event.call) return;
  if (event.enter != 0 && event.enter != actor.call.seq) return;
  actor.state = ActorState::ready;
  actor.last_exit = event;
  const Event& enter = actor.call;
  if (event.actor == kServer) count_step(event.actor, course_step(enter, event));
  if (event.error != 0 || event.ret < 0) {
    apply_failure(enter, event);
  } else {
    apply_success(enter, event);
  }
}

void Model::apply_failure(const Event& enter, const Event& exit) {
  const bool transfer = enter.call == Syscall::read || enter.call == Syscall::write;
  if (enter.call == Syscall::connect) {
    fail_connect(enter);
  } else if (transfer && exit.error == ECONNRESET) {
    const SocketIndex socket = socket_of(enter.actor, enter.fd());
    if (socket == kNoSocket) return;
    // The kernel tells it once. Where it told before the peer's close is logged, the close must not
    // set it again.
    Socket& told = touch(socket);
    told.reset_ahead = !told.reset && !told.peer_gone;
    told.reset = false;
  }
}

void Model::apply_success(const Event& enter, const Event& exit) {
  switch (enter.call) {
    case Syscall::socket: apply_socket(enter, exit); break;
    case Syscall::bind: apply_bind(enter); break;
    case Syscall::listen: apply_listen(enter); break;
    case Syscall::accept: apply_accept(enter, exit); break;
    case Syscall::connect: apply_connect(enter); break;
    case Syscall::read: apply_read(enter, exit); break;
    case Syscall::write: apply_write(enter, exit); break;
    case Syscall::close: release(enter.actor, enter.fd()); break;
    case Syscall::unlink: apply_unlink(enter); break;
    case Syscall::select:
    case Syscall::exit:
    case Syscall::none: break;
    default: break;
  }
}

/// Which of the course's twelve steps the server has done with that call; 0 = none of them.
int Model::course_step(const Event& enter, const Event& exit) const {
  constexpr unsigned kBound = 1U << 3;
  const bool done = exit.error == 0 && exit.ret >= 0;
  if (enter.call == Syscall::unlink) {
    if ((actors[exit.actor].steps_done & kBound) != 0) return done ? 11 : 0;
    return done || exit.expected ? 1 : 0;
  }
  if (!done) return 0;
  switch (enter.call) {
    case Syscall::socket: return 2;
    case Syscall::bind: return 4;
    case Syscall::listen: return 5;
    case Syscall::accept: return 6;
    case Syscall::read: return 7;
    case Syscall::write: return 8;
    case Syscall::close: {
      const SocketIndex socket = socket_of(exit.actor, enter.fd());
      if (socket == kNoSocket) return 0;
      return sockets[socket].role() == SocketRole::connection ? 10 : 9;
    }
    default: return 0;
  }
}

Socket& Model::touch(SocketIndex socket) {
  Socket& touched = sockets.edit(socket);
  touched.changed = seq;
  return touched;
}

SocketIndex Model::add_socket(SocketId id) {
  const auto index = static_cast<SocketIndex>(sockets.size());
  Socket& made = sockets.add();
  made.id = id;
  made.born = seq;
  made.changed = seq;
  open_.push_back(index);
  open_inodes_.push_back(0);
  return index;
}

/// Puts the number into the actor's table. Where it stands there already, its close was not logged.
void Model::give_number(ActorId actor, const OpenedFd& opened, SocketIndex socket,
                        bool nonblocking) {
  release(actor, opened.fd);
  std::uint32_t file = static_cast<std::uint32_t>(files.size());
  if (free_files_.empty()) {
    files.emplace_back();
  } else {
    file = free_files_.back();
    free_files_.pop_back();
  }
  files[file].kind = FileKind::socket;
  files[file].socket = socket;
  files[file].references = 1;
  files[file].nonblocking = nonblocking;
  files[file].inode = opened.inode;
  const std::uint16_t table = actors[actor].table;
  auto& descriptors = tables[table].descriptors;
  const auto place = std::lower_bound(
      descriptors.begin(), descriptors.end(), opened.fd,
      [](const Descriptor& descriptor, std::int32_t number) { return descriptor.fd < number; });
  descriptors.insert(place, {opened.fd, file});
  Socket& named = touch(socket);
  named.inode = opened.inode;
  named.file = file;
  const auto known = std::lower_bound(open_.begin(), open_.end(), socket) - open_.begin();
  open_inodes_[static_cast<std::size_t>(known)] = opened.inode;
  named.holders.push_back({table, opened.fd});
}

}  // namespace sockwalk
