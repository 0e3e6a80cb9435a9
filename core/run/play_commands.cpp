#include <csignal>

#include <algorithm>

#include "run/play.h"

namespace sockwalk {
namespace {

using Kind = TurnRequest::Kind;

}  // namespace

void Run::Play::carry_out(const TurnRequest& request, std::vector<Event>& events) {
  switch (request.kind) {
    case Kind::proceed: gate_.grant(request.actor); break;
    case Kind::perform: gate_.grant(request.actor, Grant::perform, request.words); break;
    case Kind::crash: crash(request.actor); break;
    case Kind::interrupt: interrupt(request.actor, SIGUSR1, events); break;
    case Kind::interrupt_restart: interrupt(request.actor, SIGUSR2, events); break;
    case Kind::time: let_time_pass(); break;
    case Kind::add_client: break;  // it is there already
  }
}

/// A process crashes whole: with the actor go those that share its fd table.
void Run::Play::crash(ActorId actor) {
  for (const ActorId one : sharers(actor)) {
    const StepGate::Position position = gate_.position(one);
    if (position.place == ActorPlace::gone) continue;
    gate_.orders(one).crash.store(true);
    if (position.place == ActorPlace::at_gate) {
      gate_.grant(one, Grant::crash);
    } else if (position.place == ActorPlace::joining) {
      gate_.abandon_join(one);
    } else {
      member(one).thread->signal(stop_signal());
    }
  }
}

void Run::Play::interrupt(ActorId actor, int signal, std::vector<Event>& events) {
  Event event = event_of(EventKind::signal, actor);
  event.args[0] = signal;
  events.push_back(event);
  // A sleeper counts as running from here on: the kernel wakes it before the signal is sent.
  member(actor).thread->signal(signal);
}

void Run::Play::let_time_pass() {
  Member* first = nullptr;
  for (Member* one : members()) {
    if (one->deadline_ms < 0) continue;
    if (first == nullptr || one->deadline_ms < first->deadline_ms) first = one;
  }
  if (first == nullptr) return;
  held_ms_ = std::max(held_ms_, first->deadline_ms);
  Orders& orders = gate_.orders(first->id);
  orders.returning.store(true);
  orders.expire.store(true);
  first->thread->signal(stop_signal());
}

}  // namespace sockwalk
