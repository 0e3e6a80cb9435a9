#include "timeline_view.h"

#include <algorithm>
#include <cmath>

#include "crowd_name.h"
#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "marks.h"
#include "shapes.h"
#include "text/pane_text.h"
#include "text/timeline_text.h"
#include "timeline_paint.h"

namespace sockwalk {
namespace {

constexpr float kNames = 108.0F;  ///< lane names, left of the columns
constexpr float kLegend = 26.0F;
constexpr float kRoomy = 150.0F;  ///< lower panes do without the legend
constexpr float kBar = 10.0F;     ///< to scroll the lanes with, at the right

/// The heights that depend on how much room there is.
struct Heights {
  float ruler;        ///< turn numbers, above the lanes
  float minimap;
  float minimap_gap;  ///< above it, and below where there is no legend
};
constexpr Heights kTall{26.0F, 14.0F, 5.0F};
constexpr Heights kLow{19.0F, 9.0F, 4.0F};
constexpr float kNotchColumns = 1.5F;  ///< of usual width, that a notch of the wheel pans
constexpr float kNotchLanes = 30.0F;

std::string right_header(const Scene& scene) {
  const std::uint64_t last = scene.walk.last_turn();
  if (!scene.walk.live()) return say(text::kTimelineRecording, scene.turn, last).words();
  if (scene.turn < last) return say(text::kTimelineLookingBack, scene.turn, last).words();
  return say(text::kTimelineLive, last).words();
}

TimelineAreas areas_in(const Scene& scene, const Area& pane) {
  TimelineAreas areas;
  const float left = std::round(pane.min.x + scene.px(kNames));
  const bool roomy = pane.height() > scene.px(kRoomy);
  const Heights& heights = roomy ? kTall : kLow;
  const float legend = std::round(pane.max.y - (roomy ? scene.px(kLegend) : 0.0F));
  const float below = legend - scene.px(roomy ? 2 : heights.minimap_gap);
  const float above = below - scene.px(heights.minimap);
  const float right = pane.max.x - scene.px(kPanePadding);
  const float lanes = std::round(pane.min.y + scene.px(heights.ruler));
  areas.ruler = {{left, pane.min.y}, {pane.max.x, lanes}};
  areas.lanes = {{left, lanes}, {pane.max.x, std::max(lanes, std::round(above - scene.px(heights.minimap_gap)))}};
  areas.names = {{pane.min.x, lanes}, {left - scene.px(8), areas.lanes.max.y}};
  areas.minimap = {{left, std::round(above)}, {right, std::round(below)}};
  if (roomy) areas.legend = {{pane.min.x, legend}, pane.max};
  return areas;
}

/// Ctrl and the wheel zoom about the mouse, Shift and the wheel go along the time axis; the wheel alone
/// goes through lanes that do not fit, and along the time axis where all do.
void take_wheel(const Scene& scene, TimelineWindow& window, const TimelineAreas& areas, bool over_names) {
  const ImGuiIO& io = ImGui::GetIO();
  bridge::keep_wheel();
  if (!ImGui::IsItemHovered() || (io.MouseWheel == 0 && io.MouseWheelH == 0)) return;
  const double columns = static_cast<double>(kNotchColumns * TimelineWindow::kUsualColumn / window.column());
  if (io.KeyCtrl) {
    window.zoom(std::pow(1.25F, io.MouseWheel), (io.MousePos.x - areas.lanes.min.x) / scene.scale);
    return;
  }
  const bool lanes = over_names || window.extent().lanes_height > window.extent().height + 1;
  if (lanes && !io.KeyShift) window.pan_lanes(-io.MouseWheel * kNotchLanes);
  else window.pan(-columns * static_cast<double>(io.MouseWheel));
  window.pan(-columns * static_cast<double>(io.MouseWheelH));
}

/// While the last item is held and the mouse moves, the lanes move along.
void take_drag(const Scene& scene, TimelineWindow& window, TimelineState& state) {
  if (ImGui::IsItemActivated()) state.dragged = false;
  if (!ImGui::IsItemActive() || !ImGui::IsMouseDragging(ImGuiMouseButton_Left)) return;
  state.dragged = true;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  window.pan(-static_cast<double>(moved.x / scene.scale / window.column()));
  window.pan_lanes(-moved.y / scene.scale);
  ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void draw_focus(const Scene& scene, ImDrawList* list, const Area& area) {
  if (!ImGui::IsItemFocused() || !ImGui::GetIO().NavVisible) return;
  const float out = scene.px(2);
  draw_box(list, {area.min.x - out, area.min.y - out}, {area.max.x + out, area.max.y + out}, scene.px(5), 0,
           scene.palette.focus, std::max(1.0F, scene.px(1.5F)));
}

bool is_pointed_at() {
  return ImGui::IsItemHovered() || (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible);
}

/// What a cell is, in words.
std::string told(const Scene& scene, const TimelineCell& cell) {
  const Timeline& timeline = scene.walk.timeline();
  if (cell.kind != TimelineCell::Kind::call) {
    const Event& first = timeline.event(cell.enter);
    const bool in_words = first.kind != EventKind::exit;
    return in_words ? plain_sentence(first, nullptr, scene.walk.names()) : cell.call;
  }
  const bool returned = cell.exit != 0 && timeline.event(cell.exit).kind == EventKind::exit;
  const Event& event = returned ? timeline.event(cell.exit) : timeline.event(cell.enter);
  const Event* enter = returned ? &timeline.event(cell.enter) : nullptr;
  std::string words = plain_sentence(event, enter, scene.walk.names()) + "\n`" + strace_line(event, enter) + "`";
  if (!cell.command.empty()) words += "\n" + say(text::kAskedFor, cell.command).words();
  if (cell.phase) {
    words += "\n" + say(returned ? text::kSocketThen : text::kSocketNow, phase_name(*cell.phase)).words();
  }
  if (cell.to > cell.from) words += " " + say(text::kTurnsOfCall, cell.from, cell.to).words();
  return words + "\n" + sockwalk::words(text::kClickAgain);
}

/// The frame's drawing and what the mouse does to it.
class TimelineFrame {
 public:
  TimelineFrame(const Scene& scene, TimelineWindow& window, TimelineState& state, const Pane& pane,
                const TimelineAreas& areas, const LaneLayout& lanes)
      : scene_(scene), window_(window), state_(state), pane_(pane), areas_(areas), lanes_(lanes),
        paint_(scene, pane.list, areas, window, lanes) {}

  void draw_columns() {
    const std::uint64_t last = scene_.walk.last_turn();
    const auto first = static_cast<std::uint64_t>(window_.left()) + 1;
    const auto until = first + static_cast<std::uint64_t>(window_.seen()) + 1;
    paint_.draw_ruler(std::min(first, last), std::min(until, last));
    const std::vector<TimelineCell>& cells =
        state_.cells.of(scene_.walk.timeline(), scene_.walk.generation(), std::max<std::uint64_t>(1, first), until);
    ImDrawList* list = pane_.list;
    list->PushClipRect(areas_.lanes.min, areas_.lanes.max, true);
    paint_.draw_axes();
    // Behind the calls: an arrow that passes a lane crosses none of its words.
    for (const TimelineCell& cell : cells) paint_.draw_arrow(cell);
    for (const TimelineCell& cell : cells) {
      if (cell.enter > scene_.seq && scene_.turn == last) continue;
      draw_cell(cell);
    }
    paint_.draw_next();
    list->PopClipRect();
    paint_.draw_playhead();
    draw_bar();
    // What is under the mouse and no cell. Items that come first have it first.
    ImGui::SetCursorScreenPos(areas_.lanes.min);
    bridge::mouse_area("lanes", size_of(areas_.lanes));
    take_drag(scene_, window_, state_);
    take_wheel(scene_, window_, areas_, false);
  }

  void draw_names() {
    ImDrawList* list = pane_.list;
    list->PushClipRect(areas_.names.min, {areas_.names.max.x + scene_.px(2), areas_.names.max.y}, true);
    for (std::size_t lane = lanes_.at(window_.top()); lane < lanes_.lanes(); ++lane) {
      if (paint_.lane_y(lanes_.top(lane)) >= areas_.names.max.y) break;
      draw_name(lane);
    }
    list->PopClipRect();
    ImGui::SetCursorScreenPos(areas_.names.min);
    bridge::mouse_area("names", size_of(areas_.names));
    take_wheel(scene_, window_, areas_, true);
  }

  void draw_ruler_handle() const {
    ImGui::SetCursorScreenPos(areas_.ruler.min);
    bridge::mouse_area("playhead", size_of(areas_.ruler));
    take_wheel(scene_, window_, areas_, false);
    if (ImGui::IsItemHovered()) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
      if (!ImGui::IsItemActive()) show_tooltip(scene_.look(), words(text::kRulerIs));
    }
    if (!ImGui::IsItemActive()) return;
    const double at = window_.turn_at((ImGui::GetMousePos().x - areas_.ruler.min.x) / scene_.scale);
    const double turn = std::clamp(std::round(at), 0.0, static_cast<double>(scene_.walk.last_turn()));
    const auto wanted = static_cast<std::uint64_t>(turn);
    if (wanted != scene_.turn) scene_.requests.push_back({Command::seek_turn, kNoActor, wanted, {}});
  }

  void draw_map() {
    if (window_.seen() >= window_.extent().columns + 1) return;  // all of it is in sight
    const Area& area = areas_.minimap;
    draw_minimap(scene_, pane_.list, area, state_.summary, window_);
    ImGui::SetCursorScreenPos({area.min.x, area.min.y - scene_.px(3)});
    bridge::mouse_area("minimap", {area.width(), area.height() + scene_.px(6)});
    take_wheel(scene_, window_, areas_, false);
    if (ImGui::IsItemHovered() && !ImGui::IsItemActive()) show_tooltip(scene_.look(), words(text::kMinimapIs));
    if (!ImGui::IsItemActive()) return;
    const Minimap map{area.width(), std::max(1.0, window_.extent().columns)};
    const double at = map.columns_at(ImGui::GetMousePos().x - area.min.x);
    if (ImGui::IsItemActivated()) {
      const double into = at - window_.left();
      const bool inside = into >= 0 && into <= window_.seen();
      state_.minimap_grip = inside ? into : window_.seen() / 2;
    }
    window_.pan(at - state_.minimap_grip.value_or(window_.seen() / 2) - window_.left());
  }

  bool bars() const { return paint_.bars(); }

 private:
  static ImVec2 size_of(const Area& area) {
    return {std::max(1.0F, area.width()), std::max(1.0F, area.height())};
  }

  void draw_cell(const TimelineCell& cell) {
    const Area area = paint_.cell_area(cell);
    if (!paint_.is_in_sight(area)) return;
    const Target target{Target::Kind::event, cell.actor, -1, kNoSocket, cell.enter};
    paint_.draw_cell(cell, scene_.selection.lights(target));
    const Area& room = areas_.lanes;
    const ImVec2 min{std::max(area.min.x, room.min.x), std::max(area.min.y, room.min.y)};
    const ImVec2 max{std::min(area.max.x, room.max.x), std::min(area.max.y, room.max.y)};
    // A bar is no place for the keyboard: a page of them would take a minute to go through.
    const bool pressed = [&] {
      ImGui::SetCursorScreenPos(min);
      ImGui::PushID(reinterpret_cast<void*>(static_cast<std::uintptr_t>(cell.enter)));
      const ImVec2 size{std::max(1.0F, max.x - min.x), std::max(1.0F, max.y - min.y)};
      const bool clicked = paint_.bars() ? bridge::mouse_area("cell", size) : ImGui::InvisibleButton("cell", size);
      ImGui::PopID();
      return clicked;
    }();
    take_drag(scene_, window_, state_);
    take_wheel(scene_, window_, areas_, false);
    draw_focus(scene_, pane_.list, {min, max});
    const bool dragging = state_.dragged && ImGui::IsMouseDown(ImGuiMouseButton_Left);
    if (is_pointed_at() && !dragging) {
      scene_.selection.hover(target);
      show_tooltip(scene_.look(), told(scene_, cell));
    }
    if (!pressed || state_.dragged) return;
    if (scene_.selection.selected() == target) {
      scene_.requests.push_back({Command::seek_turn, kNoActor, std::min(cell.to, scene_.walk.last_turn()), {}});
    }
    scene_.selection.select(target);
  }

  /// Where lanes lie above or below what is seen.
  void draw_bar() {
    const TimelineWindow::Extent& extent = window_.extent();
    if (extent.lanes_height <= extent.height + 1) return;
    const Area& room = areas_.lanes;
    const Area bar{{room.max.x - scene_.px(kBar), room.min.y}, room.max};
    ImGui::SetCursorScreenPos(bar.min);
    bridge::mouse_area("bar", size_of(bar));
    take_wheel(scene_, window_, areas_, true);
    if (ImGui::IsItemActive()) {
      const float part = (ImGui::GetMousePos().y - bar.min.y) / bar.height();
      window_.pan_lanes(part * extent.lanes_height - extent.height / 2 - window_.top());
    }
    const float grip = std::max(scene_.px(12), bar.height() * extent.height / extent.lanes_height);
    const float way = std::max(1.0F, extent.lanes_height - extent.height);
    const float top = bar.min.y + (bar.height() - grip) * window_.top() / way;
    const bool held = ImGui::IsItemActive() || ImGui::IsItemHovered();
    pane_.list->AddRectFilled({bar.min.x + scene_.px(3), top}, {bar.max.x - scene_.px(2), top + grip},
                              held ? scene_.palette.text_dimmed : scene_.palette.raised_border, scene_.px(3));
  }

  std::string name_of(ActorId actor) const {
    return actor == kClock ? words(text::kClockLane) : capitalised(scene_.walk.names().name(actor));
  }

  void draw_name(std::size_t lane) {
    const ActorId actor = lanes_.actor(lane);
    const bool folded = lanes_.is_folded(lane);
    const float top = paint_.lane_y(lanes_.top(lane));
    const float height = scene_.px(lanes_.height(lane));
    const float middle = top + height / 2;
    const Target target{Target::Kind::actor, actor, -1, kNoSocket, 0};
    const float box = std::min(height, scene_.px(26)) / 2 - 1;
    const Area area{{areas_.names.min.x + scene_.px(4), middle - box}, {areas_.names.max.x, middle + box}};
    ImGui::SetCursorScreenPos(area.min);
    ImGui::PushID(static_cast<int>(actor));
    const bool pressed = ImGui::InvisibleButton("name", size_of(area));
    ImGui::PopID();
    take_wheel(scene_, window_, areas_, true);
    const bool pointed_at = is_pointed_at();
    if (pointed_at) {
      pane_.list->AddRectFilled(area.min, area.max, scene_.palette.hover, scene_.px(4));
      if (actor != kClock) scene_.selection.hover(target);
      show_tooltip(scene_.look(), told_of_lane(actor, folded));
    }
    draw_focus(scene_, pane_.list, area);
    draw_name_words(actor, folded, {area.min.x + scene_.px(4), middle}, area.max.x - scene_.px(2),
                    actor != kClock && scene_.selection.lights(target));
    if (pressed) scene_.requests.push_back({Command::fold_lane, actor, 0, {}});
  }

  void draw_name_words(ActorId actor, bool folded, ImVec2 at, float right, bool lit) const {
    const Palette& palette = scene_.palette;
    draw_mark(pane_.list, folded ? Mark::triangle_right : Mark::triangle_down, {at.x + scene_.px(4), at.y}, scene_.px(7),
              palette.text_dimmed);
    const float left = at.x + scene_.px(13);
    const Actor* one = scene_.model.actor(actor);
    if (folded && one != nullptr) {
      ImFont* mono = scene_.fonts.mono_small;
      right = draw_text_right(pane_.list, mono, {right, at.y - text_height(mono) / 2}, palette.text_secondary,
                              std::to_string(one->calls)) -
              scene_.px(4);
    }
    ImFont* font = folded ? scene_.fonts.small : lit ? scene_.fonts.bold : scene_.fonts.body;
    std::string name = name_of(actor);
    if (is_crowd(name) && text_width(font, name) > right - left) name = numbers_of_crowd(name);
    draw_text(pane_.list, font, {left, at.y - text_height(font) / 2},
              folded || actor == kClock ? palette.text_secondary : palette.text,
              elided(font, name, right - left));
  }

  std::string told_of_lane(ActorId actor, bool folded) const {
    const Actor* one = scene_.model.actor(actor);
    const std::uint32_t calls = one == nullptr ? 0 : one->calls;
    const std::string what = actor == kClock ? words(text::kClockLaneIs)
                             : calls == 1    ? say(text::kLaneOneCall, name_of(actor)).words()
                                             : say(text::kLaneCalls, name_of(actor), calls).words();
    return what + "\n" + words(folded ? text::kUnfoldLane : text::kFoldLane);
  }

  const Scene& scene_;
  TimelineWindow& window_;
  TimelineState& state_;
  const Pane& pane_;
  const TimelineAreas& areas_;
  const LaneLayout& lanes_;
  const TimelinePaint paint_;
};

}  // namespace

void draw_timeline(const Scene& scene, TimelineWindow& window, TimelineState& state, const Area& area) {
  const Pane pane = begin_pane(scene.look(), "timeline", area, {"", right_header(scene)}, Scrolling::none);
  const TimelineAreas areas = areas_in(scene, pane.content);
  state.summary.update(scene.walk.timeline(), scene.walk.generation());
  const bool clock = state.summary.clock() || scene.next == kClock;
  const float room = areas.lanes.height() / scene.scale;
  const LaneLayout lanes(scene.walk.names().size(), clock, window.folded(), room);
  const std::uint64_t last = scene.walk.last_turn();
  window.set_extent({static_cast<double>(last + (scene.walk.at_end() ? 1 : 0)), areas.lanes.width() / scene.scale,
                     lanes.top(lanes.lanes()), room});
  const std::size_t lane = scene.mover == kNoActor ? 0 : lanes.lane_of(scene.mover);
  window.follow(scene.turn, lanes.top(lane), lanes.top(lane) + lanes.height(lane));
  TimelineFrame frame(scene, window, state, pane, areas, lanes);
  frame.draw_columns();
  frame.draw_names();
  frame.draw_ruler_handle();
  frame.draw_map();
  if (areas.legend.height() > 0) draw_timeline_legend(scene, pane.list, areas.legend, areas.lanes.min.x, frame.bars());
  end_pane();
}

}  // namespace sockwalk
