#include "timeline_view.h"

#include <algorithm>
#include <cmath>

#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "marks.h"
#include "shapes.h"
#include "text/pane_text.h"
#include "timeline_cells.h"
#include "wires.h"

namespace sockwalk {
namespace {

constexpr float kColumn = 78.0F;
constexpr float kNames = 94.0F;   ///< lane names, left of the columns
constexpr float kNumbers = 28.0F; ///< turn numbers, above the lanes
constexpr float kLegend = 26.0F;

std::string right_header(const Scene& scene) {
  const std::uint64_t last = scene.walk.last_turn();
  if (!scene.walk.live()) return say(text::kTimelineRecording, scene.turn, last).words();
  if (scene.turn < last) return say(text::kTimelineLookingBack, scene.turn, last).words();
  return say(text::kTimelineLive, last).words();
}

class Lanes {
 public:
  Lanes(const Scene& scene, ImDrawList* list, ImVec2 origin, float lane, bool clock)
      : scene_(scene), list_(list), origin_(origin), lane_(lane), clock_(clock) {}

  float column_left(std::uint64_t turn) const {
    return origin_.x + scene_.px(kNames) + scene_.px(kColumn) * static_cast<float>(turn - 1);
  }
  float lane_middle(ActorId actor) const {
    // The Clock's lane is the last.
    const std::size_t lane = actor == kClock ? actors() : actor;
    return origin_.y + scene_.px(kNumbers) + lane_ * (static_cast<float>(lane) + 0.5F);
  }
  float bottom() const { return lane_middle(static_cast<ActorId>(lanes())) - lane_ / 2; }
  std::size_t actors() const { return scene_.walk.names().size(); }
  std::size_t lanes() const { return actors() + (clock_ ? 1U : 0U); }
  bool has_clock() const { return clock_; }

  void draw_axes(std::uint64_t first, std::uint64_t last, float right) const {
    for (std::size_t i = 0; i < lanes(); ++i) {
      const float y = lane_middle(static_cast<ActorId>(i));
      list_->AddLine({origin_.x + scene_.px(kNames) - scene_.px(8), y}, {right, y}, scene_.palette.rule);
    }
    for (std::uint64_t turn = std::max<std::uint64_t>(1, first); turn <= last; ++turn) {
      const float middle = column_left(turn) + scene_.px(kColumn) / 2;
      const bool shown = turn == scene_.turn;
      draw_text_centred(list_, scene_.fonts.mono_small, {middle, origin_.y + scene_.px(kNumbers) / 2},
                        shown ? scene_.palette.text : scene_.palette.text_dimmed, std::to_string(turn));
    }
  }

  Area cell_area(const TimelineCell& cell) const {
    const float half = std::min(scene_.px(12), lane_ * 0.42F);
    const float y = lane_middle(cell.actor);
    const float gap = scene_.px(3);
    return {{std::round(column_left(cell.from) + gap), std::round(y - half)},
            {std::round(column_left(cell.to) + scene_.px(kColumn) - gap), std::round(y + half)}};
  }

  void draw_cell(const TimelineCell& cell, bool in_the_past) const {
    const Area area = cell_area(cell);
    const Palette& palette = scene_.palette;
    const bool failed = cell.outcome == CallOutcome::failed;
    const Target target{Target::Kind::event, cell.actor, -1, kNoSocket, cell.enter};
    const bool lit = scene_.selection.lights(target);
    draw_box(list_, area.min, area.max, scene_.px(4), failed ? palette.failed_fill : palette.chip,
             failed ? palette.failed : palette.chip_border, lit ? scene_.px(2) : 1.0F);
    if (cell.slept()) {
      const float text_end = area.max.x;
      draw_hatch(list_, area.min, {text_end, area.max.y}, scene_.px(8), scene_.px(2), palette.hatch);
    }
    // What the user asked for, and time, have an edge of their own.
    const bool asked = cell.kind == TimelineCell::Kind::command || !cell.command.empty();
    if (asked) {
      list_->AddRectFilled(area.min, {area.min.x + scene_.px(4), area.max.y}, palette.focus);
    }
    draw_words(cell, area, failed);
    if (in_the_past) {
      list_->AddRectFilled(area.min, area.max, faded(palette.pane, 0.55F), scene_.px(4));
    }
    hover(cell, area, target);
  }

