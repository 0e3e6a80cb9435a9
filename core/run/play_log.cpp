#include <algorithm>

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
  add_peers(events);
  return events;
}

std::vector<Event>& Run::Play::collect_by_time() {
  drained_.clear();
  collected_.clear();
  std::vector<std::size_t> ends;
  for (Member* one : members()) {
    one->events->drain(drained_);
    ends.push_back(drained_.size());
  }
  merge_by_time(drained_, ends, collected_);
  add_peers(collected_);
  return collected_;
}

void Run::Play::add_peers(std::span<Event> events) {
  if (!options_.observe) return;
  for (Event& event : events) {
    const bool accepts = event.call == Syscall::accept || event.call == Syscall::accept4;
    if (event.kind != EventKind::exit || !accepts || event.parts == nullptr) continue;
    if (event.parts->opened.size() != 1) continue;
    OpenedFd opened = event.parts->opened[0];
    opened.peer =
        peers_ != nullptr ? peers_->take_peer_of(opened.inode) : observer_.peer_of(opened.inode);
    EventParts parts = *event.parts;
    parts.opened = log_->arena().copy(std::span<const OpenedFd>(&opened, 1));
    event.parts = log_->arena().make(parts);
  }
}

Event Run::Play::kernel_event() {
  std::vector<std::uint32_t> inodes;
  for (const SocketIndex socket : model_.open_sockets()) {
    if (model_.sockets[socket].inode != 0) inodes.push_back(model_.sockets[socket].inode);
  }
  Event event = event_of(EventKind::kernel, kNoActor);
  EventParts parts;
  parts.kernel = observer_.look(inodes, path_, log_->arena());
  event.parts = log_->arena().make(parts);
  return event;
}

void Run::Play::commit(std::vector<Event>& events, bool quiescent) {
  log_->number(events);
  for (const Event& event : events) model_.apply(event);
  if (options_.observe && quiescent) {
    Event kernel = kernel_event();
    log_->number(std::span(&kernel, 1));
    events.push_back(kernel);
  }
  record(events);
}

void Run::Play::commit_by_time(std::vector<Event>& events) {
  log_->number(events);
  record(events);
}

void Run::Play::commit_kernel() {
  std::vector<Event> events;
  log_->take(model_.seq, events);
  for (const Event& event : events) model_.apply(event);
  if (!options_.observe) return;
  events = {kernel_event()};
  commit_by_time(events);
}

/// Makes numbered events readable, and writes them where that is asked for.
void Run::Play::record(std::span<const Event> events) {
  log_->append(events);
  if (writer_ == nullptr) return;
  const Done written = writer_->append(events, names());
  MutexLock lock(mutex_);
  if (!written.ok() && save_error_.empty()) save_error_ = written.error().sentence;
}

}  // namespace sockwalk
