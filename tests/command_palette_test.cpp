#include "command_palette.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"

namespace sockwalk {
namespace {

void type(CommandPalette& palette, std::u32string_view text) {
  for (const char32_t character : text) {
    CHECK_FALSE(palette.press({.key = character == U' ' ? Key::space : Key::none, .character = character}));
  }
}

Command best(std::string_view words) {
  const auto found = commands_matching(words);
  return found.empty() ? Command::none : found.front()->command;
}

}  // namespace

TEST_SUITE_BEGIN("command_palette");

TEST_CASE("without words every command is offered that needs nothing more") {
  CHECK(commands_matching("").size() == all_commands().size() - 3);
  for (const CommandRow* row : commands_matching("")) CHECK(row->command != Command::give_turn);
}

TEST_CASE("each command is found by its title, and comes first") {
  for (const CommandRow* row : commands_matching("")) {
    CAPTURE(row->title);
    CHECK(best(row->title) == row->command);
  }
}

TEST_CASE("words are found in any order and case, in title, name, key and sentence") {
  CHECK(best("PRES") == Command::presenter);
  CHECK(best("trace save") == Command::save_trace);
  CHECK(best("f11") == Command::full_screen);
  CHECK(best("strace") == Command::show_events);
  CHECK(best("zoom-in") == Command::zoom_in);
  CHECK(commands_matching("xyzzy").empty());
  CHECK(commands_matching("play xyzzy").empty());
}

TEST_CASE("it filters while one types, and Enter runs the chosen one") {
  CommandPalette palette;
  palette.open();
  type(palette, U"the");
  const std::size_t some = palette.matches().size();
  type(palette, U"me");
  CHECK(palette.typed().text() == "theme");
  CHECK(palette.matches().size() < some);
  CHECK(palette.matches().front()->command == Command::theme);
  const auto chosen = palette.press({.key = Key::enter});
  REQUIRE(chosen);
  CHECK(chosen->command == Command::theme);
  CHECK_FALSE(palette.is_open());
}

TEST_CASE("arrows choose within the list, letters return to the first") {
  CommandPalette palette;
  palette.open();
  palette.press({.key = Key::up});
  CHECK(palette.chosen() == 0);
  palette.press({.key = Key::down});
  palette.press({.key = Key::down});
  CHECK(palette.chosen() == 2);
  palette.press({.key = Key::end});
  CHECK(palette.chosen() == palette.matches().size() - 1);
  palette.press({.key = Key::page_down});
  CHECK(palette.chosen() == palette.matches().size() - 1);
  const Command last = palette.matches().back()->command;
  CHECK(palette.press({.key = Key::enter})->command == last);
  palette.open();
  palette.press({.key = Key::down});
  type(palette, U"z");
  CHECK(palette.chosen() == 0);
}

TEST_CASE("whole characters are taken back, and nothing runs where nothing matches") {
  CommandPalette palette;
  palette.open();
  type(palette, U"é€𝄞");
  CHECK(palette.typed().text() == "é€𝄞");
  CHECK_FALSE(palette.press({.key = Key::enter}));
  CHECK(palette.is_open());
  palette.press({.key = Key::backspace});
  CHECK(palette.typed().text() == "é€");
  for (int i = 0; i < 5; ++i) palette.press({.key = Key::backspace});
  CHECK(palette.typed().text().empty());
  CHECK(palette.matches().size() == commands_matching("").size());
}

TEST_CASE("what is no character, or too much, is not typed") {
  CommandPalette palette;
  palette.open();
  for (const char32_t character : {U'\0', U'\7', U'\x7f', char32_t{0xD800}, char32_t{0x110000}}) {
    palette.press({.character = character});
  }
  CHECK(palette.typed().text().empty());
  for (int i = 0; i < 500; ++i) type(palette, U"€");
  CHECK(palette.typed().text().size() <= 80);
}

TEST_CASE("Ctrl+K opens and closes, Esc closes it alone, and nothing steps while one types") {
  ShownApp shown("one-client");
  shown.perform(Command::presenter);
  shown.perform(Command::command_palette);
  REQUIRE(shown.app.command_palette().is_open());
  CHECK(shown.app.report().find("\"typing\":true") != std::string::npos);
  for (const char32_t character : std::u32string_view(U" p 1.")) {
    CHECK_FALSE(shown.app.type({.key = character == U' ' ? Key::space : Key::none, .character = character}));
  }
  shown.wait();
  CHECK(shown.turn() == 0);
  CHECK_FALSE(shown.app.playing());
  CHECK_FALSE(shown.app.settings().blank);
  shown.perform(Command::dismiss);
  CHECK_FALSE(shown.app.command_palette().is_open());
  CHECK(shown.app.settings().presenter);
  shown.perform(Command::command_palette);
  CHECK(shown.app.command_palette().typed().text().empty());
  CHECK_FALSE(shown.app.type({.control = true, .character = U'k'}));
  CHECK_FALSE(shown.app.command_palette().is_open());
}

TEST_CASE("a click on a command runs it, a click beside the palette closes it") {
  ShownApp shown("one-client");
  NullFrames frames({1280.0F, 720.0F});
  FrameState state;
  std::vector<Command> asked;
  const auto draw = [&](ImVec2 mouse, bool down) {
    frames.mouse(mouse, down);
    const Scene scene = shown.app.scene(palette_of(Theme::dark), frames.look().fonts, 1.0F, shown.now);
    ImGui::NewFrame();
    draw_frame(scene, shown.app, state, {1280.0F, 720.0F});
    ImGui::Render();
    for (const Request& request : scene.requests) asked.push_back(request.command);
  };
  const auto click = [&](ImVec2 mouse) {
    asked.clear();
    for (const bool down : {false, false, true, false}) draw(mouse, down);
    return asked;
  };
  shown.perform(Command::command_palette);
  const Command first = shown.app.command_palette().matches().front()->command;
  CHECK(click({400.0F, 150.0F}) == std::vector<Command>{Command::dismiss, first});
  CHECK(click({60.0F, 20.0F}) == std::vector<Command>{Command::dismiss});  // "Scenario" lies below
}

TEST_SUITE_END();

}  // namespace sockwalk
