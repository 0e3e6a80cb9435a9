#include "key_press.h"

#include <doctest/doctest.h>

#include <vector>

namespace sockwalk {

TEST_SUITE_BEGIN("key_press");

TEST_CASE("a stroke and its character are one press") {
  KeyQueue queue;
  queue.press({.key = Key::space, .shift = true});
  queue.type(U' ', false);
  CHECK(queue.take() ==
        std::vector<KeyPress>{{.key = Key::space, .shift = true, .character = U' '}});
}

TEST_CASE("strokes that type nothing stay alone") {
  KeyQueue queue;
  queue.press({.key = Key::left});
  queue.press({.key = key_of('P')});
  queue.type(U'p', false);
  CHECK(queue.take() ==
        std::vector<KeyPress>{{.key = Key::left}, {.key = key_of('P'), .character = U'p'}});
}

TEST_CASE("a space whose stroke is missing is still one, with Shift") {
  KeyQueue queue;
  queue.type(U' ', true);
  CHECK(queue.take() ==
        std::vector<KeyPress>{{.key = Key::space, .shift = true, .character = U' '}});
}

TEST_CASE("an arrow types nothing, whatever comes next") {
  KeyQueue queue;
  queue.press({.key = Key::left});
  queue.type(U'x', false);
  CHECK(queue.take() == std::vector<KeyPress>{{.key = Key::left}, {.character = U'x'}});
}

TEST_CASE("many strokes between two frames are all there, in order") {
  KeyQueue queue;
  for (int i = 0; i < 50; ++i) {
    queue.press({.key = Key::space, .repeated = i > 0});
    queue.type(U' ', false);
  }
  const std::vector<KeyPress> presses = queue.take();
  REQUIRE(presses.size() == 50);
  CHECK_FALSE(presses.front().repeated);
  CHECK(presses.back() == KeyPress{.key = Key::space, .repeated = true, .character = U' '});
}

TEST_CASE("characters without a stroke of their own, from an input method") {
  KeyQueue queue;
  queue.press({.key = key_of('A')});
  queue.type(U'あ', false);
  queue.type(U'い', false);
  CHECK(queue.take() == std::vector<KeyPress>{{.key = key_of('A'), .character = U'あ'},
                                              {.character = U'い'}});
}

TEST_CASE("with Control the character on the key is known already, and stays") {
  KeyQueue queue;
  queue.press({.key = key_of('R'), .control = true, .character = U'r'});
  queue.type(U'x', false);
  CHECK(queue.take() ==
        std::vector<KeyPress>{{.key = key_of('R'), .control = true, .character = U'r'},
                              {.character = U'x'}});
}

TEST_CASE("what is taken is gone, and does not wait for a character") {
  KeyQueue queue;
  queue.press({.key = key_of('A')});
  CHECK(queue.take().size() == 1);
  CHECK(queue.take().empty());
  queue.type(U'a', false);
  CHECK(queue.take() == std::vector<KeyPress>{{.character = U'a'}});
}

TEST_SUITE_END();

}  // namespace sockwalk
