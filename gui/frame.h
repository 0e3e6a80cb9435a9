#pragma once

#include <imgui.h>

#include "app.h"
#include "code_view.h"
#include "difference_view.h"
#include "events_view.h"
#include "frame_layout.h"
#include "handles_view.h"
#include "help_view.h"
#include "kept_pane.h"
#include "pane.h"
#include "scene.h"
#include "stage_state.h"
#include "timeline_view.h"
#include "toolbar.h"
#include "transitions_view.h"

namespace sockwalk {

/// What the window keeps between frames that is no state of the run.
struct FrameState {
  CodeState code;
  StageState stage;
  ToolbarState toolbar;
  EventsState events;
  DifferenceState difference;
  TimelineState timeline;
  StatesState states;
  HandlesState handles;
  HelpState help;
  KeptPane code_pane{"code", Scrolling::none, "lines"};
  KeptPane explanation_pane{"explanation", Scrolling::vertical};
  KeptPane stage_pane{"stage", Scrolling::both};
  KeptPane handles_pane{"handles", Scrolling::vertical};
  KeptPane states_pane{"states"};
  KeptPane timeline_pane{"timeline"};
  bool busy = false;  ///< a view has more to do in the next frame
};

/// Draws the whole window from `scene` into ImGui's current frame. What a person asks for is added
/// to scene.requests, for App::perform() after the frame.
void draw_frame(const Scene& scene, App& app, FrameState& state, ImVec2 window);

}  // namespace sockwalk
