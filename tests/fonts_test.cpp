#include "early_fonts.h"

#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <string_view>

#include "imgui_bridge.h"
#include "null_frames.h"
#include "text/utf8.h"

namespace sockwalk {
namespace {

std::array<ImFont*, 12> all_of(const Fonts& f) {
  return {f.body, f.bold, f.small, f.small_bold, f.header, f.large_bold,
          f.title, f.mono, f.mono_bold, f.mono_small, f.bytes, f.result};
}

}  // namespace

TEST_SUITE_BEGIN("fonts");

TEST_CASE("every font has the letters of Europe, and the signs of our sentences") {
  constexpr std::string_view kLetters =
      "AZaz09éüßčÀÿŁłőşžĀſ"
      "ΑΩαωάώ"
      "АЯаяЁёЇїЉћ"
      "–—“”‘’…€←→↑↓−≈≠≤≥·×";
  for (const FontSizes& sizes : {kWindowFonts, kPresenterFonts}) {
    const NullFrames frames({800, 600}, 1.0F, Theme::dark, sizes);
    for (ImFont* font : all_of(frames.look().fonts)) {
      for (std::string_view rest = kLetters; !rest.empty();) {
        const Utf8Character letter = first_character(rest);
        REQUIRE(letter.bytes > 0);
        CAPTURE(letter.code_point);
        CHECK(bridge::has_letter(font, static_cast<ImWchar>(letter.code_point)));
        rest.remove_prefix(letter.bytes);
      }
    }
  }
}

#if IMGUI_VERSION_NUM < 19200  // newer ones draw letters when they are first needed
TEST_CASE("fonts that are made early are those that the first frame would make") {
  const Typefaces typefaces;
  EarlyFonts early(typefaces, 1.25F, true);
  const ImFontAtlas& atlas = *early.atlas();
  const NullFrames frames({800, 600}, 1.25F, Theme::dark, kPresenterFonts);
  const ImFontAtlas& usual = *ImGui::GetIO().Fonts;
  REQUIRE(atlas.Fonts.Size == usual.Fonts.Size);
  CHECK(early.fonts().body == atlas.Fonts[0]);
  REQUIRE(atlas.TexWidth == usual.TexWidth);
  REQUIRE(atlas.TexHeight == usual.TexHeight);
  const auto pixels = static_cast<std::size_t>(usual.TexWidth * usual.TexHeight);
  CHECK(std::memcmp(atlas.TexPixelsAlpha8, usual.TexPixelsAlpha8, pixels) == 0);
  CHECK(atlas.TexPixelsRGBA32 != nullptr);
}
#endif

TEST_SUITE_END();

}  // namespace sockwalk
