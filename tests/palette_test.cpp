#include "palette.h"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace sockwalk {
namespace {

constexpr double kReadable = 4.5;   // WCAG 2.1, 1.4.3 (AA)
constexpr double kEnhanced = 7.0;   // WCAG 2.1, 1.4.6 (AAA)
constexpr double kVisible = 3.0;    // WCAG 2.1, 1.4.11: what a picture's parts need

struct Named {
  std::string name;
  Colour colour;
};

/// Everything that text may stand on.
std::vector<Named> surfaces(const Palette& p) {
  std::vector<Named> result{
      {"background", p.background}, {"toolbar", p.toolbar},
      {"pane", p.pane},             {"band", p.band},
      {"fence", p.fence},           {"hardware", p.hardware},
      {"card", p.card},             {"raised", p.raised},
      {"raised_hovered", p.raised_hovered}, {"raised_pressed", p.raised_pressed},
      {"callout", p.callout},       {"chip", p.chip},
      {"hatch", p.hatch},           {"well", p.well},
      {"tooltip", p.tooltip},       {"code_highlight", p.code_highlight}};
  for (std::size_t i = 0; i < kHues; ++i) {
    result.push_back({"fill of hue " + std::to_string(i), p.hues[i].fill});
  }
  return result;
}

const std::vector<Theme> kAllThemes{Theme::dark, Theme::light, Theme::high_contrast};

/// A palette and what the words on it need.
struct Judged {
  const Palette& palette;
  double least;
};
std::vector<Judged> all_palettes() {
  std::vector<Judged> all;
  for (const Theme theme : kAllThemes) {
    all.push_back({palette_of(theme), theme == Theme::high_contrast ? kEnhanced : kReadable});
    all.push_back({presenter_palette_of(theme), kEnhanced});
  }
  return all;
}

void check_readable(const Judged& judged, const Named& text, const Named& surface) {
  CAPTURE(judged.palette.name);
  CAPTURE(judged.least);
  CAPTURE(text.name);
  CAPTURE(surface.name);
  CHECK(contrast_ratio(text.colour, surface.colour) >= judged.least);
}

}  // namespace

TEST_SUITE_BEGIN("palette");

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast_ratio(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21.0));
  CHECK(contrast_ratio(rgb(0xFFFFFF), rgb(0x000000)) == doctest::Approx(21.0));
  CHECK(contrast_ratio(rgb(0x123456), rgb(0x123456)) == doctest::Approx(1.0));
  // The well-known greys on either side of the border.
  CHECK(contrast_ratio(rgb(0x767676), rgb(0xFFFFFF)) == doctest::Approx(4.542).epsilon(0.001));
  CHECK(contrast_ratio(rgb(0x777777), rgb(0xFFFFFF)) == doctest::Approx(4.478).epsilon(0.001));
}

TEST_CASE("every theme is there once") {
  CHECK(kAllThemes.size() == kThemes);
  std::set<std::string_view> names;
  for (const Theme theme : kAllThemes) names.insert(palette_of(theme).name);
  CHECK(names.size() == kThemes);
}

TEST_CASE("a theme is found by its word, and T comes to each of them") {
  Theme theme = Theme::dark;
  std::set<Theme> seen;
  for (std::size_t i = 0; i < kThemes; ++i) {
    CHECK(theme_named(palette_of(theme).name) == theme);
    seen.insert(theme);
    theme = theme_after(theme);
  }
  CHECK(theme == Theme::dark);
  CHECK(seen.size() == kThemes);
  CHECK(theme_named("high-contrast") == Theme::high_contrast);
  CHECK_FALSE(theme_named("blue").has_value());
}

TEST_CASE("every text can be read on every surface") {
  for (const Judged& judged : all_palettes()) {
    const Palette& p = judged.palette;
    for (const Named& surface : surfaces(p)) {
      check_readable(judged, {"text", p.text}, surface);
      check_readable(judged, {"text_secondary", p.text_secondary}, surface);
      check_readable(judged, {"text_dimmed", p.text_dimmed}, surface);
    }
  }
}

TEST_CASE("the accent can be read, and read on") {
  for (const Judged& judged : all_palettes()) {
    const Palette& p = judged.palette;
    for (const Colour button : {p.accent, p.accent_hovered, p.accent_pressed}) {
      check_readable(judged, {"on_accent", p.on_accent}, {"accent", button});
      check_readable(judged, {"on_accent_dimmed", p.on_accent_dimmed}, {"accent", button});
    }
    for (const Colour surface :
         {p.pane, p.card, p.accent_fill, p.code_highlight, p.raised, p.toolbar, p.background}) {
      check_readable(judged, {"accent_text", p.accent_text}, {"surface", surface});
    }
    check_readable(judged, {"text", p.text}, {"accent_fill", p.accent_fill});
    CHECK(contrast_ratio(p.accent_line, p.pane) >= kVisible);
    CHECK(contrast_ratio(p.accent_line, p.card) >= kVisible);
  }
}

TEST_CASE("the word of a phase can be read where it stands, and its line is seen") {
  for (const Judged& judged : all_palettes()) {
    const Palette& p = judged.palette;
    for (const HueColours& hue : p.hues) {
      for (const Colour surface : {p.pane, p.card, p.raised, p.callout, p.tooltip, hue.fill}) {
        check_readable(judged, {"a phase", hue.text}, {"surface", surface});
      }
      check_readable(judged, {"text", p.text}, {"strong", hue.strong});
      CHECK(contrast_ratio(hue.line, p.pane) >= kVisible);
      CHECK(contrast_ratio(hue.line, hue.fill) >= kVisible);
      CHECK(contrast_ratio(hue.line, p.band) >= kVisible);
    }
  }
}

TEST_CASE("what failed and what a token says can be read") {
  for (const Judged& judged : all_palettes()) {
    const Palette& p = judged.palette;
    for (const Colour surface : {p.pane, p.chip, p.card, p.failed_fill, p.raised, p.toolbar, p.tooltip}) {
      check_readable(judged, {"failed", p.failed}, {"surface", surface});
    }
    check_readable(judged, {"text", p.text}, {"failed_fill", p.failed_fill});
    check_readable(judged, {"on_token", p.on_token}, {"token", p.token});
    CHECK(contrast_ratio(p.focus, p.pane) >= kVisible);
    CHECK(contrast_ratio(p.wire, p.pane) >= kVisible);
  }
}

TEST_CASE("no two phases wear the same line") {
  for (const Judged& judged : all_palettes()) {
    std::set<Colour> lines;
    for (const HueColours& hue : judged.palette.hues) lines.insert(hue.line);
    CHECK(lines.size() == kHues);
  }
}

TEST_CASE("rgb puts red into the lowest byte, as ImGui wants it") {
  CHECK(rgb(0x112233) == 0xFF332211U);
}

TEST_CASE("fading leaves the colour, and multiplies") {
  CHECK(faded(rgb(0x112233), 0.5F) == 0x80332211U);
  CHECK(faded(faded(rgb(0x112233), 0.5F), 0.5F) == 0x40332211U);
}

TEST_SUITE_END();

}  // namespace sockwalk
