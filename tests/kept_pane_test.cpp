#include "kept_pane.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

const ImVec2 kSize{1600.0F, 1000.0F};
const ImVec2 kNowhere{-1000.0F, -1000.0F};

/// All that the last frame has drawn, list by list.
std::string drawn() {
  std::string all;
  const auto append = [&all](const auto& values) {
    all.append(reinterpret_cast<const char*>(values.Data), sizeof(*values.Data) * static_cast<std::size_t>(values.Size));
  };
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i) {
    const ImDrawList& list = *data.CmdLists[i];
    append(list.VtxBuffer);
    append(list.IdxBuffer);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const float clip[] = {command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
      all.append(reinterpret_cast<const char*>(clip), sizeof clip);
      all += std::to_string(command.ElemCount) + " " + std::to_string(command.IdxOffset) + "\n";
    }
  }
  return all;
}

/// The whole window over a live run; frames are drawn into nothing.
class WindowAtRest {
 public:
  explicit WindowAtRest(const std::string& scenario) : shown(scenario), frames_(kSize) { mouse(kNowhere); }

  void mouse(ImVec2 position, bool down = false) { frames_.mouse(position, down); }

  void draw(int frames = 1) {
    for (int i = 0; i < frames; ++i) draw_by(state);
  }

  std::size_t kept() const {
    std::size_t count = 0;
    for (const KeptPane* pane : panes()) count += pane->was_kept() ? 1 : 0;
    return count;
  }

  /// Some frames, and then one by somebody who has kept nothing: their pictures are the same.
  void check_same(int frames = 5) {
    draw(frames);
    const std::string by_keeping = drawn();
    const auto anew = std::make_unique<FrameState>();
    draw_by(*anew);
    CHECK(by_keeping == drawn());
    // That frame was not ours: what we keep is kept again, for whatever comes next to be stale by.
    draw(5);
  }

  std::array<const KeptPane*, 6> panes() const {
    return {&state.code_pane,    &state.explanation_pane, &state.stage_pane,
            &state.handles_pane, &state.states_pane,      &state.timeline_pane};
  }

  /// As by the keyboard: the mouse stays where it is.
  void select(const Target& target) {
    const Palette& palette = palette_for(shown.app.settings());
    shown.app.scene(palette, frames_.look().fonts, 1.0F, shown.now).selection.select(target);
  }

  Beat beat() {
    return shown.app.scene(palette_for(shown.app.settings()), frames_.look().fonts, 1.0F, shown.now).reveal.beat;
  }

  ShownApp shown;
  FrameState state;

 private:
  void draw_by(FrameState& by) {
    const Palette& palette = palette_for(shown.app.settings());
    apply_look({palette, frames_.look().fonts, 1.0F});
    const Scene scene = shown.app.scene(palette, frames_.look().fonts, 1.0F, shown.now);
    ImGui::NewFrame();
    draw_frame(scene, shown.app, by, kSize);
    ImGui::Render();
    const std::vector<Request> requests = scene.requests;
    for (const Request& request : requests) shown.app.perform(request, shown.now);
  }

  NullFrames frames_;
};

ImVec2 middle(const Area& area) { return {(area.min.x + area.max.x) / 2, (area.min.y + area.max.y) / 2}; }

}  // namespace

TEST_SUITE_BEGIN("kept_pane");

TEST_CASE("what is kept looks as what is drawn, after every turn and in every beat") {
  WindowAtRest window("sum-select");
  while (window.shown.can_step()) {
    window.shown.step();
    for (int beat = 0; beat < 5; ++beat) {
      window.shown.pass(0.3);
      window.check_same();
      CHECK(window.kept() == window.panes().size());
    }
    window.shown.perform(Command::step);
    window.check_same();
    window.shown.pass(10.0);
  }
  window.shown.perform(Command::back);
  window.check_same();
  window.shown.perform(Command::home);
  window.check_same();
}

TEST_CASE("while the stage moves it alone is drawn, and looks as when all is drawn") {
  WindowAtRest window("sum-select");
  int moving = 0;
  for (int turn = 0; turn < 16 && window.shown.can_step(); ++turn) {
    window.shown.step();
    window.check_same();
    while (window.shown.app.moving()) {
      const Beat before = window.beat();
      window.shown.pass(0.11);
      const bool same_beat = window.beat() == before;
      if (same_beat) {
        window.draw(1);
        CHECK(window.kept() == window.panes().size() - 1);
        CHECK_FALSE(window.state.stage_pane.was_kept());
        ++moving;
      }
      // When a beat begins, panes may scroll to what is new.
      window.check_same(same_beat ? 1 : 5);
    }
  }
  CHECK(moving > 50);
}

