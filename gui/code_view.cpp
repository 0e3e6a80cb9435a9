#include "code_view.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "label.h"
#include "marks.h"
#include "run/assets.h"
#include "run/listings.h"
#include "scene_key.h"
#include "shapes.h"
#include "text/pane_text.h"
#include "walk_strip.h"

namespace sockwalk {
namespace {

/// Whose program is shown.
ActorId shown_actor(const Scene& scene) {
  const Target& selected = scene.selection.selected();
  if (selected.actor < scene.model.actors.size()) return selected.actor;
  if (scene.reveal.beat != Beat::settled && scene.mover < scene.model.actors.size()) {
    return scene.mover;
  }
  if (scene.next < scene.model.actors.size()) return scene.next;
  return kServer;
}

/// Which listing that program is, as its calls tell: the next call's, else the last one's.
std::string listing_of(const Scene& scene, ActorId actor) {
  if (actor < scene.next_calls.size() && scene.next_calls[actor] && scene.next_calls[actor]->file) {
    return scene.next_calls[actor]->file;
  }
  const Actor* state = scene.model.actor(actor);
  return state != nullptr && state->call.file != nullptr ? state->call.file : "";
}

/// Goes on to what is shown.
void follow(CodeState::Done& done, const Scene& scene, ActorId actor) {
  const std::uint64_t last = std::min(scene.seq, scene.walk.timeline().last_seq());
  if (done.generation != scene.walk.generation() || done.actor != actor || done.seq > last) {
    done = {scene.walk.generation(), actor, 0, {}};
  }
  while (done.seq < last) {
    const Event& event = scene.walk.timeline().event(++done.seq);
    const bool made = event.kind == EventKind::exit || event.kind == EventKind::end ||
                      (event.kind == EventKind::note && event.note == NoteKind::step);
    if (made && event.actor == actor && event.line != 0) done.lines.insert(event.line);
  }
}

std::size_t common_margin(const Listing& listing) {
  std::size_t margin = std::string::npos;
  for (const ListingLine& line : listing.lines()) {
    const std::size_t start = line.text.find_first_not_of(' ');
    if (start != std::string::npos) margin = std::min(margin, start);
  }
  return margin == std::string::npos ? 0 : margin;
}

/// `text` in pieces that fit into `width`, broken behind a space where there is one. All but the first
/// are indented a little further than the first.
std::vector<std::string> folded(ImFont* font, std::string_view text, float width) {
  constexpr std::size_t kIndent = 4;
  std::vector<std::string> pieces;
  const std::size_t first = text.find_first_not_of(' ');
  const std::string indent(first == std::string_view::npos ? 0 : first + kIndent, ' ');
  while (true) {
    const std::string lead = pieces.empty() ? std::string{} : indent;
    if (text_width(font, lead + std::string(text)) <= width) break;
    std::size_t end = 0;
    for (std::size_t space = text.find(' ', first); space != std::string_view::npos;
         space = text.find(' ', space + 1)) {
      if (text_width(font, lead + std::string(text.substr(0, space))) > width) break;
      if (text.find_first_not_of(' ') < space) end = space + 1;
    }
    if (end == 0 || end >= text.size()) break;  // one long word: cut by the pane
    pieces.push_back(lead + std::string(text.substr(0, end)));
    text.remove_prefix(end);
  }
  pieces.push_back(pieces.empty() ? std::string(text) : indent + std::string(text));
  return pieces;
}

enum class LineState : std::uint8_t { plain, done, asleep, next };

class CodeLines {
 public:
  CodeLines(const Scene& scene, CodeState& code, const Pane& pane, ActorId actor, const Listing& listing)
      : scene_(scene), code_(code), pane_(pane), actor_(actor), listing_(listing) {
    // Narrow panes get the smaller letters, so that lines stay whole.
    font_ = pane.content.width() < scene.px(370) ? scene.fonts.mono_small : scene.fonts.mono;
    follow(code.done, scene, actor);
    fold();
    const Actor* state = scene.model.actor(actor);
    if (state != nullptr && state->state == ActorState::in_call) {
      asleep_ = state->call.line;
    } else if (actor < scene.next_calls.size() && scene.next_calls[actor]) {
      next_ = scene.next_calls[actor]->line;
    }
  }

  void draw(float top) {
    const float height = scene_.px(kLine);
    ImGui::SetCursorScreenPos({pane_.content.min.x, top});
    ImGui::BeginChild("lines", {pane_.content.width(), pane_.content.max.y - top}, false);
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const std::vector<std::size_t>& first_row = code_.folded.first_row;
    code_.shapes.begin(*list, key_of(scene_, {start, pane_.content.max}));
    code_.shapes.part(true, [&] {
      for (std::size_t i = 0; i < listing_.lines().size(); ++i) {
        draw_line(list, i, {start.x, start.y + height * static_cast<float>(first_row[i])}, height);
      }
    });
    code_.shapes.end();
    ImGui::Dummy({scene_.px(10), height * static_cast<float>(first_row.back()) + scene_.px(6)});
    keep_in_sight(height);
    ImGui::EndChild();
  }

 private:
  static constexpr float kLine = 20.5F;
  static constexpr float kCode = 39.0F;  ///< where the code begins