  void draw_arrow(const TimelineCell& cell) const {
    if (cell.woken_by == kNoActor || cell.woken_by == cell.actor) return;
    const float from_x = column_left(cell.woken_by_turn) + scene_.px(kColumn) - scene_.px(7);
    const float half = std::min(scene_.px(12), lane_ * 0.42F);
    const bool up = lane_middle(cell.woken_by) > lane_middle(cell.actor);
    const ImVec2 from{from_x, lane_middle(cell.woken_by) + (up ? -half : half)};
    const ImVec2 to{from_x, lane_middle(cell.actor) + (up ? half : -half)};
    WireStyle style;
    style.colour = scene_.palette.wire;
    style.thickness = std::max(1.0F, scene_.px(1.6F));
    style.head = scene_.px(9);
    draw_wire(list_, from, to, style);
  }

  void draw_next() const {
    const bool time = scene_.next == kClock;
    const Event* call = scene_.next_call();
    if ((call == nullptr && !time) || !scene_.walk.at_end()) return;
    const std::string name = time ? words(text::kClockTurn) : std::string(row_of(call->call).name);
    TimelineCell cell;
    cell.actor = scene_.next;
    cell.from = cell.to = scene_.turn + 1;
    const Area area = cell_area(cell);
    draw_dashed_box(list_, area.min, area.max, scene_.px(4), scene_.palette.accent_line, scene_.px(2),
                    scene_.px(5));
    draw_text_centred(list_, scene_.fonts.mono_small,
                      {(area.min.x + area.max.x) / 2, (area.min.y + area.max.y) / 2},
                      scene_.palette.accent_text,
                      elided(scene_.fonts.mono_small, name, area.width() - scene_.px(6)));
    const float middle = column_left(scene_.turn + 1) + scene_.px(kColumn) / 2;
    draw_text_centred(list_, scene_.fonts.mono_small, {middle, origin_.y + scene_.px(kNumbers) / 2},
                      scene_.palette.text_dimmed, std::to_string(scene_.turn + 1));
  }

  /// The line at the end of the shown turn: "now".
  void draw_playhead(float bottom_y) const {
    const float x = std::round(column_left(scene_.turn + 1));
    list_->AddLine({x, origin_.y + scene_.px(2)}, {x, bottom_y}, scene_.palette.text, scene_.px(2));
    draw_mark(list_, Mark::triangle_down, {x, origin_.y + scene_.px(5)}, scene_.px(10), scene_.palette.text);
  }

  /// The turn at the end of which `x` is nearest.
  std::uint64_t turn_at(float x) const {
    const float columns = (x - origin_.x - scene_.px(kNames)) / scene_.px(kColumn);
    const auto turn = static_cast<std::int64_t>(std::lround(columns));
    return static_cast<std::uint64_t>(
        std::clamp<std::int64_t>(turn, 0, static_cast<std::int64_t>(scene_.walk.last_turn())));
  }

 private:
  /// The longest of the ways to say it that fits.
  std::string fitting(std::initializer_list<std::string> ways, float room) const {
    for (const std::string& way : ways) {
      if (text_width(scene_.fonts.mono_small, way) <= room) return way;
    }
    return elided(scene_.fonts.mono_small, *(ways.end() - 1), room);
  }

  void draw_sleep(const TimelineCell& cell, const Area& area, Colour ink, Colour fill) const {
    const std::uint64_t turns = cell.to - cell.from;
    const float end = column_left(cell.words_to + 1) - scene_.px(3);
    const float room = std::min(area.max.x, end) - area.min.x - scene_.px(12);
    const std::string result = cell.plain_zero ? "0" : cell.result;  // no room for a tick here
    const std::string words =
        cell.exit == 0 ? fitting({say(text::kAsleepSoFar, cell.call).words(), cell.call}, room)
                       : fitting({say(text::kAsleepTurns, cell.call, turns, result).words(),
                                  say(text::kAsleepOneTurn, cell.call, result).words(), cell.call},
                                 room);
    const float width = text_width(scene_.fonts.mono_small, words);
    const ImVec2 at{area.min.x + scene_.px(6),
                    (area.min.y + area.max.y) / 2 - text_height(scene_.fonts.mono_small) / 2};
    // The hatch must not run through the letters.
    list_->AddRectFilled({at.x - scene_.px(3), area.min.y + 1}, {at.x + width + scene_.px(3), area.max.y - 1}, fill);
    draw_text(list_, scene_.fonts.mono_small, at, ink, words);
  }

