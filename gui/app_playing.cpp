#include <algorithm>

#include "app.h"

namespace sockwalk {
namespace {

// Between two played turns, so that the result can be read; divided by the speed.
constexpr double kRestSeconds = 0.6;

}  // namespace

void App::update(double now) {
  now_ = now;
  if (walk_ == nullptr) return;
  // Somebody may have settled the walk since.
  if (walk_->update() || walk_->turn() != shown_turn_) {
    if (walk_->turn() != shown_turn_) {
      show_turn(now, !walk_->replaying() && walk_->turn() == shown_turn_ + 1);
    } else if (walk_->timeline().last_seq() != shown_events_) {
      refresh();
    }
    if (!walk_->replay_difference().empty()) notice_ = walk_->replay_difference();
    if (!walk_->order_note().empty()) notice_ = walk_->order_note();
  }
  if (reveal_.advance(now, speed_)) {
    refresh();
    if (reveal_.settled()) rest_until_ = now + kRestSeconds / speed_;
  }
  play_prompt_.update(*walk_);
  if (playing_) play_on(now);
  travel();
  settle_question();
}

void App::play_on(double now) {
  if (!reveal_.settled() || walk_->busy()) return;
  if (walk_->next_actor() == kNoActor || run_to_reached()) {
    playing_ = false;
    run_to_.reset();
    return;
  }
  if (now >= rest_until_ || settings_.reduced_motion || hurried_) step(now);
}

bool App::run_to_reached() const {
  if (!run_to_) return false;
  if (run_to_->turn && shown_turn_ >= *run_to_->turn) return true;
  if (run_to_->sleep && shown_turn_ > 0) {
    const Actor* mover = shown_.actor(shown_.mover);
    if (mover != nullptr && mover->state == ActorState::in_call) return true;
  }
  if (run_to_->call == Syscall::none) return false;
  const auto next = walk_->next_call(walk_->next_actor());
  return next && next->call == run_to_->call;
}

bool App::moving() const {
  return walk_ != nullptr && (!reveal_.settled() || walk_->busy() || hurried_);
}

double App::due_in(double now) const {
  if (!playing_ || moving()) return -1.0;
  return std::max(0.0, rest_until_ - now);
}

}  // namespace sockwalk
