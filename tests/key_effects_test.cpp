#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "app.h"
#include "keys.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

/// One command of the table: the stroke that gives it on the stage, none for those that have no key, and what it
/// changes at the live end and while one looks back. Written as the names of observed(), in any order.
struct Row {
  Command command;
  KeyPress press;
  const char* live;
  const char* past;
  bool widgets = true;  ///< the stroke means the same while a widget has the keyboard
  bool typing = false;  ///< and in a text field
};

constexpr bool kStageOnly = false;

KeyPress key(Key which, bool shift = false) { return {.key = which, .shift = shift}; }
KeyPress letter(char32_t character) { return {.character = character}; }
KeyPress control(char32_t character) { return {.control = true, .character = character}; }

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows{
      {Command::step, key(Key::space), "turn last", "turn", kStageOnly},
      {Command::beat, key(Key::space, true), "turn last", "turn", kStageOnly},
      {Command::back, key(Key::left), "turn place", "turn", kStageOnly},
      {Command::forward, key(Key::right), "", "turn", kStageOnly},
      {Command::home, key(Key::home), "turn place", "turn", kStageOnly},
      {Command::end, key(Key::end), "", "turn place", kStageOnly},
      {Command::onward, key(Key::page_down), "turn last", "turn"},
      {Command::backward, key(Key::page_up), "turn place", "turn"},
      {Command::restart, control('r'), "turn last past", "turn last place past"},
      {Command::continue_from_here, {}, "past", "last place past"},
      {Command::play_pause, letter('p'), "turn last playing", "turn playing"},
      {Command::run_to, letter('r'), "asks", "asks"},
      {Command::give_turn, letter('2'), "turn last", "notice"},
      {Command::ask, letter('a'), "prompt", "prompt"},
      {Command::add_client, letter('c'), "prompt", "prompt"},
      {Command::let_time_pass, {}, "notice", "notice"},
      {Command::slower, letter('['), "speed", "speed"},
      {Command::faster, letter(']'), "speed", "speed"},
      {Command::blank, letter('.'), "blank", "blank"},
      {Command::open_trace, control('o'), "asks", "asks"},
      {Command::save_trace, control('s'), "asks", "asks"},
      {Command::theme, letter('t'), "theme", "theme"},
      {Command::zoom_in, control('+'), "zoom", "zoom"},
      {Command::zoom_out, control('-'), "zoom", "zoom"},
      {Command::zoom_reset, control('0'), "", ""},
      {Command::presenter, key(Key::f5), "presenter", "presenter", true, true},
      {Command::ask_class, letter('q'), "question", "question"},
      {Command::spotlight, letter('s'), "spotlight", "spotlight"},
      {Command::scenarios, key(Key::f2), "picker", "picker", true, true},
      {Command::tour, {}, "tour", "tour"},
      {Command::full_screen, key(Key::f11), "full", "full", true, true},
      {Command::reduce_motion, {}, "motion", "motion"},
      {Command::show_timeline, letter('l'), "", ""},
      {Command::show_events, letter('e'), "pane", "pane"},
      {Command::show_difference, letter('d'), "pane", "pane"},
      {Command::show_transitions, letter('n'), "pane", "pane"},
      {Command::filter_events, letter('/'), "pane filter", "pane filter"},
      {Command::events_form, letter('w'), "pane", "pane"},
      {Command::widen_turns, letter('+'), "window", "window"},
      {Command::narrow_turns, letter('-'), "window", "window"},
      {Command::usual_turns, letter('0'), "", ""},
      {Command::whole_run, letter('o'), "window", "window"},
      {Command::earlier, key(Key::left, true), "window", "window", kStageOnly},
      {Command::later, key(Key::right, true), "window", "window", kStageOnly},
      {Command::lanes_up, key(Key::up, true), "window", "window", kStageOnly},
      {Command::lanes_down, key(Key::down, true), "window", "window", kStageOnly},
      {Command::fold_lane, letter('f'), "window", "window"},
      {Command::fold_lanes, {}, "window", "window"},
      {Command::show_agreement, letter('k'), "pane", "pane"},
      {Command::compare_here, letter('m'), "pane mark", "pane mark"},
      {Command::sort_handles, letter('h'), "sort", "sort"},
      {Command::toggle_code, {}, "panes", "panes"},
      {Command::toggle_explanation, {}, "panes", "panes"},
      {Command::toggle_handles, {}, "panes", "panes"},
      {Command::toggle_states, {}, "panes", "panes"},
      {Command::toggle_lower, {}, "panes", "panes"},
      {Command::resize_panes, letter('z'), "resizing", "resizing"},
      {Command::reset_panes, {}, "", ""},
      {Command::command_palette, control('k'), "palette", "palette"},
      {Command::help, key(Key::f1), "help", "help", true, true},
      {Command::dismiss, key(Key::escape), "", "", true, true},
      {Command::quit, control('q'), "quitting", "quitting"},
  };
  return kRows;
}

using Facts = std::vector<std::pair<std::string, std::string>>;

