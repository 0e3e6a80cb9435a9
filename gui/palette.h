#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sockwalk {

/// A colour as ImGui's draw lists take it (an ImU32: red in the lowest byte, alpha in the highest).
using Colour = std::uint32_t;

/// 0xRRGGBB as people write it, opaque.
constexpr Colour rgb(std::uint32_t hex) {
  return 0xFF000000U | ((hex & 0xFFU) << 16U) | (hex & 0xFF00U) | ((hex >> 16U) & 0xFFU);
}
/// The same colour with `alpha` from 0 to 1 times its own. For marks and areas, never for text: a
/// faded text is no longer the one whose contrast is tested.
Colour faded(Colour colour, float alpha);
/// The colour at `part` (0 to 1) of the way from one to the other: for what turns while it moves.
Colour mixed(Colour from, Colour to, float part);

/// What hue says, and the only thing it says: the phase of a socket.
enum class Hue : std::uint8_t {
  created,
  bound,
  listening,
  connecting,
  in_accept_queue,
  connected,
  half_closed,
  peer_closed,
  closed,
};
inline constexpr std::size_t kHues = 9;

/// The colours of one phase.
struct HueColours {
  Colour line = 0;    ///< border, wire, ring of a jack, mark
  Colour text = 0;    ///< its word, on a pane or on `fill`
  Colour fill = 0;    ///< inside of its box; every text colour can be read on it
  Colour strong = 0;  ///< inside of the state that holds now; `text` of the palette on it
};

enum class Theme : std::uint8_t { dark, light, high_contrast };
inline constexpr std::size_t kThemes = 3;

/// Every colour of the window by what it is for. Views name these and never a number. What is said
/// about who stands on whom is tested (WCAG AA, 4.5 to 1; high contrast and presenter mode AAA, 7 to
/// 1).
struct Palette {
  std::string_view name;  ///< "dark": the word that --theme takes

  // Surfaces. text, text_secondary and text_dimmed can be read on each of them.
  Colour background = 0;      ///< between the panes
  Colour toolbar = 0;
  Colour pane = 0;
  Colour pane_border = 0;     ///< also the line under a pane's header
  Colour rule = 0;            ///< between rows of a table, the axis of a lane
  Colour band = 0;            ///< the system call interface, across the stage
  Colour fence = 0;           ///< one actor's numbers on the band
  Colour fence_border = 0;
  Colour hardware = 0;        ///< the lowest band
  Colour card = 0;            ///< an actor
  Colour card_border = 0;
  Colour raised = 0;          ///< a button, a pill, a step that is done, a state
  Colour raised_hovered = 0;
  Colour raised_pressed = 0;
  Colour raised_border = 0;
  Colour callout = 0;         ///< a quotation or a question within a pane
  Colour chip = 0;            ///< a call in the timeline
  Colour chip_border = 0;
  Colour hatch = 0;           ///< the lines over a chip that say "asleep"
  Colour well = 0;            ///< an empty buffer, the inside of a jack
  Colour well_border = 0;
  Colour tooltip = 0;

  // Text.
  Colour text = 0;
  Colour text_secondary = 0;
  Colour text_dimmed = 0;

  // The accent: "this is next", and nothing else.
  Colour accent = 0;          ///< a filled button; on_accent stands on it
  Colour accent_hovered = 0;
  Colour accent_pressed = 0;
  Colour on_accent = 0;
  Colour on_accent_dimmed = 0;  ///< the key's name in that button
  Colour accent_line = 0;     ///< border, wire, arrow, playhead
  Colour accent_text = 0;     ///< on pane, card, accent_fill and code_highlight
  Colour accent_fill = 0;     ///< inside of a pill or row that is next
  Colour code_highlight = 0;  ///< the next line of code

  // Marks.
  Colour token = 0;           ///< the disc of a letter, bytes in a buffer; on_token stands on it
  Colour on_token = 0;
  Colour wire = 0;            ///< arrows that belong to no phase
  Colour tick = 0;
  Colour focus = 0;           ///< ring around what the keyboard has, outline of the selection
  Colour hover = 0;           ///< translucent, over what is pointed at

  // Outcomes. Succeeded and expected are neutral: they wear text_secondary.
  Colour failed = 0;          ///< text and mark, on pane, chip and failed_fill
  Colour failed_fill = 0;

  std::array<HueColours, kHues> hues{};

  const HueColours& of(Hue hue) const { return hues[static_cast<std::size_t>(hue)]; }
};

/// The palette of a theme. Lives as long as the program.
const Palette& palette_of(Theme theme);
/// The same for a projector, which washes colours out: every text has a contrast of at least 7 to 1.
const Palette& presenter_palette_of(Theme theme);

/// The theme that is called so ("high-contrast"), if there is one.
std::optional<Theme> theme_named(std::string_view name);
/// The one that T shows after `theme`.
Theme theme_after(Theme theme);

/// WCAG 2.1: (lighter + 0.05) / (darker + 0.05) of the relative luminances, from 1 to 21. Both
/// colours are taken as opaque.
double contrast_ratio(Colour one, Colour other);

}  // namespace sockwalk
