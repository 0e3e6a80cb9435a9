#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "blank_screen.h"
#include "drawn_text.h"
#include "few_clients.h"
#include "look.h"
#include "model/difference.h"
#include "pane.h"
#include "run/assets.h"
#include "run/walk.h"
#include "stage_paint.h"
#include "stage_view.h"

namespace sockwalk {

inline constexpr float kWidth = 800;
inline constexpr float kHeight = 660;

/// A run of a shipped scenario with the stage that shows its last turn.
class Show {
 public:
  explicit Show(const std::string& name, float width = kWidth, float height = kHeight,
                float scale = 1.0F)
      : Show(name, width, height, scale, std::make_shared<BlankScreen>(width, height, scale)) {}
  /// On a screen of that size, which several may share: letters take long to draw.
  Show(const std::string& name, float width, float height, float scale,
       std::shared_ptr<BlankScreen> screen)
      : width_(width), height_(height), scale_(scale), screen_(std::move(screen)) {
    const auto scenario = few_clients(find_scenario(name));
    REQUIRE(scenario.ok());
    auto started = Walk::start(*scenario, {});
    REQUIRE(started.ok());
    walk_ = std::move(*started);
    REQUIRE(walk_->settle(5000));
  }

  bool step() {
    const bool stepped = walk_->step();
    REQUIRE(walk_->settle(5000));
    return stepped;
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) REQUIRE(step());
  }

  /// Draws the stage in a beat of the last turn; returns how much was drawn.
  int draw(Beat beat = Beat::settled, float progress = 1.0F) { return draw(state_, beat, progress); }
  /// With what was laid out before, or with nothing yet.
  int draw(StageState& state, Beat beat, float progress = 1.0F) {
    find_turn(beat);
    const Palette& palette = palette_of(Theme::dark);
    const Look look{palette, screen_->fonts(), scale_};
    apply_look(look);
    return screen_->frame([&] {
      selection_.begin_frame();
      begin_screen(look, {width_, height_});
      const Scene scene{*walk_, model_, before_, changes_, walk_->turn(), model_.seq,
                        {beat, progress, progress}, mover_, enter_, exit_,
                        beat == Beat::settled ? walk_->next_actor() : kNoActor, next_calls_, true,
                        false, palette, screen_->fonts(), scale_, 0.0, false, selection_, requests_, spotlight_};
      draw_stage(scene, state, {{0, 0}, {width_, height_}});
      end_screen();
    });
  }

  /// The layout that the stage has at rest, in the coordinates of the screen.
  StageLayout layout() {
    find_turn(Beat::settled);
    metrics_ = metrics_of(screen_->fonts());
    can_move_ = walk_->can_move();
    StageInput input;
    input.model = &model_;
    input.timeline = &walk_->timeline();
    input.next_calls = next_calls_;
    input.can_move = can_move_;
    input.next = walk_->next_actor();
    input.mover = mover_;
    input.enter = enter_;
    input.exit = exit_;
    input.changes = changes_;
    if (const KernelSnapshot* kernel = walk_->kernel()) input.path_inode = kernel->path_inode;
    const float border = std::max(1.0F, std::floor(scale_));
    input.width = width_ - 2 * border;
    input.height = height_ - 2 * border;
    input.scale = scale_;
    input.metrics = &metrics_;
    return lay_out_stage(input);
  }

  /// What the tooltip says of what is there, spaces left out; empty without one.
  std::string tip(StagePoint point, Beat beat = Beat::settled, float progress = 1.0F) {
    screen_->mouse(-100, -100, false);
    draw(beat, progress);
    const std::string without = drawn_text();
    screen_->mouse(point.x, point.y, false);
    for (int frame = 0; frame < 3; ++frame) draw(beat, progress);
    const std::string with = drawn_text();
    return with.size() > without.size() && with.starts_with(without) ? with.substr(without.size()) : with;
  }

  void click(StagePoint point) {
    screen_->mouse(point.x, point.y, false);
    draw();
    draw();
    screen_->mouse(point.x, point.y, true);
    draw();
    screen_->mouse(point.x, point.y, false);
    draw();
  }

  Walk& walk() { return *walk_; }
  const Model& model() const { return model_; }
  const Event* enter() const { return enter_; }
  Selection& selection() { return selection_; }
  std::vector<Request>& requests() { return requests_; }
  BlankScreen& screen() { return *screen_; }

 private:
  /// What a reveal shows in `beat`: in the first the call has only begun.
  void find_turn(Beat beat) {
    const Timeline& timeline = walk_->timeline();
    const Turn& turn = timeline.turns()[walk_->turn()];
    before_ = turn.number == 0 ? Model{} : timeline.state_at(turn.first - 1);
    enter_ = exit_ = nullptr;
    mover_ = turn.actor;
    for (std::uint64_t seq = turn.first; seq != 0 && seq <= turn.last; ++seq) {
      const Event& event = timeline.event(seq);
      if (event.actor != mover_ || turn.number == 0) continue;
      if (event.kind == EventKind::enter && enter_ == nullptr) enter_ = &event;
      if (event.kind == EventKind::exit && enter_ != nullptr && event.enter == enter_->seq) {
        exit_ = &event;
      }
    }
    std::uint64_t seq = turn.last;
    if (beat == Beat::call && enter_ != nullptr) seq = enter_->seq;
    if (beat == Beat::call) exit_ = nullptr;
    if (beat == Beat::kernel && exit_ != nullptr) seq = exit_->seq;
    model_ = timeline.state_at(seq);
    changes_ = difference(before_, model_);
    next_calls_.clear();
    for (std::size_t i = 0; i < model_.actors.size(); ++i) {
      next_calls_.push_back(walk_->next_call(static_cast<ActorId>(i)));
    }
  }

  float width_;
  float height_;
  float scale_;
  std::shared_ptr<BlankScreen> screen_;
  std::unique_ptr<Walk> walk_;
  Model model_;
  Model before_;
  std::vector<Change> changes_;
  std::vector<std::optional<Event>> next_calls_;
  std::vector<ActorId> can_move_;
  StageMetrics metrics_;
  ActorId mover_ = kNoActor;
  const Event* enter_ = nullptr;
  const Event* exit_ = nullptr;
  Selection selection_;
  std::vector<Request> requests_;
  Spotlight spotlight_;
  StageState state_;
};

/// The stage begins within its pane's border.
inline StagePoint on_screen(StagePoint point) { return {point.x + 1, point.y + 1}; }

}  // namespace sockwalk
