#include "toolbar.h"

#include <algorithm>

#include "button.h"
#include "event/event_text.h"
#include "label.h"
#include "marks.h"
#include "menu.h"
#include "shapes.h"
#include "text/toolbar_text.h"

namespace sockwalk {
namespace {

/// One thing of the toolbar's row: how wide it is with and without its key, and how to draw it.
class Row {
 public:
  Row(const Scene& scene, const Area& area, float left)
      : scene_(scene), x_(left), middle_((area.min.y + area.max.y) / 2) {}

  bool place(const char* id, std::string_view label, ButtonStyle style) {
    const ImVec2 size = button_size(scene_.look(), label, style);
    ImGui::SetCursorScreenPos({x_, std::round(middle_ - size.y / 2)});
    const bool pressed = button(scene_.look(), id, label, style);
    x_ += size.x + scene_.px(6);
    return pressed;
  }
  float x() const { return x_; }
  float middle() const { return middle_; }
  void move(float by) { x_ += by; }

 private:
  const Scene& scene_;
  float x_;
  float middle_;
};

ButtonStyle style_of(ButtonKind kind, std::string_view key, std::optional<Mark> mark, bool enabled) {
  ButtonStyle style;
  style.kind = kind;
  style.key = key;
  style.mark = mark;
  style.enabled = enabled;
  return style;
}

/// How much of the row fits: all, without key names, or with marks alone.
enum class Room : std::uint8_t { wide, medium, narrow };

/// All are asleep, and nobody will wake them: what can be done about it.
void draw_ways_out(const Scene& scene, Row& row, Room room) {
  const bool wide = room == Room::wide;
  const auto key = [&](Command command) { return wide ? row_of(command).keys : std::string_view(); };
  const Text& add = room == Room::narrow ? text::kAddClient : text::kAllAsleep;
  if (row.place("add", sockwalk::words(add),
                style_of(ButtonKind::accent, key(Command::add_client), std::nullopt, true))) {
    scene.request(Command::add_client);
  }
  if (row.place("interrupt", sockwalk::words(text::kInterrupt),
                style_of(ButtonKind::secondary, key(Command::ask), std::nullopt, true))) {
    scene.requests.push_back({Command::ask, kNoActor, 0, "interrupt "});
  }
  if (row.place("again", sockwalk::words(text::kPlayAgain),
                style_of(ButtonKind::secondary, key(Command::restart), std::nullopt, true))) {
    scene.request(Command::restart);
  }
}

void draw_steps(const Scene& scene, Row& row, Room room) {
  const bool wide = room == Room::wide;
  const bool words = room != Room::narrow;
  const auto key = [&](Command command) { return wide ? row_of(command).keys : std::string_view(); };
  const bool begun = scene.turn > 0;
  if (row.place("start", words ? sockwalk::words(text::kStart) : "",
                style_of(ButtonKind::secondary, "", Mark::bar_left, begun))) {
    scene.request(Command::home);
  }
  if (row.place("back", words ? sockwalk::words(text::kBack) : "",
                style_of(ButtonKind::secondary, key(Command::back), Mark::triangle_left, begun))) {
    scene.request(Command::back);
  }
  const std::string next = next_in_words(scene);
  if (!next.empty()) {
    const bool past = !scene.walk.at_end();
    const std::string label = say(past ? text::kReplayNext : text::kStepNext, next).words();
    if (row.place("step", label, style_of(ButtonKind::accent, wide ? "Space" : "", std::nullopt, true))) {
      scene.request(Command::step);
    }
  } else if (scene.reveal.beat != Beat::settled || scene.walk.busy()) {
    if (row.place("step", sockwalk::words(text::kCompleteReveal),
                  style_of(ButtonKind::secondary, wide ? "Space" : "", std::nullopt, true))) {
      scene.request(Command::step);
    }
  } else if (!scene.walk.finished()) {
    return draw_ways_out(scene, row, room);
  } else if (row.place("again", sockwalk::words(text::kAtTheEnd),
                       style_of(ButtonKind::accent, wide ? "Ctrl+R" : "", std::nullopt,
                                scene.walk.scenario().has_value()))) {
    scene.request(Command::restart);
  }
  const Text& play = scene.playing ? text::kPause : text::kPlay;
  if (row.place("play", words ? sockwalk::words(play) : "",
                style_of(ButtonKind::secondary, key(Command::play_pause),
                         scene.playing ? Mark::pause : Mark::triangle_right, scene.playing || !next.empty()))) {
    scene.request(Command::play_pause);
  }
}

void draw_speed(const Scene& scene, const App& app, Row& row) {
  const std::string label = sockwalk::words(text::kSpeed);
  row.move(scene.px(8));
  const float top = row.middle() - text_height(scene.fonts.body) / 2;
  const float end = draw_text(ImGui::GetWindowDrawList(), scene.fonts.body, {row.x(), top},
                              scene.palette.text_secondary, label);
  row.move(end - row.x() + scene.px(8));
  const auto* at = std::lower_bound(std::begin(App::kSpeeds), std::end(App::kSpeeds), app.speed());
  int index = static_cast<int>(at - std::begin(App::kSpeeds));
  const int before = index;
  ImGui::SetCursorScreenPos({row.x(), row.middle() - ImGui::GetFrameHeight() / 2});
  ImGui::SetNextItemWidth(scene.px(72));
  ImGui::SliderInt("##speed", &index, 0, static_cast<int>(std::ssize(App::kSpeeds)) - 1, "");
  draw_text(ImGui::GetWindowDrawList(), scene.fonts.small,
            {row.x() + scene.px(79), row.middle() - text_height(scene.fonts.small) / 2},
            scene.palette.text_secondary, fmt::format("{}\xC3\x97", *at));
  for (; index > before; --index) scene.request(Command::faster);
  for (; index < before; ++index) scene.request(Command::slower);
  row.move(scene.px(110));
}

/// The right end, from right to left. Returns where it begins.
float draw_state(const Scene& scene, const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  ImFont* font = scene.fonts.body;
  const float top = (area.min.y + area.max.y) / 2 - text_height(font) / 2;
  const float middle = (area.min.y + area.max.y) / 2;
  const bool past = !scene.walk.at_end() || !scene.walk.live();
  const std::string place = say(past ? text::kRecorded : text::kLive, scene.turn, scene.walk.last_turn()).words();
  float x = draw_text_right(list, font, {area.max.x - scene.px(14), top}, palette.text, place);
  draw_mark(list, past ? Mark::pause : Mark::dot, {x - scene.px(10), middle}, scene.px(9), palette.text);
  x -= scene.px(34);

  const Agreement& agreement = scene.walk.agreement();
  const bool differs = agreement.asked && agreement.differences > 0;
  const Colour ink = differs ? palette.failed : palette.text;
  const float right = x;
  x = draw_text_right(list, font, {x, top}, ink, badge(agreement).words());
  draw_mark(list, !agreement.asked ? Mark::question : differs ? Mark::cross : Mark::tick,
            {x - scene.px(11), middle}, scene.px(10), ink);
  x -= scene.px(22);
  ImGui::SetCursorScreenPos({x, area.min.y + scene.px(8)});
  if (ImGui::InvisibleButton("badge", {std::max(1.0F, right - x), area.height() - scene.px(16)})) {
    scene.request(Command::show_agreement);
  }
  if (ImGui::IsItemHovered()) show_tooltip(scene.look(), sockwalk::words(text::kBadgeTooltip));
  return x;
}

}  // namespace

std::string next_in_words(const Scene& scene) {
  if (scene.next == kClock) return words(text::kLetTimePass);
  if (scene.next == kNoActor || scene.next >= scene.next_calls.size()) return "";
  const auto& call = scene.next_calls[scene.next];
  if (!call) return capitalised(scene.walk.names().name(scene.next));
  return capitalised(scene.walk.names().name(scene.next)) + " " + short_call_text(*call);
}

void draw_toolbar(const Scene& scene, const App& app, ToolbarState& state, const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(area.min, area.max, scene.palette.toolbar);
  list->AddLine({area.min.x, area.max.y}, area.max, scene.palette.rule);
  const float right = draw_state(scene, area);
  const float top = (area.min.y + area.max.y) / 2 - text_height(scene.fonts.large_bold) / 2;
  const float name_end = draw_text(list, scene.fonts.large_bold, {area.min.x + scene.px(14), top},
                                   scene.palette.text, "sockwalk");
  const float menu_end = draw_menus(scene, app, state, {{name_end + scene.px(10), area.min.y}, area.max});
  const float space = right - menu_end;
  const Room room = space > scene.px(760) ? Room::wide : space > scene.px(560) ? Room::medium : Room::narrow;
  Row row(scene, area, menu_end + scene.px(room == Room::wide ? 14 : 6));
  draw_steps(scene, row, room);
  if (row.x() + scene.px(90) < right) {
    if (row.place("run-to", sockwalk::words(text::kRunTo),
                  style_of(ButtonKind::secondary, room == Room::wide ? "R" : "", std::nullopt, true))) {
      state.asked = Command::run_to;
    }
  }
  const bool past = !scene.walk.at_end() || !scene.walk.live();
  if (past && scene.walk.scenario() && row.x() + scene.px(150) < right) {
    if (row.place("continue", sockwalk::words(text::kContinue),
                  style_of(ButtonKind::secondary, "", std::nullopt, true))) {
      scene.request(Command::continue_from_here);
    }
  } else if (row.x() + scene.px(190) < right) {
    draw_speed(scene, app, row);
  }
  draw_menu_windows(scene, state);
}

}  // namespace sockwalk
