#include "class_question.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "build_paths.h"
#include "drawn_text.h"
#include "frame.h"
#include "null_frames.h"
#include "model/explain.h"
#include "presenter_view.h"
#include "shown_app.h"
#include "skipped.h"
#include "text/question_text.h"

namespace sockwalk {
namespace {

constexpr Command kLowerPanes[] = {Command::show_timeline, Command::show_events, Command::show_agreement};

KeyPress key(Key which) { return {.key = which}; }
KeyPress letter(char32_t character) { return {.key = Key::none, .character = character}; }

void press(ShownApp& shown, const KeyPress& stroke) {
  REQUIRE(shown.app.question().is_shown());
  if (const auto request = shown.app.answer(stroke)) shown.app.perform(*request, shown.now);
  shown.wait();
}

void ask(ShownApp& shown) {
  shown.perform(Command::ask_class);
  REQUIRE(shown.app.question().is_open());
}

/// The whole window, drawn into nothing, and what can be read in it.
class Drawn {
 public:
  explicit Drawn(bool presenter)
      : size_(presenter ? ImVec2{1920, 1080} : ImVec2{1600, 1000}),
        scale_(presenter ? presenter_scale(size_) : 1.0F),
        frames_(size_, scale_, Theme::dark, presenter ? kPresenterFonts : kWindowFonts) {}

  std::string draw(ShownApp& shown, ImVec2 mouse = {-1, -1}) {
    frames_.mouse(mouse, false);
    for (int frame = 0; frame < 3; ++frame) {  // a tooltip comes a frame late
      const Scene scene = shown.app.scene(palette_for(shown.app.settings()), frames_.look().fonts, scale_, shown.now);
      ImGui::NewFrame();
      draw_frame(scene, shown.app, state_, size_);
      ImGui::Render();
    }
    return drawn_text();
  }
  /// All that is drawn, in order.
  std::vector<float> shapes() const {
    std::vector<float> all;
    const ImDrawData& data = *ImGui::GetDrawData();
    for (int list = 0; list < data.CmdListsCount; ++list) {
      for (const ImDrawVert& vertex : data.CmdLists[list]->VtxBuffer) {
        all.insert(all.end(), {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, static_cast<float>(vertex.col)});
      }
    }
    return all;
  }

