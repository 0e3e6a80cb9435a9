#include "palette.h"

#include <algorithm>
#include <cmath>

namespace sockwalk {
namespace {

constexpr Palette kDark{
    .name = "dark",
    .background = rgb(0x0F1319),
    .toolbar = rgb(0x12171E),
    .pane = rgb(0x161B23),
    .pane_border = rgb(0x2A323E),
    .rule = rgb(0x20262F),
    .band = rgb(0x202A38),
    .fence = rgb(0x2A3646),
    .fence_border = rgb(0x3E4D61),
    .hardware = rgb(0x13181F),
    .card = rgb(0x1B2330),
    .card_border = rgb(0x334051),
    .raised = rgb(0x1B212B),
    .raised_hovered = rgb(0x26303D),
    .raised_pressed = rgb(0x151B23),
    .raised_border = rgb(0x3A4350),
    .callout = rgb(0x1F2630),
    .chip = rgb(0x263140),
    .chip_border = rgb(0x485363),
    .hatch = rgb(0x303C4C),
    .well = rgb(0x0F1319),
    .well_border = rgb(0x303A49),
    .tooltip = rgb(0x232C38),
    .text = rgb(0xE6EBF2),
    .text_secondary = rgb(0xC5CFDB),
    .text_dimmed = rgb(0x9CA6B2),
    .accent = rgb(0xFFD84D),
    .accent_hovered = rgb(0xFFE27A),
    .accent_pressed = rgb(0xEBC43A),
    .on_accent = rgb(0x10151C),
    .on_accent_dimmed = rgb(0x4A431F),
    .accent_line = rgb(0xFFD84D),
    .accent_text = rgb(0xFFD84D),
    .accent_fill = rgb(0x3A3713),
    .code_highlight = rgb(0x2B2A18),
    .token = rgb(0xDFE6EE),
    .on_token = rgb(0x0F1319),
    .wire = rgb(0xAEB9C7),
    .tick = rgb(0xAEB9C7),
    .focus = rgb(0xE6EBF2),
    .hover = 0x14FFFFFFU,
    .failed = rgb(0xFF7B86),
    .failed_fill = rgb(0x3A1D24),
    .hues = {{
        {rgb(0x8F9BAA), rgb(0xB4BFCC), rgb(0x1B212B), rgb(0x333D4A)},  // created
        {rgb(0xC39F77), rgb(0xC9A680), rgb(0x221D17), rgb(0x4A3B2A)},  // bound
        {rgb(0x4AA3FF), rgb(0x5CACFF), rgb(0x14243A), rgb(0x173457)},  // listening
        {rgb(0xE884C6), rgb(0xEE93CF), rgb(0x301C2B), rgb(0x552A48)},  // connecting
        {rgb(0xA98BFF), rgb(0xB89FFF), rgb(0x221B33), rgb(0x3C2D66)},  // in accept queue
        {rgb(0x2FC7A0), rgb(0x2FC7A0), rgb(0x12271F), rgb(0x14503F)},  // connected
        {rgb(0x55C5DE), rgb(0x63CDE4), rgb(0x13272E), rgb(0x17495A)},  // half-closed
        {rgb(0xF0946A), rgb(0xF2A07A), rgb(0x2D1E17), rgb(0x5A3421)},  // peer closed
        {rgb(0x7A8594), rgb(0xA3ADBA), rgb(0x1B212B), rgb(0x2F3742)},  // closed
    }}};

constexpr Palette kLight{
    .name = "light",
    .background = rgb(0xECEAE3),
    .toolbar = rgb(0xFBFAF7),
    .pane = rgb(0xFBFAF7),
    .pane_border = rgb(0xC9C8C3),
    .rule = rgb(0xDEDCD4),
    .band = rgb(0xECEAE3),
    .fence = rgb(0xFFFFFF),
    .fence_border = rgb(0x87898D),
    .hardware = rgb(0xF2F0EA),
    .card = rgb(0xFFFFFF),
    .card_border = rgb(0x87898D),
    .raised = rgb(0xFFFFFF),
    .raised_hovered = rgb(0xF2F0EA),
    .raised_pressed = rgb(0xE4E2DA),
    .raised_border = rgb(0x9A9B9C),
    .callout = rgb(0xF2F0EA),
    .chip = rgb(0xFFFFFF),
    .chip_border = rgb(0x87898D),
    .hatch = rgb(0xD9D7CF),
    .well = rgb(0xFFFFFF),
    .well_border = rgb(0x6C737B),
    .tooltip = rgb(0xFFFFFF),
    .text = rgb(0x10151C),
    .text_secondary = rgb(0x2E3742),
    .text_dimmed = rgb(0x535B65),
    .accent = rgb(0xFFD84D),
    .accent_hovered = rgb(0xFFE27A),
    .accent_pressed = rgb(0xF0C52F),
    .on_accent = rgb(0x10151C),
    .on_accent_dimmed = rgb(0x4A431F),
    .accent_line = rgb(0xB08300),
    .accent_text = rgb(0x6B4F00),
    .accent_fill = rgb(0xFFEFB3),
    .code_highlight = rgb(0xFFF3C9),
    .token = rgb(0x10151C),
    .on_token = rgb(0xFFFFFF),
    .wire = rgb(0x4F5A66),
    .tick = rgb(0x4F5A66),
    .focus = rgb(0x10151C),
    .hover = 0x12000000U,
    .failed = rgb(0xB3202E),
    .failed_fill = rgb(0xFCE8E8),
    .hues = {{
        {rgb(0x5F6B78), rgb(0x4A5560), rgb(0xF4F4F2), rgb(0xDDE1E5)},  // created
        {rgb(0x8A6237), rgb(0x7A5429), rgb(0xF8F0E6), rgb(0xEBD9C2)},  // bound
        {rgb(0x0B5CAD), rgb(0x0B5CAD), rgb(0xE9F1FB), rgb(0xC9DFF7)},  // listening
        {rgb(0xB02A86), rgb(0x9E2377), rgb(0xFBEDF6), rgb(0xF4D0E8)},  // connecting
        {rgb(0x6A3FC4), rgb(0x6A3FC4), rgb(0xF3EEFC), rgb(0xDFD2F8)},  // in accept queue
        {rgb(0x0B7A5C), rgb(0x0B7055), rgb(0xE8F5F0), rgb(0xC4E8DB)},  // connected
        {rgb(0x14718A), rgb(0x0F677F), rgb(0xE6F4F8), rgb(0xC3E4EE)},  // half-closed
        {rgb(0xB4501F), rgb(0x9C4316), rgb(0xFCEFE7), rgb(0xF6D6C3)},  // peer closed
        {rgb(0x7B838C), rgb(0x535B65), rgb(0xF4F4F2), rgb(0xE2E2DE)},  // closed
    }}};

/// Black, white, and hues that are as bright as they can be.
constexpr Palette kHighContrast{
    .name = "high-contrast",
    .background = rgb(0x000000),
    .toolbar = rgb(0x000000),
    .pane = rgb(0x000000),
    .pane_border = rgb(0xFFFFFF),
    .rule = rgb(0x6A6A6A),
    .band = rgb(0x141414),
    .fence = rgb(0x000000),
    .fence_border = rgb(0xFFFFFF),
    .hardware = rgb(0x000000),
    .card = rgb(0x000000),
    .card_border = rgb(0xFFFFFF),
    .raised = rgb(0x0D0D0D),
    .raised_hovered = rgb(0x2A2A2A),
    .raised_pressed = rgb(0x1A1A1A),
    .raised_border = rgb(0xFFFFFF),
    .callout = rgb(0x0D0D0D),
    .chip = rgb(0x101010),
    .chip_border = rgb(0xFFFFFF),
    .hatch = rgb(0x333333),
    .well = rgb(0x000000),
    .well_border = rgb(0xFFFFFF),
    .tooltip = rgb(0x000000),
    .text = rgb(0xFFFFFF),
    .text_secondary = rgb(0xFFFFFF),
    .text_dimmed = rgb(0xD2D2D2),
    .accent = rgb(0xFFE100),
    .accent_hovered = rgb(0xFFF06A),
    .accent_pressed = rgb(0xE6CA00),
    .on_accent = rgb(0x000000),
    .on_accent_dimmed = rgb(0x262200),
    .accent_line = rgb(0xFFE100),
    .accent_text = rgb(0xFFE100),
    .accent_fill = rgb(0x262200),
    .code_highlight = rgb(0x262200),
    .token = rgb(0xFFFFFF),
    .on_token = rgb(0x000000),
    .wire = rgb(0xFFFFFF),
    .tick = rgb(0xFFFFFF),
    .focus = rgb(0xFFFFFF),
    .hover = 0x33FFFFFFU,
    .failed = rgb(0xFFA0A8),
    .failed_fill = rgb(0x330008),
    .hues = {{
        {rgb(0xC8CED6), rgb(0xD8DEE6), rgb(0x101214), rgb(0x33383E)},  // created
        {rgb(0xE0B888), rgb(0xEBC79C), rgb(0x161006), rgb(0x4A3410)},  // bound
        {rgb(0x5CB8FF), rgb(0x84CAFF), rgb(0x00101F), rgb(0x003A66)},  // listening
        {rgb(0xFF9BDC), rgb(0xFFB4E5), rgb(0x1F0016), rgb(0x5C1244)},  // connecting
        {rgb(0xC2A8FF), rgb(0xD2BFFF), rgb(0x10061F), rgb(0x3D2478)},  // in accept queue
        {rgb(0x3DF0C0), rgb(0x5CF5CC), rgb(0x001A12), rgb(0x005C42)},  // connected
        {rgb(0x66E0FF), rgb(0x8CE9FF), rgb(0x00171E), rgb(0x00506A)},  // half-closed
        {rgb(0xFFAA80), rgb(0xFFBE9E), rgb(0x1F0C00), rgb(0x66300C)},  // peer closed
        {rgb(0xAEB6C0), rgb(0xCED4DC), rgb(0x101214), rgb(0x33383E)},  // closed
    }}};

/// `palette` with other words of phases.
constexpr Palette with_words(Palette palette, const std::array<Colour, kHues>& words) {
  for (std::size_t i = 0; i < kHues; ++i) palette.hues[i].text = words[i];
  return palette;
}

constexpr Palette presenter_dark() {
  Palette palette = with_words(
      kDark, {rgb(0xB4BFCC), rgb(0xCEB48E), rgb(0x75BEFF), rgb(0xEEA0CF), rgb(0xC3AAFF),
              rgb(0x36CEA8), rgb(0x63CDE4), rgb(0xF2A680), rgb(0xAFB9C6)});
  palette.text_dimmed = rgb(0xCACECE);
  palette.on_accent_dimmed = rgb(0x383213);
  palette.failed = rgb(0xFFA5B0);
  palette.card_border = palette.well_border = palette.fence_border = rgb(0x6F7F93);
  return palette;
}

constexpr Palette presenter_light() {
  Palette palette = with_words(
      kLight, {rgb(0x46515C), rgb(0x6D4729), rgb(0x0B5095), rgb(0x8E236C), rgb(0x5E33B0),
               rgb(0x0B5B40), rgb(0x0F576F), rgb(0x8A3516), rgb(0x49515B)});
  palette.text_dimmed = rgb(0x3A424C);
  palette.on_accent_dimmed = rgb(0x383213);
  palette.accent_text = rgb(0x604600);
  palette.failed = rgb(0x95202E);
  palette.card_border = palette.well_border = palette.fence_border = rgb(0x4F5A66);
  return palette;
}

constexpr Palette kPresenterDark = presenter_dark();
constexpr Palette kPresenterLight = presenter_light();

/// A channel of `colour`: 0 red, 1 green, 2 blue, 3 alpha.
constexpr std::uint32_t channel(Colour colour, unsigned index) {
  return (colour >> (8U * index)) & 0xFFU;
}

double relative_luminance(Colour colour) {
  constexpr std::array<double, 3> kWeights{0.2126, 0.7152, 0.0722};
  double sum = 0.0;
  for (unsigned index = 0; index < kWeights.size(); ++index) {
    const double value = channel(colour, index) / 255.0;
    sum += kWeights[index] *
           (value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

Colour faded(Colour colour, float alpha) {
  const float own = static_cast<float>(channel(colour, 3));
  const auto result = static_cast<std::uint32_t>(own * std::clamp(alpha, 0.0F, 1.0F) + 0.5F);
  return (colour & 0x00FFFFFFU) | (result << 24U);
}

Colour mixed(Colour from, Colour to, float part) {
  Colour result = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const auto a = static_cast<float>(channel(from, i));
    const auto b = static_cast<float>(channel(to, i));
    result |= static_cast<Colour>(a + (b - a) * std::clamp(part, 0.0F, 1.0F) + 0.5F) << (8U * i);
  }
  return result;
}

const Palette& palette_of(Theme theme) {
  switch (theme) {
    case Theme::light: return kLight;
    case Theme::high_contrast: return kHighContrast;
    case Theme::dark: break;
  }
  return kDark;
}

const Palette& presenter_palette_of(Theme theme) {
  switch (theme) {
    case Theme::light: return kPresenterLight;
    case Theme::high_contrast: return kHighContrast;
    case Theme::dark: break;
  }
  return kPresenterDark;
}

std::optional<Theme> theme_named(std::string_view name) {
  for (const Theme theme : {Theme::dark, Theme::light, Theme::high_contrast}) {
    if (palette_of(theme).name == name) return theme;
  }
  return std::nullopt;
}

Theme theme_after(Theme theme) {
  return static_cast<Theme>((static_cast<std::size_t>(theme) + 1) % kThemes);
}

double contrast_ratio(Colour one, Colour other) {
  const double a = relative_luminance(one);
  const double b = relative_luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace sockwalk
