#pragma once

#include <imgui.h>

#include "app.h"
#include "difference_view.h"
#include "events_view.h"
#include "help_view.h"
#include "pane.h"
#include "scene.h"
#include "timeline_view.h"
#include "toolbar.h"

namespace sockwalk {

/// Where everything stands in a window of a given size, in pixels. Below the least size that the
/// panes need, `size` is larger than the window and the window scrolls.
struct FrameLayout {
  ImVec2 size;
  Area toolbar;
  Area code;
  Area explanation;
  Area stage;
  Area handles;
  Area states;
  Area lower;
};
FrameLayout lay_out_frame(ImVec2 window, float scale);

/// What the window keeps between frames that is no state of the run.
struct FrameState {
  ToolbarState toolbar;
  EventsState events;
  DifferenceState difference;
  TimelineState timeline;
  HelpState help;
  bool busy = false;  ///< a view has more to do in the next frame
};

/// Draws the whole window from `scene` into ImGui's current frame. What a person asks for is added
/// to scene.requests, for App::perform() after the frame.
void draw_frame(const Scene& scene, App& app, FrameState& state, ImVec2 window);

}  // namespace sockwalk
