#include "timeline_layout.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace sockwalk {
namespace {

/// A view of ten columns of usual width on a run of `turns` turns.
TimelineWindow window_of(double turns) {
  TimelineWindow window;
  window.set_extent({turns, 10 * TimelineWindow::kUsualColumn, 100, 100});
  return window;
}

}  // namespace

TEST_SUITE_BEGIN("timeline_layout");

TEST_CASE("zooming keeps the turn under the mouse where it is, and stops at both ends") {
  TimelineWindow window = window_of(1000);
  window.pan(500);
  for (const float factor : {1.25F, 0.5F, 0.8F}) {
    const double at = window.turn_at(300);
    window.zoom(factor, 300);
    CHECK(window.turn_at(300) == doctest::Approx(at));
  }
  window.zoom(0.0001F, 300);
  CHECK(window.column() == TimelineWindow::kLeastColumn);
  window.zoom(10'000, 300);
  CHECK(window.column() == TimelineWindow::kMostColumn);
}

TEST_CASE("notches come back to the usual width, and keep the playhead in its place") {
  TimelineWindow window = window_of(1000);
  window.follow(500, 0, 20);
  const float playhead = window.x_of(501);
  for (int i = 0; i < 4; ++i) window.zoom_notch(-1);
  CHECK(window.column() < 40);
  CHECK(window.x_of(501) == doctest::Approx(playhead));
  for (int i = 0; i < 30; ++i) window.zoom_notch(+1);
  for (int i = 0; i < 30 && window.column() > TimelineWindow::kUsualColumn; ++i) window.zoom_notch(-1);
  CHECK(window.column() == TimelineWindow::kUsualColumn);
}

TEST_CASE("a window never leaves the run, and a short run begins at the left") {
  TimelineWindow window = window_of(100);
  window.pan(-5);
  CHECK(window.left() == 0);
  window.pan(1e9);
  CHECK(window.left() > 90);
  CHECK(window.left() < 91);
  TimelineWindow small = window_of(3);
  small.pan(2);
  CHECK(small.left() == 0);
}

TEST_CASE("the whole run comes into sight, or as much as the least column allows") {
  TimelineWindow window = window_of(50);
  window.whole();
  CHECK(window.left() == 0);
  CHECK(window.seen() > 50);
  window = window_of(1'000'000);
  window.whole();
  CHECK(window.column() == TimelineWindow::kLeastColumn);
  window = window_of(3);
  window.whole();
  CHECK(window.column() == TimelineWindow::kUsualColumn);
}

TEST_CASE("the playhead is followed when it moves, and panning away is respected until then") {
  TimelineWindow window = window_of(1000);
  window.follow(999, 0, 20);
  CHECK(window.x_of(1000) <= window.extent().width);
  CHECK(window.x_of(1000) > 0);
  window.pan(-400);
  const double left = window.left();
  window.follow(999, 0, 20);
  CHECK(window.left() == left);
  window.follow(998, 0, 20);
  CHECK(window.x_of(999) <= window.extent().width);
  window.follow(20, 0, 20);
  CHECK(window.x_of(20) >= 0);
}

TEST_CASE("the lane of who moved comes into sight") {
  TimelineWindow window;
  window.set_extent({1000, 780, 4000, 100});
  window.follow(1, 2000, 2020);
  CHECK(window.top() <= 2000);
  CHECK(window.top() + 100 >= 2020);
}

TEST_CASE("at the millionth turn a column is still a column wide") {
  TimelineWindow window = window_of(1'000'000);
  window.follow(1'000'000, 0, 20);
  for (double turn = 999'991; turn < 1'000'000; ++turn) {
    CHECK(window.x_of(turn + 1) - window.x_of(turn) == doctest::Approx(TimelineWindow::kUsualColumn));
  }
}

TEST_CASE("lanes share the room, folded ones are thin, and each is found by its place") {
  const std::vector<ActorId> none;
  const LaneLayout few(3, false, none, 120);
  CHECK(few.height(0) == 40);
  CHECK(few.top(3) == 120);
  const std::vector<ActorId> folded{1, kClock};
  const LaneLayout some(3, true, folded, 120);
  CHECK(some.lanes() == 4);
  CHECK(some.height(1) == LaneLayout::kFolded);
  CHECK(some.height(3) == LaneLayout::kFolded);
  CHECK(some.top(4) == 120);
  for (std::size_t lane = 0; lane < some.lanes(); ++lane) {
    CHECK(some.at(some.middle(lane)) == lane);
    CHECK(some.top(lane + 1) == some.top(lane) + some.height(lane));
  }
  const LaneLayout many(10'000, true, folded, 120);
  CHECK(many.height(0) == LaneLayout::kLeast);
  CHECK(many.at(many.middle(7'777)) == 7'777);
  CHECK(many.at(-5) == 0);
  CHECK(many.at(1e9F) == 10'000);
}

TEST_CASE("a lane folds and unfolds, and so do all of them") {
  TimelineWindow window;
  window.fold(4);
  window.fold(1);
  CHECK(window.is_folded(1));
  CHECK(std::ranges::is_sorted(window.folded()));
  window.fold(4);
  CHECK_FALSE(window.is_folded(4));
  window.fold_all(3);
  CHECK(window.folded().empty());
  window.fold_all(3);
  CHECK(window.folded().size() == 4);
  CHECK(window.is_folded(kClock));
}

TEST_CASE("the minimap shows where one is, never too small to be taken hold of, and leads back there") {
  const Minimap map{1000, 1'000'000};
  for (const double left : {0.0, 400'000.0, 999'990.0}) {
    const auto [from, to] = map.window(left, 10);
    CHECK(to - from >= Minimap::kLeastWindow - 0.01F);
    CHECK(from >= 0);
    CHECK(to <= 1000);
    CHECK(map.columns_at(map.x_of(left)) == doctest::Approx(left));
  }
  const auto [from, to] = Minimap{1000, 100}.window(25, 50);
  CHECK(from == doctest::Approx(250));
  CHECK(to == doctest::Approx(750));
}

TEST_CASE("numbers over the columns stay apart") {
  CHECK(number_stride(78, 30) == 1);
  CHECK(number_stride(20, 30) == 2);
  CHECK(number_stride(10, 45) == 5);
  CHECK(number_stride(4, 60) == 20);
}

TEST_CASE("a word gets shorter gracefully: cut, then three letters, two, none") {
  const auto said = [](std::size_t room) {
    return shortened("connect", [room](const std::string& way) {
      std::size_t letters = 0;  // as an eye counts them
      for (const char byte : way) letters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1U : 0U;
      return letters <= room;
    });
  };
  CHECK(said(7) == "connect");
  CHECK(said(6) == "conne…");
  CHECK(said(5) == "conn…");
  CHECK(said(4) == "con");
  CHECK(said(2) == "co");
  CHECK(said(1).empty());
}

TEST_SUITE_END();

}  // namespace sockwalk
