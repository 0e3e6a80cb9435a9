#include "label.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "imgui_bridge.h"

namespace sockwalk {
namespace {

const char* end_of(std::string_view text) { return text.data() + text.size(); }

ImVec2 snapped(ImVec2 point) { return {std::round(point.x), std::round(point.y)}; }

/// A piece of a paragraph that is not broken: a word with the space behind it.
struct Word {
  std::string_view text;
  ImFont* font;
  bool line_end;   ///< '\n' follows
  bool space;      ///< a space follows
};

/// Cuts a paragraph into words, and takes the marks ** and ` out.
std::vector<Word> words_of(std::string_view text, ImFont* plain, ImFont* bold, ImFont* mono) {
  std::vector<Word> words;
  bool is_bold = false;
  bool is_mono = false;
  std::size_t begin = 0;
  const auto put = [&](std::size_t end, bool line_end, bool space) {
    ImFont* font = is_mono ? mono : is_bold ? bold : plain;
    if (end > begin || line_end || space) {
      words.push_back({text.substr(begin, end - begin), font, line_end, space});
    }
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "**") {
      put(at, false, false);
      is_bold = !is_bold;
      begin = ++at + 1;
    } else if (text[at] == '`') {
      put(at, false, false);
      is_mono = !is_mono;
      begin = at + 1;
    } else if (text[at] == ' ' || text[at] == '\n') {
      put(at, text[at] == '\n', text[at] == ' ');
      begin = at + 1;
    }
  }
  put(text.size(), false, false);
  return words;
}

}  // namespace

float text_height(const ImFont* font) { return bridge::font_height(font); }

float text_width(const ImFont* font, std::string_view text) {
  if (text.empty()) return 0.0F;
  // Measuring does not change a font; 1.92 renders glyphs on the way and dropped the const.
  return const_cast<ImFont*>(font)
      ->CalcTextSizeA(bridge::font_height(font), 1.0e9F, 0.0F, text.data(), end_of(text))
      .x;
}

float draw_text(ImDrawList* list, ImFont* font, ImVec2 position, Colour colour,
                std::string_view text) {
  if (text.empty()) return position.x;
  list->AddText(font, bridge::font_height(font), snapped(position), colour, text.data(),
                end_of(text));
  return position.x + text_width(font, text);
}

void draw_text_centred(ImDrawList* list, ImFont* font, ImVec2 centre, Colour colour,
                       std::string_view text) {
  const ImVec2 corner{centre.x - text_width(font, text) / 2.0F,
                      centre.y - text_height(font) / 2.0F};
  draw_text(list, font, corner, colour, text);
}

float draw_text_right(ImDrawList* list, ImFont* font, ImVec2 position, Colour colour,
                      std::string_view text) {
  const float left = position.x - text_width(font, text);
  draw_text(list, font, {left, position.y}, colour, text);
  return left;
}

std::string elided(const ImFont* font, std::string_view text, float width) {
  if (text_width(font, text) <= width) return std::string(text);
  constexpr std::string_view kDots = "…";
  const float room = width - text_width(font, kDots);
  // The number of characters that fit is found by halving: widths only grow.
  std::size_t fits = 0;
  std::size_t too_long = text.size();
  while (too_long - fits > 1) {
    const std::size_t middle = fits + (too_long - fits) / 2;
    (text_width(font, text.substr(0, middle)) <= room ? fits : too_long) = middle;
  }
  while (fits > 0 && (static_cast<unsigned char>(text[fits]) & 0xC0U) == 0x80U) --fits;
  while (fits > 0 && text[fits - 1] == ' ') --fits;
  return std::string(text.substr(0, fits)) + std::string(kDots);
}

float draw_paragraph(ImDrawList* list, const Look& look, ImVec2 position,
                     const ParagraphStyle& style, std::string_view text) {
  ImFont* plain = style.font != nullptr ? style.font : look.fonts.body;
  ImFont* bold = style.bold != nullptr ? style.bold : look.fonts.bold;
  const Colour colour = style.colour != 0 ? style.colour : look.palette.text;
  const float line = style.line_height > 0.0F ? style.line_height : 1.2F * text_height(plain);
  const float right = style.width > 0.0F ? position.x + style.width : 1.0e9F;
  const float space = text_width(plain, " ");
  const std::vector<Word> words = words_of(text, plain, bold, look.fonts.mono);

  constexpr std::string_view kDots = "\u2026";
  const float dots = text_width(plain, kDots);
  const auto on_last_line = [&](float y) {
    return style.lines > 0 && y + 0.5F > position.y + static_cast<float>(style.lines - 1) * line;
  };
  const auto end_with_dots = [&](ImVec2 at) {
    if (list != nullptr) draw_text(list, plain, at, colour, kDots);
    return at.y + line - position.y;
  };
  ImVec2 pen = position;
  for (std::size_t first = 0; first < words.size();) {
    // Pieces with no space between them ("**connect()**,") stay together.
    std::size_t last = first;
    float width = text_width(words[last].font, words[last].text);
    while (last + 1 < words.size() && !words[last].space && !words[last].line_end) {
      ++last;
      width += text_width(words[last].font, words[last].text);
    }
    const bool more = on_last_line(pen.y) && last + 1 < words.size();
    if (pen.x > position.x && pen.x + width > right - (more ? dots : 0.0F)) {
      if (on_last_line(pen.y)) return end_with_dots({pen.x - space, pen.y});
      pen = {position.x, pen.y + line};
    }
    for (; first <= last; ++first) {
      const Word& word = words[first];
      if (list != nullptr) {
        // Fonts of other heights share the baseline, roughly: the middle does.
        const float shift = (text_height(plain) - text_height(word.font)) / 2.0F;
        draw_text(list, word.font, {pen.x, pen.y + shift}, colour, word.text);
      }
      pen.x += text_width(word.font, word.text);
      if (word.space) pen.x += space;
      if (word.line_end && on_last_line(pen.y) && first + 1 < words.size()) return end_with_dots(pen);
      if (word.line_end) pen = {position.x, pen.y + line};
    }
  }
  return words.empty() ? 0.0F : pen.y + line - position.y;
}

}  // namespace sockwalk
