#include "stage_layout.h"

#include <doctest/doctest.h>

#include "event_script.h"
#include "few_clients.h"
#include "looked_at.h"
#include "on_one_screen.h"
#include "run/assets.h"
#include "run/facts.h"
#include "run/walk.h"
#include "stage_metrics.h"
#include "stage_picture.h"

TEST_SUITE_BEGIN("stage_layout");

namespace sockwalk {
namespace {

struct Size {
  float width;
  float height;
  float scale;
};

/// The stage in windows from 1280×720 to 3840×2160, at 75 to 200 per cent.
constexpr Size kSizes[] = {{612, 440, 1},    {780, 645, 1},  {465, 386, 0.75F}, {1100, 800, 1},
                           {1560, 1290, 2},  {620, 515, 2},  {2400, 1700, 1},   {2400, 1700, 1.5F},
                           {380, 900, 1},    {1500, 400, 1}};

StageLayout lay_out(const Model& model, const Size& size, StageInput input = {}) {
  const StageMetrics metrics = metrics_at(size.scale);
  input.model = &model;
  input.metrics = &metrics;
  input.width = size.width;
  input.height = size.height;
  input.scale = size.scale;
  return lay_out_stage(input);
}

/// Checks the stage at every size, and returns it.
std::vector<StageLayout> look_everywhere(const Model& model, const StageInput& input = {}) {
  std::vector<StageLayout> layouts;
  for (const Size& size : kSizes) {
    const StageLayout& layout = layouts.emplace_back(lay_out(model, size, input));
    const StagePicture picture(layout, model);
    CAPTURE(size.width);
    CAPTURE(size.scale);
    CHECK(layout.width >= size.width);
    CHECK(layout.height >= size.height);
    CHECK_MESSAGE(picture.faults().empty(), picture.first());
  }
  return layouts;
}

void check_everywhere(const Model& model, const StageInput& input = {}) {
  look_everywhere(model, input);
}

std::string integer(std::int32_t number) {
  return std::string(reinterpret_cast<const char*>(&number), sizeof number);
}

/// The moment of the target picture: client 1 is served, client 2 waits in the queue with its 5.
void tell_two_clients(EventScript& s) {
  s.as("server").slots(5);
  listening_server(s);
  s.as("client 1").socket(3).connect(3, "/run/demo.sock");
  s.as("server").slot(0, 3, 0).accept(3, 4).slot(1, 4, 0);
  s.as("client 1").write(3, integer(7));
  s.as("server").read(4, integer(7)).slot(1, 4, 7);
  s.as("client 2").socket(3).connect(3, "/run/demo.sock").write(3, integer(5));
}

/// `count` clients, the first `accepted` of them with a handle, all with a number sent.
void tell_many_clients(EventScript& s, int count, int accepted) {
  s.as("server").slots(count + 1);
  listening_server(s, 8);
  for (int i = 1; i <= count; ++i) {
    s.as("client " + std::to_string(i)).socket(3).connect(3, "/run/demo.sock");
    s.write(3, integer(100 * i));
    if (i > accepted) continue;
    s.as("server").accept(3, 3 + i).slot(i, 3 + i, 0);
  }
}

bool says(const StageLayout& layout, std::string_view text) {
  return std::ranges::any_of(layout.texts, [&](const StageText& one) { return one.text == text; });
}

std::size_t count_of(const StageLayout& layout, StageWire::Kind kind) {
  return static_cast<std::size_t>(std::ranges::count(layout.wires, kind, &StageWire::kind));
}

/// The left and right edges of all actors.
std::vector<float> columns_of(const std::vector<StageLayout>& layouts) {
  std::vector<float> columns;
  for (const StageLayout& layout : layouts) {
    for (const StageBox& box : layout.boxes) {
      if (box.kind != StageBox::Kind::actor) continue;
      columns.push_back(box.rect.left);
      columns.push_back(box.rect.right);
    }
  }
  return columns;
}

}  // namespace

TEST_CASE("nothing has happened: four bands and who was cast") {
  EventScript s;
  s.as("server").as("client 1");
  check_everywhere(s.model());
  const StageLayout layout = lay_out(s.model(), kSizes[0]);
  CHECK(layout.strips.size() == 2);
  CHECK(layout.jacks.empty());
  CHECK(says(layout, "4 HARDWARE"));
}

TEST_CASE("an empty model and a stage without room are survived") {
  const Model model;
  CHECK(lay_out(model, {0, 0, 1}).boxes.empty());
  EventScript s;
  tell_two_clients(s);
  const StageLayout layout = lay_out(s.model(), {10, 10, 1});
  CHECK(layout.width > 10);
  CHECK_MESSAGE(StagePicture(layout, s.model()).faults().empty(),
                StagePicture(layout, s.model()).first());
}

TEST_CASE("one client is served while another waits in the queue") {
  EventScript s;
  tell_two_clients(s);
  check_everywhere(s.model());
  const StageLayout layout = lay_out(s.model(), kSizes[1]);
  CHECK(layout.jacks.size() == 4);
  CHECK(count_of(layout, StageWire::Kind::descriptor) == 4);
  CHECK(count_of(layout, StageWire::Kind::peer) == 1);
  CHECK(count_of(layout, StageWire::Kind::request) == 1);
  CHECK(count_of(layout, StageWire::Kind::name) == 1);
  CHECK(layout.places.size() == 5);
  REQUIRE(layout.chips.size() == 1);
  CHECK(layout.chips[0].text == "5");
  CHECK(layout.boxes[layout.box_of(layout.chips[0].socket)].kind == StageBox::Kind::queued);
  CHECK(says(layout, "not yet accepted"));
  CHECK(says(layout, "no handle yet"));
}

TEST_CASE("up to nine clients, accepted and queued in all mixtures") {
  for (int count = 1; count <= 9; ++count) {
    for (const int accepted : {0, 1, count / 2, count}) {
      CAPTURE(count);
      CAPTURE(accepted);
      EventScript s;
      tell_many_clients(s, count, accepted);
      check_everywhere(s.model());
    }
  }
}

TEST_CASE("the shipped scenarios' casts fit into 1280×720 without scrolling") {
  for (int count = 1; count <= 3; ++count) {
    for (int accepted = 0; accepted <= count; ++accepted) {
      CAPTURE(count);
      CAPTURE(accepted);
      EventScript s;
      tell_many_clients(s, count, accepted);
      const StageLayout layout = lay_out(s.model(), kSizes[0]);
      CHECK(layout.width == kSizes[0].width);
      CHECK(layout.height == kSizes[0].height);
    }
  }
}

TEST_CASE("handles given in another order than clients came keep wires straight") {
  EventScript s;
  listening_server(s);
  for (const char* name : {"client 1", "client 2", "client 3"}) s.as(name).socket(3);
  for (const char* name : {"client 3", "client 1", "client 2"}) {
    s.as(name).connect(3, "/run/demo.sock");
  }
  s.as("server").accept(3, 4).accept(3, 5).accept(3, 6);
  check_everywhere(s.model());
  s.as("server").close(5);
  check_everywhere(s.model());
  s.as("client 3").close(3);
  check_everywhere(s.model());
}

TEST_CASE("bytes that are no integers, too many for the buffer, or half an integer") {
  EventScript s;
  tell_two_clients(s);
  s.as("client 1").write(3, "hello, server");
  s.write(3, std::string("\7\0\0", 3));
  for (int i = 0; i < 12; ++i) s.write(3, integer(1000000 + i));
  s.as("client 2").write(3, std::string(5000, 'x'));
  check_everywhere(s.model());
}

TEST_CASE("sleepers are parked beside their wires and say what they need") {
  EventScript s;
  listening_server(s);
  s.enter_accept(3);
  StageInput input;
  check_everywhere(s.model(), input);
  StageLayout layout = lay_out(s.model(), kSizes[1]);
  REQUIRE(layout.asleep.size() == 1);
  CHECK(layout.asleep[0].text == "asleep in accept");
  CHECK(says(layout, "needs a connect"));
  CHECK(layout.bars[0].kind == StageBar::Kind::asleep);

  EventScript more;
  tell_many_clients(more, 3, 3);
  more.as("client 1").enter_read(3, 4);
  more.as("client 2").enter_read(3, 4);
  more.as("server").enter_select({3, 4, 5, 6});
  check_everywhere(more.model());
  CHECK(lay_out(more.model(), kSizes[0]).asleep.size() == 3);
}

TEST_CASE("a call being made is not asleep") {
  EventScript s;
  listening_server(s).enter_accept(3);
  StageInput input;
  input.mover = kServer;
  input.settled = false;
  CHECK(lay_out(s.model(), kSizes[1], input).asleep.empty());
}

TEST_CASE("the next call is a pill below its actor, and nobody else's") {
  EventScript s;
  tell_two_clients(s);
  EventScript coming;
  coming.as("server").enter_accept(3);
  std::vector<std::optional<Event>> next(3);
  next[0] = coming.last();
  StageInput input;
  input.next_calls = next;
  input.next = kServer;
  const ActorId can[] = {0, 1, 2};
  input.can_move = can;
  check_everywhere(s.model(), input);
  const StageLayout layout = lay_out(s.model(), kSizes[1], input);
  REQUIRE(layout.next_call);
  CHECK(layout.next_call->text == "accept(3, NULL, NULL)");
  CHECK(says(layout, "next: accept(3, NULL, NULL)"));
  CHECK(says(layout, "1 · takes this turn"));
  CHECK(says(layout, "2 · give it the turn"));
  CHECK(layout.bars[0].kind == StageBar::Kind::next);
  CHECK(layout.bars[1].kind == StageBar::Kind::can_move);
}

TEST_CASE("a closed socket is gone, one closed by its peer stays") {
  EventScript s;
  tell_two_clients(s);
  s.as("client 1").close(3);
  check_everywhere(s.model());
  StageLayout layout = lay_out(s.model(), kSizes[1]);
  CHECK(layout.box_of(s.model().socket_of(0, 4)) != kNoBox);
  CHECK(count_of(layout, StageWire::Kind::peer) == 0);
  s.as("server").close(4).as("client 1").leaves();
  check_everywhere(s.model());
  layout = lay_out(s.model(), kSizes[1]);
  CHECK(layout.jacks.size() == 2);
  CHECK(layout.bars[1].kind == StageBar::Kind::gone);
}

TEST_CASE("what the turn changed is marked") {
  EventScript s;
  tell_two_clients(s);
  const Model before = s.model();
  s.as("server").accept(3, 5);
  const std::vector<Change> changes = difference(before, s.model());
  StageInput input;
  input.changes = changes;
  check_everywhere(s.model(), input);
  const StageLayout layout = lay_out(s.model(), kSizes[1], input);
  CHECK(says(layout, "accept queue 1 → 0 of 6"));
  CHECK(layout.boxes[layout.box_of(s.model().socket_of(0, 5))].changed);
  CHECK_FALSE(layout.boxes[layout.box_of(s.model().socket_of(0, 4))].changed);
}

TEST_CASE("a stale name has nobody behind it and no wire") {
  EventScript s;
  s.leftover("/run/demo.sock").as("server").socket(3);
  check_everywhere(s.model());
  const StageLayout layout = lay_out(s.model(), kSizes[1]);
  CHECK(says(layout, "nobody behind it"));
  CHECK(count_of(layout, StageWire::Kind::name) == 0);
}

TEST_CASE("a client with two sockets, a server with two connection sockets, long names") {
  EventScript s;
  listening_server(s);
  s.socket(4).bind(4, "/run/a-very-long-name-of-a-socket-in-the-file-system.sock").listen(4, 100);
  s.as("client with a long name").socket(3).connect(3, "/run/demo.sock").socket(4);
  s.connect(4, "/run/demo.sock");
  s.as("server").accept(3, 5);
  check_everywhere(s.model());
}

TEST_CASE("places stay where they are while a queue fills and empties") {
  EventScript s;
  tell_many_clients(s, 3, 1);
  const StageLayout queued = lay_out(s.model(), kSizes[3]);
  s.as("server").accept(3, 5).accept(3, 6);
  const StageLayout accepted = lay_out(s.model(), kSizes[3]);
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t before = queued.box_of_actor(static_cast<ActorId>(i));
    const std::size_t after = accepted.box_of_actor(static_cast<ActorId>(i));
    CHECK(queued.boxes[before].rect.left == accepted.boxes[after].rect.left);
    CHECK(queued.boxes[before].rect.bottom == accepted.boxes[after].rect.bottom);
  }
}