/// Everything that a command may change, by name.
Facts observed(ShownApp& shown) {
  App& app = shown.app;
  const Settings& settings = app.settings();
  std::string hidden;
  for (const bool one : settings.panes.hidden) hidden += one ? '1' : '0';
  static const Fonts kNone;
  const Scene scene = app.scene(palette_for(settings), kNone, 1.0F, shown.now);
  const TimelineWindow& window = app.timeline_window();
  const auto put = [](auto value) { return fmt::format("{}", value); };
  return {{"turn", put(app.walk().turn())},
          {"last", put(app.walk().last_turn())},
          {"place", put(app.walk().live() && app.walk().at_end())},
          {"past", put(app.walk().past().size())},
          {"playing", put(app.playing())},
          {"prompt", put(app.play_prompt().is_open())},
          {"notice", app.notice()},
          {"speed", put(app.speed())},
          {"blank", put(settings.blank)},
          {"theme", put(static_cast<int>(settings.theme))},
          {"zoom", put(settings.zoom)},
          {"presenter", put(settings.presenter)},
          {"question", put(app.question().is_shown())},
          {"spotlight", put(scene.spotlight.on)},
          {"picker", put(app.scenario_picker().is_open())},
          {"tour", put(app.tour().is_on())},
          {"full", put(app.take_full_screen_wish())},
          {"motion", put(settings.reduced_motion)},
          {"pane", put(static_cast<int>(app.lower_pane()))},
          {"mark", put(scene.marked_turn.value_or(999))},
          {"window", fmt::format("{} {} {} {}", window.column(), window.left(), window.top(), window.folded().size())},
          {"filter", put(app.filter().is_typing())},
          {"sort", put(static_cast<int>(app.handle_sort().column))},
          {"panes", hidden},
          {"resizing", put(app.pane_resizing().is_on())},
          {"palette", put(app.command_palette().is_open())},
          {"help", put(app.help_open())},
          {"quitting", put(app.quitting())}};
}

std::set<std::string> names_in(const std::string& list) {
  std::istringstream stream(list);
  return {std::istream_iterator<std::string>(stream), {}};
}

/// A run of five turns: at its live end, or looking back at the third.
struct Situation {
  explicit Situation(bool past) {
    for (int i = 0; i < 5; ++i) {
      shown.step();
      shown.perform(Command::step);
    }
    if (past) shown.seek(3);
    TimelineWindow& window = shown.app.timeline_window();
    window.set_extent({6, 200, 300, 100});
    window.centre(3);
    window.pan_lanes(100);
  }
  ShownApp shown{"one-client"};
};

/// What `request` has changed in it, by name.
std::set<std::string> changed_by(const Request& request, bool past) {
  if (must_ask(request)) return {"asks"};
  Situation now(past);
  const Facts before = observed(now.shown);
  now.shown.app.perform(request, now.shown.now);
  now.shown.wait();
  const Facts after = observed(now.shown);
  std::set<std::string> changed;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].second != after[i].second) changed.insert(before[i].first);
  }
  return changed;
}

std::string in_words(const std::set<std::string>& names) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : " ") + name;
  return words;
}

}  // namespace

TEST_SUITE_BEGIN("key_effects");

TEST_CASE("every command of the table stands here, with the key that it names there") {
  for (const CommandRow& command : all_commands()) {
    CAPTURE(command.id);
    const auto row = std::ranges::find(rows(), command.command, &Row::command);
    REQUIRE(row != rows().end());
    CHECK(command.keys.empty() == (row->press == KeyPress{}));
  }
  CHECK(rows().size() == all_commands().size());
}

TEST_CASE("a key asks for its command on the stage; among widgets and in a text field for that, or for nothing") {
  for (const Row& row : rows()) {
    if (row.press == KeyPress{}) continue;
    CAPTURE(row_of(row.command).id);
    const auto asked = [&](KeyFocus focus) {
      const auto request = request_of(row.press, focus);
      return request ? request->command : Command::none;
    };
    CHECK(asked(KeyFocus::stage) == row.command);
    CHECK(asked(KeyFocus::widgets) == (row.widgets ? row.command : Command::none));
    CHECK(asked(KeyFocus::typing) == (row.typing ? row.command : Command::none));
  }
}

TEST_CASE("what each does at the live end, and what while one looks back, whatever has the keyboard") {
  for (const Row& row : rows()) {
    CAPTURE(row_of(row.command).id);
    for (const bool past : {false, true}) {
      CAPTURE(past);
      const std::string expected = in_words(names_in(past ? row.past : row.live));
      std::set<Command> tried;
      for (const KeyFocus focus : {KeyFocus::stage, KeyFocus::widgets, KeyFocus::typing}) {
        std::optional<Request> request = Request{row.command, kNoActor, 0, {}};
        if (row.press != KeyPress{}) request = request_of(row.press, focus);
        // What asks for the same does the same: once is enough.
        if (!request || !tried.insert(request->command).second) continue;
        CHECK(in_words(changed_by(*request, past)) == expected);
      }
    }
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
