#include "timeline_layout.h"

#include <algorithm>
#include <cmath>

namespace sockwalk {
namespace {

constexpr float kNotch = 1.25F;
/// Behind the column of the next call, so that its edge is seen.
constexpr float kMargin = 12.0F;

}  // namespace

void TimelineWindow::set_extent(const Extent& extent) {
  extent_ = extent;
  clamp();
}

void TimelineWindow::clamp() {
  const double margin = static_cast<double>(kMargin / column_);
  left_ = std::max(0.0, std::min(left_, extent_.columns + margin - seen()));
  top_ = std::max(0.0F, std::min(top_, extent_.lanes_height - extent_.height));
}

void TimelineWindow::zoom(float factor, float x) {
  const double at = turn_at(x);
  column_ = std::clamp(column_ * factor, kLeastColumn, kMostColumn);
  left_ = at - static_cast<double>(x) / static_cast<double>(column_);
  clamp();
}

float TimelineWindow::anchor() const {
  const float playhead = x_of(static_cast<double>(turn_) + 1.0);
  return playhead >= 0 && playhead <= extent_.width ? playhead : extent_.width / 2;
}

void TimelineWindow::zoom_notch(int direction) {
  const float factor = direction > 0 ? kNotch : 1.0F / kNotch;
  // Notches meet the usual width on their way.
  const float next = column_ * factor;
  const bool passes = (column_ - kUsualColumn) * (next - kUsualColumn) < 0;
  zoom(passes ? kUsualColumn / column_ : factor, anchor());
}

void TimelineWindow::usual_zoom() { zoom(kUsualColumn / column_, anchor()); }

void TimelineWindow::whole() {
  const double fitting = static_cast<double>(extent_.width - kMargin) / std::max(1.0, extent_.columns);
  zoom(std::min(kUsualColumn, static_cast<float>(fitting)) / column_, anchor());
}

void TimelineWindow::pan(double columns) {
  left_ += columns;
  clamp();
}

void TimelineWindow::pan_lanes(float height) {
  top_ += height;
  clamp();
}

void TimelineWindow::follow(std::uint64_t turn, float lane_top, float lane_bottom) {
  turn_ = turn;
  const auto end = static_cast<double>(turn);
  // Another zoom changes what is seen as well, and that is no reason to go anywhere.
  const bool resized = std::abs(followed_seen_ - static_cast<double>(extent_.width)) > 0.5;
  if (followed_ == end && !resized) return;
  followed_ = end;
  followed_seen_ = static_cast<double>(extent_.width);
  const double right = end + 1 + static_cast<double>(kMargin / column_);
  if (resized || right > left_ + seen()) left_ = resized ? right - seen() : std::max(left_, right - seen());
  if (end - 1 < left_) left_ = end - 2;
  if (lane_bottom > top_ + extent_.height) top_ = lane_bottom - extent_.height;
  if (lane_top < top_) top_ = lane_top;
  clamp();
}

bool TimelineWindow::is_folded(ActorId actor) const { return std::ranges::binary_search(folded_, actor); }

void TimelineWindow::fold(ActorId actor) {
  const auto place = std::ranges::lower_bound(folded_, actor);
  if (place != folded_.end() && *place == actor) folded_.erase(place);
  else folded_.insert(place, actor);
}

void TimelineWindow::fold_all(std::size_t actors) {
  if (!folded_.empty()) return folded_.clear();
  for (std::size_t actor = 0; actor < actors; ++actor) folded_.push_back(static_cast<ActorId>(actor));
  folded_.push_back(kClock);
}

LaneLayout::LaneLayout(std::size_t actors, bool clock, std::span<const ActorId> folded, float room)
    : actors_(actors), clock_(clock), folded_(folded) {
  const std::size_t thin = folded_before(lanes()) + (clock && is_folded(actors) ? 1U : 0U);
  const std::size_t others = lanes() - std::min(lanes(), thin);
  const float left = room - kFolded * static_cast<float>(thin);
  unfolded_ = std::clamp(left / static_cast<float>(std::max<std::size_t>(1, others)), kLeast, kMost);
}

bool LaneLayout::is_folded(std::size_t lane) const { return std::ranges::binary_search(folded_, actor(lane)); }

/// Among the actors' lanes: the Clock's is before none.
std::size_t LaneLayout::folded_before(std::size_t lane) const {
  const auto end = std::ranges::lower_bound(folded_, static_cast<ActorId>(std::min(lane, actors_)));
  return static_cast<std::size_t>(end - folded_.begin());
}

float LaneLayout::top(std::size_t lane) const {
  if (lane > actors_ && clock_) return top(actors_) + height(actors_);
  const std::size_t thin = folded_before(lane);
  return static_cast<float>(thin) * kFolded + static_cast<float>(lane - thin) * unfolded_;
}

std::size_t LaneLayout::at(float y) const {
  std::size_t first = 0;
  std::size_t behind = lanes();
  while (behind - first > 1) {
    const std::size_t middle = first + (behind - first) / 2;
    (top(middle) <= y ? first : behind) = middle;
  }
  return first;
}

std::pair<float, float> Minimap::window(double left, double seen) const {
  float from = std::clamp(x_of(left), 0.0F, width);
  float to = std::clamp(x_of(left + seen), from, width);
  const float missing = std::min(kLeastWindow, width) - (to - from);
  if (missing > 0) {
    from = std::clamp(from - missing / 2, 0.0F, std::max(0.0F, width - kLeastWindow));
    to = std::min(width, from + kLeastWindow);
  }
  return {from, to};
}

std::uint64_t number_stride(float column, float label) {
  std::uint64_t stride = 1;
  for (std::uint64_t decade = 1;; decade *= 10) {
    for (const std::uint64_t step : {1U, 2U, 5U}) {
      stride = step * decade;
      if (static_cast<float>(stride) * column >= label) return stride;
    }
  }
}

}  // namespace sockwalk
