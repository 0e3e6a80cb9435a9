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

const Palette& palette_of(Theme theme) { return theme == Theme::light ? kLight : kDark; }

double contrast_ratio(Colour one, Colour other) {
  const double a = relative_luminance(one);
  const double b = relative_luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace sockwalk
