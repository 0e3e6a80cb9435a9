#pragma once

#include <imgui.h>

#include "scene.h"

namespace sockwalk {

/// Keys and words: all commands, and the glossary of the subject. A page over the window.
void draw_help(const Scene& scene, ImVec2 window);

}  // namespace sockwalk
