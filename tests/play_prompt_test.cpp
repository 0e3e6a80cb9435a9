#include "play_prompt.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "frame.h"
#include "null_frames.h"
#include "shown_app.h"
#include "stage_metrics.h"

namespace sockwalk {
namespace {

/// Strokes as the window hands them on.
void type(ShownApp& shown, std::u32string_view text) {
  for (const char32_t character : text) {
    CHECK_FALSE(shown.app.type({.key = character == U' ' ? Key::space : Key::none, .character = character}));
  }
}

/// A stroke, and what it asks for.
void press(ShownApp& shown, Key key) {
  if (const auto asked = shown.app.type({.key = key})) shown.app.perform(*asked, shown.now);
  shown.wait();
}

void clear(ShownApp& shown) { shown.app.type({.control = true, .character = U'u'}); }

const PlayPrompt& prompt(const ShownApp& shown) { return shown.app.play_prompt(); }

void steps(ShownApp& shown, int count) {
  for (int i = 0; i < count; ++i) {
    shown.step();
    shown.perform(Command::step);
  }
}

std::size_t row_with(const ShownApp& shown, std::string_view words) {
  for (std::size_t i = 0; i < prompt(shown).rows().size(); ++i) {
    if (prompt(shown).rows()[i].words == words) return i;
  }
  FAIL_CHECK("no such row: " << words);
  return 0;
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE_BEGIN("play_prompt");

TEST_CASE("a line is edited by whole characters") {
  TypedLine line(12);
  for (const char32_t character : std::u32string_view(U"aé𝄞")) line.press({.character = character});
  CHECK(line.text() == "aé𝄞");
  line.press({.key = Key::left});
  line.press({.key = Key::left});
  CHECK(line.caret() == 1);
  CHECK(line.press({.character = U'x'}));
  CHECK(line.press({.key = Key::del}));
  CHECK(line.text() == "ax𝄞");
  line.press({.key = Key::end});
  CHECK(line.press({.key = Key::backspace}));
  line.press({.key = Key::home});
  CHECK_FALSE(line.press({.key = Key::backspace}));
  CHECK(line.text() == "ax");
  for (int i = 0; i < 20; ++i) line.press({.character = U'€'});
  CHECK(line.text().size() <= 12);
  CHECK_FALSE(line.press({.character = U'\7'}));
  CHECK_FALSE(line.press({.control = true, .character = U'k'}));
  CHECK(line.press({.control = true, .character = U'u'}));
  CHECK(line.text().empty());
}

TEST_CASE("C adds a client whose steps may be changed, and nothing steps while one types") {
  ShownApp shown("one-client");
  steps(shown, 4);
  shown.perform(Command::add_client);
  REQUIRE(shown.app.typing());
  CHECK(prompt(shown).line().text() == "add client socket, connect, send 7, send 8, ask, receive, close");
  clear(shown);
  type(shown, U"add client socket, conect");
  CHECK(prompt(shown).refused());
  press(shown, Key::enter);
  CHECK(has(prompt(shown).verdict(), "did you mean \"connect\"?"));
  CHECK(shown.app.typing());
  CHECK(shown.turn() == 4);
  press(shown, Key::backspace);
  press(shown, Key::backspace);
  press(shown, Key::backspace);
  press(shown, Key::backspace);
  type(shown, U"nnect");
  CHECK_FALSE(prompt(shown).refused());
  press(shown, Key::enter);
  CHECK_FALSE(shown.app.typing());
  CHECK(shown.turn() == 5);
  CHECK(shown.app.walk().model().actors.size() == 3);
}

TEST_CASE("A asks the next actor, and a chosen row fills the line or is done") {
  ShownApp shown("one-client");
  steps(shown, 5);
  shown.app.perform({Command::ask, 1, 0, {}}, shown.now);
  CHECK(prompt(shown).line().text() == "client 1: ");
  const std::size_t numbers = row_with(shown, "client 1: send 7");
  shown.app.perform({Command::take_offer, kNoActor, numbers, {}}, shown.now);
  CHECK(prompt(shown).line().text() == "client 1: send 7");
  CHECK(has(prompt(shown).verdict(), "Client 1 makes this call"));
  press(shown, Key::enter);
  CHECK(shown.turn() == 6);
  CHECK(shown.app.walk().model().actors[1].last_exit.call == Syscall::write);
  shown.perform(Command::step);
  shown.app.perform({Command::ask, 1, 0, {}}, shown.now);
  shown.app.perform({Command::take_offer, kNoActor, row_with(shown, "crash client 1"), {}}, shown.now);
  shown.wait();
  CHECK_FALSE(shown.app.typing());
  CHECK(shown.app.walk().model().actors[1].state == ActorState::gone);
}

TEST_CASE("arrows choose, Tab completes, letters return to what is typed, Esc closes it alone") {
  ShownApp shown("one-client");
  shown.perform(Command::help);
  shown.app.perform({Command::ask, 1, 0, {}}, shown.now);
  type(shown, U"shut");
  REQUIRE(prompt(shown).chosen() == 0);
  press(shown, Key::down);
  CHECK(prompt(shown).chosen() == 1);
  press(shown, Key::up);
  press(shown, Key::tab);
  CHECK(prompt(shown).line().text() == "client 1: shutdown write");
  CHECK_FALSE(prompt(shown).chosen());
  type(shown, U"x");
  CHECK(has(prompt(shown).verdict(), "did you mean \"write\"?"));
  press(shown, Key::escape);
  CHECK_FALSE(shown.app.typing());
  CHECK(shown.app.help_open());
  CHECK(shown.turn() == 0);
}

TEST_CASE("one that is asleep is offered what it can still meet, and says why not the rest") {
  ShownApp shown("one-client");
  steps(shown, 4);
  shown.give_turn(kServer);
  shown.wait();
  REQUIRE(shown.app.walk().model().actors[kServer].state == ActorState::in_call);
  shown.app.perform({Command::ask, kServer, 0, {}}, shown.now);
  REQUIRE(prompt(shown).chosen());
  CHECK(prompt(shown).rows()[*prompt(shown).chosen()].words == "interrupt server");
  shown.app.perform({Command::take_offer, kNoActor, 0, {}}, shown.now);
  CHECK(prompt(shown).refused());
  CHECK(has(prompt(shown).verdict(), "asleep in accept"));
  CHECK(shown.app.typing());
}

TEST_CASE("looking back it says why it waits, and offers to continue from there") {
  ShownApp shown("one-client");
  steps(shown, 6);
  shown.seek(3);
  shown.perform(Command::ask);
  CHECK(prompt(shown).rows().front().command == Command::continue_from_here);
  clear(shown);
  type(shown, U"crash client 1");
  press(shown, Key::down);
  press(shown, Key::down);
  CHECK(has(prompt(shown).verdict(), "looking back at turn 3 of 6"));
  press(shown, Key::enter);
  CHECK(shown.app.walk().last_turn() == 6);
  press(shown, Key::up);
  press(shown, Key::enter);
  CHECK(shown.app.walk().last_turn() == 3);
  CHECK(shown.app.walk().live());
  shown.app.perform({Command::play, kNoActor, 0, "crash client 1"}, shown.now);
  shown.wait();
  CHECK(shown.turn() == 4);
}

TEST_CASE("a recording can be continued from its end, and live nothing is to be continued") {
  ShownApp shown("one-client");
  steps(shown, 3);
  shown.perform(Command::ask);
  CHECK(prompt(shown).rows().front().command == Command::none);
  shown.perform(Command::dismiss);
  const std::string trace = shown.file("t");
  shown.app.perform({Command::save_trace, kNoActor, 0, trace}, shown.now);
  shown.app.perform({Command::open_trace, kNoActor, 0, trace}, shown.now);
  shown.perform(Command::end);
  shown.perform(Command::ask);
  REQUIRE(prompt(shown).rows().front().command == Command::continue_from_here);
  shown.app.perform({Command::take_offer, kNoActor, 0, {}}, shown.now);
  shown.wait();
  CHECK(shown.app.walk().live());
  CHECK(shown.turn() == 3);
}

TEST_CASE("what cannot be played is a notice, and a reveal under way is completed first") {
  ShownApp shown("one-client");
  shown.step();
  REQUIRE(shown.app.moving());
  shown.perform(Command::let_time_pass);
  CHECK(has(shown.app.notice(), "Nobody sleeps in a call that has a time-out"));
  CHECK_FALSE(shown.app.moving());
  shown.app.perform({Command::play, kNoActor, 0, "client 1: socket dgram"}, shown.now);
  shown.wait();
  CHECK(shown.app.notice().empty());
  CHECK(shown.turn() == 2);
}

TEST_CASE("where nobody can move it offers a client, signals and a restart") {
  ShownApp shown("one-client");
  steps(shown, 4);
  shown.app.perform({Command::play, kNoActor, 0, "crash client 1"}, shown.now);
  shown.wait();
  shown.give_turn(kServer);
  shown.wait();
  shown.perform(Command::step);
  REQUIRE(shown.app.walk().next_actor() == kNoActor);
  REQUIRE_FALSE(shown.app.walk().finished());
  shown.perform(Command::ask);
  CHECK(prompt(shown).line().text().empty());
  CHECK(prompt(shown).rows().back().command == Command::restart);
  clear(shown);
  type(shown, U"interrupt server");
  press(shown, Key::enter);
  CHECK(shown.app.walk().model().actors[kServer].last_exit.error == EINTR);
}

TEST_CASE("it is drawn in every size, and a click beside it closes it") {
  for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}, ImVec2{320, 200}}) {
    NullFrames frames(size);
    ShownApp shown("sum-select");
    FrameState state;
    shown.perform(Command::ask);
    for (const bool down : {false, true, false}) {
      frames.mouse({3, size.y - 3}, down);
      const Scene scene = shown.app.scene(frames.look().palette, frames.look().fonts, 1.0F, shown.now);
      ImGui::NewFrame();
      draw_frame(scene, shown.app, state, size);
      ImGui::Render();
      const std::vector<Request> requests = scene.requests;
      for (const Request& request : requests) shown.app.perform(request, shown.now);
    }
    CHECK_FALSE(shown.app.typing());
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
