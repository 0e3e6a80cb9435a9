#pragma once

#include "toolbar.h"

namespace sockwalk {

/// The menus of the toolbar, from `area.min.x` on. Returns the x behind them.
float draw_menus(const Scene& scene, const App& app, ToolbarState& state, const Area& area);

/// The small windows that menus and keys open: run to, open a trace, save a trace.
void draw_menu_windows(const Scene& scene, ToolbarState& state);

}  // namespace sockwalk
