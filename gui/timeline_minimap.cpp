#include <algorithm>
#include <cmath>

#include "label.h"
#include "marks.h"
#include "phase_hue.h"
#include "shapes.h"
#include "text/pane_text.h"
#include "text/timeline_text.h"
#include "timeline_paint.h"
#include "timeline_summary.h"

namespace sockwalk {
namespace {

/// Rows of actors, in stretches of turns; neighbours that are alike are one box.
class MinimapPaint {
 public:
  MinimapPaint(const Scene& scene, ImDrawList* list, const Area& area, const TimelineSummary& summary,
               const Minimap& map)
      : scene_(scene), list_(list), area_(area), summary_(summary), map_(map) {}

  void draw_calls() const {
    const auto rows = static_cast<float>(std::max<std::size_t>(1, summary_.rows()));
    const float height = area_.height() / rows;
    for (std::size_t row = 0; row < summary_.rows(); ++row) {
      const float top = area_.min.y + height * static_cast<float>(row);
      const float gap = std::min(1.0F, height / 4);
      for_runs([row](const TimelineSummary::Stretch& stretch) { return (stretch.rows >> row & 1U) != 0; },
               [&](float from, float to) {
                 list_->AddRectFilled({from, top + gap}, {to, top + height - gap}, scene_.palette.text_dimmed);
               });
    }
  }

  /// From top to bottom: told by shape as well as by colour.
  void draw_failures() const {
    const float least = std::max(1.0F, std::round(scene_.px(1.5F)));
    for_runs([](const TimelineSummary::Stretch& stretch) { return stretch.failed; },
             [&](float from, float to) {
               list_->AddRectFilled({from, area_.min.y}, {std::max(to, from + least), area_.max.y}, scene_.palette.failed);
             });
  }

 private:
  float x_of(std::size_t stretch) const {
    const auto turns = static_cast<double>(stretch) * static_cast<double>(summary_.turns_each());
    return std::round(area_.min.x + map_.x_of(std::min(turns, map_.columns)));
  }

  template <class Holds, class Draw>
  void for_runs(Holds holds, Draw draw) const {
    const auto stretches = summary_.stretches();
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      if (!holds(stretches[i])) continue;
      const std::size_t first = i;
      while (i + 1 < stretches.size() && holds(stretches[i + 1])) ++i;
      draw(x_of(first), std::max(x_of(i + 1), x_of(first) + 1));
    }
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const Area& area_;
  const TimelineSummary& summary_;
  const Minimap& map_;
};

}  // namespace

void draw_minimap(const Scene& scene, ImDrawList* list, const Area& area, const TimelineSummary& summary,
                  const TimelineWindow& window) {
  const Palette& palette = scene.palette;
  const Minimap map{area.width(), std::max(1.0, window.extent().columns)};
  list->AddRectFilled(area.min, area.max, palette.well, scene.px(3));
  const MinimapPaint paint(scene, list, area, summary, map);
  paint.draw_calls();
  paint.draw_failures();
  const auto [from, to] = map.window(window.left(), window.seen());
  const ImVec2 min{std::round(area.min.x + from), area.min.y - scene.px(2)};
  const ImVec2 max{std::round(area.min.x + to), area.max.y + scene.px(2)};
  draw_box(list, min, max, scene.px(3), palette.hover, palette.text, std::max(1.0F, scene.px(1.5F)));
  const float playhead = std::round(area.min.x + map.x_of(static_cast<double>(scene.turn)));
  list->AddLine({playhead, area.min.y - scene.px(2)}, {playhead, area.max.y + scene.px(2)}, palette.text, scene.px(2));
}

void draw_timeline_legend(const Scene& scene, ImDrawList* list, const Area& area, float left, bool bars) {
  const float middle = (area.min.y + area.max.y) / 2;
  const Colour ink = scene.palette.text_secondary;
  ImFont* font = scene.fonts.small;
  float x = left;
  /// True where the entry still fits; `x` is then behind its mark.
  const auto room = [&](const std::string& words, float mark) {
    return x + mark + text_width(font, words) <= area.max.x - scene.px(8);
  };
  const auto put = [&](const std::string& words, float mark) {
    x = draw_text(list, font, {x + mark, middle - text_height(font) / 2}, ink, words) + scene.px(18);
  };
  const float sign = scene.px(16);
  if (bars) {
    for (const Phase phase : {Phase::created, Phase::bound, Phase::listening, Phase::connecting, Phase::connected,
                              Phase::half_closed_sent, Phase::peer_closed, Phase::closed}) {
      const Hue hue = hue_of(phase);
      const std::string word(phase_name(phase));
      if (!room(word, sign)) return;
      draw_phase_mark(list, {x + scene.px(5), middle}, scene.px(10), shape_of(hue), scene.palette.of(hue).line);
      put(word, sign);
    }
    for (const Text* text : {&text::kLegendTall, &text::kLegendLow}) {
      if (!room(words(*text), 0)) return;
      put(words(*text), 0);
    }
    return;
  }
  const std::pair<Mark, const Text*> entries[] = {{Mark::hatch, &text::kLegendAsleep},
                                                  {Mark::triangle_up, &text::kLegendWoken},
                                                  {Mark::tick, &text::kLegendZero},
                                                  {Mark::dash, &text::kLegendExpected},
                                                  {Mark::cross, &text::kLegendFailed}};
  for (const auto& [mark, text] : entries) {
    if (!room(words(*text), sign)) return;
    draw_mark(list, mark, {x + scene.px(5), middle}, scene.px(9), ink);
    put(words(*text), sign);
  }
  // The edge of what was asked for, as its cell has it.
  if (!room(words(text::kLegendCommand), scene.px(12))) return;
  list->AddRectFilled({x, middle - scene.px(6)}, {x + scene.px(4), middle + scene.px(6)}, scene.palette.focus);
  put(words(text::kLegendCommand), scene.px(12));
}

}  // namespace sockwalk
