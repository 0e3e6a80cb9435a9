#pragma once

#include <imgui.h>

#include <string_view>

#include "pane.h"
#include "scene.h"
#include "typed_line.h"

namespace sockwalk {

/// Draws a line that is typed into, with a caret that does not blink: nothing moves at rest. What is
/// longer than `area` is moved so that the caret is seen. `prompt` stands there while it is empty. Without a caret while nobody types.
void draw_typed_line(const Scene& scene, const TypedLine& line, std::string_view prompt, ImFont* font,
                     const Area& area, bool caret = true);

}  // namespace sockwalk
