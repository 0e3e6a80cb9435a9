#include "stage_view.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <vector>

#include "blank_screen.h"
#include "drawn_text.h"
#include "few_clients.h"
#include "look.h"
#include "looked_at.h"
#include "model/difference.h"
#include "on_one_screen.h"
#include "pane.h"
#include "run/assets.h"
#include "run/walk.h"
#include "skipped.h"
#include "stage_journey.h"
#include "stage_paint.h"
#include "stage_picture.h"

TEST_SUITE_BEGIN("stage_view");

namespace sockwalk {
namespace {

constexpr float kWidth = 800;
constexpr float kHeight = 660;

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
                        {beat, progress}, mover_, enter_, exit_,
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

StagePoint on_screen(StagePoint point) { return {point.x + 1, point.y + 1}; }

const StageBar* bar_of(const StageLayout& layout, ActorId actor) {
  for (const StageBar& bar : layout.bars) {
    if (bar.actor == actor) return &bar;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("every beat of every turn of every scenario is drawn") {
  const auto screen = std::make_shared<BlankScreen>(kWidth, kHeight, 1.0F);
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    CAPTURE(entry.name);
    Show show(entry.name, kWidth, kHeight, 1.0F, screen);
    CHECK(show.draw() > 100);
    while (show.step()) {
      if (!is_looked_at(show.walk().turn())) continue;
      for (const Beat beat : {Beat::call, Beat::kernel, Beat::wake, Beat::result, Beat::settled}) {
        CHECK(show.draw(beat, 0.4F) > 100);
      }
    }
    CHECK(show.walk().next_actor() == kNoActor);
  }
}

TEST_CASE("with the real fonts too, nothing overlaps and nothing is cut off") {
  struct Screen {
    float width, height, scale;
  };
  for (const Screen& size : {Screen{614, 442, 1}, Screen{780, 645, 1}, Screen{1100, 800, 1.25F},
                             Screen{1560, 1290, 2}}) {
    const auto screen = std::make_shared<BlankScreen>(size.width, size.height, size.scale);
    for (const ScenarioEntry& entry : scenarios_to_step()) {
      CAPTURE(entry.name);
      CAPTURE(size.width);
      Show show(entry.name, size.width, size.height, size.scale, screen);
      const bool small = on_one_screen(*entry.scenario);
      do {
        if (!is_looked_at(show.walk().turn())) continue;
        CAPTURE(show.walk().turn());
        const StageLayout layout = show.layout();
        const StagePicture picture(layout, show.model());
        CHECK_MESSAGE(picture.faults().empty(), picture.first());
        if (!small) continue;
        CHECK(layout.width <= size.width);
        CHECK(layout.height <= size.height);
      } while (show.step());
    }
  }
}

TEST_CASE("the bar of an actor that can move asks for its turn, and nothing else does") {
  Show show("sum-select");
  show.steps(15);
  const StageLayout layout = show.layout();
  const StageBar* bar = bar_of(layout, 2);
  REQUIRE(bar != nullptr);
  REQUIRE(bar->kind == StageBar::Kind::can_move);
  show.click(on_screen(bar->rect.centre()));
  REQUIRE(show.requests().size() == 1);
  CHECK(show.requests()[0].command == Command::give_turn);
  CHECK(show.requests()[0].actor == 2);
  CHECK(show.selection().selected().kind == Target::Kind::none);

  show.requests().clear();
  const std::size_t box = layout.box_of(show.model().socket_of(0, 4));
  REQUIRE(box != kNoBox);
  show.click(on_screen(layout.boxes[box].rect.centre()));
  CHECK(show.requests().empty());
  CHECK(show.selection().selected().kind == Target::Kind::socket);
  CHECK(show.selection().selected().socket == show.model().socket_of(0, 4));
  CHECK(show.selection().hovered().socket == show.model().socket_of(0, 4));
}

TEST_CASE("what was laid out before is drawn again only while it is the same") {
  Show show("sum-select");
  while (show.step()) {
    CAPTURE(show.walk().turn());
    for (const Beat beat : {Beat::call, Beat::kernel, Beat::result, Beat::settled, Beat::settled}) {
      // Whoever is selected stands in full: here nobody, and then each in turn.
      const auto actor = static_cast<ActorId>(show.walk().turn() % 4);
      if (beat == Beat::settled) show.selection().select({Target::Kind::actor, actor, -1, kNoSocket, 0});
      const int again = show.draw(beat);
      StageState fresh;
      CHECK(show.draw(fresh, beat) == again);
    }
  }
}

TEST_CASE("where not all actors have room, whoever is next is scrolled into sight") {
  constexpr float kNarrow = 420;
  Show show("sum-select", kNarrow);
  const auto next_rect = [&] {
    const StageLayout layout = show.layout();
    return layout.boxes[layout.box_of_actor(show.walk().next_actor())].rect;
  };
  while (next_rect().right <= kNarrow) {
    show.draw();
    REQUIRE(show.step());
  }
  const ActorId next = show.walk().next_actor();
  const StageLayout layout = show.layout();
  const StageBar* bar = bar_of(layout, next);
  REQUIRE(bar != nullptr);
  show.draw();
  show.draw();
  // No further than needed: its box stands at the right edge.
  const float from_edge = next_rect().right + 12 - bar->rect.centre().x;
  show.click({kNarrow - 1 - from_edge, on_screen(bar->rect.centre()).y});
  REQUIRE(show.requests().size() == 1);
  CHECK(show.requests()[0].command == Command::give_turn);
  CHECK(show.requests()[0].actor == next);
}

TEST_CASE("a number is pointed at as itself, and lights up its socket") {
  Show show("sum-select");
  show.steps(15);
  const StageLayout layout = show.layout();
  for (const StageJack& jack : layout.jacks) {
    show.click(on_screen(jack.centre));
    const Target& selected = show.selection().selected();
    CHECK(selected.kind == Target::Kind::fd);
    CHECK(selected.actor == jack.actor);
    CHECK(selected.fd == jack.fd);
    CHECK(show.selection().lights(target_of(layout.boxes[layout.box_of(jack.socket)])));
  }
  show.click(on_screen({layout.width - 4, layout.bands[2].bottom - 4}));
  CHECK(show.selection().selected().kind == Target::Kind::none);
}

TEST_CASE("wires, bytes and their names tell in a tooltip what they are, and the manual page") {
  if (!kDrawnTextCanBeRead) return skipped("this Dear ImGui makes letters elsewhere");
  Show show("sum-select", 1200);
  const auto tells = [](const std::string& tip, const std::string& words) {
    return tip.find(without_spaces(words)) != std::string::npos;
  };
  const auto middle = [](const StageWire& wire) {
    const StagePoint a = wire.points[wire.points.size() / 2 - 1];
    const StagePoint b = wire.points[wire.points.size() / 2];
    return on_screen({(a.x + b.x) / 2, (a.y + b.y) / 2});
  };
  const auto first = [&](StageWire::Kind kind) {
    const StageLayout layout = show.layout();
    const auto wire = std::ranges::find(layout.wires, kind, &StageWire::kind);
    REQUIRE(wire != layout.wires.end());
    return middle(*wire);
  };
  show.steps(15);
  CHECK(tells(show.tip(first(StageWire::Kind::request)), "connect(2)"));
  CHECK(tells(show.tip(first(StageWire::Kind::peer)), "unix(7)"));
  CHECK(tells(show.tip(first(StageWire::Kind::name)), "bind(2)"));
  CHECK(tells(show.tip(first(StageWire::Kind::descriptor)), "open(2)"));
  const StageLayout layout = show.layout();
  REQUIRE(!layout.chips.empty());
  CHECK(tells(show.tip(on_screen(layout.chips.front().rect.centre())), "recv(2)"));
  const auto label = std::ranges::find_if(layout.texts, [](const StageText& text) { return text.text.starts_with("CIR"); });
  REQUIRE(label != layout.texts.end());
  CHECK(tells(show.tip(on_screen(label->rect.centre())), "connect(2)"));
}

TEST_CASE("what travels tells in a tooltip what it is") {
  if (!kDrawnTextCanBeRead) return skipped("this Dear ImGui makes letters elsewhere");
  Show show("sum-select", 1200);
  const auto steps_to = [&show](Syscall call) {
    while (show.enter() == nullptr || show.enter()->call != call) {
      show.steps(1);
      show.draw();
    }
  };
  steps_to(Syscall::connect);
  const SocketIndex client = show.model().socket_of(1, 3);
  const SocketIndex peer = show.model().sockets[client].peer;
  const StageWay request = way_between(show.layout(), client, peer);
  const std::string cir = show.tip(on_screen(request.at(0.5F)), Beat::kernel, 0.5F);
  CHECK_MESSAGE(cir.find("(CIR)") != std::string::npos, cir);
  steps_to(Syscall::write);
  const StageLayout layout = show.layout();
  REQUIRE(layout.chips.size() == 1);
  StageWay way = way_between(layout, client, peer);
  way.points.push_back(layout.chips[0].rect.centre());
  const std::string bytes = show.tip(on_screen(way.at(0.5F)), Beat::kernel, 0.5F);
  CHECK_MESSAGE(bytes.find(without_spaces("Bytes on their way")) != std::string::npos, bytes);
}

TEST_CASE("a sleeping or exited actor has no button") {
  Show show("queue");
  while (show.walk().model().actors[0].state != ActorState::in_call) show.steps(1);
  show.click(on_screen(bar_of(show.layout(), 0)->rect.centre()));
  CHECK(show.requests().empty());
  while (show.step()) {
  }
  show.click(on_screen(bar_of(show.layout(), 1)->rect.centre()));
  CHECK(show.requests().empty());
}

TEST_CASE("a call goes from below its actor through its number to its socket") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  REQUIRE(show.enter() != nullptr);
  REQUIRE(show.enter()->call == Syscall::accept);
  const StageWay way = way_of_call(layout, *show.enter());
  REQUIRE(way.points.size() >= 3);
  const auto jack = std::ranges::find_if(
      layout.jacks, [](const StageJack& one) { return one.actor == kServer && one.fd == 3; });
  CHECK(way.points[1].x == jack->centre.x);
  CHECK(way.points[1].y == jack->centre.y);
  const StageRect& box = layout.boxes[layout.box_of(jack->socket)].rect;
  CHECK(way.points.back().y == box.top);
  CHECK(way.at(0).y == way.points.front().y);
  CHECK(way.at(1).y == box.top);
  CHECK(way.at(0.5F).y > way.points.front().y);
}

TEST_CASE("bytes travel along the wire between two sockets") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  const SocketIndex client = show.model().socket_of(1, 3);
  const SocketIndex server = show.model().socket_of(0, 4);
  const StageWay there = way_between(layout, client, server);
  const StageWay back = way_between(layout, server, client);
  REQUIRE(there.points.size() == 2);
  REQUIRE(back.points.size() == 2);
  CHECK(there.points.front().x == layout.boxes[layout.box_of(client)].rect.left);
  CHECK(there.points.back().x == layout.boxes[layout.box_of(server)].rect.right);
  CHECK(back.points.front().x == there.points.back().x);
  CHECK(way_between(layout, client, kNoSocket).points.empty());
}

TEST_CASE("after a turn 1, 2 and 3 stand on who called, what changed and what came back") {
  Show show("sum-select");
  show.steps(16);
  const StageLayout layout = show.layout();
  REQUIRE(show.enter()->call == Syscall::accept);
  REQUIRE(layout.markers.size() == 3);
  CHECK(layout.boxes[layout.markers[0].box].actor == kServer);
  CHECK(layout.boxes[layout.markers[1].box].kind == StageBox::Kind::connection);
  CHECK(layout.markers[2].box == kNoBox);
  REQUIRE(layout.result);
  CHECK(layout.markers[2].rect.overlaps(layout.result->token.rect.grown(8)));
  CHECK(std::ranges::count(layout.texts, "accept queue 1 → 0 of 6", &StageText::text) == 1);
}

TEST_CASE("results are shown in three forms") {
  const auto result_of = [](const char* scenario, int turns) {
    Show show(scenario);
    show.steps(turns);
    const StageLayout layout = show.layout();
    REQUIRE(layout.result);
    return *layout.result;
  };
  const StageResult expected = result_of("one-client", 1);
  CHECK(expected.outcome == StageOutcome::expected);
  CHECK(expected.token.text == "nothing to remove: fine");
  const StageResult succeeded = result_of("one-client", 2);
  CHECK(succeeded.outcome == StageOutcome::succeeded);
  CHECK(succeeded.token.text == "= 3");
  const StageResult failed = result_of("nobody-home", 3);
  CHECK(failed.outcome == StageOutcome::failed);
  CHECK(failed.token.text == "= −1 ENOENT");
}

TEST_CASE("a failure is said in its actor's box, also where the next call leaves no room below") {
  Show show("nobody-home");
  show.steps(2);
  const StageLayout layout = show.layout();
  REQUIRE(layout.signs.size() == 1);
  CHECK(layout.signs[0].outcome == StageOutcome::failed);
  CHECK(layout.boxes[layout.signs[0].box].actor == 1);
  CHECK(std::ranges::count(layout.texts, "write: ENOTCONN", &StageText::text) == 1);
}

}  // namespace sockwalk

TEST_SUITE_END();
