#include <utility>

#include "model/call_family.h"
#include "model/model.h"
#include "model/urgent.h"

namespace sockwalk {
namespace {

/// An event may name an actor at most so far beyond those known: names are dense, so a larger
/// number comes from a damaged trace and would only cost memory.
constexpr std::size_t kActorGap = 4096;

}  // namespace

void Model::apply(const Event& event) {
  seq = event.seq;
  released_ = false;
  switch (event.kind) {
    case EventKind::start:
      apply_start(event);
      break;
    case EventKind::turn:
      turn = static_cast<std::uint64_t>(event.ret);
      mover = event.actor;
      break;
    case EventKind::enter:
      apply_enter(event);
      break;
    case EventKind::exit:
      apply_exit(event);
      break;
    case EventKind::library:
      apply_library(event);
      break;
    case EventKind::note:
      apply_note(event);
      break;
    case EventKind::end:
      apply_end(event);
      break;
    case EventKind::command:
    case EventKind::signal:
    case EventKind::fork:
    case EventKind::exec:
    case EventKind::kernel:
      break;
  }
  close_doomed();
  if (released_ && flights_ > 0) mark_unreachable();
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
  leave_call(event.actor);
  actor->pid = static_cast<std::int32_t>(event.args[0]);
  actor->tid = static_cast<std::int32_t>(event.args[1]);
  if (event.parts != nullptr) actor->name = event.parts->text;
  const auto shared = static_cast<std::uint64_t>(event.args[2]) - 1;
  if (shared < actors.size() && actors[shared].table != actor->table) {
    if (is_alone(event.actor)) release_all(event.actor);
    actor->table = actors[shared].table;
  }
  actor->state = ActorState::ready;
}

void Model::apply_enter(const Event& event) {
  Actor* actor = cast(event.actor);
  if (actor == nullptr) return;
  leave_call(event.actor);
  actor->state = ActorState::in_call;
  actor->call = event;
  ++actor->calls;
  if (takes_fd(event.call)) actor->call_file = file_of(event.actor, event.fd());
  if (actor->call_file != kNoFile) ++files[actor->call_file].calls;
  if (event.call == Syscall::connect) begin_connect(event);
  if (event.call == Syscall::sendmsg) begin_sending(event.actor);
  if (takes_in_order(event) && actor->call_file != kNoFile) {
    // A read that sleeps has passed over what it met; any other is told of by its exit.
    const SocketIndex reader = files[actor->call_file].socket;
    const bool meets = reader != kNoSocket && reach_of(sockets[reader]).passed > 0;
    if (meets && would_block(event)) pass_urgent(reader);
  }
}

void Model::apply_exit(const Event& event) {
  if (event.actor >= actors.size()) return;
  Actor& actor = actors[event.actor];
  if (actor.state != ActorState::in_call || actor.call.call != event.call) return;
  if (event.enter != 0 && event.enter != actor.call.seq) return;
  actor.last_exit = event;
  const Event& enter = actor.call;
  if (flights_ > 0) notice_collected(enter, event);
  if (takes_in_order(enter)) pass_urgent(subject_of(event.actor));
  if (event.actor == kServer) count_step(event.actor, course_step(enter, event));
  if (event.error != 0 || event.ret < 0) {
    apply_failure(enter, event);
  } else {
    apply_success(enter, event);
  }
  leave_call(event.actor);
}

/// The actor is in no call any more: what that call held is let go.
void Model::leave_call(ActorId id) {
  Actor& actor = actors[id];
  if (actor.state != ActorState::in_call) return;
  actor.state = ActorState::ready;
  actor.done_ahead = false;
  end_connect(id);
  land(actor.call_rights);
  actor.call_rights.clear();
  const FileIndex file = std::exchange(actor.call_file, kNoFile);
  if (file == kNoFile) return;
  --files[file].calls;
  released_ = true;
  unhold(file);
}

/// Nobody else who is there uses the fd table of that actor.
bool Model::is_alone(ActorId id) const {
  for (std::size_t i = 0; i < actors.size(); ++i) {
    const bool there =
        actors[i].state == ActorState::ready || actors[i].state == ActorState::in_call;
    if (i != id && there && actors[i].table == actors[id].table) return false;
  }
  return true;
}

/// The socket on which the actor's call works: the one behind its number as the call began.
SocketIndex Model::subject_of(ActorId id) const {
  const Actor& actor = actors[id];
  if (actor.call_file != kNoFile) return files[actor.call_file].socket;
  return takes_fd(actor.call.call) ? socket_of(id, actor.call.fd()) : kNoSocket;
}

void Model::apply_library(const Event& event) {
  if (event.actor >= actors.size() || event.parts == nullptr) return;
  if (event.parts->text == "pthread_join") actors[event.actor].joining = event.ret == 0;
}

void Model::apply_failure(const Event& enter, const Event& exit) {
  switch (family_of(enter.call)) {
    case Syscall::connect:
      fail_connect(enter);
      break;
    case Syscall::read:
    case Syscall::write:
      fail_transfer(enter, exit);
      break;
    default:
      break;
  }
}

void Model::apply_success(const Event& enter, const Event& exit) {
  switch (family_of(enter.call)) {
    case Syscall::socket:
      apply_socket(enter, exit);
      break;
    case Syscall::socketpair:
      apply_socketpair(enter, exit);
      break;
    case Syscall::bind:
      apply_bind(enter);
      break;
    case Syscall::listen:
      apply_listen(enter);
      break;
    case Syscall::accept:
      apply_accept(enter, exit);
      break;
    case Syscall::connect:
      apply_connect(enter);
      break;
    case Syscall::read:
      apply_receive(enter, exit);
      break;
    case Syscall::write:
      apply_send(enter, exit);
      break;
    case Syscall::shutdown:
      apply_shutdown(enter);
      break;
    case Syscall::epoll_create1:
      apply_epoll_create(exit);
      break;
    case Syscall::epoll_ctl:
      apply_epoll_ctl(enter);
      break;
    case Syscall::epoll_wait:
      apply_epoll_wait(enter, exit);
      break;
    case Syscall::dup:
      apply_dup(enter, exit);
      break;
    case Syscall::fcntl:
      apply_fcntl(enter);
      break;
    case Syscall::setsockopt:
      apply_setsockopt(enter);
      break;
    case Syscall::getsockopt:
      apply_getsockopt(enter, exit);
      break;
    case Syscall::getsockname:
      apply_getsockname(enter, exit);
      break;
    case Syscall::close:
      release(enter.actor, enter.fd());
      break;
    case Syscall::unlink:
      apply_unlink(enter);
      break;
    case Syscall::open:
      apply_open(enter, exit);
      break;
    case Syscall::chmod:
    case Syscall::fchmod:
    case Syscall::umask:
    case Syscall::setresuid:
      permissions_changed = true;
      break;
    default:
      break;
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
  switch (family_of(enter.call)) {
    case Syscall::socket:
      return 2;
    case Syscall::bind:
      return 4;
    case Syscall::listen:
      return 5;
    case Syscall::accept:
      return 6;
    case Syscall::read:
      return 7;
    case Syscall::write:
      return 8;
    case Syscall::close: {
      const SocketIndex socket = socket_of(exit.actor, enter.fd());
      if (socket == kNoSocket) return 0;
      return sockets[socket].role() == SocketRole::connection ? 10 : 9;
    }
    default:
      return 0;
  }
}

Socket& Model::touch(SocketIndex socket) {
  Socket& touched = sockets.edit(socket);
  touched.changed = seq;
  return touched;
}

}  // namespace sockwalk
