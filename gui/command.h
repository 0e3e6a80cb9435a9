#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "event/ids.h"

namespace sockwalk {

/// Everything a person can ask of the window. One table feeds menu, keys, toolbar and help.
enum class Command : std::uint8_t {
  none,
  step,               ///< the next actor's turn, or forward in a recording; completes a reveal first
  beat,               ///< one beat of the reveal
  onward,             ///< a clicker: the next stop of a lecture, else a step
  backward,           ///< likewise
  back,
  forward,
  home,
  end,
  restart,
  continue_from_here,
  play_pause,
  run_to,             ///< `number`: play until that turn
  give_turn,          ///< `actor`
  ask,                ///< free play: opens its prompt for `actor`, or with `text` in it
  add_client,         ///< the same, with a client's steps in it
  let_time_pass,      ///< a turn of the Clock
  play,               ///< free play: `text`
  take_offer,         ///< `number`: the row of the prompt
  seek_turn,          ///< `number`
  slower,
  faster,
  blank,
  open_scenario,      ///< `text`: its name
  open_trace,         ///< `text`: path; empty: ask
  save_trace,         ///< `text`: path; empty: ask
  theme,
  zoom_in,
  zoom_out,
  zoom_reset,
  full_screen,
  presenter,          ///< presenter mode, there and back
  reduce_motion,
  widen_turns,        ///< the time axis of the timeline
  narrow_turns,
  usual_turns,
  whole_run,
  earlier,            ///< pans it
  later,
  lanes_up,
  lanes_down,
  fold_lane,          ///< `actor`; kNoActor: the selected one, else who has moved. Or unfolds it
  fold_lanes,         ///< all, or unfolds all
  show_timeline,      ///< the lowest pane: timeline, events, or the kernel's answer
  show_events,
  show_difference,
  filter_events,      ///< shows them, and awaits the words to look for
  events_form,        ///< as strace(1) writes them, or as sentences
  show_transitions,   ///< the table behind the picture of the state machines
  show_agreement,
  compare_here,       ///< marks the shown turn, to lay others beside it; again: takes the mark away
  sort_handles,       ///< `number`: by that column, from 1; again: the other way; 0: by the next column
  toggle_code,        ///< the panes around the stage: hidden, and shown again
  toggle_explanation,
  toggle_handles,
  toggle_states,
  toggle_lower,
  resize_panes,       ///< with the keyboard; again: enough
  resize_pane,        ///< `text`: a gap's name, `number`: the size that it sets, in design pixels
  reset_panes,        ///< all of them, sized by the window
  show_past,          ///< `number`: a recording that a restart has left behind
  command_palette,
  ask_class,          ///< what will come of the next call; `text`: the question, empty: the usual one
  spotlight,          ///< on what is pointed at, and off
  point_previous,     ///< the spotlight, by keyboard
  point_next,
  scenarios,          ///< the picker with cards
  tour,               ///< of the window
  choose_answer,      ///< `number`: the alternative whose hands are counted
  help,
  dismiss,            ///< close the help, the notice and the selection
  quit,
};

/// A command with what it is about.
struct Request {
  Command command = Command::none;
  ActorId actor = kNoActor;
  std::uint64_t number = 0;
  std::string text;
};

/// How a command is called, which keys give it and what it does: a row of the one table.
struct CommandRow {
  Command command;
  std::string_view id;     ///< "step"
  std::string_view title;  ///< "Step"
  std::string_view keys;   ///< as people read them: "Space", "Ctrl+R"; empty: none
  std::string_view what;   ///< one sentence
};

/// True for a request that wants something typed first: a path, or where to stop.
bool must_ask(const Request& request);

/// True for what takes the playhead or the run elsewhere, and with it a question or a journey to the next
/// stop of a lecture.
bool moves_on(Command command);

/// All commands, in the order of help.
std::span<const CommandRow> all_commands();
const CommandRow& row_of(Command command);

}  // namespace sockwalk
