#include "events_view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "button.h"
#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "marks.h"
#include "shapes.h"
#include "text/events_text.h"
#include "typed_line_view.h"

namespace sockwalk {
namespace {

constexpr float kRow = 20.0F;
constexpr float kTurnColumn = 14.0F;
constexpr float kLeastTurnWidth = 34.0F;
constexpr float kActorWidth = 76.0F;
constexpr float kMarkWidth = 20.0F;
constexpr float kField = 260.0F;
constexpr float kHead = 34.0F;  ///< the field and the buttons beside it

/// What a row is drawn with.
struct RowStyle {
  EventForm form;
  float actor;  ///< where its columns begin, from the left
  float mark;
  float line;
};

RowStyle row_style(const Scene& scene, EventForm form) {
  const float digits = text_width(scene.fonts.mono, std::to_string(scene.walk.last_turn()));
  const float actor = scene.px(kTurnColumn) + std::max(scene.px(kLeastTurnWidth), digits + scene.px(10));
  const float mark = actor + scene.px(kActorWidth);
  return {form, actor, mark, mark + scene.px(kMarkWidth)};
}

/// Below the letters that the filter has found, told by a line as well as by shade.
void mark_found(const Scene& scene, ImFont* font, ImVec2 at, const std::string& shown, const EventFilter& filter) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float height = text_height(font);
  for (const auto& [from, to] : filter.places_in(shown)) {
    const std::string_view text(shown);
    const float left = at.x + text_width(font, text.substr(0, from));
    const float right = at.x + text_width(font, text.substr(0, to));
    list->AddRectFilled({left, at.y}, {right, at.y + height}, scene.palette.hover);
    list->AddRectFilled({left, at.y + height - scene.px(1)}, {right, at.y + height + scene.px(1)}, scene.palette.focus);
  }
}

void draw_cell(const Scene& scene, ImFont* font, ImVec2 at, Colour ink, const std::string& text, float room,
               const EventFilter& filter) {
  const std::string shown = elided(font, text, room);
  mark_found(scene, font, at, shown, filter);
  draw_text(ImGui::GetWindowDrawList(), font, at, ink, shown);
}

void draw_mark_of(const Scene& scene, const Event& event, ImVec2 centre) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  const float size = scene.px(9);
  if (is_asleep(event)) draw_mark(list, Mark::hatch, centre, size, palette.text_secondary);
  if (event.kind == EventKind::signal) draw_mark(list, Mark::zigzag, centre, size, palette.text_secondary);
  if (!event.failed()) return;
  if (event.expected) draw_mark(list, Mark::dash, centre, size, palette.text_secondary);
  else draw_mark(list, Mark::cross, centre, size, palette.failed);
}

/// What the row does not say: the other form, and its turn.
std::string told(const Scene& scene, const Event& event, EventForm form) {
  const Timeline& timeline = scene.walk.timeline();
  const Event* enter = event.enter != 0 ? &timeline.event(event.enter) : nullptr;
  const std::string other = form == EventForm::strace ? plain_sentence(event, enter, scene.walk.names())
                                                      : "`" + strace_line(event, enter) + "`";
  return other + "\n" + say(text::kRowIs, timeline.turn_of(event.seq)).words();
}

void draw_row(const Scene& scene, const Event& event, const RowStyle& style, const EventFilter& filter, ImVec2 at,
              float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  const Timeline& timeline = scene.walk.timeline();
  const Target target{Target::Kind::event, event.actor, -1, kNoSocket, event.enter != 0 ? event.enter : event.seq};
  const float height = scene.px(kRow);
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(reinterpret_cast<void*>(static_cast<std::uintptr_t>(event.seq)));
  const bool pressed = ImGui::InvisibleButton("row", {std::max(1.0F, width), height});
  ImGui::PopID();
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  const bool pointed_at = ImGui::IsItemHovered() || focused;
  const ImVec2 max{at.x + width, at.y + height};
  if (scene.selection.lights(target) || pointed_at) list->AddRectFilled(at, max, palette.hover);
  if (focused) {
    draw_box(list, at, max, scene.px(3), 0, palette.focus, std::max(1.0F, scene.px(1.5F)));
  }
  ImFont* mono = scene.fonts.mono;
  const float top = at.y + (height - text_height(mono)) / 2;
  draw_text(list, mono, {at.x + scene.px(kTurnColumn), top}, palette.text_dimmed,
            std::to_string(timeline.turn_of(event.seq)));
  draw_cell(scene, mono, {at.x + style.actor, top}, palette.text_secondary, doer_of(event, scene.walk.names()),
            style.mark - style.actor - scene.px(4), filter);
  draw_mark_of(scene, event, {at.x + style.mark + scene.px(6), at.y + height / 2});
  const bool failed = event.failed() && !event.expected;
  const bool call = event.kind == EventKind::exit || event.kind == EventKind::enter;
  const Colour ink = failed ? palette.failed : call ? palette.text : palette.text_secondary;
  ImFont* font = style.form == EventForm::strace ? mono : scene.fonts.body;
  draw_cell(scene, font, {at.x + style.line, at.y + (height - text_height(font)) / 2}, ink,
            event_line(timeline, scene.walk.names(), event, style.form), width - style.line - scene.px(8), filter);
  if (pointed_at) {
    scene.selection.hover(target);
    show_tooltip(scene.look(), told(scene, event, style.form));
  }
  if (!pressed) return;
  if (scene.selection.selected() == target) {
    scene.requests.push_back({Command::seek_turn, kNoActor, timeline.turn_of(event.seq), {}});
  }
  scene.selection.select(target);
}

