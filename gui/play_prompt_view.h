#pragma once

#include <imgui.h>

#include "play_prompt.h"
#include "scene.h"

namespace sockwalk {

/// Draws the prompt of free play over everything else, if it is open. A click on a row takes it.
void draw_play_prompt(const Scene& scene, const PlayPrompt& prompt, ImVec2 window);

}  // namespace sockwalk
