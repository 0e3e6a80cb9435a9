#pragma once

#include <imgui.h>

#include <string_view>

#include "look.h"

namespace sockwalk {

/// A rectangle of the screen, in pixels.
struct Area {
  ImVec2 min;
  ImVec2 max;

  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  bool contains(ImVec2 point) const {
    return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
  }
};

/// What stands in a pane's header. Drawn in upper case; the left part wins when both do not fit.
struct PaneHeader {
  std::string_view left{};
  std::string_view right{};
  std::string_view right_short{};  ///< instead of `right` where that does not fit; empty: none
};

/// The height of a pane's header with the line below it, in design pixels.
inline constexpr float kPaneHeader = 34.0F;
inline constexpr float kPaneRounding = 9.0F;
inline constexpr float kPanePadding = 12.0F;  ///< between the border and text, by the views
inline constexpr float kHeaderGap = 22.0F;    ///< at least, between both parts of a header

/// An open pane: where its content goes.
struct Pane {
  Area content;    ///< within the border and below the header; not shortened by scrolling
  ImDrawList* list = nullptr;  ///< clipped to `content`
  bool hovered = false;        ///< the mouse is over the content and nothing else is in front
  bool focused = false;        ///< a widget within it has the keyboard
};

/// How a pane's content moves.
enum class Scrolling : std::uint8_t { none, vertical, both };

/// Opens a rounded pane at `area` within ImGui's current window. Between begin_pane() and end_pane()
/// the current window is the content: a view may draw on `list` or put ImGui widgets into it; both
/// begin at content.min. Without any header text the pane has no header. Always pair with
/// end_pane(). `id` is the name among siblings.
Pane begin_pane(const Look& look, const char* id, const Area& area, const PaneHeader& header,
                Scrolling scrolling = Scrolling::none);
void end_pane();
/// The same without border, corners, header and ground: the content is the whole area. For what fills
/// the window from edge to edge. Pair with end_pane().
Pane begin_bare_pane(const char* id, const Area& area, Scrolling scrolling = Scrolling::none);

/// A tooltip with a paragraph (see draw_paragraph) beside the mouse. Call it while the thing that
/// it explains is hovered.
void show_tooltip(const Look& look, std::string_view text);

/// Sets colours, paddings and roundings of ImGui's own widgets (menus, inputs, scroll bars, tables)
/// to the theme. Between frames.
void apply_look(const Look& look);

/// The window that fills `size` and holds everything else; no decoration. Pair with end_screen().
void begin_screen(const Look& look, ImVec2 size);
void end_screen();

}  // namespace sockwalk
