#include "label.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "drawn_text.h"
#include "imgui_bridge.h"
#include "null_frames.h"

namespace sockwalk {
namespace {

/// The right end of what has been drawn on the list since `first`.
float right_end(const ImDrawList& list, int first) {
  float right = 0.0F;
  for (int i = first; i < list.VtxBuffer.Size; ++i) {
    right = std::max(right, list.VtxBuffer[i].pos.x);
  }
  return right;
}

}  // namespace

TEST_SUITE_BEGIN("label");

TEST_CASE("text that fits stays whole, and text that does not ends in dots within the width") {
  NullFrames frames;
  frames.frame([&] {
    const ImFont* font = frames.look().fonts.body;
    const std::string text = "Data socket, server's end";
    CHECK(elided(font, text, text_width(font, text)) == text);
    for (float width = 20.0F; width < text_width(font, text); width += 7.0F) {
      CAPTURE(width);
      const std::string part = elided(font, text, width);
      CHECK(part.ends_with("…"));
      CHECK(text_width(font, part) <= width);
    }
    CHECK(elided(font, text, 120.0F).starts_with("Data socket"));
    CHECK(elided(font, "", 10.0F).empty());
    CHECK(elided(font, "wide", 0.0F) == "…");
  });
}

TEST_CASE("no character is cut in two") {
  NullFrames frames;
  frames.frame([&] {
    const ImFont* font = frames.look().fonts.body;
    const std::string text = "žžžžžžžžžžžž";
    for (float width = 12.0F; width < 80.0F; width += 1.0F) {
      const std::string part = elided(font, text, width);
      REQUIRE(part.ends_with("…"));
      CHECK((part.size() - std::string("…").size()) % 2 == 0);
    }
  });
}

TEST_CASE("a paragraph breaks between words and stays within its width") {
  NullFrames frames;
  frames.frame([&] {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ParagraphStyle style{.width = 150.0F, .line_height = 20.0F};
    const int before = list->VtxBuffer.Size;
    const float height = draw_paragraph(list, frames.look(), {100.0F, 10.0F}, style,
                                        "accept() takes the **oldest** one and gives it a number");
    CHECK(height == 60.0F);
    CHECK(right_end(*list, before) <= 250.0F);
    CHECK(right_end(*list, before) > 200.0F);
  });
}

TEST_CASE("a paragraph of so many lines ends in dots where there is more") {
  NullFrames frames;
  const std::string text = "one two three four five six seven eight nine ten";
  ParagraphStyle style{.width = 90.0F, .line_height = 20.0F};
  const auto drawn = [&](int lines, const std::string& words, float height) {
    style.lines = lines;
    frames.frame([&] {
      ImDrawList* list = ImGui::GetWindowDrawList();
      const int before = list->VtxBuffer.Size;
      CHECK(draw_paragraph(list, frames.look(), {100.0F, 10.0F}, style, words) == height);
      CHECK(right_end(*list, before) <= 190.0F);
    });
    return kDrawnTextCanBeRead ? drawn_text() : std::string();
  };
  const bool read = kDrawnTextCanBeRead;
  CHECK(drawn(2, text, 40.0F).ends_with(read ? "…" : ""));
  CHECK(drawn(1, "one\ntwo", 20.0F) == (read ? "\none…" : ""));
  CHECK(drawn(1, "one two", 20.0F) == (read ? "\nonetwo" : ""));
}

TEST_CASE("measuring a paragraph draws nothing and gives the same height") {
  NullFrames frames;
  frames.frame([&] {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const std::string text = "one two three `four` five **six** seven eight\nnine ten";
    for (const float width : {0.0F, 40.0F, 90.0F, 400.0F}) {
      const ParagraphStyle style{.width = width};
      const int before = list->VtxBuffer.Size;
      const float measured = draw_paragraph(nullptr, frames.look(), {0.0F, 0.0F}, style, text);
      CHECK(list->VtxBuffer.Size == before);
      CHECK(draw_paragraph(list, frames.look(), {0.0F, 0.0F}, style, text) == measured);
      CHECK(list->VtxBuffer.Size > before);
    }
  });
}

TEST_CASE("the marks of a paragraph are not drawn, and change the font") {
  NullFrames frames;
  frames.frame([&] {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const auto width_of = [&](const char* text) {
      const int before = list->VtxBuffer.Size;
      draw_paragraph(list, frames.look(), {0.0F, 0.0F}, {}, text);
      return right_end(*list, before);
    };
    CHECK(width_of("**connect**") > width_of("connect"));
    CHECK(width_of("**connect**") < width_of("connect") * 1.2F);
    CHECK(width_of("`iiii`") > 1.5F * width_of("iiii"));
  });
}

TEST_CASE("what is glued to a bold word goes to the next line with it") {
  NullFrames frames;
  frames.frame([&] {
    const Look& look = frames.look();
    // Both words together do not fit; "b" and "," must not part.
    const float width = text_width(look.fonts.body, "aaaa ") +
                        text_width(look.fonts.bold, "bbbb") + 0.5F;
    const ParagraphStyle style{.width = width, .line_height = 10.0F};
    CHECK(draw_paragraph(nullptr, look, {0.0F, 0.0F}, style, "aaaa **bbbb**") == 10.0F);
    CHECK(draw_paragraph(nullptr, look, {0.0F, 0.0F}, style, "aaaa **bbbb**,") == 20.0F);
  });
}

TEST_CASE("an empty paragraph has no height") {
  NullFrames frames;
  frames.frame([&] {
    CHECK(draw_paragraph(nullptr, frames.look(), {0.0F, 0.0F}, {}, "") == 0.0F);
  });
}

TEST_CASE("the fonts have the letters of people's names and of our marks") {
  NullFrames frames;
  frames.frame([&] {
    const Fonts& fonts = frames.look().fonts;
    for (ImFont* font : {fonts.body, fonts.small_bold, fonts.mono}) {
      for (const int letter : {0xE9, 0x17E, 0x3A9, 0x416, 0x2013, 0x2026, 0x2192, 0x2212}) {
        CAPTURE(letter);
        CHECK(bridge::has_letter(font, static_cast<ImWchar>(letter)));
      }
    }
  });
}

TEST_SUITE_END();

}  // namespace sockwalk
