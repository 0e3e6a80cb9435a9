#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "pane.h"
#include "scene.h"
#include "timeline_cells.h"
#include "timeline_layout.h"

namespace sockwalk {

/// Where the parts of the timeline stand, in pixels.
struct TimelineAreas {
  Area names;    ///< of the lanes, left of the columns
  Area ruler;    ///< the numbers of the turns, above them
  Area lanes;    ///< the columns
  Area minimap;  ///< empty: there is none
  Area legend;   ///< likewise
};

/// Draws the columns of the timeline: axes, calls, arrows and the playhead. Lives for a frame; what it
/// refers to must outlive it. Calls get narrower with their columns: words, words cut, letters, and bars
/// in the colour of the socket's phase, whose height says how the call ended.
class TimelinePaint {
 public:
  /// `list` is clipped to nothing yet.
  TimelinePaint(const Scene& scene, ImDrawList* list, const TimelineAreas& areas, const TimelineWindow& window,
                const LaneLayout& lanes)
      : scene_(scene), list_(list), areas_(areas), window_(window), lanes_(lanes) {}

  /// Where the column `turn` begins.
  float column_left(std::uint64_t turn) const {
    return areas_.lanes.min.x + scene_.px(window_.x_of(static_cast<double>(turn)));
  }
  float column_width() const { return scene_.px(window_.column()); }
  float lane_middle(ActorId actor) const { return lane_y(lanes_.middle(lanes_.lane_of(actor))); }
  float lane_y(float y) const { return areas_.lanes.min.y + scene_.px(y - window_.top()); }
  float bottom() const;
  /// True while a call of one turn has no room for letters.
  bool bars() const;

  void draw_ruler(std::uint64_t first, std::uint64_t last) const;
  void draw_axes() const;
  Area cell_area(const TimelineCell& cell) const;
  bool is_in_sight(const Area& area) const;
  void draw_cell(const TimelineCell& cell, bool lit) const;
  void draw_arrow(const TimelineCell& cell) const;
  void draw_next() const;
  void draw_playhead() const;

 private:
  bool is_revealed(const TimelineCell& cell) const;
  void draw_bar(const TimelineCell& cell, const Area& area, bool lit) const;
  void draw_chip(const TimelineCell& cell, const Area& area, bool lit) const;
  void draw_words(const TimelineCell& cell, const Area& area, bool failed) const;
  void draw_sleep(const TimelineCell& cell, const Area& area, Colour ink, Colour fill) const;
  void draw_number(std::uint64_t turn, Colour ink) const;
  bool fits(const std::string& words, float room) const;
  std::string fitting(std::initializer_list<std::string> ways, float room) const;
  float half_height(ActorId actor) const;
  float middle_of_words(const Area& area) const;

  const Scene& scene_;
  ImDrawList* const list_;
  const TimelineAreas& areas_;
  const TimelineWindow& window_;
  const LaneLayout& lanes_;
};

/// The whole run on a strip, with what is in sight and the playhead.
class TimelineSummary;
void draw_minimap(const Scene& scene, ImDrawList* list, const Area& area, const TimelineSummary& summary,
                  const TimelineWindow& window);

/// What the marks of the timeline mean. `bars`: while calls are bars.
void draw_timeline_legend(const Scene& scene, ImDrawList* list, const Area& area, float left, bool bars);

}  // namespace sockwalk
