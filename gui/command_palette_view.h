#pragma once

#include <imgui.h>

#include "command_palette.h"
#include "scene.h"

namespace sockwalk {

/// The palette over everything else, while it is open: what is typed, and the commands that it may
/// mean. A click on one runs it, a click beside them closes the palette.
void draw_command_palette(const Scene& scene, const CommandPalette& palette, ImVec2 window);

}  // namespace sockwalk