  void draw_words(const TimelineCell& cell, const Area& area, bool failed) const {
    const Palette& palette = scene_.palette;
    const Colour ink = failed ? palette.failed : palette.text;
    if (cell.kind == TimelineCell::Kind::command || cell.kind == TimelineCell::Kind::time) {
      const float room_for_words = area.width() - scene_.px(10);
      draw_text_centred(list_, scene_.fonts.small,
                        {(area.min.x + area.max.x) / 2, (area.min.y + area.max.y) / 2}, ink,
                        elided(scene_.fonts.small, cell.call, room_for_words));
      return;
    }
    if (cell.slept()) {
      draw_sleep(cell, area, ink, failed ? palette.failed_fill : palette.chip);
      return;
    }
    const float middle = (area.min.y + area.max.y) / 2;
    const float room = area.width() - scene_.px(10);
    const bool succeeded = cell.outcome == CallOutcome::succeeded;
    // What failed, and a plain 0, has a mark; the number of an error is in the tooltip.
    const bool mark = !succeeded || cell.plain_zero;
    const std::string words =
        mark ? fitting({cell.call}, room - scene_.px(14)) : fitting({cell.call + " " + cell.result, cell.call}, room);
    const float width = text_width(scene_.fonts.mono_small, words) + (mark ? scene_.px(14) : 0);
    const float left = std::round((area.min.x + area.max.x - width) / 2);
    const float end = draw_text(list_, scene_.fonts.mono_small,
                                {left, middle - text_height(scene_.fonts.mono_small) / 2}, ink, words);
    if (!mark) return;
    const Mark shape = succeeded ? Mark::tick : failed ? Mark::cross : Mark::dash;
    draw_mark(list_, shape, {end + scene_.px(9), middle}, scene_.px(8), failed ? palette.failed : palette.tick);
  }

