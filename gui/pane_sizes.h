#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sockwalk {

/// The panes around the stage. Each can be hidden; the stage cannot.
enum class PaneName : std::uint8_t { code, explanation, handles, states, lower };
inline constexpr std::size_t kPanes = 5;

/// The gaps between panes that can be moved, named after the pane whose size they set.
enum class Splitter : std::uint8_t { left, right, lower, explanation, handles };
inline constexpr std::size_t kSplitters = 5;

inline constexpr int kLeastPane = 80;     ///< of a remembered size, in design pixels
inline constexpr int kMostPane = 4096;

/// Which panes are shown, and how large. As it is here: all of them, sized by the window.
struct PaneSizes {
  std::array<bool, kPanes> hidden{};
  std::array<int, kSplitters> size{};     ///< in design pixels: width or height; 0: by the window's size

  bool is_hidden(PaneName pane) const { return hidden[static_cast<std::size_t>(pane)]; }
  void hide(PaneName pane, bool hide) { hidden[static_cast<std::size_t>(pane)] = hide; }
  int of(Splitter splitter) const { return size[static_cast<std::size_t>(splitter)]; }
  /// Kept within what makes sense at all; the layout cuts it to the window.
  void resize(Splitter splitter, int pixels);
  bool operator==(const PaneSizes&) const = default;
};

/// As settings and requests write them: "code", "left".
std::string_view name_of(PaneName pane);
std::string_view name_of(Splitter splitter);
std::optional<PaneName> pane_named(std::string_view name);
std::optional<Splitter> splitter_named(std::string_view name);

/// True for those that are moved left and right.
inline bool is_upright(Splitter splitter) { return splitter == Splitter::left || splitter == Splitter::right; }

}  // namespace sockwalk
