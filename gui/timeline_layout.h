#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "event/ids.h"

namespace sockwalk {

// The geometry of the timeline, without ImGui. Lengths are design pixels; what lies along the time axis
// is counted in columns, a column for each turn, in double: a run may have millions.

/// Which part of a run the timeline shows, and how wide a turn is. Moved by commands, the mouse and the
/// playhead; the view tells it every frame how much there is and how much fits. Belongs to the window's
/// thread.
class TimelineWindow {
 public:
  static constexpr float kUsualColumn = 86.0F;
  static constexpr float kLeastColumn = 4.0F;
  static constexpr float kMostColumn = 234.0F;

  /// What there is to be seen, and through what.
  struct Extent {
    double columns = 0;        ///< turns of the run, and the one that comes next
    float width = 0;           ///< of the room for columns
    float lanes_height = 0;    ///< of all lanes
    float height = 0;          ///< of the room for lanes
  };
  void set_extent(const Extent& extent);
  const Extent& extent() const { return extent_; }

  float column() const { return column_; }   ///< the width of a turn
  double left() const { return left_; }      ///< columns beyond the left edge
  float top() const { return top_; }         ///< of the lanes, beyond the upper edge
  double seen() const { return static_cast<double>(extent_.width) / static_cast<double>(column_); }

  /// Where the column `turn` (from 1) begins, from the left edge.
  float x_of(double turn) const {
    return static_cast<float>((turn - 1.0 - left_) * static_cast<double>(column_));
  }
  /// The end of which turn is nearest to `x`; not clamped.
  double turn_at(float x) const { return left_ + static_cast<double>(x) / static_cast<double>(column_); }

  /// A column becomes `factor` times as wide, and what lies at `x` stays there.
  void zoom(float factor, float x);
  /// A notch wider or narrower (+1, -1), about the playhead where it is in sight, else about the middle.
  void zoom_notch(int direction);
  void usual_zoom();  ///< likewise
  /// All of it at once, or as much as the least column allows.
  void whole();
  void pan(double columns);
  void pan_lanes(float height);
  /// A third of what is seen, as a key does it.
  void pan_notch(int direction) { pan(direction * seen() / 3); }
  void centre(double turn) { left_ = turn - seen() / 2; clamp(); }

  /// The playhead stands after `turn`: that turn and the next are brought into sight when the turn, or
  /// the room, is another than before; and so is the lane between `lane_top` and `lane_bottom`.
  void follow(std::uint64_t turn, float lane_top, float lane_bottom);

  // Lanes that are folded, by actor.
  std::span<const ActorId> folded() const { return folded_; }
  bool is_folded(ActorId actor) const;
  void fold(ActorId actor);  ///< or unfolds
  /// Folds all `actors` and the Clock, or unfolds all that are folded.
  void fold_all(std::size_t actors);
  /// For another cast.
  void unfold_all() { folded_.clear(); }

 private:
  void clamp();
  float anchor() const;

  Extent extent_;
  float column_ = kUsualColumn;
  double left_ = 0;
  float top_ = 0;
  std::uint64_t turn_ = 0;
  double followed_ = -1;           ///< the turn that was followed to
  double followed_seen_ = 0;       ///< and in what room
  std::vector<ActorId> folded_;    ///< sorted
};

/// Where lanes stand, one below the other: the actors', and the Clock's last, if it has one. Any lane is
/// found without looking at the others.
class LaneLayout {
 public:
  static constexpr float kFolded = 16.0F;
  static constexpr float kLeast = 22.0F;
  static constexpr float kMost = 64.0F;

  /// `folded` is sorted and must live as long. `room`: the height that unfolded lanes share while they can.
  LaneLayout(std::size_t actors, bool clock, std::span<const ActorId> folded, float room);

  std::size_t lanes() const { return actors_ + (clock_ ? 1U : 0U); }
  std::size_t actors() const { return actors_; }
  bool has_clock() const { return clock_; }
  ActorId actor(std::size_t lane) const { return lane < actors_ ? static_cast<ActorId>(lane) : kClock; }
  std::size_t lane_of(ActorId actor) const { return actor == kClock ? actors_ : actor; }
  bool is_folded(std::size_t lane) const;
  float top(std::size_t lane) const;  ///< of lanes(): the height of all
  float height(std::size_t lane) const { return is_folded(lane) ? kFolded : unfolded_; }
  float middle(std::size_t lane) const { return top(lane) + height(lane) / 2; }
  /// Half the height of a call in it: letters have room, and between two lanes the head of an arrow has.
  float half_call(std::size_t lane) const {
    return is_folded(lane) ? 3.0F : std::min(12.0F, height(lane) / 2 - 2.5F);
  }
  /// The lane at `y`, or the nearest.
  std::size_t at(float y) const;

 private:
  std::size_t folded_before(std::size_t lane) const;

  std::size_t actors_;
  bool clock_;
  std::span<const ActorId> folded_;
  float unfolded_ = kMost;
};

/// The whole run on a narrow strip.
struct Minimap {
  static constexpr float kLeastWindow = 8.0F;  ///< what is in sight never vanishes

  float width = 0;
  double columns = 1;  ///< at least 1

  float x_of(double columns_before) const {
    return static_cast<float>(columns_before / columns * static_cast<double>(width));
  }
  /// How many columns lie before `x`.
  double columns_at(float x) const { return static_cast<double>(x) / static_cast<double>(width) * columns; }
  /// Where what is in sight begins and ends.
  std::pair<float, float> window(double left, double seen) const;
};

/// Every how many turns a number stands over the columns, so that numbers of `label` width stay apart:
/// 1, 2, 5, 10, 20, 50…
std::uint64_t number_stride(float column, float label);

/// The ways to say a word in less and less room: whole, cut ("acce…"), its first three or two letters;
/// empty when not even those fit. `fits` tells whether a string has room.
template <class Fits>
std::string shortened(const std::string& word, Fits fits) {
  if (fits(word)) return word;
  constexpr std::size_t kFewest = 4;  // fewer and dots say less than letters alone
  for (std::size_t letters = word.size(); letters > kFewest;) {
    std::string cut = word.substr(0, --letters) + "\u2026";
    if (fits(cut)) return cut;
  }
  for (const std::size_t letters : {std::size_t{3}, std::size_t{2}}) {
    if (std::string abbreviation = word.substr(0, letters); fits(abbreviation)) return abbreviation;
  }
  return {};
}

}  // namespace sockwalk
