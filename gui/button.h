#pragma once

#include <imgui.h>

#include <optional>
#include <string_view>

#include "look.h"
#include "marks.h"

namespace sockwalk {

enum class ButtonKind : std::uint8_t {
  secondary,  ///< dark with a border
  accent,     ///< the one that says "next"; at most one on the screen
  quiet,      ///< no box until pointed at
  pill,       ///< small, as wide as asked: "2 · give it the turn"
  pill_next,  ///< the same for whose turn it is
};

/// How a button looks. Its size follows from its text unless given.
struct ButtonStyle {
  ButtonKind kind = ButtonKind::secondary;
  std::string_view key{};          ///< the key's name, smaller behind the label; empty: none
  std::optional<Mark> mark{};      ///< before the label
  float width = 0.0F;              ///< pixels; 0: as its text needs
  float height = 0.0F;             ///< pixels; 0: 30 design pixels (pills: 20)
  bool enabled = true;
};

/// A button at ImGui's cursor. True when it was clicked, or pressed by Space or Enter while it has
/// the focus. `id` tells it from its siblings, so that the label may change.
bool button(const Look& look, const char* id, std::string_view label, const ButtonStyle& style);

/// The size that button() would take.
ImVec2 button_size(const Look& look, std::string_view label, const ButtonStyle& style);

}  // namespace sockwalk
