#include "stage_motion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "event_script.h"
#include "few_clients.h"
#include "looked_at.h"
#include "run/walk.h"
#include "stage_metrics.h"

TEST_SUITE_BEGIN("stage_motion");

namespace sockwalk {
namespace {

StageLayout lay_out(const Model& model) {
  const StageMetrics metrics = metrics_at(1.0F);
  StageInput input;
  input.model = &model;
  input.metrics = &metrics;
  input.width = 1100;
  input.height = 800;
  input.settled = false;
  return lay_out_stage(input);
}

/// Client 1 waits in the accept queue with its 5; then accept() gives it handle 4.
struct Birth {
  Birth() {
    script.as("server").slots(3);
    listening_server(script);
    script.as("client 1").socket(3).connect(3, "/run/demo.sock").write(3, std::string("\5\0\0\0", 4));
    before = lay_out(script.model());
    script.as("server").accept(3, 4);
    after = lay_out(script.model());
    server_end = script.model().socket_of(0, 4);
  }
  EventScript script;
  StageLayout before;
  StageLayout after;
  SocketIndex server_end = kNoSocket;
};

const StageBox& box(const StageLayout& layout, SocketIndex socket) {
  const std::size_t found = layout.box_of(socket);
  REQUIRE(found != kNoBox);
  return layout.boxes[found];
}

const StageJack* jack(const StageLayout& layout, ActorId actor, int fd) {
  const auto found = std::ranges::find_if(
      layout.jacks, [&](const StageJack& one) { return one.actor == actor && one.fd == fd; });
  return found == layout.jacks.end() ? nullptr : &*found;
}

/// The stage at one moment.
StageLayout in_motion(const StageLayout& from, const StageLayout& to, float elapsed) {
  return StageMotion(from, to).at(elapsed);
}

bool same(const StageRect& a, const StageRect& b) {
  return a.left == b.left && a.top == b.top && a.right == b.right && a.bottom == b.bottom;
}

}  // namespace

TEST_CASE("an accepted socket leaves its slot, arrives, gets a wire, and then its number") {
  const Birth birth;
  const StageRect slot = box(birth.before, birth.server_end).rect;
  const StageRect place = box(birth.after, birth.server_end).rect;
  REQUIRE(!same(slot, place));

  const StageLayout start = in_motion(birth.before, birth.after, 0.0F);
  CHECK(same(box(start, birth.server_end).rect, slot));
  CHECK(box(start, birth.server_end).turned == 0.0F);
  CHECK(box(start, birth.server_end).was == Phase::in_accept_queue);
  CHECK(jack(start, 0, 4)->shown == 0.0F);

  const StageLayout middle = in_motion(birth.before, birth.after, 0.3F);
  CHECK(box(middle, birth.server_end).travels);
  CHECK(box(middle, birth.server_end).rect.top > slot.top);
  CHECK(box(middle, birth.server_end).rect.top < place.top);
  CHECK(jack(middle, 0, 4)->shown == 0.0F);

  const StageLayout arrived = in_motion(birth.before, birth.after, 0.7F);
  CHECK(same(box(arrived, birth.server_end).rect, place));
  const auto wire = std::ranges::find_if(arrived.wires, [&](const StageWire& one) {
    return one.jack != kNoBox && arrived.jacks[one.jack].fd == 4;
  });
  REQUIRE(wire != arrived.wires.end());
  CHECK(wire->grown > 0.0F);
  CHECK(wire->grown < 1.0F);
  CHECK(jack(arrived, 0, 4)->shown == 0.0F);

  const StageLayout last = in_motion(birth.before, birth.after, 0.9F);
  CHECK(jack(last, 0, 4)->shown > 0.0F);
}

TEST_CASE("its bytes travel with a socket") {
  const Birth birth;
  REQUIRE(birth.after.chips.size() == 1);
  for (const float elapsed : {0.0F, 0.2F, 0.4F, 0.6F, 1.0F}) {
    const StageLayout now = in_motion(birth.before, birth.after, elapsed);
    REQUIRE(now.chips.size() == 1);
    const StageRect& there = box(birth.after, birth.server_end).rect;
    const StageRect& here = box(now, birth.server_end).rect;
    CHECK(now.chips[0].rect.left - here.left ==
          doctest::Approx(birth.after.chips[0].rect.left - there.left));
    CHECK(now.chips[0].rect.top - here.top == doctest::Approx(birth.after.chips[0].rect.top - there.top));
  }
}

TEST_CASE("a request's wire grows with the request, and its place in the queue comes last") {
  EventScript script;
  script.as("server").slots(3);
  listening_server(script);
  script.as("client 1").socket(3);
  const StageLayout before = lay_out(script.model());
  script.connect(3, "/run/demo.sock");
  const StageLayout after = lay_out(script.model());
  const auto queued = std::ranges::find(after.boxes, StageBox::Kind::queued, &StageBox::kind);
  REQUIRE(queued != after.boxes.end());
  const StageLayout now = in_motion(before, after, 0.5F);
  CHECK(box(now, queued->socket).shown == 0.0F);
  const auto wire = std::ranges::find(now.wires, StageWire::Kind::request, &StageWire::kind);
  REQUIRE(wire != now.wires.end());
  CHECK(wire->grown == doctest::Approx(0.5F));
}

TEST_CASE("what is closed fades where it stood, with its number and its wire") {
  EventScript script;
  script.as("server").socket(3);
  const StageLayout before = lay_out(script.model());
  const SocketIndex socket = script.model().socket_of(0, 3);
  script.close(3);
  const StageLayout after = lay_out(script.model());
  REQUIRE(after.box_of(socket) == kNoBox);

  const StageLayout now = in_motion(before, after, 0.2F);
  CHECK(same(box(now, socket).rect, box(before, socket).rect));
  CHECK(box(now, socket).shown < 1.0F);
  CHECK(box(now, socket).shown > 0.0F);
  REQUIRE(jack(now, 0, 3) != nullptr);
  CHECK(jack(now, 0, 3)->shown < 1.0F);
  REQUIRE(now.wires.size() == 1);
  CHECK(now.wires[0].shown < 1.0F);
  CHECK(box(in_motion(before, after, 1.0F), socket).shown == 0.0F);
}

TEST_CASE("words at wires have one counterpart each") {
  EventScript script;
  script.as("server").slots(4);
  listening_server(script);
  script.as("client 1").socket(3).connect(3, "/run/demo.sock");
  script.as("server").accept(3, 4);
  script.as("client 2").socket(3).connect(3, "/run/demo.sock");
  const StageLayout before = lay_out(script.model());
  script.as("server").accept(3, 5);
  const StageLayout now = in_motion(before, lay_out(script.model()), 0.1F);
  std::vector<float> shown;
  for (const StageText& text : now.texts) {
    if (text.box == kNoBox && text.text == "peer") shown.push_back(text.shown);
  }
  REQUIRE(shown.size() == 2);
  CHECK(std::ranges::count(shown, 1.0F) == 1);
  CHECK(std::ranges::count(shown, 0.0F) == 1);
}

TEST_CASE("in every turn of every scenario all parts of the motion belong to boxes that there are") {
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    REQUIRE(entry.scenario.ok());
    if (entry.scenario->free) continue;
    CAPTURE(entry.name);
    auto started = Walk::start(*entry.scenario, {});
    REQUIRE(started.ok());
    Walk& walk = **started;
    REQUIRE(walk.settle(5000));
    StageLayout before = lay_out(walk.model());
    for (int turn = 0; turn < 400 && walk.step(); ++turn) {
      REQUIRE(walk.settle(5000));
      if (!is_looked_at(walk.turn())) continue;
      const StageLayout after = lay_out(walk.model());
      for (const float elapsed : {0.0F, 0.35F, 0.8F}) {
        const StageLayout now = in_motion(before, after, elapsed);
        const auto there = [&](std::size_t one) { return one == kNoBox || one < now.boxes.size(); };
        CHECK(std::ranges::all_of(now.texts, there, &StageText::box));
        CHECK(std::ranges::all_of(now.discs, there, &StageDisc::box));
        CHECK(std::ranges::all_of(now.buffers, there, &StageBuffer::box));
        CHECK(std::ranges::all_of(now.wires, there, &StageWire::from));
        CHECK(std::ranges::all_of(now.wires, there, &StageWire::to));
        for (const StageWire& wire : now.wires) CHECK((wire.jack == kNoBox || wire.jack < now.jacks.size()));
        for (const StageBox& one : now.boxes) {
          CHECK(std::isfinite(one.rect.left + one.rect.top + one.rect.right + one.rect.bottom));
          CHECK(one.rect.right > one.rect.left);
        }
      }
      before = after;
    }
  }
}

}  // namespace sockwalk

TEST_SUITE_END();