  void hover(const TimelineCell& cell, const Area& area, const Target& target) const {
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(area.min, area.max)) return;
    scene_.selection.hover(target);
    const Timeline& timeline = scene_.walk.timeline();
    if (cell.kind != TimelineCell::Kind::call) {
      const Event& first = timeline.event(cell.enter);
      const bool told = first.kind != EventKind::exit;
      show_tooltip(scene_.look(), told ? plain_sentence(first, nullptr, scene_.walk.names()) : cell.call);
      return;
    }
    const std::string asked = cell.command.empty() ? "" : "\n" + say(text::kAskedFor, cell.command).words();
    const bool returned = cell.exit != 0 && timeline.event(cell.exit).kind == EventKind::exit;
    const Event& event = returned ? timeline.event(cell.exit) : timeline.event(cell.enter);
    const Event* enter = returned ? &timeline.event(cell.enter) : nullptr;
    show_tooltip(scene_.look(), plain_sentence(event, enter, scene_.walk.names()) + "\n`" +
                                    strace_line(event, enter) + "`" + asked);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene_.selection.select(target);
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float lane_;
  const bool clock_;
};

/// Whether time has passed in a turn so far, or comes next. Turns are looked at once.
bool time_has_passed(const Scene& scene) {
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID seen_key = ImGui::GetID("clock turns seen");
  const ImGuiID found_key = ImGui::GetID("clock");
  const ImGuiID generation_key = ImGui::GetID("clock generation");
  const auto turns = scene.walk.timeline().turns();
  const int generation = static_cast<int>(scene.walk.generation());
  int seen = storage->GetInt(seen_key, 0);
  bool found = storage->GetBool(found_key);
  if (storage->GetInt(generation_key, -1) != generation || seen > static_cast<int>(turns.size())) {
    seen = 0;
    found = false;
  }
  for (; seen < static_cast<int>(turns.size()) && !found; ++seen) {
    found = turns[static_cast<std::size_t>(seen)].actor == kClock;
  }
  storage->SetInt(generation_key, generation);
  storage->SetInt(seen_key, seen);
  storage->SetBool(found_key, found);
  return found || scene.next == kClock;
}

void draw_lane_names(const Scene& scene, const Pane& pane, const Lanes& lanes) {
  const float right = pane.content.min.x + scene.px(kNames) - scene.px(8);
  const float top = pane.content.min.y + scene.px(kNumbers);
  pane.list->PushClipRect({pane.content.min.x, top}, {right, pane.content.max.y}, true);
  if (lanes.has_clock()) {
    const std::string clock = words(text::kClockLane);
    draw_text(pane.list, scene.fonts.body,
              {pane.content.min.x + scene.px(kPanePadding),
               lanes.lane_middle(kClock) - text_height(scene.fonts.body) / 2},
              scene.palette.text_secondary, clock);
  }
  for (std::size_t i = 0; i < lanes.actors(); ++i) {
    const auto actor = static_cast<ActorId>(i);
    const Target target{Target::Kind::actor, actor, -1, kNoSocket, 0};
    const bool lit = scene.selection.lights(target);
    const float y = lanes.lane_middle(actor);
    ImFont* font = lit ? scene.fonts.bold : scene.fonts.body;
    const std::string name =
        elided(font, capitalised(scene.walk.names().name(actor)), scene.px(kNames) - scene.px(22));
    draw_text(pane.list, font, {pane.content.min.x + scene.px(kPanePadding), y - text_height(font) / 2},
              scene.palette.text, name);
    const float half = scene.px(12);
    if (!ImGui::IsMouseHoveringRect({pane.content.min.x, y - half}, {right, y + half}) || !pane.hovered) continue;
    scene.selection.hover(target);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene.selection.select(target);
  }
  pane.list->PopClipRect();
}

void draw_legend(const Scene& scene, const Pane& pane) {
  const ImVec2 at{pane.content.min.x + scene.px(kNames), pane.content.max.y - scene.px(kLegend)};
  const float middle = at.y + scene.px(kLegend) / 2;
  pane.list->AddRectFilled({pane.content.min.x, at.y}, pane.content.max, scene.palette.pane);
  float x = at.x;
  const auto entry = [&](Mark mark, const Text& text) {
    draw_mark(pane.list, mark, {x + scene.px(5), middle}, scene.px(9), scene.palette.text_secondary);
    const std::string& words = sockwalk::words(text);
    if (x + scene.px(16) + text_width(scene.fonts.small, words) > pane.content.max.x) return;
    x = draw_text(pane.list, scene.fonts.small, {x + scene.px(16), middle - text_height(scene.fonts.small) / 2},
                  scene.palette.text_secondary, words) +
        scene.px(20);
  };
  entry(Mark::hatch, text::kLegendAsleep);
  entry(Mark::triangle_up, text::kLegendWoken);
  entry(Mark::tick, text::kLegendZero);
  entry(Mark::dash, text::kLegendExpected);
  entry(Mark::cross, text::kLegendFailed);
  // The edge of what was asked for, as draw_cell() draws it.
  const std::string& asked = words(text::kLegendCommand);
  if (x + scene.px(12) + text_width(scene.fonts.small, asked) > pane.content.max.x) return;
  pane.list->AddRectFilled({x, middle - scene.px(6)}, {x + scene.px(4), middle + scene.px(6)},
                           scene.palette.focus);
  draw_text(pane.list, scene.fonts.small, {x + scene.px(12), middle - text_height(scene.fonts.small) / 2},
            scene.palette.text_secondary, asked);
}

/// Keeps the shown turn in sight whenever it, the zoom or the window has changed.
void follow(const Scene& scene, float view_width) {
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID turn_key = ImGui::GetID("turn");
  const ImGuiID columns_key = ImGui::GetID("columns");
  const int turn = static_cast<int>(scene.turn);
  const float columns = view_width / scene.px(kColumn);
  const bool resized = storage->GetFloat(columns_key) != columns;
  if (storage->GetInt(turn_key, -1) == turn && !resized) return;
  storage->SetInt(turn_key, turn);
  storage->SetFloat(columns_key, columns);
  const float right = scene.px(kColumn) * static_cast<float>(turn + 1) + scene.px(12);
  const float left = right - 2 * scene.px(kColumn);
  if (resized) {
    ImGui::SetScrollX(std::max(0.0F, right - view_width));
    return;
  }
  if (right > ImGui::GetScrollX() + view_width) ImGui::SetScrollX(right - view_width);
  if (left < ImGui::GetScrollX()) ImGui::SetScrollX(std::max(0.0F, left - scene.px(kColumn)));
}

void drag_playhead(const Scene& scene, const Lanes& lanes, const Pane& pane) {
  const ImVec2 numbers_max{pane.content.max.x, pane.content.min.y + scene.px(kNumbers)};
  ImGui::SetCursorScreenPos({pane.content.min.x + scene.px(kNames), pane.content.min.y});
  ImGui::InvisibleButton("playhead", {std::max(1.0F, numbers_max.x - pane.content.min.x - scene.px(kNames)),
                                      scene.px(kNumbers)});
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  if (!ImGui::IsItemActive()) return;
  const std::uint64_t turn = lanes.turn_at(ImGui::GetMousePos().x);
  if (turn != scene.turn) scene.requests.push_back({Command::seek_turn, kNoActor, turn, {}});
}

}  // namespace

void draw_timeline(const Scene& scene, const Area& area) {
  const Pane pane = begin_pane(scene.look(), "timeline", area, {"", right_header(scene)},
                               Scrolling::none);
  const bool roomy = pane.content.height() > scene.px(150);
  const float legend = roomy ? scene.px(kLegend) : 0.0F;
  const float names = scene.px(kNames);
  ImGui::SetCursorScreenPos({pane.content.min.x + names, pane.content.min.y});
  bridge::begin_child("columns", {pane.content.width() - names, pane.content.height() - legend},
                      ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoBackground);
  const float lanes_height = ImGui::GetWindowHeight() - scene.px(kNumbers) - ImGui::GetStyle().ScrollbarSize;
  const bool clock = time_has_passed(scene);
  const auto actors =
      static_cast<float>(std::max<std::size_t>(1, scene.walk.names().size() + (clock ? 1U : 0U)));
  const float lane = std::max(scene.px(20), std::min(scene.px(64), lanes_height / actors));
  const ImVec2 origin{ImGui::GetCursorScreenPos().x - names, ImGui::GetCursorScreenPos().y};
  const Lanes lanes(scene, ImGui::GetWindowDrawList(), origin, lane, clock);
  const std::uint64_t last = scene.walk.last_turn();
  const auto columns = static_cast<float>(last + (scene.walk.at_end() ? 1 : 0));
  const float width = scene.px(kNames) + scene.px(kColumn) * columns + scene.px(16);

  // Only the columns that can be seen are made.
  const float first_column = std::max(0.0F, ImGui::GetScrollX() / scene.px(kColumn));
  // After a restart there are fewer than it was scrolled to.
  const auto first = std::min(last, static_cast<std::uint64_t>(first_column));
  const auto seen = static_cast<std::uint64_t>(pane.content.width() / scene.px(kColumn)) + 3;
  const std::uint64_t until = std::min(last, first + seen);
  lanes.draw_axes(first, until, std::max(origin.x + width, pane.content.max.x));
  const std::vector<TimelineCell> cells = timeline_cells(scene.walk.timeline(), first, until);
  for (const TimelineCell& cell : cells) {
    if (cell.enter > scene.seq && scene.turn == last) continue;
    lanes.draw_cell(cell, cell.from > scene.turn);
  }
  for (const TimelineCell& cell : cells) {
    if (cell.exit != 0 && (cell.exit <= scene.seq || scene.turn < last)) lanes.draw_arrow(cell);
  }
  lanes.draw_next();
  lanes.draw_playhead(lanes.bottom());
  ImGui::SetCursorScreenPos({origin.x + width, lanes.bottom()});
  ImGui::Dummy({1, 1});
  follow(scene, pane.content.width() - names);
  drag_playhead(scene, lanes, pane);
  ImGui::EndChild();
  draw_lane_names(scene, pane, lanes);
  if (roomy) draw_legend(scene, pane);
  end_pane();
}

}  // namespace sockwalk
