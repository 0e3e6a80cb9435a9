#pragma once

#include <imgui.h>

#include <cmath>
#include <map>
#include <string>
#include <tuple>

namespace sockwalk {

/// From 1.92 on the atlas makes letters as they are needed, in other structures.
inline constexpr bool kDrawnTextCanBeRead = IMGUI_VERSION_NUM < 19200;

/// The letters that the last frame has drawn, read from its vertices as an eye would: by where each lies
/// in the atlas. Spaces are not drawn, and are left out. A line ends where the next letter is elsewhere.
inline std::string drawn_text() {
  std::string text;
#if IMGUI_VERSION_NUM < 19200
  const auto place = [](float value) { return static_cast<int>(std::lround(value * 65536.0F)); };
  std::map<std::tuple<int, int, int, int>, unsigned> letters;
  for (const ImFont* font : ImGui::GetIO().Fonts->Fonts) {
    for (const ImFontGlyph& glyph : font->Glyphs) {
      if (glyph.U1 <= glyph.U0) continue;
      letters[{place(glyph.U0), place(glyph.V0), place(glyph.U1), place(glyph.V1)}] = glyph.Codepoint;
    }
  }
  const auto append = [&text](unsigned letter) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (letter < 0x80) {
      text += byte(letter);
    } else if (letter < 0x800) {
      text += {byte(0xC0 | letter >> 6), byte(0x80 | (letter & 0x3F))};
    } else {
      text += {byte(0xE0 | letter >> 12), byte(0x80 | (letter >> 6 & 0x3F)), byte(0x80 | (letter & 0x3F))};
    }
  };
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int list = 0; list < data.CmdListsCount; ++list) {
    const auto& vertices = data.CmdLists[list]->VtxBuffer;
    ImVec2 last{-1000, -1000};
    for (int i = 0; i + 3 < vertices.Size; ++i) {
      const ImDrawVert& a = vertices[i];
      const ImDrawVert& b = vertices[i + 2];
      const auto found = letters.find({place(a.uv.x), place(a.uv.y), place(b.uv.x), place(b.uv.y)});
      if (found == letters.end()) continue;
      const float height = b.pos.y - a.pos.y;
      const bool goes_on = a.pos.x > last.x - 3 && a.pos.x < last.x + 2 * height + 12 &&
                           std::abs(a.pos.y - last.y) < 2 * height + 8;
      if (!goes_on) text += '\n';
      append(found->second);
      last = {b.pos.x, a.pos.y};
      i += 3;
    }
  }
#endif
  return text;
}

/// `words` as drawn_text() would have them.
inline std::string without_spaces(std::string words) {
  std::erase_if(words, [](char letter) { return letter == ' ' || letter == '*' || letter == '`'; });
  return words;
}

}  // namespace sockwalk
