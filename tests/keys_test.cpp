#include "keys.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

constexpr Command kNo = Command::none;

/// What a stroke asks for on the stage, among widgets, and in a text field.
struct Row {
  const char* name;
  KeyPress press;
  Command stage;
  Command widgets;
  Command typing;
};

KeyPress key(Key which, bool shift = false) { return {.key = which, .shift = shift}; }
KeyPress letter(char32_t character) { return {.character = character}; }
KeyPress control(char32_t character) { return {.control = true, .character = character}; }
KeyPress held(KeyPress press) {
  press.repeated = true;
  return press;
}

const std::vector<Row> kRows{
    {"Space", key(Key::space), Command::step, kNo, kNo},
    {"Shift+Space", key(Key::space, true), Command::beat, kNo, kNo},
    {"←", key(Key::left), Command::back, kNo, kNo},
    {"→", key(Key::right), Command::forward, kNo, kNo},
    {"Home", key(Key::home), Command::home, kNo, kNo},
    {"End", key(Key::end), Command::end, kNo, kNo},
    {"PageDown", key(Key::page_down), Command::onward, Command::onward, kNo},
    {"PageUp", key(Key::page_up), Command::backward, Command::backward, kNo},
    {"Ctrl+R", control('r'), Command::restart, Command::restart, kNo},
    {"Ctrl+O", control('o'), Command::open_trace, Command::open_trace, kNo},
    {"Ctrl+S", control('s'), Command::save_trace, Command::save_trace, kNo},
    {"Ctrl+K", control('k'), Command::command_palette, Command::command_palette, kNo},
    {"Ctrl+Q", control('q'), Command::quit, Command::quit, kNo},
    {"Ctrl++", control('+'), Command::zoom_in, Command::zoom_in, kNo},
    {"Ctrl+=", control('='), Command::zoom_in, Command::zoom_in, kNo},
    {"Ctrl+-", control('-'), Command::zoom_out, Command::zoom_out, kNo},
    {"Ctrl+0", control('0'), Command::zoom_reset, Command::zoom_reset, kNo},
    {"P", letter('P'), Command::play_pause, Command::play_pause, kNo},
    {"R", letter('r'), Command::run_to, Command::run_to, kNo},
    {"A", letter('a'), Command::ask, Command::ask, kNo},
    {"C", letter('C'), Command::add_client, Command::add_client, kNo},
    {"T", letter('t'), Command::theme, Command::theme, kNo},
    {"L", letter('l'), Command::show_timeline, Command::show_timeline, kNo},
    {"E", letter('e'), Command::show_events, Command::show_events, kNo},
    {"D", letter('d'), Command::show_difference, Command::show_difference, kNo},
    {"M", letter('M'), Command::compare_here, Command::compare_here, kNo},
    {"N", letter('n'), Command::show_transitions, Command::show_transitions, kNo},
    {"H", letter('H'), Command::sort_handles, Command::sort_handles, kNo},
    {"Z", letter('z'), Command::resize_panes, Command::resize_panes, kNo},
    {"K", letter('k'), Command::show_agreement, Command::show_agreement, kNo},
    {"[", letter('['), Command::slower, Command::slower, kNo},
    {"]", letter(']'), Command::faster, Command::faster, kNo},
    {".", letter('.'), Command::blank, Command::blank, kNo},
    {"B", letter('b'), Command::blank, Command::blank, kNo},
    {"S", letter('s'), Command::spotlight, Command::spotlight, kNo},
    {"↑", key(Key::up), Command::point_previous, kNo, kNo},
    {"↓", key(Key::down), Command::point_next, kNo, kNo},
    {"F2", key(Key::f2), Command::scenarios, Command::scenarios, Command::scenarios},
    {"Q", letter('q'), Command::ask_class, Command::ask_class, kNo},
    {"1–9", letter('1'), Command::give_turn, Command::give_turn, kNo},
    {"9", letter('9'), Command::give_turn, Command::give_turn, kNo},
    {"F1", key(Key::f1), Command::help, Command::help, Command::help},
    {"F5", key(Key::f5), Command::presenter, Command::presenter, Command::presenter},
    {"F11", key(Key::f11), Command::full_screen, Command::full_screen, Command::full_screen},
    {"Esc", key(Key::escape), Command::dismiss, Command::dismiss, Command::dismiss},
    {"Enter", key(Key::enter), kNo, kNo, kNo},
    {"Tab", key(Key::tab), kNo, kNo, kNo},
    {"+", letter('+'), Command::widen_turns, Command::widen_turns, kNo},
    {"=", letter('='), Command::widen_turns, Command::widen_turns, kNo},
    {"-", letter('-'), Command::narrow_turns, Command::narrow_turns, kNo},
    {"0", letter('0'), Command::usual_turns, Command::usual_turns, kNo},
    {"O", letter('o'), Command::whole_run, Command::whole_run, kNo},
    {"/", letter('/'), Command::filter_events, Command::filter_events, kNo},
    {"W", letter('w'), Command::events_form, Command::events_form, kNo},
    {"F", letter('F'), Command::fold_lane, Command::fold_lane, kNo},
    {"Shift+←", key(Key::left, true), Command::earlier, kNo, kNo},
    {"Shift+→", key(Key::right, true), Command::later, kNo, kNo},
    {"Shift+↑", key(Key::up, true), Command::lanes_up, kNo, kNo},
    {"Shift+↓", key(Key::down, true), Command::lanes_down, kNo, kNo},
    {"Shift+← held down", held(key(Key::left, true)), Command::earlier, kNo, kNo},
    {"+ held down", held(letter('+')), Command::widen_turns, Command::widen_turns, kNo},
    {"ß", letter(0xDF), kNo, kNo, kNo},
    {"Space held down", held(key(Key::space)), kNo, kNo, kNo},
    {"PageDown held down", held(key(Key::page_down)), kNo, kNo, kNo},
    {"P held down", held(letter('p')), kNo, kNo, kNo},
    {"← held down", held(key(Key::left)), Command::back, kNo, kNo},
};

