#include "difference_view.h"

#include <algorithm>
#include <array>

#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "shapes.h"
#include "term_tips.h"
#include "text/step_difference_text.h"

namespace sockwalk {
namespace {

namespace texts = step_difference_text;

constexpr float kRow = 21.0F;
constexpr std::array kColumns{0.012F, 0.20F, 0.34F, 0.67F};

/// The turn beside which the shown one is laid; nothing at the start.
std::optional<std::uint64_t> other_turn(const Scene& scene) {
  if (scene.marked_turn) return scene.marked_turn;
  if (scene.turn == 0) return {};
  return scene.turn - 1;
}

/// Compares again where one of the two is another than in the frame before.
void update(DifferenceState& state, const Scene& scene, std::uint64_t other) {
  std::string compared = fmt::format("{} {} {} {}", scene.walk.generation(), other, scene.turn, scene.seq);
  if (compared == state.compared) return;
  const Timeline& timeline = scene.walk.timeline();
  if (state.generation != scene.walk.generation()) state.other = Model();
  state.generation = scene.walk.generation();
  const std::uint64_t seq = timeline.end_of_turn(other);
  timeline.seek(state.other, seq);
  const ComparedStep beside{state.other, timeline, seq};
  const ComparedStep shown{scene.model, timeline, scene.seq};
  state.difference = other <= scene.turn ? step_difference(beside, shown) : step_difference(shown, beside);
  state.compared = std::move(compared);
}

/// "after turn 12: Server accept(3)".
std::string title_of(const Scene& scene, std::uint64_t turn) {
  if (turn == 0) return words(texts::kTurnStart);
  const Timeline& timeline = scene.walk.timeline();
  const Turn& told = timeline.turns()[turn];
  for (std::uint64_t seq = told.first; seq <= std::min(told.last, told.first + 8); ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind != EventKind::enter || event.actor != told.actor) continue;
    return say(texts::kTurnCall, turn, capitalised(scene.walk.names().name(event.actor)), short_call_text(event)).words();
  }
  return say(texts::kTurn, turn).words();
}

class Rows {
 public:
  Rows(const Scene& scene, ImVec2 origin, float width)
      : scene_(scene), list_(ImGui::GetWindowDrawList()), origin_(origin), width_(width) {}

  void head(std::uint64_t earlier, std::uint64_t later) const {
    const Colour ink = scene_.palette.text_secondary;
    put(0, 0, scene_.fonts.small, ink, words(texts::kObject));
    put(2, 0, scene_.fonts.small_bold, scene_.palette.text, title_of(scene_, earlier));
    put(3, 0, scene_.fonts.small_bold, scene_.palette.text, title_of(scene_, later));
    rule(1);
  }

  /// `first`: the object is not that of the row above.
  void row(std::size_t index, const DifferenceRow& row, bool first) const {
    const auto line = static_cast<float>(index) + 1;
    const Palette& palette = scene_.palette;
    react(index, row);
    if (first && index > 0) rule(line);
    if (first) put(0, line, scene_.fonts.small_bold, palette.text, row.object);
    put(1, line, scene_.fonts.small, palette.text_secondary, row.what);
    put(2, line, scene_.fonts.mono, row.before.empty() ? palette.text_dimmed : palette.text, or_none(row.before));
    put(3, line, scene_.fonts.mono, row.after.empty() ? palette.text_dimmed : palette.text, or_none(row.after));
  }

 private:
  static std::string_view or_none(std::string_view value) { return value.empty() ? "\xE2\x80\x93" : value; }
  static std::string tip_of(const DifferenceRow& row) {
    const std::string term = term_tip(row.term);
    const std::string change =
        say(texts::kRowTip, row.object, row.what, or_none(row.before), or_none(row.after)).words();
    return term.empty() ? change : change + "\n" + term;
  }
  ImVec2 corner(std::size_t column, float line) const {
    return {origin_.x + width_ * kColumns[column], origin_.y + scene_.px(kRow) * line};
  }
  void put(std::size_t column, float line, ImFont* font, Colour ink, std::string_view words) const {
    const ImVec2 at = corner(column, line);
    const float end = column + 1 < kColumns.size() ? kColumns[column + 1] : 1.0F;
    const float room = width_ * (end - kColumns[column]) - scene_.px(6);
    draw_text(list_, font, {at.x, at.y + (scene_.px(kRow) - text_height(font)) / 2}, ink, elided(font, words, room));
  }
  void rule(float line) const {
    const float y = std::round(origin_.y + scene_.px(kRow) * line);
    list_->AddLine({origin_.x, y}, {origin_.x + width_, y}, scene_.palette.rule);
  }

