#include "explanation_view.h"

#include <algorithm>

#include "event/event_text.h"
#include "label.h"
#include "marks.h"
#include "model/explain.h"
#include "shapes.h"
#include "text/explanation_text.h"

namespace sockwalk {
namespace {

/// The pane's text from top to bottom.
class Column {
 public:
  Column(const Scene& scene, ImDrawList* list, ImVec2 at, float width)
      : scene_(scene), list_(list), at_(at), width_(width) {}

  void heading(std::string_view words, Colour colour) {
    draw_text(list_, scene_.fonts.small_bold, at_, colour, words);
    at_.y += text_height(scene_.fonts.small_bold) + scene_.px(3);
  }

  /// "Server accept(3) → 4" with the shape of its outcome.
  void call(const Event& enter, const Event* exit) {
    const Palette& palette = scene_.palette;
    const bool failed = exit != nullptr && exit->error != 0 && !exit->expected;
    const float height = text_height(scene_.fonts.mono);
    float x = at_.x;
    if (exit != nullptr) {
      const Mark mark = failed ? Mark::cross : exit->error != 0 ? Mark::dash : Mark::tick;
      draw_mark(list_, mark, {x + scene_.px(5), at_.y + height / 2}, scene_.px(10),
                failed ? palette.failed : palette.tick);
      x += scene_.px(17);
    }
    std::string words = capitalised(scene_.walk.names().name(enter.actor)) + " " + short_call_text(enter);
    if (exit != nullptr) words += " = " + short_result_text(*exit, enter);
    draw_text(list_, scene_.fonts.mono_bold, {x, at_.y}, failed ? palette.failed : palette.text,
              elided(scene_.fonts.mono_bold, words, at_.x + width_ - x));
    at_.y += height + scene_.px(5);
  }

  void paragraph(std::string_view words, Colour colour = 0) {
    if (words.empty()) return;
    ParagraphStyle style;
    style.width = width_;
    style.colour = colour;
    at_.y += draw_paragraph(list_, scene_.look(), at_, style, words) + scene_.px(8);
  }

  float y() const { return at_.y; }

 private:
  const Scene& scene_;
  ImDrawList* const list_;
  ImVec2 at_;
  const float width_;
};

std::string explanation_of(const Scene& scene, const Event& enter, const Event& exit) {
  const Model before = scene.walk.timeline().state_at(explained_from(enter, exit));
  return explain(before, enter, exit).words();
}

/// The exit of the call that began with `enter`, if it is shown.
const Event* exit_of(const Scene& scene, const Event& enter) {
  const Timeline& timeline = scene.walk.timeline();
  for (std::uint64_t seq = enter.seq + 1; seq <= scene.seq; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind == EventKind::exit && event.enter == enter.seq) return &event;
  }
  return nullptr;
}

/// What the shown turn was given for, where that was more than the next call.
void describe_command(const Scene& scene, Column& column) {
  if (scene.turn == 0) return;
  const Timeline& timeline = scene.walk.timeline();
  for (std::uint64_t seq = timeline.turns()[scene.turn].first; seq != 0 && seq <= scene.seq; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind != EventKind::command) continue;
    column.heading(capitalised(scene.walk.names().name(event.actor)), scene.palette.text);
    column.paragraph(plain_sentence(event, nullptr, scene.walk.names()));
  }
  if (scene.mover == kClock) column.paragraph(words(text::kTimeHasPassed), scene.palette.text_secondary);
}

void describe_turn(const Scene& scene, Column& column) {
  if (scene.turn == 0 || scene.enter == nullptr) return;
  const bool told = scene.exit != nullptr && (scene.reveal.beat == Beat::settled || scene.reveal.beat == Beat::result);
  column.call(*scene.enter, told ? scene.exit : nullptr);
  if (told) {
    column.paragraph(explanation_of(scene, *scene.enter, *scene.exit));
  } else {
    const Model before = scene.walk.timeline().state_at(scene.enter->seq - 1);
    const Actor* mover = scene.model.actor(scene.mover);
    column.paragraph(foretell(before, *scene.enter).words());
    const bool asleep = mover != nullptr && mover->state == ActorState::in_call && scene.reveal.beat == Beat::settled;
    if (asleep) column.paragraph(needs(scene.model, *scene.enter).words());
  }
}

