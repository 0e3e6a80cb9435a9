#include "presenter_view.h"

#include <algorithm>
#include <cmath>

#include "event/event_text.h"
#include "imgui_bridge.h"
#include "label.h"
#include "model/explain.h"
#include "question_view.h"
#include "shapes.h"
#include "stage_view.h"
#include "text/explanation_text.h"
#include "text/presenter_text.h"
#include "walk_strip.h"

namespace sockwalk {
namespace {

namespace texts = presenter_text;

// A window of 1920 by 1080, in design pixels.
constexpr float kWidth = 960.0F;
constexpr float kHeight = 540.0F;
// Below this nothing can be read, and the content scrolls instead.
constexpr float kLeastScale = 1.0F;
constexpr float kMargin = 15.0F;
constexpr float kStripTop = 8.0F;
constexpr float kStripHeight = 27.0F;
constexpr float kFooter = 70.0F;
constexpr float kMostButton = 310.0F;
constexpr float kLeastButton = 215.0F;

void draw_strip(const Scene& scene, const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  const Actor* server = scene.model.actor(kServer);
  const bool known = scene.next == kServer && scene.next_calls[kServer].has_value();
  const int next = known ? step_of_call(scene.model, *scene.next_calls[kServer]) : 0;
  const float gap = scene.px(5);
  const auto count = static_cast<float>(texts::kSteps.size());
  const float width = (area.width() - gap * (count - 1)) / count;
  for (std::size_t i = 0; i < texts::kSteps.size(); ++i) {
    const float left = std::round(area.min.x + (width + gap) * static_cast<float>(i));
    const ImVec2 min{left, area.min.y};
    const ImVec2 max{std::round(left + width), area.max.y};
    const bool done = server != nullptr && (server->steps_done >> i & 1) != 0;
    const bool accent = static_cast<int>(i) + 1 == next;
    draw_box(list, min, max, scene.px(5), accent ? palette.accent : done ? palette.token : palette.card,
             palette.card_border, std::max(1.0F, scene.px(1)));
    std::string label = words(texts::kSteps[i]);
    std::erase(label, '`');
    label = elided(scene.fonts.small, label, width - scene.px(2));
    // The bold letters of other typefaces may be too wide.
    const bool bold = accent && text_width(scene.fonts.small_bold, label) < width - scene.px(4);
    draw_text_centred(list, bold ? scene.fonts.small_bold : scene.fonts.small,
                      {(min.x + max.x) / 2, (min.y + max.y) / 2},
                      accent ? palette.on_accent : done ? palette.on_token : palette.text, label);
  }
}

/// "Server: accept(3)", shorter where that is too wide; empty when nobody can move.
std::vector<std::string> next_forms(const Scene& scene) {
  if (scene.next == kClock) return {words(text::kTimeIsHeld)};
  if (scene.next == kNoActor || scene.next >= scene.next_calls.size()) return {};
  const std::string name = capitalised(scene.walk.names().name(scene.next));
  const auto& call = scene.next_calls[scene.next];
  if (!call) return {name};
  const Text& text = scene.walk.at_end() ? texts::kNext : texts::kReplay;
  const std::string brief = say(texts::kOtherArguments, row_of(call->call).name).words();
  return {say(text, name, short_call_text(*call)).words(), say(text, name, brief).words()};
}

std::string why(const Scene& scene) {
  const Model before = scene.walk.timeline().state_at(explained_from(*scene.enter, *scene.exit));
  return explain(before, *scene.enter, *scene.exit).words();
}

/// What there is to say, not yet fitted.
std::string told(const Scene& scene) {
  const bool settled = scene.reveal.beat == Beat::settled;
  const bool failed = scene.exit != nullptr && scene.exit->failed() && !scene.exit->expected;
  if (scene.enter != nullptr && scene.exit != nullptr) {
    if (settled ? failed : scene.reveal.beat == Beat::result) return why(scene);
  }
  if (!settled && scene.enter != nullptr) {
    return foretell(scene.walk.timeline().state_at(scene.enter->seq - 1), *scene.enter).words();
  }
  if (scene.next == kClock) return words(text::kTimePasses);
  if (scene.next_call() != nullptr) return scene.foretold;
  if (scene.walk.busy() || scene.next != kNoActor) return {};
  return words(scene.walk.finished() ? texts::kTheEnd : texts::kAllAsleep);
}

/// `text` without its last sentence; empty when it has only one.
std::string without_last_sentence(const std::string& text) {
  const std::size_t end = text.rfind(". ");
  return end == std::string::npos ? std::string{} : text.substr(0, end + 1);
}

struct ButtonColours {
  Colour fill;
  Colour label;
  Colour keys;
};

ButtonColours colours_of(const Palette& palette, bool accent, bool hovered, bool pressed) {
  if (!accent) {
    return {pressed ? palette.raised_pressed : hovered ? palette.raised_hovered : palette.raised,
            palette.text, palette.text_secondary};
  }
  return {pressed ? palette.accent_pressed : hovered ? palette.accent_hovered : palette.accent,
          palette.on_accent, palette.on_accent_dimmed};
}

void draw_button(const Scene& scene, const PresenterButton& it) {
  if (it.label.empty()) return;
  ImGui::SetCursorScreenPos(it.area.min);
  if (ImGui::InvisibleButton("next", {it.area.width(), it.area.height()})) scene.request(it.command);
  const Palette& palette = scene.palette;
  const ButtonColours colours =
      colours_of(palette, it.accent, ImGui::IsItemHovered(), ImGui::IsItemActive());
  ImDrawList* list = ImGui::GetWindowDrawList();
  draw_box(list, it.area.min, it.area.max, scene.px(6), colours.fill, palette.text,
           std::max(1.0F, scene.px(1)));
  if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
    const float out = scene.px(2);
    draw_box(list, {it.area.min.x - out, it.area.min.y - out},
             {it.area.max.x + out, it.area.max.y + out}, scene.px(8), 0, palette.focus, scene.px(1));
  }
  const float x = (it.area.min.x + it.area.max.x) / 2;
  const float label = text_height(it.font);
  const float keys = text_height(scene.fonts.small);
  const float top = (it.area.min.y + it.area.max.y - label - keys) / 2;
  draw_text_centred(list, it.font, {x, top + label / 2}, colours.label, it.label);
  draw_text_centred(list, scene.fonts.small, {x, top + label + keys / 2}, colours.keys, it.keys);
}

void draw_footer(const Scene& scene, const PresenterLayout& layout) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(layout.footer.min, layout.footer.max, scene.palette.band);
  const PresenterButton it = presenter_button(scene, layout);
  const float width = it.area.min.x - scene.px(kMargin) - layout.words.min.x;
  PresenterSentence sentence = presenter_sentence(scene, width);
  sentence.style.colour = sentence.alarm ? scene.palette.failed : scene.palette.text;
  const float y = (layout.footer.min.y + layout.footer.max.y - sentence.height) / 2;
  draw_paragraph(list, scene.look(), {layout.words.min.x, y}, sentence.style, sentence.words);
  draw_button(scene, it);
}

}  // namespace

