#include <doctest/doctest.h>
#include <sys/epoll.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "event_script.h"
#include "few_clients.h"
#include "looked_at.h"
#include "run/assets.h"
#include "run/walk.h"
#include "stage_layout.h"
#include "stage_metrics.h"
#include "stage_picture.h"

TEST_SUITE_BEGIN("stage_room");

namespace sockwalk {
namespace {

/// The stage of a window of 1280×720, of 1920×1080 and of 2560×1440.
constexpr StagePoint kSmall{619, 490};
constexpr StagePoint kUsual{995, 751};
constexpr StagePoint kLarge{1626, 1040};

StageLayout lay_out(const Model& model, StagePoint size, StageInput input = {}) {
  const StageMetrics metrics = metrics_at(1);
  input.model = &model;
  input.metrics = &metrics;
  input.width = size.x;
  input.height = size.y;
  StageLayout layout = lay_out_stage(input);
  CAPTURE(size.x);
  CHECK(StagePicture(layout, model).first() == "");
  return layout;
}

/// `count` clients, of which the first `accepted` are served.
void tell_clients(EventScript& s, int count, int accepted) {
  s.as("server").slots(count + 1);
  listening_server(s, 8);
  for (int i = 1; i <= count; ++i) {
    s.as("client " + std::to_string(i)).socket(3);
    if (i > accepted) continue;
    s.connect(3, "/run/demo.sock");
    s.as("server").accept(3, 3 + i).slot(i, 3 + i, 0);
  }
}

float lowest_socket(const StageLayout& layout) {
  float bottom = 0.0F;
  for (const StageBox& box : layout.boxes) {
    if (box.kind == StageBox::Kind::data) bottom = std::max(bottom, box.rect.bottom);
  }
  return bottom;
}

/// Whether a client's socket stands in the row of the end that the server has, before and after.
bool keeps_its_row(const Model& before, const Model& after, SocketIndex socket) {
  const auto row = [&](const Model& model) {
    const Socket& one = model.sockets[socket];
    return one.peer < model.sockets.size() && !one.peer_gone && !model.sockets[one.peer].queued;
  };
  return row(before) == row(after);
}

/// How far a socket moves, at most, that neither comes nor goes nor is accepted.
float farthest_move(const StageLayout& before, const StageLayout& after, const Model& then, const Model& now) {
  float farthest = 0.0F;
  for (const StageBox& box : after.boxes) {
    const bool alone = box.kind == StageBox::Kind::connection || box.kind == StageBox::Kind::data ||
                       box.kind == StageBox::Kind::client;
    if (!alone || box.socket >= then.sockets.size() || !keeps_its_row(then, now, box.socket)) continue;
    for (const StageBox& old : before.boxes) {
      if (old.kind != box.kind || old.socket != box.socket) continue;
      farthest = std::max({farthest, std::abs(old.rect.top - box.rect.top), std::abs(old.rect.left - box.rect.left)});
    }
  }
  return farthest;
}

}  // namespace

TEST_CASE("a socket that stays stands where it stood while others come and go") {
  constexpr float kHardly = 6.0F;
  for (const char* name : {"one-client", "sum-select", "poll", "upper"}) {
    CAPTURE(name);
    const auto scenario = find_scenario(name);
    REQUIRE(scenario.ok());
    auto walk = Walk::start(*scenario, {});
    REQUIRE(walk.ok());
    Walk& w = **walk;
    REQUIRE(w.settle(5000));
    Model before = w.model();
    std::vector<StageLayout> layouts;
    for (const StagePoint size : {kSmall, kUsual, kLarge}) layouts.push_back(lay_out(before, size));
    while (w.step()) {
      REQUIRE(w.settle(5000));
      if (!is_looked_at(w.turn())) continue;
      CAPTURE(w.turn());
      const Model now = w.model();
      StageInput input;
      input.timeline = &w.timeline();
      std::size_t i = 0;
      for (const StagePoint size : {kSmall, kUsual, kLarge}) {
        CAPTURE(size.x);
        StageLayout layout = lay_out(now, size, input);
        CHECK(farthest_move(layouts[i], layout, before, now) <= kHardly);
        layouts[i++] = std::move(layout);
      }
      before = now;
    }
  }
}

TEST_CASE("few sockets have the whole height of a large stage") {
  EventScript s;
  tell_clients(s, 1, 1);
  for (const StagePoint size : {kUsual, kLarge}) {
    const StageLayout layout = lay_out(s.model(), size);
    const StageRect& kernel = layout.bands[2];
    CHECK(lowest_socket(layout) > kernel.top + 0.7F * kernel.height());
  }
}

TEST_CASE("an epoll server with three clients fits into 1280×720, all of them served") {
  EventScript s;
  s.slots(4);
  listening_server(s);
  s.epoll_create(4).epoll_ctl(4, EPOLL_CTL_ADD, 3, EPOLLIN);
  for (int i = 1; i <= 3; ++i) {
    s.as("client " + std::to_string(i)).socket(3).connect(3, "/run/demo.sock");
    s.as("server").accept(3, 4 + i).slot(i, 4 + i, 0).epoll_ctl(4, EPOLL_CTL_ADD, 4 + i, EPOLLIN);
  }
  const StageLayout layout = lay_out(s.model(), kSmall);
  CHECK(layout.width == kSmall.x);
  CHECK(layout.height == kSmall.y);
}

TEST_CASE("rows that are kept free for connections make nobody scroll") {
  EventScript few;
  tell_clients(few, 9, 2);
  CHECK(lay_out(few.model(), kSmall).height == kSmall.y);
  EventScript all;
  tell_clients(all, 9, 9);
  CHECK(lay_out(all.model(), kSmall).height > kSmall.y);
}

TEST_CASE("a stage that is too wide anyway uses the height that it has") {
  EventScript s;
  tell_clients(s, 9, 9);
  const auto actor_height = [&](StagePoint size) {
    const StageLayout layout = lay_out(s.model(), size);
    CHECK(layout.width > size.x);
    return layout.boxes[layout.box_of_actor(kServer)].rect.height();
  };
  CHECK(actor_height({995, 1200}) > actor_height(kSmall));
}

}  // namespace sockwalk

TEST_SUITE_END();