Command asked(const KeyPress& press, KeyFocus focus) {
  const auto request = request_of(press, focus);
  return request ? request->command : Command::none;
}

}  // namespace

TEST_SUITE_BEGIN("keys");

TEST_CASE("every key asks for its command, by what has the keyboard") {
  for (const Row& row : kRows) {
    CAPTURE(row.name);
    CHECK(asked(row.press, KeyFocus::stage) == row.stage);
    CHECK(asked(row.press, KeyFocus::widgets) == row.widgets);
    CHECK(asked(row.press, KeyFocus::typing) == row.typing);
  }
}

TEST_CASE("the keys that help names are those that work") {
  for (const CommandRow& row : all_commands()) {
    if (row.keys.empty()) continue;
    CAPTURE(row.keys);
    const auto found = std::ranges::find_if(kRows, [&](const Row& one) { return one.name == row.keys; });
    REQUIRE(found != kRows.end());
    CHECK(found->stage == row.command);
  }
}

TEST_CASE("a digit gives the turn to that actor") {
  CHECK(request_of(letter('1'), KeyFocus::stage)->actor == kServer);
  CHECK(request_of(letter('3'), KeyFocus::stage)->actor == 2);
}

TEST_CASE("Ctrl and + − 0 zoom from 75 to 200 per cent") {
  ShownApp shown("one-client");
  const auto zoom_after = [&](char32_t character) {
    shown.app.perform(*request_of(control(character), KeyFocus::stage), shown.now);
    return shown.app.settings().zoom;
  };
  for (const int zoom : {125, 150, 175, 200, 200}) CHECK(zoom_after('+') == zoom);
  CHECK(zoom_after('0') == 100);
  for (const int zoom : {75, 75}) CHECK(zoom_after('-') == zoom);
  CHECK(zoom_after('=') == 100);
}

TEST_SUITE_END();

}  // namespace sockwalk
