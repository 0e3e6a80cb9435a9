#include "timeline_paint.h"

#include <algorithm>
#include <cmath>

#include "label.h"
#include "marks.h"
#include "phase_hue.h"
#include "shapes.h"
#include "text/pane_text.h"
#include "wires.h"

namespace sockwalk {
namespace {

constexpr float kBarsBelow = 28.0F;   ///< columns narrower than this have bars
constexpr float kMarkRoom = 14.0F;    ///< a mark behind words
constexpr float kPhaseMark = 9.0F;    ///< a bar as wide as this shows its phase's sign

}  // namespace

float TimelinePaint::bottom() const {
  return std::min(areas_.lanes.max.y, lane_y(lanes_.top(lanes_.lanes())));
}

bool TimelinePaint::bars() const { return window_.column() < kBarsBelow; }

bool TimelinePaint::fits(const std::string& words, float room) const {
  return text_width(scene_.fonts.mono_small, words) <= room;
}

/// The longest of the ways to say it that fits, else what of the last does.
std::string TimelinePaint::fitting(std::initializer_list<std::string> ways, float room) const {
  for (const std::string& way : ways) {
    if (fits(way, room)) return way;
  }
  return shortened(*(ways.end() - 1), [&](const std::string& words) { return fits(words, room); });
}

void TimelinePaint::draw_number(std::uint64_t turn, Colour ink) const {
  const float middle = column_left(turn) + column_width() / 2;
  draw_text_centred(list_, scene_.fonts.mono_small, {middle, (areas_.ruler.min.y + areas_.ruler.max.y) / 2}, ink,
                    std::to_string(turn));
}

void TimelinePaint::draw_ruler(std::uint64_t first, std::uint64_t last) const {
  list_->PushClipRect(areas_.ruler.min, areas_.ruler.max, true);
  const auto width = [&](std::uint64_t turn) {
    return text_width(scene_.fonts.mono_small, std::to_string(turn)) + scene_.px(10);
  };
  const std::uint64_t stride = number_stride(column_width(), width(last + 1));
  const std::uint64_t next = scene_.turn + 1;
  const bool next_shown = scene_.walk.at_end() && scene_.next != kNoActor;
  for (std::uint64_t turn = (first + stride - 1) / stride * stride; turn <= last; turn += stride) {
    const auto away = static_cast<float>(turn > scene_.turn ? turn - scene_.turn : scene_.turn - turn);
    const bool in_the_way = away * column_width() < width(scene_.turn);
    if (turn == 0 || in_the_way) continue;
    draw_number(turn, scene_.palette.text_dimmed);
  }
  if (scene_.turn > 0) draw_number(scene_.turn, scene_.palette.text);
  if (next_shown && column_width() >= width(next)) draw_number(next, scene_.palette.text_dimmed);
  list_->PopClipRect();
}

void TimelinePaint::draw_axes() const {
  const std::size_t first = lanes_.at(window_.top());
  for (std::size_t lane = first; lane < lanes_.lanes(); ++lane) {
    const float y = std::round(lane_y(lanes_.middle(lane)));
    if (y > areas_.lanes.max.y) break;
    list_->AddLine({areas_.lanes.min.x, y}, {areas_.lanes.max.x, y}, scene_.palette.rule);
  }
}

float TimelinePaint::half_height(ActorId actor) const {
  return scene_.px(lanes_.half_call(lanes_.lane_of(actor)));
}

Area TimelinePaint::cell_area(const TimelineCell& cell) const {
  const float half = half_height(cell.actor);
  const float y = lane_middle(cell.actor);
  // A narrow column has no room for gaps, and one pixel is the least.
  const float gap = std::min(scene_.px(3), column_width() * 0.12F);
  const float left = std::round(column_left(cell.from) + gap);
  const float right = std::round(column_left(cell.to) + column_width() - gap);
  return {{left, std::round(y - half)}, {std::max(left + 1, right), std::round(y + half)}};
}

/// Below the line that they stand on, letters reach farther than above the others.
float TimelinePaint::middle_of_words(const Area& area) const {
  return (area.min.y + area.max.y) / 2 - scene_.px(0.75F);
}

bool TimelinePaint::is_in_sight(const Area& area) const {
  const Area& room = areas_.lanes;
  return area.max.x > room.min.x && area.min.x < room.max.x && area.max.y > room.min.y && area.min.y < room.max.y;
}

/// While a turn is revealed, its results come last.
bool TimelinePaint::is_revealed(const TimelineCell& cell) const {
  return cell.exit <= scene_.seq || scene_.turn < scene_.walk.last_turn();
}

void TimelinePaint::draw_cell(const TimelineCell& cell, bool lit) const {
  const Area area = cell_area(cell);
  const bool thin = lanes_.is_folded(lanes_.lane_of(cell.actor));
  if (bars() || thin) draw_bar(cell, area, lit);
  else draw_chip(cell, area, lit);
  if (cell.from > scene_.turn) {
    list_->AddRectFilled(area.min, area.max, faded(scene_.palette.pane, 0.55F), scene_.px(thin ? 1 : 4));
  }
}

void TimelinePaint::draw_bar(const TimelineCell& cell, const Area& area, bool lit) const {
  const Palette& palette = scene_.palette;
  const bool revealed = is_revealed(cell);
  const CallOutcome outcome = revealed ? cell.outcome : CallOutcome::unfinished;
  const bool failed = outcome == CallOutcome::failed;
  const bool thin = lanes_.is_folded(lanes_.lane_of(cell.actor));
  // How it ended is said by the height, too.
  const float part = failed ? 1.0F : outcome == CallOutcome::expected ? 0.3F : 0.62F;
  const float cut = (1.0F - part) * area.height() / 2;
  const Area bar{{area.min.x, std::round(area.min.y + cut)}, {area.max.x, std::round(area.max.y - cut)}};
  const bool phased = cell.phase.has_value();
  const HueColours& hue = palette.of(phased ? hue_of(*cell.phase) : Hue::closed);
  const Colour line = failed ? palette.failed : phased ? hue.line : palette.text_dimmed;
  const bool wide = area.width() >= scene_.px(kPhaseMark + 3) && !thin;
  const float rounding = std::min(scene_.px(2), area.width() / 3);
  if (!wide && !cell.slept()) {
    list_->AddRectFilled(bar.min, bar.max, line, rounding);
  } else {
    draw_box(list_, bar.min, bar.max, rounding, failed ? palette.failed_fill : phased ? hue.fill : palette.chip, line,
             std::max(1.0F, std::floor(scene_.scale)));
    if (cell.slept()) draw_hatch(list_, bar.min, bar.max, scene_.px(6), scene_.px(1.5F), palette.hatch);
  }
  if (wide) {
    const ImVec2 centre{std::round((std::max(bar.min.x, areas_.lanes.min.x) + std::min(bar.max.x, areas_.lanes.max.x)) / 2),
                        (bar.min.y + bar.max.y) / 2};
    const float size = std::min(scene_.px(kPhaseMark), bar.height() - scene_.px(2));
    if (failed) draw_mark(list_, Mark::cross, centre, size, palette.failed);
    else if (phased && size > scene_.px(5)) draw_phase_mark(list_, centre, size, shape_of(hue_of(*cell.phase)), hue.line);
  }
  if (lit) draw_box(list_, area.min, area.max, rounding, 0, palette.focus, std::max(1.0F, scene_.px(1.5F)));
}

void TimelinePaint::draw_chip(const TimelineCell& cell, const Area& area, bool lit) const {
  const Palette& palette = scene_.palette;
  const bool failed = is_revealed(cell) && cell.outcome == CallOutcome::failed;
  draw_box(list_, area.min, area.max, scene_.px(4), failed ? palette.failed_fill : palette.chip,
           failed ? palette.failed : palette.chip_border, lit ? scene_.px(2) : 1.0F);
  if (cell.slept()) draw_hatch(list_, area.min, area.max, scene_.px(8), scene_.px(2), palette.hatch);
  // What the user asked for, and time, have an edge of their own.
  const bool asked = cell.kind == TimelineCell::Kind::command || !cell.command.empty();
  if (asked) list_->AddRectFilled(area.min, {area.min.x + scene_.px(4), area.max.y}, palette.focus);
  list_->PushClipRect(area.min, area.max, true);
  draw_words(cell, area, failed);
  list_->PopClipRect();
}

void TimelinePaint::draw_sleep(const TimelineCell& cell, const Area& area, Colour ink, Colour fill) const {
  const std::uint64_t turns = cell.to - cell.from;
  // Of a long sleep the words stand in the part that is seen.
  const float left = std::max(area.min.x, areas_.lanes.min.x);
  const float end = column_left(cell.words_to + 1) - scene_.px(3);
  const float right = std::min({area.max.x, end, areas_.lanes.max.x});
  const float room = right - left - scene_.px(12);
  const std::string result = cell.plain_zero ? "0" : cell.result;  // no room for a tick here
  const std::string words =
      cell.exit == 0 || !is_revealed(cell)
          ? fitting({say(text::kAsleepSoFar, cell.call).words(), cell.call}, room)
          : fitting({say(text::kAsleepTurns, cell.call, turns, result).words(),
                     say(text::kAsleepOneTurn, cell.call, result).words(), cell.call},
                    room);
  if (words.empty()) return;
  const float width = text_width(scene_.fonts.mono_small, words);
  const ImVec2 at{left + scene_.px(6), middle_of_words(area) - text_height(scene_.fonts.mono_small) / 2};
  // The hatch must not run through the letters.
  list_->AddRectFilled({at.x - scene_.px(3), area.min.y + 1}, {at.x + width + scene_.px(3), area.max.y - 1}, fill);
  draw_text(list_, scene_.fonts.mono_small, at, ink, words);
}

void TimelinePaint::draw_words(const TimelineCell& cell, const Area& area, bool failed) const {
  const Palette& palette = scene_.palette;
  const Colour ink = failed ? palette.failed : palette.text;
  const float middle = (area.min.y + area.max.y) / 2;
  const float room = area.width() - std::min(scene_.px(10), area.width() * 0.15F);
  if (cell.kind == TimelineCell::Kind::command || cell.kind == TimelineCell::Kind::time) {
    ImFont* font = scene_.fonts.small;
    const std::string words =
        shortened(cell.call, [&](const std::string& way) { return text_width(font, way) <= room; });
    draw_text_centred(list_, font, {(area.min.x + area.max.x) / 2, middle}, ink, words);
    return;
  }
  if (cell.slept()) return draw_sleep(cell, area, ink, failed ? palette.failed_fill : palette.chip);
  const bool revealed = is_revealed(cell);
  const bool succeeded = cell.outcome == CallOutcome::succeeded;
  // What failed, and a plain 0, has a mark; the number of an error is in the tooltip.
  const bool marked = revealed && (!succeeded || cell.plain_zero);
  const float mark_room = scene_.px(kMarkRoom);
  std::string words;
  bool mark = marked;
  if (!revealed) words = fitting({cell.call}, room);
  else if (!marked) words = fitting({cell.call + " " + cell.result, cell.call}, room);
  else words = fitting({cell.call}, room - mark_room);
  if (mark && succeeded && !fits(cell.call, room - mark_room)) {
    // The word says more than that all went well.
    words = fitting({cell.call}, room);
    mark = false;
  }
  const float width = text_width(scene_.fonts.mono_small, words) + (mark && !words.empty() ? mark_room : 0);
  const float left = std::round((area.min.x + area.max.x - width) / 2);
  const float end = draw_text(list_, scene_.fonts.mono_small,
                              {left, middle_of_words(area) - text_height(scene_.fonts.mono_small) / 2}, ink, words);
  if (!mark) return;
  const Mark shape = succeeded ? Mark::tick : failed ? Mark::cross : Mark::dash;
  const float x = words.empty() ? std::round((area.min.x + area.max.x) / 2) : end + scene_.px(9);
  draw_mark(list_, shape, {x, middle}, scene_.px(8), failed ? palette.failed : palette.tick);
}

void TimelinePaint::draw_arrow(const TimelineCell& cell) const {
  if (cell.woken_by == kNoActor || cell.woken_by == cell.actor) return;
  if (cell.exit == 0 || !is_revealed(cell)) return;
  const float x = std::round(column_left(cell.woken_by_turn) + column_width() - std::min(scene_.px(7), column_width() / 2));
  if (x < areas_.lanes.min.x || x > areas_.lanes.max.x) return;
  const bool up = lane_middle(cell.woken_by) > lane_middle(cell.actor);
  const float start = half_height(cell.woken_by);
  const float tip = half_height(cell.actor);
  const ImVec2 from{x, lane_middle(cell.woken_by) + (up ? -start : start)};
  const ImVec2 to{x, lane_middle(cell.actor) + (up ? tip : -tip)};
  const float room = std::abs(to.y - from.y);
  WireStyle style;
  style.colour = scene_.palette.wire;
  style.thickness = std::max(1.0F, scene_.px(bars() ? 1.0F : 1.6F));
  // Between close lanes the head is smaller: it would cover words.
  style.head = std::clamp(std::min(column_width() * 0.9F, room), scene_.px(4), scene_.px(9));
  draw_wire(list_, from, to, style);
}

void TimelinePaint::draw_next() const {
  const bool time = scene_.next == kClock;
  const Event* call = scene_.next_call();
  if ((call == nullptr && !time) || !scene_.walk.at_end()) return;
  const std::string name = time ? words(text::kClockTurn) : std::string(row_of(call->call).name);
  TimelineCell cell;
  cell.actor = scene_.next;
  cell.from = cell.to = scene_.turn + 1;
  const Area area = cell_area(cell);
  const float thickness = std::min({scene_.px(2), area.width() / 3, area.height() / 12});
  if (bars()) {
    draw_box(list_, area.min, area.max, std::min(scene_.px(2), area.width() / 3), 0, scene_.palette.accent_line,
             std::max(1.0F, thickness));
    return;
  }
  // The lane's line must not run through the letters.
  draw_box(list_, area.min, area.max, scene_.px(4), scene_.palette.accent_fill, 0);
  draw_dashed_box(list_, area.min, area.max, scene_.px(4), scene_.palette.accent_line, thickness, scene_.px(5));
  if (lanes_.is_folded(lanes_.lane_of(cell.actor))) return;
  const float room = area.width() - scene_.px(6);
  draw_text_centred(list_, scene_.fonts.mono_small, {(area.min.x + area.max.x) / 2, middle_of_words(area)},
                    scene_.palette.accent_text, fitting({name}, room));
}

/// The line at the end of the shown turn: "now".
void TimelinePaint::draw_playhead() const {
  const float x = std::round(column_left(scene_.turn + 1));
  list_->PushClipRect({areas_.ruler.min.x - scene_.px(6), areas_.ruler.min.y}, areas_.lanes.max, true);
  list_->AddLine({x, areas_.ruler.min.y + scene_.px(2)}, {x, bottom()}, scene_.palette.text, scene_.px(2));
  draw_mark(list_, Mark::triangle_down, {x, areas_.ruler.min.y + scene_.px(5)}, scene_.px(10), scene_.palette.text);
  list_->PopClipRect();
}

}  // namespace sockwalk
