#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "blank_screen.h"
#include "event/event_text.h"
#include "few_clients.h"
#include "five_clients.h"
#include "looked_at.h"
#include "on_one_screen.h"
#include "presenter_view.h"
#include "run/assets.h"
#include "run/walk.h"
#include "stage_layout.h"
#include "stage_metrics.h"
#include "stage_paint.h"
#include "stage_picture.h"

TEST_SUITE_BEGIN("presenter_stage");

namespace sockwalk {
namespace {

/// Windows from 1280×720 to 3840×2160, and the projectors that are no 16 to 9.
const ImVec2 kWindows[] = {{1280, 720},  {1366, 768},  {1600, 900},  {1920, 1080},
                               {2560, 1440}, {3840, 2160}, {1024, 768},  {1920, 1200}};

/// What the stage of a walk is a picture of, at its playhead.
struct Shown {
  explicit Shown(const Walk& walk) : model(walk.model()), can(walk.can_move()) {
    for (std::size_t i = 0; i < model.actors.size(); ++i) {
      next.push_back(walk.next_call(static_cast<ActorId>(i)));
    }
    const Timeline& timeline = walk.timeline();
    const Turn& turn = timeline.turns()[walk.turn()];
    if (turn.number > 0) before = timeline.state_at(turn.first - 1);
    changes = difference(before, model);
    input.model = &model;
    input.timeline = &timeline;
    input.next_calls = next;
    input.can_move = can;
    input.next = walk.next_actor();
    input.changes = changes;
    input.path_inode = 10994179;
    input.presenter = true;
    input.mover = turn.number > 0 ? turn.actor : kNoActor;
    for (std::uint64_t seq = turn.first; turn.number > 0 && seq <= turn.last; ++seq) {
      const Event& event = timeline.event(seq);
      if (event.actor != turn.actor) continue;
      if (event.kind == EventKind::enter) input.enter = &event;
      if (event.kind == EventKind::exit && input.enter != nullptr) input.exit = &event;
    }
  }

  StageLayout at(ImVec2 window, const StageMetrics& metrics) {
    input.scale = presenter_scale(window);
    const Area stage = lay_out_presenter(window, input.scale).stage;
    input.width = stage.width();
    input.height = stage.height();
    input.metrics = &metrics;
    return lay_out_stage(input);
  }

  const Model& model;
  Model before;
  std::vector<ActorId> can;
  std::vector<std::optional<Event>> next;
  std::vector<Change> changes;
  StageInput input;
};

StageLayout lay_out(Shown& shown, ImVec2 window) {
  return shown.at(window, metrics_at(presenter_scale(window), kPresenterFonts));
}

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all;
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    REQUIRE(entry.scenario.ok());
    // What does not fit scrolls: presenter mode promises that for a few clients only.
    if (on_one_screen(*entry.scenario)) all.push_back(*entry.scenario);
  }
  const Result<Scenario> five = parse_scenario(kFiveClients, "five.toml");
  REQUIRE(five.ok());
  all.push_back(*five);
  return all;
}

/// Calls `look` after every turn of `scenario`, the start included.
void every_turn(const Scenario& scenario, const std::function<void(Walk&)>& look) {
  auto walk = Walk::start(scenario, {});
  REQUIRE(walk.ok());
  REQUIRE((*walk)->settle(5000));
  for (;;) {
    CAPTURE((*walk)->turn());
    if (is_looked_at((*walk)->turn())) look(**walk);
    if (!(*walk)->step()) break;
    REQUIRE((*walk)->settle(5000));
  }
  CHECK((*walk)->next_actor() == kNoActor);
}

/// True when the text was cut, and not by the one form that says "and other arguments".
bool is_cut(const std::string& text) {
  const bool arguments = text.ends_with("(…)") || text.find(" …}") != std::string::npos ||
                         text.find(" …]") != std::string::npos;
  return text.find("…") != std::string::npos && !arguments;
}

std::vector<float> columns_of(const StageLayout& layout) {
  std::vector<float> columns;
  for (const StageBox& box : layout.boxes) {
    if (box.kind == StageBox::Kind::actor) columns.insert(columns.end(), {box.rect.left, box.rect.right});
  }
  return columns;
}

}  // namespace

TEST_CASE("every turn of every scenario: no overlap, nothing cut, nothing to scroll") {
  for (const Scenario& scenario : all_scenarios()) {
    CAPTURE(scenario.title);
    every_turn(scenario, [](Walk& walk) {
      Shown shown(walk);
      for (const ImVec2 window : kWindows) {
        CAPTURE(window.x);
        CAPTURE(window.y);
        const StageLayout layout = lay_out(shown, window);
        const StagePicture picture(layout, shown.model);
        CHECK_MESSAGE(picture.faults().empty(), picture.first());
        for (const StageText& text : layout.texts) CHECK_MESSAGE(!is_cut(text.text), text.text);
        CHECK(layout.width == shown.input.width);
        CHECK(layout.height == shown.input.height);
      }
    });
  }
}