float presenter_scale(ImVec2 window) {
  const float scale = std::min(window.x / kWidth, window.y / kHeight);
  // In steps, so that dragging the window's edge does not make new fonts all the time.
  return std::max(kLeastScale, std::floor(scale * 30.0F + 0.001F) / 30.0F);
}

PresenterLayout lay_out_presenter(ImVec2 window, float scale) {
  const auto px = [scale](float design) { return std::round(design * scale); };
  PresenterLayout layout;
  layout.size = {std::max(window.x, px(kWidth)), std::max(window.y, px(kHeight))};
  const float width = layout.size.x;
  const float height = layout.size.y;
  layout.strip = {{px(kMargin), px(kStripTop)}, {width - px(kMargin), px(kStripTop + kStripHeight)}};
  layout.footer = {{0, height - px(kFooter)}, {width, height}};
  layout.stage = {{0, layout.strip.max.y + px(3)}, {width, layout.footer.min.y}};
  layout.words = {{px(kMargin + 4), layout.footer.min.y + px(9)}, {width - px(kMargin), height - px(9)}};
  return layout;
}

PresenterSentence presenter_sentence(const Scene& scene, float width) {
  PresenterSentence fitted;
  const Agreement& agreement = scene.walk.agreement();
  fitted.alarm = agreement.asked && agreement.differences > 0;
  std::string text = fitted.alarm ? badge(agreement).words() : told(scene);
  const auto fits = [&](ImFont* font) {
    fitted.style = {};
    fitted.style.width = width;
    fitted.style.font = fitted.style.bold = font;
    fitted.style.line_height = std::round(text_height(font) * 1.18F);
    fitted.height = draw_paragraph(nullptr, scene.look(), {0, 0}, fitted.style, text);
    return fitted.height <= 2.5F * fitted.style.line_height;
  };
  while (!fits(scene.fonts.body) && !fits(scene.fonts.header)) {
    std::string shorter = without_last_sentence(text);
    if (shorter.empty()) break;
    text = std::move(shorter);
  }
  fitted.words = std::move(text);
  return fitted;
}