  /// What does not fit into the pane's width goes on in the next row.
  void fold() {
    const float width = pane_.content.width() - scene_.px(kCode) - ImGui::GetStyle().ScrollbarSize;
    CodeState::Folded& fold = code_.folded;
    std::vector<std::uint64_t> by{std::bit_cast<std::uint32_t>(width), reinterpret_cast<std::uintptr_t>(font_),
                                  std::bit_cast<std::uint32_t>(text_height(font_)), scene_.walk.generation(),
                                  reinterpret_cast<std::uintptr_t>(&listing_), listing_.lines().size()};
    if (by == fold.by) return;
    fold = {std::move(by), {}, {0}};
    const std::size_t margin = common_margin(listing_);
    for (const ListingLine& line : listing_.lines()) {
      const std::string_view text = std::string_view(line.text).substr(std::min(margin, line.text.size()));
      fold.rows.push_back(folded(font_, text, width));
      fold.first_row.push_back(fold.first_row.back() + fold.rows.back().size());
    }
  }

  LineState state_of(std::uint16_t number) const {
    if (number == asleep_) return LineState::asleep;
    if (number == next_) return LineState::next;
    return code_.done.lines.contains(number) ? LineState::done : LineState::plain;
  }

  void draw_line(ImDrawList* list, std::size_t index, ImVec2 at, float height) const {
    const ListingLine& line = listing_.lines()[index];
    const LineState state = state_of(line.number);
    const Palette& palette = scene_.palette;
    const bool turn = state == LineState::next && actor_ == scene_.next;
    const float middle = at.y + height / 2;
    if (state == LineState::next || state == LineState::asleep) {
      const float right = at.x + pane_.content.width();
      const float bottom = at.y + height * static_cast<float>(code_.folded.rows[index].size());
      list->AddRectFilled(at, {right, bottom}, turn ? palette.code_highlight : palette.hover);
      if (turn) list->AddRectFilled(at, {at.x + scene_.px(3), bottom}, palette.accent_line);
    }
    const ImVec2 mark{at.x + scene_.px(11), middle};
    if (state == LineState::done) draw_mark(list, Mark::tick, mark, scene_.px(8), palette.tick);
    if (state == LineState::asleep) draw_mark(list, Mark::hatch, mark, scene_.px(11), palette.text_secondary);
    if (state == LineState::next) {
      draw_mark(list, Mark::triangle_right, mark, scene_.px(9),
                turn ? palette.accent_text : palette.text_secondary);
    }
    const float text_top = middle - text_height(font_) / 2;
    draw_text_right(list, font_, {at.x + scene_.px(33), text_top}, palette.text_dimmed,
                    std::to_string(index + 1));
    const Colour colour = turn ? palette.accent_text : palette.text;
    float top = text_top;
    for (const std::string& text : code_.folded.rows[index]) {
      draw_text(list, font_, {at.x + scene_.px(kCode), top}, colour, text);
      top += height;
    }
  }

  /// Scrolls so that the line that matters is seen, whenever it has changed.
  void keep_in_sight(float height) const {
    const int index = listing_.index_of(asleep_ != 0 ? asleep_ : next_);
    if (index < 0) return;
    ImGuiStorage* storage = ImGui::GetStateStorage();
    const ImGuiID key = ImGui::GetID("line");
    if (storage->GetInt(key, -1) == index) return;
    storage->SetInt(key, index);
    const float view = ImGui::GetWindowHeight();
    const auto line = static_cast<std::size_t>(index);
    const float line_top = height * static_cast<float>(code_.folded.first_row[line]);
    const float line_end = height * static_cast<float>(code_.folded.first_row[line + 1]);
    const float scroll = ImGui::GetScrollY();
    if (line_top < scroll + height || line_end + height > scroll + view) {
      ImGui::SetScrollY(std::max(0.0F, line_top - view * 0.6F));
    }
  }

  const Scene& scene_;
  CodeState& code_;
  const Pane& pane_;
  const ActorId actor_;
  const Listing& listing_;
  std::uint16_t next_ = 0;
  std::uint16_t asleep_ = 0;
  ImFont* font_ = nullptr;
};

}  // namespace

void draw_code(const Scene& scene, CodeState& state, const Area& area) {
  const ActorId actor = shown_actor(scene);
  const std::string file = listing_of(scene, actor);
  const std::string name =
      actor < scene.model.actors.size() ? std::string(scene.model.actors[actor].name) : "";
  const std::string left = say(text::kCodeWalk, name).words();
  // The listing of a script has no file: it is made from the actor's steps.
  const bool script = !file.empty() && !file.ends_with(".c");
  const Pane pane = begin_pane(scene.look(), "code", area, {left, script ? words(text::kCodeFromSteps) : file});
  const float margin = scene.px(9);
  const Area strip{{pane.content.min.x + margin, pane.content.min.y + scene.px(9)},
                   {pane.content.max.x - margin, pane.content.max.y}};
  float top = pane.content.min.y + scene.px(9);
  top += draw_walk_strip(scene, pane.list, strip) + scene.px(9);
  pane.list->AddLine({pane.content.min.x, top}, {pane.content.max.x, top}, scene.palette.rule);
  const auto& scenario = scene.walk.scenario();
  const auto listing = file.empty() ? Result<const Listing*>(Error{})
                       : scenario   ? find_listing(*scenario, file)
                                    : find_listing(file);
  if (listing.ok()) CodeLines(scene, state, pane, actor, **listing).draw(top + scene.px(5));
  end_pane();
}

}  // namespace sockwalk
