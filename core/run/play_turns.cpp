#include <algorithm>
#include <chrono>

#include "run/play.h"

namespace sockwalk {
namespace {

using std::chrono::microseconds;

// While an actor is on its way its next change of place wakes us; one that has just fallen asleep in
// the kernel tells nobody, so we look again after this time.
constexpr microseconds kLookAgain{40};
// Without a gate there is nothing to wait for but time: how often events are collected.
constexpr microseconds kCollect{1000};
// So many collections in a row without an event, all actors asleep: nobody will wake them.
constexpr int kQuietCollections = 200;

}  // namespace

void Run::Play::play() {
  if (options_.free) {
    play_free();
  } else {
    play_turns();
  }
}

void Run::Play::play_turns() {
  settle();
  std::vector<Event> events = collect(kServer);
  if (scenario_.leftover) {
    Event leftover = event_of(EventKind::note, kSetup);
    leftover.note = NoteKind::leftover;
    EventParts parts;
    parts.address = {UnixAddress::Kind::path,
                     log_->arena().copy(directory_->path_of(scenario_.leftover->path)), 0};
    leftover.parts = log_->arena().make(parts);
    events.push_back(leftover);
  }
  commit(events, true);
  publish(true);
  for (ActorId mover = await_turn(); mover != kNoActor; mover = await_turn()) {
    Event turn = event_of(EventKind::turn, mover);
    turn.ret = static_cast<std::int64_t>(++turn_);
    gate_.grant(mover);
    settle();
    events = collect(mover);
    events.insert(events.begin(), turn);
    commit(events, true);
    publish(true);
  }
}

ActorId Run::Play::await_turn() {
  MutexLock lock(mutex_);
  while (wanted_ == kNoActor && !stopping_) changed_.wait(mutex_);
  const ActorId mover = stopping_ ? kNoActor : wanted_;
  wanted_ = kNoActor;
  return mover;
}

bool Run::Play::still(ActorId actor) const {
  const StepGate::Position position = gate_.position(actor);
  switch (position.place) {
    case Place::running:
      return false;
    case Place::at_gate:
      return true;
    case Place::in_call:
      return observer_.probe(actor)->asleep_in(position.next.call);
    case Place::gone:
      return !thread_exists(actors_[actor]->tid());
  }
  return false;
}

bool Run::Play::all_still() const {
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    if (!still(static_cast<ActorId>(i))) return false;
  }
  return true;
}

void Run::Play::settle() {
  while (!gate_.stopping()) {
    const std::uint64_t seen = gate_.changes();
    // Twice: an actor that ends wakes others after it has left the gate for good, perhaps when those
    // have been looked at already.
    if (all_still() && all_still() && gate_.changes() == seen) return;
    gate_.wait_change(seen, kLookAgain);
  }
}

bool Run::Play::server_is_up(std::span<const Event> events) {
  return std::ranges::any_of(events, [](const Event& event) {
    const bool listens = event.kind == EventKind::exit && event.call == Syscall::listen && event.error == 0;
    return event.actor == kServer && (listens || event.kind == EventKind::end);
  });
}

void Run::Play::play_free() {
  int quiet = 0;
  for (;;) {
    const bool finished = std::ranges::all_of(
        actors_, [&](const auto& actor) { return !thread_exists(actor->tid()); });
    std::vector<Event> events = collect_by_time();
    quiet = events.empty() && all_rest() ? quiet + 1 : 0;
    const bool rest = finished || quiet >= kQuietCollections;
    if (!events.empty() || rest) commit(events, rest);
    if (rest || gate_.stopping()) break;
    if (server_is_up(events)) gate_.open();
    publish(false);
    const std::uint64_t seen = gate_.changes();
    gate_.wait_change(seen, kCollect);
  }
  publish(true);
}

bool Run::Play::all_rest() const {
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    if (!thread_exists(actors_[i]->tid())) continue;
    if (observer_.probe(static_cast<ActorId>(i))->look().call == Syscall::none) return false;
  }
  return true;
}

void Run::Play::publish(bool idle) {
  RunStatus status;
  status.idle = idle;
  status.committed = log_->committed();
  // Without turns the actors may be gone before their last events are committed.
  status.finished = idle;
  for (std::size_t i = 0; i < actors_.size(); ++i) {
    const auto actor = static_cast<ActorId>(i);
    const StepGate::Position position = gate_.position(actor);
    Stand stand{actor, Stance::gone, position.next};
    if (position.place == Place::at_gate) stand.stance = Stance::at_gate;
    if (position.place == Place::in_call) stand.stance = Stance::asleep;
    // Without a gate nobody tells in which call an actor sleeps; the model has the call.
    if (options_.free && position.place != Place::gone) stand.stance = Stance::asleep;
    if (options_.free && i < model_.actors.size()) stand.call = model_.actors[i].call;
    if (stand.stance != Stance::gone) status.finished = false;
    status.stands.push_back(stand);
  }
  {
    MutexLock lock(mutex_);
    status_ = std::move(status);
    changed_.notify_all();
  }
  if (options_.on_change) options_.on_change();
}

}  // namespace sockwalk