PresenterButton presenter_button(const Scene& scene, const PresenterLayout& layout) {
  PresenterButton made;
  std::vector<std::string> forms = next_forms(scene);
  made.keys = words(texts::kStepKeys);
  if (forms.empty()) {
    const bool moving = scene.reveal.beat != Beat::settled || scene.walk.busy();
    const bool again = !moving && scene.walk.scenario().has_value();
    made.accent = again;
    if (moving) forms = {words(texts::kShowResult)};
    if (again) forms = {words(texts::kPlayAgain)};
    if (again) made.keys = words(texts::kRestartKeys);
    if (again) made.command = Command::restart;
  }
  const float padding = scene.px(12);
  const float most = std::min(scene.px(kMostButton), layout.words.width() * 0.4F) - 2 * padding;
  made.font = scene.fonts.large_bold;
  for (const std::string& form : forms) {
    for (ImFont* font : {scene.fonts.large_bold, scene.fonts.bold}) {
      made.label = form;
      made.font = font;
      if (text_width(font, form) <= most) break;
    }
    if (text_width(made.font, made.label) <= most) break;
  }
  made.label = elided(made.font, made.label, most);
  const float width =
      std::max(scene.px(kLeastButton), std::ceil(text_width(made.font, made.label)) + 2 * padding);
  made.area = {{layout.words.max.x - width, layout.words.min.y}, layout.words.max};
  return made;
}

void draw_presenter(const Scene& scene, const App& app, StageState& stage, ImVec2 window) {
  PresenterLayout layout = lay_out_presenter(window, scene.scale);
  const bool scrolls = layout.size.x > window.x || layout.size.y > window.y;
  ImGui::GetWindowDrawList()->AddRectFilled({0, 0}, window, scene.palette.pane);
  ImGui::SetCursorScreenPos({0, 0});
  bridge::begin_child("presenter", window,
                      ImGuiWindowFlags_NoBackground |
                          (scrolls ? ImGuiWindowFlags_HorizontalScrollbar
                                   : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse));
  const ImVec2 shift{-ImGui::GetScrollX(), -ImGui::GetScrollY()};
  for (Area* area : {&layout.strip, &layout.stage, &layout.footer, &layout.words}) {
    *area = {{area->min.x + shift.x, area->min.y + shift.y}, {area->max.x + shift.x, area->max.y + shift.y}};
  }
  const ClassQuestion& question = app.question();
  draw_stage(scene, stage, layout.stage);
  if (question.is_shown()) {
    ImGui::GetWindowDrawList()->AddRectFilled(layout.footer.min, layout.footer.max, scene.palette.band);
    draw_question(scene, question, layout.strip, layout.words);
  } else {
    draw_strip(scene, layout.strip);
    draw_footer(scene, layout);
  }
  if (scrolls) {
    ImGui::SetCursorScreenPos({layout.size.x + shift.x - 1, layout.size.y + shift.y - 1});
    ImGui::Dummy({1, 1});
  }
  ImGui::EndChild();
}

}  // namespace sockwalk