TEST_CASE("a client can be added at every size, and time let pass while it is held") {
  EventScript s;
  tell_two_clients(s);
  StageInput input;
  const auto has = [](const StageLayout& layout, StageControl::Kind kind) {
    return std::ranges::any_of(layout.controls, [&](const StageControl& one) { return one.kind == kind; });
  };
  for (const Size& size : kSizes) {
    CAPTURE(size.width);
    input.time_is_held = false;
    CHECK(has(lay_out(s.model(), size, input), StageControl::Kind::add_client));
    CHECK_FALSE(has(lay_out(s.model(), size, input), StageControl::Kind::let_time_pass));
    input.time_is_held = true;
    CHECK(has(lay_out(s.model(), size, input), StageControl::Kind::let_time_pass));
    CHECK(StagePicture(lay_out(s.model(), size, input), s.model()).first() == "");
  }
  CHECK(has(lay_out(s.model(), {1100, 800, 1}, input), StageControl::Kind::ask));
}

TEST_CASE("every turn of every scenario, at every size") {
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    CAPTURE(entry.name);
    REQUIRE(entry.scenario.ok());
    auto walk = Walk::start(*entry.scenario, {});
    REQUIRE(walk.ok());
    Walk& w = **walk;
    REQUIRE(w.settle(5000));
    const bool small = on_one_screen(*entry.scenario);
    const std::vector<float> columns = small ? columns_of(look_everywhere(w.model())) : std::vector<float>{};
    for (int turns = 0; turns < 600; ++turns) {
      StageInput input;
      input.timeline = &w.timeline();
      std::vector<std::optional<Event>> next;
      for (std::size_t i = 0; i < w.model().actors.size(); ++i) {
        next.push_back(w.next_call(static_cast<ActorId>(i)));
      }
      const std::vector<ActorId> can = w.can_move();
      input.next_calls = next;
      input.can_move = can;
      input.next = w.next_actor();
      input.path_inode = 10994179;
      CAPTURE(w.turn());
      if (is_looked_at(w.turn())) {
        const std::vector<StageLayout> layouts = look_everywhere(w.model(), input);
        if (small) {
          CHECK(columns_of(layouts) == columns);
          CHECK(layouts[0].width == kSizes[0].width);
          CHECK(layouts[0].height == kSizes[0].height);
        }
      }
      if (!w.step()) break;
      REQUIRE(w.settle(5000));
    }
    CHECK(w.next_actor() == kNoActor);
  }
}

TEST_CASE("every turn of every fact, in a small and in a large window") {
  for (const std::string& id : fact_ids()) {
    CAPTURE(id);
    const auto fact = find_fact(id);
    REQUIRE(fact.ok());
    auto walk = Walk::start(*fact, {});
    if (!walk.ok()) continue;  // refused where it is played, too
    Walk& w = **walk;
    REQUIRE(w.settle(5000));
    for (int turns = 0; turns < 60; ++turns) {
      StageInput input;
      input.timeline = &w.timeline();
      CAPTURE(w.turn());
      for (const Size& size : {kSizes[0], kSizes[3]}) {
        if (!is_looked_at(w.turn())) continue;
        const StagePicture picture(lay_out(w.model(), size, input), w.model());
        CHECK_MESSAGE(picture.faults().empty(), picture.first());
      }
      if (!w.step()) break;
      REQUIRE(w.settle(5000));
    }
  }
}

}  // namespace sockwalk

TEST_SUITE_END();