  /// A row is a widget: it can be clicked, and reached with the keyboard.
  void react(std::size_t index, const DifferenceRow& row) const {
    const ImVec2 min{origin_.x, origin_.y + scene_.px(kRow) * (static_cast<float>(index) + 1)};
    const ImVec2 max{origin_.x + width_, min.y + scene_.px(kRow)};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(index));
    const bool chosen = ImGui::InvisibleButton("row", {width_, scene_.px(kRow)});
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    const bool pointed = ImGui::IsItemHovered();
    ImGui::PopID();
    if (scene_.selection.lights(row.target)) list_->AddRectFilled(min, max, scene_.palette.hover);
    if (focused) draw_box(list_, min, max, scene_.px(3), 0, scene_.palette.focus, scene_.px(1.5F));
    if (pointed || focused) scene_.selection.hover(row.target);
    if (pointed) show_tooltip(scene_.look(), tip_of(row));
    if (chosen) scene_.selection.select(row.target);
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
};

void draw_sentence(const Scene& scene, const Pane& pane, ImVec2 at, const std::string& sentence) {
  ParagraphStyle style;
  style.width = pane.content.width() - 2 * scene.px(kPanePadding);
  const float height = draw_paragraph(ImGui::GetWindowDrawList(), scene.look(), {at.x + scene.px(kPanePadding), at.y}, style, sentence);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({1, height});
}

std::string unchanged(const StepDifference& found) {
  std::string sentence = found.rows.empty() ? words(texts::kNothing) + " " : "";
  return sentence + say(texts::kUnchanged, found.same_actors, found.same_sockets, found.same_descriptors,
                        found.same_slots, found.same_names)
                        .words();
}

void draw_rows(const Scene& scene, const StepDifference& found, const Rows& rows) {
  ImGuiListClipper clipper;
  ImGui::Dummy({1, scene.px(kRow)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  clipper.Begin(static_cast<int>(found.rows.size()), scene.px(kRow));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const bool first = i == clipper.DisplayStart || found.rows[at].object != found.rows[at - 1].object;
      rows.row(at, found.rows[at], first);
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
}

}  // namespace

void draw_difference(const Scene& scene, DifferenceState& state, const Area& area) {
  const std::optional<std::uint64_t> other = other_turn(scene);
  std::string header;
  if (other) {
    header = scene.marked_turn ? say(texts::kMarked, *other, scene.turn).words()
                               : say(texts::kNeighbours, *other, scene.turn).words();
  }
  const Pane pane = begin_pane(scene.look(), "difference", area, {"", header}, Scrolling::vertical);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  if (!other || *other == scene.turn) {
    draw_sentence(scene, pane, {origin.x, origin.y + scene.px(10)}, words(other ? texts::kSameTurn : texts::kAtStart));
    end_pane();
    return;
  }
  update(state, scene, *other);
  const float width = pane.content.width() - ImGui::GetStyle().ScrollbarSize;
  const Rows rows(scene, origin, width);
  rows.head(std::min(*other, scene.turn), std::max(*other, scene.turn));
  draw_rows(scene, state.difference, rows);
  const float below = origin.y + scene.px(kRow) * static_cast<float>(state.difference.rows.size() + 1) + scene.px(6);
  std::string foot = unchanged(state.difference);
  if (!scene.marked_turn) foot += " " + words(texts::kHint);
  draw_sentence(scene, pane, {origin.x, below}, foot);
  end_pane();
}

}  // namespace sockwalk