 private:
  const ImVec2 size_;
  const float scale_;
  NullFrames frames_;
  FrameState state_;
};

/// What must not be read before the call is made.
struct Secret {
  explicit Secret(const ShownApp& shown) {
    const Walk& walk = shown.app.walk();
    const auto call = walk.next_call(walk.next_actor());
    REQUIRE(call);
    foretold = without_spaces(foretell(walk.model(), *call).words());
    // Somebody else may sleep in such a call already, and that is no secret.
    for (const Actor& actor : walk.model().actors) {
      if (actor.state == ActorState::in_call) return;
    }
    needed = without_spaces(needs(walk.model(), *call).words());
  }
  std::string foretold;
  std::string needed;
};

bool holds(const std::string& text, const std::string& words) {
  // A narrow pane breaks a sentence; its beginning would give it away as well.
  const std::string beginning = words.substr(0, 30);
  return !words.empty() && text.find(beginning) != std::string::npos;
}

std::string saved(ShownApp& shown, const std::string& name) {
  const std::string file = shown.file(name);
  shown.app.perform({Command::save_trace, kNoActor, 0, file}, shown.now);
  shown.app.dismiss_notice();
  return file;
}

/// A copy of a trace in which every result after `turn` is another one.
std::string with_another_future(const std::string& file, std::uint64_t turn) {
  std::ifstream from(file);
  const std::string copy = file + ".other";
  std::ofstream to(copy);
  std::uint64_t turns = 0;
  for (std::string line; std::getline(from, line);) {
    if (line.find("\"kind\":\"turn\"") != std::string::npos) ++turns;
    const std::size_t at = line.find("\"ret\":");
    if (turns > turn && at != std::string::npos && line.find("\"kind\":\"exit\"") != std::string::npos) {
      const std::size_t end = line.find_first_of(",}", at);
      line.replace(at, end - at, "\"ret\":77");
    }
    to << line << '\n';
  }
  return copy;
}

}  // namespace

TEST_SUITE_BEGIN("class_question");

TEST_CASE("digits count hands for the chosen row; letters and arrows choose; nothing steps") {
  ShownApp shown("one-client");
  ask(shown);
  const ClassQuestion& question = shown.app.question();
  REQUIRE(question.rows().size() >= 3);
  for (const char32_t digit : U"12") {
    if (digit != 0) press(shown, letter(digit));
  }
  press(shown, letter(U'B'));
  CHECK(question.chosen() == 1);
  for (const char32_t digit : {U'3', U'4', U'5'}) press(shown, letter(digit));
  press(shown, key(Key::backspace));
  press(shown, key(Key::down));
  press(shown, letter(U'1'));
  CHECK(question.rows()[0].hands == 12);
  CHECK(question.rows()[1].hands == 34);
  CHECK(question.rows()[2].hands == 1);
  CHECK(question.all_hands() == 47);
  for (const KeyPress& stroke : {letter(U'p'), letter(U'r'), key(Key::home), key(Key::end)}) press(shown, stroke);
  CHECK(shown.turn() == 0);
  CHECK_FALSE(shown.app.playing());
  press(shown, key(Key::escape));
  CHECK_FALSE(question.is_shown());
  CHECK(shown.turn() == 0);
}

TEST_CASE("the count stays below ten thousand") {
  ShownApp shown("one-client");
  ask(shown);
  for (int i = 0; i < 9; ++i) press(shown, letter(U'9'));
  CHECK(shown.app.question().rows()[0].hands == 9999);
}

TEST_CASE("revealing makes the call, and its real result says which was right, in every turn") {
  ShownApp shown("one-client");
  int asked = 0;
  while (shown.can_step()) {
    shown.perform(Command::ask_class);
    const ClassQuestion& question = shown.app.question();
    if (!question.is_open()) {  // exit() never returns
      CHECK_FALSE(shown.app.notice().empty());
      shown.app.dismiss_notice();
      shown.step();
      shown.perform(Command::step);
      continue;
    }
    ++asked;
    const std::uint64_t turn = shown.turn();
    press(shown, key(Key::space));
    CHECK(shown.turn() == turn + 1);
    CHECK(question.stage() == ClassQuestion::Stage::awaited);
    shown.pass(60);
    shown.pass(60);
    CHECK(question.stage() == ClassQuestion::Stage::answered);
    REQUIRE(question.right());
    const Model& model = shown.app.walk().model();
    const Actor& mover = *model.actor(question.actor());
    const bool asleep = mover.state == ActorState::in_call;
    CHECK(question.rows()[*question.right()].answer == answer_of(asleep ? nullptr : &mover.last_exit));
    press(shown, key(Key::page_down));
    CHECK_FALSE(question.is_shown());
    CHECK(shown.turn() == turn + 1);
  }
  CHECK(asked > 15);
}

TEST_CASE("while a question is open, no view and no tooltip tells what will come") {
  if (!kDrawnTextCanBeRead) {
    skipped("this ImGui keeps its letters elsewhere");
    return;
  }
  for (const bool presenter : {false, true}) {
    CAPTURE(presenter);
    Drawn drawn(presenter);
    ShownApp shown("sum-select");
    if (presenter) shown.perform(Command::presenter);
    int told = 0;
    while (shown.can_step() && shown.turn() < 26) {
      CAPTURE(shown.turn());
      const Secret secret(shown);
      // Without a question it is told: what follows can fail.
      if (holds(drawn.draw(shown), secret.foretold)) ++told;
      ask(shown);
      for (const Command pane : kLowerPanes) {
        shown.perform(pane);
        CHECK(shown.app.question().is_open());
        const std::string text = drawn.draw(shown);
        CHECK_FALSE_MESSAGE(holds(text, secret.foretold), secret.foretold);
        CHECK_FALSE_MESSAGE(holds(text, secret.needed), secret.needed);
        CHECK(text.find(without_spaces(in_words(shown.app.question().rows()[0].answer).words())) != std::string::npos);
      }
      if (shown.turn() == 17) {
        for (float y = 60; y < 1000; y += 110) {
          for (float x = 35; x < 1600; x += 190) {
            const std::string text = drawn.draw(shown, {x, y});
            CHECK_FALSE_MESSAGE(holds(text, secret.foretold), secret.foretold);
            CHECK_FALSE_MESSAGE(holds(text, secret.needed), secret.needed);
          }
        }
      }
      press(shown, key(Key::escape));
      shown.step();
      shown.perform(Command::step);
    }
    CHECK(told > 3);
  }
}

TEST_CASE("in a recording a question hides the future: two that differ only later look the same") {
  ShownApp shown("one-client");
  shown.to_the_end();
  const std::string file = saved(shown, "one.trace");
  const std::uint64_t last = shown.app.walk().last_turn();
  for (const bool presenter : {false, true}) {
    Drawn drawn(presenter);
    for (std::uint64_t turn = 2; turn + 2 < last; turn += 6) {  // the last two are exit()
      CAPTURE(turn);
      std::vector<std::vector<float>> asked;
      std::vector<std::vector<float>> plain;
      for (const std::string& name : {file, with_another_future(file, turn)}) {
        // The same name, so that nothing but the future differs.
        std::filesystem::copy_file(name, shown.file("shown.trace"), std::filesystem::copy_options::overwrite_existing);
        REQUIRE(shown.app.open_trace(shown.file("shown.trace")).ok());
        shown.app.dismiss_notice();
        if (shown.app.settings().presenter != presenter) shown.perform(Command::presenter);
        for (const Command pane : kLowerPanes) {
          shown.perform(pane);
          shown.seek(turn);
          drawn.draw(shown);
          plain.push_back(drawn.shapes());
          ask(shown);
          const Scene scene = shown.app.scene(palette_of(Theme::dark), Fonts(), 1.0F, shown.now);
          CHECK(scene.walk.timeline().last_seq() == shown.app.walk().timeline().end_of_turn(turn));
          CHECK(scene.walk.last_turn() == turn);
          CHECK(scene.walk.past().empty());
          drawn.draw(shown);
          asked.push_back(drawn.shapes());
        }
      }
      for (std::size_t i = 0; i < 3; ++i) CHECK(asked[i] == asked[i + 3]);
      // Without a question the timeline of the window does show what comes.
      if (!presenter) CHECK(plain[0] != plain[3]);
    }
  }
}

TEST_CASE("what moves the run elsewhere takes the question with it") {
  ShownApp shown("one-client");
  shown.to_the_end();
  for (const Command command : {Command::back, Command::home, Command::restart}) {
    shown.seek(3);
    ask(shown);
    shown.perform(command);
    CHECK_FALSE(shown.app.question().is_shown());
    shown.wait();
    shown.to_the_end();
  }
}

TEST_CASE("no view foretells by itself: what it says of the next call comes from the scene") {
  int looked_at = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SOCKWALK_SOURCE_DIR "/gui")) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with("_view.cpp") && !name.starts_with("stage_") && name != "toolbar.cpp") continue;
    ++looked_at;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      CAPTURE(name);
      CAPTURE(line);
      CHECK(line.find("would_block(") == std::string::npos);
      CHECK(line.find("expected_answer(") == std::string::npos);
      // Of the shown turn it may: from the state before that.
      CHECK(line.find("foretell(scene.model") == std::string::npos);
    }
  }
  CHECK(looked_at > 15);
}

TEST_SUITE_END();

}  // namespace sockwalk
