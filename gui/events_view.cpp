#include "events_view.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "marks.h"
#include "text/events_text.h"

namespace sockwalk {
namespace {

constexpr float kRow = 20.0F;
constexpr float kTurnColumn = 14.0F;
constexpr float kActorColumn = 54.0F;
constexpr float kMarkColumn = 138.0F;
constexpr float kLineColumn = 156.0F;

bool is_row(const Timeline& timeline, const Event& event) {
  switch (event.kind) {
    case EventKind::exit:
    case EventKind::end:
    case EventKind::signal:
    case EventKind::start:
    case EventKind::command: return true;
    case EventKind::note: return event.note != NoteKind::slot && event.note != NoteKind::slots;
    case EventKind::enter: {
      // A call that has not returned within its own turn is a row of its own: it fell asleep.
      const std::uint64_t end = timeline.end_of_turn(timeline.turn_of(event.seq));
      for (std::uint64_t seq = event.seq + 1; seq <= end; ++seq) {
        const Event& later = timeline.event(seq);
        if (later.actor == event.actor && (later.kind == EventKind::exit || later.kind == EventKind::end)) return false;
      }
      return true;
    }
    default: return false;
  }
}

std::string line_of(const Scene& scene, const Event& event) {
  const Timeline& timeline = scene.walk.timeline();
  const Event* enter = event.enter != 0 ? &timeline.event(event.enter) : nullptr;
  std::string line = strace_line(event, enter);
  if (event.kind == EventKind::enter) line += words(text::kFellAsleep);
  if (event.woken_by != 0 && event.woken_by <= timeline.last_seq()) {
    const Event& waker = timeline.event(event.woken_by);
    line +=
        say(text::kWokenBy, row_of(waker.call).name, doer_of(waker, scene.walk.names())).words();
  }
  return line;
}

bool passes(const Scene& scene, const Event& event, std::string_view filter) {
  if (filter.empty()) return true;
  const std::string haystack = doer_of(event, scene.walk.names()) + " " + line_of(scene, event);
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
  return std::search(haystack.begin(), haystack.end(), filter.begin(), filter.end(), same) != haystack.end();
}

void update(EventsState& filtered, const Scene& scene) {
  const Timeline& timeline = scene.walk.timeline();
  if (filtered.generation != scene.walk.generation() || filtered.applied != filtered.filter.data()) {
    filtered.rows.clear();
    filtered.seen = 0;
    filtered.applied = filtered.filter.data();
    filtered.generation = scene.walk.generation();
  }
  for (; filtered.seen < timeline.last_seq(); ++filtered.seen) {
    const Event& event = timeline.event(filtered.seen + 1);
    if (is_row(timeline, event) && passes(scene, event, filtered.applied)) filtered.rows.push_back(event.seq);
  }
}

void draw_row(const Scene& scene, const Event& event, ImVec2 at, float width) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  const Target target{Target::Kind::event, event.actor, -1, kNoSocket, event.enter != 0 ? event.enter : event.seq};
  const ImVec2 max{at.x + width, at.y + scene.px(kRow)};
  if (scene.selection.lights(target)) list->AddRectFilled(at, max, palette.hover);
  ImFont* mono = scene.fonts.mono;
  const float top = at.y + (scene.px(kRow) - text_height(mono)) / 2;
  const bool failed = event.error != 0 && !event.expected;
  draw_text(list, mono, {at.x + scene.px(kTurnColumn), top}, palette.text_dimmed,
            std::to_string(scene.walk.timeline().turn_of(event.seq)));
  draw_text(
      list, mono, {at.x + scene.px(kActorColumn), top}, palette.text_secondary,
      elided(mono, doer_of(event, scene.walk.names()), scene.px(kMarkColumn - kActorColumn - 4)));
  if (event.error != 0 && event.kind == EventKind::exit) {
    draw_mark(list, failed ? Mark::cross : Mark::dash, {at.x + scene.px(kMarkColumn + 6), at.y + scene.px(kRow) / 2},
              scene.px(8), failed ? palette.failed : palette.text_secondary);
  }
  const Colour ink = failed ? palette.failed : event.kind == EventKind::exit || event.kind == EventKind::enter ? palette.text : palette.text_secondary;
  draw_text(list, mono, {at.x + scene.px(kLineColumn), top}, ink,
            elided(mono, line_of(scene, event), width - scene.px(kLineColumn + 8)));
  if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(at, max)) return;
  scene.selection.hover(target);
  const Event* enter = event.enter != 0 ? &scene.walk.timeline().event(event.enter) : nullptr;
  show_tooltip(scene.look(), plain_sentence(event, enter, scene.walk.names()));
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene.selection.select(target);
}

}  // namespace

void draw_events(const Scene& scene, EventsState& filtered, const Area& area) {
  update(filtered, scene);
  const auto shown_end = std::ranges::upper_bound(filtered.rows, scene.seq);
  const auto shown = static_cast<std::size_t>(shown_end - filtered.rows.begin());
  const Pane pane = begin_pane(scene.look(), "events", area, {"", say(text::kEventsCount, shown).words()});
  bridge::push_font(scene.fonts.small);
  ImGui::SetCursorScreenPos({pane.content.min.x + scene.px(kPanePadding), pane.content.min.y + scene.px(5)});
  ImGui::SetNextItemWidth(scene.px(260));
  ImGui::InputTextWithHint("##filter", words(text::kFilter).c_str(), filtered.filter.data(), filtered.filter.size());
  ImGui::PopFont();
  const float top = pane.content.min.y + scene.px(32);
  ImGui::SetCursorScreenPos({pane.content.min.x, top});
  bridge::begin_child("rows", {pane.content.width(), pane.content.max.y - top}, ImGuiWindowFlags_NoBackground);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(shown), scene.px(kRow));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const Event& event = scene.walk.timeline().event(filtered.rows[static_cast<std::size_t>(i)]);
      draw_row(scene, event, {origin.x, origin.y + scene.px(kRow) * static_cast<float>(i)}, pane.content.width());
    }
  }
  // The last line stays in sight while new ones come.
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("count");
  if (storage->GetInt(key, -1) != static_cast<int>(shown)) {
    storage->SetInt(key, static_cast<int>(shown));
    ImGui::SetScrollY(scene.px(kRow) * static_cast<float>(shown));
  }
  ImGui::EndChild();
  end_pane();
}

}  // namespace sockwalk
