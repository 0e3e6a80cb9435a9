#include "question_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "imgui_bridge.h"
#include "label.h"
#include "shapes.h"
#include "text/question_text.h"

namespace sockwalk {
namespace {

namespace texts = question_text;

std::string letter_of(std::size_t row) { return std::string(1, static_cast<char>('A' + row)); }

std::string hands_in_words(const ClassQuestion& question, std::size_t row) {
  const std::uint32_t hands = question.rows()[row].hands;
  if (hands == 1) return words(texts::kOneHand);
  if (hands == 0 && !(question.chosen() == row && question.is_open())) return words(texts::kNoHands);
  return say(texts::kHands, hands).words();
}

/// The question; once it is answered, what came, and how many were right.
std::string headline(const ClassQuestion& question) {
  if (question.stage() != ClassQuestion::Stage::answered) return question.words();
  if (!question.right()) return say(texts::kNoneRight, question.words()).words();
  const std::size_t right = *question.right();
  if (question.all_hands() == 0) return say(texts::kRight, question.words(), letter_of(right)).words();
  return say(texts::kRightOf, question.words(), letter_of(right), question.rows()[right].hands,
             question.all_hands())
      .words();
}

/// The first of `fonts` in which the text has room, else the last.
ImFont* fitting(std::initializer_list<ImFont*> fonts, const std::string& text, float width) {
  for (ImFont* font : fonts) {
    if (text_width(font, text) <= width) return font;
  }
  return *(fonts.end() - 1);
}

void draw_headline(const Scene& scene, const ClassQuestion& question, const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool answered = question.stage() == ClassQuestion::Stage::answered;
  const std::string text = headline(question);
  ImFont* small = scene.fonts.small;
  const std::string keys = words(answered ? texts::kAnsweredKeys : texts::kKeys);
  const float middle = (area.min.y + area.max.y) / 2;
  float width = area.width();
  const float taken = text_width(small, keys) + scene.px(20);
  // Who counts knows the keys; the question needs its room.
  if (text_width(scene.fonts.bold, text) + taken <= width) {
    draw_text_right(list, small, {area.max.x, middle - text_height(small) / 2}, scene.palette.text_secondary, keys);
    width -= taken;
  }
  ImFont* font = fitting({scene.fonts.large_bold, scene.fonts.bold, scene.fonts.small_bold}, text, width);
  draw_text(list, font, {area.min.x, middle - text_height(font) / 2}, scene.palette.text,
            elided(font, text, width));
}

void draw_card(const Scene& scene, const ClassQuestion& question, std::size_t row, const Area& card) {
  const Palette& palette = scene.palette;
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(card.min);
  if (ImGui::InvisibleButton(fmt::format("answer {}", row).c_str(), {card.width(), card.height()})) {
    scene.requests.push_back({Command::choose_answer, kNoActor, row, {}});
  }
  const bool answered = question.stage() == ClassQuestion::Stage::answered;
  const bool right = question.right() == row;
  const bool chosen = question.is_open() && question.chosen() == row;
  const float line = std::max(1.0F, scene.px(1));
  draw_box(list, card.min, card.max, scene.px(6), right ? palette.token : palette.card,
           right ? palette.text : chosen ? palette.focus : palette.card_border,
           right || chosen ? std::max(2.0F, scene.px(2)) : line);
  const Colour ink = right ? palette.on_token : answered ? palette.text_secondary : palette.text;
  ImFont* small = scene.fonts.small;
  const float radius = scene.px(11);
  const ImVec2 disc{card.min.x + scene.px(8) + radius, card.min.y + scene.px(7) + radius};
  // The accent stays with what comes next.
  draw_disc(list, disc, radius, right ? palette.on_token : palette.token, right ? palette.token : palette.on_token, scene.fonts.bold, letter_of(row));
  const float left = disc.x + radius + scene.px(7);
  const float room = card.max.x - scene.px(8) - left;
  const std::string text = in_words(question.rows()[row].answer).words();
  ImFont* font = fitting({scene.fonts.result, scene.fonts.bold, scene.fonts.mono_small}, text, room);
  draw_text(list, font, {left, disc.y - text_height(font) / 2}, ink, elided(font, text, room));
  const float below = std::max(disc.y + radius, card.max.y - scene.px(5) - text_height(small));
  const float end = draw_text(list, small, {left, below}, ink, hands_in_words(question, row));
  // A shape beside the colour says it to those who do not see that.
  if (right) draw_mark(list, Mark::tick, {end + scene.px(14), below + text_height(small) / 2}, scene.px(12), ink);
}

}  // namespace

std::vector<Area> question_cards(const ClassQuestion& question, const Area& area, float gap) {
  const auto count = static_cast<float>(question.rows().size());
  const float width = (area.width() - gap * (count - 1)) / count;
  std::vector<Area> cards;
  for (std::size_t i = 0; i < question.rows().size(); ++i) {
    const float left = std::round(area.min.x + (width + gap) * static_cast<float>(i));
    cards.push_back({{left, area.min.y}, {std::round(left + width), area.max.y}});
  }
  return cards;
}

void draw_question(const Scene& scene, const ClassQuestion& question, const Area& words,
                   const Area& cards) {
  draw_headline(scene, question, words);
  const std::vector<Area> places = question_cards(question, cards, scene.px(8));
  for (std::size_t i = 0; i < places.size(); ++i) draw_card(scene, question, i, places[i]);
}

void draw_question_over(const Scene& scene, const ClassQuestion& question, ImVec2 window) {
  if (!question.is_shown()) return;
  const float padding = scene.px(12);
  const float height = scene.px(104);
  const Area box{{padding, window.y - height - padding}, {window.x - padding, window.y - padding}};
  ImGui::SetNextWindowPos(box.min);
  ImGui::SetNextWindowSize({box.width(), box.height()});
  ImGui::Begin("question", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  draw_box(list, box.min, box.max, scene.px(kPaneRounding), scene.palette.pane, scene.palette.text_secondary,
           std::max(1.0F, scene.px(1)));
  const Area words{{box.min.x + padding, box.min.y + scene.px(6)}, {box.max.x - padding, box.min.y + scene.px(36)}};
  const Area cards{{words.min.x, words.max.y + scene.px(2)}, {words.max.x, box.max.y - scene.px(10)}};
  draw_question(scene, question, words, cards);
  list->PopClipRect();
  ImGui::End();
}

}  // namespace sockwalk
