#include "command.h"

#include <array>

namespace sockwalk {
namespace {

constexpr std::array kRows{
    CommandRow{Command::step, "step", "Step", "Space",
               "Give one turn to the actor that is marked as next; during a reveal, complete it"},
    CommandRow{Command::beat, "beat", "One beat", "Shift+Space", "Reveal the turn one beat at a time"},
    CommandRow{Command::back, "back", "Back", "\xE2\x86\x90",
               "Look one turn back; nothing is undone, this is the recording"},
    CommandRow{Command::onward, "onward", "Onward", "PageDown",
               "As a clicker says it: the next stop of a lecture, else a step"},
    CommandRow{Command::backward, "backward", "Backward", "PageUp", "The stop before, else one turn back"},
    CommandRow{Command::forward, "forward", "Forward", "\xE2\x86\x92", "Look one turn forward"},
    CommandRow{Command::home, "start", "Start", "Home", "Look at the start"},
    CommandRow{Command::end, "end", "Now", "End", "Return to the last turn"},
    CommandRow{Command::restart, "restart", "Restart", "Ctrl+R",
               "Play the scenario again from its start; this run is kept under Trace"},
    CommandRow{Command::continue_from_here, "continue", "Continue from here", "",
               "Play the same turns again on the real kernel up to here, then choose freely"},
    CommandRow{Command::play_pause, "play", "Play or pause", "P", "Give turn after turn"},
    CommandRow{Command::run_to, "run-to", "Run to\xE2\x80\xA6", "R", "Play until a turn or a call"},
    CommandRow{Command::give_turn, "give-turn", "Give the turn to an actor", "1\xE2\x80\x93""9",
               "1 is the server, 2 is client 1, and so on"},
    CommandRow{Command::ask, "ask", "Ask an actor\xE2\x80\xA6", "A",
               "Have it make any call, send, close, crash, or be interrupted"},
    CommandRow{Command::add_client, "add-client", "Add a client\xE2\x80\xA6", "C",
               "One more comes onto the stage, with steps that you may change"},
    CommandRow{Command::let_time_pass, "let-time-pass", "Let time pass", "",
               "Give the Clock its turn: the first deadline of a sleeping call comes"},
    CommandRow{Command::slower, "slower", "Slower", "[", "Slow the motion down"},
    CommandRow{Command::faster, "faster", "Faster", "]", "Speed the motion up"},
    CommandRow{Command::blank, "blank", "Blank the screen", ".", "Show nothing until the next key"},
    CommandRow{Command::open_trace, "open", "Open a trace\xE2\x80\xA6", "Ctrl+O", "Look at a recording"},
    CommandRow{Command::save_trace, "save", "Save as a trace\xE2\x80\xA6", "Ctrl+S",
               "Write what has happened so far"},
    CommandRow{Command::theme, "theme", "Next theme", "T", "Dark, light or high contrast"},
    CommandRow{Command::zoom_in, "zoom-in", "Larger", "Ctrl++", "Zoom in"},
    CommandRow{Command::zoom_out, "zoom-out", "Smaller", "Ctrl+-", "Zoom out"},
    CommandRow{Command::zoom_reset, "zoom-reset", "Usual size", "Ctrl+0", "Zoom back to 100 %"},
    CommandRow{Command::presenter, "presenter", "Presenter mode", "F5",
               "Stage, one sentence and the next call, large; again to leave"},
    CommandRow{Command::ask_class, "ask-class", "Ask the class", "Q",
               "What will come of the next call? Count hands, then make it for real"},
    CommandRow{Command::spotlight, "spotlight", "Spotlight", "S",
               "Light what the mouse, or the up and down arrows, point at on the stage"},
    CommandRow{Command::scenarios, "scenarios", "Scenarios", "F2",
               "All scenarios as cards, those opened last first"},
    CommandRow{Command::tour, "tour", "Tour of the window", "", "Two minutes: what each pane is for"},
    CommandRow{Command::full_screen, "full-screen", "Full screen", "F11", "Fill the screen, or leave it"},
    CommandRow{Command::reduce_motion, "reduce-motion", "Reduce motion", "",
               "Show each turn at once, without moving marks"},
    CommandRow{Command::show_timeline, "timeline", "Timeline", "L", "A lane for each actor, a column for each turn"},
    CommandRow{Command::widen_turns, "wider-turns", "Wider turns", "+", "Zoom the timeline's time axis in (Ctrl and the wheel)"},
    CommandRow{Command::narrow_turns, "narrower-turns", "Narrower turns", "-", "Zoom the time axis out: words, letters, then bars"},
    CommandRow{Command::usual_turns, "usual-turns", "Turns as wide as usual", "0", "Zoom the time axis back"},
    CommandRow{Command::whole_run, "whole-run", "The whole run", "O", "All of it on the timeline, or as much as can be"},
    CommandRow{Command::earlier, "earlier", "Earlier", "Shift+\xE2\x86\x90", "Pan the timeline; the shown turn stays"},
    CommandRow{Command::later, "later", "Later", "Shift+\xE2\x86\x92", "Pan the timeline the other way"},
    CommandRow{Command::lanes_up, "lanes-up", "Lanes above", "Shift+\xE2\x86\x91", "Pan to the lanes above"},
    CommandRow{Command::lanes_down, "lanes-down", "Lanes below", "Shift+\xE2\x86\x93", "Pan to the lanes below"},
    CommandRow{Command::fold_lane, "fold-lane", "Fold a lane", "F",
               "The lane of the selected actor gets thin, or wide again; so does a click on its name"},
    CommandRow{Command::fold_lanes, "fold-lanes", "Fold all lanes", "", "All thin, or all wide again"},
    CommandRow{Command::show_events, "events", "Events", "E", "All calls as strace writes them"},
    CommandRow{Command::show_difference, "difference", "Difference", "D",
               "Two turns side by side: what differs between the marked one, or the one before, and this"},
    CommandRow{Command::compare_here, "compare-here", "Compare with here", "M",
               "Mark this turn, and lay those you go to beside it; again to take the mark away"},
    CommandRow{Command::filter_events, "filter-events", "Filter the events", "/",
               "Type what to look for: an actor, a call, an errno"},
    CommandRow{Command::events_form, "events-form", "Events in the other form", "W",
               "As strace writes them, or in words"},
    CommandRow{Command::show_transitions, "transitions", "Transitions", "N",
               "Every row of the state machine's table for the selected socket, and what is possible now"},
    CommandRow{Command::sort_handles, "sort-handles", "Sort client handles", "H",
               "By the next column of the table; a click on a column's head sorts by that one"},
    CommandRow{Command::show_agreement, "agreement", "Model and kernel", "K",
               "Compare the picture with the kernel's answer"},
    CommandRow{Command::toggle_code, "pane-code", "Code walk", "", "Hide this pane, or show it"},
    CommandRow{Command::toggle_explanation, "pane-explanation", "What happens here", "",
               "Hide this pane, or show it"},
    CommandRow{Command::toggle_handles, "pane-handles", "Client handles", "", "Hide this pane, or show it"},
    CommandRow{Command::toggle_states, "pane-states", "State machines", "", "Hide this pane, or show it"},
    CommandRow{Command::toggle_lower, "pane-lower", "Lower pane", "",
               "Hide the pane with the timeline and the other tables, or show it"},
    CommandRow{Command::resize_panes, "resize-panes", "Resize panes", "Z",
               "With the arrows, Tab for the next edge, Enter to end; the mouse drags the edges"},
    CommandRow{Command::reset_panes, "reset-panes", "Reset panes", "", "All of them, in their usual sizes"},
    CommandRow{Command::command_palette, "palette", "Command palette", "Ctrl+K",
               "Type what you want: every command of this list"},
    CommandRow{Command::help, "help", "Keys and words", "F1", "This page"},
    CommandRow{Command::dismiss, "dismiss", "Close", "Esc", "Close this page or the notice, select nothing, leave presenter mode"},
    CommandRow{Command::quit, "quit", "Quit", "Ctrl+Q", "End the run and leave"},
};

constexpr CommandRow kNone{Command::none, "", "", "", ""};

}  // namespace

std::span<const CommandRow> all_commands() { return kRows; }

bool must_ask(const Request& request) {
  switch (request.command) {
    case Command::open_trace:
    case Command::save_trace: return request.text.empty();
    case Command::run_to: return request.text.empty() && request.number == 0;
    default: return false;
  }
}

bool moves_on(Command command) {
  switch (command) {
    case Command::back:
    case Command::forward:
    case Command::home:
    case Command::end:
    case Command::seek_turn:
    case Command::restart:
    case Command::continue_from_here:
    case Command::play_pause:
    case Command::run_to:
    case Command::give_turn:
    case Command::ask:
    case Command::add_client:
    case Command::let_time_pass:
    case Command::play:
    case Command::take_offer:
    case Command::open_scenario:
    case Command::open_trace:
    case Command::show_past: return true;
    default: return false;
  }
}

const CommandRow& row_of(Command command) {
  for (const CommandRow& row : kRows) {
    if (row.command == command) return row;
  }
  return kNone;
}

}  // namespace sockwalk
