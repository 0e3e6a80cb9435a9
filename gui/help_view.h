#pragma once

#include <imgui.h>

#include "help_page.h"
#include "scene.h"

namespace sockwalk {

/// What the view has done already of what the page was asked.
struct HelpState {
  std::uint64_t opened = 0;
  std::size_t moves = 0;
};

/// Keys and words: all commands, and the glossary of the subject. A page over the window, which the
/// wheel and the moves of `page` scroll.
void draw_help(const Scene& scene, const HelpPage& page, HelpState& state, ImVec2 window);

}  // namespace sockwalk
