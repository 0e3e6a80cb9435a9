#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "look.h"
#include "palette.h"

namespace sockwalk {

// Text on a draw list, at plain coordinates. Text that a view puts into ImGui's own layout goes
// through ImGui instead. All positions are snapped to pixels, so that letters are crisp.

float text_width(const ImFont* font, std::string_view text);
float text_height(const ImFont* font);

/// `position` is the upper left corner of the line. Returns the x behind the text.
float draw_text(ImDrawList* list, ImFont* font, ImVec2 position, Colour colour,
                std::string_view text);
/// In the middle of `centre`, in both directions.
void draw_text_centred(ImDrawList* list, ImFont* font, ImVec2 centre, Colour colour,
                       std::string_view text);
/// `position` is the upper right corner of the line. Returns the x where the text begins.
float draw_text_right(ImDrawList* list, ImFont* font, ImVec2 position, Colour colour,
                      std::string_view text);

/// `text` if it fits into `width`, else its beginning (whole UTF-8 characters) and "…".
std::string elided(const ImFont* font, std::string_view text, float width);

/// How a paragraph looks. Words between ** are bold, words between ` are in the mono font.
struct ParagraphStyle {
  float width = 0.0F;                 ///< where lines break; 0: never
  float line_height = 0.0F;           ///< 0: 1.45 times the em of body
  Colour colour = 0;                  ///< 0: text of the palette
  ImFont* font = nullptr;             ///< null: body (its bold goes with it)
  ImFont* bold = nullptr;             ///< null: bold
  int lines = 0;                      ///< at most so many, the last with dots; 0: all
};

/// Draws `text` from `position` on, breaks lines between words, and at '\n'. With a null `list` it
/// only measures. Returns the height.
float draw_paragraph(ImDrawList* list, const Look& look, ImVec2 position,
                     const ParagraphStyle& style, std::string_view text);

}  // namespace sockwalk
