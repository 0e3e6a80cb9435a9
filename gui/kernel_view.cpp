#include "kernel_view.h"

#include <array>

#include "imgui_bridge.h"
#include "label.h"
#include "marks.h"
#include "term_tips.h"
#include "text/kernel_pane_text.h"

namespace sockwalk {
namespace {

constexpr float kRow = 21.0F;
constexpr std::array kColumns{0.012F, 0.22F, 0.36F, 0.60F, 0.80F};

std::string object_of(const Scene& scene, const Comparison& comparison) {
  if (comparison.socket != kNoSocket) {
    const Socket& socket = scene.model.sockets[comparison.socket];
    const std::string title = socket_title(scene.model, comparison.socket);
    return socket.inode == 0 ? title : say(text::kSocketWithInode, title, socket.inode).words();
  }
  if (comparison.actor != kNoActor) {
    return say(text::kThreadOf, capitalised(scene.walk.names().name(comparison.actor))).words();
  }
  return words(text::kFileSystem);
}

class Rows {
 public:
  Rows(const Scene& scene, ImVec2 origin, float width)
      : scene_(scene), list_(ImGui::GetWindowDrawList()), origin_(origin), width_(width) {}

  void head(float line) const {
    static constexpr std::array kHeads{&text::kObject, &text::kProperty, &text::kModel, &text::kKernel, &text::kVerdict};
    for (std::size_t i = 0; i < kHeads.size(); ++i) {
      put(i, line, scene_.fonts.small, scene_.palette.text_secondary, words(*kHeads[i]));
    }
  }

  void row(float line, const Comparison& comparison, bool same_object) const {
    const Palette& palette = scene_.palette;
    const bool differs = comparison.verdict == Verdict::different;
    const bool hidden = comparison.verdict == Verdict::cannot_be_observed;
    const Colour ink = differs ? palette.failed : palette.text;
    const float y = origin_.y + scene_.px(kRow) * line;
    if (!same_object) list_->AddLine({origin_.x, y}, {origin_.x + width_, y}, palette.rule);
    if (!same_object) put(0, line, scene_.fonts.small_bold, palette.text, object_of(scene_, comparison));
    put(1, line, scene_.fonts.small, palette.text_secondary, comparison.property);
    put(2, line, scene_.fonts.mono, ink, comparison.model);
    put(3, line, scene_.fonts.mono, hidden ? palette.text_dimmed : ink, hidden ? "\xE2\x80\x93" : comparison.kernel);
    const Mark mark = differs ? Mark::cross : hidden ? Mark::question : Mark::tick;
    const ImVec2 at = corner(4, line);
    draw_mark(list_, mark, {at.x + scene_.px(5), at.y + scene_.px(kRow) / 2}, scene_.px(9),
              differs ? palette.failed : palette.text_secondary);
    const Text& word = differs ? text::kDifferent : hidden ? text::kCannotBeObserved : text::kEqual;
    put(4, line, scene_.fonts.small, differs ? palette.failed : palette.text_secondary, words(word), scene_.px(16));
    hover(line, comparison);
  }

 private:
  ImVec2 corner(std::size_t column, float line) const {
    return {origin_.x + width_ * kColumns[column], origin_.y + scene_.px(kRow) * line};
  }
  void put(std::size_t column, float line, ImFont* font, Colour ink, std::string_view words, float indent = 0) const {
    const ImVec2 at = corner(column, line);
    const float end = column + 1 < kColumns.size() ? kColumns[column + 1] : 1.0F;
    const float room = width_ * (end - kColumns[column]) - indent - scene_.px(6);
    draw_text(list_, font, {at.x + indent, at.y + (scene_.px(kRow) - text_height(font)) / 2}, ink, elided(font, words, room));
  }
  void hover(float line, const Comparison& comparison) const {
    const ImVec2 min{origin_.x, origin_.y + scene_.px(kRow) * line};
    const ImVec2 max{origin_.x + width_, min.y + scene_.px(kRow)};
    const Target target{comparison.socket != kNoSocket ? Target::Kind::socket : Target::Kind::actor, comparison.actor,
                        -1, comparison.socket, 0};
    if (scene_.selection.lights(target)) list_->AddRectFilled(min, max, scene_.palette.hover);
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(min, max)) return;
    scene_.selection.hover(target);
    std::string tip = comparison.why.words();
    const std::string term = term_tip(comparison.property);
    if (!term.empty()) tip += (tip.empty() ? "" : "\n") + term;
    show_tooltip(scene_.look(), tip);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene_.selection.select(target);
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
};

}  // namespace

void draw_kernel(const Scene& scene, const Area& area) {
  const Agreement& agreement = scene.walk.agreement();
  const bool settled = scene.reveal.beat == Beat::settled;
  const Pane pane = begin_pane(scene.look(), "kernel", area, {"", say(text::kAskedAfter, scene.turn).words()}, Scrolling::vertical);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  std::string instead;
  if (!settled) instead = words(text::kNotWhileMoving);
  if (settled && !agreement.asked) instead = agreement.why_not.empty() ? words(text::kNotAsked) : agreement.why_not.words();
  if (!instead.empty()) {
    ParagraphStyle style;
    style.width = pane.content.width() - 2 * scene.px(kPanePadding);
    draw_paragraph(ImGui::GetWindowDrawList(), scene.look(),
                   {origin.x + scene.px(kPanePadding), origin.y + scene.px(10)}, style, instead);
    end_pane();
    return;
  }
  const Rows rows(scene, origin, pane.content.width() - ImGui::GetStyle().ScrollbarSize);
  rows.head(0);
  float line = 1;
  // Differences first: they are what one opens this for.
  for (const bool different : {true, false}) {
    const Comparison* last = nullptr;
    for (const Comparison& comparison : agreement.comparisons) {
      if ((comparison.verdict == Verdict::different) != different) continue;
      const bool same = last != nullptr && last->socket == comparison.socket && last->actor == comparison.actor;
      rows.row(line++, comparison, same);
      last = &comparison;
    }
  }
  ImGui::Dummy({1, scene.px(kRow) * line + scene.px(6)});
  end_pane();
}

}  // namespace sockwalk
