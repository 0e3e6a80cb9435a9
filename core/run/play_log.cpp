#include <algorithm>

#include "event/parts_draft.h"
#include "log/time_merge.h"
#include "run/play.h"

namespace sockwalk {

Event Run::Play::event_of(EventKind kind, ActorId actor) const {
  Event event;
  event.kind = kind;
  event.actor = actor;
  event.t_ns = monotonic_ns() - start_ns_;
  return event;
}

std::vector<Event> Run::Play::leftover_notes() const {
  std::vector<Event> notes;
  for (const Leftover& leftover : scenario_.leftovers) {
    Event left = event_of(EventKind::note, kSetup);
    left.note = NoteKind::leftover;
    PartsDraft parts;
    parts.address = {UnixAddress::Kind::path, log_->arena().copy(directory_->path_of(leftover.path)), 0};
    if (leftover.kind == Leftover::Kind::symlink) {
      parts.text = log_->arena().copy(directory_->path_of(leftover.to));
    }
    left.parts = parts.stored(log_->arena());
    notes.push_back(left);
  }
  return notes;
}

std::vector<Event> Run::Play::collect(ActorId mover, std::uint64_t ahead) {
  std::vector<Event> events;
  const std::vector<Member*> all = members();
  if (mover < all.size()) all[mover]->events->drain(events);
  // The mover's call is the first of its events; what stands ahead of them is not yet numbered.
  const bool called = !events.empty() && events.front().kind == EventKind::enter;
  // A signal to a sleeper: its call returns, and nobody's call has woken it.
  if (!events.empty() && events.front().kind == EventKind::exit) events.front().slept = true;
  const std::uint64_t cause = called ? log_->next_seq() + ahead : 0;
  for (Member* one : all) {
    if (one->id == mover) continue;
    const auto first = static_cast<std::ptrdiff_t>(events.size());
    one->events->drain(events);
    if (turn_ == 0) continue;
    const auto woken = std::find_if(events.begin() + first, events.end(),
                                    [](const Event& event) { return event.kind == EventKind::exit; });
    if (woken == events.end()) continue;
    woken->slept = true;
    woken->woken_by = cause;
  }
  for (Event& event : events) add_peer(event);
  return events;
}

bool Run::Play::log_by_time() {
  const std::vector<Member*> all = members();
  // In the order of the numbers, which is that of equal times.
  std::vector<Stretch> stretches(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i]->events->look(stretches[i]);
  const std::uint64_t before = log_->next_seq();
  merge_by_time(stretches, [&](const Event& event) {
    Event& logged = log_->put(event);
    add_peer(logged);
    server_is_up_ = server_is_up_ || tells_server_is_up(logged);
  });
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::size_t count = 0;
    for (const auto piece : stretches[i]) count += piece.size();
    all[i]->events->drop(count);
  }
  record();
  return log_->next_seq() != before;
}

void Run::Play::add_peer(Event& event) {
  if (!options_.observe || event.kind != EventKind::exit) return;
  if (event.call != Syscall::accept && event.call != Syscall::accept4) return;
  if (event.parts == nullptr || event.parts->opened.size() != 1) return;
  OpenedFd opened = event.parts->opened[0];
  opened.peer =
      peers_ != nullptr ? peers_->take_peer_of(opened.inode) : observer_.peer_of(opened.inode);
  EventParts parts = *event.parts;
  parts.opened = log_->arena().copy(std::span<const OpenedFd>(&opened, 1));
  event.parts = log_->arena().make(parts);
}

Event Run::Play::kernel_event() {
  std::vector<std::uint32_t> inodes;
  for (const SocketIndex socket : model_.open_sockets()) {
    if (model_.sockets[socket].inode != 0) inodes.push_back(model_.sockets[socket].inode);
  }
  Event event = event_of(EventKind::kernel, kNoActor);
  PartsDraft parts;
  parts.kernel = observer_.look(inodes, path_, log_->arena());
  event.parts = parts.stored(log_->arena());
  return event;
}

void Run::Play::commit(std::span<const Event> events) {
  for (const Event& event : events) model_.apply(log_->put(event));
  if (options_.observe) log_->put(kernel_event());
  record();
}

void Run::Play::commit_kernel() {
  std::vector<Event> events;
  log_->take(model_.seq, events);
  for (const Event& event : events) model_.apply(event);
  if (!options_.observe) return;
  log_->put(kernel_event());
  record();
}

/// Makes readable what has been put, and writes it where that is asked for.
void Run::Play::record() {
  const auto pieces = log_->commit();
  if (writer_ == nullptr) return;
  for (const std::span<const Event> piece : pieces) {
    const Done written = writer_->append(piece, names());
    MutexLock lock(mutex_);
    if (!written.ok() && save_error_.empty()) save_error_ = written.error().sentence;
  }
}

}  // namespace sockwalk