TEST_CASE("1, 2 and 3 have room also where the caller's box ends at the edge of the window") {
  const auto scenario = find_scenario("datagram");
  REQUIRE(scenario.ok());
  every_turn(*scenario, [](Walk& walk) {
    // Client 2 has sent, far right: its result has no room right of it.
    if (walk.turn() != 20) return;
    Shown shown(walk);
    for (const ImVec2 window : kWindows) {
      CAPTURE(window.x);
      const BlankScreen screen(window.x, window.y, presenter_scale(window), kPresenterFonts);
      const StageMetrics metrics = metrics_of(screen.fonts());
      CHECK(shown.at(window, metrics).markers.size() == 3);
    }
  });
}

TEST_CASE("with the real fonts too, nothing overlaps, is cut, or has to be scrolled") {
  for (const ImVec2 window : {kWindows[0], kWindows[3]}) {
    CAPTURE(window.x);
    const BlankScreen screen(window.x, window.y, presenter_scale(window), kPresenterFonts);
    const StageMetrics metrics = metrics_of(screen.fonts());
    for (const Scenario& scenario : all_scenarios()) {
      CAPTURE(scenario.title);
      every_turn(scenario, [&](Walk& walk) {
        Shown shown(walk);
        const StageLayout layout = shown.at(window, metrics);
        const StagePicture picture(layout, shown.model);
        CHECK_MESSAGE(picture.faults().empty(), picture.first());
        for (const StageText& text : layout.texts) CHECK_MESSAGE(!is_cut(text.text), text.text);
        CHECK(layout.width == shown.input.width);
        CHECK(layout.height == shown.input.height);
      });
    }
  }
}

TEST_CASE("columns stay where they are from the first turn to the last") {
  for (const Scenario& scenario : all_scenarios()) {
    CAPTURE(scenario.title);
    std::vector<float> first;
    every_turn(scenario, [&](Walk& walk) {
      Shown shown(walk);
      const std::vector<float> now = columns_of(lay_out(shown, kWindows[3]));
      if (first.empty()) first = now;
      CHECK(now == first);
    });
  }
}

TEST_CASE("a larger crowd scrolls; still nothing overlaps") {
  std::string toml = "title = \"Nine\"\nabout = \"Nine clients.\"\n[server]\nkind = \"select\"\n"
                     "service = \"sum\"\nbacklog = 9\nslots = 10\n";
  for (int i = 1; i <= 9; ++i) {
    toml += "[[client]]\ndoes = [\"socket\", \"connect\", \"send 7000000\", \"ask\", \"receive\", \"close\"]\n";
  }
  const Result<Scenario> nine = parse_scenario(toml, "nine.toml");
  REQUIRE(nine.ok());
  every_turn(*nine, [](Walk& walk) {
    Shown shown(walk);
    for (const ImVec2 window : {kWindows[0], kWindows[3]}) {
      const StageLayout layout = lay_out(shown, window);
      const StagePicture picture(layout, shown.model);
      CHECK_MESSAGE(picture.faults().empty(), picture.first());
    }
  });
}

TEST_CASE("what every call returned is on the stage until the next") {
  every_turn(all_scenarios().back(), [](Walk& walk) {
    Shown shown(walk);
    const StageLayout layout = lay_out(shown, kWindows[3]);
    const bool returned = shown.input.exit != nullptr;
    CHECK(layout.result.has_value() == returned);
    CHECK_FALSE(layout.next_call.has_value());
    const auto accented = std::ranges::count(layout.bars, StageBar::Kind::next, &StageBar::kind);
    CHECK(accented == (walk.next_actor() == kNoActor ? 0 : 1));
  });
}

TEST_CASE("while a turn is revealed its mover shows that call, not the next") {
  const auto scenario = find_scenario("one-client");
  REQUIRE(scenario.ok());
  every_turn(*scenario, [](Walk& walk) {
    Shown shown(walk);
    if (shown.input.enter == nullptr) return;
    shown.input.settled = false;
    shown.input.next = kNoActor;
    const StageLayout layout = lay_out(shown, kWindows[3]);
    const auto bar = std::ranges::find(layout.bars, shown.input.mover, &StageBar::actor);
    REQUIRE(bar != layout.bars.end());
    if (bar->kind == StageBar::Kind::gone) return;
    CHECK(bar->kind == StageBar::Kind::calling);
    CHECK(bar->text == short_call_text(*shown.input.enter));
  });
}

TEST_CASE("at 1080 lines no text is below 24 pixels; numbers, bytes and results are 32") {
  const float scale = presenter_scale({1920, 1080});
  CHECK(scale == 2.0F);
  const FontSizes& f = kPresenterFonts;
  for (const float em : {f.body, f.bold, f.small, f.small_bold, f.header, f.large_bold, f.title,
                         f.mono, f.mono_bold, f.mono_small}) {
    CHECK(em * scale >= 24.0F);
  }
  for (const float em : {f.mono_bold, f.bytes, f.result}) CHECK(em * scale >= 32.0F);
}

TEST_CASE("sizes follow the window, and a tiny one scrolls instead") {
  CHECK(presenter_scale({3840, 2160}) == 4.0F);
  CHECK(presenter_scale({1280, 720}) == doctest::Approx(4.0 / 3).epsilon(0.03));
  CHECK(presenter_scale({1024, 768}) == doctest::Approx(1024.0 / 960).epsilon(0.04));
  CHECK(presenter_scale({320, 200}) == 1.0F);
  CHECK(lay_out_presenter({320, 200}, 1.0F).size.x == 960.0F);
}

}  // namespace sockwalk

TEST_SUITE_END();