void describe_woken(const Scene& scene, Column& column) {
  if (scene.turn == 0 || scene.reveal.beat == Beat::call || scene.reveal.beat == Beat::kernel) return;
  const Timeline& timeline = scene.walk.timeline();
  for (std::uint64_t seq = timeline.turns()[scene.turn].first; seq != 0 && seq <= scene.seq; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind != EventKind::exit || event.actor == scene.mover || event.enter == 0) continue;
    const Event& enter = timeline.event(event.enter);
    column.call(enter, &event);
    const Model before = timeline.state_at(explained_from(enter, event));
    column.paragraph(explain(before, enter, event).words());
  }
}

void describe_next(const Scene& scene, Column& column) {
  if (scene.reveal.beat != Beat::settled) return;
  if (scene.next == kClock) {
    column.heading(words(text::kTimeIsHeld), scene.palette.accent_text);
    column.paragraph(words(text::kTimePasses));
    return;
  }
  if (const Event* call = scene.next_call()) {
    const std::string name = capitalised(scene.walk.names().name(scene.next));
    column.heading(say(text::kNext, name, short_call_text(*call)).words(), scene.palette.accent_text);
    column.paragraph(scene.foretold);
    return;
  }
  if (!scene.walk.at_end() || scene.walk.busy()) return;
  bool waits = false;
  for (const Actor& actor : scene.model.actors) {
    if (actor.state != ActorState::in_call) continue;
    if (!waits) column.heading(words(text::kNobodyCanMove), scene.palette.text);
    waits = true;
    column.paragraph(say(text::kWaits, capitalised(actor.name), needs(scene.model, actor.call).words()).words());
  }
  column.heading(words(waits ? text::kWhatNow : text::kTheEnd), scene.palette.text);
  if (scene.walk.scenario() && !scene.walk.scenario()->what_next.empty()) {
    column.paragraph(scene.walk.scenario()->what_next);
  }
  const Text& live = waits ? text::kWaysOut : text::kEndKeys;
  column.paragraph(words(scene.walk.live() ? live : text::kRecordingEndKeys), scene.palette.text_secondary);
}

}  // namespace

void draw_explanation(const Scene& scene, const Area& area) {
  const Target& selected = scene.selection.selected();
  const Timeline& timeline = scene.walk.timeline();
  const bool chosen = selected.kind == Target::Kind::event && selected.number >= 1 && selected.number <= scene.seq &&
                      timeline.event(selected.number).kind == EventKind::enter;
  const Event* about = chosen ? &timeline.event(selected.number) : scene.enter;
  if (!chosen && scene.reveal.beat == Beat::settled && scene.next_call() != nullptr) {
    about = scene.next_call();
  }
  const std::string page = about != nullptr ? manual_page(about->call) : "";
  const Pane pane = begin_pane(scene.look(), "explanation", area, {words(text::kWhatHappens), page}, Scrolling::vertical);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 start = ImGui::GetCursorScreenPos();
  const float padding = scene.px(kPanePadding);
  Column column(scene, list, {start.x + padding, start.y + scene.px(10)}, pane.content.width() - 2 * padding - scene.px(8));
  if (chosen) {
    const Event* exit = exit_of(scene, *about);
    column.call(*about, exit);
    column.paragraph(exit != nullptr ? explanation_of(scene, *about, *exit) : needs(scene.model, *about).words());
    column.paragraph(words(text::kEscReturns), scene.palette.text_secondary);
  } else {
    if (scene.turn == 0 && scene.walk.scenario()) column.paragraph(scene.walk.scenario()->about);
    describe_command(scene, column);
    describe_turn(scene, column);
    describe_woken(scene, column);
    describe_next(scene, column);
  }
  ImGui::Dummy({1, column.y() - start.y});
  end_pane();
}

}  // namespace sockwalk
