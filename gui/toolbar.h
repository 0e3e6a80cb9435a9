#pragma once

#include <array>
#include <string>
#include <vector>

#include "app.h"
#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What the toolbar keeps between frames: the text that is being typed into its small windows.
struct ToolbarState {
  std::array<char, 512> path{};     ///< of a trace to open or to save
  int run_to_turn = 1;
  Command asked = Command::none;    ///< a small window to open in the next frame
  std::vector<std::pair<std::string, std::string>> scenarios;  ///< name, title; read once
};

inline constexpr float kToolbarHeight = 44.0F;

/// The toolbar: menus, start, back, the step that names the next call, play, run to, speed; at its
/// right end whether the kernel agrees, and whether this is live or recorded.
void draw_toolbar(const Scene& scene, const App& app, ToolbarState& state, const Area& area);

/// "Server accept(3)": who moves next and with which call; empty when nobody can.
std::string next_in_words(const Scene& scene);

}  // namespace sockwalk
