#include "app.h"

namespace sockwalk {

/// What is moved is shown.
void App::move_timeline(const Request& request) {
  show_lower(LowerPane::timeline);
  TimelineWindow& window = timeline_window_;
  switch (request.command) {
    case Command::widen_turns: return window.zoom_notch(+1);
    case Command::narrow_turns: return window.zoom_notch(-1);
    case Command::usual_turns: return window.usual_zoom();
    case Command::whole_run: return window.whole();
    case Command::earlier: return window.pan_notch(-1);
    case Command::later: return window.pan_notch(+1);
    case Command::lanes_up: return window.pan_lanes(-window.extent().height / 2);
    case Command::lanes_down: return window.pan_lanes(window.extent().height / 2);
    case Command::fold_lanes: return window.fold_all(walk_->names().size());
    default: break;
  }
  ActorId actor = request.actor;
  if (actor == kNoActor) actor = selection_.selected().actor;
  if (actor == kNoActor && shown_turn_ > 0) actor = walk_->timeline().turns()[shown_turn_].actor;
  window.fold(actor < walk_->names().size() || actor == kClock ? actor : kServer);
}

}  // namespace sockwalk
