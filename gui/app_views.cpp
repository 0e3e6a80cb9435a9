#include "app.h"

namespace sockwalk {

void App::show_lower(LowerPane pane) {
  lower_pane_ = pane;
  settings_.panes.hide(PaneName::lower, false);
}

void App::compare_here() {
  show_lower(LowerPane::difference);
  const bool again = marked_turn_ == shown_turn_ && marked_generation_ == walk_->generation();
  marked_turn_ = again ? std::nullopt : std::optional(shown_turn_);
  marked_generation_ = walk_->generation();
}

/// The turns up to here are played again as they were: a mark on one of them still means it.
void App::continue_from_here() {
  const bool keep = marked_turn_ && *marked_turn_ <= shown_turn_ && marked_generation_ == walk_->generation();
  say_notice(walk_->continue_from_here());
  if (keep) marked_generation_ = walk_->generation();
}

void App::sort_handles(std::uint64_t column) {
  const std::size_t next = (static_cast<std::size_t>(handle_sort_.column) + 1) % kHandleColumns;
  if (column > kHandleColumns) return;
  if (column == 0) handle_sort_ = {static_cast<HandleColumn>(next), false};
  else handle_sort_.choose(static_cast<HandleColumn>(column - 1));
}

/// Presenter mode has none of them: what is asked for there waits until one is back.
void App::arrange_panes(const Request& request) {
  PaneSizes& panes = settings_.panes;
  const auto toggle = [&](PaneName pane) {
    panes.hide(pane, !panes.is_hidden(pane));
    pane_resizing_.end();
  };
  switch (request.command) {
    case Command::toggle_code: toggle(PaneName::code); break;
    case Command::toggle_explanation: toggle(PaneName::explanation); break;
    case Command::toggle_handles: toggle(PaneName::handles); break;
    case Command::toggle_states: toggle(PaneName::states); break;
    case Command::toggle_lower: toggle(PaneName::lower); break;
    case Command::resize_panes:
      if (pane_resizing_.is_on() || settings_.presenter) pane_resizing_.end();
      else pane_resizing_.begin(panes);
      break;
    case Command::resize_pane:
      if (const auto splitter = splitter_named(request.text); splitter && request.number <= std::uint64_t{kMostPane}) {
        panes.resize(*splitter, static_cast<int>(request.number));
      }
      break;
    case Command::reset_panes: panes = {}; break;
    default: break;
  }
}

}  // namespace sockwalk
