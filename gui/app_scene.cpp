#include <fmt/core.h>

#include <algorithm>

#include "app.h"
#include "event/json_object.h"

namespace sockwalk {

void App::show_turn(double now, bool animate) {
  shown_turn_ = walk_->turn();
  reveal_ = animate && !settings_.reduced_motion && shown_turn_ > 0
                ? TurnReveal(walk_->timeline(), shown_turn_, now)
                : TurnReveal();
  refresh();
}

void App::refresh() {
  const Timeline& timeline = walk_->timeline();
  shown_events_ = timeline.last_seq();
  if (shown_turn_ == 0) {
    before_ = Model();
  } else {
    timeline.seek(before_, timeline.end_of_turn(shown_turn_ - 1));
  }
  shown_ = reveal_.settled() ? walk_->model() : reveal_.shown(timeline, before_);
  left_ = reveal_.settled() ? Model() : reveal_.left(timeline, before_);
  changes_ = shown_turn_ == 0 ? std::vector<Change>{} : difference(before_, shown_);
}

/// Those of a recording change with the turn alone; in a live run somebody may arrive at any time.
void App::find_next_calls(const Scene& scene) {
  const std::array<std::uint64_t, 4> found_by{scene.walk.generation(), scene.turn,
                                              scene.walk.timeline().last_seq(), shown_.actors.size()};
  if (!scene.walk.live() && next_calls_found_by_ == found_by) return;
  next_calls_found_by_ = found_by;
  next_calls_.clear();
  for (std::size_t i = 0; i < shown_.actors.size(); ++i) {
    next_calls_.push_back(scene.walk.next_call(static_cast<ActorId>(i)));
  }
  note_calls(scene);
}

/// Gives them another number when they are others than before.
void App::note_calls(const Scene& scene) {
  std::vector<std::uint64_t> calls;
  const auto append = [&calls](std::uint64_t what, const Event& call) {
    calls.insert(calls.end(), {what, call.seq, static_cast<std::uint64_t>(call.call),
                               reinterpret_cast<std::uintptr_t>(call.parts),
                               reinterpret_cast<std::uintptr_t>(call.file), call.line, call.client});
    for (const std::int64_t argument : call.args) calls.push_back(static_cast<std::uint64_t>(argument));
  };
  for (std::size_t i = 0; i < next_calls_.size(); ++i) {
    if (next_calls_[i]) append(i, *next_calls_[i]);
  }
  for (const Stand& stand : scene.walk.stands()) {
    append(static_cast<std::uint64_t>(stand.stance), stand.call);
    calls.push_back(static_cast<std::uint64_t>(stand.timeout_ms));
  }
  if (calls == calls_ && calls_version_ != 0) return;
  calls_ = std::move(calls);
  ++calls_version_;
}

Scene App::scene(const Palette& palette, const Fonts& fonts, float scale, double now) {
  requests_.clear();
  Scene scene{.walk = shown_walk(),
              .model = shown_,
              .before = before_,
              .changes = changes_,
              .turn = shown_turn_,
              .seq = reveal_.settled() ? walk_->timeline().end_of_turn(shown_turn_) : reveal_.shown_seq(),
              .reveal = reveal_.at(now, speed_),
              .next_calls = {},
              .live = walk_->live() && walk_->at_end(),
              .playing = playing_,
              .palette = palette,
              .fonts = fonts,
              .scale = scale,
              .time = settings_.reduced_motion ? 0.0 : now,
              .reduced_motion = settings_.reduced_motion,
              .selection = selection_,
              .requests = requests_,
              .spotlight = spotlight_,
              .presenter = settings_.presenter};
  // A mark is of its own recording, and no later than what may be known.
  const bool marked = marked_turn_ && marked_generation_ == walk_->generation();
  if (marked && *marked_turn_ <= scene.walk.last_turn()) scene.marked_turn = marked_turn_;
  scene.mover = shown_turn_ == 0 ? kNoActor : walk_->timeline().turns()[shown_turn_].actor;
  find_next_calls(scene);
  scene.next_calls = next_calls_;
  scene.calls_version = calls_version_;
  if (!reveal_.settled()) scene.left = &left_;
  if (reveal_.settled()) scene.next = walk_->next_actor();
  scene.question_open = question_.is_open();
  scene.foretold = foretold(scene.next_call());
  const Actor* mover = shown_.actor(scene.mover);
  if (mover == nullptr) return scene;
  const Timeline& timeline = walk_->timeline();
  const Turn& turn = timeline.turns()[shown_turn_];
  if (mover->call.kind == EventKind::enter && mover->call.seq >= turn.first) {
    scene.enter = &timeline.event(mover->call.seq);
  }
  if (mover->last_exit.kind == EventKind::exit && mover->last_exit.seq >= turn.first) {
    scene.exit = &timeline.event(mover->last_exit.seq);
  }
  return scene;
}

std::string App::report() const {
  if (walk_ == nullptr) return "{}";
  std::string scenario;
  append_json_text(scenario, walk_->header().scenario);
  const auto alive = std::ranges::count_if(walk_->model().actors, [](const Actor& actor) {
    return actor.state == ActorState::ready || actor.state == ActorState::in_call;
  });
  return fmt::format(
      R"({{"scenario":{},"turn":{},"last_turn":{},"live":{},"settled":{},"playing":{},"finished":{},"next":"{}","agrees":{},"hash":"{:016x}","theme":"{}","zoom":{},"presenter":{},"typing":{},"alive":{}}})",
      scenario, shown_turn_, walk_->last_turn(), walk_->live() && walk_->at_end(), reveal_.settled() && !walk_->busy(),
      playing_, walk_->finished(),
      walk_->next_actor() == kNoActor ? "" : walk_->names().name(walk_->next_actor()),
      walk_->agreement().agrees(), walk_->model().hash(walk_->header().directory),
      palette_for(settings_).name, settings_.zoom, settings_.presenter,
      typing(), alive);
}

}  // namespace sockwalk