TEST_CASE("of a stage that moves, what is still is not drawn again") {
  WindowAtRest window("sum-select");
  window.shown.app.give_turns(30);
  window.shown.step();
  REQUIRE(window.shown.app.moving());
  window.draw(1);
  const std::size_t whole = window.state.stage.shapes().drawn();
  window.shown.pass(0.1);
  window.draw(1);
  CHECK(window.state.stage.shapes().drawn() < whole / 3);
}

TEST_CASE("what the mouse is over looks the same whether it was drawn before or not") {
  WindowAtRest window("one-client");
  window.shown.app.give_turns(12);
  const FrameLayout layout = lay_out_frame(kSize, 1.0F);
  for (const Area& area : {layout.code, layout.stage, layout.states}) {
    for (float part = 0.05F; part < 1.0F; part += 0.1F) {
      window.mouse({area.min.x + part * area.width(), area.min.y + part * area.height()});
      window.check_same(3);
    }
    window.shown.perform(Command::back);
    window.check_same(3);
  }
}

TEST_CASE("what is selected is lit in every pane at once") {
  WindowAtRest window("one-client");
  window.shown.app.give_turns(9);
  window.draw(5);
  REQUIRE(window.kept() == window.panes().size());
  Target actor;
  actor.kind = Target::Kind::actor;
  actor.actor = 1;
  window.select(actor);
  window.check_same();
  Target number;
  number.kind = Target::Kind::fd;
  number.actor = kServer;
  number.fd = 3;
  window.select(number);
  window.check_same();
}

TEST_CASE("a pane is drawn in the frame in which anything about it is another") {
  WindowAtRest window("one-client");
  window.shown.app.give_turns(9);
  window.draw(5);
  REQUIRE(window.kept() == window.panes().size());
  for (const Command command : {Command::theme, Command::zoom_in, Command::sort_handles, Command::home, Command::whole_run,
                                Command::fold_lanes, Command::toggle_states, Command::toggle_states, Command::end,
                                Command::compare_here, Command::ask_class, Command::dismiss, Command::restart}) {
    CAPTURE(row_of(command).id);
    window.shown.perform(command);
    window.shown.wait();
    window.check_same();
    window.draw(5);
  }
}

TEST_CASE("what the mouse is over is drawn, and lights up in panes that are kept") {
  WindowAtRest window("one-client");
  window.shown.app.give_turns(12);
  window.draw(5);
  const FrameLayout layout = lay_out_frame(kSize, 1.0F);
  for (const Area& area : {layout.code, layout.explanation, layout.stage, layout.handles, layout.states, layout.lower}) {
    window.mouse(middle(area));
    window.draw(5);
    CHECK(window.kept() == window.panes().size() - 1);
    window.check_same();
    window.mouse(kNowhere);
    window.draw(1);
    CHECK(window.kept() < window.panes().size());  // what was lit is drawn without its light
    window.check_same();
  }
}

TEST_CASE("while a button is held or the keyboard wanders through widgets nothing is kept") {
  WindowAtRest window("one-client");
  window.draw(5);
  window.mouse(kNowhere, true);
  window.draw(1);
  CHECK(window.kept() == 0);
  window.mouse(kNowhere);
  window.draw(5);
  CHECK(window.kept() == window.panes().size());
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().KeyMap[ImGuiKey_Space] = ' ';
#endif
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  window.draw(1);
  CHECK(window.kept() == 0);
}

TEST_CASE("a click arrives in a pane that was kept until then") {
  WindowAtRest window("one-client");
  window.draw(5);
  REQUIRE(window.kept() == window.panes().size());
  const FrameLayout layout = lay_out_frame(kSize, 1.0F);
  // The first node of the left machine.
  const ImVec2 node{layout.states.min.x + layout.states.width() * 0.21F, layout.states.min.y + 102};
  window.mouse(node);
  window.draw(1);
  window.mouse(node, true);
  window.draw(1);
  window.mouse(node);
  window.draw(1);
  CHECK(window.shown.app.lower_pane() == LowerPane::transitions);
}

TEST_SUITE_END();

}  // namespace sockwalk
