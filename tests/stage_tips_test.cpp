#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "drawn_text.h"
#include "on_one_screen.h"
#include "skipped.h"
#include "stage_journey.h"
#include "stage_show.h"

TEST_SUITE_BEGIN("stage_tips");

namespace sockwalk {

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

}  // namespace sockwalk

TEST_SUITE_END();
