#include "transitions_view.h"

#include <doctest/doctest.h>

#include "drawn_text.h"
#include "null_frames.h"
#include "shown_app.h"
#include "states_view.h"

namespace sockwalk {
namespace {

const ImVec2 kSize{1200, 4000};
const Area kMachines{{0, 0}, {340, 360}};
const Area kTable{{0, 400}, kSize};

/// The picture of the machines, and the table below it.
class DrawnMachines {
 public:
  void draw() {
    const Scene scene = shown.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown.now);
    scene.selection.begin_frame();
    frames_.frame([&] {
      draw_states(scene, state, kMachines);
      draw_transitions(scene, state, kTable);
    });
    const std::vector<Request> requests = scene.requests;
    for (const Request& request : requests) shown.app.perform(request, shown.now);
  }
  void click(ImVec2 at) {
    for (const bool down : {false, true, false, false}) {
      frames_.mouse(at, down);
      draw();
    }
  }
  bool shows(const std::string& words) {
    draw();
    return drawn_text().find(without_spaces(words)) != std::string::npos;
  }
  Selection& selection() {
    return shown.app.scene(frames_.look().palette, frames_.look().fonts, 1.0F, shown.now).selection;
  }

  ShownApp shown{"sum-select"};
  StatesState state;

 private:
  NullFrames frames_{kSize};
};

}  // namespace

TEST_SUITE_BEGIN("transitions_view");

TEST_CASE("every row of the table for the socket's kind is drawn, with its manual page") {
  DrawnMachines view;
  view.shown.to_the_end();
  view.shown.seek(6);
  const Model& model = view.shown.app.walk().model();
  const SocketIndex listener = model.socket_of(kServer, 3);
  REQUIRE(listener != kNoSocket);
  view.selection().select({Target::Kind::socket, kNoActor, -1, listener, 0});
  view.draw();
  if (!kDrawnTextCanBeRead) return;
  const std::string text = drawn_text();
  std::size_t pages = 0;
  for (const Transition& row : transition_table()) {
    if (row.machine != Machine::connection_socket) continue;
    const std::string why = without_spaces(words(*row.why));
    CAPTURE(why);
    CHECK(text.find(why.substr(0, 24)) != std::string::npos);
    pages += text.find(row.manual) != std::string::npos ? 1 : 0;
  }
  CHECK(pages > 10);
  CHECK(view.shows("Possible now, from listening"));
}

TEST_CASE("a click on a phase or an arrow of the picture shows its rows") {
  DrawnMachines view;
  view.shown.to_the_end();
  view.shown.seek(10);
  view.draw();
  CHECK_FALSE(view.state.chosen);
  // The column of the connection socket: its nodes and arrows lie one below the other.
  const float middle = kMachines.width() * 0.21F;
  bool node = false;
  bool arrow = false;
  for (float y = 70; y < 310; y += 6) {
    view.click({middle, y});
    if (!view.state.chosen) continue;
    CHECK(view.state.chosen->machine == Machine::connection_socket);
    CHECK(view.shown.app.lower_pane() == LowerPane::transitions);
    (view.state.chosen->to ? arrow : node) = true;
  }
  CHECK(node);
  CHECK(arrow);
  view.shown.seek(11);
  view.draw();
  CHECK_FALSE(view.state.chosen);
}

TEST_CASE("what is chosen covers rows of its machine alone") {
  const ChosenArrow arrow{Machine::data_socket, Phase::connected, Phase::closed};
  const ChosenArrow phase{Machine::data_socket, Phase::connected, {}};
  std::size_t one = 0;
  std::size_t all = 0;
  for (const Transition& row : transition_table()) {
    if (arrow.covers(row)) ++one;
    if (!phase.covers(row)) continue;
    ++all;
    CHECK(row.machine == Machine::data_socket);
    CHECK(row.from == Phase::connected);
  }
  CHECK(one == 1);
  CHECK(all > 8);
}

TEST_SUITE_END();

}  // namespace sockwalk
