#include "text/locale.h"

#include <doctest/doctest.h>

#include <string>

#include "text/foretell_text.h"
#include "text/text.h"
#include "text/utf8.h"

namespace sockwalk {
namespace {

struct Pseudo {
  Pseudo() { set_locale(Locale::pseudo); }
  ~Pseudo() { set_locale(Locale::english); }
};

std::size_t letters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_character(text).bytes);
  return count;
}

}  // namespace

TEST_SUITE_BEGIN("locale");

TEST_CASE("the pseudo-locale is two fifths longer, and keeps what is filled in and what is code") {
  CHECK(in_pseudo_locale("accept queue") == "áàččéèpt qúùéèúùéè");
  CHECK(in_pseudo_locale("{0} calls `read`") == "{0} čáàllšs `read`");
  for (const Text* text : {&foretell_text::kAcceptSleeps, &foretell_text::kConnectNoName, &foretell_text::kListen}) {
    const std::string long_form = in_pseudo_locale(text->english);
    CAPTURE(long_form);
    CHECK(letters(long_form) * 100 >= letters(text->english) * 130);
  }
  CHECK(letters(in_pseudo_locale("Start")) >= 7);
  CHECK(letters(in_pseudo_locale("by")) >= 3);
}

TEST_CASE("every sentence is said in it, with its arguments") {
  const std::string english = say(foretell_text::kConnectNoName, "demo.sock").words();
  const Pseudo pseudo;
  const std::string text = say(foretell_text::kConnectNoName, "demo.sock").words();
  CHECK(text != english);
  CHECK(text.find("demo.sock") != std::string::npos);
  CHECK(text.find('{') == std::string::npos);
}

TEST_SUITE_END();

}  // namespace sockwalk
