#include "stage_crowd.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "event_script.h"
#include "stage_metrics.h"
#include "stage_picture.h"
#include "stage_plan.h"

TEST_SUITE_BEGIN("stage_crowd");

namespace sockwalk {
namespace {

struct Size {
  float width;
  float height;
  float scale;
};

/// The stage in windows from 1280×720 to 3840×2160, at 75 to 200 per cent.
constexpr Size kSizes[] = {{612, 440, 1},   {780, 645, 1}, {465, 386, 0.75F}, {1100, 800, 1},
                           {1560, 1290, 2}, {620, 515, 2}, {2400, 1700, 1},   {2400, 1700, 1.5F}};

StageLayout lay_out(const Model& model, const Size& size, StageInput input = {}) {
  const StageMetrics metrics = metrics_at(size.scale);
  input.model = &model;
  input.metrics = &metrics;
  input.width = size.width;
  input.height = size.height;
  input.scale = size.scale;
  return lay_out_stage(input);
}

void check_everywhere(const Model& model, const StageInput& input = {}) {
  for (const Size& size : kSizes) {
    const StageLayout layout = lay_out(model, size, input);
    const StagePicture picture(layout, model);
    CAPTURE(size.width);
    CAPTURE(size.scale);
    CHECK_MESSAGE(picture.faults().empty(), picture.first());
  }
}

/// `actors` clients with `each` connections; the last `queued` of them are not accepted.
void tell_crowd(EventScript& s, int actors, int each, int queued = 0) {
  listening_server(s, 128);
  int handle = 4;
  int left = actors * each - queued;
  for (int a = 1; a <= actors; ++a) {
    for (int i = 0; i < each; ++i, --left) {
      s.as("client " + std::to_string(a)).socket(3 + i).connect(3 + i, "/run/demo.sock");
      s.write(3 + i, "1234");
      if (left > 0) s.as("server").accept(3, handle++);
    }
  }
}

std::size_t cells(const StageLayout& layout, bool of_actors) {
  std::size_t count = 0;
  for (const StageHeat& heat : layout.heats) {
    for (const StageCell& cell : heat.cells) count += (cell.socket == kNoSocket) == of_actors;
  }
  return count;
}

std::size_t boxes(const StageLayout& layout, StageBox::Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(layout.boxes, kind, &StageBox::kind));
}

}  // namespace

TEST_CASE("a badge never shows a number that is somebody else's") {
  CHECK(actor_letter("client 12") == "12");
  CHECK(actor_letter("client 123") == "C");
  CHECK(actor_letter("clients 101-200") == "C");
  CHECK(actor_letter("handler 2") == "h2");
}

TEST_CASE("what the stage shows one by one is no crowd") {
  EventScript s;
  tell_crowd(s, 12, 1);
  const StageLayout layout = lay_out(s.model(), kSizes[0]);
  CHECK(layout.heats.empty());
  CHECK(boxes(layout, StageBox::Kind::actor) == 13);
}

TEST_CASE("a thousand connections: few stand in full, every other socket has a cell") {
  EventScript s;
  tell_crowd(s, 10, 100);
  check_everywhere(s.model());
  const StageLayout layout = lay_out(s.model(), kSizes[3]);
  const std::size_t full = boxes(layout, StageBox::Kind::client);
  CHECK(full >= 1);
  CHECK(boxes(layout, StageBox::Kind::data) == full);
  CHECK(cells(layout, false) == 2000 - 2 * full);
  CHECK(cells(layout, true) == 10 - (boxes(layout, StageBox::Kind::actor) - 1));
}

TEST_CASE("ten thousand actors, and ten thousand handles") {
  EventScript many;
  listening_server(many, 5);
  for (int i = 1; i <= 10'000; ++i) many.as("client " + std::to_string(i));
  for (const Size& size : {kSizes[0], kSizes[4]}) {
    const StageLayout layout = lay_out(many.model(), size);
    CHECK(cells(layout, true) + boxes(layout, StageBox::Kind::actor) == 10'001);
    for (const StageHeat& heat : layout.heats) CHECK(heat.cell >= 2.0F);
  }
  EventScript wide;
  tell_crowd(wide, 10, 1000);
  for (const Size& size : {kSizes[0], kSizes[4]}) {
    const StageLayout layout = lay_out(wide.model(), size);
    CHECK(cells(layout, false) + 2 * boxes(layout, StageBox::Kind::client) == 20'000);
    for (const StageHeat& heat : layout.heats) {
      CHECK(heat.cell >= 2.0F);
      CHECK(layout.boxes[heat.box].rect.contains(heat.rect));
    }
  }
}

TEST_CASE("whoever is selected or acts stands in full") {
  EventScript s;
  tell_crowd(s, 20, 10);
  const Model& model = s.model();
  StageInput input;
  input.selected_socket = model.socket_of(s.id("client 17"), 8);
  input.mover = s.id("client 9");
  check_everywhere(model, input);
  const StageLayout layout = lay_out(model, kSizes[6], input);
  CHECK(layout.box_of(input.selected_socket) != kNoBox);
  CHECK(layout.box_of(model.sockets[input.selected_socket].peer) != kNoBox);
  CHECK(layout.box_of_actor(s.id("client 17")) != kNoBox);
  CHECK(layout.box_of_actor(s.id("client 9")) != kNoBox);
  CHECK(lay_out(model, kSizes[0], input).box_of(input.selected_socket) != kNoBox);
  StageInput actor;
  actor.selected = s.id("client 20");
  CHECK(lay_out(model, kSizes[0], actor).box_of_actor(actor.selected) != kNoBox);
}

TEST_CASE("a long accept queue, and ends that are closed") {
  EventScript s;
  tell_crowd(s, 5, 30, 40);
  check_everywhere(s.model());
  for (int i = 0; i < 30; ++i) s.as("client 1").close(3 + i);
  check_everywhere(s.model());
  for (int a = 2; a <= 5; ++a) s.as("client " + std::to_string(a)).leaves();
  check_everywhere(s.model());
}

TEST_CASE("a cell is found where it stands") {
  EventScript s;
  tell_crowd(s, 10, 50);
  const StageLayout layout = lay_out(s.model(), kSizes[1]);
  REQUIRE_FALSE(layout.heats.empty());
  for (const StageHeat& heat : layout.heats) {
    for (std::size_t i = 0; i < heat.cells.size(); ++i) {
      CHECK(cell_at(heat, rect_of_cell(heat, i).centre()) == &heat.cells[i]);
      CHECK(heat.rect.grown(0.5F).contains(rect_of_cell(heat, i)));
    }
    CHECK(cell_at(heat, {heat.rect.left - 1, heat.rect.top}) == nullptr);
    CHECK(cell_at(heat, {heat.rect.right + 1, heat.rect.bottom + 1}) == nullptr);
  }
}

}  // namespace sockwalk

TEST_SUITE_END();