/// The rows of which at least a pixel is seen, and one more at each end for the keyboard to go to. A million
/// rows are higher than a float can tell pixels apart, so that each stands by its distance from the first
/// that is seen.
void draw_rows(const Scene& scene, std::span<const std::uint64_t> rows, EventForm form, EventsState& state,
               const Area& area) {
  const float height = scene.px(kRow);
  ImGui::SetNextWindowContentSize({0, height * (static_cast<float>(rows.size()) + 0.3F)});
  ImGui::SetCursorScreenPos(area.min);
  bridge::begin_child("rows", {area.width(), std::max(1.0F, area.height())}, ImGuiWindowFlags_NoBackground);
  const double scrolled = static_cast<double>(ImGui::GetScrollY());
  const auto tall = static_cast<double>(height);
  const auto at_top = static_cast<std::size_t>(scrolled / tall);
  const std::size_t first = std::min(rows.size(), at_top - std::min<std::size_t>(1, at_top));
  const auto seen = static_cast<std::size_t>(static_cast<double>(area.height()) / tall) + 4;
  const std::size_t end = std::min(rows.size(), first + seen);
  const RowStyle style = row_style(scene, form);
  const float width = area.width() - ImGui::GetStyle().ScrollbarSize;
  for (std::size_t i = first; i < end; ++i) {
    const auto y = static_cast<float>(static_cast<double>(i) * tall - scrolled);
    draw_row(scene, scene.walk.timeline().event(rows[i]), style, state.rows.filter(),
             {area.min.x, std::round(area.min.y + y)}, width);
  }
  if (rows.empty()) {
    const bool none = state.rows.complete() && !state.rows.filter().empty();
    if (none || state.rows.filter().empty()) {
      draw_text(ImGui::GetWindowDrawList(), scene.fonts.body,
                {area.min.x + scene.px(kTurnColumn), area.min.y + scene.px(4)}, scene.palette.text_secondary,
                words(none ? text::kNoLines : text::kNothingYet));
    }
  }
  // The last line stays in sight while new ones come.
  if (state.shown != rows.size()) {
    state.shown = rows.size();
    ImGui::SetScrollY(height * static_cast<float>(rows.size() + 1));
  }
  ImGui::EndChild();
}

void draw_filter(const Scene& scene, FilterLine& filter, ImVec2 at) {
  const float high = scene.px(24);
  const float top = std::round(at.y + (scene.px(kHead) - high) / 2);
  const Area field{{at.x, top}, {at.x + scene.px(kField), top + high}};
  ImGui::SetCursorScreenPos(field.min);
  if (ImGui::InvisibleButton("filter", {field.width(), high})) scene.request(Command::filter_events);
  const bool hovered = ImGui::IsItemHovered();
  const bool focused = (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) || filter.is_typing();
  if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  if (hovered && !filter.is_typing()) show_tooltip(scene.look(), words(text::kFilterIs));
  if (!hovered && filter.is_typing() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) filter.end();
  draw_typed_line(scene, filter.typed(), words(text::kFilter), scene.fonts.small, field, filter.is_typing());
  if (focused) {
    draw_box(ImGui::GetWindowDrawList(), field.min, field.max, scene.px(5), 0, scene.palette.focus,
             std::max(1.0F, scene.px(1.5F)));
  }
  if (filter.words().empty()) return;
  ImGui::SetCursorScreenPos({field.max.x + scene.px(4), top});
  ButtonStyle style;
  style.kind = ButtonKind::quiet;
  style.mark = Mark::cross;
  style.width = style.height = high;
  if (button(scene.look(), "clear", "", style)) filter.clear();
  if (ImGui::IsItemHovered()) show_tooltip(scene.look(), words(text::kClearFilter));
}

void draw_form(const Scene& scene, EventForm form, ImVec2 at) {
  ButtonStyle style;
  style.kind = ButtonKind::pill;
  const CommandRow& row = row_of(Command::events_form);
  style.key = row.keys;
  const std::string& label = words(form == EventForm::strace ? text::kAsSentences : text::kAsStrace);
  const ImVec2 size = button_size(scene.look(), label, style);
  ImGui::SetCursorScreenPos({at.x, at.y + (scene.px(kHead) - size.y) / 2});
  if (button(scene.look(), "form", label, style)) scene.request(Command::events_form);
  if (ImGui::IsItemHovered()) show_tooltip(scene.look(), words(text::kFormIs));
}

std::string right_header(const EventsState& state, EventForm form, std::size_t shown, std::size_t all) {
  if (state.rows.filter().empty()) {
    return say(form == EventForm::strace ? text::kEventsCount : text::kEventsCountSentences, shown).words();
  }
  return say(state.rows.complete() ? text::kEventsFiltered : text::kEventsSearching, shown, all).words();
}

}  // namespace

void draw_events(const Scene& scene, EventForm form, FilterLine& filter, EventsState& state, const Area& area) {
  state.rows.update(scene.walk.timeline(), scene.walk.names(), scene.walk.generation(), filter.words(), form);
  const auto until_now = [&](std::span<const std::uint64_t> rows) {
    return rows.first(static_cast<std::size_t>(std::ranges::upper_bound(rows, scene.seq) - rows.begin()));
  };
  const std::span<const std::uint64_t> rows = until_now(state.rows.rows());
  const Pane pane = begin_pane(scene.look(), "events", area,
                               {"", right_header(state, form, rows.size(), until_now(state.rows.all()).size())});
  const Area& content = pane.content;
  const ImVec2 head{content.min.x + scene.px(kPanePadding), content.min.y};
  draw_filter(scene, filter, head);
  draw_form(scene, form, {head.x + scene.px(kField + 36), head.y});
  draw_rows(scene, rows, form, state, {{content.min.x, content.min.y + scene.px(kHead)}, content.max});
  end_pane();
}

}  // namespace sockwalk
