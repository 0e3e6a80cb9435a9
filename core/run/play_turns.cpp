#include <algorithm>
#include <chrono>
#include <utility>

#include "event/parts_draft.h"
#include "run/play.h"

namespace sockwalk {
namespace {

using std::chrono::microseconds;

// While an actor is on its way its next change of place wakes us; one that has just fallen asleep in
// the kernel tells nobody, so we look again after this time.
constexpr microseconds kLookAgain{40};
// Without a gate there is nothing to wait for but time: how often events are collected. More often
// while clients wait for the server to listen.
constexpr microseconds kCollect{5'000};
constexpr microseconds kCollectFirst{100};
// Who was accepted is asked at each collection; that shall take no more than this part of the time.
constexpr int kAskingShare = 10;
// So long without an event, all actors asleep: nobody will wake them.
constexpr std::chrono::milliseconds kQuiet{200};

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
  std::vector<Event> events = collect(kServer, 0);
  const std::vector<Event> leftovers = leftover_notes();
  events.insert(events.end(), leftovers.begin(), leftovers.end());
  commit(events);
  publish(true);
  for (;;) {
    TurnRequest request = await_turn();
    if (gate_.stopping()) break;
    give(request);
    publish(true);
  }
}

/// One turn, from its first event to the kernel's answer.
void Run::Play::give(TurnRequest& request) {
  if (request.kind == TurnRequest::Kind::add_client) request.actor = add_client(request.words);
  if (request.kind == TurnRequest::Kind::time) request.actor = kClock;
  if (request.actor == kNoActor) return;
  std::vector<Event> ahead;
  Event turn = event_of(EventKind::turn, request.actor);
  turn.ret = static_cast<std::int64_t>(++turn_);
  ahead.push_back(turn);
  if (const std::string words = command_words(request); !words.empty()) {
    Event command = event_of(EventKind::command, request.actor);
    PartsDraft parts;
    parts.text = log_->arena().copy(words);
    command.parts = parts.stored(log_->arena());
    ahead.push_back(command);
  }
  carry_out(request, ahead);
  settle();
  std::vector<Event> events = collect(request.actor, ahead.size());
  events.insert(events.begin(), ahead.begin(), ahead.end());
  commit(events);
}

TurnRequest Run::Play::await_turn() {
  MutexLock lock(mutex_);
  while (!turn_wanted_ && !stopping_) changed_.wait(mutex_);
  turn_wanted_ = false;
  return std::exchange(wanted_, {});
}

bool Run::Play::still(const Member& member) const {
  const StepGate::Position position = gate_.position(member.id);
  const Orders& orders = gate_.orders(member.id);
  const bool gone = position.place == ActorPlace::gone && !thread_exists(member.thread->tid());
  if (orders.crash.load() || position.place == ActorPlace::gone) return gone;
  switch (position.place) {
    case ActorPlace::running:
    case ActorPlace::gone: return false;
    case ActorPlace::at_gate:
    case ActorPlace::joining: return true;
    case ActorPlace::in_call:
      return member.watched && !orders.returning.load() &&
             observer_.probe(member.id)->asleep_in(position.next.call);
  }
  return false;
}

bool Run::Play::all_still() const {
  return std::ranges::all_of(members(), [&](const Member* one) { return still(*one); });
}

void Run::Play::settle() {
  while (!gate_.stopping()) {
    watch_new();
    const std::uint64_t seen = gate_.changes();
    // Twice: an actor that ends wakes others after it has left the gate for good, perhaps when those
    // have been looked at already.
    if (all_still() && all_still() && gate_.changes() == seen) return;
    gate_.wait_change(seen, kLookAgain);
  }
}

bool Run::Play::tells_server_is_up(const Event& event) {
  const bool listens =
      event.kind == EventKind::exit && event.call == Syscall::listen && event.error == 0;
  // One that never listens waits for datagrams, perhaps.
  const bool waits = event.kind == EventKind::enter && row_of(event.call).may_block;
  return event.actor == kServer && (listens || waits || event.kind == EventKind::end);
}

void Run::Play::play_free() {
  auto moved = std::chrono::steady_clock::now();
  microseconds collect = kCollectFirst;
  for (const Event& note : leftover_notes()) log_->put(note);
  for (;;) {
    const std::uint64_t seen = gate_.changes();
    watch_new();
    const bool finished = std::ranges::none_of(
        members(), [](const Member* one) { return thread_exists(one->thread->tid()); });
    const bool news = log_by_time();
    const auto now = std::chrono::steady_clock::now();
    if (news || !all_rest()) moved = now;
    const bool rest = finished || now - moved >= kQuiet;
    if (rest) {
      publish(false);  // what the actors did can be read before the state is made of it
      commit_kernel();
    }
    if (rest || gate_.stopping()) break;
    if (server_is_up_) {
      gate_.open();
      collect = kCollect;
    }
    publish(false);
    const microseconds pause = std::max(collect, kAskingShare * asking_time());
    gate_.wait_change(seen, all_have_left() ? kLookAgain : pause);
  }
  publish(true);
}

microseconds Run::Play::asking_time() const {
  return peers_ == nullptr ? microseconds{0} : peers_->asking_time();
}

bool Run::Play::all_have_left() const {
  return std::ranges::all_of(members(), [&](const Member* one) {
    return gate_.position(one->id).place == ActorPlace::gone;
  });
}

bool Run::Play::all_rest() const {
  return std::ranges::all_of(members(), [&](const Member* one) {
    if (!one->watched) return false;
    if (!thread_exists(one->thread->tid())) return true;
    if (gate_.position(one->id).place == ActorPlace::joining) return true;
    return observer_.probe(one->id)->look().call != Syscall::none;
  });
}

std::vector<Stand> Run::Play::stands() {
  std::vector<Stand> all;
  for (Member* one : members()) {
    const StepGate::Position position = gate_.position(one->id);
    Stand stand{one->id, Stance::gone, position.next, -1};
    if (position.place == ActorPlace::at_gate) stand.stance = Stance::at_gate;
    if (position.place == ActorPlace::in_call) stand.stance = Stance::asleep;
    if (position.place == ActorPlace::joining) stand.stance = Stance::joining;
    // Without a gate nobody tells in which call an actor sleeps; the model has the call.
    const bool free = options_.free && position.place != ActorPlace::gone;
    if (free && position.place != ActorPlace::joining) stand.stance = Stance::asleep;
    if (options_.free && one->id < model_.actors.size()) stand.call = model_.actors[one->id].call;
    const bool sleeps = stand.stance == Stance::asleep && !options_.free;
    if (!sleeps || position.timeout_ms < 0) {
      one->deadline_ms = -1;
    } else {
      stand.timeout_ms = position.timeout_ms;
      if (one->deadline_ms < 0) one->deadline_ms = held_ms_ + position.timeout_ms;
    }
    all.push_back(stand);
  }
  return all;
}

void Run::Play::publish(bool idle) {
  RunStatus status;
  status.idle = idle;
  status.committed = log_->committed();
  status.stands = stands();
  // Without turns the actors may be gone before their last events are committed.
  status.finished = idle && std::ranges::all_of(status.stands, [](const Stand& stand) {
                      return stand.stance == Stance::gone;
                    });
  {
    MutexLock lock(mutex_);
    status_ = std::move(status);
    changed_.notify_all();
  }
  if (options_.on_change) options_.on_change();
}

}  // namespace sockwalk
