#include "reveal.h"

#include <algorithm>

namespace sockwalk {
namespace {

bool makes_a_handle(const Event& event) {
  const bool accepts = event.call == Syscall::accept || event.call == Syscall::accept4;
  return event.kind == EventKind::exit && accepts && !event.failed();
}

}  // namespace

TurnReveal::TurnReveal(const Timeline& timeline, std::uint64_t turn, double now) : began_(now) {
  const Turn& stretch = timeline.turns()[turn];
  Step call{Beat::call, {}};
  Step kernel{Beat::kernel, {}};
  Step wake{Beat::wake, {}};
  Step result{Beat::result, {}};
  bool returned = false;
  for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    const bool own = event.actor == stretch.actor;
    if (event.kind == EventKind::turn || (own && event.kind == EventKind::enter)) {
      call.events.push_back(seq);
    } else if (own && (event.kind == EventKind::exit || event.kind == EventKind::end) && !returned) {
      kernel.events.push_back(seq);
      returned = event.kind == EventKind::exit;
    } else if (own) {
      result.events.push_back(seq);
    } else if (event.kind != EventKind::kernel) {
      wake.events.push_back(seq);
    } else {
      (returned ? result : wake).events.push_back(seq);
    }
  }
  for (Step* step : {&kernel, &wake}) {
    for (const std::uint64_t seq : step->events) {
      if (makes_a_handle(timeline.event(seq))) step->length = kBirthMotion;
    }
  }
  const bool woke = wake.events.size() > (returned ? 0U : 1U);
  steps_.push_back(std::move(call));
  steps_.push_back(std::move(kernel));
  if (woke) steps_.push_back(std::move(wake));
  if (returned) steps_.push_back(std::move(result));
}

Reveal TurnReveal::at(double now, double speed) const {
  if (settled()) return {};
  const Animation beat = running_beat(speed);
  return {steps_[at_].beat, beat.eased(now), beat.progress(now)};
}

bool TurnReveal::advance(double now, double speed) {
  bool changed = false;
  while (!settled() && !running_beat(speed).running(now)) {
    began_ = running_beat(speed).end();
    ++at_;
    changed = true;
  }
  return changed;
}

bool TurnReveal::next_beat(double now) {
  if (settled()) return false;
  ++at_;
  began_ = now;
  return true;
}

Model TurnReveal::after(std::size_t steps, const Timeline& timeline, const Model& before) const {
  Model model = before;
  for (std::size_t i = 0; i < steps && i < steps_.size(); ++i) {
    for (const std::uint64_t seq : steps_[i].events) model.apply(timeline.event(seq));
  }
  return model;
}

Model TurnReveal::shown(const Timeline& timeline, const Model& before) const {
  return after(at_ + 1, timeline, before);
}

Model TurnReveal::left(const Timeline& timeline, const Model& before) const {
  return after(at_, timeline, before);
}

std::uint64_t TurnReveal::shown_seq() const {
  std::uint64_t last = 0;
  for (std::size_t i = 0; i <= at_ && i < steps_.size(); ++i) {
    for (const std::uint64_t seq : steps_[i].events) last = std::max(last, seq);
  }
  return settled() ? 0 : last;
}

}  // namespace sockwalk
