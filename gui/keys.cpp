#include "keys.h"

namespace sockwalk {
namespace {

std::optional<Request> plain(Command command) { return Request{command, kNoActor, 0, {}}; }

std::optional<Request> with_control(const KeyPress& press) {
  switch (press.character) {
    case 'r': return plain(Command::restart);
    case 'o': return plain(Command::open_trace);
    case 's': return plain(Command::save_trace);
    case 'q': return plain(Command::quit);
    case 'k': return plain(Command::command_palette);
    case '+':
    case '=': return plain(Command::zoom_in);
    case '-': return plain(Command::zoom_out);
    case '0': return plain(Command::zoom_reset);
    default: return {};
  }
}

std::optional<Request> of_character(char32_t character) {
  if (character >= '1' && character <= '9') {
    return Request{Command::give_turn, static_cast<ActorId>(character - '1'), 0, {}};
  }
  switch (character) {
    case 'p':
    case 'P': return plain(Command::play_pause);
    case 'r':
    case 'R': return plain(Command::run_to);
    case 'a':
    case 'A': return plain(Command::ask);
    case 'c':
    case 'C': return plain(Command::add_client);
    case 't':
    case 'T': return plain(Command::theme);
    case 'l':
    case 'L': return plain(Command::show_timeline);
    case 'e':
    case 'E': return plain(Command::show_events);
    case 'd':
    case 'D': return plain(Command::show_difference);
    case 'm':
    case 'M': return plain(Command::compare_here);
    case 'n':
    case 'N': return plain(Command::show_transitions);
    case 'h':
    case 'H': return plain(Command::sort_handles);
    case 'z':
    case 'Z': return plain(Command::resize_panes);
    case 'k':
    case 'K': return plain(Command::show_agreement);
    case '+':
    case '=': return plain(Command::widen_turns);
    case '-': return plain(Command::narrow_turns);
    case '0': return plain(Command::usual_turns);
    case 'o':
    case 'O': return plain(Command::whole_run);
    case 'f':
    case 'F': return plain(Command::fold_lane);
    case '/': return plain(Command::filter_events);
    case 'w':
    case 'W': return plain(Command::events_form);
    case '[': return plain(Command::slower);
    case ']': return plain(Command::faster);
    case 's':
    case 'S': return plain(Command::spotlight);
    case 'q':
    case 'Q': return plain(Command::ask_class);
    case 'b':
    case 'B':
    case '.': return plain(Command::blank);
    default: return {};
  }
}

/// Keys that move among widgets while those have the focus.
std::optional<Request> of_stage(const KeyPress& press) {
  switch (press.key) {
    case Key::space: return plain(press.shift ? Command::beat : Command::step);
    case Key::left: return plain(press.shift ? Command::earlier : Command::back);
    case Key::right: return plain(press.shift ? Command::later : Command::forward);
    case Key::up: return plain(press.shift ? Command::lanes_up : Command::point_previous);
    case Key::down: return plain(press.shift ? Command::lanes_down : Command::point_next);
    case Key::home: return plain(Command::home);
    case Key::end: return plain(Command::end);
    default: return {};
  }
}

}  // namespace

std::optional<Request> request_of(const KeyPress& press, KeyFocus focus) {
  if (press.key == Key::escape) return plain(Command::dismiss);
  if (press.key == Key::f1) return plain(Command::help);
  if (press.key == Key::f2) return plain(Command::scenarios);
  if (press.key == Key::f5) return plain(Command::presenter);
  if (press.key == Key::f11) return plain(Command::full_screen);
  if (focus == KeyFocus::typing) return {};
  // Holding a key down must not run through the scenario; looking through a recording may.
  const bool looking = press.key == Key::left || press.key == Key::right ||
                       (press.shift && (press.key == Key::up || press.key == Key::down)) ||
                       press.character == '+' || press.character == '-' || press.character == '=';
  if (press.repeated && !looking) return {};
  if (press.control) return with_control(press);
  if (press.alt) return {};
  if (press.key == Key::page_down) return plain(Command::onward);
  if (press.key == Key::page_up) return plain(Command::backward);
  if (focus == KeyFocus::stage) {
    if (const auto request = of_stage(press)) return request;
  }
  return of_character(press.character);
}

}  // namespace sockwalk
